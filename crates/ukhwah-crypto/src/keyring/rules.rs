use std::collections::BTreeSet;

use thiserror::Error;

use super::{DeviceEntry, Keyring};
use crate::{Id, Owner};

pub(super) const MAX_SPACES: usize = 64;
pub(super) const MAX_CONTACTS: usize = 512;
pub(super) const MAX_PAST: usize = 64;
pub(super) const MAX_DOCUMENTS: usize = 64;
pub(super) const MAX_KIND_LEN: usize = 32;

/// Which rule a keyring breaks that could otherwise be read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BrokenKeyring {
    /// The person's own space has no keys in it.
    #[error("the keyring has no keys of the person's own space")]
    NoOwnSpace,
    /// There is no device, or there are more than eight.
    #[error("a keyring has 1 to {} devices", Keyring::MAX_DEVICES)]
    DeviceCount,
    /// A device that the person's key did not sign, such as one that somebody slipped in.
    #[error("a device is not signed by the person's key")]
    UnsignedDevice {
        /// The id of the device.
        device_id: Id,
    },
    /// Two devices share a key.
    #[error("two devices have the same key")]
    SharedDeviceKey,
    /// An earlier key of the person did not sign the one after it.
    #[error("the person's key is not signed by the one before it")]
    BrokenSuccession,
    /// More of something, or a longer text, than any device writes.
    #[error("the keyring holds more than allowed")]
    TooMany,
}

impl Keyring {
    /// Holds the keyring to its rules; sealing and opening do this by themselves.
    pub fn check(&self, owner: &Owner) -> Result<(), BrokenKeyring> {
        self.check_bounds()?;
        if self.own_space().is_none() {
            return Err(BrokenKeyring::NoOwnSpace);
        }
        self.check_devices(owner)?;
        self.identity.verify_past(owner).map_err(|_| BrokenKeyring::BrokenSuccession)
    }

    fn check_bounds(&self) -> Result<(), BrokenKeyring> {
        let fits = self.spaces.len() <= MAX_SPACES
            && self.contacts.len() <= MAX_CONTACTS
            && self.identity.past.len() <= MAX_PAST
            && self.documents.len() <= MAX_DOCUMENTS
            && self.documents.keys().all(|kind| kind.len() <= MAX_KIND_LEN)
            && self.devices.values().all(|device| device.name.len() <= DeviceEntry::MAX_NAME_LEN);
        if fits { Ok(()) } else { Err(BrokenKeyring::TooMany) }
    }

    fn check_devices(&self, owner: &Owner) -> Result<(), BrokenKeyring> {
        if !(1..=Self::MAX_DEVICES).contains(&self.devices.len()) {
            return Err(BrokenKeyring::DeviceCount);
        }
        let keys: BTreeSet<_> =
            self.devices.values().flat_map(|device| [device.signing.to_bytes(), device.dh.0]).collect();
        if keys.len() != 2 * self.devices.len() {
            return Err(BrokenKeyring::SharedDeviceKey);
        }
        let identity = self.identity.signing.verifying_key();
        for (device_id, device) in &self.devices {
            let signed = device.verify(*device_id, owner, &identity);
            signed.map_err(|_| BrokenKeyring::UnsignedDevice { device_id: *device_id })?;
        }
        Ok(())
    }
}
