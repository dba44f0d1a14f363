//! One trait for both ends of the protocol: what a device that is logged in asks.

use crate::error::{ErrorCode, RemovalNotice};
use crate::id::{RecordId, SpaceId};
use crate::message::{
    Changes, Cursor, Hello, IndexPage, KeyringChange, KeyringChanged, KeyringState, PushAnswers, PushItem,
};

/// Why an answer did not come, or was no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No answer came: nobody knows whether the request was carried out.
    #[error("the server did not answer")]
    Unreachable,
    /// An answer came that no server of this protocol gives: a page of a hotel, a redirect, an endless body.
    #[error("what answered is not a server of this protocol")]
    NotAServer,
    /// The server refused.
    #[error("the server refused: {}", code.as_str())]
    Refused {
        /// Why.
        code: ErrorCode,
        /// After how many seconds it may be asked again, where it said so.
        retry_after: Option<u32>,
        /// With `device_removed`: what the server shows as its proof.
        notice: Option<RemovalNotice>,
    },
}

impl Fault {
    /// A refusal with nothing but its code.
    #[must_use]
    pub const fn refused(code: ErrorCode) -> Self {
        Self::Refused { code, retry_after: None, notice: None }
    }

    /// The code, if the server refused.
    #[must_use]
    pub const fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            Self::Unreachable | Self::NotAServer => None,
        }
    }
}

/// What a device that is logged in asks of a server. Blocking: it is called on threads of its own.
///
/// Every call may be made again after any fault: a push is recognized by its version hashes, a change of the keyring by its
/// revision and hash, the rest changes nothing the second time.
///
/// # Errors
/// Each returns a [`Fault`].
#[expect(clippy::missing_errors_doc, reason = "said once for all of them")]
pub trait SyncApi {
    /// Which server this is.
    fn hello(&self) -> Result<Hello, Fault>;
    /// The keyring, and the wraps of it that this device or sheet can open.
    fn keyring(&self) -> Result<KeyringState, Fault>;
    /// Changes the keyring, and with it devices, epoch and sheet, all or nothing.
    fn change_keyring(&self, change: &KeyringChange) -> Result<KeyringChanged, Fault>;
    /// Says that this device holds the key of an epoch, so that older wraps for it may go.
    fn ack_keyring(&self, epoch: u32) -> Result<(), Fault>;
    /// What changed in a space after `cursor`, oldest first; from its beginning without one.
    fn changes(&self, space: SpaceId, cursor: Option<&Cursor>, limit: u16) -> Result<Changes, Fault>;
    /// Stores new versions of at most [`crate::limits::PUSH_ITEMS`] records; the answers are in the order of the items. Until
    /// they are there, `meanwhile` is done, once, or not at all where it cannot be asked.
    fn push(&self, space: SpaceId, items: &[PushItem], meanwhile: &mut dyn FnMut()) -> Result<PushAnswers, Fault>;
    /// Which versions the server holds, in the order of the ids, after `after`.
    fn index(&self, space: SpaceId, after: Option<RecordId>) -> Result<IndexPage, Fault>;
    /// Says that this device holds everything of a space up to `seq`.
    fn ack(&self, space: SpaceId, seq: u64) -> Result<(), Fault>;
    /// Lets go of erased records for good; returns those that every device has seen and that are now gone.
    fn purge(&self, space: SpaceId, ids: &[RecordId]) -> Result<Vec<RecordId>, Fault>;
}
