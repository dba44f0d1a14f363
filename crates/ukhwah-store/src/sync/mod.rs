//! What sync reads and writes: records as bytes with what the server holds of them, and where this device stands.
//!
//! Nothing here knows a key or a server. Edits of the person go through [`crate::Transaction`] alone, which marks what it
//! writes as dirty.

mod row;
mod shelf;
mod state;

use std::collections::BTreeMap;

use rusqlite::TransactionBehavior;
use ukhwah_domain::id::RecordId;
use ukhwah_domain::record::Actor;

pub use row::{Placed, SyncedRow, SyncedVersion};
pub use shelf::ShelfRow;
pub use state::OUTBOX;

use crate::error::StoreError;
use crate::open::Store;
use crate::state::States;
use crate::{copy, search};

/// An open transaction of sync: what is written through it is kept once its closure returns `Ok`.
pub struct SyncTransaction<'s> {
    inner: rusqlite::Transaction<'s>,
    actor: Actor,
    /// Whether any record was written: what was reckoned from records is then reckoned again.
    wrote: bool,
    /// What the search is to say of the records that were written, which it is told of at the end, all at once.
    said: BTreeMap<RecordId, Option<search::Words>>,
}

impl Store {
    /// Reads and writes for sync, all or nothing.
    ///
    /// # Errors
    /// Whatever `work` returns, or a [`StoreError`] from keeping it.
    pub fn sync<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut SyncTransaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.before_writing()?;
        let inner =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let mut transaction = SyncTransaction { inner, actor: self.actor, wrote: false, said: BTreeMap::new() };
        let value = work(&mut transaction)?;
        let SyncTransaction { inner, actor, wrote, said } = transaction;
        search::index_many(&inner, said)?;
        search::settle(&inner)?;
        inner.commit().map_err(StoreError::from)?;
        self.actor = actor;
        if wrote {
            self.states = States::new();
        }
        Ok(value)
    }
}

impl SyncTransaction<'_> {
    /// This copy of the app, as its edits name it.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// Gives this copy of the app another identity, and with it what has not left for the server. What was counted of the
    /// old one's edits does not count for it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn renew_actor(&mut self, actor: Actor) -> Result<(), StoreError> {
        copy::renew_actor(&self.inner, actor)?;
        self.actor = actor;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
