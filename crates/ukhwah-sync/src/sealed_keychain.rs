//! The real keychain: a keyring and its key, as `ukhwah-crypto` makes and opens them, and the key of one device.

mod begin;
mod change;
mod follow;
mod kept;
mod rotate;

#[cfg(test)]
mod tests;

use rand_core::CryptoRng;
use ukhwah_crypto::{
    BodyBytes, DeviceDhKey, DeviceWrapPlace, Envelope, Keyring, KeyringKey, OpenEnvelopeError, Owner, RecordPlace,
    Signature, SpaceKeys, open_record, seal_record,
};
use ukhwah_protocol::error::RemovalNotice;
use ukhwah_protocol::id::{AccountId, DeviceId, OrgId, RecordId, SpaceId, VersionHash};
use ukhwah_protocol::message::{KeyringChange, KeyringState};
use ukhwah_protocol::sealed::Sealed;
use ukhwah_protocol::transcript;

pub use begin::{BeginError, Begun, Joining};
pub use change::ChangeError;
pub use kept::KeptDamaged;

use crate::keychain::{CannotRotate, Keychain, KeyringRefusal, Removal, RotationTerms, TooLong, Unreadable};

/// The keys of a person's space on one device: the opened keyring, its key, and what opens the key of the next epoch.
pub struct SealedKeychain {
    place: DeviceWrapPlace,
    own: DeviceDhKey,
    key: KeyringKey,
    keyring: Keyring,
    /// The keyring as the server has it, or will have it.
    sealed: Sealed,
}

impl SealedKeychain {
    /// Opens a keyring with its key.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn open(
        place: DeviceWrapPlace,
        own: DeviceDhKey,
        key: KeyringKey,
        sealed: Sealed,
    ) -> Result<Self, KeyringRefusal> {
        let keyring = follow::open(&place.owner, &key, &sealed)?;
        Ok(Self { place, own, key, keyring, sealed })
    }

    /// The keyring.
    #[must_use]
    pub const fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// The keyring's key, for a device that is being paired.
    #[must_use]
    pub const fn key(&self) -> &KeyringKey {
        &self.key
    }

    /// The keyring as the server has it.
    #[must_use]
    pub const fn sealed(&self) -> &Sealed {
        &self.sealed
    }

    /// The organization.
    #[must_use]
    pub const fn org(&self) -> OrgId {
        OrgId(self.place.owner.org_id)
    }

    /// The account.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        AccountId(self.place.owner.account_id)
    }

    /// The person's space.
    #[must_use]
    pub const fn space(&self) -> SpaceId {
        SpaceId(self.keyring.space_id)
    }

    const fn owner(&self) -> &Owner {
        &self.place.owner
    }

    fn space_keys(&self) -> &SpaceKeys {
        &self.keyring.own_space().expect("a keyring that opened has its own space").keys
    }

    const fn record_place(&self, record: RecordId) -> RecordPlace {
        RecordPlace { org_id: self.place.owner.org_id, space_id: self.keyring.space_id, record_id: record.0 }
    }

    /// The same once more: keys do not copy by themselves.
    fn again(&self) -> Result<Self, KeyringRefusal> {
        let key = KeyringKey::from_parts(self.key.epoch(), self.key.expose_raw());
        Self::open(self.place, DeviceDhKey::from_bytes(self.own.expose_raw()), key, self.sealed.clone())
    }
}

impl Keychain for SealedKeychain {
    fn device(&self) -> DeviceId {
        DeviceId(self.place.device_id)
    }

    fn revision(&self) -> u64 {
        self.keyring.revision
    }

    fn keyring_hash(&self) -> VersionHash {
        self.sealed.version_hash()
    }

    fn epoch(&self) -> u32 {
        self.space_keys().newest().0
    }

    fn close_list(&self) -> Option<[u8; 32]> {
        self.keyring.own_space().and_then(|space| space.close_list)
    }

    fn seal<R: CryptoRng>(&self, record: RecordId, body: &[u8], rng: &mut R) -> Result<Sealed, TooLong> {
        let body = BodyBytes::new(body.to_vec());
        let envelope = seal_record(self.space_keys(), &self.record_place(record), &body, rng).map_err(|_| TooLong)?;
        Ok(Sealed::from_bytes(envelope.into_bytes()))
    }

    fn open(&self, record: RecordId, sealed: &Sealed) -> Result<Vec<u8>, Unreadable> {
        let envelope = Envelope::parse(sealed.as_bytes().to_vec()).map_err(|_| Unreadable::NotSealed)?;
        let body = open_record(self.space_keys(), &self.record_place(record), &envelope).map_err(unreadable)?;
        Ok(body.expose_bytes().to_vec())
    }

    fn followed(&self, state: &KeyringState) -> Result<Option<Self>, KeyringRefusal> {
        self.follow(state)
    }

    fn to_kept(&self) -> Vec<u8> {
        self.keep()
    }

    fn lists(&self, device: DeviceId) -> bool {
        self.keyring.devices.contains_key(&device.0)
    }

    fn begin_rotation<R: CryptoRng>(&self, removal: &Removal, rng: &mut R) -> Result<Self, CannotRotate> {
        self.without(removal, rng)
    }

    fn resume_rotation(&self, kept: &[u8]) -> Result<Self, CannotRotate> {
        let own = DeviceDhKey::from_bytes(self.own.expose_raw());
        Self::from_kept(self.place, own, kept).map_err(|_| CannotRotate::Damaged)
    }

    fn finish_rotation<R: CryptoRng>(
        &mut self,
        before: &Self,
        terms: &RotationTerms,
        rng: &mut R,
    ) -> Result<KeyringChange, CannotRotate> {
        self.seal_rotation(before, terms, rng)
    }

    fn verifies(&self, notice: &RemovalNotice) -> bool {
        let mut signature = [0; 64];
        if hex::decode_to_slice(&notice.signature, &mut signature).is_err() {
            return false;
        }
        let signed = transcript::removed(self.org(), self.account(), self.device(), notice.epoch, notice.erase);
        // Signed with the key that this device knows, also where the person's keys change with the removal.
        let key = self.keyring.identity.signing.verifying_key();
        key.verify_strict(&signed, &Signature(signature)).is_ok()
    }
}

fn unreadable(error: OpenEnvelopeError) -> Unreadable {
    match error {
        OpenEnvelopeError::OtherSpace => Unreadable::OtherSpace,
        OpenEnvelopeError::OtherRecord => Unreadable::OtherRecord,
        OpenEnvelopeError::UnknownEpoch { .. } => Unreadable::UnknownEpoch,
        OpenEnvelopeError::WrongKey => Unreadable::OtherKey,
        OpenEnvelopeError::NotAuthentic => Unreadable::Changed,
        OpenEnvelopeError::LengthBeyondEnd | OpenEnvelopeError::PaddingNotZero => Unreadable::Padding,
    }
}
