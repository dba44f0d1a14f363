//! What happened on a path: a beginning, a lapse with its return, a milestone.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::correction::PathDay;
use crate::checkin::FIRST_YEAR;
use crate::id::{PathGoalId, RecordId};
use crate::person::OneLine;
use crate::plan::CardText;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, read};
use crate::routine::day_ms;

/// What a milestone is, in the person's own words.
pub type MilestoneWords = OneLine<120>;
/// What a lapse taught: as long as a side of a card, so that it can become one as it is.
pub type LearnedText = CardText;

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// The path began.
    Beginning,
    /// A lapse, until the return where there was one.
    Lapse,
    /// A day that the person marks.
    Milestone,
}

/// Something that happened on a path.
///
/// The days are those of the calendar where the person was.
///
/// Fields: `parent`, `what`, `date`, `until`, `words`, `before`, `helped`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathEvent {
    /// The path, stored as the record's parent.
    pub goal: PathGoalId,
    /// What kind of thing.
    pub what: Happening,
    /// The day; of a lapse its first one.
    pub date: NaiveDate,
    /// The day of the return; only a lapse has it.
    pub until: Option<NaiveDate>,
    /// What a milestone is.
    pub words: Option<MilestoneWords>,
    /// What came before a lapse.
    pub before: Option<LearnedText>,
    /// What helped, or would have.
    pub helped: Option<LearnedText>,
}

/// Why a day cannot be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathDateError {
    /// It has not come yet.
    #[error("the day lies ahead")]
    Ahead,
    /// It lies before anyone's life.
    #[error("the day lies before anyone's life")]
    TooEarly,
    /// The return lies before the lapse.
    #[error("a return lies before its lapse")]
    ReturnFirst,
    /// The lapse lies before the beginning of its path.
    #[error("a lapse lies before the beginning")]
    BeforeBeginning,
}

impl PathEvent {
    /// Something of which nothing is known but its day.
    #[must_use]
    pub const fn on(goal: PathGoalId, what: Happening, date: NaiveDate) -> Self {
        Self { goal, what, date, until: None, words: None, before: None, helped: None }
    }

    /// Its days that another version of it had and this one has no more.
    pub fn corrected_from(&self, old: &Self) -> impl Iterator<Item = (PathDay, NaiveDate)> {
        let date = (old.date != self.date).then_some((PathDay::Date, old.date));
        let until = old.until.filter(|until| Some(*until) != self.until).map(|until| (PathDay::Until, until));
        date.into_iter().chain(until)
    }
}

/// Whether the days of an event can stand beside the `others` of its path.
///
/// # Errors
/// Why they cannot. Whoever changes no day need not ask: what a wrong clock or another device brought stays as it is.
pub fn stands<'e>(
    event: &PathEvent,
    others: impl IntoIterator<Item = &'e PathEvent>,
    today: NaiveDate,
) -> Result<(), PathDateError> {
    let days = || std::iter::once(event.date).chain(event.until);
    if days().any(|day| day.year() < FIRST_YEAR) {
        return Err(PathDateError::TooEarly);
    }
    if days().any(|day| day > today) {
        return Err(PathDateError::Ahead);
    }
    if event.until.is_some_and(|until| until < event.date) {
        return Err(PathDateError::ReturnFirst);
    }
    let others: Vec<_> = others.into_iter().collect();
    let first_of = |what| others.iter().filter(|other| other.what == what).map(|other| other.date).min();
    let (begun, lapsed) = match event.what {
        Happening::Milestone => return Ok(()),
        Happening::Lapse => (first_of(Happening::Beginning), Some(event.date)),
        Happening::Beginning => {
            let begun = first_of(Happening::Beginning).map_or(event.date, |first| first.min(event.date));
            (Some(begun), first_of(Happening::Lapse))
        }
    };
    match (begun, lapsed) {
        (Some(begun), Some(lapsed)) if lapsed < begun => Err(PathDateError::BeforeBeginning),
        _ => Ok(()),
    }
}

impl Entity for PathEvent {
    const KIND: Kind = Kind::PathEvent;

    fn parent(&self) -> Option<RecordId> {
        Some(self.goal.into())
    }

    fn at(&self) -> Option<i64> {
        Some(day_ms(self.date))
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("parent", RecordId::from(self.goal).into()),
            ("what", text(&self.what)),
            ("date", text(&self.date)),
            ("until", optional(self.until.as_ref())),
            ("words", optional(self.words.as_ref())),
            ("before", optional(self.before.as_ref())),
            ("helped", optional(self.helped.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            goal: read::needed(read::id(fields, kind, "parent")?, kind, "parent")?.into(),
            what: needed(fields, kind, "what")?,
            date: needed(fields, kind, "date")?,
            until: understood(fields, kind, "until")?,
            words: understood(fields, kind, "words")?,
            before: understood(fields, kind, "before")?,
            helped: understood(fields, kind, "helped")?,
        })
    }
}
