//! What a device keeps of its keychain, in its encrypted database alone: `KK epoch 4 ‖ KK 32 ‖ sealed keyring`.

use ukhwah_crypto::{DeviceDhKey, DeviceWrapPlace, KeyringKey};
use ukhwah_protocol::sealed::Sealed;

use super::SealedKeychain;

const HEAD: usize = 4 + 32;

/// Bytes that are no kept keychain of this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the kept keyring cannot be read")]
pub struct KeptDamaged;

impl SealedKeychain {
    /// Reads what [`ukhwah_sync::keychain::Keychain::to_kept`](crate::keychain::Keychain::to_kept) gave.
    ///
    /// # Errors
    /// If it came from elsewhere.
    pub fn from_kept(place: DeviceWrapPlace, own: DeviceDhKey, kept: &[u8]) -> Result<Self, KeptDamaged> {
        let (head, sealed) = kept.split_at_checked(HEAD).ok_or(KeptDamaged)?;
        let (epoch, key) = head.split_first_chunk::<4>().ok_or(KeptDamaged)?;
        let key = key.try_into().map_err(|_| KeptDamaged)?;
        let key = KeyringKey::from_parts(u32::from_be_bytes(*epoch), key);
        Self::open(place, own, key, Sealed::from_bytes(sealed.to_vec())).map_err(|_| KeptDamaged)
    }

    pub(super) fn keep(&self) -> Vec<u8> {
        [&self.key.epoch().to_be_bytes(), &self.key.expose_raw()[..], self.sealed.as_bytes()].concat()
    }
}
