//! Values of a record's field that serde writes as one text.

use std::fmt;

use serde::Serialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::{FieldError, Fields, Kind, Value, read};

/// The fields of a noun.
pub(crate) fn fields<const N: usize>(values: [(&str, Value); N]) -> Fields {
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The value of a field for anything that serde writes as a text.
pub(crate) fn text(value: &impl Serialize) -> Value {
    Value::Text(Shown(value).to_string())
}

/// Like [`text`], with an unset value as [`Value::Null`].
pub(crate) fn optional(value: Option<&impl Serialize>) -> Value {
    value.map_or(Value::Null, text)
}

/// The value that a text stands for; `None` where it is unset or only a newer app understands it.
///
/// A person whose role a newer app wrote must still be there to call.
///
/// # Errors
/// If the field holds something other than text.
pub(crate) fn understood<T: DeserializeOwned>(
    fields: &Fields,
    kind: Kind,
    field: &'static str,
) -> Result<Option<T>, FieldError> {
    let Some(text) = read::text(fields, kind, field)? else {
        return Ok(None);
    };
    let reader: StrDeserializer<'_, Error> = text.as_str().into_deserializer();
    Ok(T::deserialize(reader).ok())
}

/// The value that a noun cannot do without.
///
/// # Errors
/// If it is unset or cannot be understood.
pub(crate) fn needed<T: DeserializeOwned>(fields: &Fields, kind: Kind, field: &'static str) -> Result<T, FieldError> {
    read::needed(understood(fields, kind, field)?, kind, field)
}

/// Serde can write into a formatter whatever is one text.
struct Shown<'a, T>(&'a T);

impl<T: Serialize> fmt::Display for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}
