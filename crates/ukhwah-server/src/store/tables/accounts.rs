//! Accounts: whoever locks the row of one may write what belongs to it.

use ukhwah_protocol::id::{AccountId, AgreeKey, InboxId, Tag, VerifyKey};

use crate::store::{Order, Reading, Row, StoreError, Writing, values};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// The day on which it was made.
    pub created_day: u32,
    /// The person's signing key.
    pub sign: VerifyKey,
    /// The key that receives shares.
    pub agree: AgreeKey,
    /// The person's voucher for whoever invited.
    pub bind: Tag,
    /// Where shares arrive.
    pub inbox: InboxId,
    /// Whether the person may invite.
    pub is_admin: bool,
    /// How many bytes of sealed records are kept.
    pub bytes_used: u64,
    /// How many records are kept.
    pub records_used: u64,
}

#[expect(clippy::needless_pass_by_value, reason = "it is mapped over rows")]
fn read(row: Row) -> Result<Account, StoreError> {
    Ok(Account {
        id: row.id(0)?,
        created_day: row.number(1)?,
        sign: row.id(2)?,
        agree: row.id(3)?,
        bind: row.id(4)?,
        inbox: row.id(5)?,
        is_admin: row.flag(6)?,
        bytes_used: row.number(7)?,
        records_used: row.number(8)?,
    })
}

/// An account.
///
/// # Errors
/// If the database fails.
pub async fn find<D: Reading>(data: &mut D, id: AccountId) -> Result<Option<Account>, StoreError> {
    let statement = r#"SELECT "id", "created_day", "sign", "agree", "bind", "inbox", "is_admin", "bytes_used", "records_used"
        FROM "accounts" WHERE "id" = $1"#;
    data.row(statement, &values![id]).await?.map(read).transpose()
}

/// An account that nobody else writes to until this transaction ends. It comes first, before any other row of the account.
///
/// # Errors
/// If the database fails.
pub async fn lock<D: Writing>(data: &mut D, id: AccountId) -> Result<Option<Account>, StoreError> {
    let statement = r#"SELECT "id", "created_day", "sign", "agree", "bind", "inbox", "is_admin", "bytes_used", "records_used"
        FROM "accounts" WHERE "id" = $1 FOR UPDATE"#;
    data.row(statement, &values![id]).await?.map(read).transpose()
}

/// The ids of all accounts after one, in their order.
///
/// # Errors
/// If the database fails.
pub async fn after<D: Reading>(
    data: &mut D,
    after: Option<AccountId>,
    count: usize,
) -> Result<Vec<AccountId>, StoreError> {
    let statement = r#"SELECT "id" FROM "accounts" WHERE "id" > $1 ORDER BY "id" LIMIT $2"#;
    let after = after.map_or(Vec::new(), |id| id.0.to_vec());
    let rows = data.rows(statement, &values![after, count]).await?;
    rows.iter().map(|row| row.id(0)).collect()
}

/// How many there are.
///
/// # Errors
/// If the database fails.
pub async fn count<D: Reading>(data: &mut D) -> Result<u64, StoreError> {
    data.row(r#"SELECT count(*) FROM "accounts""#, &[]).await?.map_or(Ok(0), |row| row.number(0))
}

/// Makes one; returns whether there was none of this id.
///
/// # Errors
/// If the database fails.
pub async fn insert<D: Writing>(data: &mut D, account: &Account) -> Result<bool, StoreError> {
    let statement = r#"INSERT INTO "accounts" ("id", "created_day", "sign", "agree", "bind", "inbox", "is_admin")
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING"#;
    let Account { id, created_day, sign, agree, bind, inbox, is_admin, .. } = *account;
    Ok(data.execute(statement, &values![id, created_day, sign, agree, bind, inbox, is_admin]).await? == 1)
}

/// What notes how much is kept.
#[must_use]
pub fn set_used(id: AccountId, bytes: u64, records: u64) -> Order {
    let statement = r#"UPDATE "accounts" SET "bytes_used" = $2, "records_used" = $3 WHERE "id" = $1"#;
    (statement, values![id, bytes, records].to_vec())
}

/// Gives the person other keys.
///
/// # Errors
/// If the database fails.
pub async fn set_identity<D: Writing>(
    data: &mut D,
    id: AccountId,
    sign: VerifyKey,
    agree: AgreeKey,
) -> Result<(), StoreError> {
    let statement = r#"UPDATE "accounts" SET "sign" = $2, "agree" = $3 WHERE "id" = $1"#;
    data.execute(statement, &values![id, sign, agree]).await?;
    Ok(())
}

/// Deletes everything that belongs to an account, and the account.
///
/// # Errors
/// If the database fails.
pub async fn delete<D: Writing>(data: &mut D, id: AccountId) -> Result<(), StoreError> {
    const EVERYTHING: [&str; 13] = [
        r#"DELETE FROM "records" WHERE "account" = $1"#,
        r#"DELETE FROM "acks" WHERE "account" = $1"#,
        r#"DELETE FROM "spaces" WHERE "account" = $1"#,
        r#"DELETE FROM "wraps" WHERE "account" = $1"#,
        r#"DELETE FROM "keyrings" WHERE "account" = $1"#,
        r#"DELETE FROM "sheets" WHERE "account" = $1"#,
        r#"DELETE FROM "removals" WHERE "account" = $1"#,
        r#"DELETE FROM "devices" WHERE "account" = $1"#,
        r#"DELETE FROM "tokens" WHERE "account" = $1"#,
        r#"DELETE FROM "directory" WHERE "account" = $1"#,
        r#"DELETE FROM "invites" WHERE "used_by" = $1"#,
        r#"DELETE FROM "invites" WHERE "created_by" = $1"#,
        r#"DELETE FROM "accounts" WHERE "id" = $1"#,
    ];
    for statement in EVERYTHING {
        data.execute(statement, &values![id]).await?;
    }
    Ok(())
}
