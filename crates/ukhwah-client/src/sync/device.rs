//! What this device logs in with: in a file under the main key, beside the database and in no backup.

use minicbor::{Decode, Encode};
use ukhwah_crypto::{
    DeviceDhKey, DeviceSigningKey, DeviceWrapPlace, MainKey, Owner, SystemRandom, open_device_secrets,
    seal_device_secrets,
};
use ukhwah_protocol::id::{AccountId, DeviceId, Fingerprint, Nonce, Signature};
use ukhwah_protocol::message::{DeviceLogin, LoginRequest};
use ukhwah_protocol::transcript;
use zeroize::Zeroizing;

use super::http::LogsIn;
use crate::folder::{self, Folder};

/// Which server this device belongs to, and its own keys.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) struct DeviceSecrets {
    /// Scheme, host and port.
    #[n(0)]
    pub(crate) origin: String,
    /// A certificate, PEM, that vouches for the server beside the public roots.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub(crate) authority: Option<Vec<u8>>,
    #[n(2)]
    pub(crate) fingerprint: Fingerprint,
    #[n(3)]
    pub(crate) account: AccountId,
    #[n(4)]
    pub(crate) device: DeviceId,
    #[cbor(n(5), with = "minicbor::bytes")]
    signing: [u8; 32],
    #[cbor(n(6), with = "minicbor::bytes")]
    agreement: [u8; 32],
}

impl Drop for DeviceSecrets {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.signing);
        zeroize::Zeroize::zeroize(&mut self.agreement);
    }
}

/// The file is there and cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DeviceSecretsError {
    #[error("the device's secrets could not be read or written")]
    Io(#[from] std::io::Error),
    #[error("the device's secrets do not open")]
    Closed,
}

/// A server, and a device's keys for it.
pub(crate) struct Place<'a> {
    pub(crate) origin: &'a str,
    pub(crate) authority: Option<Vec<u8>>,
    pub(crate) fingerprint: Fingerprint,
}

impl DeviceSecrets {
    pub(crate) fn new(
        place: Place<'_>,
        account: AccountId,
        device: DeviceId,
        keys: (&DeviceSigningKey, &DeviceDhKey),
    ) -> Self {
        Self {
            origin: place.origin.to_owned(),
            authority: place.authority,
            fingerprint: place.fingerprint,
            account,
            device,
            signing: *keys.0.expose_raw(),
            agreement: *keys.1.expose_raw(),
        }
    }

    /// What lies in the folder, if this device belongs to a server.
    pub(crate) fn read(folder: &Folder, key: &MainKey) -> Result<Option<Self>, DeviceSecretsError> {
        let Some(file) = folder::read(&folder.device_secrets())? else { return Ok(None) };
        let content = open_device_secrets(key, &file).map_err(|error| {
            tracing::warn!(%error, "what this device logs in with does not open");
            DeviceSecretsError::Closed
        })?;
        minicbor::decode(&content).map(Some).map_err(|_| DeviceSecretsError::Closed)
    }

    pub(crate) fn keep(&self, folder: &Folder, key: &MainKey) -> std::io::Result<()> {
        let content = Zeroizing::new(minicbor::to_vec(self).expect("writing to memory does not fail"));
        folder::replace(&folder.device_secrets(), &seal_device_secrets(key, &content))
    }

    pub(crate) fn forget(folder: &Folder) -> std::io::Result<()> {
        folder::destroy(&folder.device_secrets())
    }

    pub(crate) fn owner(&self) -> Owner {
        Owner { org_id: self.fingerprint.org_id().0, account_id: self.account.0 }
    }

    pub(crate) fn wrap_place(&self) -> DeviceWrapPlace {
        DeviceWrapPlace { owner: self.owner(), device_id: self.device.0 }
    }

    pub(crate) fn agreement_key(&self) -> DeviceDhKey {
        DeviceDhKey::from_bytes(&self.agreement)
    }

    /// Its host, to show.
    pub(crate) fn host(&self) -> &str {
        host_of(&self.origin)
    }
}

impl LogsIn for DeviceSecrets {
    fn subject(&self) -> [u8; 16] {
        self.device.0
    }

    fn answer(&self, origin: &str, nonce: Nonce) -> LoginRequest {
        let signed = transcript::auth(origin, self.fingerprint.org_id(), self.account, self.device, &nonce);
        let signature = Signature(DeviceSigningKey::from_bytes(&self.signing).sign(&signed).0);
        LoginRequest::Device(DeviceLogin { device: self.device, nonce, signature })
    }
}

/// The keys of a device that is new.
pub(crate) fn make_keys() -> (DeviceSigningKey, DeviceDhKey) {
    (DeviceSigningKey::make_with(&mut SystemRandom), DeviceDhKey::make_with(&mut SystemRandom))
}

/// A new random id.
pub(crate) fn make_id() -> [u8; 16] {
    let mut id = [0; 16];
    ukhwah_crypto::rand_core::Rng::fill_bytes(&mut SystemRandom, &mut id);
    id
}

/// The host and port of an origin.
pub(crate) fn host_of(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}
