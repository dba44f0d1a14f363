use std::fmt;

use secrecy::{ExposeSecret, SecretBox};

use crate::hazmat::fill_random;

/// Declares a type around 32 secret bytes. Separate types, so that swapping two keys does not compile.
macro_rules! secret_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name(SecretBox<[u8; 32]>);

        impl $name {
            /// Makes a new random one; panics if the system has no randomness.
            pub fn make() -> Self {
                Self(SecretBox::init_with_mut(|inner: &mut [u8; 32]| fill_random(inner)))
            }

            /// Takes 32 bytes that were exposed before, for example those kept in the keychain. By reference, since each
            /// value that is moved stays behind where it was.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_made_keys_differ() {
        assert_ne!(MainKey::make().expose_raw(), MainKey::make().expose_raw());
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
