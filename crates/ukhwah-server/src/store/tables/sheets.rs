//! Recovery sheets: at most one of each account.

use ukhwah_protocol::id::{AccountId, RecoveryId, VerifyKey};

use crate::store::{Reading, Row, StoreError, Writing, values};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The sheet.
    pub id: RecoveryId,
    /// The key that its login is checked with.
    pub login: VerifyKey,
    /// The day on which it was set.
    pub created_day: u32,
    /// The day of its last login; 0 before the first.
    pub login_day: u32,
    /// How often it logged in on that day.
    pub logins: u64,
}

/// The sheet of an account.
///
/// # Errors
/// If the database fails.
pub async fn find<D: Reading>(data: &mut D, account: AccountId) -> Result<Option<Sheet>, StoreError> {
    let statement = r#"SELECT "id", "login", "created_day", "login_day", "logins" FROM "sheets" WHERE "account" = $1"#;
    let read = |row: Row| -> Result<_, StoreError> {
        Ok(Sheet {
            id: row.id(0)?,
            login: row.id(1)?,
            created_day: row.number(2)?,
            login_day: row.number(3)?,
            logins: row.number(4)?,
        })
    };
    data.row(statement, &values![account]).await?.map(read).transpose()
}

/// Puts a sheet in the place of the one before.
///
/// # Errors
/// If the database fails.
pub async fn put<D: Writing>(data: &mut D, account: AccountId, sheet: &Sheet) -> Result<(), StoreError> {
    let statement = r#"INSERT INTO "sheets" ("account", "id", "login", "created_day") VALUES ($1, $2, $3, $4)
        ON CONFLICT ("account") DO UPDATE SET "id" = excluded."id", "login" = excluded."login",
        "created_day" = excluded."created_day", "login_day" = 0, "logins" = 0"#;
    data.execute(statement, &values![account, sheet.id, sheet.login, sheet.created_day]).await?;
    Ok(())
}

/// Notes a login.
///
/// # Errors
/// If the database fails.
pub async fn set_login<D: Writing>(data: &mut D, account: AccountId, day: u32, logins: u64) -> Result<(), StoreError> {
    let statement = r#"UPDATE "sheets" SET "login_day" = $2, "logins" = $3 WHERE "account" = $1"#;
    data.execute(statement, &values![account, day, logins]).await?;
    Ok(())
}
