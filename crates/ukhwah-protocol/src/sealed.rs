//! A sealed record as whoever cannot open it sees it.

use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use crate::id::{RecordId, SpaceId, VersionHash};
use crate::limits;

/// The first bytes of every sealed record.
pub const MAGIC: [u8; 2] = *b"UK";
/// The format that this version writes.
pub const FORMAT: u8 = 1;
/// XChaCha20-Poly1305 with HKDF-SHA256 and a key commitment.
pub const SUITE: u8 = 1;
/// How many bytes stand before the ciphertext.
pub const HEADER: usize = 96;
/// How many bytes the seal adds to what it seals: header and tag.
pub const OVERHEAD: usize = HEADER + 16;

/// Ciphertext with its header: what is stored by a server and handed to devices, byte for byte.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct Sealed(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>);

/// What the header of a sealed record says; nothing of it is secret, and only who opens it knows that it is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The space that it belongs to.
    pub space: SpaceId,
    /// The record that it is a version of.
    pub record: RecordId,
    /// Which of the space's keys it is sealed under; counted from 1 for records.
    pub epoch: u32,
}

/// Bytes that cannot be a sealed record of this format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// Shorter than header and tag.
    #[error("the sealed record is too short")]
    Short,
    /// Other first bytes.
    #[error("these bytes are not a sealed record")]
    Magic,
    /// Made by a newer version, or altered.
    #[error("the sealed record has an unknown format")]
    Format,
    /// Sealed in another way than this format allows.
    #[error("the sealed record has an unknown suite")]
    Suite,
    /// Not one of the sizes that records are padded to, or larger than allowed.
    #[error("the sealed record has a size that no record is padded to")]
    Size,
}

impl Sealed {
    /// Takes bytes as they came; [`Sealed::header`] says whether they can be a sealed record.
    #[must_use]
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, taken out.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// SHA-256 of all of it.
    #[must_use]
    pub fn version_hash(&self) -> VersionHash {
        VersionHash(Sha256::digest(&self.0).into())
    }

    /// Reads the header and checks form and size.
    ///
    /// # Errors
    /// What is wrong with it first, in the order of [`HeaderError`].
    pub fn header(&self) -> Result<Header, HeaderError> {
        let bytes = &self.0;
        if bytes.len() < OVERHEAD {
            return Err(HeaderError::Short);
        }
        if bytes[..2] != MAGIC {
            return Err(HeaderError::Magic);
        }
        if bytes[2] != FORMAT {
            return Err(HeaderError::Format);
        }
        if bytes[3] != SUITE {
            return Err(HeaderError::Suite);
        }
        if !is_padded_size(bytes.len()) {
            return Err(HeaderError::Size);
        }
        let id = |from: usize| <[u8; 16]>::try_from(&bytes[from..from + 16]).expect("16 bytes of a header");
        let epoch = u32::from_be_bytes(bytes[36..40].try_into().expect("4 bytes of a header"));
        Ok(Header { space: SpaceId(id(4)), record: RecordId(id(20)), epoch })
    }
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

/// The size that a sealed record of at least `length` bytes is padded to: 1, 2, 4, 8 or 16 KiB, then Padmé.
///
/// `None` above [`limits::ENVELOPE`]. Source of Padmé: Nikitin et al., *Reducing Metadata Leakage from Encrypted Files
/// and Communication with PURBs* (2019), section 4.
#[must_use]
pub fn padded_size(length: usize) -> Option<usize> {
    const SMALLEST: usize = 1024;
    const STEPS_END: usize = 16 * 1024;
    let size = if length <= STEPS_END {
        length.next_power_of_two().max(SMALLEST)
    } else {
        let exponent = length.ilog2();
        let mantissa = exponent.ilog2() + 1;
        let unit = 1_usize << (exponent - mantissa);
        length.checked_next_multiple_of(unit)?
    };
    (size <= limits::ENVELOPE).then_some(size)
}

/// Whether sealed records can have this size.
#[must_use]
pub fn is_padded_size(length: usize) -> bool {
    padded_size(length) == Some(length)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sealed(length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        bytes[..4].copy_from_slice(&[b'U', b'K', FORMAT, SUITE]);
        bytes[4..20].fill(1);
        bytes[20..36].fill(2);
        bytes[39] = 3;
        bytes
    }

    #[test]
    fn the_header_says_space_record_and_epoch() {
        let header = Sealed::from_bytes(sealed(1024)).header();
        assert_eq!(header, Ok(Header { space: SpaceId([1; 16]), record: RecordId([2; 16]), epoch: 3 }));
    }

    #[test]
    fn each_thing_wrong_with_a_header_has_its_own_reason() {
        let with = |place: usize, byte: u8| {
            let mut bytes = sealed(1024);
            bytes[place] = byte;
            Sealed::from_bytes(bytes).header()
        };
        assert_eq!(with(0, b'X'), Err(HeaderError::Magic));
        assert_eq!(with(2, 2), Err(HeaderError::Format));
        assert_eq!(with(3, 0), Err(HeaderError::Suite));
        assert_eq!(Sealed::from_bytes(sealed(1025)).header(), Err(HeaderError::Size));
        assert_eq!(Sealed::from_bytes(vec![0; OVERHEAD - 1]).header(), Err(HeaderError::Short));
    }

    #[test]
    fn sizes_are_powers_of_two_up_to_16_kib_and_few_after() {
        assert_eq!(padded_size(0), Some(1024));
        assert_eq!(padded_size(1025), Some(2048));
        assert_eq!(padded_size(16 * 1024), Some(16 * 1024));
        assert_eq!(padded_size(16 * 1024 + 1), Some(17 * 1024));
        assert_eq!(padded_size(limits::ENVELOPE), Some(limits::ENVELOPE));
        assert_eq!(padded_size(limits::ENVELOPE + 1), None);
    }

    proptest! {
        #[test]
        fn padding_is_enough_idempotent_and_costs_at_most_a_sixteenth_beyond_16_kib(length in 0..=limits::ENVELOPE) {
            let size = padded_size(length).expect("within the limit");
            prop_assert!(size >= length && is_padded_size(size));
            prop_assert!(length <= 16 * 1024 || (size - length) * 16 < length);
        }
    }
}
