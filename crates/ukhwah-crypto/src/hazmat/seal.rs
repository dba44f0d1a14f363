use chacha20poly1305::{AeadInOut, Key, KeyInit, Tag, XChaCha20Poly1305, XNonce};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::Derivation;

/// XChaCha20-Poly1305 with HKDF-SHA256 and a key commitment: the only suite so far.
const SUITE: u8 = 1;
pub(crate) const NONCE_LEN: usize = 24;
const COMMIT_LEN: usize = 32;
const TAG_LEN: usize = 16;
const HEAD_LEN: usize = 1 + NONCE_LEN + COMMIT_LEN;

/// How many bytes longer a sealed box is than its content.
pub(crate) const SEAL_OVERHEAD: usize = HEAD_LEN + TAG_LEN;

/// What a sealed box holds; a box opens only under the purpose it was sealed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    LockSlot,
    RecoverySlot,
    HelpCard,
    ReminderCard,
}

impl Purpose {
    fn context(self) -> &'static [u8] {
        match self {
            Self::LockSlot => b"ukhwah/v1/local/slot/lock",
            Self::RecoverySlot => b"ukhwah/v1/local/slot/recovery",
            Self::HelpCard => b"ukhwah/v1/local/card/help",
            Self::ReminderCard => b"ukhwah/v1/local/card/reminder",
        }
    }
}

/// Why a sealed box did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnsealError {
    /// The commitment is that of another key or purpose.
    WrongKey,
    /// The key is right, but the content, the tag or the bound bytes are not what was sealed.
    Damaged,
}

/// Seals `content` and binds it to `bound`, bytes that are stored beside the box and not inside it.
///
/// Returns `suite 1 ‖ nonce 24 ‖ commitment 32 ‖ ciphertext ‖ tag 16`. A nonce must never be used twice under one
/// key: callers outside tests pass fresh random bytes.
pub(crate) fn seal(key: &[u8; 32], purpose: Purpose, bound: &[u8], nonce: &[u8; NONCE_LEN], content: &[u8]) -> Vec<u8> {
    let keys = BoxKeys::derive(key, purpose);
    let mut sealed = Vec::with_capacity(content.len() + SEAL_OVERHEAD);
    sealed.push(SUITE);
    sealed.extend_from_slice(nonce);
    sealed.extend_from_slice(keys.commitment(nonce).as_slice());
    let authenticated = [&sealed[..], bound].concat();
    sealed.extend_from_slice(content);
    let tag = keys
        .cipher()
        .encrypt_inout_detached(&XNonce::from(*nonce), &authenticated, (&mut sealed[HEAD_LEN..]).into())
        .expect("no content comes near the cipher's limit of 256 GiB");
    sealed.extend_from_slice(&tag);
    sealed
}

/// Opens what [`seal`] made, checking the commitment in constant time before anything is decrypted.
pub(crate) fn unseal(
    key: &[u8; 32],
    purpose: Purpose,
    bound: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, UnsealError> {
    let (head, rest) = sealed.split_at_checked(HEAD_LEN).ok_or(UnsealError::Damaged)?;
    let (ciphertext, tag) = rest.split_last_chunk::<TAG_LEN>().ok_or(UnsealError::Damaged)?;
    let (suite, head_rest) = head.split_first().ok_or(UnsealError::Damaged)?;
    let (nonce, commitment) = head_rest.split_first_chunk::<NONCE_LEN>().ok_or(UnsealError::Damaged)?;
    if *suite != SUITE {
        return Err(UnsealError::Damaged);
    }
    let keys = BoxKeys::derive(key, purpose);
    if !bool::from(keys.commitment(nonce).as_slice().ct_eq(commitment)) {
        return Err(UnsealError::WrongKey);
    }
    let authenticated = [head, bound].concat();
    let mut content = Zeroizing::new(ciphertext.to_vec());
    keys.cipher()
        .decrypt_inout_detached(&XNonce::from(*nonce), &authenticated, content.as_mut_slice().into(), &Tag::from(*tag))
        .map_err(|_| UnsealError::Damaged)?;
    Ok(content)
}

/// The encryption key and the commitment key of one box, side by side as they were expanded.
struct BoxKeys(Zeroizing<[u8; 64]>);

impl BoxKeys {
    fn derive(key: &[u8; 32], purpose: Purpose) -> Self {
        let derivation = Derivation::extract(purpose.context(), &[key]);
        Self(derivation.expand(&[b"ukhwah/v1/local/seal", &[SUITE]]))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        let key = <&Key>::try_from(&self.0[..32]).expect("half of 64 bytes");
        XChaCha20Poly1305::new(key)
    }

    /// Without a commitment one ciphertext could be made to open under two keys (partitioning attacks).
    fn commitment(&self, nonce: &[u8; NONCE_LEN]) -> Zeroizing<[u8; COMMIT_LEN]> {
        Derivation::from_key(self.0.last_chunk().expect("half of 64 bytes")).expand(&[b"ukhwah/v1/local/commit", nonce])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEY: [u8; 32] = [1; 32];
    const NONCE: [u8; NONCE_LEN] = [2; NONCE_LEN];

    #[test]
    fn xchacha20poly1305_gives_the_output_of_its_draft() {
        // draft-irtf-cfrg-xchacha-03, appendix A.3.1
        let key: [u8; 32] = std::array::from_fn(|i| 0x80 + u8::try_from(i).expect("below 32"));
        let nonce: [u8; NONCE_LEN] = std::array::from_fn(|i| 0x40 + u8::try_from(i).expect("below 24"));
        let bound = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
        let mut text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the \
            future, sunscreen would be it."
            .to_vec();
        let tag = XChaCha20Poly1305::new(&Key::from(key))
            .encrypt_inout_detached(&XNonce::from(nonce), &bound, text.as_mut_slice().into())
            .expect("short enough");
        assert_eq!(
            hex::encode(text),
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb\
             731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452\
             2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
             21f9664c97637da9768812f615c68b13b52e"
        );
        assert_eq!(hex::encode(tag), "c0875924c1c7987947deafd8780acf49");
    }

    #[test]
    fn a_box_opens_only_for_its_purpose_key_and_bound_bytes() {
        let sealed = seal(&KEY, Purpose::LockSlot, b"bound", &NONCE, b"content");
        let opened = unseal(&KEY, Purpose::LockSlot, b"bound", &sealed).expect("just sealed");
        assert_eq!(opened.as_slice(), b"content");
        for purpose in [Purpose::RecoverySlot, Purpose::HelpCard, Purpose::ReminderCard] {
            assert_eq!(unseal(&KEY, purpose, b"bound", &sealed), Err(UnsealError::WrongKey));
        }
        assert_eq!(unseal(&[3; 32], Purpose::LockSlot, b"bound", &sealed), Err(UnsealError::WrongKey));
        assert_eq!(unseal(&KEY, Purpose::LockSlot, b"other", &sealed), Err(UnsealError::Damaged));
    }

    #[test]
    fn no_two_purposes_share_a_context() {
        let all = [Purpose::LockSlot, Purpose::RecoverySlot, Purpose::HelpCard, Purpose::ReminderCard];
        let contexts: std::collections::BTreeSet<_> = all.iter().map(|purpose| purpose.context()).collect();
        assert_eq!(contexts.len(), all.len());
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_and_any_cut_fails(
            content in proptest::collection::vec(any::<u8>(), 0..200),
            bound in proptest::collection::vec(any::<u8>(), 0..40),
            nonce: [u8; NONCE_LEN],
            cut: prop::sample::Index,
        ) {
            let sealed = seal(&KEY, Purpose::HelpCard, &bound, &nonce, &content);
            prop_assert_eq!(sealed.len(), content.len() + SEAL_OVERHEAD);
            let opened = unseal(&KEY, Purpose::HelpCard, &bound, &sealed).expect("just sealed");
            prop_assert_eq!(opened.as_slice(), &content);
            let shorter = &sealed[..cut.index(sealed.len())];
            prop_assert_eq!(unseal(&KEY, Purpose::HelpCard, &bound, shorter), Err(UnsealError::Damaged));
        }
    }
}
