use rand_core::CryptoRng;
use thiserror::Error;

use super::codec::{DecodeError, decode, encode};
use super::{BrokenKeyring, Keyring};
use crate::envelope::{Slot, open, seal};
use crate::hazmat::draw;
use crate::{BodyTooLong, Envelope, KeyringKey, OpenEnvelopeError, Owner};

/// Why a keyring was not sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SealKeyringError {
    /// It would not open.
    #[error(transparent)]
    Broken(#[from] BrokenKeyring),
    /// It does not fit into an envelope.
    #[error(transparent)]
    TooLong(#[from] BodyTooLong),
}

/// Why a keyring did not open; whatever the reason, the one that the device has stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OpenKeyringError {
    /// The envelope is not what this key sealed for this account.
    #[error(transparent)]
    Envelope(#[from] OpenEnvelopeError),
    /// A newer version of the app wrote it; this one must not write it again.
    #[error("the keyring has version {version}, newer than this app knows")]
    TooNew {
        /// The version that the keyring names.
        version: u64,
    },
    /// Its bytes do not follow the format.
    #[error("the keyring's bytes do not follow the format")]
    Malformed,
    /// Its bytes say it in another way than the one legal one.
    #[error("the keyring's bytes are not in canonical form")]
    NotCanonical,
    /// It breaks a rule.
    #[error(transparent)]
    Broken(#[from] BrokenKeyring),
}

impl From<DecodeError> for OpenKeyringError {
    fn from(error: DecodeError) -> Self {
        match error {
            DecodeError::TooNew { version } => Self::TooNew { version },
            DecodeError::Malformed => Self::Malformed,
            DecodeError::TooMany => Self::Broken(BrokenKeyring::TooMany),
            DecodeError::NotCanonical => Self::NotCanonical,
        }
    }
}

impl Keyring {
    /// Seals the keyring of an account under the keyring key, whose epoch the envelope gets.
    pub fn seal(
        &self,
        owner: &Owner,
        key: &KeyringKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Envelope, SealKeyringError> {
        self.check(owner)?;
        Ok(seal(&slot(owner, key), &encode(self), &draw(rng))?)
    }

    /// Opens the keyring of an account and holds it to its rules, the signatures of its devices among them.
    pub fn open(owner: &Owner, key: &KeyringKey, envelope: &Envelope) -> Result<Self, OpenKeyringError> {
        let body = open(&slot(owner, key), envelope)?;
        let keyring = decode(body.expose_bytes())?;
        keyring.check(owner)?;
        Ok(keyring)
    }
}

pub(super) fn slot<'a>(owner: &Owner, key: &'a KeyringKey) -> Slot<'a> {
    Slot {
        context: b"ukhwah/v1/keyring",
        key: key.expose_raw(),
        org_id: owner.org_id,
        space_id: owner.account_id,
        record_id: [0; 16],
        epoch: key.epoch(),
    }
}
