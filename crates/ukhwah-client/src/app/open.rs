//! From a folder to an open database, or to a clear word why not. Nothing here deletes or overwrites anything.

use std::fs::{File, TryLockError};
use std::sync::PoisonError;
use std::time::Duration;

use ukhwah_crypto::{MainKey, RecoveryCode};
use ukhwah_store::{OpenError, Store, StoreError};

use super::session::{Keyed, Open, Session, database_key, same};
use super::{App, AppView, LockKind, Stage, Trouble};
use crate::backup;
use crate::error::{ErrorCode, IpcError};
use crate::keys::KeyError;
use crate::settings::BackupReason;

/// How often, and after how long each time, the folder is asked for again: a process that was killed lets go of its
/// files some moments after it is gone.
const TRIES: u32 = 100;
const TRY_AGAIN: Duration = Duration::from_millis(50);

pub(super) const RECOVERY_SEED: &str = "recovery_seed";

impl App {
    /// Looks at the folder, opens what is not locked, and says where the app stands.
    pub fn open(&self) {
        let _door = self.door();
        self.look_and_open();
    }

    /// The same for whoever holds the door.
    pub(crate) fn look_and_open(&self) {
        let stage = self.look();
        self.set_stage(stage);
    }

    /// Opens the profile, once there is one: an empty folder is made one that is filled before anyone sees it.
    pub(crate) fn open_filled(&self, fill: impl FnOnce(&mut Store) -> Result<(), StoreError>) {
        let _door = self.door();
        let found = self.look();
        let stage = if found == Stage::Fresh {
            self.make_profile(fill).unwrap_or_else(|error| {
                tracing::error!(%error, "the profile was not filled");
                found
            })
        } else {
            found
        };
        self.set_stage(stage);
    }

    /// Opens what is not locked, and says where that leads.
    fn look(&self) -> Stage {
        self.read_card();
        match self.occupy() {
            Ok(true) => {
                // The deliverer has waited for the folder; it needs nothing of what follows.
                self.host.replanned();
                self.clear_papers();
                self.find_stage()
            }
            Ok(false) => Stage::Trouble { what: Trouble::InUse },
            Err(error) => {
                let error = StoreError::from(error);
                tracing::error!(%error, "the folder cannot be written");
                // What is there can be read all the same.
                if error.cannot_write() && self.folder.database().exists() {
                    self.find_stage()
                } else {
                    Stage::Trouble { what: Trouble::CannotWrite }
                }
            }
        }
    }

    /// Claims the folder for this running app; `false` if another one has it.
    fn occupy(&self) -> std::io::Result<bool> {
        let mut occupied = self.occupied.lock().unwrap_or_else(PoisonError::into_inner);
        if occupied.is_none() {
            let path = self.folder.occupied();
            let made = self.folder.make();
            let opened = made.and_then(|()| File::options().create(true).truncate(false).write(true).open(&path));
            // One that is there can be held in a folder that may only be read, too.
            let file = opened.or_else(|error| File::open(&path).map_err(|_| error))?;
            if !lock(&file)? {
                return Ok(false);
            }
            *occupied = Some(file);
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
        let _door = self.door();
        if !matches!(self.stage(), Stage::Open { .. }) {
            self.look_and_open();
        }
        self.app_view()
    }

    /// Notes that the first-run screens were gone through, and makes the first backup.
    ///
    /// # Errors
    /// If the app is locked or the note cannot be written.
    pub fn welcome_done(&self) -> Result<AppView, IpcError> {
        let _door = self.door();
        self.with_open(|open| {
            open.store.set_setting("welcomed", &true)?;
            Ok(self.back_up(open)?)
        })?;
        self.set_stage(Stage::Open { welcomed: true });
        self.app_view()
    }

    /// Makes the backup of a day that began while the app was open. The shell calls this every minute.
    pub fn back_up_if_due(&self) {
        if self.stage() != (Stage::Open { welcomed: true }) {
            return;
        }
        // Whatever is in the way was logged, or is the stage.
        let _ = self.with_open(|open| Ok(self.back_up(open)?));
    }

    /// Opens the database with this key; the stage says what came of it.
    pub(super) fn open_with(&self, key: MainKey) -> Stage {
        let before = backup::new_name(&self.folder, BackupReason::Update, self.clock.now());
        match Store::open(&self.folder.database(), &database_key(&key), &before) {
            Ok(store) => self.take(store, key).unwrap_or_else(|error| trouble_of(error.into())),
            Err(error) => {
                // A step that fails at every start would fill the disk with copies of the same.
                backup::thin_failed(&self.folder, self.clock.now());
                trouble_of(error)
            }
        }
    }

    /// Opens the database with a key that somebody has just shown to be theirs. If it does not open, the key is kept
    /// for restoring a backup.
    pub(super) fn enter(&self, keyed: Keyed) -> Stage {
        self.touch();
        let stage = self.open_with(same(&keyed.key));
        if !matches!(stage, Stage::Open { .. }) {
            *self.session() = Session::Keyed(keyed);
        }
        stage
    }

    /// Takes an opened database: counts the launch, merges what Help noted while locked, mends what a restore that was
    /// cut off left behind, writes the cards, backs up. Where nothing can be written, that waits; the person reads.
    pub(crate) fn take(&self, mut store: Store, key: MainKey) -> Result<Stage, StoreError> {
        let keys = self.keys();
        let counted = store.count_launch(keys.launches()).map(|count| keys.keep_launches(count));
        unless_only_read(counted)?;
        self.mend_device_key();
        unless_only_read(self.merge_card(&mut store))?;
        if let Err(error) = backup::mend_recovery(&keys, &store, &key) {
            // It is tried again whenever the database is opened.
            tracing::error!(%error, "the recovery code was not written to the key file");
        }
        self.write_cards(&store);
        if let Err(error) = self.follow_device_settings(&store) {
            tracing::warn!(?error, "what closing the window does was not kept outside the database");
        }
        self.touch();
        let stage = Self::open_stage(&store)?;
        let mut open = Open { store, key };
        backup::complete(&self.folder);
        if stage == (Stage::Open { welcomed: true }) {
            self.back_up(&mut open)?;
        }
        *self.session() = Session::Open(open);
        Ok(stage)
    }

    /// Makes today's backup, unless there is one. Before the first run is done there is nothing worth one.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if a page of the database is. Nothing else that is in the way of a backup keeps anyone
    /// out: Today says when there was none for two days.
    fn back_up(&self, open: &mut Open) -> Result<(), StoreError> {
        let now = self.clock.now();
        let made = backup::daily(&self.folder, open, now);
        if let Err(error) = &made {
            tracing::warn!(%error, "the daily backup was not made");
            if matches!(error, OpenError::WrongKeyOrDamaged) {
                open.store.check()?;
            }
        }
        // A disk that takes no backup may not take this either.
        let _ = backup::note_outcome(&mut open.store, made.is_ok(), now);
        Ok(())
    }

    fn find_stage(&self) -> Stage {
        let keyed = self.take_keyed();
        let is_missing = !self.folder.database().exists();
        if is_missing && !self.folder.help_card().exists() && backup::list(&self.folder).is_empty() {
            return Stage::Fresh;
        }
        let keys = self.keys();
        match keys.file().map(|file| file.lock()) {
            // Asked for although there may be no database: the key that the lock opens restores a backup.
            Ok(Some(lock)) => match keyed.filter(|keyed| keyed.by_lock) {
                Some(keyed) => self.enter(keyed),
                None => self.locked(lock.kind.into()),
            },
            _ if is_missing => Stage::Trouble { what: Trouble::DatabaseMissing },
            // Where the key lies bare there was no lock, and nothing is missed of a damaged file of wrapped keys.
            Ok(None) | Err(KeyError::FileDamaged) => match keys.bare_main() {
                Ok(key) => self.open_with(key),
                Err(error) => Stage::Trouble { what: error.into() },
            },
            Err(error) => Stage::Trouble { what: error.into() },
        }
    }
}

/// Lets a write that has to wait pass.
fn unless_only_read(written: Result<(), StoreError>) -> Result<(), StoreError> {
    match written {
        Err(error) if error.cannot_write() => {
            tracing::warn!(%error, "the database is only read");
            Ok(())
        }
        other => other,
    }
}

/// Keeps a recovery code's seed in the database.
pub(crate) fn keep_recovery_code(store: &mut Store, code: &RecoveryCode) -> Result<(), StoreError> {
    store.set_setting(RECOVERY_SEED, &hex::encode(code.expose_seed()))
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
        OpenError::WrongKeyOrDamaged => Trouble::Damaged,
        other => {
            tracing::error!(error = %other, "the database was not opened");

            match other {
                // What stands in it does not follow the format.
                OpenError::Store(StoreError::Record(_) | StoreError::Setting(_) | StoreError::NotFound) => {
                    Trouble::Damaged
                }
                _ => Trouble::CannotWrite,
            }
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

/// Locks a file, `false` if another process keeps it.
fn lock(file: &File) -> std::io::Result<bool> {
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) => std::thread::sleep(TRY_AGAIN),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(false)
}
