//! What the index does not say yet: it takes longer to write than the records themselves, and so a first copy of
//! everything does not wait for it.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::record::{Body, decode};

use super::{Words, index_all, settle, words};
use crate::error::StoreError;
use crate::open::Store;
use crate::read::Reader;

/// With at most so many records the index is written together with them.
const AT_ONCE: usize = 50;

/// Brings the index up to date with what one transaction of sync wrote, of which some says nothing any more.
///
/// Of many records the new words are put off. Words that it has are never kept for longer than their record has them.
pub(crate) fn index_many(
    connection: &Transaction<'_>,
    records: BTreeMap<RecordId, Option<Words>>,
) -> Result<(), StoreError> {
    if records.len() <= AT_ONCE {
        return index_all(connection, records);
    }
    let mut now = BTreeMap::new();
    for (id, words) in records {
        if words.is_none() || is_known(connection, id)? {
            now.insert(id, words);
        } else {
            put_off(connection, id)?;
        }
    }
    index_all(connection, now)
}

fn is_known(connection: &Connection, id: RecordId) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM \"search_key\" WHERE \"id\" = ?1)")?;
    Ok(statement.query_row(params![id.as_bytes()], |row| row.get(0))?)
}

fn put_off(connection: &Connection, id: RecordId) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO \"search_due\" (\"id\") VALUES (?1)")?
        .execute(params![id.as_bytes()])?;
    Ok(())
}

impl Reader<'_> {
    /// Whether there are records that the search does not find yet.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn search_is_behind(self) -> Result<bool, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM \"search_due\")")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }
}

impl Store {
    /// Lets the search find at most `most` of the records that it does not find yet. Returns how many it was.
    ///
    /// # Errors
    /// If it cannot be written; they then stay due.
    pub fn search_catches_up(&mut self, most: u32) -> Result<usize, StoreError> {
        self.before_writing()?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let due = take(&transaction, most)?;
        let count = due.len();
        index_all(&transaction, due)?;
        settle(&transaction)?;
        transaction.commit()?;
        Ok(count)
    }
}

/// What the index is to say of records that are due, which then no longer are.
fn take(connection: &Connection, most: u32) -> Result<BTreeMap<RecordId, Option<Words>>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT \"search_due\".\"id\", \"body\", \"at\" FROM \"search_due\"
         LEFT JOIN \"record\" ON \"record\".\"id\" = \"search_due\".\"id\" ORDER BY \"search_due\".\"id\" LIMIT ?1",
    )?;
    let mut rows = statement.query(params![most])?;
    let mut due = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let body = row.get_ref(1)?.as_blob().unwrap_or_default();
        // One that cannot be read is shown nowhere, and so it is not found either.
        let words = match decode(body) {
            Ok(Body::Live(record)) => words(&record, row.get(2)?),
            _ => None,
        };
        due.insert(RecordId::from_bytes(row.get(0)?), words);
    }
    if let Some(last) = due.keys().last() {
        connection
            .prepare_cached("DELETE FROM \"search_due\" WHERE \"id\" <= ?1")?
            .execute(params![last.as_bytes()])?;
    }
    Ok(due)
}
