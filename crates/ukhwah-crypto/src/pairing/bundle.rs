use std::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::PairingOffer;
use crate::wrap::{WrapSlot, unwrap, wrap};
use crate::{
    DeviceDhKey, DhPublicKey, Id, KeyringKey, NO_ORGANIZATION, Owner, UnwrapError, VersionHash, Wrap, WrapError,
    WrapKind,
};

/// Account, device, epoch, key, three hashes.
pub(crate) const BUNDLE_LEN: usize = 16 + 16 + 4 + 4 * 32;

/// What the old device gives the new one through slot 2 of the mailbox, wrapped.
///
/// ```text
///   0 16  account_id
///  16 16  device_id
///  32  4  k
///  36 32  KK[k]
///  68 32  hash of the keyring's envelope
/// 100 32  set hash of the space, as in a checkpoint
/// 132 32  fingerprint of the organization's root, or zeros
/// ```
pub struct PairingBundle {
    /// The account that the device joins.
    pub account_id: Id,
    /// The name that the old device gave the new one.
    pub device_id: Id,
    /// The keyring key, with its epoch.
    pub key: KeyringKey,
    /// The version of the keyring that the new device must find.
    pub keyring: VersionHash,
    /// What the new device must arrive at once it has pulled everything.
    pub set_hash: [u8; 32],
    /// The fingerprint of the organization's root, zeros if there is none.
    pub root_fingerprint: [u8; 32],
}

/// Wraps the bundle for the new device whose code was scanned and whose keys were checked.
pub fn wrap_for_pairing(
    offer: &PairingOffer,
    to: &DhPublicKey,
    bundle: &PairingBundle,
    rng: &mut impl CryptoRng,
) -> Result<Wrap, WrapError> {
    wrap(&slot(offer, bundle.owner().org_id, bundle.key.epoch()), to, &*bundle.encode(), rng)
}

/// Opens the bundle on the new device; `org_id` is what the old device said in slot 1.
pub fn unwrap_pairing(
    offer: &PairingOffer,
    org_id: Id,
    own: &DeviceDhKey,
    wrap: &Wrap,
) -> Result<PairingBundle, UnwrapError> {
    let content = unwrap(&slot(offer, org_id, wrap.epoch()), own.expose_raw(), wrap)?;
    let content: &[u8; BUNDLE_LEN] = content.as_slice().try_into().map_err(|_| UnwrapError::NotAuthentic)?;
    let bundle = PairingBundle::decode(content);
    if bundle.key.epoch() != wrap.epoch() {
        return Err(UnwrapError::OtherEpoch { epoch: bundle.key.epoch() });
    }
    let is_whole = org_id != NO_ORGANIZATION || bundle.root_fingerprint == [0; 32];
    if bundle.owner().org_id != org_id || !is_whole {
        return Err(UnwrapError::OtherOrganization);
    }
    Ok(bundle)
}

fn slot(offer: &PairingOffer, org_id: Id, epoch: u32) -> WrapSlot<'_> {
    WrapSlot {
        kind: WrapKind::Pairing,
        epoch,
        org_id,
        owner_id: offer.rendezvous(),
        reference: [0; 16],
        psk: offer.secret().expose_raw(),
    }
}

impl PairingBundle {
    /// Whose keys these are: the organization is the first half of the fingerprint of its root.
    pub fn owner(&self) -> Owner {
        Owner { org_id: std::array::from_fn(|i| self.root_fingerprint[i]), account_id: self.account_id }
    }

    pub(crate) fn encode(&self) -> Zeroizing<[u8; BUNDLE_LEN]> {
        let mut bytes = Zeroizing::new([0; BUNDLE_LEN]);
        bytes[..16].copy_from_slice(&self.account_id);
        bytes[16..32].copy_from_slice(&self.device_id);
        bytes[32..36].copy_from_slice(&self.key.epoch().to_be_bytes());
        bytes[36..68].copy_from_slice(self.key.expose_raw());
        bytes[68..100].copy_from_slice(&self.keyring.0);
        bytes[100..132].copy_from_slice(&self.set_hash);
        bytes[132..].copy_from_slice(&self.root_fingerprint);
        bytes
    }

    pub(crate) fn decode(bytes: &[u8; BUNDLE_LEN]) -> Self {
        let key = bytes[36..68].try_into().expect("32 bytes");
        Self {
            account_id: field(bytes, 0),
            device_id: field(bytes, 16),
            key: KeyringKey::from_parts(u32::from_be_bytes(field(bytes, 32)), key),
            keyring: VersionHash(field(bytes, 68)),
            set_hash: field(bytes, 100),
            root_fingerprint: field(bytes, 132),
        }
    }
}

fn field<const N: usize>(bytes: &[u8; BUNDLE_LEN], at: usize) -> [u8; N] {
    std::array::from_fn(|i| bytes[at + i])
}

impl fmt::Debug for PairingBundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PairingBundle(redacted)")
    }
}
