use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use thiserror::Error;
use zeroize::Zeroizing;

use super::BackupHeader;
use crate::hazmat::Derivation;

/// The keys of one backup file, derived from its header and the passphrase or the recovery code.
pub struct BackupKey {
    database: Zeroizing<[u8; 32]>,
    mac: Zeroizing<[u8; 32]>,
    pub(super) check: [u8; 32],
}

impl BackupKey {
    pub(super) fn derive(root: &[u8; 32]) -> Self {
        let derivation = Derivation::extract(b"ukhwah/v1/local/backup", &[root]);
        Self {
            database: derivation.expand(&[b"ukhwah/v1/local/backup/database"]),
            mac: derivation.expand(&[b"ukhwah/v1/local/backup/mac"]),
            // Stored in the header: it says nothing about the other two, and no other root has the same.
            check: *derivation.expand(&[b"ukhwah/v1/local/backup/check"]),
        }
    }

    /// Shows the raw SQLCipher key of the payload; whoever calls this answers for every copy.
    pub fn expose_database_key(&self) -> Zeroizing<[u8; 32]> {
        self.database.clone()
    }

    /// Starts the MAC of the file with its encoded header, so that the header cannot be forgotten.
    pub fn mac(&self, header: &[u8; BackupHeader::LEN]) -> BackupMac {
        let mut hmac = Hmac::<Sha256>::new_from_slice(self.mac.as_slice()).expect("HMAC takes keys of every length");
        hmac.update(header);
        BackupMac(hmac)
    }
}

impl fmt::Debug for BackupKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BackupKey(redacted)")
    }
}

/// HMAC-SHA256 over header and payload, fed in pieces of any size; its 32 bytes end the file.
pub struct BackupMac(Hmac<Sha256>);

/// The payload or the MAC is not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the backup is damaged")]
pub struct BackupDamaged;

impl BackupMac {
    /// Takes the next piece of the payload.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// Ends writing, returning the 32 bytes to put after the payload.
    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into_bytes().into()
    }

    /// Ends reading, comparing with the MAC in the file in constant time.
    pub fn verify(self, mac: &[u8]) -> Result<(), BackupDamaged> {
        self.0.verify_slice(mac).map_err(|_| BackupDamaged)
    }
}

impl fmt::Debug for BackupMac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BackupMac(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hmac_gives_the_output_of_rfc_4231() {
        for (key, data, mac) in [
            (&[0x0b; 20][..], &b"Hi There"[..], "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
        ] {
            let mut hmac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of every length");
            hmac.update(data);
            assert_eq!(hex::encode(hmac.finalize().into_bytes()), mac);
        }
    }

    #[test]
    fn the_mac_is_hmac_over_header_and_payload() {
        let key = BackupKey::derive(&[7; 32]);
        let header = [1; BackupHeader::LEN];
        let mut ours = key.mac(&header);
        ours.update(b"pay");
        ours.update(b"load");
        let mut plain = Hmac::<Sha256>::new_from_slice(key.mac.as_slice()).expect("HMAC takes keys of every length");
        plain.update(&header);
        plain.update(b"payload");
        assert_eq!(ours.finish().as_slice(), plain.finalize().into_bytes().as_slice());
    }

    #[test]
    fn the_keys_of_a_backup_differ_from_each_other() {
        let key = BackupKey::derive(&[7; 32]);
        assert_ne!(key.database, key.mac);
        assert_ne!(*key.database, key.check);
        assert_ne!(*key.mac, key.check);
    }
}
