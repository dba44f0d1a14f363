//! The schema's steps.

use deadpool_postgres::Pool;

use super::connection::get;
use crate::store::{MIGRATIONS, StoreError};

/// Of two servers that start at once, one takes the steps; the number says only that it is this lock.
const LOCK: &str = "SELECT pg_advisory_xact_lock(8137001)";
const TABLE: &str = r#"CREATE TABLE IF NOT EXISTS "migrations" ("version" BIGINT PRIMARY KEY)"#;

pub(super) async fn migrate(pool: &Pool) -> Result<(), StoreError> {
    let mut client = get(pool).await?;
    let transaction = client.transaction().await?;
    transaction.batch_execute(LOCK).await?;
    transaction.batch_execute(TABLE).await?;
    let row = transaction.query_one(r#"SELECT coalesce(max("version"), 0) FROM "migrations""#, &[]).await?;
    let taken = taken(row.get(0))?;
    for (index, migration) in MIGRATIONS.iter().enumerate().skip(taken) {
        transaction.batch_execute(migration.postgres).await?;
        let version = i64::try_from(index + 1).unwrap_or(i64::MAX);
        transaction.execute(r#"INSERT INTO "migrations" ("version") VALUES ($1)"#, &[&version]).await?;
    }
    Ok(transaction.commit().await?)
}

pub(super) async fn check(pool: &Pool) -> Result<(), StoreError> {
    let client = get(pool).await?;
    let row = client.query_one(r#"SELECT to_regclass('"migrations"') IS NOT NULL"#, &[]).await?;
    if !row.get::<_, bool>(0) {
        return Err(StoreError::Older);
    }
    let row = client.query_one(r#"SELECT coalesce(max("version"), 0) FROM "migrations""#, &[]).await?;
    if taken(row.get(0))? < MIGRATIONS.len() { Err(StoreError::Older) } else { Ok(()) }
}

fn taken(version: i64) -> Result<usize, StoreError> {
    usize::try_from(version).ok().filter(|taken| *taken <= MIGRATIONS.len()).ok_or(StoreError::Newer)
}
