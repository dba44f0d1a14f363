//! One check-in, every question of which may be left out.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::bounded::Level;
use crate::bounded::field::{number, within};
use crate::person::OneLine;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};
use crate::routine::day_ms;
use crate::time::MinuteOfDay;

/// One line about the moment, if the person wants to.
pub type CheckInNote = OneLine<500>;

/// Before this year nobody who uses the app was born, so no check-in is older.
pub const FIRST_YEAR: i32 = 1920;

/// Whose burden it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Burden {
    /// The person's own.
    Mine,
    /// A client's.
    Client,
    /// Both at once.
    Both,
}

/// A question that is answered with a [`Level`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// How heavy it is.
    Heaviness,
    /// How strong the craving is.
    Craving,
    /// How much energy there is.
    Energy,
}

impl Question {
    /// Every question, in the order in which they are asked.
    pub const ALL: [Self; 3] = [Self::Heaviness, Self::Craving, Self::Energy];

    /// Whether a higher answer is the harder one.
    #[must_use]
    pub const fn is_harder_when_higher(self) -> bool {
        !matches!(self, Self::Energy)
    }
}

/// How the person is at one moment. There may be several a day.
///
/// The day and the minute are those of the clock where the person was, and stay so after travelling.
///
/// Fields: `date`, `minute`, `heaviness`, `craving`, `energy`, `burden`, `hungry`, `angry`, `lonely`, `tired`, `note`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckIn {
    /// The day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub date: NaiveDate,
    /// The time of that day.
    pub minute: MinuteOfDay,
    /// How heavy it is: 1 light, 5 very heavy.
    pub heaviness: Option<Level>,
    /// How strong the craving is: 1 none, 5 very strong.
    pub craving: Option<Level>,
    /// How much energy there is: 1 worn out, 5 strong.
    pub energy: Option<Level>,
    /// Whose burden it is.
    pub burden: Option<Burden>,
    /// Whether the person is hungry.
    pub hungry: bool,
    /// Whether the person is angry.
    pub angry: bool,
    /// Whether the person is lonely.
    pub lonely: bool,
    /// Whether the person is tired.
    pub tired: bool,
    /// One line, if wanted.
    pub note: Option<CheckInNote>,
}

impl CheckIn {
    /// Nothing answered yet at this moment.
    #[must_use]
    pub const fn at_moment(date: NaiveDate, minute: MinuteOfDay) -> Self {
        Self {
            date,
            minute,
            heaviness: None,
            craving: None,
            energy: None,
            burden: None,
            hungry: false,
            angry: false,
            lonely: false,
            tired: false,
            note: None,
        }
    }

    /// Whether nothing was answered.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        *self == Self::at_moment(self.date, self.minute)
    }

    /// The answer to a question, if it was given.
    #[must_use]
    pub const fn answer(&self, question: Question) -> Option<Level> {
        match question {
            Question::Heaviness => self.heaviness,
            Question::Craving => self.craving,
            Question::Energy => self.energy,
        }
    }

    /// Whether its day is one on which somebody who uses this app can have lived.
    #[must_use]
    pub fn is_in_a_life(&self) -> bool {
        self.date.year() >= FIRST_YEAR
    }

    /// Where it stands in the order of time: the clock's own time as if it were UTC, in milliseconds since 1970.
    #[must_use]
    pub fn order_ms(&self) -> i64 {
        day_ms(self.date) + i64::from(self.minute.get()) * 60_000
    }
}

impl Entity for CheckIn {
    const KIND: Kind = Kind::CheckIn;

    fn at(&self) -> Option<i64> {
        Some(self.order_ms())
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("date", text(&self.date)),
            ("minute", Value::Int(self.minute.get().into())),
            ("heaviness", number(self.heaviness)),
            ("craving", number(self.craving)),
            ("energy", number(self.energy)),
            ("burden", optional(self.burden.as_ref())),
            ("hungry", self.hungry.into()),
            ("angry", self.angry.into()),
            ("lonely", self.lonely.into()),
            ("tired", self.tired.into()),
            ("note", optional(self.note.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        let flag = |field| Ok::<_, FieldError>(read::flag(fields, kind, field)?.unwrap_or(false));
        let minute = read::int(fields, kind, "minute")?.and_then(|minute| u16::try_from(minute).ok());
        Ok(Self {
            date: needed(fields, kind, "date")?,
            minute: read::needed(minute.and_then(|minute| minute.try_into().ok()), kind, "minute")?,
            heaviness: within(fields, kind, "heaviness")?,
            craving: within(fields, kind, "craving")?,
            energy: within(fields, kind, "energy")?,
            burden: understood(fields, kind, "burden")?,
            hungry: flag("hungry")?,
            angry: flag("angry")?,
            lonely: flag("lonely")?,
            tired: flag("tired")?,
            note: understood(fields, kind, "note")?,
        })
    }
}
