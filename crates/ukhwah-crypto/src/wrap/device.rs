use rand_core::CryptoRng;

use super::{UnwrapError, Wrap, WrapError, WrapKind, WrapSlot, unwrap_key, wrap};
use crate::{DeviceDhKey, DhPublicKey, Id, KeyringKey, Owner};

/// The device that a keyring key is wrapped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceWrapPlace {
    /// Whose device it is.
    pub owner: Owner,
    /// The device.
    pub device_id: Id,
}

/// Wraps the keyring key of the next epoch for one of the person's own devices.
///
/// The key before it is the shared secret: a removed device knows that one but not the device's private key, and who
/// breaks X25519 one day does not know it.
pub fn wrap_for_device(
    place: &DeviceWrapPlace,
    to: &DhPublicKey,
    previous: &KeyringKey,
    next: &KeyringKey,
    rng: &mut impl CryptoRng,
) -> Result<Wrap, WrapError> {
    if previous.epoch().checked_add(1) != Some(next.epoch()) {
        return Err(WrapError::NotTheNextEpoch);
    }
    wrap(&place.slot(previous, next.epoch()), to, next.expose_raw(), rng)
}

/// Opens the keyring key of the epoch after `previous`; a device that slept walks from one to the next.
pub fn unwrap_on_device(
    place: &DeviceWrapPlace,
    own: &DeviceDhKey,
    previous: &KeyringKey,
    wrap: &Wrap,
) -> Result<KeyringKey, UnwrapError> {
    let next = previous.epoch().checked_add(1).ok_or(UnwrapError::OtherEpoch { epoch: wrap.epoch() })?;
    unwrap_key(&place.slot(previous, next), own.expose_raw(), wrap)
}

impl DeviceWrapPlace {
    fn slot<'a>(&self, previous: &'a KeyringKey, epoch: u32) -> WrapSlot<'a> {
        WrapSlot {
            kind: WrapKind::Device,
            epoch,
            org_id: self.owner.org_id,
            owner_id: self.owner.account_id,
            reference: self.device_id,
            psk: previous.expose_raw(),
        }
    }
}
