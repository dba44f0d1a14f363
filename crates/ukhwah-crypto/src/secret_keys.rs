use std::fmt;

use rand_core::CryptoRng;
use secrecy::{ExposeSecret, SecretBox};

use crate::hazmat::SystemRandom;

/// Declares a type around 32 secret bytes. Separate types, so that swapping two keys does not compile.
macro_rules! secret_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name(SecretBox<[u8; 32]>);

        impl $name {
            /// Makes a new random one from the caller's generator.
            pub fn make_with(rng: &mut impl CryptoRng) -> Self {
                Self(SecretBox::init_with_mut(|inner: &mut [u8; 32]| rng.fill_bytes(inner)))
            }

            /// Takes 32 bytes that were exposed before, for example those kept in the keychain. By reference, since
            /// each value that is moved stays behind where it was.
            pub fn from_bytes(bytes: &[u8; 32]) -> Self {
                Self(SecretBox::init_with_mut(|inner: &mut [u8; 32]| inner.copy_from_slice(bytes)))
            }

            /// Shows the bytes; whoever calls this answers for every copy.
            pub fn expose_raw(&self) -> &[u8; 32] {
                self.0.expose_secret()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    };
}

/// Adds to a secret key that is made on this device only, never in a simulator, a way to make it of the system's
/// randomness.
macro_rules! made_here {
    ($name:ident) => {
        impl $name {
            /// Makes a new random one; panics if the system has no randomness.
            pub fn make() -> Self {
                Self::make_with(&mut SystemRandom)
            }
        }
    };
}

secret_key! {
    /// The key that opens the database: 32 random bytes.
    MainKey
}

secret_key! {
    /// The key of this device that seals the help card and the reminder card: 32 random bytes, never backed up.
    DeviceKey
}

secret_key! {
    /// The 32 random bytes in the system keychain that make a short PIN worth having.
    KeychainSecret
}

made_here!(MainKey);
made_here!(DeviceKey);
made_here!(KeychainSecret);

secret_key! {
    /// The key of a space in one epoch, `SK[e]`: what its records are sealed under.
    SpaceKey
}

secret_key! {
    /// What two people who met share, from the second stage on.
    ContactSecret
}

secret_key! {
    /// The secret half of a recovery sheet that stands beside its public key, `RPSK`: without it no key can be wrapped
    /// for the sheet.
    SheetSecret
}

secret_key! {
    /// The secret that a new device shows as a QR code and never sends.
    PairingSecret
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_made_keys_differ() {
        assert_ne!(MainKey::make().expose_raw(), MainKey::make().expose_raw());
        let mut rng = SystemRandom;
        assert_ne!(SpaceKey::make_with(&mut rng).expose_raw(), SpaceKey::make_with(&mut rng).expose_raw());
    }

    #[test]
    fn bytes_come_back_as_they_went_in() {
        assert_eq!(DeviceKey::from_bytes(&[7; 32]).expose_raw(), &[7; 32]);
    }

    #[test]
    fn debug_shows_no_byte() {
        assert_eq!(format!("{:?}", KeychainSecret::from_bytes(&[0xab; 32])), "KeychainSecret(redacted)");
    }
}
