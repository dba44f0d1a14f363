use std::fmt;

use rand_core::CryptoRng;
use secrecy::{ExposeSecret, SecretBox};
use thiserror::Error;

use crate::FIRST_EPOCH;

/// The key of a keyring in one epoch, `KK[k]`, with its epoch: wrapped for every device and for the sheet.
pub struct KeyringKey {
    epoch: u32,
    key: SecretBox<[u8; 32]>,
}

/// No epoch follows the last one that 32 bits can count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no epoch is left")]
pub struct NoEpochLeft;

impl KeyringKey {
    /// Makes the first key of an account.
    pub fn begin(rng: &mut impl CryptoRng) -> Self {
        Self::of_epoch(FIRST_EPOCH, rng)
    }

    /// Makes a key for the epoch after this one.
    pub fn next(&self, rng: &mut impl CryptoRng) -> Result<Self, NoEpochLeft> {
        let epoch = self.epoch.checked_add(1).ok_or(NoEpochLeft)?;
        Ok(Self::of_epoch(epoch, rng))
    }

    /// Takes a key that was exposed before, with its epoch.
    pub fn from_parts(epoch: u32, bytes: &[u8; 32]) -> Self {
        Self { epoch, key: SecretBox::init_with_mut(|inner: &mut [u8; 32]| inner.copy_from_slice(bytes)) }
    }

    /// The epoch.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Shows the bytes; whoever calls this answers for every copy.
    pub fn expose_raw(&self) -> &[u8; 32] {
        self.key.expose_secret()
    }

    fn of_epoch(epoch: u32, rng: &mut impl CryptoRng) -> Self {
        Self { epoch, key: SecretBox::init_with_mut(|inner: &mut [u8; 32]| rng.fill_bytes(inner)) }
    }
}

impl fmt::Debug for KeyringKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyringKey(epoch {}, redacted)", self.epoch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hazmat::test_random::SeededRandom;

    #[test]
    fn each_epoch_has_a_key_of_its_own_until_none_is_left() {
        let mut rng = SeededRandom::new(1);
        let first = KeyringKey::begin(&mut rng);
        let second = first.next(&mut rng).expect("far from the end");
        assert_eq!((first.epoch(), second.epoch()), (1, 2));
        assert_ne!(first.expose_raw(), second.expose_raw());
        let last = KeyringKey::from_parts(u32::MAX, &[1; 32]);
        assert_eq!(last.next(&mut rng).err(), Some(NoEpochLeft));
        assert_eq!(format!("{last:?}"), "KeyringKey(epoch 4294967295, redacted)");
    }
}
