use std::fmt;

use ed25519_dalek::Signer;
use rand_core::CryptoRng;
use thiserror::Error;
use zeroize::Zeroizing;

/// A public Ed25519 key (RFC 8032), checked to be a point that is not of small order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct VerifyingKey(ed25519_dalek::VerifyingKey);

/// An Ed25519 signature as it is sent: `R ‖ S`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature(pub [u8; 64]);

/// Bytes are not a public key that anything could be verified with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the bytes are not a public signing key")]
pub struct BadVerifyingKey;

/// A signature is not by this key over these bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the signature is not by this key over these bytes")]
pub struct BadSignature;

impl VerifyingKey {
    /// Takes a public key that was sent or stored.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, BadVerifyingKey> {
        let key = ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| BadVerifyingKey)?;
        if key.is_weak() { Err(BadVerifyingKey) } else { Ok(Self(key)) }
    }

    /// The 32 bytes of the key.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Verifies strictly: no key and no `R` of small order, no `S` beyond the group's order, no cofactor.
    pub fn verify_strict(&self, transcript: &[u8], signature: &Signature) -> Result<(), BadSignature> {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        self.0.verify_strict(transcript, &signature).map_err(|_| BadSignature)
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({})", hex::encode(self.to_bytes()))
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signature(..)")
    }
}

/// Declares a private Ed25519 key. Separate types, so that nothing is signed with the key of another purpose.
macro_rules! signing_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name(Box<ed25519_dalek::SigningKey>);

        impl $name {
            /// Makes a new random one from the caller's generator.
            pub fn make_with(rng: &mut impl CryptoRng) -> Self {
                let mut seed = Zeroizing::new([0; 32]);
                rng.fill_bytes(seed.as_mut_slice());
                Self::from_bytes(&seed)
            }

            /// Takes a seed of 32 bytes (RFC 8032, section 5.1.5) that was exposed before.
            pub fn from_bytes(seed: &[u8; 32]) -> Self {
                // On the heap, so that moving the key leaves no copy behind; the library wipes it when it is dropped.
                Self(Box::new(ed25519_dalek::SigningKey::from_bytes(seed)))
            }

            /// Shows the seed; whoever calls this answers for every copy.
            pub fn expose_raw(&self) -> &[u8; 32] {
                self.0.as_bytes()
            }

            /// The public half.
            pub fn verifying_key(&self) -> VerifyingKey {
                VerifyingKey(self.0.verifying_key())
            }

            /// Signs a transcript: bytes that begin with a context of their own, so that none is taken for another.
            pub fn sign(&self, transcript: &[u8]) -> Signature {
                Signature(self.0.sign(transcript).to_bytes())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    };
}

signing_key! {
    /// The key with which a device logs in, `DSK`; it never leaves the device.
    DeviceSigningKey
}

signing_key! {
    /// The key of a person, `IK_s`, that signs the list of devices, acts and, from the third stage on, posts.
    IdentitySigningKey
}

signing_key! {
    /// The key with which the recovery sheet logs in.
    SheetSigningKey
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hazmat::test_random::SeededRandom;

    fn array<const N: usize>(text: &str) -> [u8; N] {
        hex::decode(text).expect("the test writes hexadecimal").try_into().expect("as long as it must be")
    }

    #[test]
    fn signatures_are_those_of_rfc_8032() {
        // Section 7.1, tests 1 to 3.
        for (seed, public, message, signature) in [
            (
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155\
                 5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            ),
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                 085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            ),
            (
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac\
                 18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            ),
        ] {
            let key = DeviceSigningKey::from_bytes(&array(seed));
            let message = hex::decode(message).expect("hexadecimal");
            assert_eq!(key.verifying_key().to_bytes(), array(public));
            assert_eq!(key.sign(&message), Signature(array(signature)));
            let public = VerifyingKey::from_bytes(&array(public)).expect("a point");
            assert_eq!(public.verify_strict(&message, &Signature(array(signature))), Ok(()));
        }
    }

    #[test]
    fn a_changed_signature_message_or_key_is_refused() {
        let mut rng = SeededRandom::new(1);
        let key = IdentitySigningKey::make_with(&mut rng);
        let public = key.verifying_key();
        let signature = key.sign(b"transcript");
        assert_eq!(public.verify_strict(b"transcript", &signature), Ok(()));
        assert_eq!(public.verify_strict(b"transcripts", &signature), Err(BadSignature));
        for bit in 0..512 {
            let mut flipped = signature;
            flipped.0[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(public.verify_strict(b"transcript", &flipped), Err(BadSignature), "bit {bit}");
        }
        let other = IdentitySigningKey::make_with(&mut rng).verifying_key();
        assert_eq!(other.verify_strict(b"transcript", &signature), Err(BadSignature));
    }

    #[test]
    fn keys_that_verify_everything_are_no_keys() {
        // The neutral element, the point of order 2, a point of order 4, one of order 8, and no point at all.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let order_2 = array("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        let order_8 = array("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
        let mut no_point = [0; 32];
        no_point[0] = 2;
        for bytes in [neutral, order_2, [0; 32], order_8, no_point] {
            assert_eq!(VerifyingKey::from_bytes(&bytes), Err(BadVerifyingKey));
        }
    }

    #[test]
    fn debug_shows_no_private_byte() {
        assert_eq!(format!("{:?}", SheetSigningKey::from_bytes(&[0xab; 32])), "SheetSigningKey(redacted)");
    }
}
