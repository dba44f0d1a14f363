//! Erasing from the automatic backups what the person erased for good.

use chrono::{DateTime, Utc};
use ukhwah_domain::id::RecordId;
use ukhwah_store::{OpenError, erase_in_copy};

use super::auto::{self, AutoBackup};
use super::database_key;
use crate::app::{Open, recovery_code, refusal};
use crate::error::IpcError;
use crate::folder::Folder;

/// Erases these records, each with all that belongs to it, from every automatic backup.
///
/// A backup that opens neither with the open database's key nor with its recovery code holds other data, or data that
/// a newer app wrote: it is left alone.
///
/// # Errors
/// If a backup could not be written anew. It is then as it was; the others are done all the same.
pub(crate) fn purge(folder: &Folder, open: &Open, ids: &[RecordId], now: DateTime<Utc>) -> Result<(), IpcError> {
    auto::clear_unfinished(folder);
    let mut failed = None;
    for backup in auto::list(folder) {
        match erase(&backup, open, ids, now) {
            Ok(_) => {}
            Err(error @ (OpenError::WrongKeyOrDamaged | OpenError::Newer)) => {
                tracing::warn!(%error, "an automatic backup was left as it is");
            }
            Err(error) => failed = Some(refusal(error)),
        }
    }
    failed.map_or(Ok(()), Err)
}

fn erase(backup: &AutoBackup, open: &Open, ids: &[RecordId], now: DateTime<Utc>) -> Result<bool, OpenError> {
    match erase_in_copy(&backup.path, &open.database_key(), ids, now) {
        Err(OpenError::WrongKeyOrDamaged) => {
            let earlier = recovery_code(&open.store).ok().and_then(|code| backup.key_by(&code));
            let key = earlier.ok_or(OpenError::WrongKeyOrDamaged)?;
            erase_in_copy(&backup.path, &database_key(&key), ids, now)
        }
        other => other,
    }
}
