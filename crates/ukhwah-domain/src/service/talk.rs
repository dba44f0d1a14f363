//! Talks before others.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ServiceNote, ServicePlace};
use crate::bounded::ServiceMinutes;
use crate::bounded::field::{number, within};
use crate::id::RecordId;
use crate::person::OneLine;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, read};
use crate::routine::day_ms;

/// What a talk is about.
pub type TalkTopic = OneLine<200>;
/// Which version of the person's story was told, in the person's own words.
pub type ToldWords = OneLine<200>;

/// A kind of place for a talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TalkVenue {
    /// A school or a university.
    School,
    /// A mosque or surau.
    Mosque,
    /// A workplace.
    Work,
    /// A village, a hall, an association.
    Community,
    /// A programme or a centre of treatment.
    Programme,
    /// Radio, television, the internet.
    Media,
    /// Anywhere else.
    Other,
}

impl TalkVenue {
    /// Every kind of place, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::School, Self::Mosque, Self::Work, Self::Community, Self::Programme, Self::Media, Self::Other];

    /// Whether its name is a religious word, which nobody sees while religious content is off.
    #[must_use]
    pub const fn is_religious(self) -> bool {
        matches!(self, Self::Mosque)
    }
}

/// A talk that was given, or will be.
///
/// Fields: `venue`, `place`, `date`, `minutes`, `topic`, `note`, `told`, `story`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// In what kind of place.
    pub venue: TalkVenue,
    /// Where, by its name.
    pub place: Option<ServicePlace>,
    /// The day; it may lie ahead.
    pub date: NaiveDate,
    /// How long it took.
    pub minutes: Option<ServiceMinutes>,
    /// What it is about.
    pub topic: Option<TalkTopic>,
    /// What to remember.
    pub note: Option<ServiceNote>,
    /// Which version of the person's story was told, in words. It stays when the version itself is changed or gone.
    pub told: Option<ToldWords>,
    /// The version of the person's story that was told, where it was picked; it may be gone since.
    pub story: Option<RecordId>,
}

impl Entity for Talk {
    const KIND: Kind = Kind::Talk;

    fn at(&self) -> Option<i64> {
        Some(day_ms(self.date))
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("venue", text(&self.venue)),
            ("place", optional(self.place.as_ref())),
            ("date", text(&self.date)),
            ("minutes", number(self.minutes)),
            ("topic", optional(self.topic.as_ref())),
            ("note", optional(self.note.as_ref())),
            ("told", optional(self.told.as_ref())),
            ("story", self.story.into()),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            venue: understood(fields, kind, "venue")?.unwrap_or(TalkVenue::Other),
            place: understood(fields, kind, "place")?,
            date: needed(fields, kind, "date")?,
            minutes: within(fields, kind, "minutes")?,
            topic: understood(fields, kind, "topic")?,
            note: understood(fields, kind, "note")?,
            told: understood(fields, kind, "told")?,
            story: read::id(fields, kind, "story")?,
        })
    }
}
