//! Opening with the recovery code, whatever happened to the key store or the PIN.

use ukhwah_crypto::{DeviceKey, KeyFile, MainKey, OpenError, RecoveryCode};
use ukhwah_store::Store;

use super::session::{Keyed, database_key};
use super::{App, AppView, RecoverRequest, Stage, Trouble};
use crate::backup;
use crate::error::{ErrorCode, IpcError};
use crate::settings::BackupReason;

impl App {
    /// Opens the database with the recovery code.
    ///
    /// The lock is taken off, since whoever needs this has forgotten or lost what opened it. A code of an earlier day
    /// opens what lies beside the automatic backups of that day; nothing of the present keys is overwritten for it
    /// unless its key opens the database.
    ///
    /// # Errors
    /// Why the words are not the right ones.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn unlock_with_recovery(&self, request: RecoverRequest) -> Result<AppView, IpcError> {
        let code = backup::parse_recovery(&request.words)?;
        let _door = self.door();
        match self.stage() {
            Stage::Opening | Stage::Open { .. } | Stage::Trouble { what: Trouble::InUse } => {
                return Err(ErrorCode::BadRequest.into());
            }
            Stage::Fresh | Stage::Locked { .. } | Stage::Trouble { .. } => {}
        }
        let stage = match self.own_key(&code) {
            Ok((file, key)) => self.adopt(file, key)?,
            Err(refusal) => match self.open_with_key_beside(&code) {
                Some(opened) => opened?,
                None => return Err(refusal.into()),
            },
        };
        self.set_stage(stage);
        self.app_view()
    }

    /// The key file, with the key that the code opens in it; or why the code opens nothing, should nothing else open
    /// with it.
    fn own_key(&self, code: &RecoveryCode) -> Result<(KeyFile, MainKey), ErrorCode> {
        let opened = self.keys().file().map(|file| (file.open_with_recovery(code), file));
        match opened {
            Ok((Ok(key), file)) => Ok((file, key)),
            Ok((Err(OpenError::WrongSecret), _)) => Err(ErrorCode::RecoveryCodeOther),
            _ if backup::list(&self.folder).iter().any(|backup| backup.key_file().is_some()) => {
                Err(ErrorCode::RecoveryCodeOther)
            }
            _ => Err(ErrorCode::Damaged),
        }
    }

    /// Opens the database with a key that lies beside an automatic backup; if none of them opens it, the newest is kept
    /// for restoring. `None` if the code opens none.
    fn open_with_key_beside(&self, code: &RecoveryCode) -> Option<Result<Stage, IpcError>> {
        let beside = || backup::list(&self.folder).into_iter().filter_map(|backup| backup.key_by(code));
        match beside().find(|key| self.opens(key)) {
            Some(key) => {
                let mut file = KeyFile::new();
                file.set_recovery(&key, code);
                Some(self.adopt(file, key))
            }
            None => beside().next().map(|key| Ok(self.enter(Keyed { key, by_lock: false }))),
        }
    }

    fn opens(&self, key: &MainKey) -> bool {
        let before = backup::new_name(&self.folder, BackupReason::Update, self.clock.now());
        Store::open(&self.folder.database(), &database_key(key), &before).and_then(|store| Ok(store.close()?)).is_ok()
    }

    /// Lays down a key without a lock and opens the database with it.
    fn adopt(&self, mut file: KeyFile, key: MainKey) -> Result<Stage, IpcError> {
        drop(self.take_keyed());
        file.remove_lock();
        let keys = self.keys();
        backup::spare_damaged_keys(&keys)?;
        keys.keep_bare_main(&key)?;
        if keys.device().is_err() {
            keys.keep_device(&DeviceKey::make())?;
        }
        keys.keep_file(&file)?;
        self.tries.forget(&self.folder);
        Ok(self.open_with(key))
    }
}
