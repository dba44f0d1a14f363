//! What the engine needs of a device's database.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};
use ukhwah_domain::record::Actor;
use ukhwah_protocol::id::{DeviceId, HistoryId, RecordId, VersionHash};
use ukhwah_protocol::message::Cursor;
use ukhwah_protocol::sealed::Sealed;

use crate::content::{CHECKPOINT, Content, ERASED, is_list_id};
use crate::keychain::Unreadable;
use crate::made::Made;

/// Why a device's database did not do what it was asked. A transaction that failed has changed nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocalError {
    /// No room is left.
    #[error("the disk is full")]
    DiskFull,
    /// It is locked, damaged, read-only, or gone; the text is for the log.
    #[error("the database refused: {0}")]
    Refused(String),
}

/// A device's database.
pub trait Local {
    /// Reads and writes, all or nothing. Nobody else writes meanwhile, the person included.
    ///
    /// # Errors
    /// Whatever `work` returns, or why it could not be kept.
    fn transact<T, E: From<LocalError>>(
        &mut self,
        work: impl FnOnce(&mut dyn Transaction) -> Result<T, E>,
    ) -> Result<T, E>;
}

/// One open transaction; it reads what it wrote.
///
/// # Errors
/// Each returns a [`LocalError`].
#[expect(clippy::missing_errors_doc, reason = "said once for all of them")]
pub trait Transaction {
    /// This copy of the app, as its edits name it.
    fn actor(&self) -> Result<Actor, LocalError>;
    /// Gives this copy of the app another identity, and with it the edits of every dirty row beyond its `pushed_n`, which
    /// nobody else has seen: another copy may go on under the old one. `pushed_n` is 0 in all rows afterwards, since it
    /// counts the edits of the identity.
    fn renew_actor(&mut self, actor: Actor) -> Result<(), LocalError>;

    /// Where this device stands with the server; the default before the first time.
    fn link(&self) -> Result<Link, LocalError>;
    /// Keeps where this device stands.
    fn set_link(&mut self, link: &Link) -> Result<(), LocalError>;

    /// The rows of these ids, in whatever order; those that are not there are left out.
    fn rows(&self, ids: &[RecordId]) -> Result<Vec<Row>, LocalError>;
    /// The same without what the rows hold.
    fn outlines(&self, ids: &[RecordId]) -> Result<Vec<Outline>, LocalError>;
    /// At most `limit` rows that are dirty, by id, after `after`.
    fn dirty(&self, after: Option<RecordId>, limit: usize) -> Result<Vec<Row>, LocalError>;
    /// All rows with a version that cannot be read.
    fn unreadable(&self) -> Result<Vec<Row>, LocalError>;
    /// All rows of a kind below 16, where 0 stands for what was erased.
    fn of_kind(&self, kind: u16) -> Result<Vec<Row>, LocalError>;
    /// Which version the server holds of each row, for all rows.
    fn versions(&self) -> Result<Vec<Version>, LocalError>;
    /// How many rows hold a noun, kind 16 and up.
    fn count(&self) -> Result<u64, LocalError>;
    /// Writes rows, new ones or in the place of those of the same ids, and whatever is derived from them.
    fn put(&mut self, rows: &[Row]) -> Result<(), LocalError>;
    /// Writes what is known of rows beside their content; ids that are not there are passed over.
    fn mark(&mut self, marks: &[Mark]) -> Result<(), LocalError>;
    /// Removes rows without a trace.
    fn remove(&mut self, ids: &[RecordId]) -> Result<(), LocalError>;

    /// What lies in the trays, of which what is [`Link::unsure`] is on its way to the server.
    fn outbox(&self) -> Result<Vec<Parcel>, LocalError>;
    /// Lays this in a tray, in the place of whatever was.
    fn set_outbox(&mut self, tray: Tray, parcels: &[Parcel]) -> Result<(), LocalError>;

    /// Lays copies of what another device erased aside.
    fn shelve(&mut self, copies: &[Shelved]) -> Result<(), LocalError>;
    /// What was laid aside.
    fn shelf(&self) -> Result<Vec<Shelved>, LocalError>;
    /// Takes everything from the shelf that `is_held` says, or that it denies.
    fn clear_shelf(&mut self, is_held: bool) -> Result<(), LocalError>;
    /// Everything on the shelf is held from now on.
    fn hold_shelf(&mut self) -> Result<(), LocalError>;

    /// Keeps the keychain.
    fn set_keyring(&mut self, kept: &[u8]) -> Result<(), LocalError>;
    /// The changes of the keyring that this device made.
    fn made(&self) -> Result<Made, LocalError>;
    /// Keeps them.
    fn set_made(&mut self, made: &Made) -> Result<(), LocalError>;
    /// A rotation that was begun; it holds keys.
    fn rotation(&self) -> Result<Option<Vec<u8>>, LocalError>;
    /// Keeps a rotation that was begun, or lets it go.
    fn set_rotation(&mut self, kept: Option<&[u8]>) -> Result<(), LocalError>;
}

/// A record on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The record.
    pub id: RecordId,
    /// What it holds here; none if nothing readable has ever come.
    pub content: Option<Content>,
    /// The version that the server holds, as far as this device knows; none if the server has none.
    pub base: Option<Base>,
    /// Whether `content` says more than that version.
    pub dirty: bool,
    /// The highest edit of this copy of the app that was ever packed to leave for the server.
    pub pushed_n: u64,
    /// The version of `base`, if it cannot be read. The row is then not sent, unless that is a forgery or the row erased.
    pub unread: Option<Unread>,
}

/// A version that the server holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Base {
    /// How many versions of the record there were.
    pub revision: u64,
    /// Its hash.
    pub hash: VersionHash,
}

/// A version that cannot be read, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The version.
    pub sealed: Sealed,
    /// Why.
    pub why: Unreadable,
}

/// All of a row but its content and what cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The record.
    pub id: RecordId,
    /// As in [`Row`].
    pub base: Option<Base>,
    /// As in [`Row`].
    pub dirty: bool,
    /// As in [`Row`].
    pub pushed_n: u64,
}

/// Which version the server holds of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// The record.
    pub id: RecordId,
    /// Whether the row holds a checkpoint.
    pub is_checkpoint: bool,
    /// The version.
    pub base: Option<Base>,
    /// Whether it cannot be read.
    pub is_unread: bool,
}

/// Where snapshots lie on their way to the server: the next ones are laid out while the answer to the last is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tray {
    /// The one.
    First,
    /// The other.
    Second,
}

impl Tray {
    /// Both.
    pub const ALL: [Self; 2] = [Self::First, Self::Second];

    pub(crate) const fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

/// A snapshot of a row on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Parcel {
    /// The record.
    #[n(0)]
    pub id: RecordId,
    /// The revision that it was made from; 0 if the server had none.
    #[n(1)]
    pub base_revision: u64,
    /// The sealed bytes, which are sent again unchanged until there is an answer.
    #[n(2)]
    pub sealed: Sealed,
    /// SHA-256 of the body that was sealed, by which a later change of the row is noticed.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub digest: [u8; 32],
    /// Whether it is a checkpoint.
    #[n(4)]
    pub is_checkpoint: bool,
}

/// A row without its content, of which it has the digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outline {
    /// What is known of the row.
    pub mark: Mark,
    /// SHA-256 of what it holds, as far as it is known without reading it; another one says nothing.
    pub digest: Option<[u8; 32]>,
    /// Whether there is a version of it that cannot be read.
    pub is_unread: bool,
}

/// A copy of a noun that another device erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// The record that it was.
    pub id: RecordId,
    /// What it held.
    pub content: Content,
    /// Whether it waits for the person's answer; if not, for the end of the sync in which it was erased.
    pub is_held: bool,
}

/// Where a device stands with the server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Link {
    /// The life of the server's database.
    #[n(0)]
    pub history: Option<HistoryId>,
    /// From where to pull on.
    #[n(1)]
    pub cursor: Option<Cursor>,
    /// The newest change that was applied.
    #[n(2)]
    pub seq: u64,
    /// The newest change that was heard of.
    #[n(3)]
    pub head: u64,
    /// The newest change that was applied and is no checkpoint.
    #[n(4)]
    pub content_seq: u64,
    /// What the server was told is held here.
    #[n(5)]
    pub acked: u64,
    /// Whether everything is to be compared with the server's index.
    #[n(6)]
    pub compare: bool,
    /// When that was last done, in milliseconds since 1970 UTC.
    #[n(7)]
    pub compared_at: Option<i64>,
    /// The checkpoints of other devices that differed although everything had been compared.
    #[n(8)]
    pub compared_with: BTreeMap<RecordId, VersionHash>,
    /// This device's checkpoint.
    #[n(9)]
    pub checkpoint: Option<OwnCheckpoint>,
    /// What other devices erased since the last sync that ended.
    #[n(10)]
    pub hold: Option<Hold>,
    /// With which keyring, and for which reader, unreadable records were last tried.
    #[n(11)]
    pub retried: (u64, u16),
    /// What is on its way, of which nobody knows whether it arrived.
    #[n(12)]
    pub unsure: Option<Unsure>,
    /// The close list after which it was last looked for what this device wrote and no list names.
    #[cbor(n(13), with = "minicbor::bytes")]
    pub vouched: Option<[u8; 32]>,
    /// When the server was last seen to have gone back, in milliseconds since 1970 UTC.
    #[n(14)]
    pub went_back_at: Option<i64>,
    /// What was on its way under an identity that this copy has given up since, and has no answer either.
    #[cbor(n(15), default)]
    pub earlier: BTreeMap<RecordId, Earlier>,
}

/// A snapshot that was on its way under an identity that was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Earlier {
    /// The identity.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub actor: [u8; 8],
    /// How many of its edits had left before.
    #[n(1)]
    pub before: u64,
}

/// What is on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Unsure {
    /// Under which identity its edits were made.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub actor: [u8; 8],
    /// For each record without an answer, how many edits of this identity had left before.
    #[n(1)]
    pub sent: BTreeMap<RecordId, u64>,
    /// For each of them that the server holds, the version that its snapshot was made from.
    #[cbor(n(2), default)]
    pub bases: BTreeMap<RecordId, VersionHash>,
}

/// The last checkpoint that this device made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct OwnCheckpoint {
    /// Its record.
    #[n(0)]
    pub id: RecordId,
    /// When, in milliseconds since 1970 UTC.
    #[n(1)]
    pub at: i64,
    /// The set hash that it said.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub set: [u8; 32],
}

/// What other devices erased since the last sync that ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Hold {
    /// How many nouns there were before.
    #[n(0)]
    pub before: u64,
    /// How many of them were erased.
    #[n(1)]
    pub erased: u64,
}

impl Unsure {
    /// Nothing is on its way yet.
    pub(crate) const fn none(actor: Actor) -> Self {
        Self { actor: actor.0, sent: BTreeMap::new(), bases: BTreeMap::new() }
    }

    pub(crate) fn names(&self, ids: &[RecordId]) -> bool {
        ids.iter().all(|id| self.sent.contains_key(id))
    }

    fn settle(&mut self, ids: &[RecordId]) {
        for id in ids {
            self.sent.remove(id);
            self.bases.remove(id);
        }
    }
}

impl Parcel {
    /// Keeps what is on its way as bytes.
    #[must_use]
    pub fn all_to_bytes(parcels: &[Self]) -> Vec<u8> {
        minicbor::to_vec(parcels).expect("writing to memory does not fail")
    }

    /// Reads it again; `None` if the bytes did not come from [`Self::all_to_bytes`].
    #[must_use]
    pub fn all_from_bytes(bytes: &[u8]) -> Option<Vec<Self>> {
        minicbor::decode(bytes).ok()
    }
}

impl Link {
    /// Whether it is not known of a record how much of it has left.
    pub(crate) fn is_unsure(&self, id: RecordId) -> bool {
        self.earlier.contains_key(&id) || self.unsure.as_ref().is_some_and(|unsure| unsure.sent.contains_key(&id))
    }

    /// What is on its way is of an identity that was given up.
    pub(crate) fn give_up(&mut self, unsure: Unsure) {
        for (id, before) in unsure.sent {
            self.earlier.entry(id).or_insert(Earlier { actor: unsure.actor, before });
        }
    }

    /// These have their answer.
    pub(crate) fn settle(&mut self, ids: &[RecordId]) {
        for id in ids {
            self.earlier.remove(id);
        }
        if let Some(unsure) = &mut self.unsure {
            unsure.settle(ids);
        }
        self.unsure = self.unsure.take().filter(|unsure| !unsure.sent.is_empty());
    }

    /// Keeps it as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory does not fail")
    }

    /// Reads it again; `None` if the bytes did not come from [`Self::to_bytes`].
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        minicbor::decode(bytes).ok()
    }
}

impl Row {
    /// A row of which nothing is known.
    #[must_use]
    pub const fn new(id: RecordId) -> Self {
        Self { id, content: None, base: None, dirty: false, pushed_n: 0, unread: None }
    }

    pub(crate) const fn mark(&self) -> Mark {
        Mark { id: self.id, base: self.base, dirty: self.dirty, pushed_n: self.pushed_n }
    }

    /// The version that cannot be read and must stay: all but a forgery in the place of what the row holds, and whatever
    /// was erased.
    pub(crate) fn kept_unread(&self) -> Option<&Unread> {
        let content = self.content.as_ref();
        let is_replaced = |unread: &&Unread| {
            content.is_some_and(|content| unread.why == Unreadable::EpochClosed || content.kind() == ERASED)
        };
        self.unread.as_ref().filter(|unread| !is_replaced(unread))
    }

    /// Whether it is a list of what stays valid under keys that are not here.
    pub(crate) fn is_closed_list(&self) -> bool {
        self.content.is_none() && is_list_id(self.id)
    }

    /// Whether it holds what a device says that it has, which says nothing of what changed.
    pub(crate) fn is_checkpoint(&self) -> bool {
        self.unread.is_none() && self.content.as_ref().is_some_and(|content| content.kind() == CHECKPOINT)
    }

    /// The row's own number of an actor's edits.
    pub(crate) fn seen_of(&self, actor: Actor) -> u64 {
        self.content.as_ref().and_then(|content| content.seen().get(&actor)).copied().unwrap_or(0)
    }
}

/// The last that was heard of a device, by its own checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The device.
    pub device: DeviceId,
    /// When it made the checkpoint, in milliseconds since 1970 UTC by its own clock.
    pub at: i64,
}
