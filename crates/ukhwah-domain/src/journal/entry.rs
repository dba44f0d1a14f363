//! An entry of the journal and its tags. They have no way to reach anybody else.

use crate::id::{JournalEntryId, RecordId};
use crate::journal::JournalText;
use crate::person::OneLine;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};

/// A word by which entries are found again.
pub type TagText = OneLine<40>;
/// The question that an entry began from, as it was shown.
pub type PromptWords = OneLine<300>;

/// An entry of the journal.
///
/// Fields: `text`, `at_ms`, `draft`, `prompt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// What the person wrote.
    pub text: JournalText,
    /// When it was begun, in milliseconds since 1970 UTC by the device's clock.
    pub at_ms: i64,
    /// Whether the person has not said yet that it is done.
    pub draft: bool,
    /// The question that it began from.
    pub prompt: Option<PromptWords>,
}

impl JournalEntry {
    /// Where drafts stand among entries that are listed by time: after all others, in their own order.
    ///
    /// So they are found without reading what was written in ten years.
    pub const DRAFTS_FROM: i64 = 1 << 52;
}

impl Entity for JournalEntry {
    const KIND: Kind = Kind::JournalEntry;

    fn at(&self) -> Option<i64> {
        let at = self.at_ms.clamp(-Self::DRAFTS_FROM / 2, Self::DRAFTS_FROM / 2);
        Some(if self.draft { Self::DRAFTS_FROM + Self::DRAFTS_FROM / 2 + at } else { at })
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("text", text(&self.text)),
            ("at_ms", Value::Int(self.at_ms)),
            ("draft", self.draft.into()),
            ("prompt", optional(self.prompt.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            text: needed(fields, kind, "text")?,
            at_ms: read::needed(read::int(fields, kind, "at_ms")?, kind, "at_ms")?,
            draft: read::flag(fields, kind, "draft")?.unwrap_or(false),
            prompt: understood(fields, kind, "prompt")?,
        })
    }
}

/// A tag of an entry.
///
/// Fields: `parent` (the entry), `text`, `at_ms`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalTag {
    /// The entry, stored as the record's parent.
    pub entry: JournalEntryId,
    /// The word.
    pub text: TagText,
    /// When it was given, in milliseconds since 1970 UTC by the device's clock.
    pub at_ms: i64,
}

impl Entity for JournalTag {
    const KIND: Kind = Kind::JournalTag;

    fn parent(&self) -> Option<RecordId> {
        Some(self.entry.into())
    }

    fn at(&self) -> Option<i64> {
        Some(self.at_ms)
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("parent", RecordId::from(self.entry).into()),
            ("text", text(&self.text)),
            ("at_ms", Value::Int(self.at_ms)),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            entry: read::needed(read::id(fields, kind, "parent")?, kind, "parent")?.into(),
            text: needed(fields, kind, "text")?,
            at_ms: read::needed(read::int(fields, kind, "at_ms")?, kind, "at_ms")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routine::sample::id;

    fn entry(draft: bool) -> JournalEntry {
        JournalEntry {
            text: JournalText::parse("Hujan lagi.\n\nSaya okey.").expect("a text"),
            at_ms: 1_772_683_200_000,
            draft,
            prompt: PromptWords::parse("Apa yang buat hari ini rasa ringan sikit?").ok(),
        }
    }

    #[test]
    fn every_noun_comes_back_from_its_fields() {
        for entry in [entry(true), JournalEntry { prompt: None, ..entry(false) }] {
            assert_eq!(JournalEntry::from_fields(&entry.to_fields()), Ok(entry));
        }
        let tag = JournalTag { entry: id(4), text: TagText::parse("kerja malam").expect("a tag"), at_ms: 5 };
        assert_eq!(JournalTag::from_fields(&tag.to_fields()), Ok(tag));
    }

    #[test]
    fn the_field_names_are_frozen() {
        let names = |fields: Fields| fields.into_keys().collect::<Vec<_>>().join(" ");
        assert_eq!(names(entry(false).to_fields()), "at_ms draft prompt text");
        let tag = JournalTag { entry: id(4), text: TagText::parse("kerja").expect("a tag"), at_ms: 5 };
        assert_eq!(names(tag.to_fields()), "at_ms parent text");
    }

    #[test]
    fn drafts_stand_after_everything_that_is_done_whatever_the_clock_said() {
        for at_ms in [i64::MIN, -1, 0, 1_772_683_200_000, i64::MAX] {
            let at = |draft| JournalEntry { at_ms, ..entry(draft) }.at().expect("listed by time");
            assert!(at(false) < JournalEntry::DRAFTS_FROM);
            assert!(at(true) >= JournalEntry::DRAFTS_FROM);
        }
    }

    #[test]
    fn an_entry_without_text_is_none() {
        let mut fields = entry(false).to_fields();
        fields.insert("text".to_owned(), Value::Null);
        assert_eq!(JournalEntry::from_fields(&fields), Err(FieldError { kind: Kind::JournalEntry, field: "text" }));
    }
}
