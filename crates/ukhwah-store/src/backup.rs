//! Copies of the database: under the same key for the automatic ones, under another key for a file to take away.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};
use ukhwah_domain::id::RecordId;

use crate::copy;
use crate::error::{OpenError, StoreError};
use crate::key::DatabaseKey;
use crate::migrate::MIGRATIONS;
use crate::open::{Store, check, connect, connect_filled, create};
use crate::sync::OUTBOX;

/// Called now and then while a copy is written, with the share done, from 0 to 1.
pub type Progress = Arc<dyn Fn(f64) + Send + Sync>;

/// Copies an open database, with all that was written up to now, to a new file under the same key.
///
/// # Errors
/// If the copy cannot be written; what was written of it is removed.
pub fn copy_to(store: &Store, key: &DatabaseKey, target: &Path) -> Result<(), OpenError> {
    copy_connection(&store.connection, target, key)
}

pub(crate) fn copy_connection(from: &Connection, target: &Path, key: &DatabaseKey) -> Result<(), OpenError> {
    aside(target, |unfinished| {
        let mut to = create(unfinished, key)?;
        let backup = Backup::new(from, &mut to).map_err(StoreError::from)?;
        backup.run_to_completion(1024, std::time::Duration::ZERO, None).map_err(StoreError::from)?;
        drop(backup);
        finish(to)
    })
}

/// Writes the content of an open database to a new file under another key.
///
/// # Errors
/// If the file cannot be written; what was written of it is removed.
pub fn export_to(store: &Store, other: &DatabaseKey, target: &Path, progress: &Progress) -> Result<(), OpenError> {
    aside(target, |unfinished| {
        transcribe(&store.connection, unfinished, other, progress)?;
        let copied = connect(unfinished, other, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        check(&copied)?;
        finish(copied)
    })
}

/// Writes the content of a database file under one key to a new file under another, and gives it a new identity, as
/// [`Store::renew_actor`] does.
///
/// # Errors
/// [`OpenError::WrongKeyOrDamaged`] if the source does not open; what was written of the target is removed.
pub fn import_from(
    source: &Path,
    source_key: &DatabaseKey,
    target: &Path,
    target_key: &DatabaseKey,
    progress: &Progress,
) -> Result<(), OpenError> {
    aside(target, |unfinished| {
        // Opened for writing only because the file attached to it inherits that; nothing is written to it.
        let from = connect_filled(source, source_key, &MIGRATIONS)?;
        check(&from)?;
        transcribe(&from, unfinished, target_key, progress)?;
        let mut to = connect(unfinished, target_key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        crate::migrate::run(&mut to, &MIGRATIONS)?;
        let transaction = to.transaction().map_err(StoreError::from)?;
        copy::renew_actor(&transaction, copy::make_actor()?)?;
        transaction.commit().map_err(StoreError::from)?;
        check(&to)?;
        finish(to)
    })
}

/// Erases records, each with all that belongs to it, from a copy that is not open, so that no byte of them is left in it.
///
/// The copy is written anew and takes the old one's place when it is whole: at any moment one of the two is there. A
/// copy that holds none of the records is left as it is. Returns whether there was anything to erase.
///
/// # Errors
/// [`OpenError::WrongKeyOrDamaged`] if the copy does not open; it is then as it was.
pub fn erase_in_copy(copy: &Path, key: &DatabaseKey, ids: &[RecordId], now: DateTime<Utc>) -> Result<bool, OpenError> {
    let without = copy.with_extension("without");
    remove(&without);
    let written = copy_without(copy, key, ids, now, &without).and_then(|had_any| {
        if had_any {
            take_the_place(&without, copy).map_err(StoreError::from)?;
        }
        Ok(had_any)
    });
    remove(&without);
    written
}

fn copy_without(
    copy: &Path,
    key: &DatabaseKey,
    ids: &[RecordId],
    now: DateTime<Utc>,
    target: &Path,
) -> Result<bool, OpenError> {
    let from = connect_filled(copy, key, &MIGRATIONS)?;
    copy_connection(&from, target, key)?;
    close(from)?;
    let mut to = connect(target, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    crate::migrate::run(&mut to, &MIGRATIONS)?;
    close(to)?;
    let mut store = Store::open(target, key, &target.with_extension("before"))?;
    let erased = store.transact(now, |tx| {
        let mut count = 0;
        for id in ids {
            match tx.erase(*id) {
                Ok(()) => count += 1,
                // Never there, or erased before.
                Err(StoreError::NotFound) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(count)
    })?;
    let has_more = store.sync(|tx| {
        let mut has_more = false;
        for name in OUTBOX {
            has_more |= tx.state(name)?.is_some();
            tx.set_state(name, None)?;
        }
        Ok::<_, StoreError>(has_more)
    })?;
    // Erased content is overwritten already; this also gives back the pages that held it.
    store.connection.execute_batch("VACUUM").map_err(StoreError::from)?;
    store.check()?;
    finish(store.connection)?;
    Ok(erased > 0 || has_more)
}

/// Replaces a file by a whole one and overwrites what the old one held.
fn take_the_place(new: &Path, old: &Path) -> std::io::Result<()> {
    let open = |path| std::fs::OpenOptions::new().write(true).open(path);
    open(new)?.sync_all()?;
    let mut replaced = open(old)?;
    std::fs::rename(new, old)?;
    // The old content has no name any more. Overwriting it is for disks that write in place, so that it may fail.
    let length = replaced.metadata().map_or(0, |found| found.len());
    let _ = std::io::copy(&mut std::io::repeat(0).take(length), &mut replaced).and_then(|_| replaced.sync_all());
    Ok(())
}

/// Copies every table into a new file. `sqlcipher_export` leaves the schema's number behind, so it is set here.
fn transcribe(from: &Connection, target: &Path, key: &DatabaseKey, progress: &Progress) -> Result<(), OpenError> {
    let path = target.to_str().ok_or(StoreError::NotFound)?;
    std::fs::File::create_new(target).map_err(StoreError::from)?;
    // Attached while it is empty, and without a key: an empty file needs none, and what is bound here would stay in memory.
    from.execute("ATTACH DATABASE ?1 AS \"target\" KEY ''", [path]).map_err(StoreError::from)?;
    key.give(from, c"target").map_err(StoreError::from)?;
    let written = report(from, target, progress);
    let detached = from.execute_batch("DETACH DATABASE \"target\"").map_err(StoreError::from);
    written?;
    Ok(detached?)
}

fn report(from: &Connection, target: &Path, progress: &Progress) -> Result<(), StoreError> {
    let version: i64 = from.query_row("PRAGMA \"main\".user_version", [], |row| row.get(0))?;
    let size: i64 =
        from.query_row("SELECT (SELECT * FROM pragma_page_count()) * (SELECT * FROM pragma_page_size())", [], |row| {
            row.get(0)
        })?;
    let (target, teller) = (target.to_owned(), Arc::clone(progress));
    let tell = move || {
        teller((size_on_disk(&target) / size as f64).min(1.0));
        false
    };
    from.progress_handler(50_000, Some(tell))?;
    let exported = from.query_row("SELECT sqlcipher_export('target')", [], |_| Ok(()));
    from.progress_handler(0, None::<fn() -> bool>)?;
    exported?;
    from.execute_batch(&format!("PRAGMA \"target\".user_version = {version}"))?;
    progress(1.0);
    Ok(())
}

fn size_on_disk(file: &Path) -> f64 {
    let mut log = PathBuf::from(file).into_os_string();
    log.push("-wal");
    [file.as_os_str(), log.as_os_str()].into_iter().flat_map(std::fs::metadata).map(|found| found.len() as f64).sum()
}

/// Lets a file come to its name only when it is whole.
pub(crate) fn aside(target: &Path, write: impl FnOnce(&Path) -> Result<(), OpenError>) -> Result<(), OpenError> {
    if target.exists() {
        return Err(OpenError::Exists);
    }
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder).map_err(StoreError::from)?;
    }
    let unfinished = target.with_extension("unfinished");
    remove(&unfinished);
    let written = write(&unfinished).and_then(|()| Ok(std::fs::rename(&unfinished, target).map_err(StoreError::from)?));
    remove(&unfinished);
    if let (Ok(()), Some(folder)) = (&written, target.parent()) {
        // The name, too, is to be on the disk, where a folder can be waited for.
        let _ = std::fs::File::open(folder).and_then(|opened| opened.sync_all());
    }
    written
}

/// Folds the log into the file and makes it a single one.
pub(crate) fn finish(connection: Connection) -> Result<(), OpenError> {
    connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())).map_err(StoreError::from)?;
    close(connection)
}

fn close(connection: Connection) -> Result<(), OpenError> {
    Ok(connection.close().map_err(|(_, error)| StoreError::from(error))?)
}

fn remove(unfinished: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = unfinished.as_os_str().to_owned();
        name.push(ending);
        // Most of these never existed, and a leftover is removed at the next try.
        let _ = std::fs::remove_file(name);
    }
}

#[cfg(test)]
mod tests;
