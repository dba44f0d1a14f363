use rand_core::CryptoRng;
use thiserror::Error;

use crate::hazmat::draw;
use crate::{DhPublicKey, Id, VerifyingKey};

/// What the new device puts into slot 0 of the mailbox: its public keys and a nonce, `DSK 32 ‖ DDK 32 ‖ nonce 32`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairingHello {
    /// What the new device will log in with.
    pub signing: VerifyingKey,
    /// What keys will be wrapped for.
    pub dh: DhPublicKey,
    /// Random, so that no code is shown twice.
    pub nonce: [u8; 32],
}

/// What the old device puts into slot 1 of the mailbox: `nonce 32 ‖ org_id 16`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairingReply {
    /// Random, so that no code is shown twice.
    pub nonce: [u8; 32],
    /// The organization whose server the old device uses.
    pub org_id: Id,
}

/// Why bytes are not what stands in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DecodeSlotError {
    /// They are too short or too long.
    #[error("no such slot holds {length} bytes")]
    BadLength {
        /// How many bytes there are.
        length: usize,
    },
    /// The key to log in with is none.
    #[error("the slot holds no usable signing key")]
    BadVerifyingKey,
}

impl PairingHello {
    /// The length of an encoded hello in bytes.
    pub const LEN: usize = 96;

    /// Makes the hello of a new device with a random nonce.
    pub fn make_with(signing: VerifyingKey, dh: DhPublicKey, rng: &mut impl CryptoRng) -> Self {
        Self { signing, dh, nonce: draw(rng) }
    }

    /// The bytes of the slot.
    pub fn encode(&self) -> [u8; Self::LEN] {
        let mut bytes = [0; Self::LEN];
        bytes[..32].copy_from_slice(&self.signing.to_bytes());
        bytes[32..64].copy_from_slice(&self.dh.0);
        bytes[64..].copy_from_slice(&self.nonce);
        bytes
    }

    /// Reads the bytes of the slot.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeSlotError> {
        let bytes: &[u8; Self::LEN] =
            bytes.try_into().map_err(|_| DecodeSlotError::BadLength { length: bytes.len() })?;
        let part = |at: usize| std::array::from_fn(|i| bytes[at + i]);
        let signing = VerifyingKey::from_bytes(&part(0)).map_err(|_| DecodeSlotError::BadVerifyingKey)?;
        Ok(Self { signing, dh: DhPublicKey(part(32)), nonce: part(64) })
    }
}

impl PairingReply {
    /// The length of an encoded reply in bytes.
    pub const LEN: usize = 48;

    /// Makes the reply of an old device with a random nonce.
    pub fn make_with(org_id: Id, rng: &mut impl CryptoRng) -> Self {
        Self { nonce: draw(rng), org_id }
    }

    /// The bytes of the slot.
    pub fn encode(&self) -> [u8; Self::LEN] {
        let mut bytes = [0; Self::LEN];
        bytes[..32].copy_from_slice(&self.nonce);
        bytes[32..].copy_from_slice(&self.org_id);
        bytes
    }

    /// Reads the bytes of the slot.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeSlotError> {
        let bytes: &[u8; Self::LEN] =
            bytes.try_into().map_err(|_| DecodeSlotError::BadLength { length: bytes.len() })?;
        Ok(Self { nonce: std::array::from_fn(|i| bytes[i]), org_id: std::array::from_fn(|i| bytes[32 + i]) })
    }
}
