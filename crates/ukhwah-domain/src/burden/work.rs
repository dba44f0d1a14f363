//! Hours of work, hours of quiet, and what messages say of them.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::shift::Shift;
use crate::person::WeekHours;
use crate::record::{Entity, FieldError, Fields, Kind, read};

/// Whether this person is at work now, by their own hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// No hours were said; nothing follows from that.
    #[default]
    Unsaid,
    /// Inside the hours of work.
    Working,
    /// Outside the hours of work.
    Off,
    /// Inside the hours of quiet, in which clients get no answer.
    Quiet,
}

impl Duty {
    /// Whether a message to a colleague says that its writer is not at work.
    #[must_use]
    pub const fn is_off(self) -> bool {
        matches!(self, Self::Off | Self::Quiet)
    }
}

/// The hours that messages and boundaries follow; the help card holds them too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct WorkTimes {
    /// The hours of work.
    #[serde(default)]
    pub hours: Option<WeekHours>,
    /// The hours in which clients get no answer.
    #[serde(default)]
    pub quiet: Option<WeekHours>,
}

impl WorkTimes {
    /// Whether the person is at work at this moment.
    ///
    /// The rule, the first that fits:
    /// 1. quiet, inside the hours of quiet, also where they lie inside the hours of work: quiet was asked for;
    /// 2. unsaid, without hours of work;
    /// 3. working inside them, off outside.
    ///
    /// What follows from it, and nothing else does:
    /// - A message that the app prepares (please call back, please take over, time to talk) ends with one sentence that
    ///   its writer is not at work now ([`Duty::is_off`]). It says nothing of why.
    /// - The boundary lines that hold now come first ([`super::lines_now`]).
    /// - The help ladder stays as it is: who is called first never depends on the hours of the one who needs help.
    #[must_use]
    pub fn at(&self, now: DateTime<Utc>) -> Duty {
        let is_inside = |hours: &WeekHours| hours.open_at(now);
        match (&self.quiet, &self.hours) {
            (Some(quiet), _) if is_inside(quiet) => Duty::Quiet,
            (_, None) => Duty::Unsaid,
            (_, Some(hours)) if is_inside(hours) => Duty::Working,
            (_, Some(_)) => Duty::Off,
        }
    }

    /// Whether work ended a short while ago, by these hours, and no shift was noted since: worth one quiet offer.
    ///
    /// It is made for three hours after the hours of work end, and never where none were said. A shift that ended up
    /// to an hour before them is the one that is asked about. `local` is `now` on the person's clock, by which shifts
    /// are kept; one that lies ahead of a clock that was moved back says nothing.
    #[must_use]
    pub fn shift_waits(&self, shifts: &[Shift], now: DateTime<Utc>, local: NaiveDateTime) -> bool {
        const STEP: TimeDelta = TimeDelta::minutes(15);
        const STEPS: i32 = 12;
        const EARLY: TimeDelta = TimeDelta::hours(1);
        let Some(hours) = self.hours.as_ref().filter(|hours| !hours.open_at(now)) else { return false };
        let ended = (1..=STEPS)
            .filter_map(|back| now.checked_sub_signed(STEP * back))
            .find(|then| hours.open_at(*then))
            .and_then(|then| hours.closes_at(then));
        let Some(ago) = ended.map(|ended| now - ended) else { return false };
        let noted = |shift: &Shift| (TimeDelta::zero()..=ago + EARLY).contains(&(local - shift.ends_at()));
        !shifts.iter().any(noted)
    }
}

/// What the person chose about work: one record, the one with the smallest identifier.
///
/// Fields: `hours` and `quiet` (the text of [`WeekHours`]), `supervision_days`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct WorkSettings {
    /// The hours.
    pub times: WorkTimes,
    /// After how many days it is time to talk the work over; absent to hear nothing of it.
    pub supervision_days: Option<u16>,
}

impl WorkSettings {
    /// Four weeks: what is usual for supervision of peer workers, and what the person can change.
    pub const SUPERVISION_DAYS: u16 = 28;
    /// The most days that can be chosen.
    pub const MOST_SUPERVISION_DAYS: u16 = 366;
}

impl Default for WorkSettings {
    fn default() -> Self {
        Self { times: WorkTimes::default(), supervision_days: Some(Self::SUPERVISION_DAYS) }
    }
}

impl Entity for WorkSettings {
    const KIND: Kind = Kind::WorkSettings;

    fn to_fields(&self) -> Fields {
        let hours = |hours: &Option<WeekHours>| hours.as_ref().map(ToString::to_string).into();
        crate::record::field::fields([
            ("hours", hours(&self.times.hours)),
            ("quiet", hours(&self.times.quiet)),
            ("supervision_days", self.supervision_days.map(i64::from).into()),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        let hours =
            |field| Ok::<_, FieldError>(read::text(fields, kind, field)?.and_then(|stored| stored.parse().ok()));
        let days = read::int(fields, kind, "supervision_days")?;
        Ok(Self {
            times: WorkTimes { hours: hours("hours")?, quiet: hours("quiet")? },
            supervision_days: days.and_then(|days| u16::try_from(days).ok()),
        })
    }
}
