//! PostgreSQL: a pool of connections.
//!
//! Transactions are `READ COMMITTED` and begin by locking the row of the account that they write to, so that two that
//! write to the same account follow each other, and a reader never sees a number before the one under it.

mod connection;
mod migrate;
mod session;

use std::path::Path;

use deadpool_postgres::Pool;
use tokio_postgres::IsolationLevel;

use super::{Read, Store, StoreError, Write};
use crate::error::Failure;
use session::Session;

/// How often a transaction is begun again that PostgreSQL gave up in favour of another.
const ATTEMPTS: usize = 5;

/// A pool.
#[derive(Clone)]
pub struct Postgres(Pool);

impl Postgres {
    /// Opens a pool, and brings the schema up to date.
    ///
    /// # Errors
    /// If the database cannot be reached, forgets what it has acknowledged, or was written by a newer version.
    pub async fn open(url: &str, authorities: Option<&Path>, connections: usize) -> Result<Self, StoreError> {
        let pool = connection::pool(url, authorities, connections)?;
        connection::check(&pool).await?;
        migrate::migrate(&pool).await?;
        Ok(Self(pool))
    }

    /// Opens a pool of one connection, and leaves the schema as it is.
    ///
    /// # Errors
    /// If the database cannot be reached, or its schema has another version.
    pub async fn join(url: &str, authorities: Option<&Path>) -> Result<Self, StoreError> {
        let pool = connection::pool(url, authorities, 1)?;
        migrate::check(&pool).await?;
        Ok(Self(pool))
    }

    /// Lets the database use the room again of what was deleted.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn tidy(&self) -> Result<(), StoreError> {
        Ok(connection::get(&self.0).await?.batch_execute("VACUUM").await?)
    }
}

impl Store for Postgres {
    async fn read<V: Read>(&self, verb: V) -> Result<V::Answer, Failure> {
        let mut client = connection::get(&self.0).await?;
        if !V::ONE_MOMENT {
            return verb.run(&mut Session(&client)).await;
        }
        let moment = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true);
        let transaction = moment.start().await.map_err(StoreError::from)?;
        let answer = verb.run(&mut Session(&transaction)).await;
        transaction.commit().await.map_err(StoreError::from)?;
        answer
    }

    async fn write<V: Write>(&self, verb: V) -> Result<V::Answer, Failure> {
        let mut client = connection::get(&self.0).await?;
        let mut attempt = 1;
        loop {
            let transaction = client.transaction().await.map_err(StoreError::from)?;
            match verb.run(&mut Session(&transaction)).await {
                Ok(answer) => {
                    transaction.commit().await.map_err(StoreError::from)?;
                    return Ok(answer);
                }
                Err(Failure::Store(StoreError::Overtaken)) if attempt < ATTEMPTS => {
                    let _ = transaction.rollback().await;
                    attempt += 1;
                }
                Err(failure) => {
                    // A connection on which not even this succeeds is not used again.
                    let _ = transaction.rollback().await;
                    return Err(failure);
                }
            }
        }
    }
}

/// Of the database's own words only those are kept that hold no value of a row.
impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState;
        let Some(said) = error.as_db_error() else { return Self::Unavailable(connection::words(&error)) };
        let words = format!("{} ({})", said.message(), said.code().code());
        match *said.code() {
            SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => Self::Overtaken,
            SqlState::LOCK_NOT_AVAILABLE | SqlState::QUERY_CANCELED => Self::Unavailable(words),
            // Resources, connection, shutdown.
            ref code if ["53", "08", "57"].iter().any(|class| code.code().starts_with(class)) => {
                Self::Unavailable(words)
            }
            _ => Self::Failed(words),
        }
    }
}
