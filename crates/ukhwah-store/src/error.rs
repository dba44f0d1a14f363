//! What can go wrong with the database, as far as a caller can act on it.

use rusqlite::{ErrorCode, ffi};
use ukhwah_domain::record::DecodeError;

/// Why a database could not be opened. The file is left as it was.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no file.
    #[error("there is no database")]
    Missing,
    /// There is a file already, and nothing may overwrite it.
    #[error("a database exists already")]
    Exists,
    /// The key is another one, or the file is damaged: SQLCipher cannot tell which.
    #[error("the database does not open with this key")]
    WrongKeyOrDamaged,
    /// A newer version of the app wrote it.
    #[error("the database was written by a newer version of the app")]
    Newer,
    /// This build would write plain text.
    #[error("this build has no SQLCipher")]
    NotEncrypted,
    /// Anything else.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Damaged => Self::WrongKeyOrDamaged,
            other => Self::Store(other),
        }
    }
}

/// Why the database could not be read or written. A failed write has changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room is left.
    #[error("the disk is full")]
    DiskFull,
    /// The folder or the file may only be read.
    #[error("the database may only be read")]
    ReadOnly,
    /// The file turned out to be damaged.
    #[error("the database is damaged")]
    Damaged,
    /// There is no such record, or not of this kind.
    #[error("there is no such record")]
    NotFound,
    /// The record was written by a newer version of the app and must not be rewritten by this one.
    #[error("the record belongs to a newer version of the app")]
    NewerRecord,
    /// A stored record does not follow the format.
    #[error("a stored record cannot be read")]
    Record(#[from] DecodeError),
    /// A setting is not what it should be.
    #[error("a stored setting cannot be read")]
    Setting(#[from] serde_json::Error),
    /// The system gave no random bytes.
    #[error("the system gave no random bytes")]
    Randomness,
    /// A file could not be read or written.
    #[error("a file could not be read or written")]
    Io(#[source] std::io::Error),
    /// Anything else that SQLite says.
    #[error("the database refused")]
    Sqlite(#[source] rusqlite::Error),
}

impl StoreError {
    /// Whether it is only that nothing can be written now: what is there can be read all the same.
    #[must_use]
    pub const fn cannot_write(&self) -> bool {
        matches!(self, Self::DiskFull | Self::ReadOnly)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        // Where the log's index finds no room, SQLite does not call that a full disk. Nor does it where the search's
        // index meets one: by then the whole transaction is undone, and the statement is told of that alone.
        const NO_ROOM: [i32; 2] = [ffi::SQLITE_IOERR_SHMSIZE, ffi::SQLITE_ABORT_ROLLBACK];
        if error.sqlite_error().is_some_and(|told| NO_ROOM.contains(&told.extended_code)) {
            return Self::DiskFull;
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Self::ReadOnly,
            // SQLite says of a page that SQLCipher refuses that memory ran out, in some of the places where it reads one.
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::OutOfMemory) => Self::Damaged,
            _ => Self::Sqlite(error),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Io(error),
        }
    }
}
