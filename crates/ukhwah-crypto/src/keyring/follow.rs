use thiserror::Error;

use super::{Keyring, SpaceEntry};
use crate::SpaceKey;

/// Why a keyring that opened cannot be the one after the keyring that this device has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FollowError {
    /// It is not newer: the server shows an old copy.
    #[error("the keyring has revision {found}, but {seen} was seen")]
    NotNewer {
        /// The revision of the keyring that came.
        found: u64,
        /// The revision that this device has.
        seen: u64,
    },
    /// Its space or its inbox is another one.
    #[error("the keyring is of another space or inbox")]
    OtherPlace,
    /// The person's key is another one, and the one before did not sign it.
    #[error("the person's key is not the one before, nor signed by it")]
    OtherIdentity,
    /// A key that records are sealed under is missing or changed: what it sealed could never be read again.
    #[error("the keyring lacks a key that was in it before")]
    LostKey,
    /// A version of an organization document went down.
    #[error("the keyring knows an older version of a document than before")]
    OlderDocument,
}

impl Keyring {
    /// Looks whether this keyring, which opened, can come after the one that this device has.
    ///
    /// The keyring key's epoch must not go down either; that is for the caller, who holds both keys.
    pub fn check_follows(&self, before: &Self) -> Result<(), FollowError> {
        if self.revision <= before.revision {
            return Err(FollowError::NotNewer { found: self.revision, seen: before.revision });
        }
        if (self.space_id, self.inbox_id) != (before.space_id, before.inbox_id) {
            return Err(FollowError::OtherPlace);
        }
        let old = &before.identity;
        if !self.identity.descends_from(&old.signing.verifying_key(), &old.dh.public_key()) {
            return Err(FollowError::OtherIdentity);
        }
        if !self.keeps_keys_of(before) {
            return Err(FollowError::LostKey);
        }
        let older = |(kind, version): (&String, &u64)| self.documents.get(kind).is_none_or(|now| now < version);
        if before.documents.iter().any(older) { Err(FollowError::OlderDocument) } else { Ok(()) }
    }

    /// Other spaces than the own one may be left, but none of them loses a single key.
    fn keeps_keys_of(&self, before: &Self) -> bool {
        before.spaces.iter().all(|(space_id, old)| match self.spaces.get(space_id) {
            Some(now) => now.keeps_keys_of(old),
            None => *space_id != self.space_id,
        })
    }
}

impl SpaceEntry {
    fn keeps_keys_of(&self, old: &Self) -> bool {
        old.keys.iter().all(|(epoch, key)| self.keys.get(epoch).map(SpaceKey::expose_raw) == Some(key.expose_raw()))
    }
}
