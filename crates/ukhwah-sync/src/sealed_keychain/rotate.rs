//! A device goes: the next epoch of the keyring and of the space, which it has no part in.

use rand_core::CryptoRng;
use ukhwah_crypto::{DeviceWrapPlace, wrap_for_device};
use ukhwah_protocol::id::{AgreeKey, DeviceId, RecoveryId, Signature, VerifyKey};
use ukhwah_protocol::message::{DeviceChange, DeviceRemoved, KeyringChange, NewIdentity, Wrap, WrapKind};
use ukhwah_protocol::transcript::{self, Act, parameters};

use super::SealedKeychain;
use crate::keychain::{CannotRotate, Removal, RotationTerms};

impl SealedKeychain {
    /// The keychain without a device, with new keys.
    pub(super) fn without(&self, removal: &Removal, rng: &mut impl CryptoRng) -> Result<Self, CannotRotate> {
        let mut next = self.again().map_err(|_| CannotRotate::Damaged)?;
        if next.keyring.devices.remove(&removal.device.0).is_none() {
            return Err(CannotRotate::NotListed);
        }
        next.key = self.key.next(rng).map_err(|_| CannotRotate::NoRoom)?;
        let owner = *self.owner();
        if removal.is_lost {
            next.keyring.replace_identity(&owner, rng);
            // What was agreed upon with others while the lost device knew it counts as unchecked until the next meeting.
            next.keyring.contacts.clear();
        }
        let space = next.keyring.own_space_mut().ok_or(CannotRotate::Damaged)?;
        space.keys.rotate(rng).map_err(|_| CannotRotate::NoRoom)?;
        next.keyring.revision += 1;
        next.seal_as_it_is(rng).map_err(|_| CannotRotate::NoRoom)?;
        Ok(next)
    }

    /// Seals this keychain, which was begun from `before`, with the list of what stays valid.
    pub(super) fn seal_rotation(
        &mut self,
        before: &Self,
        terms: &RotationTerms,
        rng: &mut impl CryptoRng,
    ) -> Result<KeyringChange, CannotRotate> {
        let space = self.keyring.own_space_mut().ok_or(CannotRotate::Damaged)?;
        space.close_list = Some(terms.close_list);
        self.seal_as_it_is(rng).map_err(|_| CannotRotate::NoRoom)?;
        let removal = &terms.removal;
        let (revision, hash) = (self.keyring.revision, self.sealed.version_hash());
        let epoch = self.key.epoch();
        let signed = parameters::remove_device(removal.device, removal.erase, epoch, &hash);
        let notice = transcript::removed(before.org(), before.account(), removal.device, epoch, removal.erase);
        let removed = DeviceRemoved {
            device: removal.device,
            erase: removal.erase,
            act: before.sign_at(revision, Act::RemoveDevice, &signed),
            notice: Signature(before.keyring.identity.signing.sign(&notice).0),
        };
        let identity = removal.is_lost.then(|| {
            let own = &self.keyring.identity;
            let sign = VerifyKey(own.signing.verifying_key().to_bytes());
            let agree = AgreeKey(own.dh.public_key().0);
            let act = before.sign_at(revision, Act::RotateIdentity, &parameters::rotate_identity(&sign, &agree, &hash));
            NewIdentity { sign, agree, act }
        });
        Ok(KeyringChange {
            base_revision: before.keyring.revision,
            keyring: self.sealed.clone(),
            epoch,
            wraps: self.wraps(before, terms.sheet, rng)?,
            device: Some(DeviceChange::Removed(removed)),
            identity,
            heads: vec![terms.head],
        })
    }

    /// The new key for every device that stays, and for the sheet, which stays valid.
    fn wraps(
        &self,
        before: &Self,
        let_in: Option<RecoveryId>,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Wrap>, CannotRotate> {
        let mut wraps = Vec::new();
        for (device, entry) in &self.keyring.devices {
            let place = DeviceWrapPlace { owner: *self.owner(), device_id: *device };
            let wrap =
                wrap_for_device(&place, &entry.dh, &before.key, &self.key, rng).map_err(|_| CannotRotate::NoRoom)?;
            wraps.push(Wrap {
                kind: WrapKind::Device,
                reference: DeviceId(*device).0,
                epoch: self.key.epoch(),
                bytes: wrap.into_bytes(),
            });
        }
        if let (Some(sheet), Some(let_in)) = (&self.keyring.sheet, let_in) {
            let wrap = self.wrap_for_sheet(sheet, &self.key, rng).map_err(|_| CannotRotate::NoRoom)?;
            // A server that was not told of the newest sheet yet asks for a wrap for the one before, whose words are over.
            wraps.push(Wrap { reference: let_in.0, ..wrap });
        }
        Ok(wraps)
    }
}
