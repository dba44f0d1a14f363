use std::fmt;

use thiserror::Error;
use zeroize::Zeroizing;

use super::{Envelope, padding};

const LENGTH_LEN: usize = 4;

/// The bytes of a body in the clear: what is inside an envelope, without its padding; wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct BodyBytes(Zeroizing<Vec<u8>>);

/// A body does not fit into the longest envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a body of {length} bytes does not fit into an envelope")]
pub struct BodyTooLong {
    /// How many bytes the body has.
    pub length: usize,
}

/// What the authenticated inside of an envelope has wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnpadError {
    LengthBeyondEnd,
    PaddingNotZero,
}

impl BodyBytes {
    /// The length of the longest body in bytes: larger things travel in chunks.
    pub const MAX_LEN: usize = Envelope::MAX_LEN - Envelope::OVERHEAD - LENGTH_LEN;

    /// Takes the encoded bytes of a body, of any length; sealing them refuses what is too long.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Shows the bytes; whoever calls this answers for every copy.
    pub fn expose_bytes(&self) -> &[u8] {
        &self.0
    }

    /// How long the envelope of this body is.
    pub fn sealed_len(&self) -> Result<usize, BodyTooLong> {
        let length = self.0.len();
        let least = length.saturating_add(Envelope::OVERHEAD + LENGTH_LEN);
        padding::padded_size(least).ok_or(BodyTooLong { length })
    }

    /// Appends `u32 length ‖ body ‖ zeros`, up to the place of the tag of an envelope of `sealed_len` bytes.
    pub(super) fn pad_into(&self, buffer: &mut Vec<u8>, sealed_len: usize) {
        let length = u32::try_from(self.0.len()).expect("it fits into an envelope");
        buffer.extend_from_slice(&length.to_be_bytes());
        buffer.extend_from_slice(&self.0);
        buffer.resize(sealed_len - super::TAG_LEN, 0);
    }
}

/// Takes the padding away again, in the same memory.
pub(crate) fn unpad(mut padded: Zeroizing<Vec<u8>>) -> Result<BodyBytes, UnpadError> {
    let (length, rest) = padded.split_first_chunk::<LENGTH_LEN>().ok_or(UnpadError::LengthBeyondEnd)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| UnpadError::LengthBeyondEnd)?;
    let (_, padding) = rest.split_at_checked(length).ok_or(UnpadError::LengthBeyondEnd)?;
    if padding.iter().any(|byte| *byte != 0) {
        return Err(UnpadError::PaddingNotZero);
    }
    padded.copy_within(LENGTH_LEN..LENGTH_LEN + length, 0);
    padded.truncate(length);
    Ok(BodyBytes(padded))
}

impl fmt::Debug for BodyBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BodyBytes(redacted)")
    }
}
