//! Copies the database, and ends a restore.

use std::path::Path;

use anyhow::{Result, bail};

use super::say;
use crate::Server;
use crate::config::Config;
use crate::outside::System;
use crate::store::sqlite::Sqlite;
use crate::store::{Address, Database};

/// Copies the database into a new file.
pub(super) fn backup(config: &Config, file: &Path) -> Result<()> {
    match &config.database {
        Address::Sqlite(database) => {
            Sqlite::copy(database, file)?;
            say(&format!(
                "Copied to {}. To restore it, put it in the place of the database while no server runs, then run",
                file.display()
            ));
            say("ukhwah-server restore-finish.");
            Ok(())
        }
        Address::Postgres { .. } => bail!(
            "PostgreSQL is copied with its own tools: pg_dump for a copy now and then, or base backups with WAL archiving for \
             every moment (point-in-time recovery); after a restore, run ukhwah-server restore-finish"
        ),
    }
}

/// Begins another life of the database.
pub(super) async fn finish(config: Config) -> Result<()> {
    let database = Database::open(&config.database).await?;
    Server::restored(&database, &System).await?;
    say("From now on every device compares what it holds with what is here, and logs in again.");
    Ok(())
}
