//! The days of something that comes again, between its start and its end.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::repeat::Repeat;
use crate::record::field::{needed, optional, text, understood};
use crate::record::{FieldError, Fields, Kind};

/// The days of something that comes again.
///
/// Fields: `repeat`, `starts`, `ends`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Days {
    /// How it comes again.
    pub repeat: Repeat,
    /// The first day on which it may come.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub starts: NaiveDate,
    /// The last day on which it may come, if it ends.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub ends: Option<NaiveDate>,
}

/// Something comes on no day at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DaysError {
    /// Its last day lies before its first.
    #[error("the end lies before the start")]
    EndsBeforeStart,
    /// No day between its start and its end, or within forty years, is one of its days.
    #[error("no day is ever named")]
    Never,
}

impl Days {
    /// Checks what a person is about to save. Stored days are not checked: they merely may have no day.
    ///
    /// # Errors
    /// If there is no day at all.
    pub fn check(&self) -> Result<(), DaysError> {
        if self.ends.is_some_and(|ends| ends < self.starts) {
            return Err(DaysError::EndsBeforeStart);
        }
        self.next_on_or_after(self.starts).map(|_| ()).ok_or(DaysError::Never)
    }

    /// Whether this is one of the days.
    #[must_use]
    pub fn occurs_on(&self, date: NaiveDate) -> bool {
        self.between(date, date).next().is_some()
    }

    /// The first of the days at or after this one.
    ///
    /// `None` if there is none, or none within about forty years.
    #[must_use]
    pub fn next_on_or_after(&self, date: NaiveDate) -> Option<NaiveDate> {
        let next = self.repeat.next(self.starts, date)?;
        self.between(next, next).next()
    }

    /// The days from `first` to `last`, both inside, in order.
    ///
    /// Cheaper than asking day by day where a rule has a `COUNT`, which is counted from the start once.
    pub fn between(&self, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let rule_ends = match &self.repeat {
            Repeat::Rule { rule } => rule.last(self.starts, last),
            _ => None,
        };
        let ends = [self.ends, rule_ends].into_iter().flatten().fold(last, NaiveDate::min);
        let next = move |from: NaiveDate| {
            if from > ends { None } else { self.repeat.next(self.starts, from).filter(|day| *day <= ends) }
        };
        std::iter::successors(next(first), move |day| next(day.succ_opt()?))
    }

    /// Puts the days into the fields of the noun that has them.
    pub(crate) fn write(&self, fields: &mut Fields) {
        fields.insert("repeat".to_owned(), text(&Shown(&self.repeat)));
        fields.insert("starts".to_owned(), text(&self.starts));
        fields.insert("ends".to_owned(), optional(self.ends.as_ref()));
    }

    /// Reads the days of a noun.
    ///
    /// A repeat of a newer app cannot be guessed: a medicine on a wrong day is worse than none here.
    pub(crate) fn read(fields: &Fields, kind: Kind) -> Result<Self, FieldError> {
        let repeat: String = needed(fields, kind, "repeat")?;
        Ok(Self {
            repeat: repeat.parse().map_err(|_| FieldError { kind, field: "repeat" })?,
            starts: needed(fields, kind, "starts")?,
            ends: understood(fields, kind, "ends")?,
        })
    }
}

/// The stored form, as serde sees one text; its JSON is for the interface.
pub(crate) struct Shown<'a, T>(pub(crate) &'a T);

impl<T: std::fmt::Display> Serialize for Shown<'_, T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn days(repeat: &str, starts: &str, ends: Option<&str>) -> Days {
        Days { repeat: repeat.parse().expect("a repeat"), starts: day(starts), ends: ends.map(day) }
    }

    #[test]
    fn an_end_before_the_start_is_told_apart_from_no_day_at_all() {
        assert_eq!(days("daily", "2026-03-02", Some("2026-03-01")).check(), Err(DaysError::EndsBeforeStart));
        assert_eq!(days("daily", "2026-03-02", Some("2026-03-02")).check(), Ok(()));
        // 2 March 2026 is a Monday.
        assert_eq!(days("weekly 7", "2026-03-02", Some("2026-03-07")).check(), Err(DaysError::Never));
        let never = days("rule FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2026-03-02", None);
        assert_eq!(never.check(), Err(DaysError::Never));
        assert_eq!(days("rule FREQ=DAILY;UNTIL=20200101", "2026-03-02", None).check(), Err(DaysError::Never));
    }

    #[test]
    fn a_hundred_thousand_occurrences_are_counted_and_not_made() {
        let many = days("rule FREQ=DAILY;COUNT=100000", "2026-01-01", None);
        assert_eq!(many.check(), Ok(()));
        assert!(many.occurs_on(day("2126-01-01")));
        assert_eq!(many.between(day("2026-06-01"), day("2026-06-30")).count(), 30);
    }

    #[test]
    fn a_count_ends_a_rule_and_the_end_does_too() {
        let thrice = days("rule FREQ=DAILY;COUNT=3", "2026-01-30", None);
        assert!(thrice.occurs_on(day("2026-02-01")) && !thrice.occurs_on(day("2026-02-02")));
        assert_eq!(Days { ends: Some(day("2026-01-31")), ..thrice }.between(NaiveDate::MIN, NaiveDate::MAX).count(), 2);
    }

    fn repeats() -> impl Strategy<Value = Repeat> {
        let texts = vec![
            "once",
            "daily",
            "weekly 1",
            "weekly 257",
            "monthly 1",
            "monthly 29",
            "monthly 30",
            "monthly 31",
            "rule FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
            "rule FREQ=YEARLY",
            "rule FREQ=MONTHLY;BYDAY=-1FR;COUNT=9",
            "rule FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=SU",
            "rule FREQ=DAILY;INTERVAL=10;UNTIL=20300101",
            "rule FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2,-1",
        ];
        prop::sample::select(texts).prop_map(|text| text.parse().expect("a repeat"))
    }

    proptest! {
        #[test]
        fn occurs_on_and_next_agree(
            repeat in repeats(), starts in 0_i64..3_000, ends in prop::option::of(0_i64..2_000), from in -50_i64..2_000,
        ) {
            let starts = day("2024-02-27") + TimeDelta::days(starts);
            let days = Days { repeat, starts, ends: ends.map(|ends| starts + TimeDelta::days(ends)) };
            let from = starts + TimeDelta::days(from);
            let next = days.next_on_or_after(from);
            if let Some(next) = next {
                prop_assert!(next >= from && next >= starts && days.occurs_on(next));
                prop_assert!(days.ends.is_none_or(|ends| next <= ends));
            }
            let stop = next.unwrap_or(from + TimeDelta::days(1_500)).min(from + TimeDelta::days(1_500));
            prop_assert!(from.iter_days().take_while(|day| *day < stop).all(|day| !days.occurs_on(day)));
            let month: Vec<_> = days.between(from, from + TimeDelta::days(30)).collect();
            let asked: Vec<_> = from.iter_days().take(31).filter(|day| days.occurs_on(*day)).collect();
            prop_assert_eq!(month, asked);
        }

        #[test]
        fn monthly_comes_once_in_every_month(of in 1_i64..=31, starts in 0_i64..3_000) {
            let first = day("2024-01-01") + TimeDelta::days(starts);
            let repeat = Repeat::Monthly { day: of.try_into().expect("a day of a month") };
            let days = Days { repeat, starts: first, ends: None };
            let months: Vec<_> = days.between(first, NaiveDate::MAX).take(40).map(|day| day.format("%Y-%m").to_string()).collect();
            let mut apart = months.clone();
            apart.dedup();
            prop_assert_eq!(&months, &apart);
            prop_assert_eq!(months.len(), 40);
        }
    }
}
