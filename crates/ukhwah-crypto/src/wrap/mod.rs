//! Keys wrapped for someone who holds a private key: HPKE (RFC 9180) in mode PSK, single-shot.
//!
//! ```text
//!  0  1  version = 1
//!  1  1  kind        1 own device, 2 pairing bundle, 3 recovery sheet
//!  2  4  epoch       of the keyring key inside
//!  6 32  enc
//! 38  n  ciphertext ‖ tag 16
//! ```

mod device;
mod sealing;
mod sheet;
#[cfg(test)]
mod tests;

use std::fmt;

use thiserror::Error;

pub use device::{DeviceWrapPlace, unwrap_on_device, wrap_for_device};
pub(crate) use sealing::{WrapSlot, unwrap, unwrap_key, wrap};
pub use sheet::{unwrap_with_sheet, wrap_for_sheet};

use crate::hazmat::{ENC_LEN, TAG_LEN};

const VERSION: u8 = 1;
const HEAD_LEN: usize = 6;
const OVERHEAD: usize = HEAD_LEN + ENC_LEN + TAG_LEN;

/// What is wrapped for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WrapKind {
    /// A keyring key for one of the person's devices.
    Device,
    /// What a new device needs to begin, for that device.
    Pairing,
    /// A keyring key for the recovery sheet.
    Sheet,
}

impl WrapKind {
    /// The byte that stands for it, also on the server.
    pub const fn to_byte(self) -> u8 {
        match self {
            Self::Device => 1,
            Self::Pairing => 2,
            Self::Sheet => 3,
        }
    }

    const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::Device),
            2 => Some(Self::Pairing),
            3 => Some(Self::Sheet),
            _ => None,
        }
    }

    /// The length of a whole wrap of this kind in bytes.
    pub const fn wrap_len(self) -> usize {
        match self {
            Self::Device | Self::Sheet => OVERHEAD + 32,
            Self::Pairing => OVERHEAD + crate::pairing::BUNDLE_LEN,
        }
    }
}

/// A wrapped key: a header that was understood, and ciphertext that was not looked at.
#[derive(Clone, PartialEq, Eq)]
pub struct Wrap {
    kind: WrapKind,
    bytes: Vec<u8>,
}

/// Why bytes are not a wrapped key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ParseWrapError {
    /// A version that this app does not know; versions above 1 come from newer ones.
    #[error("the wrapped key has version {version}, which this app does not know")]
    UnknownVersion {
        /// The version that the wrap names.
        version: u8,
    },
    /// A kind that this app does not know.
    #[error("the wrapped key is of kind {kind}, which this app does not know")]
    UnknownKind {
        /// The kind that the wrap names.
        kind: u8,
    },
    /// No wrap of its kind has this length.
    #[error("no wrapped key of its kind is {length} bytes long")]
    BadLength {
        /// How many bytes there are.
        length: usize,
    },
}

/// Why no key was wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WrapError {
    /// The public key is of small order: everybody would know what is wrapped for it.
    #[error("the public key is of small order")]
    SmallOrder,
    /// The two keys are not of two epochs, one right after the other.
    #[error("the keyring keys are not of consecutive epochs")]
    NotTheNextEpoch,
}

/// Why a wrapped key did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum UnwrapError {
    /// It is a wrap of another kind.
    #[error("the wrapped key is of another kind")]
    OtherKind,
    /// It holds the key of an epoch that cannot be opened from here.
    #[error("the wrapped key is of epoch {epoch}, which is not the one expected")]
    OtherEpoch {
        /// The epoch that the wrap names.
        epoch: u32,
    },
    /// The encapsulated key is of small order, so no honest device made it.
    #[error("the encapsulated key is of small order")]
    SmallOrder,
    /// It was changed, or wrapped for someone else: another device, account, organization, epoch or secret.
    #[error("the wrapped key was changed, or is for someone else")]
    NotAuthentic,
    /// A pairing bundle is of another organization than the old device said.
    #[error("the pairing bundle is of another organization")]
    OtherOrganization,
}

impl Wrap {
    /// Reads the header of what came from a server; nothing is decrypted.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, ParseWrapError> {
        let length = bytes.len();
        let [version, kind, ..] = *bytes.as_slice() else {
            return Err(ParseWrapError::BadLength { length });
        };
        if version != VERSION {
            return Err(ParseWrapError::UnknownVersion { version });
        }
        let kind = WrapKind::from_byte(kind).ok_or(ParseWrapError::UnknownKind { kind })?;
        if length != kind.wrap_len() {
            return Err(ParseWrapError::BadLength { length });
        }
        Ok(Self { kind, bytes })
    }

    /// What is wrapped for whom.
    pub fn kind(&self) -> WrapKind {
        self.kind
    }

    /// The epoch of the keyring key that it says it holds.
    pub fn epoch(&self) -> u32 {
        u32::from_be_bytes(std::array::from_fn(|i| self.bytes[2 + i]))
    }

    /// All bytes, as they are sent and stored.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// All bytes, as they are sent and stored.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl fmt::Debug for Wrap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Wrap({:?}, epoch {})", self.kind, self.epoch())
    }
}
