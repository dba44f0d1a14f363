//! From civil to Hijri dates and back, with a person's shift and an organization's declared months.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

use super::date::{HijriDate, HijriMonth};
use super::starts::{CLOSE, END, FIRST_YEAR, STARTS};

const MONTHS: usize = STARTS.len() * 12;
const LARGEST_SHIFT: i8 = 2;
const LARGEST_DECLARED_DIFFERENCE: i32 = 2;

/// Why a date cannot be converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ConvertError {
    /// The date lies outside the years for which the rule was computed: 1420 to 1480 AH, 1999 to 2058.
    #[error("the Hijri calendar is known from 1420 to 1480 AH (1999 to 2058) only")]
    OutOfRange,
    /// The month has 29 days in this calendar.
    #[error("the month of {0} has only 29 days")]
    NoSuchDay(HijriDate),
}

/// Why an adjustment is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AdjustError {
    /// The shift is not in −2..=2.
    #[error("a shift of {0} days is not between -2 and 2")]
    Shift(i8),
    /// The month lies outside 1420 to 1480 AH.
    #[error("the month {0} is outside 1420 to 1480 AH")]
    OutOfRange(HijriMonth),
    /// The declared start lies more than 2 days from the computed one, so that one of the two dates must be a slip.
    #[error("the start declared for {month} is {by} days from the computed one")]
    TooFar {
        /// The month declared.
        month: HijriMonth,
        /// Days from the computed start, positive when later.
        by: i32,
    },
    /// With another declared start it leaves no months of 29 or 30 days between.
    #[error("the starts declared for {month} and {other} leave a month of neither 29 nor 30 days")]
    Conflict {
        /// The month declared now.
        month: HijriMonth,
        /// The month declared before.
        other: HijriMonth,
    },
}

/// The Malaysian Hijri calendar from Muharam 1420 (April 1999) to Zulhijah 1480 (2058), with its adjustments.
///
/// Whatever the adjustments, every month has 29 or 30 days and every day one date. Without adjustments it holds no
/// memory of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    shift: i8,
    declared: BTreeMap<HijriMonth, NaiveDate>,
}

impl Calendar {
    /// Makes the computed calendar: the MABIMS rule, and the months in which Malaysia departed from it.
    #[must_use]
    pub const fn new() -> Self {
        Self { shift: 0, declared: BTreeMap::new() }
    }

    /// Moves every date that no declared month holds fast, by −2 to 2 days.
    ///
    /// `days`: added to the Hijri date, so that with 1 the 14th becomes the 15th.
    ///
    /// # Errors
    /// [`AdjustError::Shift`] outside −2..=2.
    pub fn shift(&mut self, days: i8) -> Result<(), AdjustError> {
        if !(-LARGEST_SHIFT..=LARGEST_SHIFT).contains(&days) {
            return Err(AdjustError::Shift(days));
        }
        self.shift = days;
        Ok(())
    }

    /// Fixes the civil date on which a month was declared to start; declaring it again replaces the date.
    ///
    /// The months about it move only as far as they must to keep 29 or 30 days. A shift does not move it.
    ///
    /// # Errors
    /// [`AdjustError`] when the month is outside the table, the date more than 2 days from the computed start, or the
    /// months to another declared start would not have 29 or 30 days; nothing changes then.
    pub fn declare(&mut self, month: HijriMonth, start: NaiveDate) -> Result<(), AdjustError> {
        let index = index_of(month).ok_or(AdjustError::OutOfRange(month))?;
        let day = start.num_days_from_ce();
        let by = day - computed_start(index);
        if by.abs() > LARGEST_DECLARED_DIFFERENCE {
            return Err(AdjustError::TooFar { month, by });
        }
        let before = self.declared.range(..month).next_back();
        let after = self.declared.range(month..).find(|(other, _)| **other != month);
        for (&other, date) in before.into_iter().chain(after) {
            let months = span(month, other);
            let days = (day - date.num_days_from_ce()).abs();
            if !(29 * months..=30 * months).contains(&days) {
                return Err(AdjustError::Conflict { month, other });
            }
        }
        self.declared.insert(month, start);
        Ok(())
    }

    /// Returns the start that was declared for a month, if one was.
    #[must_use]
    pub fn declared(&self, month: HijriMonth) -> Option<NaiveDate> {
        self.declared.get(&month).copied()
    }

    /// Tells whether the month's start is still to be announced: it is one of the three declared by sighting, and this
    /// calendar has no declaration for it.
    #[must_use]
    pub fn awaits_declaration(&self, month: HijriMonth) -> bool {
        month.is_declared_by_sighting() && !self.declared.contains_key(&month)
    }

    /// Tells whether the moon of the deciding evening stands within 0.3° of the criterion, so that the month may well
    /// start a day from the computed date; false once it is declared.
    #[must_use]
    pub fn is_uncertain(&self, month: HijriMonth) -> bool {
        CLOSE.binary_search(&(month.year(), month.number())).is_ok() && !self.declared.contains_key(&month)
    }

    /// Returns the Hijri date of a civil day, from midnight to midnight as calendars list it.
    ///
    /// # Errors
    /// [`ConvertError::OutOfRange`] before 1420 and after 1480 AH.
    pub fn date(&self, date: NaiveDate) -> Result<HijriDate, ConvertError> {
        self.date_of(date.num_days_from_ce())
    }

    /// Returns the Hijri date for worship, whose day begins at Maghrib.
    ///
    /// `after_maghrib`: whether Maghrib of the civil `date` has begun; the next civil day's date is returned then.
    ///
    /// # Errors
    /// [`ConvertError::OutOfRange`] before 1420 and after 1480 AH.
    pub fn worship_date(&self, date: NaiveDate, after_maghrib: bool) -> Result<HijriDate, ConvertError> {
        self.date_of(date.num_days_from_ce() + i32::from(after_maghrib))
    }

    /// Returns the civil day of a Hijri date.
    ///
    /// # Errors
    /// [`ConvertError::OutOfRange`], or [`ConvertError::NoSuchDay`] for day 30 of a month of 29.
    pub fn gregorian(&self, date: HijriDate) -> Result<NaiveDate, ConvertError> {
        if date.day() > self.days_in(date.month())? {
            return Err(ConvertError::NoSuchDay(date));
        }
        let index = index_of(date.month()).ok_or(ConvertError::OutOfRange)?;
        let day = self.start(index) + i32::from(date.day()) - 1;
        NaiveDate::from_num_days_from_ce_opt(day).ok_or(ConvertError::OutOfRange)
    }

    /// Returns how many days a month has: 29 or 30.
    ///
    /// # Errors
    /// [`ConvertError::OutOfRange`] before 1420 and after 1480 AH.
    pub fn days_in(&self, month: HijriMonth) -> Result<u8, ConvertError> {
        let index = index_of(month).ok_or(ConvertError::OutOfRange)?;
        Ok(if self.start(index + 1) - self.start(index) < 30 { 29 } else { 30 })
    }

    fn date_of(&self, day: i32) -> Result<HijriDate, ConvertError> {
        let target = day + i32::from(self.shift);
        let mut index = STARTS.as_flattened().partition_point(|start| days(*start) <= target).saturating_sub(1);
        while index > 0 && self.start(index) > day {
            index -= 1;
        }
        while index + 1 < MONTHS && self.start(index + 1) <= day {
            index += 1;
        }
        if !(self.start(index)..self.start(index + 1)).contains(&day) {
            return Err(ConvertError::OutOfRange);
        }
        let number = u8::try_from(day - self.start(index) + 1).expect("a month has at most 30 days");
        Ok(HijriDate::found(month_at(index), number))
    }

    /// The day on which a month starts, adjusted; `index` may be the one after the last.
    ///
    /// The nearest declared month on either side leaves an interval for the start, because every month between has 29
    /// or 30 days. Both ends of the intervals, and the computed starts, advance by 29 or 30 days a month; so do the
    /// starts clamped to them.
    fn start(&self, index: usize) -> i32 {
        let computed = computed_start(index) - i32::from(self.shift);
        if self.declared.is_empty() {
            return computed;
        }
        let month = month_at(index);
        let before = self.declared.range(..=month).next_back().map(|(other, date)| {
            let (months, declared) = (span(month, *other), date.num_days_from_ce());
            computed.clamp(declared + 29 * months, declared + 30 * months)
        });
        let start = before.unwrap_or(computed);
        let after = self.declared.range(month..).next().map(|(other, date)| {
            let (months, declared) = (span(month, *other), date.num_days_from_ce());
            start.clamp(declared - 30 * months, declared - 29 * months)
        });
        after.unwrap_or(start)
    }
}

/// How many months lie between two.
fn span(one: HijriMonth, other: HijriMonth) -> i32 {
    i32::try_from(one.ordinal().abs_diff(other.ordinal())).expect("the table has fewer than a thousand months")
}

fn first_ordinal() -> usize {
    usize::from(FIRST_YEAR) * 12
}

fn month_at(index: usize) -> HijriMonth {
    HijriMonth::of_ordinal(first_ordinal() + index)
}

fn index_of(month: HijriMonth) -> Option<usize> {
    month.ordinal().checked_sub(first_ordinal()).filter(|index| *index < MONTHS)
}

fn computed_start(index: usize) -> i32 {
    days(STARTS.as_flattened().get(index).copied().unwrap_or(END))
}

/// Days since the era began, as chrono counts them, of a date written as the number YYYYMMDD.
fn days(date: u32) -> i32 {
    let year = i32::try_from(date / 10_000).expect("a year has four digits");
    NaiveDate::from_ymd_opt(year, date / 100 % 100, date % 100)
        .expect("the table holds dates of the calendar, which a test checks")
        .num_days_from_ce()
}
