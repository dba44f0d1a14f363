//! Putting a restored database in the place of the present one: whatever goes wrong, one of the two is there.
//!
//! The order, all of it while holding the session:
//!
//! 1. What is restored is written, under the key that it shall have here, to a file of its own and read through.
//! 2. What it replaces is kept: as an automatic backup if it is open, otherwise untouched under a backup's name, with
//!    the wrapped key beside it.
//! 3. Unless the app was open, the key file is written anew: the key, wrapped under the recovery code that was restored.
//! 4. The new file takes the database's name in one step.
//! 5. Unless the app was open, the key is laid down without a lock.
//!
//! A process that ends after 1, or after 2 while open, has changed nothing. After 2, otherwise, the old database is
//! among the automatic backups. After 3 the file it came from is still there, and is restored again. After 4 the
//! recovery code opens it, and so does the key of an app that was open.

use std::fs;
use std::path::{Path, PathBuf};

use ukhwah_crypto::{DeviceKey, KeyFile, MainKey, RecoveryCode};
use ukhwah_store::{Store, StoreError};

use super::away::with_ending;
use super::{auto, database_key, same};
use crate::app::{App, Open, Session, refusal};
use crate::error::IpcError;
use crate::folder;
use crate::settings::BackupReason;

/// A database that is ready to take the place of the present one.
pub(super) struct Restored {
    pub(super) path: PathBuf,
    pub(super) key: MainKey,
    pub(super) code: RecoveryCode,
}

/// What a restore has done, for tests that interfere there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Imported,
    OldKept,
    KeysWritten,
    InPlace,
    KeyLaidDown,
}

impl App {
    /// Steps 2 to 5. If one of them fails, everything is as it was before.
    pub(super) fn put_in_place(&self, session: &mut Session, restored: &Restored) -> Result<(), IpcError> {
        match session {
            Session::Open(open) => {
                auto::make(&self.folder, open, BackupReason::Restore, self.clock.now()).map_err(refusal)?;
                done(Step::OldKept);
                self.replace_open(session, restored)
            }
            Session::Closed => {
                let keys_before = folder::read(&self.folder.keys()).map_err(StoreError::from)?;
                let aside = self.set_aside()?;
                done(Step::OldKept);
                let placed = self.place(restored);
                if placed.is_err() {
                    self.put_back(restored, aside.as_deref(), keys_before.as_deref());
                }
                placed
            }
        }
    }

    /// Steps 3 to 5 for an app that was open: only the file changes.
    fn replace_open(&self, session: &mut Session, restored: &Restored) -> Result<(), IpcError> {
        let database = self.folder.database();
        if let Session::Open(open) = std::mem::replace(session, Session::Closed)
            && let Err(error) = open.store.close()
        {
            // All that it held is in the backup that was just made.
            tracing::warn!(%error, "the database was not closed in order");
        }
        let replaced = remove_logs(&database).and_then(|()| fs::rename(&restored.path, &database));
        if let Err(error) = replaced {
            let before = auto::new_name(&self.folder, BackupReason::Update, self.clock.now());
            match Store::open(&database, &database_key(&restored.key), &before) {
                Ok(store) => *session = Session::Open(Open { store, key: same(&restored.key) }),
                Err(error) => tracing::error!(%error, "the database was not opened again"),
            }
            return Err(StoreError::from(error).into());
        }
        sync(&self.folder);
        done(Step::InPlace);
        Ok(())
    }

    /// Steps 3 to 5 for an app that was not open.
    fn place(&self, restored: &Restored) -> Result<(), IpcError> {
        let keys = self.keys();
        let mut file = KeyFile::new();
        file.set_recovery(&restored.key, &restored.code);
        keys.keep_file(&file)?;
        done(Step::KeysWritten);
        fs::rename(&restored.path, self.folder.database()).map_err(StoreError::from)?;
        sync(&self.folder);
        done(Step::InPlace);
        keys.keep_bare_main(&restored.key)?;
        if keys.device().is_err() {
            keys.keep_device(&DeviceKey::make())?;
        }
        done(Step::KeyLaidDown);
        // A leftover costs a wait at the next lock, never the data.
        let _ = folder::destroy(&self.folder.tries());
        Ok(())
    }

    /// Keeps a database that is not open, whatever is wrong with it. Its log goes with it: in the new database's place
    /// it would be taken for the new one's.
    fn set_aside(&self) -> Result<Option<PathBuf>, StoreError> {
        let database = self.folder.database();
        let log = with_ending(&database, "-wal");
        let (has_database, has_log) = (database.exists(), log.exists());
        if !has_database && !has_log {
            return Ok(None);
        }
        fs::create_dir_all(self.folder.backups())?;
        let aside = auto::aside_name(&self.folder, self.clock.now());
        auto::copy_keys(&self.folder, &aside)?;
        if has_database {
            fs::rename(&database, &aside)?;
        }
        if has_log && let Err(error) = fs::rename(&log, with_ending(&aside, "-wal")) {
            fs::rename(&aside, &database)?;
            return Err(error.into());
        }
        remove_logs(&database)?;
        Ok(Some(aside))
    }

    /// Undoes what a failed restore did. What cannot be undone is logged: no file is lost by it.
    fn put_back(&self, restored: &Restored, aside: Option<&Path>, keys: Option<&[u8]>) {
        let database = self.folder.database();
        let undo = || -> std::io::Result<()> {
            if !restored.path.exists() {
                move_if_there(&database, &restored.path)?;
            }
            if let Some(aside) = aside {
                move_if_there(aside, &database)?;
                move_if_there(&with_ending(aside, "-wal"), &with_ending(&database, "-wal"))?;
                folder::destroy(&auto::keys_beside(aside))?;
            }
            match keys {
                Some(keys) => folder::replace(&self.folder.keys(), keys),
                None => folder::destroy(&self.folder.keys()),
            }
        };
        if let Err(error) = undo() {
            tracing::error!(%error, "a failed restore was not undone");
        }
    }
}

fn remove_logs(database: &Path) -> std::io::Result<()> {
    for ending in ["-wal", "-shm", "-journal"] {
        match fs::remove_file(with_ending(database, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn move_if_there(from: &Path, to: &Path) -> std::io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Waits until the folder's names are on the disk, where that can be waited for.
fn sync(folder: &folder::Folder) {
    let _ = fs::File::open(folder.path()).and_then(|opened| opened.sync_all());
}

#[cfg(not(test))]
pub(super) const fn done(_: Step) {}

#[cfg(test)]
pub(super) use super::tests::done;
