//! The open database and its key, or neither: while the app is locked, the main key is not in memory.
//!
//! Between the two stands a key that was shown to be the person's while the database does not open: it is kept for
//! restoring a backup, and for nothing else.

use std::sync::TryLockError;

use ukhwah_crypto::MainKey;
use ukhwah_domain::language::Language;
use ukhwah_store::{DatabaseKey, Store, StoreError, Transaction};

use super::{App, Stage, Trouble};
use crate::error::{ErrorCode, IpcError};

/// What the app holds of the person's data.
#[expect(clippy::large_enum_variant, reason = "there is one session, and it is never moved in a loop")]
pub(crate) enum Session {
    /// Nothing.
    Closed,
    /// A key without its database. To everything but restoring, this is closed.
    Keyed(Keyed),
    /// The database, and the key that opens it.
    Open(Open),
}

/// The key of somebody who has just typed what opens it, though the database does not open.
pub(crate) struct Keyed {
    pub(crate) key: MainKey,
    /// Whether it was the lock that opened it: then the lock stays.
    pub(crate) by_lock: bool,
}

/// An open database.
pub(crate) struct Open {
    pub(crate) store: Store,
    pub(crate) key: MainKey,
}

impl Open {
    pub(crate) fn database_key(&self) -> DatabaseKey {
        database_key(&self.key)
    }
}

pub(crate) fn database_key(key: &MainKey) -> DatabaseKey {
    DatabaseKey::from_bytes(key.expose_raw())
}

/// The same key once more; it is wiped like the first one.
pub(crate) fn same(key: &MainKey) -> MainKey {
    MainKey::from_bytes(key.expose_raw())
}

impl App {
    /// Does something with the open database. If that shows a damaged page, the app goes to where a backup is offered.
    ///
    /// # Errors
    /// [`ErrorCode::Locked`] if it is not open, or whatever `work` returns.
    pub(crate) fn with_open<T>(&self, work: impl FnOnce(&mut Open) -> Result<T, IpcError>) -> Result<T, IpcError> {
        let mut session = self.session();
        let Session::Open(open) = &mut *session else { return Err(ErrorCode::Locked.into()) };
        let result = work(open);
        // Other files than the database can be damaged too.
        let is_damaged =
            matches!(&result, Err(error) if error.code == ErrorCode::Damaged) && open.store.check().is_err();
        if is_damaged {
            tracing::error!("a page of the database is damaged");
            let by_lock = self.keys().file().is_ok_and(|file| file.lock().is_some());
            let key = same(&open.key);
            *session = Session::Keyed(Keyed { key, by_lock });
            self.desk.forget_items();
            self.forget_reckoned();
            self.set_stage(Stage::Trouble { what: Trouble::Damaged });
        }
        result
    }

    /// Does something with the database if it is open and nobody else is at it now.
    pub(crate) fn if_open_now(&self, work: impl FnOnce(&Store)) {
        let session = match self.session.try_lock() {
            Ok(session) => session,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        if let Session::Open(open) = &*session {
            work(&open.store);
        }
    }

    /// Reads from the open database, in the person's language.
    pub(crate) fn reading<T>(&self, work: impl FnOnce(&Store, Language) -> Result<T, IpcError>) -> Result<T, IpcError> {
        let language = self.appearance().language;
        self.with_open(|open| work(&open.store, language))
    }

    /// Writes, then brings the two cards up to date before anyone is told that it is done.
    pub(crate) fn writing<T>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, IpcError>,
    ) -> Result<T, IpcError> {
        let now = self.clock.now();
        let value = self.with_open(|open| {
            let value = open.store.transact(now, work)?;
            self.write_cards(&open.store);
            Ok(value)
        })?;
        Ok(value)
    }

    /// Closes the database and drops its key.
    ///
    /// # Errors
    /// If SQLite could not fold its log; nothing is lost by that.
    pub(crate) fn close_session(&self) -> Result<(), StoreError> {
        let session = std::mem::replace(&mut *self.session(), Session::Closed);
        self.desk.forget_items();
        self.forget_reckoned();
        self.fetching.stop();
        self.sync.forget();
        // Contacts read from a file and not kept are the person's too.
        *self.chosen() = super::Chosen::default();
        match session {
            Session::Open(open) => open.store.close(),
            Session::Closed | Session::Keyed(_) => Ok(()),
        }
    }

    /// Forgets what was reckoned from the database.
    fn forget_reckoned(&self) {
        self.signs.forget();
        self.trends.forget();
    }

    /// Takes a key without its database out of the session.
    pub(super) fn take_keyed(&self) -> Option<Keyed> {
        let mut session = self.session();
        match std::mem::replace(&mut *session, Session::Closed) {
            Session::Keyed(keyed) => Some(keyed),
            other => {
                *session = other;
                None
            }
        }
    }

    /// Whether the first-run screens were gone through, as the stage says it.
    pub(crate) fn open_stage(store: &Store) -> Result<Stage, StoreError> {
        let welcomed = store.setting("welcomed")?.unwrap_or(false);
        Ok(Stage::Open { welcomed })
    }
}
