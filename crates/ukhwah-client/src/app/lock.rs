//! Locking and unlocking. While locked, the main key is not in memory; Help does not notice.

use std::sync::PoisonError;

use chrono::TimeDelta;
use ukhwah_crypto::{LockSecret, OpenError};

use super::session::{Keyed, Session};
use super::{App, AppView, LockKind, Stage, UnlockRequest};
use crate::error::{ErrorCode, IpcError};
use crate::settings::DeviceSettings;

impl App {
    /// Opens the app with the PIN or passphrase.
    ///
    /// # Errors
    /// [`ErrorCode::WaitFirst`], [`ErrorCode::WrongSecret`], or why the key store did not help.
    pub fn unlock(&self, request: UnlockRequest) -> Result<AppView, IpcError> {
        let _door = self.door();
        let Stage::Locked { kind, .. } = self.stage() else { return self.app_view() };
        let now = self.clock.now();
        let tries = self.tries.now(&self.folder, now);
        if tries.wait(now) > 0 {
            return Err(ErrorCode::WaitFirst.into());
        }
        let keys = self.keys();
        let (file, mixed) = (keys.file()?, keys.lock_secret_if_heard());
        // Counted before it is tried, so that pulling the plug in time does not give a free try.
        self.tries.keep(&self.folder, tries.failed(now));
        let secret = LockSecret::typed(&zeroize::Zeroizing::new(request.secret), kind.into());
        let key = file.open_with_lock(&secret, mixed.as_ref()).map_err(|error| {
            if error == OpenError::KeychainSecretMissing {
                // Nobody guessed: the key store did not answer, and that is no try.
                self.tries.keep(&self.folder, tries);
            }
            self.set_stage(self.locked(kind));
            match error {
                OpenError::WrongSecret => ErrorCode::WrongSecret,
                OpenError::KeychainSecretMissing => ErrorCode::KeychainFailed,
                _ => ErrorCode::Damaged,
            }
        })?;
        self.tries.forget(&self.folder);
        // Left there when setting the lock was cut off, or when the key store did not answer then.
        if let Err(error) = keys.forget_bare_main() {
            tracing::warn!(%error, "the bare key may still lie in the key store");
        }
        let stage = self.enter(Keyed { key, by_lock: true });
        self.set_stage(stage);
        self.app_view()
    }

    /// Locks the app, if a lock is set.
    ///
    /// # Errors
    /// If the database could not be closed in order; it is closed all the same.
    pub fn lock_now(&self) -> Result<AppView, IpcError> {
        let _door = self.door();
        let may_hold = matches!(self.stage(), Stage::Open { .. } | Stage::Trouble { .. });
        let holds_key = may_hold && !matches!(*self.session(), Session::Closed);
        if holds_key && let Some(lock) = self.keys().file()?.lock() {
            let closed = self.close_session();
            self.remove_papers();
            self.set_stage(self.locked(lock.kind.into()));
            closed?;
        }
        self.app_view()
    }

    /// Notes that the person is here.
    ///
    /// # Errors
    /// None.
    pub fn touched(&self) -> Result<(), IpcError> {
        self.touch();
        Ok(())
    }

    /// Locks if nobody touched the app for the chosen time. The shell calls this every few seconds.
    pub fn lock_if_idle(&self) {
        let Some(settings) = self.settings_for_locking() else { return };
        let Some(minutes) = settings.lock_after_minutes else { return };
        let idle = self.clock.now() - *self.last_touch.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that jumped back counts as idle too: locking early is the safe mistake.
        let is_idle = idle >= TimeDelta::minutes(i64::from(minutes.max(1))) || idle < TimeDelta::seconds(-5);
        if is_idle && let Err(error) = self.lock_now() {
            tracing::warn!(%error, "the app was not locked in order");
        }
    }

    /// Locks because the device goes to sleep, if the person wants that.
    pub fn lock_on_suspend(&self) {
        let wanted = self.settings_for_locking().is_some_and(|settings| settings.lock_on_suspend);
        if wanted && let Err(error) = self.lock_now() {
            tracing::warn!(%error, "the app was not locked in order");
        }
    }

    /// What this device's person chose, the usual where that cannot be read; `None` if there is nothing to lock.
    fn settings_for_locking(&self) -> Option<DeviceSettings> {
        match &*self.session() {
            Session::Open(open) => DeviceSettings::read(&open.store).ok(),
            Session::Keyed(_) => Some(DeviceSettings::default()),
            Session::Closed => None,
        }
    }

    pub(super) fn touch(&self) {
        *self.last_touch.lock().unwrap_or_else(PoisonError::into_inner) = self.clock.now();
    }

    /// The stage of a locked app, with the wait that is left.
    pub(super) fn locked(&self, kind: LockKind) -> Stage {
        let now = self.clock.now();
        Stage::Locked { kind, wait: self.tries.now(&self.folder, now).wait(now) }
    }

    /// The stage, with the wait counted down.
    pub(super) fn stage_now(&self) -> Stage {
        match self.stage() {
            Stage::Locked { kind, .. } => self.locked(kind),
            other => other,
        }
    }
}

impl From<LockKind> for ukhwah_crypto::LockKind {
    fn from(kind: LockKind) -> Self {
        match kind {
            LockKind::Pin => Self::Pin,
            LockKind::Passphrase => Self::Passphrase,
        }
    }
}
