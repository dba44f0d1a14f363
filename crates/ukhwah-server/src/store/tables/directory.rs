//! To which account an id belongs.

use ukhwah_protocol::id::AccountId;

use crate::store::{Reading, StoreError, Writing, values};

/// What an id is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A device, also one that was removed.
    Device = 1,
    /// A recovery sheet.
    Sheet = 2,
    /// An inbox.
    Inbox = 3,
}

/// The account of an id.
///
/// # Errors
/// If the database fails.
pub async fn find<D: Reading>(data: &mut D, id: [u8; 16], kind: Kind) -> Result<Option<AccountId>, StoreError> {
    let statement = r#"SELECT "account" FROM "directory" WHERE "id" = $1 AND "kind" = $2"#;
    data.row(statement, &values![id, kind as i64]).await?.map(|row| row.id(0)).transpose()
}

/// Enters an id; returns whether it was free.
///
/// # Errors
/// If the database fails.
pub async fn insert<D: Writing>(
    data: &mut D,
    id: [u8; 16],
    kind: Kind,
    account: AccountId,
) -> Result<bool, StoreError> {
    let statement = r#"INSERT INTO "directory" ("id", "kind", "account") VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"#;
    Ok(data.execute(statement, &values![id, kind as i64, account]).await? == 1)
}

/// Strikes an id out.
///
/// # Errors
/// If the database fails.
pub async fn delete<D: Writing>(data: &mut D, id: [u8; 16]) -> Result<(), StoreError> {
    data.execute(r#"DELETE FROM "directory" WHERE "id" = $1"#, &values![id]).await?;
    Ok(())
}
