//! The one thread that writes.
//!
//! What waits while the disk is busy is written together: each verb in a savepoint of its own, all of them with one wait for
//! the disk. No verb is answered before that.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::connection::{BUSY, Session};
use super::now;
use crate::error::Failure;
use crate::store::{StoreError, Write};

/// How many verbs wait at most; the next one waits before it is handed over.
const QUEUE: usize = 1_024;
/// How many verbs are written together at most.
const TOGETHER: usize = 64;

/// Hands verbs to the thread.
#[derive(Clone)]
pub(super) struct Writer(mpsc::Sender<Order>);

enum Order {
    Run(Job),
    Tidy(oneshot::Sender<Result<bool, StoreError>>),
}

/// Runs a verb; what it returns says whether to keep its changes, and tells whoever asked once it is known how it ended.
type Job = Box<dyn FnOnce(&mut Connection) -> Done + Send>;

struct Done {
    keeps: bool,
    tell: Tell,
}

impl Writer {
    pub(super) fn start(connection: Connection) -> Result<Self, StoreError> {
        let (sender, orders) = mpsc::channel(QUEUE);
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || write_all(connection, orders))
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Self(sender))
    }

    pub(super) async fn write<V: Write>(&self, verb: V) -> Result<V::Answer, Failure> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let result = now(verb.run(&mut Session(connection)));
            let keeps = result.is_ok();
            let tell = Box::new(move |ended: Result<(), StoreError>| {
                // Whoever asked may be gone; what was written stays.
                let _ = answer.send(ended.map_err(Failure::from).and(result));
            });
            Done { keeps, tell }
        });
        self.0.send(Order::Run(job)).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }

    pub(super) async fn tidy(&self) -> Result<bool, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.0.send(Order::Tidy(answer)).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

fn gone() -> StoreError {
    StoreError::Unavailable("it did not take what it was given".to_owned())
}

type Tell = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

fn write_all(mut connection: Connection, mut orders: mpsc::Receiver<Order>) {
    let mut next = orders.blocking_recv();
    while let Some(order) = next.take() {
        match order {
            Order::Run(job) => {
                let (told, other) = write_together(&mut connection, job, &mut orders);
                let ended = end(&connection);
                told.into_iter().for_each(|tell| tell(ended.clone()));
                next = other;
            }
            Order::Tidy(answer) => {
                let _ = answer.send(empty_log(&connection));
            }
        }
        if next.is_none() {
            next = orders.blocking_recv();
        }
    }
}

/// Runs a verb and those that wait behind it; returns whom to tell, and the order of another kind that it came to.
fn write_together(
    connection: &mut Connection,
    first: Job,
    orders: &mut mpsc::Receiver<Order>,
) -> (Vec<Tell>, Option<Order>) {
    let mut told = Vec::new();
    if let Err(error) = connection.execute_batch("BEGIN IMMEDIATE") {
        tracing::error!(%error, "a transaction could not begin");
        return (told, None);
    }
    let mut job = Some(first);
    while let Some(next) = job.take().filter(|_| !connection.is_autocommit()) {
        told.extend(run(connection, next));
        if told.len() < TOGETHER {
            match orders.try_recv() {
                Ok(Order::Run(next)) => job = Some(next),
                other => return (told, other.ok()),
            }
        }
    }
    (told, None)
}

/// Carries out a word that ends something, in the transaction that is still open: a full disk ends it as a whole.
fn finish(connection: &Connection, words: &str) -> Result<(), StoreError> {
    if connection.is_autocommit() {
        return Err(StoreError::Unavailable("the disk took no more, and the transaction was given up".to_owned()));
    }
    Ok(connection.execute_batch(words)?)
}

/// Waits for the disk.
fn end(connection: &Connection) -> Result<(), StoreError> {
    let ended = finish(connection, "COMMIT");
    if let Err(error) = &ended {
        tracing::error!(%error, "a transaction could not be kept");
        if !connection.is_autocommit() {
            let _ = connection.execute_batch("ROLLBACK");
        }
    }
    ended
}

/// Runs one verb in a savepoint; one that panics changes nothing, and whoever asked learns it by the end of the channel.
fn run(connection: &mut Connection, job: Job) -> Option<Tell> {
    connection.execute_batch("SAVEPOINT verb").ok()?;
    let done = catch_unwind(AssertUnwindSafe(|| job(connection))).ok();
    let keeps = done.as_ref().is_some_and(|done| done.keeps);
    let end = if keeps { "RELEASE verb" } else { "ROLLBACK TO verb; RELEASE verb" };
    let ended = finish(connection, end);
    let tell = done?.tell;
    Some(Box::new(move |kept| tell(ended.and(kept))))
}

/// Empties the log, unless somebody reads in it: members who write do not wait for that. Returns whether it is empty.
fn empty_log(connection: &Connection) -> Result<bool, StoreError> {
    connection.busy_timeout(Duration::ZERO)?;
    let is_busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0));
    connection.busy_timeout(BUSY)?;
    Ok(!is_busy?)
}

#[cfg(test)]
mod tests;
