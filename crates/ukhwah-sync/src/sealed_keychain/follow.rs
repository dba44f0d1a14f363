//! The keyring that a server shows: taken only if it can come after the one that is here.

use ukhwah_crypto::{
    DeviceDhKey, Envelope, FollowError, Keyring, KeyringKey, OpenKeyringError, Owner, Wrap, unwrap_on_device,
};
use ukhwah_protocol::message::{KeyringState, WrapKind};
use ukhwah_protocol::sealed::Sealed;

use super::SealedKeychain;
use crate::keychain::KeyringRefusal;

impl SealedKeychain {
    pub(super) fn follow(&self, state: &KeyringState) -> Result<Option<Self>, KeyringRefusal> {
        if (state.revision, &state.keyring) == (self.keyring.revision, &self.sealed) {
            return if self.lists_all(state) { Ok(None) } else { Err(KeyringRefusal::UnknownDevice) };
        }
        if state.revision <= self.keyring.revision || state.epoch < self.key.epoch() {
            return Err(KeyringRefusal::Old);
        }
        let key = self.key_of(state)?;
        let keyring = open(self.owner(), &key, &state.keyring)?;
        keyring.check_follows(&self.keyring).map_err(|error| match error {
            FollowError::NotNewer { .. } => KeyringRefusal::Old,
            _ => KeyringRefusal::DoesNotFollow,
        })?;
        if keyring.revision != state.revision {
            return Err(KeyringRefusal::Broken);
        }
        if !keyring.devices.contains_key(&self.place.device_id) {
            return Err(KeyringRefusal::NotListed);
        }
        let own = DeviceDhKey::from_bytes(self.own.expose_raw());
        let newer = Self { place: self.place, own, key, keyring, sealed: state.keyring.clone() };
        if newer.lists_all(state) { Ok(Some(newer)) } else { Err(KeyringRefusal::UnknownDevice) }
    }

    /// The key of the keyring's epoch, walked to from the one that is here: a device may have slept for several.
    fn key_of(&self, state: &KeyringState) -> Result<KeyringKey, KeyringRefusal> {
        let mut key = KeyringKey::from_parts(self.key.epoch(), self.key.expose_raw());
        while key.epoch() < state.epoch {
            let next = key.epoch() + 1;
            let wrap = state.wraps.iter().find(|wrap| wrap.kind == WrapKind::Device && wrap.epoch == next);
            let wrap = Wrap::parse(wrap.ok_or(KeyringRefusal::WrapMissing)?.bytes.clone())
                .map_err(|_| KeyringRefusal::WrapBroken)?;
            key = unwrap_on_device(&self.place, &self.own, &key, &wrap).map_err(|_| KeyringRefusal::WrapBroken)?;
        }
        Ok(key)
    }

    fn lists_all(&self, state: &KeyringState) -> bool {
        state.devices.iter().all(|device| self.keyring.devices.contains_key(&device.id.0))
    }
}

pub(super) fn open(owner: &Owner, key: &KeyringKey, sealed: &Sealed) -> Result<Keyring, KeyringRefusal> {
    let envelope = Envelope::parse(sealed.as_bytes().to_vec()).map_err(|_| KeyringRefusal::Broken)?;
    Keyring::open(owner, key, &envelope).map_err(|error| match error {
        OpenKeyringError::TooNew { .. } => KeyringRefusal::Newer,
        _ => KeyringRefusal::Broken,
    })
}
