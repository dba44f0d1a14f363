//! Setting, changing and removing the lock.

use ukhwah_crypto::{Argon2Cost, LockSecret, OpenError, SetLockError};
use zeroize::Zeroizing;

use super::{SetLockRequest, SettingsView};
use crate::app::{App, LockKind};
use crate::error::{ErrorCode, IpcError};
use crate::keys::KeyError;

impl App {
    /// Sets a lock, changes it, or takes it off.
    ///
    /// The wrapped key is kept before the bare one is taken away, and the other way round: at any moment at least one
    /// of them opens the database.
    ///
    /// # Errors
    /// [`ErrorCode::WrongSecret`] if the present one is wrong, or why the new one cannot be taken.
    pub fn lock_set(&self, request: SetLockRequest) -> Result<SettingsView, IpcError> {
        let current = request.current.map(Zeroizing::new);
        let typed = Zeroizing::new(request.secret);
        self.check_current(current.as_ref().map(|text| text.as_str()))?;
        match request.kind {
            None => self.take_lock_off()?,
            Some(LockKind::Pin) => {
                self.put_lock_on(&LockSecret::parse_pin(&typed).map_err(|_| ErrorCode::WeakPin)?)?;
            }
            Some(LockKind::Passphrase) => {
                self.put_lock_on(&LockSecret::parse_passphrase(&typed).map_err(|_| ErrorCode::WeakPassphrase)?)?;
            }
        }
        self.settings_view()
    }

    fn check_current(&self, current: Option<&str>) -> Result<(), IpcError> {
        let keys = self.keys();
        let file = keys.file()?;
        let Some(lock) = file.lock() else { return Ok(()) };
        let secret = LockSecret::typed(current.unwrap_or_default(), lock.kind);
        match file.open_with_lock(&secret, keys.lock_secret_if_heard().as_ref()) {
            Ok(_) => Ok(()),
            Err(OpenError::WrongSecret) => Err(ErrorCode::WrongSecret.into()),
            Err(OpenError::KeychainSecretMissing) => Err(ErrorCode::KeychainFailed.into()),
            Err(_) => Err(ErrorCode::Damaged.into()),
        }
    }

    fn put_lock_on(&self, secret: &LockSecret) -> Result<(), IpcError> {
        let keys = self.keys();
        let mut file = keys.file()?;
        let mixed = match keys.lock_secret_or_new() {
            // A passphrase holds without the key store's secret, so a store that does not answer is like none.
            Err(KeyError::Silent) if secret.kind() == ukhwah_crypto::LockKind::Passphrase => None,
            answered => answered?,
        };
        self.with_open(|open| {
            file.set_lock(&open.key, secret, mixed.as_ref(), Argon2Cost::default()).map_err(|error| match error {
                SetLockError::PinNeedsKeychain => ErrorCode::PinNeedsKeychain,
                SetLockError::OutOfMemory => ErrorCode::Failed,
            })?;
            keys.keep_file(&file)?;
            let was_on_disk = keys.main_on_disk();
            match keys.forget_bare_main() {
                // The key was never in that store; it is asked again at each unlock all the same.
                Err(KeyError::Silent) if was_on_disk => Ok(()),
                forgotten => Ok(forgotten?),
            }
        })
    }

    fn take_lock_off(&self) -> Result<(), IpcError> {
        let keys = self.keys();
        let mut file = keys.file()?;
        self.with_open(|open| Ok(keys.keep_bare_main(&open.key)?))?;
        file.remove_lock();
        Ok(keys.keep_file(&file)?)
    }
}
