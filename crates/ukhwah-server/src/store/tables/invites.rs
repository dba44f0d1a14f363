//! Invites, known by what is derived from their codes.

use ukhwah_protocol::id::{AccountId, InviteId, SecretHash};

use crate::store::{Reading, Row, StoreError, Writing, values};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// The invite.
    pub id: InviteId,
    /// The hash of the token that proves that the code is known.
    pub token_hash: SecretHash,
    /// Whether who joins may invite.
    pub is_admin: bool,
    /// Who made it; none for the operator.
    pub created_by: Option<AccountId>,
    /// When it expires, in seconds since 1970.
    pub expires: i64,
    /// Who joined with it.
    pub used_by: Option<AccountId>,
}

/// An invite that nobody else uses until this transaction ends.
///
/// # Errors
/// If the database fails.
pub async fn lock<D: Writing>(data: &mut D, id: InviteId) -> Result<Option<Invite>, StoreError> {
    let statement = r#"SELECT "id", "token_hash", "is_admin", "created_by", "expires", "used_by"
        FROM "invites" WHERE "id" = $1 FOR UPDATE"#;
    let read = |row: Row| -> Result<_, StoreError> {
        Ok(Invite {
            id: row.id(0)?,
            token_hash: row.id(1)?,
            is_admin: row.flag(2)?,
            created_by: row.id_or_none(3)?,
            expires: row.number(4)?,
            used_by: row.id_or_none(5)?,
        })
    };
    data.row(statement, &values![id]).await?.map(read).transpose()
}

/// How many an account has made that expire after a moment, in seconds since 1970.
///
/// # Errors
/// If the database fails.
pub async fn count<D: Reading>(data: &mut D, created_by: AccountId, expires_after: i64) -> Result<u64, StoreError> {
    let statement = r#"SELECT count(*) FROM "invites" WHERE "created_by" = $1 AND "expires" > $2"#;
    data.row(statement, &values![created_by, expires_after]).await?.map_or(Ok(0), |row| row.number(0))
}

/// Makes one; returns whether there was none of this id.
///
/// # Errors
/// If the database fails.
pub async fn insert<D: Writing>(data: &mut D, invite: &Invite) -> Result<bool, StoreError> {
    let statement = r#"INSERT INTO "invites" ("id", "token_hash", "is_admin", "created_by", "expires")
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"#;
    let created_by = invite.created_by.map_or(Vec::new(), |id| id.0.to_vec());
    let given = values![invite.id, invite.token_hash, invite.is_admin, created_by, invite.expires];
    Ok(data.execute(statement, &given).await? == 1)
}

/// Uses one up.
///
/// # Errors
/// If the database fails.
pub async fn set_used<D: Writing>(data: &mut D, id: InviteId, used_by: AccountId) -> Result<(), StoreError> {
    data.execute(r#"UPDATE "invites" SET "used_by" = $2 WHERE "id" = $1"#, &values![id, used_by]).await?;
    Ok(())
}

/// Deletes those that expired before a moment, in seconds since 1970.
///
/// # Errors
/// If the database fails.
pub async fn delete_expired<D: Writing>(data: &mut D, before: i64) -> Result<u64, StoreError> {
    data.execute(r#"DELETE FROM "invites" WHERE "expires" < $1"#, &values![before]).await
}
