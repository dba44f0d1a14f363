//! What was shared: when, how, with whom, and in which words.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ListenerWords, Telling};
use crate::id::{PersonId, RecordId, StoryId, StoryPartId, StoryVersionId};
use crate::person::OneLine;
use crate::plan::Text;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};
use crate::routine::day_ms;

/// What a version was called when it was shared.
pub type VersionWords = OneLine<120>;
/// An answer to one of the questions before sharing.
pub type AnswerText = Text<2000>;

/// The longest telling that is kept, in bytes: a sealed record travels in at most 256 KiB.
const MAX_BYTES: usize = 160 * 1024;

/// How something was shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ShareWay {
    /// By word of mouth.
    Aloud,
    /// On paper, or as a PDF.
    Paper,
    /// As a text file.
    Text,
    /// In a way that only a newer app knows.
    Other,
}

/// A version that was shared once.
///
/// Fields: `parent`, `version`, `version_words`, `told` (the [`Telling`] as JSON), `date`, `way`, `person`, `whom`, `why`,
/// `spread`. The names and words are those of that day: they stay when the version or the person is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryShare {
    /// The story.
    pub story: StoryId,
    /// The version; it may be gone.
    pub version: StoryVersionId,
    /// What the version was called.
    pub version_words: VersionWords,
    /// What was told, unless it was too long to be kept here.
    pub told: Option<Telling>,
    /// The day.
    pub date: NaiveDate,
    /// How.
    pub way: ShareWay,
    /// Who heard it, if they were on the list; they may be gone from it.
    pub person: Option<PersonId>,
    /// What they were called.
    pub whom: Option<ListenerWords>,
    /// Why it was shared.
    pub why: Option<AnswerText>,
    /// What if it spreads.
    pub spread: Option<AnswerText>,
}

impl StoryShare {
    /// Whether it holds words of this part.
    #[must_use]
    pub fn holds(&self, part: StoryPartId) -> bool {
        self.told.as_ref().is_some_and(|told| told.pieces.iter().any(|piece| piece.part == part))
    }

    /// Takes the words of a part out, because they are erased for ever.
    pub fn forget(&mut self, part: StoryPartId) {
        if let Some(told) = &mut self.told {
            told.pieces.retain(|piece| piece.part != part);
        }
    }
}

impl Entity for StoryShare {
    const KIND: Kind = Kind::StoryShare;

    fn parent(&self) -> Option<RecordId> {
        Some(self.story.into())
    }

    fn at(&self) -> Option<i64> {
        Some(day_ms(self.date))
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("parent", RecordId::from(self.story).into()),
            ("version", RecordId::from(self.version).into()),
            ("version_words", text(&self.version_words)),
            ("told", self.told.as_ref().and_then(written).map_or(Value::Null, Value::Text)),
            ("date", text(&self.date)),
            ("way", text(&self.way)),
            ("person", self.person.map(RecordId::from).into()),
            ("whom", optional(self.whom.as_ref())),
            ("why", optional(self.why.as_ref())),
            ("spread", optional(self.spread.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        let told = read::text(fields, kind, "told")?;
        Ok(Self {
            story: read::needed(read::id(fields, kind, "parent")?, kind, "parent")?.into(),
            version: read::needed(read::id(fields, kind, "version")?, kind, "version")?.into(),
            version_words: needed(fields, kind, "version_words")?,
            // Words in a form that only a newer app reads leave the rest of the record readable.
            told: told.and_then(|json| serde_json::from_str(&json).ok()),
            date: needed(fields, kind, "date")?,
            way: understood(fields, kind, "way")?.unwrap_or(ShareWay::Other),
            person: read::id(fields, kind, "person")?.map(Into::into),
            whom: understood(fields, kind, "whom")?,
            why: understood(fields, kind, "why")?,
            spread: understood(fields, kind, "spread")?,
        })
    }
}

/// The telling as JSON, unless it is too long for a record.
fn written(told: &Telling) -> Option<String> {
    let json = serde_json::to_string(told).expect("a telling holds only texts");
    (json.len() <= MAX_BYTES).then_some(json)
}
