//! The connections that read.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::connection::{Session, open_reader};
use super::now;
use crate::error::Failure;
use crate::store::{Read, StoreError};

/// As many as read at once; more would only wait for the same two or four processors.
const READERS: usize = 4;

pub(super) struct Readers {
    idle: Mutex<Vec<Connection>>,
    turns: Semaphore,
}

/// A connection that goes back when it is let go of, also by a panic.
struct Lent<'r> {
    readers: &'r Readers,
    connection: Option<Connection>,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}

impl Readers {
    pub(super) fn open(file: &Path) -> Result<Self, StoreError> {
        let idle = (0..READERS).map(|_| open_reader(file)).collect::<Result<_, _>>()?;
        Ok(Self { idle: Mutex::new(idle), turns: Semaphore::new(READERS) })
    }

    pub(super) async fn read<V: Read>(self: Arc<Self>, verb: V) -> Result<V::Answer, Failure> {
        let readers = Arc::clone(&self);
        let turn = self.turns.acquire().await.map_err(|_| StoreError::Unavailable("it is closed".to_owned()))?;
        let reading = tokio::task::spawn_blocking(move || readers.read_now(&verb));
        let answer = reading.await.map_err(|error| StoreError::Failed(error.to_string()))?;
        drop(turn);
        answer
    }

    fn read_now<V: Read>(&self, verb: &V) -> Result<V::Answer, Failure> {
        let connection = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut lent = Lent { readers: self, connection };
        let connection = lent.connection.as_mut().expect("there are as many connections as turns");
        // A transaction that was left open by a panic ends here.
        let transaction = if V::ONE_MOMENT { Some("BEGIN") } else { None };
        if !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK").map_err(StoreError::from)?;
        }
        if let Some(begin) = transaction {
            connection.execute_batch(begin).map_err(StoreError::from)?;
        }
        let answer = now(verb.run(&mut Session(connection)));
        if transaction.is_some() {
            connection.execute_batch("COMMIT").map_err(StoreError::from)?;
        }
        answer
    }
}
