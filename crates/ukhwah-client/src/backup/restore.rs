//! Restoring a backup file or an automatic backup.
//!
//! The key stays the same wherever it is to be had, so that earlier automatic backups still open: from the open app, from
//! what the person typed to unlock a database that did not open, from where it lies bare, or unwrapped with the recovery
//! code that is restored. Only data of somebody else, or an empty folder, gets a new one. A lock stays if the person has
//! just shown that they can open it; otherwise it is taken off, as after [`App::unlock_with_recovery`].

use std::path::Path;

use ukhwah_crypto::{MainKey, ParseRecoveryCodeError, RecoveryCode};
use ukhwah_store::{DatabaseKey, OpenError, Progress, Store, StoreError, import_from};
use zeroize::Zeroizing;

use super::away::{clear_workplace, part, telling, workplace};
use super::file::BackupFile;
use super::swap::{Restored, Step, done};
use super::{auto, database_key, same};
use crate::app::{App, AppView, Session, Stage, Trouble, recovery_code, refusal};
use crate::error::{ErrorCode, IpcError};
use crate::folder;
use crate::keys::{KeyError, Keys};
use crate::settings::{AutoBackupTarget, BackupReason, RestoreBackupRequest};

/// The share of the time after which a backup file was read and its content has to be brought in.
const READ: f64 = 0.4;
/// The share after which only files are moved.
const IMPORTED: f64 = 0.95;

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
    spare_damaged_keys(keys)?;
    let mut file = keys.file()?;
    if file.open_with_recovery(&code).is_ok_and(|found| found.expose_raw() == key.expose_raw()) {
        return Ok(());
    }
    file.set_recovery(key, &code);
    Ok(keys.keep_file(&file)?)
}

/// Gives a damaged file of wrapped keys another name before a new one is written: nobody knows what can still be had
/// from it.
pub(crate) fn spare_damaged_keys(keys: &Keys<'_>) -> Result<(), IpcError> {
    if matches!(keys.file(), Err(KeyError::FileDamaged)) {
        tracing::warn!("the file of wrapped keys is damaged, and set aside");
        folder::set_aside(&keys.folder.keys()).map_err(StoreError::from)?;
    }
    Ok(())
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
        let view = self.exclusively(|session, work, progress| {
            let (payload, path) = (work.join("payload.db"), work.join("restored.db"));
            let payload_key = DatabaseKey::from_bytes(&key.expose_database_key());
            file.payload(&key, &payload, &part(progress, 0.0, READ))?;
            let code = code_in(&payload, &payload_key)?;
            let key = self.key_for(session, &code);
            let progress = part(progress, READ, IMPORTED);
            import_from(&payload, &payload_key, &path, &database_key(&key), &progress).map_err(unusable)?;
            Ok(Restored { path, key, code })
        })?;
        self.chosen().backup = None;
        Ok(view)
    }

    /// Restores an automatic backup.
    ///
    /// # Errors
    /// [`ErrorCode::KeychainFailed`] if its key is not to be had without the recovery code, or why it cannot be restored.
    /// Everything is then as it was.
    pub fn auto_backup_restore(&self, request: AutoBackupTarget) -> Result<AppView, IpcError> {
        let AutoBackupTarget { name } = request;
        self.may_restore()?;
        // Only a name that is listed leads to a file.
        let listed = auto::list(&self.folder).into_iter().find(|backup| backup.name == name);
        let backup = listed.ok_or(ErrorCode::NotFound)?;
        self.exclusively(|session, work, progress| {
            let key = match session {
                Session::Open(open) => same(&open.key),
                Session::Keyed(keyed) => same(&keyed.key),
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
        })
    }

    /// Whether something may be restored now: not while the app is locked, and not over another running app.
    pub(super) fn may_restore(&self) -> Result<(), IpcError> {
        match self.stage() {
            Stage::Locked { .. } => Err(ErrorCode::Locked.into()),
            Stage::Opening | Stage::Trouble { what: Trouble::InUse } => Err(ErrorCode::BadRequest.into()),
            Stage::Fresh | Stage::Open { .. } | Stage::Trouble { .. } => Ok(()),
        }
    }

    /// Makes what is to be restored, puts it in the database's place while nothing else can be written, and opens it.
    fn exclusively(
        &self,
        make: impl FnOnce(&Session, &Path, &Progress) -> Result<Restored, IpcError>,
    ) -> Result<AppView, IpcError> {
        let _door = self.door();
        let restored = telling(self.host.as_ref(), |progress| {
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
        });
        let opened = restored.and_then(|restored| self.open_restored(restored));
        if opened.is_err() && matches!(*self.session(), Session::Closed) {
            // What is there now, and what is in the way of it, the stage says.
            self.look_and_open();
        }
        opened
    }

    /// The key that the restored database gets.
    fn key_for(&self, session: &Session, code: &RecoveryCode) -> MainKey {
        match session {
            Session::Open(open) => return same(&open.key),
            Session::Keyed(keyed) => return same(&keyed.key),
            Session::Closed => {}
        }
        let keys = self.keys();
        let wrapped = || keys.file().ok()?.open_with_recovery(code).ok();
        let beside = || auto::list(&self.folder).iter().find_map(|backup| backup.key_by(code));
        keys.bare_main().ok().or_else(wrapped).or_else(beside).unwrap_or_else(MainKey::make)
    }

    fn open_restored(&self, restored: Restored) -> Result<AppView, IpcError> {
        let before = auto::new_name(&self.folder, BackupReason::Update, self.clock.now());
        let opened = Store::open(&self.folder.database(), &database_key(&restored.key), &before).map_err(refusal);
        let stage = opened.and_then(|store| Ok(self.take(store, restored.key)?))?;
        self.set_stage(stage);
        self.app_view()
    }
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
