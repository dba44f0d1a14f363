//! What each device holds of a space.

use ukhwah_protocol::id::{AccountId, DeviceId, SpaceId};

use crate::store::{Reading, StoreError, Writing, values};

/// Notes that a device holds everything up to a change; an earlier one changes nothing.
///
/// # Errors
/// If the database fails.
pub async fn put<D: Writing>(
    data: &mut D,
    (account, space): (AccountId, SpaceId),
    device: DeviceId,
    seq: u64,
) -> Result<(), StoreError> {
    let statement = r#"INSERT INTO "acks" ("account", "space", "device", "seq") VALUES ($1, $2, $3, $4)
        ON CONFLICT ("account", "space", "device") DO UPDATE SET "seq" = excluded."seq"
        WHERE "acks"."seq" < excluded."seq""#;
    data.execute(statement, &values![account, space, device, seq]).await?;
    Ok(())
}

/// Up to which change every device of the account holds a space; 0 if one has never said so.
///
/// # Errors
/// If the database fails.
pub async fn of_all<D: Reading>(data: &mut D, account: AccountId, space: SpaceId) -> Result<u64, StoreError> {
    let statement = r#"SELECT coalesce(min(coalesce("acks"."seq", 0)), 0) FROM "devices"
        LEFT JOIN "acks" ON "acks"."account" = "devices"."account" AND "acks"."device" = "devices"."id"
            AND "acks"."space" = $2
        WHERE "devices"."account" = $1"#;
    data.row(statement, &values![account, space]).await?.map_or(Ok(0), |row| row.number(0))
}

/// Forgets what a device holds.
///
/// # Errors
/// If the database fails.
pub async fn delete_of<D: Writing>(data: &mut D, account: AccountId, device: DeviceId) -> Result<(), StoreError> {
    data.execute(r#"DELETE FROM "acks" WHERE "account" = $1 AND "device" = $2"#, &values![account, device]).await?;
    Ok(())
}

/// Forgets what every device holds.
///
/// # Errors
/// If the database fails.
pub async fn delete_all<D: Writing>(data: &mut D) -> Result<(), StoreError> {
    data.execute(r#"DELETE FROM "acks""#, &[]).await?;
    Ok(())
}
