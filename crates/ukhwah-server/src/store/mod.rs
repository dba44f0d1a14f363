//! Two databases behind one trait.
//!
//! A verb ([`Read`] or [`Write`]) is written once and runs on both: its statements are SQL that both understand, over columns
//! that hold integers or bytes. What differs is how a statement is carried out: on SQLite by one thread that writes and a
//! few connections that read, on PostgreSQL by a pool. A statement's parameters are `$1`, `$2` and so on.

pub mod postgres;
pub mod sqlite;
pub mod tables;
mod value;

use std::future::Future;
use std::path::PathBuf;

use crate::error::Failure;

pub use crate::values;
pub use value::{Row, Value};

/// The schema of both databases, oldest first; a file once published is never edited.
pub const MIGRATIONS: [Migration; 1] = [Migration {
    name: "0001_init.sql",
    sqlite: include_str!("../../../../migrations/server/sqlite/0001_init.sql"),
    postgres: include_str!("../../../../migrations/server/postgres/0001_init.sql"),
}];

/// One step of the schema.
pub struct Migration {
    /// The file's name, the same for both.
    pub name: &'static str,
    /// For SQLite.
    pub sqlite: &'static str,
    /// For PostgreSQL.
    pub postgres: &'static str,
}

/// Where the records are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A file of SQLite.
    Sqlite(PathBuf),
    /// A database of PostgreSQL.
    Postgres {
        /// `postgres://…`, or words such as `host=… user=…`.
        url: String,
        /// The certificates that its own must lead to; without, the connection is not encrypted.
        authorities: Option<PathBuf>,
        /// How many connections at most.
        connections: usize,
    },
}

/// Why the database did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// It cannot be reached, or has no connection or room to spare: the same may succeed later.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// It refused.
    #[error("the database failed: {0}")]
    Failed(String),
    /// It holds something that this program did not write.
    #[error("the database holds something unexpected: {0}")]
    Unexpected(&'static str),
    /// It gave the transaction up in favour of another: the verb may be run again.
    #[error("the database gave a transaction up in favour of another")]
    Overtaken,
    /// A newer version of this program has changed it.
    #[error("the database was written by a newer version of this program")]
    Newer,
    /// This version of the program has not changed it yet.
    #[error("the database is that of an older version, or new: `ukhwah-server serve` or `init` brings it up to date")]
    Older,
}

/// A statement and its values.
pub type Order = (&'static str, Vec<Value>);

/// What a verb that reads may do.
pub trait Reading: Send {
    /// The rows of a query.
    fn rows(
        &mut self,
        statement: &'static str,
        values: &[Value],
    ) -> impl Future<Output = Result<Vec<Row>, StoreError>> + Send;

    /// The rows of a query, once for each set of values.
    fn rows_of_each(
        &mut self,
        statement: &'static str,
        sets: &[Vec<Value>],
    ) -> impl Future<Output = Result<Vec<Vec<Row>>, StoreError>> + Send;

    /// The first row of a query, if there is one.
    fn row(
        &mut self,
        statement: &'static str,
        values: &[Value],
    ) -> impl Future<Output = Result<Option<Row>, StoreError>> + Send {
        async move { Ok(self.rows(statement, values).await?.into_iter().next()) }
    }
}

/// What a verb that writes may do as well.
pub trait Writing: Reading {
    /// Carries a statement out; returns how many rows it changed.
    fn execute(
        &mut self,
        statement: &'static str,
        values: &[Value],
    ) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// Carries statements out, of which none depends on another, with one wait for all of them.
    fn execute_all(&mut self, orders: &[Order]) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// A verb that changes nothing.
pub trait Read: Send + Sync + 'static {
    /// What it answers.
    type Answer: Send + 'static;
    /// Whether its statements must all see the same moment.
    const ONE_MOMENT: bool = true;
    /// Does it.
    ///
    /// # Errors
    /// If it refuses, or the database fails.
    fn run<D: Reading>(&self, data: &mut D) -> impl Future<Output = Result<Self::Answer, Failure>> + Send;
}

/// A verb that changes everything it has to or nothing; it may be run again from the beginning.
pub trait Write: Send + Sync + 'static {
    /// What it answers, once it is kept.
    type Answer: Send + 'static;
    /// Does it.
    ///
    /// # Errors
    /// If it refuses, or the database fails: nothing was changed.
    fn run<D: Writing>(&self, data: &mut D) -> impl Future<Output = Result<Self::Answer, Failure>> + Send;
}

/// A verb with something that is let go of when the verb is done, also if nobody waits for that any more.
impl<V: Write, H: Send + Sync + 'static> Write for (V, H) {
    type Answer = V::Answer;

    async fn run<D: Writing>(&self, data: &mut D) -> Result<V::Answer, Failure> {
        self.0.run(data).await
    }
}

/// A database.
pub trait Store: Clone + Send + Sync + 'static {
    /// Runs a verb that reads.
    ///
    /// # Errors
    /// If it refuses, or the database fails.
    fn read<V: Read>(&self, verb: V) -> impl Future<Output = Result<V::Answer, Failure>> + Send;

    /// Runs a verb that writes, in one transaction that is on the disk when this returns.
    ///
    /// # Errors
    /// If it refuses, or the database fails.
    fn write<V: Write>(&self, verb: V) -> impl Future<Output = Result<V::Answer, Failure>> + Send;
}

/// The one that the operator chose.
#[derive(Clone)]
pub enum Database {
    /// A file beside the program.
    Sqlite(sqlite::Sqlite),
    /// A server of its own, which several programs may share.
    Postgres(postgres::Postgres),
}

impl Database {
    /// Opens it, and brings its schema up to date.
    ///
    /// # Errors
    /// If it cannot be reached, is in use by another program, or was written by a newer version.
    pub async fn open(address: &Address) -> Result<Self, StoreError> {
        match address {
            Address::Sqlite(file) => Ok(Self::Sqlite(sqlite::Sqlite::open(file)?)),
            Address::Postgres { url, authorities, connections } => {
                Ok(Self::Postgres(postgres::Postgres::open(url, authorities.as_deref(), *connections).await?))
            }
        }
    }

    /// Opens one that is there, also while a server uses it, and leaves its schema as it is.
    ///
    /// # Errors
    /// If there is none, it cannot be reached, or has another version.
    pub async fn join(address: &Address) -> Result<Self, StoreError> {
        match address {
            Address::Sqlite(file) => Ok(Self::Sqlite(sqlite::Sqlite::join(file)?)),
            Address::Postgres { url, authorities, .. } => {
                Ok(Self::Postgres(postgres::Postgres::join(url, authorities.as_deref()).await?))
            }
        }
    }

    /// Whether other programs may write to it too.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

impl Store for Database {
    async fn read<V: Read>(&self, verb: V) -> Result<V::Answer, Failure> {
        match self {
            Self::Sqlite(store) => store.read(verb).await,
            Self::Postgres(store) => store.read(verb).await,
        }
    }

    async fn write<V: Write>(&self, verb: V) -> Result<V::Answer, Failure> {
        match self {
            Self::Sqlite(store) => store.write(verb).await,
            Self::Postgres(store) => store.write(verb).await,
        }
    }
}
