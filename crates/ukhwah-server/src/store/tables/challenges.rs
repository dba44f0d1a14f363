//! Challenges that wait for their answer.

use ukhwah_protocol::id::Nonce;

use crate::store::{Row, StoreError, Writing, values};

/// Notes a challenge.
///
/// # Errors
/// If the database fails.
pub async fn insert<D: Writing>(data: &mut D, nonce: Nonce, subject: [u8; 16], expires: i64) -> Result<(), StoreError> {
    let statement = r#"INSERT INTO "challenges" ("nonce", "subject", "expires") VALUES ($1, $2, $3)"#;
    data.execute(statement, &values![nonce, subject, expires]).await?;
    Ok(())
}

/// Takes a challenge out, so that it is answered once, whichever program hears the answer: whose it is, and until when.
///
/// # Errors
/// If the database fails.
pub async fn take<D: Writing>(data: &mut D, nonce: Nonce) -> Result<Option<([u8; 16], i64)>, StoreError> {
    let statement = r#"DELETE FROM "challenges" WHERE "nonce" = $1 RETURNING "subject", "expires""#;
    let read = |row: Row| -> Result<_, StoreError> { Ok((row.id(0)?, row.number(1)?)) };
    data.row(statement, &values![nonce]).await?.map(read).transpose()
}

/// Deletes those that expired before a moment, in seconds since 1970.
///
/// # Errors
/// If the database fails.
pub async fn delete_expired<D: Writing>(data: &mut D, before: i64) -> Result<u64, StoreError> {
    data.execute(r#"DELETE FROM "challenges" WHERE "expires" < $1"#, &values![before]).await
}

/// Deletes all of them.
///
/// # Errors
/// If the database fails.
pub async fn delete_all<D: Writing>(data: &mut D) -> Result<(), StoreError> {
    data.execute(r#"DELETE FROM "challenges""#, &[]).await?;
    Ok(())
}
