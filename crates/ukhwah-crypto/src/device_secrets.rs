use thiserror::Error;
use zeroize::Zeroizing;

use crate::MainKey;
use crate::hazmat::{Purpose, UnsealError, make_random, seal, unseal};

const HEAD: [u8; 4] = *b"UK\xD1\x01";

/// Why the secrets of a device did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OpenDeviceSecretsError {
    /// The file does not begin as one of this version does.
    #[error("the file does not hold the secrets of a device")]
    NotSecrets,
    /// Another main key sealed it.
    #[error("the secrets were sealed under another main key")]
    WrongKey,
    /// The file is cut off or changed.
    #[error("the secrets are damaged")]
    Damaged,
}

/// Seals what a device logs in with under the main key: closed while the app is locked, and in no backup.
///
/// Returns the whole file, `"UK" ‖ 0xD1 ‖ version 1 ‖ box`, where the box is as in a card. Panics if the system has no
/// randomness.
pub fn seal_device_secrets(key: &MainKey, content: &[u8]) -> Vec<u8> {
    let sealed = seal(key.expose_raw(), Purpose::DeviceSecrets, &HEAD, &make_random(), content);
    [&HEAD[..], &sealed].concat()
}

/// Opens what [`seal_device_secrets`] made.
pub fn open_device_secrets(key: &MainKey, file: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenDeviceSecretsError> {
    let sealed = file.strip_prefix(&HEAD).ok_or(OpenDeviceSecretsError::NotSecrets)?;
    unseal(key.expose_raw(), Purpose::DeviceSecrets, &HEAD, sealed).map_err(|error| match error {
        UnsealError::WrongKey => OpenDeviceSecretsError::WrongKey,
        UnsealError::Damaged => OpenDeviceSecretsError::Damaged,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_under_its_key_alone_and_no_flipped_byte_passes() {
        let key = MainKey::from_bytes(&[1; 32]);
        let file = seal_device_secrets(&key, b"secrets");
        assert_eq!(open_device_secrets(&key, &file).expect("opens").as_slice(), b"secrets");
        let other = open_device_secrets(&MainKey::from_bytes(&[2; 32]), &file);
        assert_eq!(other.err(), Some(OpenDeviceSecretsError::WrongKey));
        for byte in 0..file.len() {
            let mut flipped = file.clone();
            flipped[byte] ^= 1;
            assert!(open_device_secrets(&key, &flipped).is_err(), "byte {byte}");
        }
        assert!(open_device_secrets(&key, &file[..20]).is_err());
    }
}
