//! Restoring: something else takes the database's place, and whatever goes wrong, one of the two is there.
//!
//! The order, each step in the session's lock:
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
//!
//! The key stays the same wherever it is to be had, so that earlier automatic backups still open: from the open app, from
//! where it lies bare, or unwrapped with the recovery code that is restored. Only data of somebody else, or an empty
//! folder, gets a new one. A lock stays if the app was open, since the person has just shown that they can open it;
//! otherwise it is taken off, as after [`App::unlock_with_recovery`].

use std::fs;
use std::path::{Path, PathBuf};

use ukhwah_crypto::{DeviceKey, KeyFile, MainKey, ParseRecoveryCodeError, RecoveryCode};
use ukhwah_store::{DatabaseKey, OpenError, Progress, Store, StoreError, import_from};
use zeroize::Zeroizing;

use super::{auto, database_key};
use super::away::{clear_workplace, part, telling, with_ending, workplace};
use super::file::BackupFile;
use crate::app::{App, AppView, Open, Session, Stage, Trouble, recovery_code, refusal};
use crate::error::{ErrorCode, IpcError};
use crate::folder;
use crate::keys::Keys;
use crate::settings::{AutoBackupTarget, BackupReason, RestoreBackupRequest};

/// The share of the time after which a backup file was read and its content has to be brought in.
const READ: f64 = 0.4;
/// The share after which only files are moved.
const IMPORTED: f64 = 0.95;

/// A database that is ready to take the place of the present one.
struct Restored {
    path: PathBuf,
    key: MainKey,
    code: RecoveryCode,
}

/// What a restore has done, for tests that end the process there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Imported,
    OldKept,
    KeysWritten,
    InPlace,
    KeyLaidDown,
}

/// Reads the words of a recovery code as they were typed.
pub(crate) fn parse_recovery(words: &str) -> Result<RecoveryCode, IpcError> {
    RecoveryCode::parse_words(words).map_err(|error| match error {
        ParseRecoveryCodeError::UnknownWord { index } => IpcError::at(ErrorCode::RecoveryWordUnknown, index),
        ParseRecoveryCodeError::WrongCount { .. } => ErrorCode::RecoveryWordCount.into(),
        ParseRecoveryCodeError::WrongChecksum => ErrorCode::RecoveryWordsWrong.into(),
    })
}

/// Wraps the key under the database's own recovery code if the key file has another one: after a restore, or after one
/// that was cut off.
pub(crate) fn mend_recovery(keys: &Keys<'_>, store: &Store, key: &MainKey) -> Result<(), IpcError> {
    let code = recovery_code(store)?;
    let mut file = keys.file()?;
    if file.open_with_recovery(&code).is_ok_and(|found| found.expose_raw() == key.expose_raw()) {
        return Ok(());
    }
    file.set_recovery(key, &code);
    Ok(keys.keep_file(&file)?)
}

impl App {
    /// Restores the backup file that was chosen last.
    ///
    /// # Errors
    /// [`ErrorCode::WrongSecret`] or [`ErrorCode::RecoveryCodeOther`], or why the file cannot be restored. Everything is
    /// then as it was.
    pub fn backup_restore(&self, request: RestoreBackupRequest) -> Result<AppView, IpcError> {
        let secret = Zeroizing::new(request.secret);
        self.may_restore()?;
        let path = self.chosen().backup.clone().ok_or(ErrorCode::BadRequest)?;
        let file = BackupFile::open(&path)?;
        let key = file.key(&secret)?;
        let restored = self.exclusively(|session, work, progress| {
            let (payload, path) = (work.join("payload.db"), work.join("restored.db"));
            let payload_key = DatabaseKey::from_bytes(*key.expose_database_key());
            file.payload(&key, &payload, &part(progress, 0.0, READ))?;
            let code = code_in(&payload, &payload_key)?;
            let key = self.key_for(session, &code);
            let progress = part(progress, READ, IMPORTED);
            import_from(&payload, &payload_key, &path, &database_key(&key), &progress).map_err(unusable)?;
            Ok(Restored { path, key, code })
        })?;
        self.chosen().backup = None;
        self.open_restored(restored)
    }

    /// Restores an automatic backup.
    ///
    /// # Errors
    /// [`ErrorCode::KeychainFailed`] if its key is not to be had without the recovery code, or why it cannot be restored.
    /// Everything is then as it was.
    pub fn auto_backup_restore(&self, request: AutoBackupTarget) -> Result<AppView, IpcError> {
        self.may_restore()?;
        // Only a name that is listed leads to a file.
        let listed = auto::list(&self.folder).into_iter().find(|backup| backup.name == request.name);
        let backup = listed.ok_or(ErrorCode::NotFound)?;
        let restored = self.exclusively(|session, work, progress| {
            let key = match session {
                Session::Open(open) => same(&open.key),
                Session::Closed => self.keys().bare_main()?,
            };
            let path = work.join("restored.db");
            let import = |under: &MainKey| {
                let progress = part(progress, 0.0, IMPORTED);
                import_from(&backup.path, &database_key(under), &path, &database_key(&key), &progress)
            };
            let imported = match (import(&key), session) {
                (Err(OpenError::WrongKeyOrDamaged), Session::Open(open)) => {
                    // From before the key changed: the same person's code still opens what lies beside it.
                    let earlier = backup.key_by(&recovery_code(&open.store)?);
                    earlier.map_or(Err(OpenError::WrongKeyOrDamaged), |earlier| import(&earlier))
                }
                (imported, _) => imported,
            };
            imported.map_err(unusable)?;
            let code = code_in(&path, &database_key(&key))?;
            Ok(Restored { path, key, code })
        })?;
        self.open_restored(restored)
    }

    /// Whether something may be restored now: not while the app is locked, and not over another running app.
    pub(super) fn may_restore(&self) -> Result<(), IpcError> {
        match self.stage() {
            Stage::Locked { .. } => Err(ErrorCode::Locked.into()),
            Stage::Opening | Stage::Trouble { what: Trouble::InUse } => Err(ErrorCode::BadRequest.into()),
            Stage::Fresh | Stage::Open { .. } | Stage::Trouble { .. } => Ok(()),
        }
    }

    /// Makes what is to be restored and puts it in its place, while nothing else can be written.
    fn exclusively(
        &self,
        make: impl FnOnce(&Session, &Path, &Progress) -> Result<Restored, IpcError>,
    ) -> Result<Restored, IpcError> {
        telling(self.host.as_ref(), |progress| {
            let mut session = self.session();
            self.may_restore()?;
            // The app was locked or opened while this waited.
            if matches!(self.stage(), Stage::Open { .. }) != matches!(*session, Session::Open(_)) {
                return Err(ErrorCode::Locked.into());
            }
            let work = workplace(&self.folder)?;
            let restored = make(&session, &work, progress).and_then(|restored| {
                done(Step::Imported);
                self.put_in_place(&mut session, &restored)?;
                progress(1.0);
                Ok(restored)
            });
            // What is left there goes before the next task at the latest.
            let _ = clear_workplace(&self.folder);
            restored
        })
    }

    /// The key that the restored database gets.
    fn key_for(&self, session: &Session, code: &RecoveryCode) -> MainKey {
        if let Session::Open(open) = session {
            return same(&open.key);
        }
        let keys = self.keys();
        let wrapped = || keys.file().ok()?.open_with_recovery(code).ok();
        let beside = || auto::list(&self.folder).iter().find_map(|backup| backup.key_by(code));
        keys.bare_main().ok().or_else(wrapped).or_else(beside).unwrap_or_else(MainKey::make)
    }

    fn put_in_place(&self, session: &mut Session, restored: &Restored) -> Result<(), IpcError> {
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
                fs::rename(&database, &restored.path)?;
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

    fn open_restored(&self, restored: Restored) -> Result<AppView, IpcError> {
        let before = auto::new_name(&self.folder, BackupReason::Update, self.clock.now());
        let opened = Store::open(&self.folder.database(), &database_key(&restored.key), &before).map_err(refusal);
        let taken = opened.and_then(|store| {
            if let Err(error) = mend_recovery(&self.keys(), &store, &restored.key) {
                // It is tried again whenever the database is opened.
                tracing::error!(%error, "the recovery code was not written to the key file");
            }
            Ok(self.take(store, restored.key)?)
        });
        match taken {
            Ok(stage) => self.set_stage(stage),
            Err(error) => {
                self.open();
                return Err(error);
            }
        }
        self.app_view()
    }
}

fn same(key: &MainKey) -> MainKey {
    MainKey::from_bytes(*key.expose_raw())
}

/// The recovery code in a database that nobody else has open.
fn code_in(database: &Path, key: &DatabaseKey) -> Result<RecoveryCode, IpcError> {
    let store = Store::open(database, key, &database.with_extension("before")).map_err(unusable)?;
    let code = recovery_code(&store);
    store.close()?;
    code
}

fn unusable(error: OpenError) -> IpcError {
    match error {
        OpenError::WrongKeyOrDamaged => ErrorCode::BackupDamaged.into(),
        other => refusal(other),
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
const fn done(_: Step) {}

#[cfg(test)]
fn done(step: Step) {
    assert!(super::tests::CRASH_AFTER.get() != Some(step), "the process ends here");
}
