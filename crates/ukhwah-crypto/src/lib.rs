#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod agreement;
mod argon2_cost;
mod backup;
mod card;
#[cfg(any(test, feature = "decoders-for-fuzzing"))]
pub mod decoders;
mod device_secrets;
mod envelope;
mod hazmat;
mod ids;
mod key_file;
mod keyring;
mod keyring_key;
mod lock_secret;
mod pairing;
mod recovery_code;
mod secret_keys;
mod set_hash;
mod sheet;
mod signing;
mod space_keys;
#[cfg(test)]
mod vectors;
mod wrap;
#[cfg(test)]
mod wycheproof_sets;

pub use agreement::{DeviceDhKey, DhPublicKey, IdentityDhKey, SheetDhKey};
pub use argon2_cost::{Argon2Cost, Argon2CostOutOfBounds};
pub use backup::{
    BackupDamaged, BackupHeader, BackupKdf, BackupKey, BackupMac, DecodeBackupError, DeriveBackupKeyError,
};
pub use card::{CardKind, OpenCardError, open_card, seal_card};
pub use device_secrets::{OpenDeviceSecretsError, open_device_secrets, seal_device_secrets};
pub use envelope::{
    BodyBytes, BodyTooLong, Envelope, OpenEnvelopeError, ParseEnvelopeError, RecordPlace, VersionHash, open_record,
    seal_record,
};
pub use hazmat::SystemRandom;
pub use ids::{FIRST_EPOCH, Id, NO_ORGANIZATION, Owner};
pub use key_file::{KeyFile, LockInfo, OpenError, ParseKeyFileError, SetLockError};
pub use keyring::{
    BrokenKeyring, DeviceDetails, DeviceEntry, FollowError, Identity, Keyring, OpenKeyringError, PastIdentity,
    SealKeyringError, SpaceEntry,
};
pub use keyring_key::{KeyringKey, NoEpochLeft};
pub use lock_secret::{LockKind, LockSecret, ParsePassphraseError, ParsePinError};
pub use pairing::{
    DecodePairingError, DecodeSlotError, KeysDiffer, PairingBundle, PairingCode, PairingHello, PairingOffer,
    PairingReply, unwrap_pairing, wrap_for_pairing,
};
pub use rand_core;
pub use recovery_code::{ParseRecoveryCodeError, RecoveryCode};
pub use secret_keys::{ContactSecret, DeviceKey, KeychainSecret, MainKey, PairingSecret, SheetSecret, SpaceKey};
pub use set_hash::{CloseListLine, close_list_hash, set_hash};
pub use sheet::{DeriveSheetError, SheetKeys, SheetRecipient};
pub use signing::{
    BadSignature, BadVerifyingKey, DeviceSigningKey, IdentitySigningKey, SheetSigningKey, Signature, VerifyingKey,
};
pub use space_keys::{SpaceKeys, TooManySpaceKeys};
pub use wrap::{
    DeviceWrapPlace, ParseWrapError, UnwrapError, Wrap, WrapError, WrapKind, unwrap_on_device, unwrap_with_sheet,
    wrap_for_device, wrap_for_sheet,
};
