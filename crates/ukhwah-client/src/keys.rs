//! Where the keys of a profile are: in the device's key store, wrapped in the key file, or, where there is no key
//! store, on the disk, which the app then says.

use std::io;

use ukhwah_crypto::{DeviceKey, KeyFile, KeychainSecret, MainKey};
use zeroize::Zeroizing;

use crate::error::{ErrorCode, IpcError};
use crate::folder::{self, Folder};
use crate::vault::{KeyVault, VaultError};

/// The bytes of a key on their way: in a box, since what is moved about stays behind where it was.
type Bytes = Box<Zeroizing<[u8; 32]>>;

const MAIN: &str = "main";
const DEVICE: &str = "device";
const SECRET: &str = "lock";
const LAUNCHES: &str = "launches";

/// The keys of one profile.
pub(crate) struct Keys<'a> {
    pub(crate) folder: &'a Folder,
    pub(crate) vault: &'a dyn KeyVault,
}

/// Why a key is not to be had.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeyError {
    #[error("the key is nowhere")]
    Missing,
    #[error("the key store does not answer")]
    Silent,
    #[error("the key file is damaged")]
    FileDamaged,
    #[error("a key file could not be read or written")]
    Io(#[from] io::Error),
}

impl From<VaultError> for KeyError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Absent => Self::Missing,
            VaultError::Silent => Self::Silent,
        }
    }
}

impl From<KeyError> for IpcError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Missing | KeyError::Silent => ErrorCode::KeychainFailed.into(),
            KeyError::FileDamaged => ErrorCode::Damaged.into(),
            KeyError::Io(error) => ukhwah_store::StoreError::from(error).into(),
        }
    }
}

impl Keys<'_> {
    /// The wrapped keys; an empty file if there is none yet.
    pub(crate) fn file(&self) -> Result<KeyFile, KeyError> {
        let Some(bytes) = folder::read(&self.folder.keys())? else { return Ok(KeyFile::new()) };
        let json = std::str::from_utf8(&bytes).map_err(|_| KeyError::FileDamaged)?;
        KeyFile::from_json(json).map_err(|_| KeyError::FileDamaged)
    }

    pub(crate) fn keep_file(&self, file: &KeyFile) -> Result<(), KeyError> {
        Ok(folder::replace(&self.folder.keys(), file.to_json().as_bytes())?)
    }

    /// Whether the device has a key store that answers.
    pub(crate) fn has_vault(&self) -> bool {
        self.vault.get(DEVICE).is_ok()
    }

    /// The main key as it lies without a lock.
    pub(crate) fn bare_main(&self) -> Result<MainKey, KeyError> {
        if let Some(bytes) = read_key(&self.folder.bare_main_key())? {
            return Ok(MainKey::from_bytes(&bytes));
        }
        self.in_vault(MAIN).map(|bytes| MainKey::from_bytes(&bytes))
    }

    /// Lays the main key down without a lock: in the key store, or else on the disk.
    pub(crate) fn keep_bare_main(&self, key: &MainKey) -> Result<(), KeyError> {
        self.keep(MAIN, key.expose_raw(), &self.folder.bare_main_key())
    }

    /// Takes the bare main key away from wherever it lies.
    pub(crate) fn forget_bare_main(&self) -> Result<(), KeyError> {
        folder::destroy(&self.folder.bare_main_key())?;
        match self.vault.delete(MAIN) {
            Ok(()) | Err(VaultError::Absent) => Ok(()),
            Err(VaultError::Silent) => Err(KeyError::Silent),
        }
    }

    /// The key of the two cards.
    pub(crate) fn device(&self) -> Result<DeviceKey, KeyError> {
        if let Some(bytes) = read_key(&self.folder.bare_device_key())? {
            return Ok(DeviceKey::from_bytes(&bytes));
        }
        self.in_vault(DEVICE).map(|bytes| DeviceKey::from_bytes(&bytes))
    }

    pub(crate) fn keep_device(&self, key: &DeviceKey) -> Result<(), KeyError> {
        self.keep(DEVICE, key.expose_raw(), &self.folder.bare_device_key())
    }

    /// The secret that is mixed into the PIN or passphrase; `None` where there is no key store.
    pub(crate) fn lock_secret(&self) -> Result<Option<KeychainSecret>, KeyError> {
        match self.in_vault(SECRET) {
            Ok(bytes) => Ok(Some(KeychainSecret::from_bytes(&bytes))),
            Err(KeyError::Missing) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// The same, and `None` where the key store does not answer: a lock that needs the secret then says so itself.
    pub(crate) fn lock_secret_if_heard(&self) -> Option<KeychainSecret> {
        self.lock_secret().unwrap_or_else(|error| {
            tracing::warn!(%error, "the key store was asked for the secret of the lock");
            None
        })
    }

    /// The secret that is mixed into the PIN or passphrase, made if there is none yet; `None` without a key store.
    pub(crate) fn lock_secret_or_new(&self) -> Result<Option<KeychainSecret>, KeyError> {
        if let Some(secret) = self.lock_secret()? {
            return Ok(Some(secret));
        }
        let secret = KeychainSecret::make();
        match self.vault.set(SECRET, secret.expose_raw()) {
            Ok(()) => Ok(Some(secret)),
            Err(VaultError::Absent) => Ok(None),
            Err(VaultError::Silent) => Err(KeyError::Silent),
        }
    }

    /// How often this copy was opened, as it is kept outside the database.
    pub(crate) fn launches(&self) -> Option<u64> {
        let bytes = match self.vault.get(LAUNCHES) {
            Ok(found) => found?.to_vec(),
            Err(_) => folder::read(&self.folder.launches()).ok()??,
        };
        std::str::from_utf8(&bytes).ok()?.trim().parse().ok()
    }

    pub(crate) fn keep_launches(&self, count: u64) {
        let text = count.to_string();
        if self.vault.set(LAUNCHES, text.as_bytes()).is_err() {
            // Not keeping it only costs a new identity at the next start.
            let _ = folder::replace(&self.folder.launches(), text.as_bytes());
        }
    }

    /// Whether the main key lies bare on the disk.
    pub(crate) fn main_on_disk(&self) -> bool {
        self.folder.bare_main_key().exists()
    }

    /// Whether the key of the cards lies bare on the disk.
    pub(crate) fn device_on_disk(&self) -> bool {
        self.folder.bare_device_key().exists()
    }

    /// Destroys every key: whatever they opened is unreadable for ever.
    ///
    /// # Errors
    /// If the key store does not answer; as a rule every key is still there then.
    pub(crate) fn destroy(&self) -> Result<(), KeyError> {
        if let Err(VaultError::Silent) = self.vault.get(DEVICE) {
            return Err(KeyError::Silent);
        }
        for name in [MAIN, SECRET, DEVICE, LAUNCHES] {
            match self.vault.delete(name) {
                Ok(()) | Err(VaultError::Absent) => {}
                Err(VaultError::Silent) => return Err(KeyError::Silent),
            }
        }
        for file in [self.folder.bare_main_key(), self.folder.bare_device_key(), self.folder.keys()] {
            folder::destroy(&file)?;
        }
        Ok(())
    }

    fn in_vault(&self, name: &str) -> Result<Bytes, KeyError> {
        let found = self.vault.get(name)?.ok_or(KeyError::Missing)?;
        let mut bytes = Bytes::default();
        bytes.copy_from_slice(found.get(..).filter(|found| found.len() == 32).ok_or(KeyError::Missing)?);
        Ok(bytes)
    }

    fn keep(&self, name: &str, key: &[u8; 32], file: &std::path::Path) -> Result<(), KeyError> {
        match self.vault.set(name, key) {
            Ok(()) => Ok(folder::destroy(file)?),
            Err(VaultError::Absent | VaultError::Silent) => {
                let mut text = Box::new(Zeroizing::new([0; 64]));
                hex::encode_to_slice(key, text.as_mut_slice()).expect("two letters for each of 32 bytes");
                Ok(folder::replace(file, text.as_slice())?)
            }
        }
    }
}

fn read_key(file: &std::path::Path) -> Result<Option<Bytes>, KeyError> {
    let Some(text) = folder::read(file)?.map(Zeroizing::new) else { return Ok(None) };
    let mut key = Bytes::default();
    hex::decode_to_slice(text.as_slice(), key.as_mut_slice()).map_err(|_| KeyError::FileDamaged)?;
    Ok(Some(key))
}
