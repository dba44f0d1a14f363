//! From a folder to an open database, or to a clear word why not. Nothing here deletes or overwrites anything.

use std::fs::{File, TryLockError};
use std::sync::PoisonError;

use ukhwah_crypto::{DeviceKey, KeyFile, MainKey, RecoveryCode};
use ukhwah_domain::person::Profile;
use ukhwah_store::{OpenError, Store, StoreError};

use super::session::{Open, Session, database_key};
use super::{App, AppView, LockKind, Stage, Trouble};
use crate::backup;
use crate::error::{ErrorCode, IpcError};
use crate::keys::KeyError;
use crate::settings::BackupReason;

const RECOVERY_SEED: &str = "recovery_seed";

impl App {
    /// Looks at the folder, opens what is not locked, and says where the app stands.
    pub fn open(&self) {
        self.read_card();
        let stage = match self.occupy() {
            Ok(true) => {
                self.clear_papers();
                self.find_stage()
            }
            Ok(false) => Stage::Trouble { what: Trouble::InUse },
            Err(error) => {
                tracing::error!(%error, "the folder cannot be written");
                Stage::Trouble { what: Trouble::CannotWrite }
            }
        };
        self.set_stage(stage);
    }

    /// Claims the folder for this running app; `false` if another one has it.
    fn occupy(&self) -> std::io::Result<bool> {
        let mut occupied = self.occupied.lock().unwrap_or_else(PoisonError::into_inner);
        if occupied.is_none() {
            self.folder.make()?;
            let file = File::options().create(true).truncate(false).write(true).open(self.folder.occupied())?;
            match file.try_lock() {
                Ok(()) => *occupied = Some(file),
                Err(TryLockError::WouldBlock) => return Ok(false),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Ok(true)
    }

    /// Whether this running app has claimed the folder.
    pub(crate) fn has_folder(&self) -> bool {
        self.occupied.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Tries again after trouble.
    ///
    /// # Errors
    /// None: what is still in the way is the stage.
    pub fn open_again(&self) -> Result<AppView, IpcError> {
        if !matches!(self.stage(), Stage::Open { .. }) {
            self.open();
        }
        self.app_view()
    }

    /// Makes the keys and the database of a new profile.
    ///
    /// # Errors
    /// [`ErrorCode::BadRequest`] if there is one already, or why it could not be made.
    pub fn begin(&self) -> Result<AppView, IpcError> {
        if !matches!(self.stage(), Stage::Fresh) {
            return Err(ErrorCode::BadRequest.into());
        }
        self.make_profile()?;
        self.app_view()
    }

    /// Notes that the first-run screens were gone through.
    ///
    /// # Errors
    /// If the app is locked or the note cannot be written.
    pub fn welcome_done(&self) -> Result<AppView, IpcError> {
        self.with_open(|open| Ok(open.store.set_setting("welcomed", &true)?))?;
        self.set_stage(Stage::Open { welcomed: true });
        self.app_view()
    }

    /// Opens the database with the recovery code, whatever happened to the key store or the PIN.
    ///
    /// The lock is taken off, since whoever needs this has forgotten or lost what opened it.
    ///
    /// # Errors
    /// Why the words are not the right ones.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn unlock_with_recovery(&self, request: super::RecoverRequest) -> Result<AppView, IpcError> {
        let code = backup::parse_recovery(&request.words)?;
        let mut file = self.key_file_or_copy()?;
        let key = file.open_with_recovery(&code).map_err(|error| match error {
            ukhwah_crypto::OpenError::WrongSecret => ErrorCode::RecoveryCodeOther,
            _ => ErrorCode::Damaged,
        })?;
        file.remove_lock();
        let keys = self.keys();
        keys.keep_bare_main(&key)?;
        if keys.device().is_err() {
            keys.keep_device(&DeviceKey::make())?;
        }
        keys.keep_file(&file)?;
        super::tries::Tries::forget(&self.folder);
        let stage = self.open_with(key);
        self.set_stage(stage);
        self.app_view()
    }

    /// Opens the database with this key; the stage says what came of it.
    pub(super) fn open_with(&self, key: MainKey) -> Stage {
        let before = backup::new_name(&self.folder, BackupReason::Update, self.clock.now());
        match Store::open(&self.folder.database(), &database_key(&key), &before) {
            Ok(store) => self.take(store, key).unwrap_or_else(|error| trouble_of(error.into())),
            Err(error) => trouble_of(error),
        }
    }

    /// Makes a new profile in an empty folder and opens it.
    pub(crate) fn make_profile(&self) -> Result<(), IpcError> {
        let (main, code) = (MainKey::make(), RecoveryCode::make());
        self.make_keys(&main, &code)?;
        let mut store = Store::create(&self.folder.database(), &database_key(&main)).map_err(refusal)?;
        store.set_setting(RECOVERY_SEED, &hex::encode(code.expose_seed()))?;
        store.transact(self.clock.now(), |tx| tx.create(&Profile::default()).map(drop))?;
        let stage = self.take(store, main)?;
        self.set_stage(stage);
        Ok(())
    }

    /// Lays down the keys of a profile: wrapped under the recovery code first, so that none is ever without it.
    pub(crate) fn make_keys(&self, main: &MainKey, code: &RecoveryCode) -> Result<(), IpcError> {
        self.folder.make().map_err(StoreError::from)?;
        let keys = self.keys();
        let mut file = KeyFile::new();
        file.set_recovery(main, code);
        keys.keep_file(&file)?;
        keys.keep_bare_main(main)?;
        if keys.device().is_err() {
            keys.keep_device(&DeviceKey::make())?;
        }
        Ok(())
    }

    /// Takes an opened database: counts the launch, merges what Help noted while locked, writes the cards, backs up.
    pub(crate) fn take(&self, mut store: Store, key: MainKey) -> Result<Stage, StoreError> {
        let keys = self.keys();
        keys.keep_launches(store.count_launch(keys.launches())?);
        self.merge_card(&mut store)?;
        self.write_cards(&store);
        self.touch();
        let stage = Self::open_stage(&store)?;
        let open = Open { store, key };
        // A backup that fails must not keep anyone out; Settings shows the age of the newest one.
        if let Err(error) = backup::daily(&self.folder, &open, self.clock.now()) {
            tracing::warn!(%error, "the daily backup was not made");
        }
        *self.session() = Session::Open(open);
        Ok(stage)
    }

    /// The key file, or, if it is gone or damaged, the copy beside the newest automatic backup.
    fn key_file_or_copy(&self) -> Result<KeyFile, IpcError> {
        match self.keys().file() {
            Ok(file) if file.has_recovery() => Ok(file),
            _ => backup::newest_key_file(&self.folder).ok_or(ErrorCode::Damaged.into()),
        }
    }

    fn find_stage(&self) -> Stage {
        if !self.folder.database().exists() {
            let was_used = self.folder.help_card().exists() || !backup::list(&self.folder).is_empty();
            return if was_used { Stage::Trouble { what: Trouble::DatabaseMissing } } else { Stage::Fresh };
        }
        let keys = self.keys();
        match keys.file() {
            Ok(file) => match file.lock() {
                Some(lock) => self.locked(lock.kind.into()),
                None => match keys.bare_main() {
                    Ok(key) => self.open_with(key),
                    Err(error) => Stage::Trouble { what: error.into() },
                },
            },
            Err(error) => Stage::Trouble { what: error.into() },
        }
    }
}

/// The recovery code's seed as the database keeps it.
pub(crate) fn recovery_code(store: &Store) -> Result<RecoveryCode, IpcError> {
    let seed: String = store.setting(RECOVERY_SEED)?.ok_or(ErrorCode::NotFound)?;
    let mut bytes = [0; 20];
    hex::decode_to_slice(seed, &mut bytes).map_err(|_| ErrorCode::Damaged)?;
    Ok(RecoveryCode::from_seed(bytes))
}

fn trouble_of(error: OpenError) -> Stage {
    let what = match error {
        OpenError::Missing => Trouble::DatabaseMissing,
        OpenError::Newer => Trouble::Newer,
        OpenError::Store(StoreError::DiskFull | StoreError::ReadOnly) => Trouble::CannotWrite,
        other => {
            tracing::error!(error = %other, "the database was not opened");
            Trouble::Damaged
        }
    };
    Stage::Trouble { what }
}

/// The same as a refusal of a call.
pub(crate) fn refusal(error: OpenError) -> IpcError {
    match error {
        OpenError::Store(error) => error.into(),
        OpenError::WrongKeyOrDamaged => ErrorCode::Damaged.into(),
        OpenError::Newer => ErrorCode::BackupNewer.into(),
        OpenError::Missing => ErrorCode::NotFound.into(),
        OpenError::Exists | OpenError::NotEncrypted => {
            tracing::error!(%error, "a database was not made");
            ErrorCode::Failed.into()
        }
    }
}

impl From<KeyError> for Trouble {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Missing => Self::KeyMissing,
            KeyError::Silent => Self::KeychainSilent,
            KeyError::FileDamaged => Self::KeyMissing,
            KeyError::Io(_) => Self::CannotWrite,
        }
    }
}

impl From<ukhwah_crypto::LockKind> for LockKind {
    fn from(kind: ukhwah_crypto::LockKind) -> Self {
        match kind {
            ukhwah_crypto::LockKind::Pin => Self::Pin,
            ukhwah_crypto::LockKind::Passphrase => Self::Passphrase,
        }
    }
}
