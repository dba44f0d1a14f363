//! Two devices' versions of one record become one: the rules of the sync specification, section 6.
//!
//! Every edit is a dot. A version holds the entries of some dots and, in its vector, says which dots it has seen: an
//! entry whose dot the other side has seen and no longer holds was replaced there, and goes. So merging needs no clock.

use std::collections::{BTreeMap, BTreeSet};

use super::{Actor, Body, Dot, Entry, Life, MAX_ACTORS, MAX_FIELDS, MAX_VALUES, Record, Value, VersionVector, covers};

/// What became of two versions of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merged {
    /// One version that holds what both say.
    One(Body),
    /// They are of different kinds, which no two versions of one record are: both are to be kept as they are.
    KindsDiffer,
    /// Together they hold more than a record may: both are to be kept as they are.
    TooMany,
}

/// Merges two versions of one record, in whatever order and however often.
///
/// Commutative, associative and idempotent as long as the outcome is [`Merged::One`]. An erased record stays erased,
/// whatever the other version says.
#[must_use]
pub fn merge(a: &Body, b: &Body) -> Merged {
    let seen = join(a.seen(), b.seen());
    if seen.len() as u64 > MAX_ACTORS {
        return Merged::TooMany;
    }
    match (a, b) {
        (Body::Live(a), Body::Live(b)) if a.kind != b.kind => Merged::KindsDiffer,
        (Body::Live(a), Body::Live(b)) => {
            merge_live(a, b, seen).map_or(Merged::TooMany, |r| Merged::One(Body::Live(r)))
        }
        (Body::Erased { wall: a, .. }, Body::Erased { wall: b, .. }) => {
            Merged::One(Body::Erased { seen, wall: *a.max(b) })
        }
        (Body::Erased { wall, .. }, Body::Live(_)) | (Body::Live(_), Body::Erased { wall, .. }) => {
            Merged::One(Body::Erased { seen, wall: *wall })
        }
    }
}

/// The least vector that has seen what either has.
#[must_use]
pub fn join(a: &VersionVector, b: &VersionVector) -> VersionVector {
    let mut joined = a.clone();
    for (actor, n) in b {
        let known = joined.entry(*actor).or_insert(0);
        *known = (*known).max(*n);
    }
    joined
}

fn merge_live(a: &Record, b: &Record, seen: VersionVector) -> Option<Record> {
    let (side_a, side_b) = (Side::of(a), Side::of(b));
    let mut fields = BTreeMap::new();
    for name in a.fields.keys().chain(b.fields.keys()) {
        if fields.contains_key(name) {
            continue;
        }
        let entries = merge_entries(a.fields.get(name), b.fields.get(name), &side_a, &side_b)?;
        if !entries.is_empty() {
            fields.insert(name.clone(), entries);
        }
    }
    let life = merge_entries(Some(&a.life), Some(&b.life), &side_a, &side_b)?;
    let min_reader = a.min_reader.max(b.min_reader);
    (fields.len() as u64 <= MAX_FIELDS).then_some(Record { kind: a.kind, min_reader, seen, life, fields })
}

fn merge_entries<V: Clone + Ord>(
    a: Option<&BTreeSet<Entry<V>>>,
    b: Option<&BTreeSet<Entry<V>>>,
    side_a: &Side<'_>,
    side_b: &Side<'_>,
) -> Option<BTreeSet<Entry<V>>> {
    let from_a = a.into_iter().flatten().filter(|entry| side_b.leaves(entry.dot));
    let from_b = b.into_iter().flatten().filter(|entry| side_a.leaves(entry.dot));
    let entries: BTreeSet<_> = from_a.chain(from_b).cloned().collect();
    (entries.len() as u64 <= MAX_VALUES).then_some(entries)
}

/// What one version says of the entries of the other.
struct Side<'r> {
    /// Of the whole record: of two clones under one identity, each may have used a dot for another field.
    dots: BTreeSet<Dot>,
    seen: &'r VersionVector,
}

impl<'r> Side<'r> {
    fn of(record: &'r Record) -> Self {
        let fields = record.fields.values().flatten().map(|entry| entry.dot);
        let life = record.life.iter().map(|entry| entry.dot);
        Self { dots: fields.chain(life).collect(), seen: &record.seen }
    }

    fn leaves(&self, dot: Dot) -> bool {
        !covers(self.seen, dot) || self.dots.contains(&dot)
    }
}

impl Body {
    /// Every edit seen.
    #[must_use]
    pub const fn seen(&self) -> &VersionVector {
        match self {
            Self::Live(record) => &record.seen,
            Self::Erased { seen, .. } => seen,
        }
    }

    /// The number of the record's kind; 0 once erased.
    #[must_use]
    pub const fn kind(&self) -> u16 {
        match self {
            Self::Live(record) => record.kind,
            Self::Erased { .. } => 0,
        }
    }

    /// Gives the edits of `old` after its `sent`-th to `new`, as its next ones.
    ///
    /// For a copy of the app that finds another copy under its identity: what it has not sent yet is its own alone.
    #[must_use]
    pub fn renumbered(&self, old: Actor, sent: u64, new: Actor) -> Self {
        let had = self.seen().get(&new).copied().unwrap_or(0);
        let renumbering = Renumbering { old, sent, new, had };
        match self {
            Self::Live(record) => Self::Live(renumbering.record(record)),
            Self::Erased { seen, wall } => Self::Erased { seen: renumbering.vector(seen), wall: *wall },
        }
    }
}

#[derive(Clone, Copy)]
struct Renumbering {
    old: Actor,
    sent: u64,
    new: Actor,
    /// How many edits `new` has made already.
    had: u64,
}

impl Renumbering {
    fn record(self, record: &Record) -> Record {
        let fields = record.fields.iter().map(|(name, entries)| (name.clone(), self.entries(entries, Value::clone)));
        let life = self.entries(&record.life, |life| match life {
            Life::Restored => Life::Restored,
            Life::Trashed(seen) => Life::Trashed(self.vector(seen)),
        });
        Record {
            kind: record.kind,
            min_reader: record.min_reader,
            seen: self.vector(&record.seen),
            fields: fields.collect(),
            life,
        }
    }

    fn entries<V: Ord>(self, entries: &BTreeSet<Entry<V>>, value: impl Fn(&V) -> V) -> BTreeSet<Entry<V>> {
        let renumbered =
            |entry: &Entry<V>| Entry { dot: self.dot(entry.dot), wall: entry.wall, value: value(&entry.value) };
        entries.iter().map(renumbered).collect()
    }

    fn dot(self, dot: Dot) -> Dot {
        if dot.actor == self.old && dot.n > self.sent {
            Dot { actor: self.new, n: self.had + dot.n - self.sent }
        } else {
            dot
        }
    }

    fn vector(self, seen: &VersionVector) -> VersionVector {
        let mut renumbered = seen.clone();
        let Some(unsent) = seen.get(&self.old).and_then(|n| n.checked_sub(self.sent)).filter(|n| *n > 0) else {
            return renumbered;
        };
        if self.sent == 0 {
            renumbered.remove(&self.old);
        } else {
            renumbered.insert(self.old, self.sent);
        }
        renumbered.insert(self.new, self.had + unsent);
        renumbered
    }
}

impl Record {
    /// The same content as a record of its own, with all values that were kept, as if `actor` had written it.
    ///
    /// What lay in the trash lies there again.
    #[must_use]
    pub fn recreated(&self, actor: Actor) -> Self {
        let mut made =
            Self { seen: VersionVector::new(), life: BTreeSet::new(), fields: BTreeMap::new(), ..self.clone() };
        for (name, entries) in &self.fields {
            let written = entries.iter().map(|entry| Entry { dot: made.next_dot(actor), ..entry.clone() });
            let written = written.collect();
            made.fields.insert(name.clone(), written);
        }
        if let Some(wall) = self.trashed_at() {
            let value = Life::Trashed(made.seen.clone());
            let dot = made.next_dot(actor);
            made.life.insert(Entry { dot, wall, value });
        }
        made
    }
}

#[cfg(test)]
mod tests;
