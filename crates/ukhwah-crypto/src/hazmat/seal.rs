use zeroize::Zeroizing;

use super::Derivation;
use super::committed::{COMMIT_LEN, CommittedKeys, NONCE_LEN, NotAuthentic, TAG_LEN};

/// XChaCha20-Poly1305 with HKDF-SHA256 and a key commitment: the only suite so far.
const SUITE: u8 = 1;
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
    DeviceSecrets,
}

impl Purpose {
    fn context(self) -> &'static [u8] {
        match self {
            Self::LockSlot => b"ukhwah/v1/local/slot/lock",
            Self::RecoverySlot => b"ukhwah/v1/local/slot/recovery",
            Self::HelpCard => b"ukhwah/v1/local/card/help",
            Self::ReminderCard => b"ukhwah/v1/local/card/reminder",
            Self::DeviceSecrets => b"ukhwah/v1/local/device",
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
    let keys = derive(key, purpose);
    let mut sealed = Vec::with_capacity(content.len() + SEAL_OVERHEAD);
    sealed.push(SUITE);
    sealed.extend_from_slice(nonce);
    sealed.extend_from_slice(keys.commitment(nonce).as_slice());
    let authenticated = [&sealed[..], bound].concat();
    sealed.extend_from_slice(content);
    let tag = keys.encrypt(nonce, &authenticated, &mut sealed[HEAD_LEN..]);
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
    let keys = derive(key, purpose);
    if !keys.has_commitment(nonce, commitment) {
        return Err(UnsealError::WrongKey);
    }
    let authenticated = [head, bound].concat();
    let mut content = Zeroizing::new(ciphertext.to_vec());
    keys.decrypt(nonce, &authenticated, &mut content, tag).map_err(|NotAuthentic| UnsealError::Damaged)?;
    Ok(content)
}

fn derive(key: &[u8; 32], purpose: Purpose) -> CommittedKeys {
    let keys = Derivation::extract(purpose.context(), &[key]).expand(&[b"ukhwah/v1/local/seal", &[SUITE]]);
    CommittedKeys::new(keys, b"ukhwah/v1/local/commit")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEY: [u8; 32] = [1; 32];
    const NONCE: [u8; NONCE_LEN] = [2; NONCE_LEN];

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
