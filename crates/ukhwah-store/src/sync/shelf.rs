//! Copies of what another device erased.

use rusqlite::params;
use ukhwah_domain::id::RecordId;

use super::SyncTransaction;
use crate::error::StoreError;

/// A copy of a noun that another device erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShelfRow {
    /// The record that it was.
    pub id: RecordId,
    /// The number of its kind.
    pub kind: u16,
    /// What it held.
    pub body: Vec<u8>,
    /// Whether it waits for the person's answer.
    pub held: bool,
}

impl SyncTransaction<'_> {
    /// Lays copies aside.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn shelve(&mut self, copies: &[ShelfRow]) -> Result<(), StoreError> {
        let mut statement = self.inner.prepare_cached(
            "INSERT INTO \"shelf\" (\"id\", \"held\", \"kind\", \"body\") VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (\"id\") DO UPDATE SET \"held\" = ?2, \"kind\" = ?3, \"body\" = ?4",
        )?;
        for copy in copies {
            statement.execute(params![copy.id.as_bytes(), copy.held, copy.kind, copy.body])?;
        }
        Ok(())
    }

    /// What was laid aside, by id.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn shelf(&self) -> Result<Vec<ShelfRow>, StoreError> {
        let mut statement =
            self.inner.prepare_cached("SELECT \"id\", \"kind\", \"body\", \"held\" FROM \"shelf\" ORDER BY \"id\"")?;
        let rows = statement.query_map([], |row| {
            Ok(ShelfRow {
                id: RecordId::from_bytes(row.get(0)?),
                kind: row.get(1)?,
                body: row.get(2)?,
                held: row.get(3)?,
            })
        })?;
        rows.collect::<Result<_, _>>().map_err(StoreError::from)
    }

    /// Takes from the shelf what waits for the person, or what does not.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn clear_shelf(&mut self, held: bool) -> Result<(), StoreError> {
        self.inner.execute("DELETE FROM \"shelf\" WHERE \"held\" = ?1", params![held])?;
        Ok(())
    }

    /// Everything on the shelf waits for the person from now on.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn hold_shelf(&mut self) -> Result<(), StoreError> {
        self.inner.execute("UPDATE \"shelf\" SET \"held\" = 1", [])?;
        Ok(())
    }
}
