//! Begins, and invites.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::say;
use crate::Server;
use crate::config::Config;
use crate::outside::{Random as _, System};
use crate::store::{Address, Database};

/// Makes the organization's root and the first invite.
pub(super) async fn init(config: Config) -> Result<()> {
    let database = Database::open(&config.database).await?;
    if !begin(&database, &config).await? {
        bail!("the database has begun already: nothing was changed");
    }
    first_invite(&database, &config).await
}

/// Begins a new database: the key of the root goes into a file of its own. Returns whether it was new.
pub(super) async fn begin(database: &Database, config: &Config) -> Result<bool> {
    if Server::has_begun(database).await? {
        return Ok(false);
    }
    let mut key = [0; 32];
    System.fill(&mut key);
    let file = key_file(&config.database);
    // The key is on the disk before anything is signed with it.
    write_key(&file, &key).with_context(|| format!("the key of the root, {}, cannot be written", file.display()))?;
    match Server::found(database, &key, &System).await {
        Ok(Some(fingerprint)) => {
            say(&format!("The organization's root has the fingerprint {fingerprint}"));
            say(&format!("Its key is in {}: take it to a safe place offline, and off this machine.", file.display()));
            Ok(true)
        }
        Ok(None) => {
            std::fs::remove_file(&file)?;
            Ok(false)
        }
        Err(error) => {
            std::fs::remove_file(&file)?;
            Err(error.into())
        }
    }
}

fn key_file(address: &Address) -> PathBuf {
    match address {
        Address::Sqlite(file) => file.with_file_name("root.key"),
        Address::Postgres { .. } => "root.key".into(),
    }
}

fn write_key(file: &Path, key: &[u8; 32]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    writeln!(file, "ukhwah-root-key-1 {}", hex::encode(key))?;
    file.sync_all()
}

/// Makes an invite.
pub(super) async fn invite(config: Config, admin: bool) -> Result<()> {
    let database = Database::join(&config.database).await?;
    say(&make_invite(&database, &config, admin).await?);
    Ok(())
}

async fn make_invite(database: &Database, config: &Config, admin: bool) -> Result<String> {
    let mut config = config.clone();
    config.origins = config.origins_at(config.listen);
    let server = Server::on(database.clone(), &config, Arc::new(System), Arc::new(System)).await?;
    Ok(server.invite(admin).await?.expose())
}

/// Makes and shows the invite of the first member, who may invite the others.
pub(super) async fn first_invite(database: &Database, config: &Config) -> Result<()> {
    let invite = make_invite(database, config, true).await?;
    say("The invite of the first member, who may invite the others; it can be used once, within 14 days:");
    say("");
    say(&format!("  {invite}"));
    say("");
    Ok(())
}
