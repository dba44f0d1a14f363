//! Where two devices of one person meet before they know each other.

use ukhwah_protocol::id::Rendezvous;

use crate::record::push::Quota;
use crate::store::{Reading, Row, StoreError, Writing, values};

/// A message that was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The message; none once it was read.
    pub body: Vec<u8>,
    /// Whether it was read.
    pub is_read: bool,
    /// When it expires, in seconds since 1970.
    pub expires: i64,
}

/// A message.
///
/// # Errors
/// If the database fails.
pub async fn find<D: Reading>(data: &mut D, rendezvous: Rendezvous, slot: u8) -> Result<Option<Message>, StoreError> {
    let statement = r#"SELECT "body", "is_read", "expires" FROM "mailboxes" WHERE "rendezvous" = $1 AND "slot" = $2"#;
    let read = |mut row: Row| -> Result<_, StoreError> {
        Ok(Message { body: row.take_bytes(0)?, is_read: row.flag(1)?, expires: row.number(2)? })
    };
    data.row(statement, &values![rendezvous, u32::from(slot)]).await?.map(read).transpose()
}

/// How many messages there are, read ones too, and how many bytes of them.
///
/// # Errors
/// If the database fails.
pub async fn count<D: Reading>(data: &mut D) -> Result<Quota, StoreError> {
    let statement = r#"SELECT coalesce(sum(length("body")), 0), count(*) FROM "mailboxes""#;
    let read = |row: Row| Ok(Quota { bytes: row.number(0)?, records: row.number(1)? });
    data.row(statement, &[]).await?.map_or(Ok(Quota::default()), read)
}

/// Leaves a message; returns whether the slot was free.
///
/// # Errors
/// If the database fails.
pub async fn insert<D: Writing>(
    data: &mut D,
    (rendezvous, slot): (Rendezvous, u8),
    body: &[u8],
    expires: i64,
) -> Result<bool, StoreError> {
    let statement = r#"INSERT INTO "mailboxes" ("rendezvous", "slot", "body", "expires") VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING"#;
    Ok(data.execute(statement, &values![rendezvous, u32::from(slot), body, expires]).await? == 1)
}

/// Empties a slot that was not read before; returns whether it was not. It stays taken until it expires.
///
/// # Errors
/// If the database fails.
pub async fn set_read<D: Writing>(data: &mut D, rendezvous: Rendezvous, slot: u8) -> Result<bool, StoreError> {
    let statement = r#"UPDATE "mailboxes" SET "body" = $3, "is_read" = 1
        WHERE "rendezvous" = $1 AND "slot" = $2 AND "is_read" = 0"#;
    Ok(data.execute(statement, &values![rendezvous, u32::from(slot), Vec::new()]).await? == 1)
}

/// Deletes those that expired before a moment, in seconds since 1970.
///
/// # Errors
/// If the database fails.
pub async fn delete_expired<D: Writing>(data: &mut D, before: i64) -> Result<u64, StoreError> {
    data.execute(r#"DELETE FROM "mailboxes" WHERE "expires" < $1"#, &values![before]).await
}

/// Deletes all of them.
///
/// # Errors
/// If the database fails.
pub async fn delete_all<D: Writing>(data: &mut D) -> Result<(), StoreError> {
    data.execute(r#"DELETE FROM "mailboxes""#, &[]).await?;
    Ok(())
}
