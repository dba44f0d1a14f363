use std::fmt;

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use thiserror::Error;
use zeroize::Zeroizing;

use super::PairingHello;
use crate::hazmat::draw;
use crate::{Id, PairingSecret};

const MAGIC: [u8; 2] = *b"UK";
const VERSION: u8 = 1;

/// What a new device shows as a QR code: which keys it has, where to meet, and a secret that no server sees.
///
/// ```text
///  0  2  "UK"
///  2  1  version = 1
///  3 32  SHA-256(DSK ‖ DDK)
/// 35 16  rendezvous
/// 51 32  pairing secret
/// ```
pub struct PairingOffer {
    keys_hash: [u8; 32],
    rendezvous: Id,
    secret: PairingSecret,
}

/// Why bytes are not a pairing code; they are of a QR code that anybody may have printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DecodePairingError {
    /// They do not begin as one does.
    #[error("this is not the code of a new device")]
    NotAPairingCode,
    /// A version that this app does not know; versions above 1 come from newer ones.
    #[error("the code has version {version}, which this app does not know")]
    UnknownVersion {
        /// The version that the code names.
        version: u8,
    },
    /// It is too short or too long.
    #[error("a pairing code has {} bytes, not {length}", PairingOffer::LEN)]
    BadLength {
        /// How many bytes there are.
        length: usize,
    },
}

/// The keys in the mailbox are not those of the device whose code was scanned: someone put theirs in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the keys in the mailbox are not those of the scanned device")]
pub struct KeysDiffer;

impl PairingOffer {
    /// The length of an encoded offer in bytes.
    pub const LEN: usize = 83;

    /// Makes the offer of a new device, valid for one pairing.
    pub fn make_with(hello: &PairingHello, rng: &mut impl CryptoRng) -> Self {
        Self { keys_hash: hello.keys_hash(), rendezvous: draw(rng), secret: PairingSecret::make_with(rng) }
    }

    /// The mailbox where the two devices meet.
    pub fn rendezvous(&self) -> Id {
        self.rendezvous
    }

    /// Looks whether the keys that came through the mailbox are those of the device that shows the code.
    pub fn check_keys(&self, hello: &PairingHello) -> Result<(), KeysDiffer> {
        if self.keys_hash.ct_eq(&hello.keys_hash()).into() { Ok(()) } else { Err(KeysDiffer) }
    }

    /// Shows the bytes of the QR code; whoever sees them can answer for the old device.
    pub fn expose_encoded(&self) -> Zeroizing<[u8; Self::LEN]> {
        let mut bytes = Zeroizing::new([0; Self::LEN]);
        bytes[..2].copy_from_slice(&MAGIC);
        bytes[2] = VERSION;
        bytes[3..35].copy_from_slice(&self.keys_hash);
        bytes[35..51].copy_from_slice(&self.rendezvous);
        bytes[51..].copy_from_slice(self.secret.expose_raw());
        bytes
    }

    /// Reads the bytes of a QR code that was scanned.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodePairingError> {
        if !bytes.starts_with(&MAGIC) && !MAGIC.starts_with(bytes) {
            return Err(DecodePairingError::NotAPairingCode);
        }
        match bytes.get(2) {
            Some(&version) if version != VERSION => return Err(DecodePairingError::UnknownVersion { version }),
            _ => {}
        }
        let bytes: &[u8; Self::LEN] =
            bytes.try_into().map_err(|_| DecodePairingError::BadLength { length: bytes.len() })?;
        Ok(Self {
            keys_hash: std::array::from_fn(|i| bytes[3 + i]),
            rendezvous: std::array::from_fn(|i| bytes[35 + i]),
            secret: PairingSecret::from_bytes(bytes.last_chunk().expect("83 bytes hold 32")),
        })
    }

    pub(super) fn secret(&self) -> &PairingSecret {
        &self.secret
    }
}

impl PairingHello {
    fn keys_hash(&self) -> [u8; 32] {
        Sha256::new().chain_update(self.signing.to_bytes()).chain_update(self.dh.0).finalize().into()
    }
}

impl fmt::Debug for PairingOffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PairingOffer(redacted)")
    }
}
