//! What a record holds, as bytes: a noun, what is left of an erased one, or a list that only this crate reads.
//!
//! ```text
//! body = what ukhwah_domain::record writes down
//!      / { 1: 2 / 3 / 4, 2: 1, 3: [], 7: [* bytes] }   graveyard, close list, chunk
//! ```
//!
//! A graveyard's items are ids of 16 bytes. A close list's first item is its epoch, four bytes, and 16 random bytes that
//! name the attempt to remove a device, which may take several records; the others are an id and the first half of a
//! version hash. All are sorted by length, then by bytes, and none is there twice.

use std::collections::BTreeSet;

use minicbor::{Decoder, Encoder};
use sha2::{Digest, Sha256};
use ukhwah_crypto::close_list_hash;
use ukhwah_domain::record::{self, Body, DecodeError, Merged, Record, VersionVector};
use ukhwah_protocol::id::{RecordId, VersionHash};

/// The kind of what was erased.
pub const ERASED: u16 = 0;
/// The kind of a checkpoint: an ordinary record, one per device.
pub const CHECKPOINT: u16 = 1;
/// The kind of a graveyard.
pub const GRAVEYARD: u16 = 2;
/// The kind of a close list.
pub const CLOSE_LIST: u16 = 3;
/// The kind of a chunk of something larger.
pub const CHUNK: u16 = 4;
/// The first kind that belongs to `ukhwah-domain`.
pub const FIRST_NOUN: u16 = 16;
/// How many ids one graveyard holds.
pub const GRAVES: usize = 15_000;
/// How many lines one record of a close list holds.
pub const CLOSE_LINES: usize = 7_000;

const MAX_ITEMS: u64 = 15_000;
static EMPTY: VersionVector = VersionVector::new();

/// What a record holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A noun, a checkpoint, or what is left of something erased.
    Record(Body),
    /// A list of this crate's own.
    List(List),
}

/// A list: graveyard, close list or chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    kind: u16,
    items: BTreeSet<Item>,
}

/// What a close list belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Closing {
    /// The epoch that it opens.
    pub epoch: u32,
    /// The attempt to remove a device, at random.
    pub attempt: [u8; 16],
}

impl Closing {
    /// By what the keyring names a list with these lines. It tells apart two attempts with the same.
    #[must_use]
    pub fn hash(&self, lines: impl IntoIterator<Item = (RecordId, [u8; 16])>) -> [u8; 32] {
        let lines = lines.into_iter().map(|(id, half)| (id.0, half));
        close_list_hash(lines.chain([(self.attempt, [0; 16])]))
    }
}

/// Ordered as it is stored: the shorter first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Item(usize, Vec<u8>);

impl Item {
    fn of(bytes: &[u8]) -> Self {
        Self(bytes.len(), bytes.to_vec())
    }
}

impl List {
    /// A graveyard with these ids.
    #[must_use]
    pub fn graveyard(ids: impl IntoIterator<Item = RecordId>) -> Self {
        Self { kind: GRAVEYARD, items: ids.into_iter().map(|id| Item::of(&id.0)).collect() }
    }

    /// The part of a close list with these records, and the versions that stay valid.
    #[must_use]
    pub fn close(closing: Closing, lines: impl IntoIterator<Item = (RecordId, VersionHash)>) -> Self {
        let lines = lines.into_iter().map(|(id, hash)| Item::of(&[&id.0[..], &hash.0[..16]].concat()));
        let first = Item::of(&[&closing.epoch.to_be_bytes()[..], &closing.attempt].concat());
        Self { kind: CLOSE_LIST, items: std::iter::once(first).chain(lines).collect() }
    }

    /// The ids in a graveyard; none of another list.
    pub fn graves(&self) -> impl Iterator<Item = RecordId> {
        let ids = self.items.iter().filter(|_| self.kind == GRAVEYARD);
        ids.filter_map(|item| RecordId::try_from(item.1.as_slice()).ok())
    }

    /// What a close list belongs to; none of another list.
    #[must_use]
    pub fn closing(&self) -> Option<Closing> {
        let first = self.items.first().filter(|_| self.kind == CLOSE_LIST)?;
        let (epoch, attempt) = first.1.split_first_chunk::<4>()?;
        Some(Closing { epoch: u32::from_be_bytes(*epoch), attempt: attempt.try_into().ok()? })
    }

    /// The lines of a close list; none of another list.
    pub fn lines(&self) -> impl Iterator<Item = (RecordId, [u8; 16])> {
        let lines = self.items.iter().filter(|item| self.kind == CLOSE_LIST && item.0 == 32);
        lines.filter_map(|item| {
            let (id, half) = item.1.split_first_chunk::<16>()?;
            Some((RecordId(*id), half.try_into().ok()?))
        })
    }

    /// How many items it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    fn is_well_formed(&self) -> bool {
        match self.kind {
            GRAVEYARD => self.items.iter().all(|item| item.0 == 16),
            CLOSE_LIST => self.closing().is_some() && self.items.iter().skip(1).all(|item| item.0 == 32),
            _ => self.items.len() == 1,
        }
    }
}

/// Why bytes that a key opened are still nothing that this version can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadContentError {
    /// A newer version of the app wrote them, in a way that this one does not know.
    Newer,
    /// They are not a body in its one legal form.
    Malformed,
}

/// The id of a close list, from random bytes: the first half is made of the second, so that a list is known as one by who
/// cannot open it.
#[must_use]
pub fn list_id(random: [u8; 8]) -> RecordId {
    let hash = Sha256::new_with_prefix(b"ukhwah/v1/close-list").chain_update(random).finalize();
    let mut id = [0; 16];
    id[..8].copy_from_slice(&hash[..8]);
    id[8..].copy_from_slice(&random);
    RecordId(id)
}

/// Whether an id is that of a close list.
#[must_use]
pub fn is_list_id(id: RecordId) -> bool {
    id.0.last_chunk().is_some_and(|random| list_id(*random) == id)
}

/// SHA-256 of a body's bytes.
#[must_use]
pub fn digest(body: &[u8]) -> [u8; 32] {
    Sha256::digest(body).into()
}

impl Content {
    /// Reads a body, for a version that may rewrite records up to `reader`.
    ///
    /// # Errors
    /// If the bytes are not the one legal form of a body, or say that a newer version made them.
    pub fn read(bytes: &[u8], reader: u16) -> Result<Self, ReadContentError> {
        let (kind, min_reader) = head(bytes).ok_or(ReadContentError::Malformed)?;
        let read = match kind {
            GRAVEYARD..=CHUNK => read_list(bytes).map(Self::List),
            _ => record::decode(bytes).map(Self::Record),
        };
        read.map_err(|_| if min_reader > reader { ReadContentError::Newer } else { ReadContentError::Malformed })
    }

    /// The bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Record(body) => record::encode(body),
            Self::List(list) => write_list(list),
        }
    }

    /// SHA-256 of the bytes.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        digest(&self.to_bytes())
    }

    /// The number of the kind; 0 once erased.
    #[must_use]
    pub const fn kind(&self) -> u16 {
        match self {
            Self::Record(body) => body.kind(),
            Self::List(list) => list.kind,
        }
    }

    /// The oldest format that may rewrite it.
    #[must_use]
    pub const fn min_reader(&self) -> u16 {
        match self {
            Self::Record(Body::Live(record)) => record.min_reader,
            Self::Record(Body::Erased { .. }) | Self::List(_) => 1,
        }
    }

    /// Every edit that it has seen; lists have none.
    #[must_use]
    pub fn seen(&self) -> &VersionVector {
        match self {
            Self::Record(body) => body.seen(),
            Self::List(_) => &EMPTY,
        }
    }

    /// The record, if it is one and was not erased.
    #[must_use]
    pub const fn live(&self) -> Option<&Record> {
        match self {
            Self::Record(Body::Live(record)) => Some(record),
            Self::Record(Body::Erased { .. }) | Self::List(_) => None,
        }
    }

    /// What it belongs to, if it is a close list.
    #[must_use]
    pub fn closing(&self) -> Option<Closing> {
        match self {
            Self::List(list) => list.closing(),
            Self::Record(_) => None,
        }
    }

    /// Whether it is a noun of the person's that was not erased.
    #[must_use]
    pub const fn is_live_noun(&self) -> bool {
        matches!(self, Self::Record(Body::Live(record)) if record.kind >= FIRST_NOUN)
    }

    /// What is left of it once erased, having seen nothing more.
    #[must_use]
    pub fn erased(&self, wall: i64) -> Self {
        Self::Record(Body::Erased { seen: self.seen().clone(), wall })
    }
}

/// Merges two contents of one record; what is erased stays erased.
///
/// `None` if both must be kept as they are.
#[must_use]
pub fn merge(a: &Content, b: &Content) -> Option<Content> {
    match (a, b) {
        (Content::Record(a), Content::Record(b)) => match record::merge(a, b) {
            Merged::One(body) => Some(Content::Record(body)),
            Merged::KindsDiffer | Merged::TooMany => None,
        },
        (erased @ Content::Record(Body::Erased { .. }), Content::List(_))
        | (Content::List(_), erased @ Content::Record(Body::Erased { .. })) => Some(erased.clone()),
        (Content::List(a), Content::List(b)) if a.kind == b.kind => merge_lists(a, b).map(Content::List),
        _ => None,
    }
}

/// Graveyards grow together. Another list is written once: whichever is greater, so that all agree even so.
fn merge_lists(a: &List, b: &List) -> Option<List> {
    if a.kind != GRAVEYARD {
        return Some(std::cmp::max_by(a, b, |a, b| a.items.cmp(&b.items)).clone());
    }
    let items: BTreeSet<_> = a.items.union(&b.items).cloned().collect();
    (items.len() as u64 <= MAX_ITEMS).then_some(List { kind: GRAVEYARD, items })
}

/// Kind and oldest reader of a body of this or a later format.
fn head(bytes: &[u8]) -> Option<(u16, u16)> {
    let mut reader = Decoder::new(bytes);
    reader.map().ok()??;
    let mut keyed = |key| (reader.u8().ok()? == key).then(|| reader.u16().ok()).flatten();
    Some((keyed(1)?, keyed(2)?))
}

fn write_list(list: &List) -> Vec<u8> {
    let mut writer = Encoder::new(Vec::with_capacity(64 + list.items.iter().map(|item| item.0 + 3).sum::<usize>()));
    let mut write = || -> Result<(), minicbor::encode::Error<std::convert::Infallible>> {
        writer.map(4)?.u8(1)?.u16(list.kind)?.u8(2)?.u8(1)?.u8(3)?.array(0)?.u8(7)?.array(list.items.len() as u64)?;
        for item in &list.items {
            writer.bytes(&item.1)?;
        }
        Ok(())
    };
    write().expect("writing to memory does not fail");
    writer.into_writer()
}

fn read_list(bytes: &[u8]) -> Result<List, DecodeError> {
    let mut reader = Decoder::new(bytes);
    let list = read_items(&mut reader)?;
    // One form only, as for records.
    let is_canonical = reader.position() == bytes.len() && list.is_well_formed() && write_list(&list) == bytes;
    if is_canonical { Ok(list) } else { Err(DecodeError::NotCanonical) }
}

fn read_items(reader: &mut Decoder<'_>) -> Result<List, DecodeError> {
    let head = (reader.map()?, reader.u8()?, reader.u16()?, reader.u8()?, reader.u16()?, reader.u8()?);
    let (Some(4), 1, kind @ GRAVEYARD..=CHUNK, 2, 1, 3) = head else {
        return Err(DecodeError::Malformed);
    };
    if (reader.array()?, reader.u8()?) != (Some(0), 7) {
        return Err(DecodeError::Malformed);
    }
    let length = reader.array()?.ok_or(DecodeError::NotCanonical)?;
    if length > MAX_ITEMS {
        return Err(DecodeError::TooMany);
    }
    let mut items = BTreeSet::new();
    for _ in 0..length {
        items.insert(Item::of(reader.bytes()?));
    }
    Ok(List { kind, items })
}

#[cfg(test)]
mod tests;
