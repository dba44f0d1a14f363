//! SQLite: one thread that writes, a few connections that read.

mod connection;
mod reader;
mod writer;

use std::fs::File;
use std::future::Future;
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use super::{Read, Store, StoreError, Write};
use crate::error::Failure;
use reader::Readers;
use writer::Writer;

/// An open file.
#[derive(Clone)]
pub struct Sqlite {
    readers: Arc<Readers>,
    writer: Writer,
    _lock: Option<Arc<File>>,
}

impl Sqlite {
    /// Opens the file, or makes it, and brings its schema up to date.
    ///
    /// # Errors
    /// If it is in use by another server, cannot be opened, or was written by a newer version.
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        let lock = connection::lock(file)?;
        let mut first = connection::open(file)?;
        connection::migrate(&mut first)?;
        let readers = Arc::new(Readers::open(file)?);
        Ok(Self { readers, writer: Writer::start(first)?, _lock: Some(Arc::new(lock)) })
    }

    /// Opens a file that is there, also while a server uses it, and leaves its schema as it is.
    ///
    /// # Errors
    /// If there is none, or its schema has another version.
    pub fn join(file: &Path) -> Result<Self, StoreError> {
        if !file.is_file() {
            return Err(StoreError::Unavailable(format!("there is no file {}", file.display())));
        }
        let first = connection::open(file)?;
        connection::check_version(&first)?;
        Ok(Self { readers: Arc::new(Readers::open(file)?), writer: Writer::start(first)?, _lock: None })
    }

    /// Copies the database into a new file while it is in use; returns an error if the file exists.
    ///
    /// # Errors
    /// If the copy cannot be written.
    pub fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
        connection::copy(from, to)
    }

    /// Looks through the whole file, whether it is sound.
    ///
    /// # Errors
    /// If it cannot be read, or with what is wrong.
    pub fn check(file: &Path) -> Result<(), StoreError> {
        connection::check(file)
    }

    /// Moves what was written into the file itself and empties the log beside it, so that what was deleted is nowhere.
    /// Returns whether that was done: while somebody reads in the log it is not.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn tidy(&self) -> Result<bool, StoreError> {
        self.writer.tidy().await
    }
}

impl Store for Sqlite {
    async fn read<V: Read>(&self, verb: V) -> Result<V::Answer, Failure> {
        Arc::clone(&self.readers).read(verb).await
    }

    async fn write<V: Write>(&self, verb: V) -> Result<V::Answer, Failure> {
        self.writer.write(verb).await
    }
}

/// The output of a future that never waits, as none does whose statements SQLite carries out.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("a verb waits for nothing but its statements, and SQLite answers at once"),
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull, SystemIoFailure};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked | DiskFull | SystemIoFailure) => Self::Unavailable(error.to_string()),
            _ => Self::Failed(error.to_string()),
        }
    }
}
