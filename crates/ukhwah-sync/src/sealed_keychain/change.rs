//! Changes of a keyring within its epoch: a device joins, or the recovery sheet is another one.

use rand_core::CryptoRng;
use ukhwah_crypto::{
    DeviceDetails, Keyring, KeyringKey, SealKeyringError, SheetKeys, SheetRecipient, WrapError, wrap_for_sheet,
};
use ukhwah_protocol::id::{AgreeKey, DeviceId, RecoveryId, Signature, VerifyKey};
use ukhwah_protocol::message::{
    DeviceAdded, DeviceChange, KeyringChange, NewDevice, NewSheet, SignedAct, Wrap, WrapKind,
};
use ukhwah_protocol::sealed::Sealed;
use ukhwah_protocol::transcript::{self, Act, parameters};

use super::SealedKeychain;
use crate::keychain::KeyringRefusal;

/// Why a keyring was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// It has as many devices as it may have.
    #[error("the keyring has as many devices as it may have")]
    DeviceLimit,
    /// It would not open.
    #[error("the changed keyring would not open")]
    Broken,
}

impl From<SealKeyringError> for ChangeError {
    fn from(_: SealKeyringError) -> Self {
        Self::Broken
    }
}

impl From<WrapError> for ChangeError {
    fn from(_: WrapError) -> Self {
        Self::Broken
    }
}

impl From<KeyringRefusal> for ChangeError {
    fn from(_: KeyringRefusal) -> Self {
        Self::Broken
    }
}

impl SealedKeychain {
    /// The keychain with one more device, and what the server must be told. It counts once the server has taken it.
    ///
    /// # Errors
    /// Why it cannot be added.
    pub fn with_device(
        &self,
        details: DeviceDetails,
        rng: &mut impl CryptoRng,
    ) -> Result<(Self, KeyringChange), ChangeError> {
        let mut next = self.again()?;
        if next.keyring.devices.len() >= Keyring::MAX_DEVICES {
            return Err(ChangeError::DeviceLimit);
        }
        let device = new_device(&details);
        let owner = *self.owner();
        next.keyring.add_device(&owner, details);
        next.seal_again(rng)?;
        let hash = next.sealed.version_hash();
        let signed = parameters::add_device(device.id, &device.sign, &device.agree, &hash);
        let act = next.sign(Act::AddDevice, &signed);
        let added = DeviceChange::Added(DeviceAdded { device, act });
        let change = next.change_from(self.keyring.revision, Some(added));
        Ok((next, change))
    }

    /// The keychain with this recovery sheet, and what the server must be told: the keyring first, then the sheet.
    ///
    /// # Errors
    /// Why it cannot be set.
    pub fn with_sheet(
        &self,
        sheet: &SheetKeys,
        rng: &mut impl CryptoRng,
    ) -> Result<(Self, KeyringChange), ChangeError> {
        let mut next = self.again()?;
        next.keyring.sheet = Some(sheet.recipient());
        next.seal_again(rng)?;
        let change = next.change_from(self.keyring.revision, None);
        Ok((next, change))
    }

    /// What makes a sheet, whose public half stands in this keyring, the one that the server lets in.
    ///
    /// # Errors
    /// If its key cannot be wrapped.
    pub fn sheet(&self, sheet: &SheetKeys, rng: &mut impl CryptoRng) -> Result<NewSheet, ChangeError> {
        let wrap = self.wrap_for_sheet(&sheet.recipient(), &self.key, rng)?;
        let id = RecoveryId(sheet.recovery_id);
        let login = VerifyKey(sheet.login.verifying_key().to_bytes());
        let act = self.sign(Act::SetSheet, &parameters::set_sheet(id, &login, &wrap.bytes));
        Ok(NewSheet { id, login, wrap, act })
    }

    /// The person's own word that the account ends.
    #[must_use]
    pub fn deletion(&self) -> SignedAct {
        self.sign(Act::DeleteAccount, &[])
    }

    pub(super) fn wrap_for_sheet(
        &self,
        sheet: &SheetRecipient,
        key: &KeyringKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Wrap, WrapError> {
        let wrap = wrap_for_sheet(self.owner(), sheet, key, rng)?;
        Ok(Wrap { kind: WrapKind::Sheet, reference: sheet.recovery_id, epoch: key.epoch(), bytes: wrap.into_bytes() })
    }

    /// Signs an act at the keyring's own revision.
    pub(super) fn sign(&self, act: Act, parameters: &[u8]) -> SignedAct {
        self.sign_at(self.keyring.revision, act, parameters)
    }

    /// Signs an act with the key of this keyring, at the revision that the act makes.
    pub(super) fn sign_at(&self, revision: u64, act: Act, parameters: &[u8]) -> SignedAct {
        let signed = transcript::act(self.org(), self.account(), act, parameters, revision);
        SignedAct { revision, signature: Signature(self.keyring.identity.signing.sign(&signed).0) }
    }

    fn seal_again(&mut self, rng: &mut impl CryptoRng) -> Result<(), SealKeyringError> {
        self.keyring.revision += 1;
        self.seal_as_it_is(rng)
    }

    pub(super) fn seal_as_it_is(&mut self, rng: &mut impl CryptoRng) -> Result<(), SealKeyringError> {
        let envelope = self.keyring.seal(self.owner(), &self.key, rng)?;
        self.sealed = Sealed::from_bytes(envelope.into_bytes());
        Ok(())
    }

    fn change_from(&self, base_revision: u64, device: Option<DeviceChange>) -> KeyringChange {
        KeyringChange {
            base_revision,
            keyring: self.sealed.clone(),
            epoch: self.key.epoch(),
            wraps: Vec::new(),
            device,
            identity: None,
            heads: Vec::new(),
        }
    }
}

/// A device as the server is told of it: without its name.
pub(super) fn new_device(details: &DeviceDetails) -> NewDevice {
    NewDevice {
        id: DeviceId(details.device_id),
        sign: VerifyKey(details.signing.to_bytes()),
        agree: AgreeKey(details.dh.0),
    }
}
