//! The envelope that everything encrypted travels in: format 1, suite 1.
//!
//! ```text
//!  0  2  "UK"
//!  2  1  format = 1
//!  3  1  suite  = 1   XChaCha20-Poly1305, HKDF-SHA256
//!  4 16  space_id
//! 20 16  record_id
//! 36  4  epoch
//! 40 24  nonce
//! 64 32  commitment
//! 96  n  ciphertext ‖ tag 16
//! ```

mod body;
mod padding;
mod record;
mod sealing;
#[cfg(test)]
mod tests;

use std::fmt;

use sha2::{Digest, Sha256};
use thiserror::Error;

#[cfg(any(test, feature = "decoders-for-fuzzing"))]
pub(crate) use body::unpad;
pub use body::{BodyBytes, BodyTooLong};
pub use record::{RecordPlace, open_record, seal_record};
pub use sealing::OpenEnvelopeError;
pub(crate) use sealing::{Slot, open, seal};

use crate::Id;
use crate::hazmat::{COMMIT_LEN, NONCE_LEN, TAG_LEN};

const MAGIC: [u8; 2] = *b"UK";
const FORMAT: u8 = 1;
const SUITE: u8 = 1;
const SPACE_AT: usize = 4;
const RECORD_AT: usize = 20;
const EPOCH_AT: usize = 36;
const NONCE_AT: usize = 40;
const COMMIT_AT: usize = NONCE_AT + NONCE_LEN;
const HEADER_LEN: usize = COMMIT_AT + COMMIT_LEN;

/// An encrypted record, keyring or chunk: a header that was understood, and ciphertext that was not looked at.
///
/// What it holds is known only once it was opened; until then every byte of it may be the server's.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope(Vec<u8>);

/// The SHA-256 of an envelope, which names one version of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionHash(pub [u8; 32]);

/// Why bytes are not an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ParseEnvelopeError {
    /// They do not begin as an envelope does.
    #[error("the bytes are not an envelope")]
    NotAnEnvelope,
    /// A format that this app does not know; formats above 1 come from newer versions.
    #[error("the envelope has format {format}, which this app does not know")]
    UnknownFormat {
        /// The format that the envelope names.
        format: u8,
    },
    /// A suite that this app does not know. The suite is fixed in the app, so nothing falls back to another one.
    #[error("the envelope has suite {suite}, which this app does not know")]
    UnknownSuite {
        /// The suite that the envelope names.
        suite: u8,
    },
    /// No envelope has this size: it was cut off, or something was added.
    #[error("no envelope is {length} bytes long")]
    BadSize {
        /// How many bytes there are.
        length: usize,
    },
}

impl Envelope {
    /// How many bytes header and tag take.
    pub const OVERHEAD: usize = HEADER_LEN + TAG_LEN;
    /// The length of the longest envelope in bytes.
    pub const MAX_LEN: usize = padding::LONGEST;

    /// Reads the header of what came from a server or a file; nothing is decrypted.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, ParseEnvelopeError> {
        if !bytes.starts_with(&MAGIC) && !MAGIC.starts_with(&bytes) {
            return Err(ParseEnvelopeError::NotAnEnvelope);
        }
        // Before the size: other formats may have other sizes.
        match *bytes.get(2..4).unwrap_or_default() {
            [format, _] if format != FORMAT => return Err(ParseEnvelopeError::UnknownFormat { format }),
            [_, suite] if suite != SUITE => return Err(ParseEnvelopeError::UnknownSuite { suite }),
            _ => {}
        }
        if !padding::is_padded_size(bytes.len()) {
            return Err(ParseEnvelopeError::BadSize { length: bytes.len() });
        }
        Ok(Self(bytes))
    }

    /// The space of the record; of a keyring, its account.
    pub fn space_id(&self) -> Id {
        self.field(SPACE_AT)
    }

    /// The record; of a keyring, zeros.
    pub fn record_id(&self) -> Id {
        self.field(RECORD_AT)
    }

    /// Which key of the space, or of the account, it says it was sealed under.
    pub fn epoch(&self) -> u32 {
        u32::from_be_bytes(self.field(EPOCH_AT))
    }

    /// The hash that names this version.
    pub fn version_hash(&self) -> VersionHash {
        VersionHash(Sha256::digest(&self.0).into())
    }

    /// All bytes, as they are sent and stored.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// All bytes, as they are sent and stored.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// Space, record and epoch together, as they are bound into the record's keys.
    fn place(&self) -> &[u8] {
        &self.0[SPACE_AT..NONCE_AT]
    }

    fn field<const N: usize>(&self, at: usize) -> [u8; N] {
        std::array::from_fn(|i| self.0[at + i])
    }
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Envelope(epoch {}, {} bytes)", self.epoch(), self.0.len())
    }
}
