//! Requests and answers: CBOR maps with numbered fields.
//!
//! A number is never used again for something else. Readers ignore fields that they do not know.

mod account;
mod keyring;
mod login;
mod records;

use minicbor::{Decode, Encode};

use crate::id::{Fingerprint, HistoryId};

pub use account::{CreateAccount, CreateInvite, NewDevice, NewSheet};
pub use keyring::{
    AckKeyring, DeviceAdded, DeviceChange, DeviceRemoved, KeyringChange, KeyringChanged, KeyringState, ListedDevice,
    NewIdentity, SignedAct, SpaceHead, Wrap, WrapKind,
};
pub use login::{Challenge, ChallengeRequest, DeviceLogin, Login, LoginRequest, SheetLogin};
pub use records::{
    Ack, ChangedRecord, Changes, Cursor, IndexEntry, IndexPage, Purge, Purged, Push, PushAnswer, PushAnswers, PushItem,
    WaitAnswer,
};

/// The media type of requests and answers.
pub const MEDIA_TYPE: &str = "application/cbor";

/// Which server this is, before any login.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Hello {
    /// The version of the API.
    #[n(0)]
    pub api: u16,
    /// The lowest version of the API that the server still serves.
    #[n(1)]
    pub min_api: u16,
    /// The life of its database.
    #[n(2)]
    pub history: HistoryId,
    /// The organization's root document, whose fingerprint an invite names.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub root: Vec<u8>,
    /// How many bytes of sealed records an account may keep.
    #[n(4)]
    pub account_bytes: u64,
    /// How many records an account may keep.
    #[n(5)]
    pub account_records: u64,
}

impl Hello {
    /// The fingerprint of the root that the server shows.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.root)
    }
}

/// A body that is not the message it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the message cannot be read")]
pub struct ReadMessageError;

/// The bytes of a message.
#[must_use]
pub fn write<M: Encode<()>>(message: &M) -> Vec<u8> {
    minicbor::to_vec(message).unwrap_or_else(|never| unreachable!("writing to memory does not fail: {never}"))
}

/// Reads a message; nothing may follow it.
///
/// # Errors
/// If the bytes are anything else.
pub fn read<'b, M: Decode<'b, ()>>(bytes: &'b [u8]) -> Result<M, ReadMessageError> {
    let mut decoder = minicbor::Decoder::new(bytes);
    let message = decoder.decode().map_err(|_| ReadMessageError)?;
    if decoder.position() == bytes.len() { Ok(message) } else { Err(ReadMessageError) }
}

#[cfg(test)]
mod tests;
