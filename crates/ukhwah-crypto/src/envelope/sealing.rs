use thiserror::Error;
use zeroize::Zeroizing;

use super::body::{UnpadError, unpad};
use super::{
    BodyBytes, BodyTooLong, COMMIT_AT, Envelope, FORMAT, HEADER_LEN, MAGIC, NONCE_AT, NONCE_LEN, SUITE, TAG_LEN,
};
use crate::Id;
use crate::hazmat::{CommittedKeys, Derivation, NotAuthentic};

/// Where an envelope belongs and which key it is under; the parts in which the kinds of envelopes differ.
pub(crate) struct Slot<'a> {
    /// The HKDF salt that names the kind of envelope.
    pub(crate) context: &'static [u8],
    pub(crate) key: &'a [u8; 32],
    pub(crate) org_id: Id,
    pub(crate) space_id: Id,
    pub(crate) record_id: Id,
    pub(crate) epoch: u32,
}

/// Why an envelope did not open; whatever the reason, nothing of what it holds may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OpenEnvelopeError {
    /// Its header names another space, or another account.
    #[error("the envelope belongs to another space")]
    OtherSpace,
    /// Its header names another record.
    #[error("the envelope belongs to another record")]
    OtherRecord,
    /// No key of this epoch is here: the keyring may be older than the envelope.
    #[error("no key of epoch {epoch} is known")]
    UnknownEpoch {
        /// The epoch that the header names.
        epoch: u32,
    },
    /// The commitment is not that of this key, space, record, epoch and nonce: the header was changed, or another key
    /// sealed it.
    #[error("the envelope was sealed under another key, or its header was changed")]
    WrongKey,
    /// The key is right, but ciphertext or tag were changed, or it was sealed for another organization.
    #[error("the envelope was changed, or belongs to another organization")]
    NotAuthentic,
    /// Someone who holds the key says that the body is longer than the envelope.
    #[error("the body is said to be longer than its envelope")]
    LengthBeyondEnd,
    /// Someone who holds the key hid something behind the body.
    #[error("the padding behind the body is not zero")]
    PaddingNotZero,
}

/// Seals a body; a nonce must never be used twice under one key, so callers pass fresh random bytes.
pub(crate) fn seal(slot: &Slot<'_>, body: &BodyBytes, nonce: &[u8; NONCE_LEN]) -> Result<Envelope, BodyTooLong> {
    let sealed_len = body.sealed_len()?;
    let keys = slot.derive();
    let mut bytes = Vec::with_capacity(sealed_len);
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&[FORMAT, SUITE]);
    bytes.extend_from_slice(&slot.place());
    bytes.extend_from_slice(nonce);
    bytes.extend_from_slice(keys.commitment(nonce).as_slice());
    let bound = slot.bound(&bytes);
    body.pad_into(&mut bytes, sealed_len);
    let tag = keys.encrypt(nonce, &bound, &mut bytes[HEADER_LEN..]);
    bytes.extend_from_slice(&tag);
    Ok(Envelope(bytes))
}

/// Opens what [`seal`] made: ids first, then the commitment in constant time, and only then is anything decrypted.
pub(crate) fn open(slot: &Slot<'_>, envelope: &Envelope) -> Result<BodyBytes, OpenEnvelopeError> {
    if envelope.space_id() != slot.space_id {
        return Err(OpenEnvelopeError::OtherSpace);
    }
    if envelope.record_id() != slot.record_id {
        return Err(OpenEnvelopeError::OtherRecord);
    }
    if envelope.epoch() != slot.epoch {
        return Err(OpenEnvelopeError::UnknownEpoch { epoch: envelope.epoch() });
    }
    debug_assert_eq!(envelope.place(), slot.place());
    let nonce = envelope.field(NONCE_AT);
    let (header, sealed) = envelope.0.split_at(HEADER_LEN);
    let keys = slot.derive();
    if !keys.has_commitment(&nonce, &header[COMMIT_AT..]) {
        return Err(OpenEnvelopeError::WrongKey);
    }
    let (ciphertext, tag) = sealed.split_last_chunk::<TAG_LEN>().ok_or(OpenEnvelopeError::NotAuthentic)?;
    let mut padded = Zeroizing::new(ciphertext.to_vec());
    keys.decrypt(&nonce, &slot.bound(header), &mut padded, tag)
        .map_err(|NotAuthentic| OpenEnvelopeError::NotAuthentic)?;
    unpad(padded).map_err(|error| match error {
        UnpadError::LengthBeyondEnd => OpenEnvelopeError::LengthBeyondEnd,
        UnpadError::PaddingNotZero => OpenEnvelopeError::PaddingNotZero,
    })
}

impl Slot<'_> {
    fn derive(&self) -> CommittedKeys {
        let keys = Derivation::extract(self.context, &[self.key]).expand(&[b"ukhwah/v1/rec", &self.place()]);
        CommittedKeys::new(keys, b"ukhwah/v1/commit")
    }

    /// `space_id ‖ record_id ‖ epoch`, in the header and in the derivation of the keys alike.
    fn place(&self) -> [u8; 36] {
        let mut place = [0; 36];
        place[..16].copy_from_slice(&self.space_id);
        place[16..32].copy_from_slice(&self.record_id);
        place[32..].copy_from_slice(&self.epoch.to_be_bytes());
        place
    }

    /// What the tag covers beside the ciphertext: the whole header, and the organization, which is not stored.
    fn bound(&self, header: &[u8]) -> [u8; HEADER_LEN + 16] {
        let mut bound = [0; HEADER_LEN + 16];
        bound[..HEADER_LEN].copy_from_slice(header);
        bound[HEADER_LEN..].copy_from_slice(&self.org_id);
        bound
    }
}
