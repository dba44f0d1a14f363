//! The index of the one search: the words of every record that is not in the trash, kept by the one door for writing.
//!
//! It is derived from the records and made again whenever it is missing, damaged, or was made from other fields than
//! [`searched`] names today. Erased words are overwritten in it as everywhere else. Of records that come by the hundred it
//! learns the words afterwards.

mod due;
mod find;

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::record::{Body, Kind, Record, Value, decode};
use ukhwah_domain::search::searched;

pub(crate) use due::index_many;
pub(crate) use find::prepare;
pub use find::{ExcerptPart, Found};

use crate::error::StoreError;
use crate::migrate::MIGRATIONS;

/// The tables of the index, as they were first made. A later migration that changes them changes this too.
const TABLES: &str = MIGRATIONS[1].sql;

/// A key is the kind in its high bits, then the second since 1970, then a running number.
const KIND_BITS: u32 = 48;
const RUNNING_BITS: u32 = 15;
const LATEST_SECOND: i64 = (1 << (KIND_BITS - RUNNING_BITS)) - 2;

/// Makes the index if there is none that today's code would make.
pub(crate) fn ensure(connection: &mut Connection) -> Result<(), StoreError> {
    if !is_made(connection)? {
        let transaction = connection.transaction()?;
        rebuild(&transaction)?;
        transaction.commit()?;
    }
    Ok(())
}

fn is_made(connection: &Connection) -> Result<bool, StoreError> {
    let tables: i64 = connection.query_row(
        "SELECT count(*) FROM \"sqlite_master\" WHERE \"name\" IN ('search', 'search_key', 'search_made',
         'search_data', 'search_idx', 'search_content', 'search_docsize', 'search_config')",
        [],
        |row| row.get(0),
    )?;
    if tables < 8 {
        return Ok(false);
    }
    let made: Option<String> =
        connection.query_row("SELECT \"fields\" FROM \"search_made\"", [], |row| row.get(0)).optional()?;
    Ok(made.as_deref() == Some(fields().as_str()))
}

/// What the index is made from, as a text to compare.
fn fields() -> String {
    let one = |kind: Kind| format!("{}={}", kind.number(), searched(kind).join(","));
    Kind::ALL.into_iter().map(one).collect::<Vec<_>>().join(";")
}

/// Makes the whole index from the records.
fn rebuild(connection: &Transaction<'_>) -> Result<(), StoreError> {
    connection.execute_batch(
        "DROP TABLE IF EXISTS \"search\"; DROP TABLE IF EXISTS \"search_key\"; DROP TABLE IF EXISTS \"search_made\";",
    )?;
    // What is left where only some of the tables of the index were lost.
    for shadow in ["data", "idx", "content", "docsize", "config"] {
        connection.execute_batch(&format!("DROP TABLE IF EXISTS \"search_{shadow}\""))?;
    }
    connection.execute_batch(TABLES)?;
    connection.execute_batch("DELETE FROM \"search_due\"")?;
    // By ascending key: see [`index_all`].
    let mut statement = connection.prepare(
        "SELECT \"id\", \"body\", \"at\" FROM \"record\" WHERE \"kind\" <> 0 AND \"trashed\" = 0 ORDER BY \"kind\", \"at\"",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, body) = (RecordId::from_bytes(row.get(0)?), row.get_ref(1)?.as_blob().unwrap_or_default());
        // One that cannot be read is shown nowhere, and so it is not found either.
        if let Ok(Body::Live(record)) = decode(body)
            && let Some(words) = words(&record, row.get(2)?)
        {
            write(connection, id, &words)?;
        }
    }
    connection.execute("INSERT INTO \"search_made\" (\"only\", \"fields\") VALUES (1, ?1)", params![fields()])?;
    Ok(())
}

/// What the index says of a record.
pub(crate) struct Words {
    /// The first key of its kind and time.
    first: i64,
    text: String,
}

/// What the index is to say of a record with this time; nothing if it lies in the trash or says nothing.
pub(crate) fn words(record: &Record, at: Option<i64>) -> Option<Words> {
    text(record).map(|text| Words { first: first_key(record.kind, at), text })
}

/// Whether the search looks at records of this kind at all.
pub(crate) fn is_searched(kind: u16) -> bool {
    Kind::from_number(kind).is_some_and(|kind| !searched(kind).is_empty())
}

/// Brings the index up to date with a record that was written.
pub(crate) fn index(connection: &Transaction<'_>, id: RecordId, record: &Record) -> Result<(), StoreError> {
    if !is_searched(record.kind) {
        return Ok(());
    }
    let at: Option<i64> = connection
        .prepare_cached("SELECT \"at\" FROM \"record\" WHERE \"id\" = ?1")?
        .query_row(params![id.as_bytes()], |row| row.get(0))?;
    match words(record, at) {
        Some(words) => or_mend(connection, write(connection, id, &words)),
        None => forget(connection, id),
    }
}

/// Brings the index up to date with many records, of which some say nothing any more.
///
/// By ascending key: at a key that is less than the one before, SQLite writes down all that it has gathered, and merges
/// that with the rest again and again.
pub(crate) fn index_all(
    connection: &Transaction<'_>,
    records: BTreeMap<RecordId, Option<Words>>,
) -> Result<(), StoreError> {
    let mut said = Vec::with_capacity(records.len());
    for (id, words) in records {
        match words {
            Some(words) => said.push((id, words)),
            None => forget(connection, id)?,
        }
    }
    said.sort_unstable_by_key(|(id, words)| (words.first, *id));
    said.iter().try_for_each(|(id, words)| or_mend(connection, write(connection, *id, words)))
}

/// Takes a record that was erased out of the index.
pub(crate) fn forget(connection: &Transaction<'_>, id: RecordId) -> Result<(), StoreError> {
    or_mend(connection, remove(connection, id))
}

/// Lets the index write down what it has gathered, before the transaction is kept: then its damage would be in the way.
pub(crate) fn settle(connection: &Transaction<'_>) -> Result<(), StoreError> {
    or_mend(connection, connection.execute_batch("SAVEPOINT \"settled\"; RELEASE \"settled\""))
}

/// A damaged index keeps nobody from writing: it is made again.
fn or_mend(connection: &Transaction<'_>, done: Result<(), rusqlite::Error>) -> Result<(), StoreError> {
    match done {
        Err(error) if is_damage(&error) => {
            // From the words that it keeps of each record, which are beside the index.
            connection.execute_batch("INSERT INTO \"search\" (\"search\") VALUES ('rebuild')")?;
            Ok(())
        }
        other => Ok(other?),
    }
}

/// Should it be the database itself that is damaged, making the index again fails too.
fn is_damage(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt)
}

fn write(connection: &Connection, id: RecordId, words: &Words) -> Result<(), rusqlite::Error> {
    let Words { first, text } = words;
    if is_there(connection, id, *first, text)? {
        return Ok(());
    }
    remove(connection, id)?;
    let key = free_key(connection, *first)?;
    connection
        .prepare_cached("INSERT INTO \"search_key\" (\"key\", \"id\") VALUES (?1, ?2)")?
        .execute(params![key, id.as_bytes()])?;
    connection
        .prepare_cached("INSERT INTO \"search\" (\"rowid\", \"text\") VALUES (?1, ?2)")?
        .execute(params![key, text])?;
    Ok(())
}

fn remove(connection: &Connection, id: RecordId) -> Result<(), rusqlite::Error> {
    let key: Option<i64> = connection
        .prepare_cached("DELETE FROM \"search_key\" WHERE \"id\" = ?1 RETURNING \"key\"")?
        .query_row(params![id.as_bytes()], |row| row.get(0))
        .optional()?;
    if let Some(key) = key {
        connection.prepare_cached("DELETE FROM \"search\" WHERE \"rowid\" = ?1")?.execute(params![key])?;
    }
    Ok(())
}

/// Whether the index says the same already, at the same time.
fn is_there(connection: &Connection, id: RecordId, first: i64, text: &str) -> Result<bool, rusqlite::Error> {
    let found: Option<bool> = connection
        .prepare_cached(
            "SELECT \"search\".\"text\" = ?3 FROM \"search_key\" JOIN \"search\" ON \"search\".\"rowid\" = \"key\"
             WHERE \"id\" = ?1 AND \"key\" BETWEEN ?2 AND ?2 + ?4",
        )?
        .query_row(params![id.as_bytes(), first, text, LAST_RUNNING], |row| row.get(0))
        .optional()?;
    Ok(found == Some(true))
}

/// What the search finds of a record, unless it lies in the trash or says nothing.
fn text(record: &Record) -> Option<String> {
    let fields = Kind::from_number(record.kind).map_or(&[][..], searched);
    let said = fields.iter().filter_map(|field| match record.shown(field) {
        Some(Value::Text(text)) if !text.is_empty() => Some(text.as_str()),
        _ => None,
    });
    let text = said.collect::<Vec<_>>().join("\n");
    (!text.is_empty() && !record.is_trashed()).then_some(text)
}

const LAST_RUNNING: i64 = (1 << RUNNING_BITS) - 1;

/// The first key of a kind at a time.
fn first_key(kind: u16, at: Option<i64>) -> i64 {
    let second = at.unwrap_or(0).div_euclid(1000).clamp(0, LATEST_SECOND);
    i64::from(kind) << KIND_BITS | second << RUNNING_BITS
}

/// The first and the last key that records of a kind may have.
fn keys_of(kind: Kind) -> (i64, i64) {
    let first = first_key(kind.number(), None);
    (first, first + ((1 << KIND_BITS) - 1))
}

/// The next key from `first` on that no record has: in the same second unless that is full.
fn free_key(connection: &Connection, first: i64) -> Result<i64, rusqlite::Error> {
    let mut statement =
        connection.prepare_cached("SELECT max(\"key\") FROM \"search_key\" WHERE \"key\" BETWEEN ?1 AND ?2")?;
    let mut first = first;
    loop {
        let last = first + LAST_RUNNING;
        let highest: Option<i64> = statement.query_row(params![first, last], |row| row.get(0))?;
        match highest {
            None => return Ok(first),
            Some(highest) if highest < last => return Ok(highest + 1),
            Some(_) => first += 1 << RUNNING_BITS,
        }
    }
}

#[cfg(test)]
mod tests;
