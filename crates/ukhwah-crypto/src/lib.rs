#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod argon2_cost;
mod backup;
mod card;
mod hazmat;
mod key_file;
mod lock_secret;
mod recovery_code;
mod secret_keys;
#[cfg(test)]
mod vectors;

pub use argon2_cost::{Argon2Cost, Argon2CostOutOfBounds};
pub use backup::{
    BackupDamaged, BackupHeader, BackupKdf, BackupKey, BackupMac, DecodeBackupError, DeriveBackupKeyError,
};
pub use card::{CardKind, OpenCardError, open_card, seal_card};
pub use key_file::{KeyFile, LockInfo, OpenError, ParseKeyFileError, SetLockError};
pub use lock_secret::{LockKind, LockSecret, ParsePassphraseError, ParsePinError};
pub use recovery_code::{ParseRecoveryCodeError, RecoveryCode};
pub use secret_keys::{DeviceKey, KeychainSecret, MainKey};
