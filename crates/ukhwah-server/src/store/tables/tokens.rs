//! Tokens, known by their hashes.

use ukhwah_protocol::id::{AccountId, SecretHash};

use crate::store::{Reading, Row, StoreError, Writing, values};

/// What a login may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything of its account.
    Device = 1,
    /// Read the keyring, and register one device.
    Sheet = 2,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The hash of the token.
    pub hash: SecretHash,
    /// The account.
    pub account: AccountId,
    /// The device or sheet.
    pub subject: [u8; 16],
    /// What it may do.
    pub scope: Scope,
    /// Of a sheet: both keys of the device that it may register.
    pub keys: Vec<u8>,
    /// Whether its device has logged in again.
    pub is_superseded: bool,
    /// When it expires, in seconds since 1970.
    pub expires: i64,
}

/// A token.
///
/// # Errors
/// If the database fails.
pub async fn find<D: Reading>(data: &mut D, hash: SecretHash) -> Result<Option<Token>, StoreError> {
    let statement = r#"SELECT "hash", "account", "subject", "scope", "keys", "is_superseded", "expires"
        FROM "tokens" WHERE "hash" = $1"#;
    let read = |mut row: Row| -> Result<_, StoreError> {
        Ok(Token {
            hash: row.id(0)?,
            account: row.id(1)?,
            subject: row.id(2)?,
            scope: if row.number::<i64>(3)? == Scope::Device as i64 { Scope::Device } else { Scope::Sheet },
            keys: row.take_bytes(4)?,
            is_superseded: row.flag(5)?,
            expires: row.number(6)?,
        })
    };
    data.row(statement, &values![hash]).await?.map(read).transpose()
}

/// Notes a token.
///
/// # Errors
/// If the database fails.
pub async fn insert<D: Writing>(data: &mut D, token: &Token) -> Result<(), StoreError> {
    let statement = r#"INSERT INTO "tokens" ("hash", "account", "subject", "scope", "keys", "expires")
        VALUES ($1, $2, $3, $4, $5, $6)"#;
    let keys = token.keys.as_slice();
    let given = values![token.hash, token.account, token.subject, token.scope as i64, keys, token.expires];
    data.execute(statement, &given).await?;
    Ok(())
}

/// Ends a token because its device has logged in again; it is kept to say so.
///
/// # Errors
/// If the database fails.
pub async fn supersede<D: Writing>(data: &mut D, hash: SecretHash) -> Result<(), StoreError> {
    data.execute(r#"UPDATE "tokens" SET "is_superseded" = 1 WHERE "hash" = $1"#, &values![hash]).await?;
    Ok(())
}

/// Deletes a token.
///
/// # Errors
/// If the database fails.
pub async fn delete<D: Writing>(data: &mut D, hash: SecretHash) -> Result<(), StoreError> {
    data.execute(r#"DELETE FROM "tokens" WHERE "hash" = $1"#, &values![hash]).await?;
    Ok(())
}

/// Deletes all tokens of a device or sheet.
///
/// # Errors
/// If the database fails.
pub async fn delete_of<D: Writing>(data: &mut D, account: AccountId, subject: [u8; 16]) -> Result<(), StoreError> {
    let statement = r#"DELETE FROM "tokens" WHERE "account" = $1 AND "subject" = $2"#;
    data.execute(statement, &values![account, subject]).await?;
    Ok(())
}

/// Deletes those that expired before a moment, in seconds since 1970.
///
/// # Errors
/// If the database fails.
pub async fn delete_expired<D: Writing>(data: &mut D, before: i64) -> Result<u64, StoreError> {
    data.execute(r#"DELETE FROM "tokens" WHERE "expires" < $1"#, &values![before]).await
}

/// Deletes all of them.
///
/// # Errors
/// If the database fails.
pub async fn delete_all<D: Writing>(data: &mut D) -> Result<(), StoreError> {
    data.execute(r#"DELETE FROM "tokens""#, &[]).await?;
    Ok(())
}
