//! A number at which a person can be reached.

use serde::{Deserialize, Serialize};

use super::number::PhoneNumber;
use super::position::Position;
use crate::id::{PersonId, RecordId};
use crate::record::field::{fields, needed, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, read};

/// Where a number rings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NumberLabel {
    /// In the pocket.
    Mobile,
    /// At home.
    Home,
    /// At work.
    Work,
    /// Elsewhere, or nobody said.
    #[default]
    Other,
}

/// One of a person's numbers.
///
/// Fields: `parent` (the person), `pos`, `number` (canonical), `label`, `whatsapp`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Number {
    /// Whose number it is.
    pub person: PersonId,
    /// Where it stands among this person's numbers; the first is the one to call.
    pub pos: Position,
    /// The number.
    pub number: PhoneNumber,
    /// Where it rings.
    pub label: NumberLabel,
    /// Whether the user said that it is on WhatsApp; mobile numbers are taken to be.
    pub whatsapp: bool,
}

impl Entity for Number {
    const KIND: Kind = Kind::Number;

    fn parent(&self) -> Option<RecordId> {
        Some(self.person.into())
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("parent", RecordId::from(self.person).into()),
            ("pos", text(&self.pos)),
            ("number", text(&self.number)),
            ("label", text(&self.label)),
            ("whatsapp", self.whatsapp.into()),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            person: read::needed(read::id(fields, kind, "parent")?, kind, "parent")?.into(),
            pos: understood(fields, kind, "pos")?.unwrap_or_else(Position::first),
            number: needed(fields, kind, "number")?,
            label: understood(fields, kind, "label")?.unwrap_or_default(),
            whatsapp: read::flag(fields, kind, "whatsapp")?.unwrap_or(false),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Value;

    fn number() -> Number {
        Number {
            person: RecordId::from_bytes([7; 16]).into(),
            pos: Position::first(),
            number: PhoneNumber::parse("03-1234 5678 ext 12").expect("a number"),
            label: NumberLabel::Work,
            whatsapp: true,
        }
    }

    #[test]
    fn a_number_comes_back_from_its_fields() {
        let fields = number().to_fields();
        assert_eq!(Number::from_fields(&fields), Ok(number()));
        assert_eq!(fields["number"], Value::from("+60312345678;ext=12"));
        assert_eq!(fields["parent"], Value::Bytes(vec![7; 16]));
        assert_eq!(fields.keys().map(String::as_str).collect::<Vec<_>>().join(" "), "label number parent pos whatsapp");
    }

    #[test]
    fn a_number_needs_its_person_and_its_digits() {
        for field in ["parent", "number"] {
            let mut fields = number().to_fields();
            fields.remove(field);
            assert_eq!(Number::from_fields(&fields), Err(FieldError { kind: Kind::Number, field }));
        }
        let mut fields = number().to_fields();
        fields.insert("number".to_owned(), Value::from("not digits"));
        assert!(Number::from_fields(&fields).is_err());
    }

    #[test]
    fn a_number_without_a_place_or_label_is_still_there() {
        let mut fields = number().to_fields();
        for field in ["pos", "label", "whatsapp"] {
            fields.remove(field);
        }
        let expected = Number { label: NumberLabel::Other, whatsapp: false, ..number() };
        assert_eq!(Number::from_fields(&fields), Ok(expected));
    }
}
