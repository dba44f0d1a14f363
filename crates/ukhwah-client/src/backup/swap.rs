//! Putting a restored database in the place of the present one: whatever goes wrong, one of the two is there.
//!
//! The order, all of it while holding the session:
//!
//! 1. What is restored is written, under the key that it shall have here, to a file of its own and read through.
//! 2. What it replaces is kept: as an automatic backup if it is open, otherwise untouched under a backup's name, with
//!    the wrapped key beside it.
//! 3. Unless the app was open, the key file is written anew: the key, wrapped under the recovery code that was restored.
//! 4. The new file takes the database's name in one step.
//! 5. Unless the app was open, the key is laid down without a lock; not if the person has just opened the lock.
//!
//! A process that ends after 1, or after 2 while open, has changed nothing. After 2, otherwise, the old database is
//! among the automatic backups. After 3 the file it came from is still there, and is restored again. After 4 the
//! recovery code opens it, and so does the key of an app that was open, or the lock that stayed; the key file gets the
//! restored recovery code when it is opened, at the latest.

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

/// What an app that was not open had before.
struct Before {
    keys: Option<Vec<u8>>,
    had_bare_key: bool,
    aside: Option<PathBuf>,
}

/// The endings of the files that make up a database which was not closed in order.
const PARTS: [&str; 3] = ["", "-wal", "-journal"];

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
            Session::Closed => self.replace_closed(restored, false),
            Session::Keyed(keyed) => {
                self.replace_closed(restored, keyed.by_lock)?;
                *session = Session::Closed;
                Ok(())
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

    /// Steps 2 to 5 for an app that was not open. A lock that stays is one that opens the key which is restored.
    fn replace_closed(&self, restored: &Restored, keeps_lock: bool) -> Result<(), IpcError> {
        let keys = folder::read(&self.folder.keys()).map_err(StoreError::from)?;
        let had_bare_key = self.keys().bare_main().is_ok();
        let before = Before { keys, had_bare_key, aside: self.set_aside()? };
        done(Step::OldKept);
        self.place(restored, keeps_lock).inspect_err(|_| self.put_back(restored, &before))
    }

    /// Steps 3 to 5 for an app that was not open.
    fn place(&self, restored: &Restored, keeps_lock: bool) -> Result<(), IpcError> {
        let keys = self.keys();
        let mut file = if keeps_lock { keys.file()? } else { KeyFile::new() };
        file.set_recovery(&restored.key, &restored.code);
        keys.keep_file(&file)?;
        done(Step::KeysWritten);
        fs::rename(&restored.path, self.folder.database()).map_err(StoreError::from)?;
        sync(&self.folder);
        done(Step::InPlace);
        if !keeps_lock {
            keys.keep_bare_main(&restored.key)?;
        }
        if keys.device().is_err() {
            keys.keep_device(&DeviceKey::make())?;
        }
        done(Step::KeyLaidDown);
        // A leftover costs a wait at the next lock, never the data.
        let _ = folder::destroy(&self.folder.tries());
        Ok(())
    }

    /// Keeps a database that is not open, whatever is wrong with it. Its logs go with it: in the new database's place
    /// they would be taken for the new one's.
    fn set_aside(&self) -> Result<Option<PathBuf>, StoreError> {
        let database = self.folder.database();
        if !PARTS.iter().any(|part| with_ending(&database, part).exists()) {
            return Ok(None);
        }
        fs::create_dir_all(self.folder.backups())?;
        let aside = auto::aside_name(&self.folder, self.clock.now());
        auto::copy_keys(&self.folder, &aside)?;
        match move_parts(&database, &aside).and_then(|()| remove_logs(&database)) {
            Ok(()) => Ok(Some(aside)),
            Err(error) => {
                move_parts(&aside, &database)?;
                Err(error.into())
            }
        }
    }

    /// Undoes what a failed restore did. What cannot be undone is logged: no file is lost by it.
    fn put_back(&self, restored: &Restored, before: &Before) {
        let database = self.folder.database();
        let undo = || -> Result<(), IpcError> {
            let files = || -> std::io::Result<()> {
                if !restored.path.exists() {
                    move_if_there(&database, &restored.path)?;
                }
                if let Some(aside) = &before.aside {
                    move_parts(aside, &database)?;
                    folder::destroy(&auto::keys_beside(aside))?;
                }
                match &before.keys {
                    Some(keys) => folder::replace(&self.folder.keys(), keys),
                    None => folder::destroy(&self.folder.keys()),
                }
            };
            files().map_err(StoreError::from)?;
            if !before.had_bare_key {
                self.keys().forget_bare_main()?;
            }
            Ok(())
        };
        if let Err(error) = undo() {
            tracing::error!(%error, "a failed restore was not undone");
        }
    }
}

fn move_parts(from: &Path, to: &Path) -> std::io::Result<()> {
    PARTS.iter().try_for_each(|part| move_if_there(&with_ending(from, part), &with_ending(to, part)))
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
