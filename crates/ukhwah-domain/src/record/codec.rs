//! The body of a record as bytes: deterministic CBOR (RFC 8949, section 4.2.1), as the sync specification writes it down.
//!
//! ```text
//! body   = { 1: kind, 2: min_reader, 3: seen, ? 4: life, ? 5: fields } / { 1: 0, 2: 1, 3: seen, 6: wall }
//! seen   = [* [actor, n]]                    sorted by actor, n at least 1
//! entry  = [actor: 8 bytes, n, wall: ms, value]   sorted by (actor, n, value)
//! life   = [+ entry], value 0 restored, [1, seen] trashed having seen that much
//! fields = { * text => [+ entry] }
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use minicbor::data::Type;
use minicbor::{Decoder, Encoder};

use super::{
    Actor, Body, Dot, Entry, Life, MAX_ACTORS, MAX_EDITS, MAX_FIELDS, MAX_VALUES, Record, Value, VersionVector, covers,
};

pub(super) const ERASED_KIND: u16 = 0;

/// Bytes are not the body of a record in its one legal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// They do not follow the format.
    #[error("the record's bytes do not follow the format")]
    Malformed,
    /// They hold more values than any device writes.
    #[error("the record holds more values than allowed")]
    TooMany,
    /// They say it in another way than the one legal one.
    #[error("the record's bytes are not in canonical form")]
    NotCanonical,
}

impl From<minicbor::decode::Error> for DecodeError {
    fn from(_: minicbor::decode::Error) -> Self {
        Self::Malformed
    }
}

/// The bytes of a body.
#[must_use]
pub fn encode(body: &Body) -> Vec<u8> {
    let mut writer = Encoder::new(Vec::with_capacity(256));
    write_body(&mut writer, body).unwrap_or_else(|never| match never {});
    writer.into_writer()
}

pub(super) type Writer = Encoder<Vec<u8>>;
pub(super) type Written = Result<(), Infallible>;

/// Every failure of writing into a vector is impossible; this makes the compiler know it.
pub(super) trait Sure {
    fn sure(self) -> Written;
}

impl<T> Sure for Result<T, minicbor::encode::Error<Infallible>> {
    fn sure(self) -> Written {
        debug_assert!(self.is_ok(), "writing to memory does not fail");
        Ok(())
    }
}

fn write_body(writer: &mut Writer, body: &Body) -> Written {
    match body {
        Body::Erased { seen, wall } => {
            writer.map(4).and_then(|w| w.u8(1)?.u16(ERASED_KIND)?.u8(2)?.u8(1)?.u8(3)).sure()?;
            write_seen(writer, seen)?;
            writer.u8(6).and_then(|w| w.i64(*wall)).sure()
        }
        Body::Live(record) => {
            let extra = u64::from(!record.life.is_empty()) + u64::from(!record.fields.is_empty());
            writer
                .map(3 + extra)
                .and_then(|w| w.u8(1)?.u16(record.kind)?.u8(2)?.u16(record.min_reader)?.u8(3))
                .sure()?;
            write_seen(writer, &record.seen)?;
            if !record.life.is_empty() {
                writer.u8(4).sure()?;
                write_entries(writer, &record.life, write_life)?;
            }
            if !record.fields.is_empty() {
                write_fields(writer, &record.fields)?;
            }
            Ok(())
        }
    }
}

fn write_fields(writer: &mut Writer, fields: &BTreeMap<String, BTreeSet<Entry<Value>>>) -> Written {
    writer.u8(5).and_then(|w| w.map(fields.len() as u64)).sure()?;
    let mut sorted: Vec<_> = fields.iter().collect();
    // Canonical CBOR orders keys by their encoded bytes: the shorter text first.
    sorted.sort_by_key(|(name, _)| (name.len(), name.as_str()));
    for (name, entries) in sorted {
        writer.str(name).sure()?;
        write_entries(writer, entries, write_value)?;
    }
    Ok(())
}

fn write_entries<V>(
    writer: &mut Writer,
    entries: &BTreeSet<Entry<V>>,
    write: fn(&mut Writer, &V) -> Written,
) -> Written {
    writer.array(entries.len() as u64).sure()?;
    for entry in entries {
        writer.array(4).and_then(|w| w.bytes(&entry.dot.actor.0)?.u64(entry.dot.n)?.i64(entry.wall)).sure()?;
        write(writer, &entry.value)?;
    }
    Ok(())
}

fn write_value(writer: &mut Writer, value: &Value) -> Written {
    match value {
        Value::Null => writer.null().sure(),
        Value::Bool(flag) => writer.bool(*flag).sure(),
        Value::Int(number) => writer.i64(*number).sure(),
        Value::Text(text) => writer.str(text).sure(),
        Value::Bytes(bytes) => writer.bytes(bytes).sure(),
    }
}

fn write_life(writer: &mut Writer, life: &Life) -> Written {
    match life {
        Life::Restored => writer.u8(0).sure(),
        Life::Trashed(seen) => {
            writer.array(2).and_then(|w| w.u8(1)).sure()?;
            write_seen(writer, seen)
        }
    }
}

pub(super) fn write_seen(writer: &mut Writer, seen: &VersionVector) -> Written {
    writer.array(seen.len() as u64).sure()?;
    for (actor, n) in seen {
        writer.array(2).and_then(|w| w.bytes(&actor.0)?.u64(*n)).sure()?;
    }
    Ok(())
}

/// Reads a body.
///
/// # Errors
/// If the bytes are anything but the one legal form of a body within the format's bounds.
pub fn decode(bytes: &[u8]) -> Result<Body, DecodeError> {
    let mut reader = Decoder::new(bytes);
    let body = read_body(&mut reader)?;
    // One form only, so that equal records have equal bytes: whatever differs from our own writing is refused.
    if reader.position() == bytes.len() && encode(&body) == bytes { Ok(body) } else { Err(DecodeError::NotCanonical) }
}

fn read_body(reader: &mut Decoder<'_>) -> Result<Body, DecodeError> {
    let mut left = length(reader.map()?, 5)?;
    let kind = keyed(reader, 1, |r| Ok(r.u16()?))?;
    let min_reader = keyed(reader, 2, |r| Ok(r.u16()?))?;
    let seen = keyed(reader, 3, read_seen)?;
    left = left.checked_sub(3).ok_or(DecodeError::Malformed)?;
    if kind == ERASED_KIND {
        let wall = keyed(reader, 6, |r| Ok(r.i64()?))?;
        return if left == 1 { Ok(Body::Erased { seen, wall }) } else { Err(DecodeError::Malformed) };
    }
    let mut record = Record { kind, min_reader, seen, life: BTreeSet::new(), fields: BTreeMap::new() };
    for _ in 0..left {
        match reader.u8()? {
            4 => record.life = read_entries(reader, read_life)?,
            5 => record.fields = read_fields(reader)?,
            _ => return Err(DecodeError::Malformed),
        }
    }
    let mut dots =
        record.fields.values().flatten().map(|entry| entry.dot).chain(record.life.iter().map(|entry| entry.dot));
    // Merging rests on it: a version that holds an edit has seen it.
    if dots.all(|dot| dot.n > 0 && covers(&record.seen, dot)) {
        Ok(Body::Live(record))
    } else {
        Err(DecodeError::Malformed)
    }
}

pub(super) fn keyed<'b, T>(
    reader: &mut Decoder<'b>,
    key: u8,
    read: impl FnOnce(&mut Decoder<'b>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    if reader.u8()? == key { read(reader) } else { Err(DecodeError::Malformed) }
}

pub(super) fn length(length: Option<u64>, max: u64) -> Result<u64, DecodeError> {
    let length = length.ok_or(DecodeError::NotCanonical)?;
    if length <= max { Ok(length) } else { Err(DecodeError::TooMany) }
}

fn read_fields(reader: &mut Decoder<'_>) -> Result<BTreeMap<String, BTreeSet<Entry<Value>>>, DecodeError> {
    let mut fields = BTreeMap::new();
    for _ in 0..length(reader.map()?, MAX_FIELDS)? {
        let name = reader.str()?.to_owned();
        fields.insert(name, read_entries(reader, read_value)?);
    }
    Ok(fields)
}

pub(super) fn read_entries<V: Ord>(
    reader: &mut Decoder<'_>,
    read: fn(&mut Decoder<'_>) -> Result<V, DecodeError>,
) -> Result<BTreeSet<Entry<V>>, DecodeError> {
    let mut entries = BTreeSet::new();
    for _ in 0..length(reader.array()?, MAX_VALUES)? {
        entries.insert(read_entry(reader, read)?);
    }
    if entries.is_empty() { Err(DecodeError::Malformed) } else { Ok(entries) }
}

pub(super) fn read_entry<V>(
    reader: &mut Decoder<'_>,
    read: fn(&mut Decoder<'_>) -> Result<V, DecodeError>,
) -> Result<Entry<V>, DecodeError> {
    if reader.array()? != Some(4) {
        return Err(DecodeError::Malformed);
    }
    let dot = Dot { actor: read_actor(reader)?, n: reader.u64()? };
    let wall = reader.i64()?;
    Ok(Entry { dot, wall, value: read(reader)? })
}

pub(super) fn read_value(reader: &mut Decoder<'_>) -> Result<Value, DecodeError> {
    Ok(match reader.datatype()? {
        Type::Null => {
            reader.null()?;
            Value::Null
        }
        Type::Bool => Value::Bool(reader.bool()?),
        Type::String => Value::Text(reader.str()?.to_owned()),
        Type::Bytes => Value::Bytes(reader.bytes()?.to_vec()),
        _ => Value::Int(reader.i64()?),
    })
}

pub(super) fn read_life(reader: &mut Decoder<'_>) -> Result<Life, DecodeError> {
    if reader.datatype()? == Type::Array {
        return match (reader.array()?, reader.u8()?) {
            (Some(2), 1) => Ok(Life::Trashed(read_seen(reader)?)),
            _ => Err(DecodeError::Malformed),
        };
    }
    if reader.u8()? == 0 { Ok(Life::Restored) } else { Err(DecodeError::Malformed) }
}

pub(super) fn read_seen(reader: &mut Decoder<'_>) -> Result<VersionVector, DecodeError> {
    let mut seen = VersionVector::new();
    for _ in 0..length(reader.array()?, MAX_ACTORS)? {
        if reader.array()? != Some(2) {
            return Err(DecodeError::Malformed);
        }
        let actor = read_actor(reader)?;
        let n = reader.u64()?;
        if n == 0 || n > MAX_EDITS {
            return Err(DecodeError::Malformed);
        }
        seen.insert(actor, n);
    }
    Ok(seen)
}

fn read_actor(reader: &mut Decoder<'_>) -> Result<Actor, DecodeError> {
    reader.bytes()?.try_into().map(Actor).map_err(|_| DecodeError::Malformed)
}
