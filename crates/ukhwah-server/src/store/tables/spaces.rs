//! Spaces: where the changes of records are numbered.

use ukhwah_protocol::id::{AccountId, DeviceId, HistoryId, SpaceId};
use ukhwah_protocol::message::SpaceHead;

use crate::store::{Order, Reading, Row, StoreError, Writing, values};

fn read(row: &Row) -> Result<SpaceHead, StoreError> {
    Ok(SpaceHead { space: row.id(0)?, head: row.number(1)?, open_epoch: row.number(2)? })
}

/// The spaces of an account, in the order of their ids.
///
/// # Errors
/// If the database fails.
pub async fn of<D: Reading>(data: &mut D, account: AccountId) -> Result<Vec<SpaceHead>, StoreError> {
    let statement = r#"SELECT "id", "head", "open_epoch" FROM "spaces" WHERE "account" = $1 ORDER BY "id""#;
    data.rows(statement, &values![account]).await?.iter().map(read).collect()
}

/// A space, and whether the account has a device, seen at one moment.
///
/// # Errors
/// If the database fails.
pub async fn find_with_device<D: Reading>(
    data: &mut D,
    account: AccountId,
    id: SpaceId,
    device: DeviceId,
) -> Result<Option<(SpaceHead, bool)>, StoreError> {
    let statement = r#"SELECT "id", "head", "open_epoch",
            (SELECT count(*) FROM "devices" WHERE "account" = $1 AND "id" = $3)
        FROM "spaces" WHERE "account" = $1 AND "id" = $2"#;
    let row = data.row(statement, &values![account, id, device]).await?;
    row.map(|row| Ok((read(&row)?, row.flag(3)?))).transpose()
}

/// The newest change of a space, and the life of the database that says so.
///
/// # Errors
/// If the database fails.
pub async fn head<D: Reading>(
    data: &mut D,
    account: AccountId,
    id: SpaceId,
) -> Result<Option<(u64, HistoryId)>, StoreError> {
    let statement = r#"SELECT "spaces"."head", "server"."history" FROM "spaces" CROSS JOIN "server"
        WHERE "spaces"."account" = $1 AND "spaces"."id" = $2"#;
    let read = |row: Row| -> Result<_, StoreError> { Ok((row.number(0)?, row.id(1)?)) };
    data.row(statement, &values![account, id]).await?.map(read).transpose()
}

/// Adds a space.
///
/// # Errors
/// If the database fails.
pub async fn insert<D: Writing>(
    data: &mut D,
    account: AccountId,
    id: SpaceId,
    open_epoch: u32,
) -> Result<(), StoreError> {
    let statement = r#"INSERT INTO "spaces" ("account", "id", "open_epoch") VALUES ($1, $2, $3)"#;
    data.execute(statement, &values![account, id, open_epoch]).await?;
    Ok(())
}

/// What counts changes; the account is locked, so that a number is seen by nobody before the one under it.
#[must_use]
pub fn advance(account: AccountId, id: SpaceId, changes: usize) -> Order {
    let statement = r#"UPDATE "spaces" SET "head" = "head" + $3 WHERE "account" = $1 AND "id" = $2"#;
    (statement, values![account, id, changes].to_vec())
}

/// Closes the epochs below one.
///
/// # Errors
/// If the database fails.
pub async fn set_open_epoch<D: Writing>(
    data: &mut D,
    account: AccountId,
    id: SpaceId,
    epoch: u32,
) -> Result<(), StoreError> {
    let statement = r#"UPDATE "spaces" SET "open_epoch" = $3 WHERE "account" = $1 AND "id" = $2"#;
    data.execute(statement, &values![account, id, epoch]).await?;
    Ok(())
}
