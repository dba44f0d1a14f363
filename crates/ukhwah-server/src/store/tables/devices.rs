//! Devices that may log in, and those that no longer may.

use ukhwah_protocol::id::{AccountId, AgreeKey, DeviceId, SecretHash, Signature, VerifyKey};

use crate::store::{Reading, Row, StoreError, Writing, values};

/// A device that may log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The device.
    pub id: DeviceId,
    /// The key that its login is checked with.
    pub sign: VerifyKey,
    /// The key that wraps are made for.
    pub agree: AgreeKey,
    /// The day on which it joined.
    pub added_day: u32,
    /// The day of its last login.
    pub last_day: u32,
    /// The hash of its one live token.
    pub token: Option<SecretHash>,
}

/// A device that was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The device.
    pub device: DeviceId,
    /// Its key.
    pub sign: VerifyKey,
    /// The first epoch without it.
    pub epoch: u32,
    /// Whether it is to erase what it holds.
    pub erase: bool,
    /// The person's signature.
    pub notice: Signature,
}

#[expect(clippy::needless_pass_by_value, reason = "it is mapped over rows")]
fn read(row: Row) -> Result<Device, StoreError> {
    Ok(Device {
        id: row.id(0)?,
        sign: row.id(1)?,
        agree: row.id(2)?,
        added_day: row.number(3)?,
        last_day: row.number(4)?,
        token: row.id_or_none(5)?,
    })
}

/// The devices of an account, in the order of their ids.
///
/// # Errors
/// If the database fails.
pub async fn of<D: Reading>(data: &mut D, account: AccountId) -> Result<Vec<Device>, StoreError> {
    let statement = r#"SELECT "id", "sign", "agree", "added_day", "last_day", "token"
        FROM "devices" WHERE "account" = $1 ORDER BY "id""#;
    data.rows(statement, &values![account]).await?.into_iter().map(read).collect()
}

/// One device.
///
/// # Errors
/// If the database fails.
pub async fn find<D: Reading>(data: &mut D, account: AccountId, id: DeviceId) -> Result<Option<Device>, StoreError> {
    let statement = r#"SELECT "id", "sign", "agree", "added_day", "last_day", "token"
        FROM "devices" WHERE "account" = $1 AND "id" = $2"#;
    data.row(statement, &values![account, id]).await?.map(read).transpose()
}

/// Whether the account has this device.
///
/// # Errors
/// If the database fails.
pub async fn is_there<D: Reading>(data: &mut D, account: AccountId, id: DeviceId) -> Result<bool, StoreError> {
    let statement = r#"SELECT 1 FROM "devices" WHERE "account" = $1 AND "id" = $2"#;
    Ok(data.row(statement, &values![account, id]).await?.is_some())
}

/// Adds a device.
///
/// # Errors
/// If the database fails.
pub async fn insert<D: Writing>(data: &mut D, account: AccountId, device: &Device) -> Result<(), StoreError> {
    let statement = r#"INSERT INTO "devices" ("account", "id", "sign", "agree", "added_day", "last_day")
        VALUES ($1, $2, $3, $4, $5, $6)"#;
    let Device { id, sign, agree, added_day, last_day, .. } = *device;
    data.execute(statement, &values![account, id, sign, agree, added_day, last_day]).await?;
    Ok(())
}

/// Notes a login: its day and its token.
///
/// # Errors
/// If the database fails.
pub async fn set_login<D: Writing>(
    data: &mut D,
    account: AccountId,
    id: DeviceId,
    (day, token): (u32, SecretHash),
) -> Result<(), StoreError> {
    let statement = r#"UPDATE "devices" SET "last_day" = $3, "token" = $4 WHERE "account" = $1 AND "id" = $2"#;
    data.execute(statement, &values![account, id, day, token]).await?;
    Ok(())
}

/// Removes a device and keeps what it is told.
///
/// # Errors
/// If the database fails.
pub async fn remove<D: Writing>(data: &mut D, account: AccountId, removal: &Removal) -> Result<(), StoreError> {
    let Removal { device, sign, epoch, erase, notice } = *removal;
    data.execute(r#"DELETE FROM "devices" WHERE "account" = $1 AND "id" = $2"#, &values![account, device]).await?;
    let statement = r#"INSERT INTO "removals" ("account", "device", "sign", "epoch", "erase", "notice")
        VALUES ($1, $2, $3, $4, $5, $6)"#;
    data.execute(statement, &values![account, device, sign, epoch, erase, notice]).await?;
    Ok(())
}

/// The removal of a device, if it was removed.
///
/// # Errors
/// If the database fails.
pub async fn removal<D: Reading>(
    data: &mut D,
    account: AccountId,
    device: DeviceId,
) -> Result<Option<Removal>, StoreError> {
    let statement = r#"SELECT "device", "sign", "epoch", "erase", "notice"
        FROM "removals" WHERE "account" = $1 AND "device" = $2"#;
    let read = |row: Row| -> Result<_, StoreError> {
        Ok(Removal {
            device: row.id(0)?,
            sign: row.id(1)?,
            epoch: row.number(2)?,
            erase: row.flag(3)?,
            notice: row.id(4)?,
        })
    };
    data.row(statement, &values![account, device]).await?.map(read).transpose()
}

/// Whether a removed device of the account had this key.
///
/// # Errors
/// If the database fails.
pub async fn was_removed<D: Reading>(data: &mut D, account: AccountId, sign: VerifyKey) -> Result<bool, StoreError> {
    let statement = r#"SELECT 1 FROM "removals" WHERE "account" = $1 AND "sign" = $2"#;
    Ok(data.row(statement, &values![account, sign]).await?.is_some())
}
