//! Records: pushed, pulled, compared.

use minicbor::{Decode, Encode};

use crate::id::{HistoryId, RecordId, SpaceId, VersionHash};
use crate::sealed::Sealed;

/// Where a reader stands in a space; only the server that made it reads it.
///
/// One of another life of the database, or from beyond its newest change, is answered from the beginning of the space.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct Cursor(#[cbor(n(0), with = "minicbor::bytes")] pub Vec<u8>);

/// A page of changes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Changes {
    /// The life of the database that answers. Another than before: everything is compared again.
    #[n(0)]
    pub history: HistoryId,
    /// The number of the space's newest change. Lower than one already seen: the same.
    #[n(1)]
    pub head: u64,
    /// In the order of their numbers; at least one if any is left.
    #[n(2)]
    pub records: Vec<ChangedRecord>,
    /// Where to go on.
    #[n(3)]
    pub cursor: Cursor,
    /// Whether more is left.
    #[n(4)]
    pub more: bool,
}

/// The newest version of a record.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ChangedRecord {
    /// The record.
    #[n(0)]
    pub id: RecordId,
    /// The number of this change in its space, counted from 1.
    #[n(1)]
    pub seq: u64,
    /// How many versions of this record the server has had.
    #[n(2)]
    pub revision: u64,
    /// The version.
    #[n(3)]
    pub sealed: Sealed,
}

/// Stores new versions.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Push {
    /// At most [`crate::limits::PUSH_ITEMS`], of different records.
    #[n(0)]
    pub items: Vec<PushItem>,
}

/// A new version of a record.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PushItem {
    /// The record.
    #[n(0)]
    pub id: RecordId,
    /// The revision that it was made from; 0 if the server had none.
    #[n(1)]
    pub base_revision: u64,
    /// The version.
    #[n(2)]
    pub sealed: Sealed,
    /// The hash of the version that it was made from. After a server went back, another version may have its revision.
    #[n(3)]
    pub base_hash: Option<VersionHash>,
}

/// The answers to a push, in the order of its items.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PushAnswers {
    /// One for each item.
    #[n(0)]
    pub answers: Vec<PushAnswer>,
    /// Behind the highest number that an answer names: who knows every change before the first of them may go on from here.
    /// None where no answer names one.
    #[n(1)]
    pub cursor: Option<Cursor>,
}

/// What became of a pushed version.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum PushAnswer {
    /// It is the newest.
    #[n(0)]
    Stored {
        /// Its revision.
        #[n(0)]
        revision: u64,
        /// Its number in the space.
        #[n(1)]
        seq: u64,
    },
    /// It was the newest already.
    #[n(1)]
    Same {
        /// Its revision.
        #[n(0)]
        revision: u64,
        /// Its number in the space.
        #[n(1)]
        seq: u64,
    },
    /// The server has another revision than the one it was made from: merge, and push again.
    #[n(2)]
    Conflict {
        /// The newest revision; 0 if the server has none.
        #[n(0)]
        revision: u64,
        /// The newest version. None with revision 0: the server has none. None with another revision: the versions of the
        /// conflicts before are [`crate::limits::CHANGES_BYTES`] already, so this one comes with the next pull.
        #[n(1)]
        sealed: Option<Sealed>,
    },
}

impl PushAnswer {
    /// The number in the space of the version that was pushed, if it is the newest.
    #[must_use]
    pub const fn seq(&self) -> Option<u64> {
        match self {
            Self::Stored { seq, .. } | Self::Same { seq, .. } => Some(*seq),
            Self::Conflict { .. } => None,
        }
    }
}

/// A page of the index.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct IndexPage {
    /// The life of the database that answers.
    #[n(0)]
    pub history: HistoryId,
    /// The number of the space's newest change.
    #[n(1)]
    pub head: u64,
    /// At most [`crate::limits::INDEX_ITEMS`], in the order of the ids.
    #[n(2)]
    pub entries: Vec<IndexEntry>,
    /// Whether more is left.
    #[n(3)]
    pub more: bool,
}

/// Which version of a record the server holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct IndexEntry {
    /// The record.
    #[n(0)]
    pub id: RecordId,
    /// Its revision.
    #[n(1)]
    pub revision: u64,
    /// The hash of the version.
    #[n(2)]
    pub hash: VersionHash,
}

/// Says what a device holds. Refused with `head_moved` beyond the newest change, which only an older database can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Ack {
    /// Everything up to this number.
    #[n(0)]
    pub seq: u64,
}

/// Lets go of erased records for good.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Purge {
    /// At most [`crate::limits::PURGE_IDS`].
    #[n(0)]
    pub ids: Vec<RecordId>,
}

/// What was let go.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Purged {
    /// Those that every device had seen.
    #[n(0)]
    pub ids: Vec<RecordId>,
}

/// The spaces that changed while a device waited; none if the time ran out.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct WaitAnswer {
    /// Each with its new head.
    #[n(0)]
    pub heads: Vec<(SpaceId, u64)>,
    /// The keyring's revision, which changes when a device joins or leaves.
    #[n(1)]
    pub keyring_revision: u64,
}
