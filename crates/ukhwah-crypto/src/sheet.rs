use std::fmt;

use sha2::{Digest, Sha256};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::hazmat::{Derivation, OutOfMemory, stretch};
use crate::{
    Argon2Cost, DhPublicKey, Id, LockKind, LockSecret, RecoveryCode, SheetDhKey, SheetSecret, SheetSigningKey,
};

/// Everything that the 15 words of a recovery sheet, and the passphrase if there is one, lead to.
///
/// The words are a [`RecoveryCode`]. Which code is the one of the sheet is for the caller: what is derived here has
/// nothing in common with what the same words open on the device.
#[derive(Debug)]
pub struct SheetKeys {
    /// The name by which the server knows the sheet.
    pub recovery_id: Id,
    /// What the sheet logs in with.
    pub login: SheetSigningKey,
    /// What opens keys that were wrapped for the sheet.
    pub dh: SheetDhKey,
    /// The secret that must be known to wrap a key for it.
    pub secret: SheetSecret,
}

/// What must be known to wrap a key for a recovery sheet: this part of it stands in the keyring.
pub struct SheetRecipient {
    /// The name by which the server knows the sheet.
    pub recovery_id: Id,
    /// `RPK`.
    pub public_key: DhPublicKey,
    /// `RPSK`.
    pub secret: SheetSecret,
}

/// Why no keys came out of the words and the passphrase of a sheet. Wrong ones are found out at the server or the wrap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DeriveSheetError {
    /// A PIN is too short to protect a sheet.
    #[error("a recovery sheet takes a passphrase, not a pin")]
    PinNotAllowed,
    /// The device could not give the memory that Argon2id needs.
    #[error("not enough memory to derive the keys of the sheet")]
    OutOfMemory,
}

impl SheetKeys {
    /// Derives the keys of a sheet; with a passphrase this takes as long as an unlock: not for the UI's thread.
    pub fn derive(code: &RecoveryCode, passphrase: Option<&LockSecret>) -> Result<Self, DeriveSheetError> {
        // Never another cost: there is nowhere to write it down. It is the one of the specification.
        Self::derive_at_cost(code, passphrase, Argon2Cost::default())
    }

    pub(crate) fn derive_at_cost(
        code: &RecoveryCode,
        passphrase: Option<&LockSecret>,
        cost: Argon2Cost,
    ) -> Result<Self, DeriveSheetError> {
        let seed = code.expose_seed();
        let root = match passphrase {
            None => Derivation::extract(CONTEXT, &[seed]),
            Some(secret) if secret.kind() == LockKind::Pin => return Err(DeriveSheetError::PinNotAllowed),
            Some(secret) => {
                let stretched = stretch(secret.expose_bytes(), &salt(seed), cost)
                    .map_err(|OutOfMemory| DeriveSheetError::OutOfMemory)?;
                Derivation::extract(CONTEXT, &[seed, stretched.as_slice()])
            }
        };
        let key = |info: &[u8]| -> Zeroizing<[u8; 32]> { root.expand(&[info]) };
        Ok(Self {
            recovery_id: *root.expand(&[b"ukhwah/v1/sheet/id"]),
            login: SheetSigningKey::from_bytes(&key(b"ukhwah/v1/sheet/login")),
            dh: SheetDhKey::derive(&key(b"ukhwah/v1/sheet/dh")),
            secret: SheetSecret::from_bytes(&key(b"ukhwah/v1/sheet/psk")),
        })
    }

    /// The part of it that goes into the keyring.
    pub fn recipient(&self) -> SheetRecipient {
        SheetRecipient {
            recovery_id: self.recovery_id,
            public_key: self.dh.public_key(),
            secret: SheetSecret::from_bytes(self.secret.expose_raw()),
        }
    }
}

impl fmt::Debug for SheetRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SheetRecipient(redacted)")
    }
}

const CONTEXT: &[u8] = b"ukhwah/v1/sheet";

/// Argon2id needs a salt; it follows from the seed, so that the paper holds nothing else.
fn salt(seed: &[u8]) -> [u8; 16] {
    let hash = Sha256::new().chain_update(b"ukhwah/v1/sheet/salt").chain_update(seed).finalize();
    std::array::from_fn(|i| hash[i])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn derive(seed: u8, passphrase: Option<&str>) -> SheetKeys {
        let passphrase = passphrase.map(|text| LockSecret::typed(text, LockKind::Passphrase));
        let code = RecoveryCode::from_seed([seed; 20]);
        SheetKeys::derive_at_cost(&code, passphrase.as_ref(), Argon2Cost::FAST).expect("little memory")
    }

    #[test]
    fn the_same_words_and_passphrase_lead_to_the_same_keys() {
        for passphrase in [None, Some("kopi o kosong")] {
            let [one, other] = [0; 2].map(|_| derive(1, passphrase));
            assert_eq!(one.recovery_id, other.recovery_id);
            assert_eq!(one.login.expose_raw(), other.login.expose_raw());
            assert_eq!(one.dh.expose_raw(), other.dh.expose_raw());
            assert_eq!(one.secret.expose_raw(), other.secret.expose_raw());
        }
    }

    #[test]
    fn other_words_or_another_passphrase_lead_elsewhere() {
        let all = [derive(1, None), derive(2, None), derive(1, Some("kopi o kosong")), derive(1, Some("kopi o"))];
        let ids: std::collections::BTreeSet<_> = all.iter().map(|keys| keys.recovery_id).collect();
        assert_eq!(ids.len(), all.len());
    }

    #[test]
    fn no_two_keys_of_a_sheet_are_the_same() {
        let keys = derive(1, None);
        let all = [keys.login.expose_raw(), keys.dh.expose_raw(), keys.secret.expose_raw()];
        assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2]);
        assert!(!all.iter().any(|key| key[..16] == keys.recovery_id));
    }

    #[test]
    fn the_recipient_is_the_public_half_and_the_secret() {
        let keys = derive(1, None);
        let recipient = keys.recipient();
        assert_eq!(recipient.recovery_id, keys.recovery_id);
        assert_eq!(recipient.public_key, keys.dh.public_key());
        assert_eq!(recipient.secret.expose_raw(), keys.secret.expose_raw());
    }

    #[test]
    fn a_pin_is_no_passphrase_of_a_sheet() {
        let pin = LockSecret::typed("190487", LockKind::Pin);
        let error = SheetKeys::derive(&RecoveryCode::from_seed([1; 20]), Some(&pin)).err();
        assert_eq!(error, Some(DeriveSheetError::PinNotAllowed));
    }

    #[test]
    fn debug_shows_no_secret() {
        let text = format!("{:?} {:?}", derive(1, None), derive(1, None).recipient());
        for secret in [derive(1, None).login.expose_raw(), derive(1, None).secret.expose_raw()] {
            assert!(!text.contains(&hex::encode(secret)));
        }
    }
}
