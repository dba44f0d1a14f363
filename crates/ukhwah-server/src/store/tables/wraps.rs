//! Wraps of the keyring's keys.

use ukhwah_protocol::id::{AccountId, DeviceId};
use ukhwah_protocol::message::{Wrap, WrapKind};

use crate::store::{Reading, Row, StoreError, Writing, values};

const fn number(kind: WrapKind) -> i64 {
    match kind {
        WrapKind::Device => 1,
        WrapKind::Sheet => 3,
    }
}

/// The wraps for a device or sheet, oldest epoch first.
///
/// # Errors
/// If the database fails.
pub async fn of<D: Reading>(
    data: &mut D,
    account: AccountId,
    kind: WrapKind,
    reference: [u8; 16],
) -> Result<Vec<Wrap>, StoreError> {
    let statement = r#"SELECT "epoch", "wrap" FROM "wraps"
        WHERE "account" = $1 AND "kind" = $2 AND "reference" = $3 ORDER BY "epoch""#;
    let read = |mut row: Row| -> Result<_, StoreError> {
        Ok(Wrap { kind, reference, epoch: row.number(0)?, bytes: row.take_bytes(1)? })
    };
    data.rows(statement, &values![account, number(kind), reference]).await?.into_iter().map(read).collect()
}

/// Keeps a wrap.
///
/// # Errors
/// If the database fails.
pub async fn put<D: Writing>(data: &mut D, account: AccountId, wrap: &Wrap) -> Result<(), StoreError> {
    let statement = r#"INSERT INTO "wraps" ("account", "kind", "reference", "epoch", "wrap") VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT ("account", "kind", "reference", "epoch") DO UPDATE SET "wrap" = excluded."wrap""#;
    let given = values![account, number(wrap.kind), wrap.reference, wrap.epoch, wrap.bytes.as_slice()];
    data.execute(statement, &given).await?;
    Ok(())
}

/// Deletes the wraps for a device of epochs before one.
///
/// # Errors
/// If the database fails.
pub async fn delete_older<D: Writing>(
    data: &mut D,
    account: AccountId,
    device: DeviceId,
    epoch: u32,
) -> Result<(), StoreError> {
    let statement = r#"DELETE FROM "wraps" WHERE "account" = $1 AND "kind" = 1 AND "reference" = $2 AND "epoch" < $3"#;
    data.execute(statement, &values![account, device, epoch]).await?;
    Ok(())
}

/// Deletes all wraps for a device.
///
/// # Errors
/// If the database fails.
pub async fn delete_device<D: Writing>(data: &mut D, account: AccountId, device: DeviceId) -> Result<(), StoreError> {
    let statement = r#"DELETE FROM "wraps" WHERE "account" = $1 AND "kind" = 1 AND "reference" = $2"#;
    data.execute(statement, &values![account, device]).await?;
    Ok(())
}

/// Deletes the wraps for the sheet, which needs only the newest.
///
/// # Errors
/// If the database fails.
pub async fn delete_sheet<D: Writing>(data: &mut D, account: AccountId) -> Result<(), StoreError> {
    data.execute(r#"DELETE FROM "wraps" WHERE "account" = $1 AND "kind" = 3"#, &values![account]).await?;
    Ok(())
}
