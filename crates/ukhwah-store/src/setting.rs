//! Choices that belong to this device alone.

use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::StoreError;
use crate::open::Store;

impl Store {
    /// The setting of this name, if it was ever set.
    ///
    /// # Errors
    /// If it cannot be read as a `T`.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT \"value\" FROM \"device_setting\" WHERE \"name\" = ?1")?;
        let value: Option<String> = statement.query_row(params![name], |row| row.get(0)).optional()?;
        value.map(|json| serde_json::from_str(&json)).transpose().map_err(StoreError::from)
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_setting<T: Serialize>(&mut self, name: &str, value: &T) -> Result<(), StoreError> {
        self.before_writing()?;
        let json = serde_json::to_string(value)?;
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO \"device_setting\" (\"name\", \"value\") VALUES (?1, ?2)
             ON CONFLICT (\"name\") DO UPDATE SET \"value\" = ?2",
        )?;
        statement.execute(params![name, json])?;
        Ok(())
    }
}
