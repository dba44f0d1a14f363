//! Opening: raw key first, encryption proven, then the promises about durability, then the schema.

use std::path::{Path, PathBuf};
use std::sync::Once;

use rusqlite::{Connection, OpenFlags};
use ukhwah_domain::record::Actor;

use crate::error::{OpenError, StoreError};
use crate::key::DatabaseKey;
use crate::migrate::{self, Migration};
use crate::state::States;
use crate::{backup, copy, search};

/// An open database.
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) actor: Actor,
    path: PathBuf,
    /// A launch that could not be counted, with the count outside: nothing is written before it is.
    uncounted: Option<Option<u64>>,
    pub(crate) states: States,
}

impl Store {
    /// Makes a new database.
    ///
    /// # Errors
    /// [`OpenError::Exists`] if there is a file already: nothing is ever overwritten.
    pub fn create(path: &Path, key: &DatabaseKey) -> Result<Self, OpenError> {
        if path.exists() {
            return Err(OpenError::Exists);
        }
        let mut connection = create(path, key)?;
        migrate::run(&mut connection, &migrate::MIGRATIONS)?;
        search::ensure(&mut connection)?;
        let actor = copy::actor(&connection)?;
        Ok(Self { connection, actor, path: path.to_owned(), uncounted: None, states: States::new() })
    }

    /// Makes a new database with what `fill` writes into it. It comes to its name only when all of that is on the disk.
    ///
    /// # Errors
    /// As [`Store::create`], or why it could not be filled; nothing is then left of it.
    pub fn create_filled(
        path: &Path,
        key: &DatabaseKey,
        fill: impl FnOnce(&mut Self) -> Result<(), StoreError>,
    ) -> Result<Self, OpenError> {
        backup::aside(path, |unfinished| {
            let mut store = Self::create(unfinished, key)?;
            fill(&mut store)?;
            backup::finish(store.connection)
        })?;
        Self::open(path, key, &path.with_extension("before"))
    }

    /// Opens a database, after making a copy of it at `before_migration` if its schema is older than this build's.
    ///
    /// On a full disk, and in a folder that may only be read, it is opened all the same, as long as it needs no change
    /// for that: what is in it can be read, and a write is refused with the reason.
    ///
    /// # Errors
    /// See [`OpenError`]; the file is left as it was.
    pub fn open(path: &Path, key: &DatabaseKey, before_migration: &Path) -> Result<Self, OpenError> {
        match Self::open_at(path, key, before_migration, &migrate::MIGRATIONS) {
            Err(OpenError::Store(error)) if error.cannot_write() => {
                Self::open_without_room(path, key).map_err(|_| OpenError::Store(error))
            }
            opened => opened,
        }
    }

    /// Opens a database where the files that SQLite lays beside it cannot be made.
    fn open_without_room(path: &Path, key: &DatabaseKey) -> Result<Self, OpenError> {
        let connection = connect_without_room(path, key)?;
        if migrate::version(&connection, &migrate::MIGRATIONS)? < migrate::SCHEMA_VERSION {
            return Err(StoreError::ReadOnly.into());
        }
        promise(&connection)?;
        let actor = copy::actor(&connection)?;
        Ok(Self { connection, actor, path: path.to_owned(), uncounted: None, states: States::new() })
    }

    fn open_at(
        path: &Path,
        key: &DatabaseKey,
        before_migration: &Path,
        steps: &[Migration],
    ) -> Result<Self, OpenError> {
        let mut connection = connect_filled(path, key, steps)?;
        promise(&connection)?;
        if migrate::version(&connection, steps)? < steps.len() {
            backup::copy_connection(&connection, before_migration, key)?;
            migrate::run(&mut connection, steps)?;
        }
        search::ensure(&mut connection)?;
        let actor = copy::actor(&connection)?;
        Ok(Self { connection, actor, path: path.to_owned(), uncounted: None, states: States::new() })
    }

    /// Where the database lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// This copy of the app, as edits name it.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// Gives this database a new identity, and with it what has not left for the server: after a restore, or when it
    /// turns out to be a clone.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn renew_actor(&mut self) -> Result<(), StoreError> {
        let new = copy::make_actor()?;
        let transaction = self.connection.transaction()?;
        copy::renew_actor(&transaction, new)?;
        transaction.commit()?;
        self.actor = new;
        Ok(())
    }

    /// Counts a launch, having been told the count that is kept outside the database, and returns the new count.
    ///
    /// A count that differs means that this database was restored, or copied with its folder: the identity is renewed,
    /// since two copies that edit under one identity lose edits (sync specification, section 6, rule 8).
    ///
    /// A launch that cannot be counted keeps nobody from reading; it is counted before the first thing that is written,
    /// since nothing may be edited under an identity that is in doubt.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn count_launch(&mut self, outside: Option<u64>) -> Result<u64, StoreError> {
        self.uncounted = Some(outside);
        let inside = copy::launches(&self.connection)?;
        if outside != Some(inside) {
            self.renew_actor()?;
        }
        copy::set_launches(&self.connection, inside + 1)?;
        self.uncounted = None;
        Ok(inside + 1)
    }

    /// Whether nothing could be written since the database was opened.
    #[must_use]
    pub const fn only_reads(&self) -> bool {
        self.uncounted.is_some()
    }

    /// Counts the launch if that is still to be done. The count outside stays behind by it, which costs a new identity
    /// at the next start and nothing else.
    pub(crate) fn before_writing(&mut self) -> Result<(), StoreError> {
        match self.uncounted {
            Some(outside) => self.count_launch(outside).map(drop),
            None => Ok(()),
        }
    }

    /// Reads every page and proves that none was changed.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if one was.
    pub fn check(&self) -> Result<(), StoreError> {
        check(&self.connection)
    }

    /// Closes the database, folding the write-ahead log into the file.
    ///
    /// # Errors
    /// If SQLite could not close it.
    pub fn close(self) -> Result<(), StoreError> {
        self.connection.close().map_err(|(_, error)| error.into())
    }
}

/// Reads every page of a database and proves that none was changed.
pub(crate) fn check(connection: &Connection) -> Result<(), StoreError> {
    let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
    let faults = statement.query_map([], |row| row.get::<_, String>(0))?.count();
    if faults > 0 {
        return Err(StoreError::Damaged);
    }
    let sound: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if sound == "ok" { Ok(()) } else { Err(StoreError::Damaged) }
}

/// Makes an empty encrypted file that keeps its promises.
pub(crate) fn create(path: &Path, key: &DatabaseKey) -> Result<Connection, OpenError> {
    let connection = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    promise(&connection)?;
    Ok(connection)
}

/// Opens a file under a raw key and proves that it is encrypted and readable. Writes nothing.
pub(crate) fn connect(path: &Path, key: &DatabaseKey, flags: OpenFlags) -> Result<Connection, OpenError> {
    connect_after(path, key, flags, |_| Ok(()))
}

/// The same; `prepare` is done before the first page is read.
fn connect_after(
    path: &Path,
    key: &DatabaseKey,
    flags: OpenFlags,
    prepare: impl FnOnce(&Connection) -> Result<(), rusqlite::Error>,
) -> Result<Connection, OpenError> {
    static READY: Once = Once::new();
    // SQLite counts itself as ready before SQLCipher has registered its functions, so that a second thread could open
    // a connection that lacks them. The first connection is therefore opened alone.
    READY.call_once(|| drop(Connection::open_in_memory()));
    let connection =
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(StoreError::from)?;
    unlock(&connection, key).map_err(unreadable)?;
    let cipher = connection.query_row("PRAGMA cipher_version", [], |row| row.get::<_, String>(0));
    if cipher.unwrap_or_default().is_empty() {
        return Err(OpenError::NotEncrypted);
    }
    prepare(&connection).map_err(unreadable)?;
    // The key is only put to use by the first page that is read.
    connection.query_row("SELECT count(*) FROM \"sqlite_master\"", [], |_| Ok(())).map_err(unreadable)?;
    Ok(connection)
}

/// Opens a database where nothing can be written beside it: with the log's index in memory, since that file finds no
/// room; through the files that a process left there; or, without a log, as a file that nobody changes.
fn connect_without_room(path: &Path, key: &DatabaseKey) -> Result<Connection, OpenError> {
    let alone =
        |connection: &Connection| connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()));
    let reading = OpenFlags::SQLITE_OPEN_READ_ONLY;
    connect_after(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE, alone).or_else(|_| connect(path, key, reading)).or_else(
        |error| match unchanging(path) {
            Some(address) => connect(Path::new(&address), key, reading | OpenFlags::SQLITE_OPEN_URI),
            None => Err(error),
        },
    )
}

/// A database as an address that says it never changes; `None` where a log beside it holds changes.
fn unchanging(path: &Path) -> Option<String> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let has_log = std::fs::metadata(log).is_ok_and(|found| found.len() > 0);
    let name = path.to_str().filter(|_| cfg!(unix) && path.is_absolute() && !has_log)?;
    Some(format!("file:{}?immutable=1", name.replace('%', "%25").replace('?', "%3f").replace('#', "%23")))
}

/// Opens a database that was made and filled before. An empty file opens with every key, and one of which only the
/// beginning is left may do so too; taking either for a new database would pass over what is lost.
pub(crate) fn connect_filled(path: &Path, key: &DatabaseKey, steps: &[Migration]) -> Result<Connection, OpenError> {
    match std::fs::metadata(path) {
        Ok(found) if found.len() == 0 => return Err(OpenError::WrongKeyOrDamaged),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(OpenError::Missing),
        Err(error) => return Err(StoreError::from(error).into()),
    }
    let connection = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    match migrate::version(&connection, steps)? {
        0 => Err(OpenError::WrongKeyOrDamaged),
        _ => Ok(connection),
    }
}

fn unlock(connection: &Connection, key: &DatabaseKey) -> Result<(), rusqlite::Error> {
    // SQLCipher would write its complaints to the standard error, on phones to the device's log.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    key.give(connection, c"main")
}

/// What is written stays written, and what is erased is overwritten.
fn promise(connection: &Connection) -> Result<(), OpenError> {
    let keep = || {
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update_and_check(None, "secure_delete", "ON", |_| Ok(()))?;
        // In KiB. With SQLite's 2 MiB a page is decrypted again and again while years are read, or thousands are copied.
        connection.pragma_update(None, "cache_size", -16_384)?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update(None, "trusted_schema", "OFF")
    };
    keep().map_err(unreadable)?;
    search::prepare(connection).map_err(unreadable)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn unreadable(error: rusqlite::Error) -> OpenError {
    StoreError::from(error).into()
}

#[cfg(test)]
mod tests;
