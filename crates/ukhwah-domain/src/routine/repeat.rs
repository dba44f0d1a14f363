//! On which days something comes again.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days as DayCount, Months, NaiveDate, Weekday, WeekdaySet};
use serde::{Deserialize, Serialize};

use super::rule::Rule;
use crate::bounded::MonthDay;

/// On which days something comes again, from its first day on.
///
/// In a record one text: `once`, `daily`, `weekly 135` (1 is Monday), `monthly 31`, `rule FREQ=…`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Repeat {
    /// On its first day alone.
    Once,
    /// Every day.
    Daily,
    /// On these days of every week.
    Weekly {
        /// The days, at least one.
        days: Weekdays,
    },
    /// On this day of every month; a shorter month uses its last day, so that nobody misses a month.
    Monthly {
        /// The day.
        day: MonthDay,
    },
    /// By a rule of RFC 5545.
    Rule {
        /// The rule.
        rule: Rule,
    },
}

/// A text is not the stored form of a repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is not the stored form of a repeat")]
pub struct ParseRepeatError;

/// A set of weekdays has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at least one weekday is needed")]
pub struct NoWeekday;

/// Days of the week, at least one; in JSON a list from Monday on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "Vec<Weekday>", into = "Vec<Weekday>")]
#[cfg_attr(
    feature = "bindings",
    ts(type = "Array<\"Mon\" | \"Tue\" | \"Wed\" | \"Thu\" | \"Fri\" | \"Sat\" | \"Sun\">")
)]
pub struct Weekdays(WeekdaySet);

impl Weekdays {
    /// Takes days in any order.
    ///
    /// # Errors
    /// If there is none.
    pub fn of(days: &[Weekday]) -> Result<Self, NoWeekday> {
        if days.is_empty() { Err(NoWeekday) } else { Ok(Self(days.iter().copied().collect())) }
    }

    /// Whether this day is one of them.
    #[must_use]
    pub const fn contains(self, day: Weekday) -> bool {
        self.0.contains(day)
    }

    /// The days from Monday on.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        self.0.iter(Weekday::Mon)
    }
}

impl TryFrom<Vec<Weekday>> for Weekdays {
    type Error = NoWeekday;

    fn try_from(days: Vec<Weekday>) -> Result<Self, NoWeekday> {
        Self::of(&days)
    }
}

impl From<Weekdays> for Vec<Weekday> {
    fn from(days: Weekdays) -> Self {
        days.iter().collect()
    }
}

impl Repeat {
    /// The first day it falls on at or after `from`, for something that began on `starts`.
    ///
    /// A rule's `COUNT` is not looked at here: it needs to be counted from the start.
    pub(super) fn next(&self, starts: NaiveDate, from: NaiveDate) -> Option<NaiveDate> {
        let from = from.max(starts);
        match self {
            Self::Once => (from == starts).then_some(starts),
            Self::Daily => Some(from),
            Self::Weekly { days } => {
                let until = (0..7).find(|ahead| days.contains(weekday_after(from.weekday(), *ahead)))?;
                from.checked_add_days(DayCount::new(until))
            }
            Self::Monthly { day } => {
                let this = in_month(from, *day);
                if this >= from { Some(this) } else { Some(in_month(from.checked_add_months(Months::new(1))?, *day)) }
            }
            Self::Rule { rule } => rule.next(starts, from),
        }
    }
}

fn weekday_after(day: Weekday, ahead: u64) -> Weekday {
    (0..ahead).fold(day, |day, _| day.succ())
}

/// This day of the date's month, or the month's last day.
fn in_month(date: NaiveDate, day: MonthDay) -> NaiveDate {
    let last = u32::from(date.num_days_in_month());
    date.with_day(u32::from(day.get()).min(last)).expect("a month has every day up to its last one")
}

impl fmt::Display for Repeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Once => f.write_str("once"),
            Self::Daily => f.write_str("daily"),
            Self::Weekly { days } => {
                f.write_str("weekly ")?;
                days.iter().try_for_each(|day| write!(f, "{}", day.number_from_monday()))
            }
            Self::Monthly { day } => write!(f, "monthly {}", day.get()),
            Self::Rule { rule } => write!(f, "rule {rule}"),
        }
    }
}

impl FromStr for Repeat {
    type Err = ParseRepeatError;

    fn from_str(text: &str) -> Result<Self, ParseRepeatError> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        match (word, rest) {
            ("once", "") => Ok(Self::Once),
            ("daily", "") => Ok(Self::Daily),
            ("weekly", days) => {
                let day = |c: char| Weekday::try_from(u8::try_from(c.to_digit(10)?.checked_sub(1)?).ok()?).ok();
                let days: Option<Vec<Weekday>> = days.chars().map(day).collect();
                let days = Weekdays::of(&days.ok_or(ParseRepeatError)?).map_err(|_| ParseRepeatError)?;
                Ok(Self::Weekly { days })
            }
            ("monthly", day) => {
                let day = day.parse::<i64>().map_err(|_| ParseRepeatError)?;
                Ok(Self::Monthly { day: day.try_into().map_err(|_| ParseRepeatError)? })
            }
            ("rule", rule) => Ok(Self::Rule { rule: rule.parse().map_err(|_| ParseRepeatError)? }),
            _ => Err(ParseRepeatError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn next(repeat: &str, starts: &str, from: &str) -> Option<String> {
        let repeat: Repeat = repeat.parse().expect("a repeat");
        repeat.next(day(starts), day(from)).map(|date| date.to_string())
    }

    #[test]
    fn the_stored_form_comes_back() {
        for text in ["once", "daily", "weekly 1", "weekly 1357", "monthly 31", "rule FREQ=WEEKLY;BYDAY=SA"] {
            assert_eq!(text.parse::<Repeat>().map(|repeat| repeat.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "once 1", "weekly ", "weekly 0", "weekly 8", "monthly 0", "monthly 32", "rule X"] {
            assert_eq!(text.parse::<Repeat>(), Err(ParseRepeatError), "{text}");
        }
    }

    #[test]
    fn weekdays_have_one_order_and_at_least_one_day() {
        let days: Weekdays = serde_json::from_str(r#"["Sun","Mon","Sun"]"#).expect("weekdays");
        assert_eq!(serde_json::to_string(&days).ok().as_deref(), Some(r#"["Mon","Sun"]"#));
        assert!(serde_json::from_str::<Weekdays>("[]").is_err());
    }

    #[test]
    fn a_shorter_month_uses_its_last_day() {
        assert_eq!(next("monthly 31", "2026-01-31", "2026-02-01").as_deref(), Some("2026-02-28"));
        assert_eq!(next("monthly 30", "2026-01-31", "2028-02-01").as_deref(), Some("2028-02-29"));
        assert_eq!(next("monthly 29", "2026-01-31", "2027-02-10").as_deref(), Some("2027-02-28"));
        assert_eq!(next("monthly 31", "2026-01-31", "2026-03-01").as_deref(), Some("2026-03-31"));
        assert_eq!(next("monthly 5", "2026-01-01", "2026-12-06").as_deref(), Some("2027-01-05"));
    }

    #[test]
    fn the_end_of_the_calendar_is_no_trap() {
        for repeat in ["once", "daily", "weekly 1", "monthly 31", "rule FREQ=YEARLY"] {
            let repeat: Repeat = repeat.parse().expect("a repeat");
            for day in [NaiveDate::MIN, NaiveDate::MAX] {
                let _ = repeat.next(day, NaiveDate::MAX);
                let _ = repeat.next(NaiveDate::MIN, day);
            }
        }
    }
}
