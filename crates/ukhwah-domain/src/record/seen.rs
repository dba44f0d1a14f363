//! What lay before a person when an editor opened: so that what he left alone is left alone, whatever came meanwhile.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use minicbor::{Decoder, Encoder};

use super::codec::{Sure, Written, length, read_seen, write_seen};
use super::{Actor, DecodeError, Fields, MAX_FIELDS, Record, Value, VersionVector};

/// A record as someone has it before him who may edit it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    edits: VersionVector,
    said: Said,
}

/// The value that each field showed; one that is not there was not set.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Values(Fields),
    /// As it comes back from a screen: enough to know a value again.
    Digests(BTreeMap<String, u64>),
}

impl Seen {
    /// A record that has seen these edits, with the values that it shows.
    #[must_use]
    pub const fn new(edits: VersionVector, shown: Fields) -> Self {
        Self { edits, said: Said::Values(shown) }
    }

    /// Every edit seen.
    #[must_use]
    pub const fn edits(&self) -> &VersionVector {
        &self.edits
    }

    /// What lies before a person who goes on in the same form after `values` of it were kept in `record`: those, and not
    /// what came meanwhile.
    #[must_use]
    pub fn after(mut self, record: &Record, values: Fields, actor: Actor) -> Self {
        self.edits.extend(record.seen.get_key_value(&actor));
        Self { edits: self.edits, said: Said::Values(values) }
    }

    /// Whether this is what the field showed.
    #[must_use]
    pub fn is_shown(&self, name: &str, value: &Value) -> bool {
        match &self.said {
            Said::Values(values) => values.get(name).unwrap_or(&Value::Null) == value,
            Said::Digests(digests) => {
                digests.get(name).copied().unwrap_or_else(|| digest(&Value::Null)) == digest(value)
            }
        }
    }
}

/// Tells values apart while the app runs; another version of it may reckon otherwise, and then sees a change.
fn digest(value: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What was seen as a text that can be handed to a screen and back.
#[must_use]
pub fn encode_seen(seen: &Seen) -> String {
    let digests = match &seen.said {
        Said::Values(values) => values.iter().map(|(name, value)| (name.clone(), digest(value))).collect(),
        Said::Digests(digests) => digests.clone(),
    };
    let mut writer = Encoder::new(Vec::new());
    let mut write = || -> Written {
        writer.array(2).sure()?;
        write_seen(&mut writer, &seen.edits)?;
        writer.map(digests.len() as u64).sure()?;
        for (name, digest) in &digests {
            writer.str(name).and_then(|w| w.u64(*digest)).sure()?;
        }
        Ok(())
    };
    write().unwrap_or_else(|never| match never {});
    hex::encode(writer.into_writer())
}

/// Reads the text of [`encode_seen`].
///
/// # Errors
/// If the text did not come from there.
pub fn decode_seen(text: &str) -> Result<Seen, DecodeError> {
    let bytes = hex::decode(text).map_err(|_| DecodeError::Malformed)?;
    let mut reader = Decoder::new(&bytes);
    if reader.array()? != Some(2) {
        return Err(DecodeError::Malformed);
    }
    let edits = read_seen(&mut reader)?;
    let mut digests = BTreeMap::new();
    for _ in 0..length(reader.map()?, MAX_FIELDS)? {
        digests.insert(reader.str()?.to_owned(), reader.u64()?);
    }
    let seen = Seen { edits, said: Said::Digests(digests) };
    if encode_seen(&seen) == text { Ok(seen) } else { Err(DecodeError::NotCanonical) }
}
