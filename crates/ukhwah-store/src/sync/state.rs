//! Where this device stands with the server.

use rusqlite::{OptionalExtension, params};

use super::SyncTransaction;
use crate::copy;
use crate::error::StoreError;
use crate::open::Store;

/// The names of what is on its way to the server, in two trays: snapshots of records. No copy takes them along that is to
/// be without something.
pub const OUTBOX: [&str; 2] = ["outbox", "second outbox"];

impl SyncTransaction<'_> {
    /// What is kept under a name.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn state(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        state(&self.inner, name)
    }

    /// Keeps something under a name, or lets it go.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_state(&mut self, name: &str, value: Option<&[u8]>) -> Result<(), StoreError> {
        match value {
            Some(value) => self
                .inner
                .prepare_cached(
                    "INSERT INTO \"sync_state\" (\"name\", \"value\") VALUES (?1, ?2)
                     ON CONFLICT (\"name\") DO UPDATE SET \"value\" = ?2",
                )?
                .execute(params![name, value])?,
            None => {
                self.inner.prepare_cached("DELETE FROM \"sync_state\" WHERE \"name\" = ?1")?.execute(params![name])?
            }
        };
        Ok(())
    }

    /// Forgets the server: every record is here as it was and new to whatever server comes next.
    ///
    /// What is edited from now on is edited under a new identity: whoever comes back to the same server gets edits of the
    /// old one from there, and must not take them for those of a second copy.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn forget_server(&mut self) -> Result<(), StoreError> {
        self.inner.execute_batch(
            "DELETE FROM \"unread\"; DELETE FROM \"shelf\"; DELETE FROM \"sync_state\";
             DELETE FROM \"mark\" WHERE \"id\" IN (SELECT \"id\" FROM \"record\" WHERE length(\"body\") = 0);
             DELETE FROM \"record\" WHERE length(\"body\") = 0;
             UPDATE \"mark\" SET \"revision\" = 0, \"version\" = NULL, \"pushed_n\" = 0, \"dirty\" = 1;",
        )?;
        self.renew_actor(copy::make_actor()?)
    }
}

impl Store {
    /// What sync keeps under a name.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn sync_state(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        state(&self.connection, name)
    }

    /// How many records say more than the server's version of them.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn count_dirty(&self) -> Result<u64, StoreError> {
        let count: i64 =
            self.connection.query_row("SELECT count(*) FROM \"mark\" WHERE \"dirty\" = 1", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// How many copies of what another device erased wait for the person.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn count_held(&self) -> Result<u64, StoreError> {
        let count: i64 =
            self.connection.query_row("SELECT count(*) FROM \"shelf\" WHERE \"held\" = 1", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

fn state(connection: &rusqlite::Connection, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT \"value\" FROM \"sync_state\" WHERE \"name\" = ?1")?;
    Ok(statement.query_row(params![name], |row| row.get(0)).optional()?)
}
