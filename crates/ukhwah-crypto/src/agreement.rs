use std::fmt;

use rand_core::CryptoRng;
use secrecy::{ExposeSecret, SecretBox};

use crate::hazmat::{derive_dh_key, dh_public_key};

/// A public X25519 key (RFC 7748) that keys can be wrapped for. Points of small order are found out when that is tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DhPublicKey(pub [u8; 32]);

impl fmt::Debug for DhPublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DhPublicKey({})", hex::encode(self.0))
    }
}

/// Declares a private X25519 key. Separate types, so that nothing is opened with the key of another purpose.
macro_rules! dh_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name(SecretBox<[u8; 32]>);

        impl $name {
            /// Makes a new random one from the caller's generator.
            pub fn make_with(rng: &mut impl CryptoRng) -> Self {
                Self(SecretBox::init_with_mut(|inner: &mut [u8; 32]| rng.fill_bytes(inner)))
            }

            /// Takes 32 bytes that were exposed before.
            pub fn from_bytes(bytes: &[u8; 32]) -> Self {
                Self(SecretBox::init_with_mut(|inner: &mut [u8; 32]| inner.copy_from_slice(bytes)))
            }

            /// Shows the bytes; whoever calls this answers for every copy.
            pub fn expose_raw(&self) -> &[u8; 32] {
                self.0.expose_secret()
            }

            /// The public half.
            pub fn public_key(&self) -> DhPublicKey {
                DhPublicKey(dh_public_key(self.expose_raw()))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    };
}

dh_key! {
    /// The key of a device, `DDK`, for which keyring keys are wrapped; it never leaves the device.
    DeviceDhKey
}

dh_key! {
    /// The key of a person, `IK_d`, for which others wrap what they share, from the second stage on.
    IdentityDhKey
}

dh_key! {
    /// The key of the recovery sheet, whose public half is `RPK`.
    SheetDhKey
}

impl SheetDhKey {
    /// `DeriveKeyPair` of RFC 9180, section 7.1.3.
    pub(crate) fn derive(material: &[u8; 32]) -> Self {
        Self::from_bytes(&derive_dh_key(material))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hazmat::test_random::SeededRandom;

    fn array(text: &str) -> [u8; 32] {
        hex::decode(text).expect("the test writes hexadecimal").try_into().expect("32 bytes")
    }

    #[test]
    fn public_keys_are_those_of_rfc_7748() {
        // Section 6.1.
        for (private, public) in [
            (
                "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
                "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
            ),
            (
                "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
                "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
            ),
        ] {
            assert_eq!(DeviceDhKey::from_bytes(&array(private)).public_key(), DhPublicKey(array(public)));
        }
    }

    #[test]
    fn a_key_pair_is_derived_as_in_rfc_9180() {
        // Appendix A.2.1: ikmR, skRm, pkRm of DHKEM(X25519, HKDF-SHA256). The RFC prints skRm before it is clamped.
        let key = SheetDhKey::derive(&array("1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df"));
        assert_eq!(*key.expose_raw(), array("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e07b"));
        assert_eq!(
            key.public_key(),
            DhPublicKey(array("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a"))
        );
    }

    #[test]
    fn two_made_keys_differ_and_debug_shows_no_private_byte() {
        let mut rng = SeededRandom::new(1);
        let [one, other] = [0; 2].map(|_| IdentityDhKey::make_with(&mut rng));
        assert_ne!(one.public_key(), other.public_key());
        assert_eq!(format!("{one:?}"), "IdentityDhKey(redacted)");
    }
}
