//! What several tests need: the repository's own files, and what is generated from the code.

#![forbid(unsafe_code)]

pub mod call;
pub mod devices;
pub mod gate;
pub mod member;
pub mod profile;
pub mod server;
pub mod wire;

use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest as _, Sha256};

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").to_owned()
}

/// Every file that is generated and committed, with what it must hold.
#[must_use]
pub fn generated() -> Vec<(&'static str, String)> {
    vec![
        ("ui/src/lib/ipc/bindings.ts", ukhwah_client::bindings::typescript()),
        ("src-tauri/capabilities/main.json", capability()),
        (HASHES, migration_hashes()),
        (SERVER_HASHES[0], server_migration_hashes(|migration| migration.sqlite)),
        (SERVER_HASHES[1], server_migration_hashes(|migration| migration.postgres)),
    ]
}

/// What the window may do: call the core's commands and hear its events, nothing else.
fn capability() -> String {
    let events = ["core:event:allow-listen", "core:event:allow-unlisten"].map(str::to_owned);
    let calls = ukhwah_client::bindings::CALLS.iter().map(|name| format!("allow-{}", name.replace('_', "-")));
    let permissions: Vec<_> = events.into_iter().chain(calls).collect();
    let capability = json!({
        "$schema": "../../gen/schemas/desktop-schema.json",
        "identifier": "main",
        "description": "What the one window may do. Written by `./dev gen` from the core's table of calls.",
        "windows": ["main"],
        "permissions": permissions,
    });
    serde_json::to_string_pretty(&capability).expect("it is plain JSON") + "\n"
}

/// The file with the hash of each migration. One that was published is never edited, so a line here never changes.
const HASHES: &str = "migrations/client/hashes.txt";

fn migration_hashes() -> String {
    let line = |migration: &ukhwah_store::Migration| {
        format!("{} {}\n", hex::encode(Sha256::digest(migration.sql)), migration.name)
    };
    ukhwah_store::MIGRATIONS.iter().map(line).collect()
}

/// The same for the server's two databases.
const SERVER_HASHES: [&str; 2] = ["migrations/server/sqlite/hashes.txt", "migrations/server/postgres/hashes.txt"];

fn server_migration_hashes(sql: impl Fn(&ukhwah_server::store::Migration) -> &'static str) -> String {
    let line = |migration| format!("{} {}\n", hex::encode(Sha256::digest(sql(migration))), migration.name);
    ukhwah_server::store::MIGRATIONS.iter().map(line).collect()
}

/// Writes every file that is generated and committed.
///
/// # Errors
/// If one cannot be written, or a migration that was published is not what it was.
pub fn generate() -> std::io::Result<()> {
    for (path, content) in generated().iter().filter(|(path, _)| path.ends_with("hashes.txt")) {
        if !only_appends(&std::fs::read_to_string(root().join(path))?, content) {
            let refusal = "a published migration was changed or removed: put it back, and write a new one";
            return Err(std::io::Error::other(refusal));
        }
    }
    for (path, content) in generated() {
        std::fs::write(root().join(path), content)?;
    }
    Ok(())
}

/// Whether every line that was there is there still.
#[must_use]
pub fn only_appends(kept: &str, wanted: &str) -> bool {
    (kept.is_empty() || kept.ends_with('\n')) && wanted.starts_with(kept)
}
