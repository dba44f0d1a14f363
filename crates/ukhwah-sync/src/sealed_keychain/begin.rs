//! A new account: the first device makes all keys by itself.

use rand_core::CryptoRng;
use ukhwah_crypto::{
    DeviceDetails, DeviceDhKey, DeviceWrapPlace, Keyring, KeyringKey, Owner, SealKeyringError, SheetKeys,
};
use ukhwah_protocol::id::{AgreeKey, Fingerprint, InboxId, VerifyKey};
use ukhwah_protocol::invite::InviteCode;
use ukhwah_protocol::message::CreateAccount;
use ukhwah_protocol::sealed::Sealed;
use ukhwah_protocol::transcript::{Act, parameters};

use super::SealedKeychain;
use super::change::new_device;

/// A keyring that could not be made; its device's name is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the keyring of the new account would not open")]
pub struct BeginError;

impl From<SealKeyringError> for BeginError {
    fn from(_: SealKeyringError) -> Self {
        Self
    }
}

/// What a person joins with: an account that has no keys yet.
pub struct Joining<'a> {
    /// The organization, and the account's new random id.
    pub owner: Owner,
    /// The code of the invite.
    pub code: &'a InviteCode,
    /// The organization's root, as the invite names it.
    pub root: Fingerprint,
}

/// A new account, and what the server must be told to make it.
pub struct Begun {
    /// The keychain of the first device.
    pub keychain: SealedKeychain,
    /// The request.
    pub request: CreateAccount,
}

impl SealedKeychain {
    /// Makes all keys of a new account for the person who was given this code.
    ///
    /// # Errors
    /// If the keyring would not open.
    pub fn begin(
        joining: &Joining<'_>,
        first: DeviceDetails,
        own: DeviceDhKey,
        sheet: &SheetKeys,
        rng: &mut impl CryptoRng,
    ) -> Result<Begun, BeginError> {
        let Joining { owner, code, root } = *joining;
        let device = new_device(&first);
        let place = DeviceWrapPlace { owner, device_id: first.device_id };
        let mut keyring = Keyring::begin(&owner, first, rng);
        keyring.root_fingerprint = Some(root.0);
        keyring.sheet = Some(sheet.recipient());
        let mut keychain =
            Self { place, own, key: KeyringKey::begin(rng), keyring, sealed: Sealed::from_bytes(Vec::new()) };
        keychain.seal_as_it_is(rng)?;
        let secrets = code.derive_secrets();
        let identity = &keychain.keyring.identity;
        let identity_sign = VerifyKey(identity.signing.verifying_key().to_bytes());
        let identity_agree = AgreeKey(identity.dh.public_key().0);
        let hash = keychain.sealed.version_hash();
        let act = keychain.sign(Act::AddDevice, &parameters::add_device(device.id, &device.sign, &device.agree, &hash));
        let request = CreateAccount {
            invite: secrets.id,
            token: secrets.token.clone(),
            account: keychain.account(),
            inbox: InboxId(keychain.keyring.inbox_id),
            space: keychain.space(),
            device,
            identity_sign,
            identity_agree,
            bind: secrets.bind.tag(keychain.account(), &identity_sign, &identity_agree),
            keyring: keychain.sealed.clone(),
            epoch: keychain.key.epoch(),
            // The first device has the key already, and there is none before it that a wrap could build on.
            wraps: Vec::new(),
            act,
        };
        Ok(Begun { keychain, request })
    }
}
