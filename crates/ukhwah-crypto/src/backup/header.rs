use subtle::ConstantTimeEq;
use thiserror::Error;
use zeroize::Zeroizing;

use super::BackupKey;
use crate::hazmat::{DAMAGE_CHECK_LEN, OutOfMemory, damage_check, make_random, stretch};
use crate::{Argon2Cost, LockKind, LockSecret, RecoveryCode};

const MAGIC: [u8; 3] = *b"UK\xB2";
const VERSION: u8 = 1;
const KDF_PASSPHRASE: u8 = 1;
const KDF_RECOVERY: u8 = 2;
const SALT_LEN: usize = 16;
const CHECK_AT: usize = 73;
const DAMAGE_CONTEXT: &str = "ukhwah/v1/local/damage/backup";

/// What opens a backup file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupKdf {
    /// A passphrase, stretched with Argon2id at this cost.
    Passphrase(Argon2Cost),
    /// The recovery code.
    Recovery,
}

/// The first 81 bytes of a backup file: what opens it, and how long it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupHeader {
    kdf: BackupKdf,
    salt: [u8; SALT_LEN],
    /// Known once the file is written: the payload's length in bytes, and the key check.
    written: Option<(u64, [u8; 32])>,
}

/// Why bytes are not a backup header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DecodeBackupError {
    /// The file does not begin as a backup does.
    #[error("the file is not a backup")]
    NotABackup,
    /// A newer version of the app wrote the backup.
    #[error("the backup has format {version}, newer than this app knows")]
    TooNew {
        /// The format that the backup names.
        version: u8,
    },
    /// The file ends inside the header.
    #[error("the backup is cut off")]
    Truncated,
    /// The header's bytes are not those that were written.
    #[error("the backup's header is damaged")]
    Damaged,
}

/// Why no key came out of a header and a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DeriveBackupKeyError {
    /// The passphrase or the recovery code is another one than the backup was written with.
    #[error("the secret does not open the backup")]
    WrongSecret,
    /// The backup opens with a recovery code, not with a passphrase, or the other way round.
    #[error("the backup opens with a secret of another kind")]
    OtherKind,
    /// A PIN is too short to protect a file that leaves the device.
    #[error("a backup takes a passphrase, not a pin")]
    PinNotAllowed,
    /// The device could not give the memory that the backup asks for.
    #[error("not enough memory to derive the key")]
    OutOfMemory,
}

impl BackupHeader {
    /// Length of an encoded header in bytes.
    pub const LEN: usize = CHECK_AT + DAMAGE_CHECK_LEN;

    /// Starts a backup that a passphrase opens, with a new random salt.
    pub fn for_passphrase(cost: Argon2Cost) -> Self {
        Self::with_salt(BackupKdf::Passphrase(cost), make_random())
    }

    /// Starts a backup that the recovery code opens, with a new random salt.
    pub fn for_recovery() -> Self {
        Self::with_salt(BackupKdf::Recovery, make_random())
    }

    pub(crate) fn with_salt(kdf: BackupKdf, salt: [u8; SALT_LEN]) -> Self {
        Self { kdf, salt, written: None }
    }

    /// What opens this backup.
    pub fn kdf(&self) -> BackupKdf {
        self.kdf
    }

    /// The payload's length in bytes, or 0 for a header that was not read from a file.
    pub fn payload_length(&self) -> u64 {
        self.written.map_or(0, |(length, _)| length)
    }

    /// Derives the keys from a passphrase; if the header was read from a file, also says whether it is the right one.
    ///
    /// Takes as long as the cost in the header says: not for the UI's thread.
    pub fn key_from_passphrase(&self, secret: &LockSecret) -> Result<BackupKey, DeriveBackupKeyError> {
        let BackupKdf::Passphrase(cost) = self.kdf else {
            return Err(DeriveBackupKeyError::OtherKind);
        };
        if secret.kind() == LockKind::Pin {
            return Err(DeriveBackupKeyError::PinNotAllowed);
        }
        let root = stretch(secret.expose_bytes(), &self.salt, cost)
            .map_err(|OutOfMemory| DeriveBackupKeyError::OutOfMemory)?;
        self.checked_key(&root)
    }

    /// Derives the keys from a recovery code; if the header was read from a file, also says whether it is the right
    /// one.
    pub fn key_from_recovery(&self, code: &RecoveryCode) -> Result<BackupKey, DeriveBackupKeyError> {
        if self.kdf != BackupKdf::Recovery {
            return Err(DeriveBackupKeyError::OtherKind);
        }
        let root: Zeroizing<[u8; 32]> = code.derive_key(b"ukhwah/v1/local/recovery/backup", &self.salt);
        self.checked_key(&root)
    }

    fn checked_key(&self, root: &[u8; 32]) -> Result<BackupKey, DeriveBackupKeyError> {
        let key = BackupKey::derive(root);
        match self.written {
            Some((_, check)) if !bool::from(check.ct_eq(&key.check)) => Err(DeriveBackupKeyError::WrongSecret),
            _ => Ok(key),
        }
    }

    /// Encodes the header of a file whose payload has this length and was encrypted under this key.
    pub fn encode(&self, key: &BackupKey, payload_length: u64) -> [u8; Self::LEN] {
        let (kdf, cost) = match self.kdf {
            BackupKdf::Passphrase(cost) => (KDF_PASSPHRASE, cost.to_bytes()),
            BackupKdf::Recovery => (KDF_RECOVERY, [0; 12]),
        };
        let mut bytes = [0; Self::LEN];
        bytes[..3].copy_from_slice(&MAGIC);
        bytes[3] = VERSION;
        bytes[4] = kdf;
        bytes[5..21].copy_from_slice(&self.salt);
        bytes[21..33].copy_from_slice(&cost);
        bytes[33..41].copy_from_slice(&payload_length.to_be_bytes());
        bytes[41..CHECK_AT].copy_from_slice(&key.check);
        let check = damage_check(DAMAGE_CONTEXT, &[&bytes[..CHECK_AT]]);
        bytes[CHECK_AT..].copy_from_slice(&check);
        bytes
    }

    /// Decodes the header at the beginning of a file; what follows it in `file` is not looked at.
    pub fn decode(file: &[u8]) -> Result<Self, DecodeBackupError> {
        if !file.starts_with(&MAGIC) && !MAGIC.starts_with(file) {
            return Err(DecodeBackupError::NotABackup);
        }
        // Before the length: a later format may have a shorter header.
        match file.get(3) {
            Some(&version) if version > VERSION => {
                return Err(DecodeBackupError::TooNew { version });
            }
            _ => {}
        }
        let bytes = file.first_chunk::<{ Self::LEN }>().ok_or(DecodeBackupError::Truncated)?;
        if bytes[3] != VERSION || damage_check(DAMAGE_CONTEXT, &[&bytes[..CHECK_AT]]) != bytes[CHECK_AT..] {
            return Err(DecodeBackupError::Damaged);
        }
        Ok(Self {
            kdf: decode_kdf(bytes).ok_or(DecodeBackupError::Damaged)?,
            salt: field(bytes, 5),
            written: Some((u64::from_be_bytes(field(bytes, 33)), field(bytes, 41))),
        })
    }
}

fn decode_kdf(bytes: &[u8; BackupHeader::LEN]) -> Option<BackupKdf> {
    let [m_kib, t, p] = [21, 25, 29].map(|at| u32::from_be_bytes(field(bytes, at)));
    match bytes[4] {
        KDF_PASSPHRASE => Argon2Cost::new(m_kib, t, p).ok().map(BackupKdf::Passphrase),
        KDF_RECOVERY if [m_kib, t, p] == [0; 3] => Some(BackupKdf::Recovery),
        _ => None,
    }
}

fn field<const N: usize>(bytes: &[u8; BackupHeader::LEN], at: usize) -> [u8; N] {
    std::array::from_fn(|i| bytes[at + i])
}

#[cfg(test)]
mod tests;
