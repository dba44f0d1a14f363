//! The file that holds the wrapped main key, and the two ways to open it.

mod hex_bytes;
mod slot;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::hazmat::OutOfMemory;
use crate::{Argon2Cost, KeychainSecret, LockKind, LockSecret, MainKey, RecoveryCode};
pub(crate) use slot::SlotRandomness;
use slot::{LockSlot, RecoverySlot};

const VERSION: u64 = 1;

/// The key file `keys.json`: the main key, wrapped once per way of opening it.
///
/// It holds no secret that is readable by itself. While a lock is set nothing else holds the main key, so the file
/// belongs in every copy of the profile and is replaced only in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFile(Fields);

/// The file's JSON; not the public type, so that nobody deserializes past the version check of `from_json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    version: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lock: Option<LockSlot>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recovery: Option<RecoverySlot>,
}

/// What the lock screen has to know before anything is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockInfo {
    /// Whether to ask for a PIN or for a passphrase.
    pub kind: LockKind,
    /// Whether the keychain secret is needed as well.
    pub uses_keychain: bool,
}

/// Why a lock was not set; the key file is then unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SetLockError {
    /// A PIN by itself is guessed in minutes, so it counts only together with a keychain secret.
    #[error("a pin needs a keychain secret")]
    PinNeedsKeychain,
    /// The device could not give the memory that the cost asks for.
    #[error("not enough memory to derive the key")]
    OutOfMemory,
}

/// Why the main key was not opened; the key file is never changed by trying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OpenError {
    /// The PIN, the passphrase, the recovery code or the keychain secret is another one.
    #[error("the secret does not open the key file")]
    WrongSecret,
    /// No lock is set.
    #[error("no lock is set")]
    NoLock,
    /// No recovery code is set.
    #[error("no recovery code is set")]
    NoRecovery,
    /// The lock was set together with a keychain secret, and none was given.
    #[error("the lock needs the keychain secret")]
    KeychainSecretMissing,
    /// The slot's bytes are not those that were written; the other slot may still open.
    #[error("the slot of the key file is damaged")]
    Damaged,
    /// The device could not give the memory that the lock asks for.
    #[error("not enough memory to derive the key")]
    OutOfMemory,
}

/// Why a text is not a key file.
#[derive(Debug, Error)]
pub enum ParseKeyFileError {
    /// A newer version of the app wrote the file.
    #[error("the key file has version {version}, newer than this app knows")]
    TooNew {
        /// The version that the file names.
        version: u64,
    },
    /// The text is cut off, changed or something else altogether.
    #[error("the key file is damaged")]
    Damaged(#[source] serde_json::Error),
}

impl KeyFile {
    /// Starts a key file with neither lock nor recovery code.
    pub fn new() -> Self {
        Self(Fields { version: VERSION, lock: None, recovery: None })
    }

    /// Wraps the main key under a PIN or passphrase, in place of the lock before.
    ///
    /// With `keychain` both are needed to open it again; a PIN is refused without. Takes as long as `cost` says,
    /// by default 0.2 s on a laptop and longer on a phone: not for the UI's
    /// thread.
    pub fn set_lock(
        &mut self,
        main: &MainKey,
        secret: &LockSecret,
        keychain: Option<&KeychainSecret>,
        cost: Argon2Cost,
    ) -> Result<(), SetLockError> {
        self.set_lock_with(main, secret, keychain, cost, &SlotRandomness::make())
    }

    #[expect(clippy::too_many_arguments, reason = "the public function's five, and the randomness that only it draws")]
    pub(crate) fn set_lock_with(
        &mut self,
        main: &MainKey,
        secret: &LockSecret,
        keychain: Option<&KeychainSecret>,
        cost: Argon2Cost,
        random: &SlotRandomness,
    ) -> Result<(), SetLockError> {
        if secret.kind() == LockKind::Pin && keychain.is_none() {
            return Err(SetLockError::PinNeedsKeychain);
        }
        let slot =
            LockSlot::seal(main, secret, keychain, cost, random).map_err(|OutOfMemory| SetLockError::OutOfMemory)?;
        self.0.lock = Some(slot);
        Ok(())
    }

    /// Takes the lock away; the caller then keeps the main key in the keychain.
    pub fn remove_lock(&mut self) {
        self.0.lock = None;
    }

    /// Describes the lock, or is empty if there is none.
    pub fn lock(&self) -> Option<LockInfo> {
        self.0.lock.as_ref().map(LockSlot::info)
    }

    /// Opens the main key with what the person typed; takes as long as setting the lock did.
    ///
    /// `keychain` is ignored if the lock was set without. A secret of the other kind is [`OpenError::WrongSecret`].
    pub fn open_with_lock(&self, secret: &LockSecret, keychain: Option<&KeychainSecret>) -> Result<MainKey, OpenError> {
        self.0.lock.as_ref().ok_or(OpenError::NoLock)?.open(secret, keychain)
    }

    /// Wraps the main key under a recovery code, in place of the code before, which then opens nothing.
    pub fn set_recovery(&mut self, main: &MainKey, code: &RecoveryCode) {
        self.set_recovery_with(main, code, &SlotRandomness::make());
    }

    pub(crate) fn set_recovery_with(&mut self, main: &MainKey, code: &RecoveryCode, random: &SlotRandomness) {
        self.0.recovery = Some(RecoverySlot::seal(main, code, random));
    }

    /// Whether a recovery code is set.
    pub fn has_recovery(&self) -> bool {
        self.0.recovery.is_some()
    }

    /// Opens the main key with the recovery code alone: no keychain, no lock.
    pub fn open_with_recovery(&self, code: &RecoveryCode) -> Result<MainKey, OpenError> {
        self.0.recovery.as_ref().ok_or(OpenError::NoRecovery)?.open(code)
    }

    /// Writes the file as indented JSON with a line break at the end.
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(&self.0).expect("structs with text keys always have a JSON form");
        json.push('\n');
        json
    }

    /// Reads a file, refusing whatever [`KeyFile::to_json`] would not write.
    ///
    /// Whether the slots are whole shows when they are opened, so that damage to one does not take the other along.
    pub fn from_json(json: impl AsRef<[u8]>) -> Result<Self, ParseKeyFileError> {
        #[derive(Deserialize)]
        struct VersionOnly {
            version: u64,
        }
        // Before the strict reading: a newer file may have fields that this version does not know.
        let VersionOnly { version } = serde_json::from_slice(json.as_ref()).map_err(ParseKeyFileError::Damaged)?;
        match version {
            VERSION => serde_json::from_slice(json.as_ref()).map(Self).map_err(ParseKeyFileError::Damaged),
            0 => Err(ParseKeyFileError::Damaged(serde::de::Error::custom("there is no version 0"))),
            _ => Err(ParseKeyFileError::TooNew { version }),
        }
    }
}

impl Default for KeyFile {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests;
