//! What came of a sync, and what the person must be told of it.

use ukhwah_protocol::api::Fault;
use ukhwah_protocol::error::{ErrorCode, RemovalNotice};
use ukhwah_protocol::id::{RecordId, RecoveryId};

use crate::keychain::{CannotRotate, KeyringRefusal, Unreadable};
use crate::local::{Heard, LocalError};

/// What came of a sync. Whatever stopped it, what was done before is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many versions came that this device did not have.
    pub pulled: u64,
    /// How many versions the server took.
    pub pushed: u64,
    /// How many versions a full comparison found that should have come before it.
    pub repaired: u64,
    /// What the person must be told, each at most once.
    pub notices: Vec<Notice>,
    /// What stopped it before its end.
    pub stopped: Option<Stop>,
    /// The other devices, and when each was last heard of.
    pub heard: Vec<Heard>,
    /// The recovery sheet that the server lets in, if it was asked for the keyring.
    pub lets_in: Option<Option<RecoveryId>>,
}

/// What the person must be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The server lost records, and they are being put back.
    PuttingBack,
    /// Server and device differ in a way that this device cannot mend.
    NotRepairable,
    /// Another copy of this device writes under its identity; this one has taken a new one.
    CopyOfAnotherPhone,
    /// So many records cannot be read, and the reason of the first; they are kept as they came.
    Unreadable {
        /// How many.
        count: u64,
        /// Why, with an example of each reason.
        reasons: Vec<(Unreadable, RecordId)>,
    },
    /// Another device erased so much at once that the person is asked whether to keep it.
    MassErase {
        /// How many records wait for the answer.
        count: u64,
    },
    /// The keyring that the server shows is not taken.
    Keyring(KeyringRefusal),
    /// These records changed elsewhere each time they were sent.
    StillConflicting(Vec<RecordId>),
    /// The server does not take these records at all.
    NotTaken(Vec<RecordId>),
    /// These records are too long for a server.
    TooLong(Vec<RecordId>),
}

/// What stopped a sync.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stop {
    /// The server did not answer, or answered nonsense, or refused.
    #[error(transparent)]
    Server(#[from] Fault),
    /// The server does what no server of this protocol does.
    #[error(transparent)]
    Misbehaves(#[from] Misbehaviour),
    /// The database refused.
    #[error(transparent)]
    Local(#[from] LocalError),
    /// A rotation cannot be made.
    #[error(transparent)]
    Rotation(#[from] CannotRotate),
    /// A removal needs a keyring that the server does not show.
    #[error(transparent)]
    Keyring(#[from] KeyringRefusal),
    /// The space kept changing while a device was being removed: to be tried again.
    #[error("the space changed again and again while a device was being removed")]
    StillMoving,
    /// The server says that this device was removed.
    #[error("this device was removed")]
    Removed {
        /// Whether the person said so: without their signature nothing is wiped.
        is_verified: bool,
        /// Whether the person wants what it holds erased; only if they signed it.
        erase: bool,
    },
}

/// What no server of this protocol does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misbehaviour {
    /// The changes of a page are not in order, or were there before.
    #[error("the server repeats changes or brings them out of order")]
    PageOrder,
    /// It promises more and gives nothing.
    #[error("the server promises more changes and gives none")]
    EmptyPage,
    /// It changes the life of its database again and again.
    #[error("the server says again and again that it begins anew")]
    FlappingHistory,
    /// It answers a push with more or fewer answers than there were items.
    #[error("the server does not answer each item of a push")]
    Answers,
    /// The pages of its index are not in order.
    #[error("the server's index is not in order")]
    IndexOrder,
    /// It says that an epoch is over and shows no keyring that says so.
    #[error("the server closes an epoch without a keyring that does")]
    EpochWithoutKeyring,
}

impl Outcome {
    /// Whether it came to its end, but for records that a full account does not take.
    #[must_use]
    pub fn is_through(&self) -> bool {
        self.stopped.as_ref().is_none_or(|stop| stop.code() == Some(ErrorCode::QuotaFull))
    }

    pub(crate) fn tell(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}

impl Stop {
    /// The code of the server's refusal, if that is what it was.
    #[must_use]
    pub const fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Server(fault) => fault.code(),
            _ => None,
        }
    }

    /// The proof that a server shows with `device_removed`.
    pub(crate) const fn removal(&self) -> Option<Option<&RemovalNotice>> {
        match self {
            Self::Server(Fault::Refused { code: ErrorCode::DeviceRemoved, notice, .. }) => Some(notice.as_ref()),
            _ => None,
        }
    }
}
