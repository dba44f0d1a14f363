//! The schema's steps, each in its own transaction, none ever edited.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::error::{OpenError, StoreError};

/// One numbered step of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// The file's name.
    pub name: &'static str,
    /// Its SQL.
    pub sql: &'static str,
}

/// Every step, in order.
pub const MIGRATIONS: [Migration; 7] = [
    Migration { name: "0001_init.sql", sql: include_str!("../../../migrations/client/0001_init.sql") },
    Migration { name: "0002_search.sql", sql: include_str!("../../../migrations/client/0002_search.sql") },
    Migration { name: "0003_sync.sql", sql: include_str!("../../../migrations/client/0003_sync.sql") },
    Migration { name: "0004_in_line.sql", sql: include_str!("../../../migrations/client/0004_in_line.sql") },
    Migration { name: "0005_search_due.sql", sql: include_str!("../../../migrations/client/0005_search_due.sql") },
    Migration { name: "0006_mark.sql", sql: include_str!("../../../migrations/client/0006_mark.sql") },
    Migration { name: "0007_waiting.sql", sql: include_str!("../../../migrations/client/0007_waiting.sql") },
];

/// The schema that this build reads and writes.
pub const SCHEMA_VERSION: usize = MIGRATIONS.len();

/// The schema version of an opened database; 0 for an empty one.
///
/// # Errors
/// [`OpenError::Newer`] if a newer app wrote it.
pub(crate) fn version(connection: &Connection, steps: &[Migration]) -> Result<usize, OpenError> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(StoreError::from)?;
    match usize::try_from(version) {
        Ok(version) if version <= steps.len() => Ok(version),
        _ => Err(OpenError::Newer),
    }
}

/// Brings a database to the schema that follows from all steps.
pub(crate) fn run(connection: &mut Connection, steps: &[Migration]) -> Result<(), OpenError> {
    let from = version(connection, steps)?;
    let all = Migrations::new(steps.iter().map(|migration| M::up(migration.sql)).collect());
    // One after the other, since the crate would put all of them into one transaction.
    for next in from + 1..=steps.len() {
        all.to_version(connection, next).map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => StoreError::from(err).into(),
            rusqlite_migration::Error::MigrationDefinition(_) => OpenError::Newer,
            other => OpenError::from(StoreError::Io(std::io::Error::other(other))),
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_steps_are_numbered_without_a_gap() {
        for (index, migration) in super::MIGRATIONS.iter().enumerate() {
            assert!(migration.name.starts_with(&format!("{:04}_", index + 1)), "{}", migration.name);
        }
    }
}
