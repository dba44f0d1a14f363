use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{HEAD_LEN, UnwrapError, VERSION, Wrap, WrapError, WrapKind};
use crate::hazmat::{ENC_LEN, HpkeContext, HpkeOpenError, SmallOrder, hpke_open, hpke_seal};
use crate::{DhPublicKey, Id, KeyringKey};

/// Where a wrap belongs and which secret both sides share; the parts in which the kinds of wraps differ.
pub(crate) struct WrapSlot<'a> {
    pub(crate) kind: WrapKind,
    pub(crate) epoch: u32,
    pub(crate) org_id: Id,
    /// The account; of a pairing bundle, the mailbox.
    pub(crate) owner_id: Id,
    /// The device or the recovery sheet; of a pairing bundle, zeros.
    pub(crate) reference: Id,
    pub(crate) psk: &'a [u8; 32],
}

/// Wraps content, always of the length of its kind, for a public key.
pub(crate) fn wrap(
    slot: &WrapSlot<'_>,
    to: &DhPublicKey,
    content: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Wrap, WrapError> {
    let bound = slot.bound();
    let (enc, ciphertext) =
        hpke_seal(&to.0, &slot.context(&bound), content, rng).map_err(|SmallOrder| WrapError::SmallOrder)?;
    let bytes = [&bound[..HEAD_LEN], &enc, &ciphertext].concat();
    debug_assert_eq!(bytes.len(), slot.kind.wrap_len());
    Ok(Wrap { kind: slot.kind, bytes })
}

/// Opens a wrap with the private key that it was made for.
pub(crate) fn unwrap(slot: &WrapSlot<'_>, own: &[u8; 32], wrap: &Wrap) -> Result<Zeroizing<Vec<u8>>, UnwrapError> {
    if wrap.kind != slot.kind {
        return Err(UnwrapError::OtherKind);
    }
    if wrap.epoch() != slot.epoch {
        return Err(UnwrapError::OtherEpoch { epoch: wrap.epoch() });
    }
    let bound = slot.bound();
    let sealed = &wrap.bytes[HEAD_LEN..];
    let (enc, ciphertext) = sealed.split_first_chunk::<ENC_LEN>().ok_or(UnwrapError::NotAuthentic)?;
    hpke_open(own, enc, &slot.context(&bound), ciphertext).map_err(|error| match error {
        HpkeOpenError::SmallOrder => UnwrapError::SmallOrder,
        HpkeOpenError::NotAuthentic => UnwrapError::NotAuthentic,
    })
}

/// Opens a wrap that holds a keyring key and nothing else.
pub(crate) fn unwrap_key(slot: &WrapSlot<'_>, own: &[u8; 32], wrap: &Wrap) -> Result<KeyringKey, UnwrapError> {
    let content = unwrap(slot, own, wrap)?;
    let key = content.as_slice().try_into().map_err(|_| UnwrapError::NotAuthentic)?;
    Ok(KeyringKey::from_parts(slot.epoch, key))
}

impl WrapSlot<'_> {
    /// The head of the wrap, then what is not stored in it: `org_id ‖ owner id ‖ reference`.
    fn bound(&self) -> [u8; HEAD_LEN + 48] {
        let mut bound = [0; HEAD_LEN + 48];
        bound[0] = VERSION;
        bound[1] = self.kind.to_byte();
        bound[2..HEAD_LEN].copy_from_slice(&self.epoch.to_be_bytes());
        bound[HEAD_LEN..][..16].copy_from_slice(&self.org_id);
        bound[HEAD_LEN + 16..][..16].copy_from_slice(&self.owner_id);
        bound[HEAD_LEN + 32..].copy_from_slice(&self.reference);
        bound
    }

    fn context<'a>(&'a self, bound: &'a [u8]) -> HpkeContext<'a> {
        let (info, psk_id): (&[u8], &[u8]) = match self.kind {
            WrapKind::Device => (b"ukhwah/v1/wrap/device", b"ukhwah/v1/psk/kk"),
            WrapKind::Pairing => (b"ukhwah/v1/wrap/pairing", b"ukhwah/v1/psk/pairing"),
            WrapKind::Sheet => (b"ukhwah/v1/wrap/sheet", b"ukhwah/v1/psk/sheet"),
        };
        HpkeContext { info, psk: self.psk, psk_id, bound }
    }
}
