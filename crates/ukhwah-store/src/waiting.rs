//! The records in which versions of two devices wait for the person's choice.

use rusqlite::{Connection, params};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::record::Record;

use crate::error::StoreError;
use crate::read::Reader;

/// Lists a record that was written, or takes it from the list.
pub(crate) fn note(connection: &Connection, id: RecordId, record: &Record) -> Result<(), StoreError> {
    if record.waiting().next().is_none() {
        return forget(connection, id);
    }
    connection
        .prepare_cached("INSERT INTO \"waiting\" (\"id\") VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute(params![id.as_bytes()])?;
    Ok(())
}

/// Takes a record from the list.
pub(crate) fn forget(connection: &Connection, id: RecordId) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM \"waiting\" WHERE \"id\" = ?1")?.execute(params![id.as_bytes()])?;
    Ok(())
}

impl Reader<'_> {
    /// The records outside the trash in which versions wait for the person's choice.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn waiting(self) -> Result<Vec<RecordId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT \"record\".\"id\" FROM \"waiting\" JOIN \"record\" ON \"record\".\"id\" = \"waiting\".\"id\"
             WHERE \"trashed\" = 0 ORDER BY \"kind\", \"record\".\"id\"",
        )?;
        let ids = statement.query_map([], |row| row.get(0).map(RecordId::from_bytes))?;
        ids.collect::<Result<_, _>>().map_err(StoreError::from)
    }
}
