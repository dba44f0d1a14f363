//! A shift that is over.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::bounded::field::{number, within};
use crate::bounded::{ShiftLength, Times};
use crate::plan::Text;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};
use crate::routine::day_ms;
use crate::time::MinuteOfDay;

/// What the person wants to remember of a shift; there is no field for a client.
pub type ShiftNote = Text<1000>;

/// A shift that is over, by the clock where the person was.
///
/// Fields: `date` (the day on which it began), `minute`, `length` (minutes), `heavy`, `night_calls`, `supervised`,
/// `note`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Shift {
    /// The day on which it began.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub date: NaiveDate,
    /// When it began.
    pub minute: MinuteOfDay,
    /// How long it was.
    pub length: ShiftLength,
    /// How many conversations were heavy.
    pub heavy: Times,
    /// How many calls came at night.
    pub night_calls: Times,
    /// Whether the person talked the work over with a supervisor.
    pub supervised: bool,
    /// What to remember.
    pub note: Option<ShiftNote>,
}

impl Shift {
    /// A shift that ends at this moment, with the counts of the last one.
    ///
    /// It is as long as the last one, or as long as `usual` without one; but it does not begin before the last one
    /// ended, however long that was. Supervision and the note are of one day and are not carried on.
    ///
    /// `None` if the last shift ended less than half an hour before: it is the same one, and a second touch changes
    /// nothing. After a clock was moved back, a shift that seems to lie ahead does not count as the last one.
    #[must_use]
    pub fn ended(now: NaiveDateTime, last: Option<&Self>, usual: ShiftLength) -> Option<Self> {
        const SAME: TimeDelta = TimeDelta::minutes(30);
        let before = last.filter(|last| last.ends_at() <= now);
        if before.is_some_and(|last| now - last.ends_at() < SAME) {
            return None;
        }
        let length = last.map_or(usual, |last| last.length);
        let since = before.map_or(i64::MAX, |last| (now - last.ends_at()).num_minutes());
        let length = ShiftLength::try_from(i64::from(length.get()).min(since)).unwrap_or(length);
        let start = now.checked_sub_signed(TimeDelta::minutes(length.get().into())).unwrap_or(now);
        Some(Self {
            date: start.date(),
            minute: minute_of(start),
            length,
            heavy: last.map(|last| last.heavy).unwrap_or_default(),
            night_calls: last.map(|last| last.night_calls).unwrap_or_default(),
            supervised: false,
            note: None,
        })
    }

    /// When it began.
    #[must_use]
    pub fn begins_at(&self) -> NaiveDateTime {
        let (hour, minute) = self.minute.hour_and_minute();
        let midnight = self.date.and_time(chrono::NaiveTime::MIN);
        midnight.checked_add_signed(TimeDelta::minutes(i64::from(hour * 60 + minute))).unwrap_or(midnight)
    }

    /// When it ended.
    #[must_use]
    pub fn ends_at(&self) -> NaiveDateTime {
        let begin = self.begins_at();
        begin.checked_add_signed(TimeDelta::minutes(self.length.get().into())).unwrap_or(begin)
    }

    /// Whether both were at work at the same time.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.begins_at() < other.ends_at() && other.begins_at() < self.ends_at()
    }
}

/// The minute of a day at this moment.
fn minute_of(moment: NaiveDateTime) -> MinuteOfDay {
    use chrono::Timelike as _;
    let minute = u16::try_from(moment.hour() * 60 + moment.minute()).expect("a day has 1440 minutes");
    MinuteOfDay::try_from(minute).expect("a day has 1440 minutes")
}

impl Entity for Shift {
    const KIND: Kind = Kind::Shift;

    fn at(&self) -> Option<i64> {
        Some(day_ms(self.date))
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("date", text(&self.date)),
            ("minute", Value::Int(self.minute.get().into())),
            ("length", number(Some(self.length))),
            ("heavy", number(Some(self.heavy))),
            ("night_calls", number(Some(self.night_calls))),
            ("supervised", self.supervised.into()),
            ("note", optional(self.note.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        let minute = read::int(fields, kind, "minute")?.and_then(|minute| u16::try_from(minute).ok());
        Ok(Self {
            date: needed(fields, kind, "date")?,
            minute: read::needed(minute.and_then(|minute| minute.try_into().ok()), kind, "minute")?,
            length: read::needed(within(fields, kind, "length")?, kind, "length")?,
            heavy: within(fields, kind, "heavy")?.unwrap_or_default(),
            night_calls: within(fields, kind, "night_calls")?.unwrap_or_default(),
            supervised: read::flag(fields, kind, "supervised")?.unwrap_or(false),
            note: understood(fields, kind, "note")?,
        })
    }
}
