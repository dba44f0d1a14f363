use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{
    Deserializable, HpkeError, Kem, OpModeR, OpModeS, PskBundle, Serializable, single_shot_open,
    single_shot_seal_with_rng,
};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type EncappedKey = <X25519HkdfSha256 as Kem>::EncappedKey;

/// Length of an encapsulated key in bytes.
pub(crate) const ENC_LEN: usize = 32;

/// What both sides of HPKE in mode PSK must agree on beside the keys (RFC 9180, section 5.1.2).
pub(crate) struct HpkeContext<'a> {
    pub(crate) info: &'a [u8],
    pub(crate) psk: &'a [u8; 32],
    pub(crate) psk_id: &'a [u8],
    pub(crate) bound: &'a [u8],
}

/// A public key leads to the same secret whatever the private key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SmallOrder;

/// Why HPKE did not open a ciphertext.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HpkeOpenError {
    SmallOrder,
    NotAuthentic,
}

/// Encrypts to a public key with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305 (RFC 9180, section 6.1).
///
/// Returns the encapsulated key and `ciphertext ‖ tag`. The ephemeral key is `DeriveKeyPair` of 32 bytes from `rng`.
pub(crate) fn hpke_seal(
    to: &[u8; 32],
    context: &HpkeContext<'_>,
    content: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<([u8; ENC_LEN], Vec<u8>), SmallOrder> {
    let to = PublicKey::from_bytes(to).expect("any 32 bytes are read as a public key");
    let mode = OpModeS::Psk(context.psk_bundle());
    single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &mode,
        &to,
        context.info,
        content,
        context.bound,
        rng,
    )
    .map(|(enc, ciphertext)| (enc.to_bytes().into(), ciphertext))
    .map_err(|_| SmallOrder)
}

/// Decrypts what [`hpke_seal`] made for this private key.
pub(crate) fn hpke_open(
    own: &[u8; 32],
    enc: &[u8; ENC_LEN],
    context: &HpkeContext<'_>,
    ciphertext: &[u8],
) -> Result<Zeroizing<Vec<u8>>, HpkeOpenError> {
    let own = PrivateKey::from_bytes(own).expect("any 32 bytes are read as a private key");
    let enc = EncappedKey::from_bytes(enc).expect("any 32 bytes are read as an encapsulated key");
    let mode = OpModeR::Psk(context.psk_bundle());
    single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &mode,
        &own,
        &enc,
        context.info,
        ciphertext,
        context.bound,
    )
    .map(Zeroizing::new)
    .map_err(|error| match error {
        HpkeError::DecapError => HpkeOpenError::SmallOrder,
        _ => HpkeOpenError::NotAuthentic,
    })
}

/// The public half of a private X25519 key.
pub(crate) fn dh_public_key(private: &[u8; 32]) -> [u8; 32] {
    let private = PrivateKey::from_bytes(private).expect("any 32 bytes are read as a private key");
    X25519HkdfSha256::sk_to_pk(&private).to_bytes().into()
}

/// `DeriveKeyPair` of RFC 9180, section 7.1.3; the private half.
pub(crate) fn derive_dh_key(material: &[u8; 32]) -> Zeroizing<[u8; 32]> {
    let (private, _) = X25519HkdfSha256::derive_keypair(material);
    let mut bytes = Zeroizing::new([0; 32]);
    private.write_exact(bytes.as_mut_slice());
    bytes
}

impl HpkeContext<'_> {
    fn psk_bundle(&self) -> PskBundle<'_> {
        PskBundle::new(self.psk, self.psk_id).expect("neither the key nor its name is empty")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hazmat::test_random::ScriptedRandom;

    fn bytes(text: &str) -> Vec<u8> {
        hex::decode(text).expect("the test writes hexadecimal")
    }

    fn array(text: &str) -> [u8; 32] {
        bytes(text).try_into().expect("32 bytes")
    }

    /// RFC 9180, appendix A.2.2: mode PSK of this suite, sequence number 0.
    #[test]
    fn hpke_gives_the_output_of_rfc_9180() {
        let context = HpkeContext {
            info: b"Ode on a Grecian Urn",
            psk: &array("0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82"),
            psk_id: b"Ennyn Durin aran Moria",
            bound: b"Count-0",
        };
        let to = array("13640af826b722fc04feaa4de2f28fbd5ecc03623b317834e7ff4120dbe73062");
        let ikm_e = bytes("35706a0b09fb26fb45c39c2f5079c709c7cf98e43afa973f14d88ece7e29c2e3");
        let urn = b"Beauty is truth, truth beauty";
        let (enc, ciphertext) = hpke_seal(&to, &context, urn, &mut ScriptedRandom(ikm_e)).expect("a good key");
        assert_eq!(hex::encode(enc), "2261299c3f40a9afc133b969a97f05e95be2c514e54f3de26cbe5644ac735b04");
        assert_eq!(
            hex::encode(&ciphertext),
            "4a177f9c0d6f15cfdf533fb65bf84aecdc6ab16b8b85b4cf65a370e07fc1d78d28fb073214525276f4a89608ff"
        );
        let own = array("77d114e0212be51cb1d76fa99dd41cfd4d0166b08caa09074430a6c59ef17879");
        assert_eq!(dh_public_key(&own), to);
        let opened = hpke_open(&own, &enc, &context, &ciphertext).expect("just sealed");
        assert_eq!(opened.as_slice(), urn);
    }

    #[test]
    fn a_public_key_of_small_order_is_noticed_on_both_sides() {
        let context = HpkeContext { info: b"info", psk: &[1; 32], psk_id: b"id", bound: b"" };
        let mut order_1 = [0; 32];
        order_1[0] = 1;
        let order_8 = array("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
        for point in [[0; 32], order_1, order_8] {
            let sealed = hpke_seal(&point, &context, b"x", &mut ScriptedRandom(vec![2; 32]));
            assert_eq!(sealed, Err(SmallOrder));
            let opened = hpke_open(&[3; 32], &point, &context, &[0; 17]);
            assert_eq!(opened, Err(HpkeOpenError::SmallOrder));
        }
    }
}
