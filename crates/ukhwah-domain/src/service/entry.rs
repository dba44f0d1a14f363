//! Something that was given: time, a hand, an ear.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::bounded::ServiceMinutes;
use crate::bounded::field::{number, within};
use crate::person::OneLine;
use crate::plan::Text;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind};
use crate::routine::day_ms;

/// What a service is called, in the person's own words.
pub type KindWords = OneLine<80>;
/// Where a service or a talk was.
pub type ServicePlace = OneLine<200>;
/// What to remember about a service, a talk or a training.
pub type ServiceNote = Text<2000>;

/// A kind of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ServiceKind {
    /// Listening to one person.
    Listen,
    /// Leading or helping in a group.
    Group,
    /// Going with somebody: to a clinic, an office, a court.
    Accompany,
    /// A visit at home, in hospital, in an institution.
    Visit,
    /// Calls and messages.
    Call,
    /// A shift: day or night duty.
    Shift,
    /// Food, cleaning, repairs, driving.
    Practical,
    /// Work for a mosque or surau.
    Mosque,
    /// Anything else, in the person's own words.
    Other,
}

impl ServiceKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Listen,
        Self::Group,
        Self::Accompany,
        Self::Visit,
        Self::Call,
        Self::Shift,
        Self::Practical,
        Self::Mosque,
        Self::Other,
    ];

    /// Whether its name is a religious word, which nobody sees while religious content is off.
    #[must_use]
    pub const fn is_religious(self) -> bool {
        matches!(self, Self::Mosque)
    }
}

/// A service on one day.
///
/// Fields: `kind`, `kind_words`, `date`, `minutes`, `place`, `note`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceEntry {
    /// What kind of service.
    pub kind: ServiceKind,
    /// What it is called, in the person's own words.
    pub kind_words: Option<KindWords>,
    /// The day.
    pub date: NaiveDate,
    /// How long it took.
    pub minutes: Option<ServiceMinutes>,
    /// Where it was.
    pub place: Option<ServicePlace>,
    /// What to remember.
    pub note: Option<ServiceNote>,
}

impl Entity for ServiceEntry {
    const KIND: Kind = Kind::ServiceEntry;

    fn at(&self) -> Option<i64> {
        Some(day_ms(self.date))
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("kind", text(&self.kind)),
            ("kind_words", optional(self.kind_words.as_ref())),
            ("date", text(&self.date)),
            ("minutes", number(self.minutes)),
            ("place", optional(self.place.as_ref())),
            ("note", optional(self.note.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            // A kind that a newer app knows is still a service.
            kind: understood(fields, kind, "kind")?.unwrap_or(ServiceKind::Other),
            kind_words: understood(fields, kind, "kind_words")?,
            date: needed(fields, kind, "date")?,
            minutes: within(fields, kind, "minutes")?,
            place: understood(fields, kind, "place")?,
            note: understood(fields, kind, "note")?,
        })
    }
}
