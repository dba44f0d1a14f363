#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod argon2_cost;
mod backup;
mod card;
mod envelope;
mod hazmat;
mod ids;
mod key_file;
mod lock_secret;
mod recovery_code;
mod secret_keys;
mod set_hash;
mod space_keys;
#[cfg(test)]
mod vectors;

pub use argon2_cost::{Argon2Cost, Argon2CostOutOfBounds};
pub use backup::{
    BackupDamaged, BackupHeader, BackupKdf, BackupKey, BackupMac, DecodeBackupError, DeriveBackupKeyError,
};
pub use card::{CardKind, OpenCardError, open_card, seal_card};
pub use envelope::{
    BodyBytes, BodyTooLong, Envelope, OpenEnvelopeError, ParseEnvelopeError, RecordPlace, VersionHash, open_record,
    seal_record,
};
pub use hazmat::SystemRandom;
pub use ids::{FIRST_EPOCH, Id, NO_ORGANIZATION, Owner};
pub use key_file::{KeyFile, LockInfo, OpenError, ParseKeyFileError, SetLockError};
pub use lock_secret::{LockKind, LockSecret, ParsePassphraseError, ParsePinError};
pub use rand_core;
pub use recovery_code::{ParseRecoveryCodeError, RecoveryCode};
pub use secret_keys::{
    ContactSecret, DeviceKey, InviteToken, KeychainSecret, MainKey, PairingSecret, SheetSecret, SpaceKey,
};
pub use set_hash::{CloseListLine, close_list_hash, set_hash};
pub use space_keys::{SpaceKeys, TooManySpaceKeys};
