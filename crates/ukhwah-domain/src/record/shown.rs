//! A record as it is shown: one value of each field, without the edits behind it.

use std::collections::{BTreeMap, BTreeSet};

use minicbor::Decoder;

use super::codec::{ERASED_KIND, keyed, length, read_entries, read_entry, read_life, read_seen, read_value};
use super::{DecodeError, Dot, Entry, Fields, Life, MAX_FIELDS, MAX_VALUES, Record, Value, VersionVector, covers};

/// What a list and an editor need of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The number of its kind.
    pub kind: u16,
    /// Every edit seen.
    pub seen: VersionVector,
    /// The values to show.
    pub fields: Fields,
    /// When it was thrown away, in milliseconds since 1970 UTC by the clock of the device that did it, if it was.
    pub trashed_at: Option<i64>,
}

impl From<Record> for Shown {
    fn from(record: Record) -> Self {
        let trashed_at = record.trashed_at();
        let one = |(name, entries)| Some((name, latest(entries)?.value));
        let fields = record.fields.into_iter().filter_map(one).collect();
        Self { kind: record.kind, seen: record.seen, fields, trashed_at }
    }
}

/// The entry to show: the one that was written last by the clocks, ties broken alike on every device.
fn latest(entries: impl IntoIterator<Item = Entry<Value>>) -> Option<Entry<Value>> {
    entries.into_iter().max_by(|a, b| (a.wall, a.dot.actor, &a.value).cmp(&(b.wall, b.dot.actor, &b.value)))
}

/// Reads what is shown of a body that this app wrote; `None` of one that was erased.
///
/// It is [`super::decode`] for long lists: whether the bytes are in the one legal form was looked at when they came.
///
/// # Errors
/// If the bytes do not follow the format.
pub fn decode_shown(bytes: &[u8]) -> Result<Option<Shown>, DecodeError> {
    let mut reader = Decoder::new(bytes);
    let parts = length(reader.map()?, 5)?;
    let kind = keyed(&mut reader, 1, |r| Ok(r.u16()?))?;
    if kind == ERASED_KIND {
        return Ok(None);
    }
    keyed(&mut reader, 2, |r| Ok(r.u16()?))?;
    let seen = keyed(&mut reader, 3, read_seen)?;
    let mut shown = Shown { kind, seen, fields: BTreeMap::new(), trashed_at: None };
    let mut thrown = Thrown::default();
    for _ in 3..parts {
        match reader.u8()? {
            4 => thrown = Thrown::by(read_entries(&mut reader, read_life)?),
            5 => read_fields(&mut reader, &mut shown, &mut thrown)?,
            _ => return Err(DecodeError::Malformed),
        }
    }
    shown.trashed_at = thrown.at();
    if reader.position() == bytes.len() { Ok(Some(shown)) } else { Err(DecodeError::Malformed) }
}

/// When a body that lies in the trash was thrown away, in milliseconds since 1970 UTC, without reading its content.
///
/// # Errors
/// If the bytes do not follow the format.
pub fn decode_thrown_at(bytes: &[u8]) -> Result<Option<i64>, DecodeError> {
    let mut reader = Decoder::new(bytes);
    let parts = length(reader.map()?, 5)?;
    keyed(&mut reader, 1, |r| Ok(r.u16()?))?;
    keyed(&mut reader, 2, |r| Ok(r.u16()?))?;
    keyed(&mut reader, 3, read_seen)?;
    if parts > 3 && reader.u8()? == 4 { Ok(Thrown::by(read_entries(&mut reader, read_life)?).at()) } else { Ok(None) }
}

fn read_fields(reader: &mut Decoder<'_>, shown: &mut Shown, thrown: &mut Thrown) -> Result<(), DecodeError> {
    for _ in 0..length(reader.map()?, MAX_FIELDS)? {
        let name = reader.str()?.to_owned();
        let count = length(reader.array()?, MAX_VALUES)?;
        let first = read_entry(reader, read_value)?;
        thrown.look_at(first.dot);
        let mut value = first.value;
        if count > 1 {
            let others = (1..count).map(|_| read_entry(reader, read_value));
            let mut entries = others.collect::<Result<Vec<_>, _>>()?;
            entries.iter().for_each(|entry| thrown.look_at(entry.dot));
            entries.push(Entry { value, ..first });
            value = latest(entries).ok_or(DecodeError::Malformed)?.value;
        }
        shown.fields.insert(name, value);
    }
    Ok(())
}

/// Whether a record was thrown away by someone who had seen everything in it, as [`Record::is_trashed`] says.
#[derive(Default)]
struct Thrown {
    is_restored: bool,
    /// The clock of each throwing away, and what whoever did it had seen.
    by: Vec<(i64, VersionVector)>,
    /// Whether each of them had seen all that was looked at.
    saw_all: Vec<bool>,
}

impl Thrown {
    fn by(life: BTreeSet<Entry<Life>>) -> Self {
        let mut thrown = Self::default();
        for entry in life {
            match entry.value {
                Life::Restored => thrown.is_restored = true,
                Life::Trashed(seen) => thrown.by.push((entry.wall, seen)),
            }
        }
        thrown.saw_all = vec![true; thrown.by.len()];
        thrown
    }

    fn look_at(&mut self, dot: Dot) {
        for ((_, seen), saw_all) in self.by.iter().zip(&mut self.saw_all) {
            *saw_all &= covers(seen, dot);
        }
    }

    fn at(&self) -> Option<i64> {
        let is_trashed = !self.is_restored && self.saw_all.contains(&true);
        self.by.iter().map(|(wall, _)| *wall).max().filter(|_| is_trashed)
    }
}
