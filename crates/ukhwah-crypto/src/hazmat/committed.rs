use chacha20poly1305::{AeadInOut, Key, KeyInit, Tag, XChaCha20Poly1305, XNonce};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::Derivation;

pub(crate) const NONCE_LEN: usize = 24;
pub(crate) const COMMIT_LEN: usize = 32;
pub(crate) const TAG_LEN: usize = 16;

/// Ciphertext, tag or associated data are not those that were encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotAuthentic;

/// The encryption key and the commitment key of one box, side by side as they were expanded.
pub(crate) struct CommittedKeys {
    keys: Zeroizing<[u8; 64]>,
    commit_context: &'static [u8],
}

impl CommittedKeys {
    pub(crate) fn new(keys: Zeroizing<[u8; 64]>, commit_context: &'static [u8]) -> Self {
        Self { keys, commit_context }
    }

    /// Without a commitment one ciphertext could be made to open under two keys (partitioning attacks).
    pub(crate) fn commitment(&self, nonce: &[u8; NONCE_LEN]) -> Zeroizing<[u8; COMMIT_LEN]> {
        Derivation::from_key(self.keys.last_chunk().expect("half of 64 bytes")).expand(&[self.commit_context, nonce])
    }

    /// Compares a stored commitment in constant time.
    pub(crate) fn has_commitment(&self, nonce: &[u8; NONCE_LEN], stored: &[u8]) -> bool {
        self.commitment(nonce).as_slice().ct_eq(stored).into()
    }

    /// Encrypts in place. A nonce must never be used twice under one pair of keys.
    pub(crate) fn encrypt(&self, nonce: &[u8; NONCE_LEN], bound: &[u8], content: &mut [u8]) -> [u8; TAG_LEN] {
        self.cipher()
            .encrypt_inout_detached(&XNonce::from(*nonce), bound, content.into())
            .expect("no content comes near the cipher's limit of 256 GiB")
            .into()
    }

    /// Decrypts in place what has the right commitment; after a failure the buffer is still ciphertext.
    pub(crate) fn decrypt(
        &self,
        nonce: &[u8; NONCE_LEN],
        bound: &[u8],
        ciphertext: &mut [u8],
        tag: &[u8; TAG_LEN],
    ) -> Result<(), NotAuthentic> {
        self.cipher()
            .decrypt_inout_detached(&XNonce::from(*nonce), bound, ciphertext.into(), &Tag::from(*tag))
            .map_err(|_| NotAuthentic)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        let key = <&Key>::try_from(&self.keys[..32]).expect("half of 64 bytes");
        XChaCha20Poly1305::new(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> CommittedKeys {
        CommittedKeys::new(Zeroizing::new([1; 64]), b"commit")
    }

    #[test]
    fn xchacha20poly1305_gives_the_output_of_its_draft() {
        // draft-irtf-cfrg-xchacha-03, appendix A.3.1
        let mut raw = Zeroizing::new([0; 64]);
        for (byte, value) in raw.iter_mut().zip(0x80..0xa0) {
            *byte = value;
        }
        let nonce: [u8; NONCE_LEN] = std::array::from_fn(|i| 0x40 + u8::try_from(i).expect("below 24"));
        let bound = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
        let mut text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the \
            future, sunscreen would be it."
            .to_vec();
        let keys = CommittedKeys::new(raw, b"");
        let tag = keys.encrypt(&nonce, &bound, &mut text);
        assert_eq!(
            hex::encode(&text),
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb\
             731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452\
             2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
             21f9664c97637da9768812f615c68b13b52e"
        );
        assert_eq!(hex::encode(tag), "c0875924c1c7987947deafd8780acf49");
        keys.decrypt(&nonce, &bound, &mut text, &tag).expect("just encrypted");
        assert!(text.starts_with(b"Ladies and Gentlemen"));
    }

    #[test]
    fn what_is_not_authentic_is_not_decrypted() {
        let mut content = *b"content";
        let tag = keys().encrypt(&[2; NONCE_LEN], b"bound", &mut content);
        let before = content;
        assert_eq!(keys().decrypt(&[2; NONCE_LEN], b"other", &mut content, &tag), Err(NotAuthentic));
        assert_eq!(content, before);
    }

    #[test]
    fn a_commitment_depends_on_context_nonce_and_key() {
        let commitment = *keys().commitment(&[2; NONCE_LEN]);
        assert!(keys().has_commitment(&[2; NONCE_LEN], &commitment));
        assert!(!keys().has_commitment(&[3; NONCE_LEN], &commitment));
        assert!(!keys().has_commitment(&[2; NONCE_LEN], &commitment[..31]));
        let mut other = Zeroizing::new([1; 64]);
        other[63] = 0;
        assert!(!CommittedKeys::new(other, b"commit").has_commitment(&[2; NONCE_LEN], &commitment));
        let other = CommittedKeys::new(Zeroizing::new([1; 64]), b"another");
        assert!(!other.has_commitment(&[2; NONCE_LEN], &commitment));
    }
}
