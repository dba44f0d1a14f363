//! Keyrings: the newest of each account.

use ukhwah_protocol::id::{AccountId, VersionHash};
use ukhwah_protocol::sealed::Sealed;

use crate::store::{Reading, Row, StoreError, Writing, values};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyring {
    /// Counted from 1.
    pub revision: u64,
    /// The epoch that it is sealed under.
    pub epoch: u32,
    /// Its hash.
    pub hash: VersionHash,
    /// The keyring.
    pub sealed: Sealed,
}

/// The keyring of an account.
///
/// # Errors
/// If the database fails.
pub async fn find<D: Reading>(data: &mut D, account: AccountId) -> Result<Option<Keyring>, StoreError> {
    let statement = r#"SELECT "revision", "epoch", "hash", "sealed" FROM "keyrings" WHERE "account" = $1"#;
    let read = |mut row: Row| -> Result<_, StoreError> {
        Ok(Keyring {
            revision: row.number(0)?,
            epoch: row.number(1)?,
            hash: row.id(2)?,
            sealed: Sealed::from_bytes(row.take_bytes(3)?),
        })
    };
    data.row(statement, &values![account]).await?.map(read).transpose()
}

/// Its revision and epoch alone.
///
/// # Errors
/// If the database fails.
pub async fn revision<D: Reading>(data: &mut D, account: AccountId) -> Result<Option<(u64, u32)>, StoreError> {
    let statement = r#"SELECT "revision", "epoch" FROM "keyrings" WHERE "account" = $1"#;
    let read = |row: Row| -> Result<_, StoreError> { Ok((row.number(0)?, row.number(1)?)) };
    data.row(statement, &values![account]).await?.map(read).transpose()
}

/// Puts a keyring in the place of the one before.
///
/// # Errors
/// If the database fails.
pub async fn put<D: Writing>(data: &mut D, account: AccountId, keyring: &Keyring) -> Result<(), StoreError> {
    let statement = r#"INSERT INTO "keyrings" ("account", "revision", "epoch", "hash", "sealed")
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT ("account") DO UPDATE SET
        "revision" = excluded."revision", "epoch" = excluded."epoch", "hash" = excluded."hash",
        "sealed" = excluded."sealed""#;
    let sealed = keyring.sealed.as_bytes();
    data.execute(statement, &values![account, keyring.revision, keyring.epoch, keyring.hash, sealed]).await?;
    Ok(())
}
