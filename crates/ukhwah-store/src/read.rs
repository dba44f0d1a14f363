//! Reading records as the nouns that they are.

use std::cmp::Reverse;
use std::panic::resume_unwind;
use std::sync::mpsc;
use std::thread;

use rusqlite::{Connection, OptionalExtension, Row, Rows, params};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::record::{Body, Entity, Kind, Record, Seen, Shown, decode, decode_shown, decode_thrown_at};

use crate::error::StoreError;
use crate::open::Store;

/// How many records are handed on at once; a list that is shorter is decoded where it is read.
const BATCH: usize = 256;

/// How far reading may be ahead of decoding.
const BATCHES_AHEAD: usize = 4;

/// The kinds that lie in line, as the fourth migration names them.
const IN_LINE: [Kind; 6] = [Kind::Tip, Kind::CheckIn, Kind::Shift, Kind::WeekBalance, Kind::ServiceEntry, Kind::Talk];

/// The condition of that index, which a search through it must repeat.
const IS_IN_LINE: &str = "\"trashed\" = 0 AND \"kind\" IN (31, 33, 37, 38, 44, 46)";

/// Finds nouns by what they belong to. With the signs before the other terms, which change nothing else, no index of
/// those is taken: there may be ten thousand of a kind, and a few of a parent.
const CHILDREN: &str =
    "SELECT \"id\", \"body\" FROM \"record\" WHERE \"parent\" = ?2 AND +\"kind\" = ?1 AND +\"trashed\" = 0
    ORDER BY \"id\"";

/// A noun as it is stored, with what an editor must remember of it.
#[derive(Clone, Debug)]
pub struct Stored<E> {
    /// Its identifier.
    pub id: RecordId,
    /// The noun.
    pub value: E,
    /// What the reader of this has before him; handed back when it is edited.
    pub seen: Seen,
    /// When it was put into the trash, in milliseconds since 1970 UTC by that device's clock, if it lies there.
    pub trashed_at: Option<i64>,
}

/// A view of the database in which nothing can be written.
#[derive(Clone, Copy)]
pub struct Reader<'c> {
    pub(crate) connection: &'c Connection,
}

impl Store {
    /// Reads.
    #[must_use]
    pub const fn read(&self) -> Reader<'_> {
        Reader { connection: &self.connection }
    }
}

impl Reader<'_> {
    /// Every noun of this kind that is not in the trash, by its own time where it has one.
    ///
    /// Records that a newer app wrote in a way which this one cannot read are left out; they stay stored.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn all<E: Entity>(self) -> Result<Vec<Stored<E>>, StoreError> {
        let listed = listed::<E>();
        self.list(
            &format!("SELECT \"id\", \"body\" FROM {listed} AND \"kind\" = ?1 ORDER BY \"at\", \"id\""),
            params![E::KIND.number()],
        )
    }

    /// The newest nouns of a kind that is listed by time, newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn newest<E: Entity>(self, limit: u32) -> Result<Vec<Stored<E>>, StoreError> {
        self.newest_after(0, limit)
    }

    /// A page of what [`Self::newest`] lists: `limit` nouns after the newest `skip`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn newest_after<E: Entity>(self, skip: u32, limit: u32) -> Result<Vec<Stored<E>>, StoreError> {
        self.list(
            // What is left out is passed over in the index; by the identifier, all of it would have to be read and sorted.
            "SELECT \"id\", \"body\" FROM \"record\" WHERE \"kind\" = ?1 AND \"trashed\" = 0
             ORDER BY \"at\" DESC, \"rowid\" DESC LIMIT ?3 OFFSET ?2",
            params![E::KIND.number(), skip, limit],
        )
    }

    /// The oldest noun of a kind that is listed by time.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn oldest<E: Entity>(self) -> Result<Option<Stored<E>>, StoreError> {
        let oldest = self.list(
            "SELECT \"id\", \"body\" FROM \"record\" WHERE \"kind\" = ?1 AND \"trashed\" = 0
             ORDER BY \"at\", \"rowid\" LIMIT 1",
            params![E::KIND.number()],
        )?;
        Ok(oldest.into_iter().next())
    }

    /// The nouns of a kind that is listed by time whose time lies from `first` to `last`, both inside, oldest first.
    ///
    /// However many years are stored, only those are read.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn between<E: Entity>(self, first: i64, last: i64) -> Result<Vec<Stored<E>>, StoreError> {
        let listed = listed::<E>();
        self.list(
            &format!(
                "SELECT \"id\", \"body\" FROM {listed} AND \"kind\" = ?1 AND \"at\" BETWEEN ?2 AND ?3
                 ORDER BY \"at\", \"id\""
            ),
            params![E::KIND.number(), first, last],
        )
    }

    /// Every noun of this kind that lies in the trash.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn trash<E: Entity>(self) -> Result<Vec<Stored<E>>, StoreError> {
        self.list(
            "SELECT \"id\", \"body\" FROM \"record\" WHERE \"kind\" = ?1 AND \"trashed\" = 1 ORDER BY \"at\", \"id\"",
            params![E::KIND.number()],
        )
    }

    /// What of this kind was thrown away last, newest first, at most `limit`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn last_trashed<E: Entity>(self, limit: usize) -> Result<Vec<Stored<E>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT \"id\", \"body\" FROM \"record\" WHERE \"kind\" = ?1 AND \"trashed\" = 1 ORDER BY \"at\", \"id\"",
        )?;
        let mut rows = statement.query(params![E::KIND.number()])?;
        let mut thrown = Vec::new();
        while let Some(row) = rows.next()? {
            let at = decode_thrown_at(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?;
            thrown.push((at, RecordId::from_bytes(row.get(0)?)));
        }
        thrown.sort_by_key(|(at, _)| Reverse(*at));
        let last = thrown.into_iter().take(limit).map(|(_, id)| self.get(id));
        // What cannot be read as this noun is left out, as in every list.
        last.filter(|stored| !matches!(stored, Err(StoreError::NotFound))).collect()
    }

    /// The nouns of this kind that belong to `parent` and are not in the trash.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn children<E: Entity>(self, parent: RecordId) -> Result<Vec<Stored<E>>, StoreError> {
        self.list(CHILDREN, params![E::KIND.number(), parent.as_bytes()])
    }

    /// One noun, in the trash or not.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is none of this kind.
    pub fn get<E: Entity>(self, id: RecordId) -> Result<Stored<E>, StoreError> {
        let shown = decode_shown(&self.body(id)?)?.ok_or(StoreError::NotFound)?;
        stored(id, shown).ok_or(StoreError::NotFound)
    }

    /// How many nouns of this kind there are outside the trash.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn count_of<E: Entity>(self) -> Result<u64, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT count(*) FROM \"record\" WHERE \"kind\" = ?1 AND \"trashed\" = 0")?;
        let count: i64 = statement.query_row(params![E::KIND.number()], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// How many records there are that were not erased.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn count(self) -> Result<u64, StoreError> {
        let count: i64 =
            self.connection.query_row("SELECT count(*) FROM \"record\" WHERE \"kind\" <> 0", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Every record that was not erased, with its kind's number and shown values: for "export everything".
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn every_record(self) -> Result<Vec<(RecordId, Record)>, StoreError> {
        let mut statement =
            self.connection.prepare("SELECT \"id\", \"body\" FROM \"record\" WHERE \"kind\" <> 0 ORDER BY \"id\"")?;
        let rows = statement.query_map([], id_and_body)?;
        let mut records = Vec::new();
        for row in rows {
            let (id, body) = row?;
            if let Body::Live(record) = decode(&body)? {
                records.push((id, record));
            }
        }
        Ok(records)
    }

    /// What lies in the trash while something that belongs to it does not.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn trashed_parents(self) -> Result<Vec<RecordId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT \"id\" FROM \"record\" AS \"of\" WHERE \"trashed\" = 1 AND EXISTS
             (SELECT 1 FROM \"record\" WHERE \"parent\" = \"of\".\"id\" AND +\"trashed\" = 0 AND +\"kind\" <> 0)",
        )?;
        let ids = statement.query_map([], |row| row.get(0).map(RecordId::from_bytes))?;
        ids.collect::<Result<_, _>>().map_err(StoreError::from)
    }

    /// What belongs to something that was erased and does not lie in the trash itself. `is_buried`: whether what is not here
    /// was erased long ago, and is not just to come yet.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn unfiled(self, is_buried: impl Fn(RecordId) -> bool) -> Result<Vec<RecordId>, StoreError> {
        // What cannot be read yet is there without a body.
        let mut statement = self.connection.prepare_cached(
            "SELECT \"named\".\"id\", EXISTS (SELECT 1 FROM \"record\" AS \"of\" WHERE \"of\".\"id\" = \"named\".\"id\")
             FROM (SELECT DISTINCT \"parent\" AS \"id\" FROM \"record\" WHERE \"parent\" IS NOT NULL) AS \"named\"
             WHERE NOT EXISTS (SELECT 1 FROM \"record\" AS \"of\" WHERE \"of\".\"id\" = \"named\".\"id\"
               AND (\"of\".\"kind\" <> 0 OR length(\"of\".\"body\") = 0))",
        )?;
        let parents = statement.query_map([], |row| Ok((RecordId::from_bytes(row.get(0)?), row.get(1)?)))?;
        let mut unfiled = Vec::new();
        for parent in parents {
            let (parent, is_erased) = parent?;
            if is_erased || is_buried(parent) {
                unfiled.extend(self.belonging_to(parent)?);
            }
        }
        Ok(unfiled)
    }

    /// The records of every kind that belong to one and are not in the trash.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn belonging_to(self, parent: RecordId) -> Result<Vec<RecordId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT \"id\" FROM \"record\" WHERE \"parent\" = ?1 AND +\"kind\" <> 0 AND +\"trashed\" = 0",
        )?;
        let ids = statement.query_map(params![parent.as_bytes()], |row| row.get(0).map(RecordId::from_bytes))?;
        ids.collect::<Result<_, _>>().map_err(StoreError::from)
    }

    /// Whether a record was erased, and is still there as such.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn is_erased(self, id: RecordId) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM \"record\" WHERE \"id\" = ?1 AND \"kind\" = 0 AND length(\"body\") > 0";
        Ok(self.connection.prepare_cached(sql)?.exists(params![id.as_bytes()])?)
    }

    /// The bodies of sync's own lists of a kind.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn lists_of(self, kind: u16) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT \"body\" FROM \"record\" WHERE \"kind\" = ?1")?;
        let bodies = statement.query_map(params![kind], |row| row.get(0))?;
        bodies.collect::<Result<_, _>>().map_err(StoreError::from)
    }

    /// A record with all of its versions.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is none, or it was erased.
    pub fn record(self, id: RecordId) -> Result<Record, StoreError> {
        match decode(&self.body(id)?)? {
            Body::Live(record) => Ok(record),
            Body::Erased { .. } => Err(StoreError::NotFound),
        }
    }

    fn body(self, id: RecordId) -> Result<Vec<u8>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT \"body\" FROM \"record\" WHERE \"id\" = ?1")?;
        let body = statement.query_row(params![id.as_bytes()], |row| row.get(0)).optional()?;
        body.ok_or(StoreError::NotFound)
    }

    /// Of a long list, what was read is decoded beside the reading, whose pages are to be decrypted: either takes half of
    /// the time.
    fn list<E: Entity>(self, sql: &str, parameters: impl rusqlite::Params) -> Result<Vec<Stored<E>>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(parameters)?;
        let mut batch = next_batch(&mut rows)?;
        let mut nouns = Vec::new();
        if batch.len() < BATCH {
            decode_all(batch, &mut nouns)?;
            return Ok(nouns);
        }
        thread::scope(|scope| {
            let (sender, batches) = mpsc::sync_channel(BATCHES_AHEAD);
            let decoding = scope.spawn(move || {
                batches.into_iter().try_for_each(|batch| decode_all(batch, &mut nouns))?;
                Ok(nouns)
            });
            // Nobody takes it where one could not be decoded, and that is the answer.
            while !batch.is_empty() && sender.send(batch).is_ok() {
                batch = next_batch(&mut rows)?;
            }
            drop(sender);
            decoding.join().unwrap_or_else(|panic| resume_unwind(panic))
        })
    }
}

/// Records as they are read, before they are decoded.
type Batch = Vec<(RecordId, Vec<u8>)>;

fn next_batch(rows: &mut Rows<'_>) -> Result<Batch, StoreError> {
    let mut batch = Batch::new();
    while batch.len() < BATCH
        && let Some(row) = rows.next()?
    {
        batch.push(id_and_body(row)?);
    }
    Ok(batch)
}

fn decode_all<E: Entity>(batch: Batch, nouns: &mut Vec<Stored<E>>) -> Result<(), StoreError> {
    for (id, body) in batch {
        nouns.extend(decode_shown(&body)?.and_then(|shown| stored(id, shown)));
    }
    Ok(())
}

/// Where nouns of a kind are listed from that are not in the trash.
fn listed<E: Entity>() -> String {
    if IN_LINE.contains(&E::KIND) {
        format!("\"record\" WHERE {IS_IN_LINE}")
    } else {
        "\"record\" WHERE \"trashed\" = 0".to_owned()
    }
}

fn stored<E: Entity>(id: RecordId, shown: Shown) -> Option<Stored<E>> {
    if shown.kind != E::KIND.number() {
        return None;
    }
    let value = E::from_fields(&shown.fields).ok()?;
    Some(Stored { id, value, trashed_at: shown.trashed_at, seen: Seen::new(shown.seen, shown.fields) })
}

fn id_and_body(row: &Row<'_>) -> Result<(RecordId, Vec<u8>), rusqlite::Error> {
    let id: [u8; 16] = row.get(0)?;
    Ok((RecordId::from_bytes(id), row.get(1)?))
}

#[cfg(test)]
mod tests {
    use ukhwah_domain::journal::{JournalEntry, JournalText};

    use super::*;
    use crate::migrate::MIGRATIONS;

    #[test]
    fn the_index_holds_the_kinds_that_are_read_through_it() {
        let numbers = IN_LINE.map(|kind| kind.number().to_string()).join(", ");
        assert_eq!(IS_IN_LINE, format!("\"trashed\" = 0 AND \"kind\" IN ({numbers})"));
        assert!(MIGRATIONS[3].sql.contains(IS_IN_LINE));
    }

    /// How the database means to find what is asked for.
    fn steps(sql: &str, given: impl rusqlite::Params) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        let key = crate::DatabaseKey::from_bytes(&[7; 32]);
        let store = Store::create(&folder.path().join("db"), &key).expect("a new database");
        let mut statement = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("it can be asked");
        let steps = statement.query_map(given, |row| row.get(3)).expect("explained");
        steps.map(|step| step.expect("a step")).collect()
    }

    #[test]
    fn what_lies_in_line_is_read_without_touching_the_table_or_sorting() {
        let listed = listed::<ukhwah_domain::checkin::CheckIn>();
        let sql = format!(
            "SELECT \"id\", \"body\" FROM {listed} AND \"kind\" = ?1 AND \"at\" BETWEEN ?2 AND ?3
             ORDER BY \"at\", \"id\""
        );
        let plan = "SEARCH record USING COVERING INDEX record_in_line (kind=? AND at>? AND at<?)";
        assert_eq!(steps(&sql, params![33, 0, 1]), [plan]);
    }

    #[test]
    fn what_belongs_to_a_noun_is_found_by_that_noun() {
        let steps = steps(CHILDREN, params![18, [0_u8; 16]]);
        assert_eq!(steps[0], "SEARCH record USING INDEX record_by_parent (parent=?)");
    }

    #[test]
    fn a_long_list_comes_whole_and_in_order_and_says_what_it_cannot_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = crate::DatabaseKey::from_bytes(&[7; 32]);
        let mut store = Store::create(&folder.path().join("db"), &key).expect("a new database");
        let count = i64::try_from(3 * BATCH + 1).expect("a small number");
        let entry = |at_ms| JournalEntry {
            text: JournalText::parse("hujan").expect("a text"),
            at_ms,
            draft: false,
            prompt: None,
        };
        store
            .transact(chrono::DateTime::UNIX_EPOCH, |tx| {
                (0..count).rev().try_for_each(|at| tx.create(&entry(at)).map(|_| ()))
            })
            .expect("written");
        let read = store.read().all::<JournalEntry>().expect("read");
        assert!(read.iter().map(|stored| stored.value.at_ms).eq(0..count));
        let broken = "UPDATE \"record\" SET \"body\" = x'00' WHERE \"at\" = 300";
        assert_eq!(store.connection.execute(broken, []).expect("spoilt"), 1);
        assert!(store.read().all::<JournalEntry>().is_err());
    }
}
