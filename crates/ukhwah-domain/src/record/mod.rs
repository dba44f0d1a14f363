//! A record as every device keeps it: fields that remember which edit gave them which value.
//!
//! The rules are those of the sync specification, section 6: an edit removes the values that the person saw and adds
//! one of its own; whatever arrived meanwhile stays; erasing beats everything. Sending and receiving belong
//! to the sync engine; what is here is all that one device needs to write records, and the merging itself.

mod codec;
mod entity;
pub(crate) mod field;
mod life;
mod merge;
mod placement;
mod seen;
mod shareable;
mod shown;
mod versions;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

pub use codec::{DecodeError, decode, encode};
pub use entity::{Entity, FieldError, Fields, Kind, read};
pub use merge::{Merged, join, merge};
pub use placement::{Placement, placement};
pub use seen::{Seen, decode_seen, encode_seen};
pub use shareable::Shareable;
pub use shown::{Shown, decode_shown, decode_thrown_at};
pub use versions::{Choice, Form, NoSuchVersion, forms};

/// How many actors a record may have seen.
const MAX_ACTORS: u64 = 1024;
/// How many fields a record may have.
const MAX_FIELDS: u64 = 256;
/// How many values a field may keep.
const MAX_VALUES: u64 = 64;
/// The highest number of an edit: beyond any that a person makes, and below what a database counts to.
const MAX_EDITS: u64 = 1 << 53;

/// A copy of the app on one device: 64 random bits, renewed when a database is restored or cloned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor(pub [u8; 8]);

/// One edit: the `n`-th that `actor` made to this record, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dot {
    /// Who made the edit.
    pub actor: Actor,
    /// Its number among this actor's edits of this record, from 1.
    pub n: u64,
}

/// What a record has seen: for each actor, how many of its edits.
pub type VersionVector = BTreeMap<Actor, u64>;

/// The value of one field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Cleared, or never set.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number; what it counts is the field's own business.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// A value together with the edit that gave it.
///
/// Ordered as the record format stores them: by dot, then by value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry<V> {
    /// The edit.
    pub dot: Dot,
    /// The device's clock at the edit, in milliseconds since 1970 UTC: it only picks which kept value shows first.
    pub wall: i64,
    /// What the edit said.
    pub value: V,
}

/// Whether a record was thrown away or taken back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Life {
    /// Taken out of the trash.
    Restored,
    /// Put into the trash by someone who had seen this much of it.
    Trashed(VersionVector),
}

/// The content of a record: of a known or an unknown kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The number of its kind; 16 and up belong to this crate.
    pub kind: u16,
    /// The oldest format that may rewrite this record.
    pub min_reader: u16,
    /// Every edit seen.
    pub seen: VersionVector,
    /// What was said about its life, at least one entry once it has been in the trash.
    pub life: BTreeSet<Entry<Life>>,
    /// The kept values of each field: one after ordinary edits, several after edits on two devices.
    pub fields: BTreeMap<String, BTreeSet<Entry<Value>>>,
}

/// A record, or what is left of one that was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A record with its content.
    Live(Record),
    /// Erased: the content is gone for ever.
    Erased {
        /// Every edit that the erased record had seen, and the erasing itself.
        seen: VersionVector,
        /// When it was erased, in milliseconds since 1970 UTC, by the erasing device's clock.
        wall: i64,
    },
}

/// Who edits, and when.
#[derive(Clone, Copy, Debug)]
pub struct Edit {
    /// This copy of the app.
    pub actor: Actor,
    /// The device's clock.
    pub now: DateTime<Utc>,
}

impl Record {
    /// A new record of a kind, holding these values.
    #[must_use]
    pub fn make(kind: Kind, values: &Fields, edit: Edit) -> Self {
        let mut record = Self {
            kind: kind.number(),
            min_reader: 1,
            seen: VersionVector::new(),
            life: BTreeSet::new(),
            fields: BTreeMap::new(),
        };
        record.edit(values, &VersionVector::new(), edit);
        record
    }

    /// Sets fields, removing the values that were `seen`; what a person saves goes through [`Record::save`].
    ///
    /// A field that holds the wanted value and no other is left alone. Returns whether anything changed.
    pub fn edit(&mut self, values: &Fields, seen: &VersionVector, edit: Edit) -> bool {
        let mut changed = false;
        for (name, value) in values.iter().filter(|(name, value)| !self.is_only(name, value)).collect::<Vec<_>>() {
            self.write(name, value.clone(), edit, |entry| !covers(seen, entry.dot));
            changed = true;
        }
        changed
    }

    /// The value to show: the one that was written last by the clocks, ties broken alike on every device.
    #[must_use]
    pub fn shown(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)?.iter().max_by_key(|entry| (entry.wall, entry.dot.actor, &entry.value)).map(|e| &e.value)
    }

    /// The values to show of all fields.
    #[must_use]
    pub fn shown_fields(&self) -> Fields {
        self.fields.keys().filter_map(|name| Some((name.clone(), self.shown(name)?.clone()))).collect()
    }

    /// The fields in which another value waits beside the shown one, after edits on two devices.
    pub fn contested(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().filter(|(_, entries)| entries.len() > 1).map(|(name, _)| name.as_str())
    }

    /// What an erased record leaves behind.
    #[must_use]
    pub fn erase(mut self, edit: Edit) -> Body {
        self.next_dot(edit.actor);
        Body::Erased { seen: self.seen, wall: edit.now.timestamp_millis() }
    }

    fn next_dot(&mut self, actor: Actor) -> Dot {
        let n = self.seen.entry(actor).or_insert(0);
        *n += 1;
        Dot { actor, n: *n }
    }
}

/// Whether an edit is among those seen.
#[must_use]
pub fn covers(seen: &VersionVector, dot: Dot) -> bool {
    seen.get(&dot.actor).is_some_and(|n| *n >= dot.n)
}

#[cfg(test)]
mod tests;
