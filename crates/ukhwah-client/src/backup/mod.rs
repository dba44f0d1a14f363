//! Copies: the automatic ones under the same key, a file to take away under another, and everything as plain files.

mod auto;
mod away;
mod export;
mod file;
mod papers;
mod purge;
mod restore;
mod swap;
#[cfg(test)]
mod tests;

pub(crate) use auto::{daily, list, new_name, newest_key_file, views};
pub(crate) use purge::purge;
pub(crate) use restore::parse_recovery;

use ukhwah_crypto::MainKey;
use ukhwah_store::DatabaseKey;

fn database_key(key: &MainKey) -> DatabaseKey {
    DatabaseKey::from_bytes(*key.expose_raw())
}

fn same(key: &MainKey) -> MainKey {
    MainKey::from_bytes(*key.expose_raw())
}
