//! Records: the newest version of each.

use ukhwah_protocol::id::{AccountId, RecordId, SpaceId, VersionHash};
use ukhwah_protocol::message::{ChangedRecord, IndexEntry};
use ukhwah_protocol::sealed::Sealed;

use crate::store::{Order, Reading, Row, StoreError, Value, values};

/// What is known of a version without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The number of its change.
    pub seq: u64,
    /// Its revision.
    pub revision: u64,
    /// Its hash.
    pub hash: VersionHash,
    /// Its length in bytes.
    pub length: u64,
}

/// A version to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version<'v> {
    /// The record.
    pub id: RecordId,
    /// The number of the change.
    pub seq: u64,
    /// The revision.
    pub revision: u64,
    /// The epoch that it is sealed under.
    pub epoch: u32,
    /// The version's hash.
    pub hash: VersionHash,
    /// The version.
    pub sealed: &'v Sealed,
}

fn of_each((account, space): (AccountId, SpaceId), ids: &[RecordId]) -> Vec<Vec<Value>> {
    ids.iter().map(|id| values![account, space, *id].to_vec()).collect()
}

/// What is held of each record, in the order asked for.
///
/// # Errors
/// If the database fails.
pub async fn held<D: Reading>(
    data: &mut D,
    place: (AccountId, SpaceId),
    ids: &[RecordId],
) -> Result<Vec<Option<Held>>, StoreError> {
    let statement = r#"SELECT "seq", "revision", "hash", length("sealed") FROM "records"
        WHERE "account" = $1 AND "space" = $2 AND "id" = $3"#;
    let read = |row: &Row| -> Result<_, StoreError> {
        Ok(Held { seq: row.number(0)?, revision: row.number(1)?, hash: row.id(2)?, length: row.number(3)? })
    };
    let found = data.rows_of_each(statement, &of_each(place, ids)).await?;
    found.iter().map(|rows| rows.first().map(read).transpose()).collect()
}

/// The version of each record, in the order asked for.
///
/// # Errors
/// If the database fails.
pub async fn versions<D: Reading>(
    data: &mut D,
    place: (AccountId, SpaceId),
    ids: &[RecordId],
) -> Result<Vec<Option<Sealed>>, StoreError> {
    let statement = r#"SELECT "sealed" FROM "records" WHERE "account" = $1 AND "space" = $2 AND "id" = $3"#;
    let read = |mut row: Row| -> Result<_, StoreError> { Ok(Sealed::from_bytes(row.take_bytes(0)?)) };
    let found = data.rows_of_each(statement, &of_each(place, ids)).await?;
    found.into_iter().map(|rows| rows.into_iter().next().map(read).transpose()).collect()
}

/// What keeps versions in the place of those before.
#[must_use]
pub fn put((account, space): (AccountId, SpaceId), versions: &[Version<'_>]) -> Vec<Order> {
    let statement = r#"INSERT INTO "records" ("account", "space", "id", "seq", "revision", "hash", "epoch", "sealed")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT ("account", "space", "id") DO UPDATE SET "seq" = excluded."seq", "revision" = excluded."revision",
        "hash" = excluded."hash", "epoch" = excluded."epoch", "sealed" = excluded."sealed""#;
    let order = |version: &Version<'_>| {
        let Version { id, seq, revision, epoch, hash, sealed } = *version;
        let given = values![account, space, id, seq, revision, hash, epoch, sealed.as_bytes()];
        (statement, given.to_vec())
    };
    versions.iter().map(order).collect()
}

/// What deletes records.
#[must_use]
pub fn delete(place: (AccountId, SpaceId), ids: &[RecordId]) -> Vec<Order> {
    let statement = r#"DELETE FROM "records" WHERE "account" = $1 AND "space" = $2 AND "id" = $3"#;
    of_each(place, ids).into_iter().map(|given| (statement, given)).collect()
}

/// The numbers of changes after one and up to another, in their order, with the lengths of their versions.
///
/// # Errors
/// If the database fails.
pub async fn lengths<D: Reading>(
    data: &mut D,
    (account, space): (AccountId, SpaceId),
    (after, up_to): (u64, u64),
    items: usize,
) -> Result<Vec<(u64, u64)>, StoreError> {
    let statement = r#"SELECT "seq", length("sealed") FROM "records"
        WHERE "account" = $1 AND "space" = $2 AND "seq" > $3 AND "seq" <= $4 ORDER BY "seq" LIMIT $5"#;
    let rows = data.rows(statement, &values![account, space, after, up_to, items]).await?;
    rows.iter().map(|row| Ok((row.number(0)?, row.number(1)?))).collect()
}

/// The changes after one and up to another, in their order.
///
/// # Errors
/// If the database fails.
pub async fn changes<D: Reading>(
    data: &mut D,
    (account, space): (AccountId, SpaceId),
    (after, up_to): (u64, u64),
) -> Result<Vec<ChangedRecord>, StoreError> {
    let statement = r#"SELECT "id", "seq", "revision", "sealed" FROM "records"
        WHERE "account" = $1 AND "space" = $2 AND "seq" > $3 AND "seq" <= $4 ORDER BY "seq""#;
    let read = |mut row: Row| -> Result<_, StoreError> {
        Ok(ChangedRecord {
            id: row.id(0)?,
            seq: row.number(1)?,
            revision: row.number(2)?,
            sealed: Sealed::from_bytes(row.take_bytes(3)?),
        })
    };
    data.rows(statement, &values![account, space, after, up_to]).await?.into_iter().map(read).collect()
}

/// Which versions are held, in the order of the ids.
///
/// # Errors
/// If the database fails.
pub async fn index<D: Reading>(
    data: &mut D,
    (account, space): (AccountId, SpaceId),
    after: Option<RecordId>,
    items: usize,
) -> Result<Vec<IndexEntry>, StoreError> {
    let statement = r#"SELECT "id", "revision", "hash" FROM "records"
        WHERE "account" = $1 AND "space" = $2 AND "id" > $3 ORDER BY "id" LIMIT $4"#;
    let read = |row: &Row| -> Result<_, StoreError> {
        Ok(IndexEntry { id: row.id(0)?, revision: row.number(1)?, hash: row.id(2)? })
    };
    let after = after.map_or(Vec::new(), |id| id.0.to_vec());
    data.rows(statement, &values![account, space, after, items]).await?.iter().map(read).collect()
}
