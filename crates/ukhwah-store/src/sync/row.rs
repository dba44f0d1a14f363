//! Records with what the server holds of them.

use rusqlite::{OptionalExtension, Row, params};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::record::{Kind, Record, placement};

use super::SyncTransaction;
use crate::error::StoreError;
use crate::{search, waiting};

/// A record on this device, as sync sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncedRow {
    /// The record.
    pub id: RecordId,
    /// What it holds here, in the format of the sync specification; none if nothing readable has ever come.
    pub body: Option<Vec<u8>>,
    /// Revision and hash of the version that the server holds; none if the server has none.
    pub base: Option<(u64, [u8; 32])>,
    /// Whether `body` says more than that version.
    pub dirty: bool,
    /// The highest edit of this copy of the app that ever left for the server.
    pub pushed_n: u64,
    /// The server's version, sealed, and the number of the reason, if it cannot be read.
    pub unread: Option<(Vec<u8>, u8)>,
}

/// What a row's body is, for all that is derived from it.
#[derive(Clone, Copy, Debug)]
pub enum Placed<'r> {
    /// A noun.
    Noun(&'r Record),
    /// Something of sync's own, of this kind; 0 for what was erased and for a row without a body.
    Other(u16),
}

/// Which version of a row the server holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyncedVersion {
    /// The record.
    pub id: RecordId,
    /// Whether it is of the kind that was asked for.
    pub is_of_kind: bool,
    /// Revision and hash of the version.
    pub base: Option<(u64, [u8; 32])>,
    /// Whether that version cannot be read.
    pub is_unread: bool,
}

const COLUMNS: &str =
    "\"record\".\"id\", \"body\", \"revision\", \"version\", \"dirty\", \"pushed_n\", \"sealed\", \"why\"
     FROM \"mark\" JOIN \"record\" ON \"record\".\"id\" = \"mark\".\"id\"
     LEFT JOIN \"unread\" ON \"unread\".\"id\" = \"mark\".\"id\"";

impl SyncTransaction<'_> {
    /// The rows of these ids; those that are not there are left out.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn rows(&self, ids: &[RecordId]) -> Result<Vec<SyncedRow>, StoreError> {
        let mut statement = self.inner.prepare_cached(&format!("SELECT {COLUMNS} WHERE \"mark\".\"id\" = ?1"))?;
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            rows.extend(statement.query_row(params![id.as_bytes()], row).optional()?);
        }
        Ok(rows)
    }

    /// At most `limit` dirty rows by id, after `after`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn dirty(&self, after: Option<RecordId>, limit: usize) -> Result<Vec<SyncedRow>, StoreError> {
        let after = after.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
        self.list(
            &format!("SELECT {COLUMNS} WHERE \"dirty\" = 1 AND \"mark\".\"id\" > ?1 ORDER BY \"mark\".\"id\" LIMIT ?2"),
            params![after, i64::try_from(limit).unwrap_or(i64::MAX)],
        )
    }

    /// All rows with a version that cannot be read.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn unreadable(&self) -> Result<Vec<SyncedRow>, StoreError> {
        self.list(&format!("SELECT {COLUMNS} WHERE \"sealed\" IS NOT NULL ORDER BY \"record\".\"id\""), [])
    }

    /// All rows with a body of this kind.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn of_kind(&self, kind: u16) -> Result<Vec<SyncedRow>, StoreError> {
        self.list(
            &format!("SELECT {COLUMNS} WHERE \"kind\" = ?1 AND length(\"body\") > 0 ORDER BY \"record\".\"id\""),
            params![kind],
        )
    }

    /// Which version the server holds of each row, and whether the row is of this kind.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn versions(&self, kind: u16) -> Result<Vec<SyncedVersion>, StoreError> {
        let mut statement = self.inner.prepare_cached(
            "SELECT \"id\", \"revision\", \"version\", \"id\" IN (SELECT \"id\" FROM \"unread\"),
                    \"id\" IN (SELECT \"id\" FROM \"record\" WHERE \"kind\" = ?1)
             FROM \"mark\" ORDER BY \"id\"",
        )?;
        let rows = statement.query_map(params![kind], |row| {
            Ok(SyncedVersion {
                id: RecordId::from_bytes(row.get(0)?),
                base: base(row, 1)?,
                is_unread: row.get(3)?,
                is_of_kind: row.get(4)?,
            })
        })?;
        rows.collect::<Result<_, _>>().map_err(StoreError::from)
    }

    /// How many nouns there are, in the trash or not.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn count_nouns(&self) -> Result<u64, StoreError> {
        let first = Kind::ALL[0].number();
        let count: i64 =
            self.inner
                .query_row("SELECT count(*) FROM \"record\" WHERE \"kind\" >= ?1", params![first], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Writes a row, new or in the place of the one of the same id, with all that is derived from its body.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn put(&mut self, row: &SyncedRow, placed: Placed<'_>) -> Result<(), StoreError> {
        self.wrote = true;
        let (kind, trashed, (parent, at)) = match placed {
            Placed::Noun(record) => (record.kind, record.is_trashed(), placement(record)),
            Placed::Other(kind) => (kind, false, (None, None)),
        };
        self.inner
            .prepare_cached(
                "INSERT INTO \"record\" (\"id\", \"kind\", \"parent\", \"at\", \"trashed\", \"body\")
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (\"id\") DO UPDATE SET \"kind\" = ?2, \"parent\" = ?3, \"at\" = ?4, \"trashed\" = ?5,
                     \"body\" = ?6",
            )?
            .execute(params![
                row.id.as_bytes(),
                kind,
                parent.map(|parent: RecordId| *parent.as_bytes()),
                at,
                trashed,
                row.body.as_deref().unwrap_or_default(),
            ])?;
        let (revision, version) = row.base.unzip();
        self.inner
            .prepare_cached(
                "INSERT INTO \"mark\" (\"id\", \"dirty\", \"pushed_n\", \"revision\", \"version\")
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (\"id\") DO UPDATE SET \"dirty\" = ?2, \"pushed_n\" = ?3, \"revision\" = ?4, \"version\" = ?5",
            )?
            .execute(params![
                row.id.as_bytes(),
                row.dirty,
                row.pushed_n.cast_signed(),
                revision.unwrap_or(0).cast_signed(),
                version
            ])?;
        self.put_unread(row)?;
        match placed {
            Placed::Noun(record) => waiting::note(&self.inner, row.id, record)?,
            Placed::Other(_) => waiting::forget(&self.inner, row.id)?,
        }
        match placed {
            Placed::Noun(record) if !search::is_searched(record.kind) => {}
            Placed::Noun(record) => drop(self.said.insert(row.id, search::words(record, at))),
            Placed::Other(_) => drop(self.said.insert(row.id, None)),
        }
        Ok(())
    }

    /// Writes what is known of a row beside its body; one that is not there is passed over.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn mark(
        &mut self,
        id: RecordId,
        base: Option<(u64, [u8; 32])>,
        dirty: bool,
        pushed_n: u64,
    ) -> Result<(), StoreError> {
        let (revision, version) = base.unzip();
        self.inner
            .prepare_cached(
                "UPDATE \"mark\" SET \"revision\" = ?2, \"version\" = ?3, \"dirty\" = ?4, \"pushed_n\" = ?5
                 WHERE \"id\" = ?1",
            )?
            .execute(params![
                id.as_bytes(),
                revision.unwrap_or(0).cast_signed(),
                version,
                dirty,
                pushed_n.cast_signed()
            ])?;
        Ok(())
    }

    fn put_unread(&self, row: &SyncedRow) -> Result<(), StoreError> {
        match &row.unread {
            Some((sealed, why)) => self
                .inner
                .prepare_cached(
                    "INSERT INTO \"unread\" (\"id\", \"why\", \"sealed\") VALUES (?1, ?2, ?3)
                     ON CONFLICT (\"id\") DO UPDATE SET \"why\" = ?2, \"sealed\" = ?3",
                )?
                .execute(params![row.id.as_bytes(), why, sealed])?,
            None => self
                .inner
                .prepare_cached("DELETE FROM \"unread\" WHERE \"id\" = ?1")?
                .execute(params![row.id.as_bytes()])?,
        };
        Ok(())
    }

    /// Removes rows without a trace: they were erased long ago, and every device has seen it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn remove(&mut self, ids: &[RecordId]) -> Result<(), StoreError> {
        self.wrote = true;
        for id in ids {
            for table in ["record", "mark", "unread", "waiting"] {
                let sql = format!("DELETE FROM \"{table}\" WHERE \"id\" = ?1");
                self.inner.prepare_cached(&sql)?.execute(params![id.as_bytes()])?;
            }
            self.said.insert(*id, None);
        }
        Ok(())
    }

    fn list(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<Vec<SyncedRow>, StoreError> {
        let mut statement = self.inner.prepare_cached(sql)?;
        let rows = statement.query_map(parameters, row)?;
        rows.collect::<Result<_, _>>().map_err(StoreError::from)
    }
}

fn row(row: &Row<'_>) -> Result<SyncedRow, rusqlite::Error> {
    let body: Vec<u8> = row.get(1)?;
    let sealed: Option<Vec<u8>> = row.get(6)?;
    Ok(SyncedRow {
        id: RecordId::from_bytes(row.get(0)?),
        body: (!body.is_empty()).then_some(body),
        base: base(row, 2)?,
        dirty: row.get(4)?,
        pushed_n: row.get::<_, i64>(5)?.cast_unsigned(),
        unread: sealed.map(|sealed| Ok::<_, rusqlite::Error>((sealed, row.get(7)?))).transpose()?,
    })
}

/// Revision and hash from two neighbouring columns.
fn base(row: &Row<'_>, column: usize) -> Result<Option<(u64, [u8; 32])>, rusqlite::Error> {
    let hash: Option<[u8; 32]> = row.get(column + 1)?;
    let revision: i64 = row.get(column)?;
    Ok(hash.map(|hash| (revision.cast_unsigned(), hash)))
}
