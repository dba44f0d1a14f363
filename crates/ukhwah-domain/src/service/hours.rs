//! Hours by month.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use crate::time::DAY_MINUTES;

/// Time that was given on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// The day.
    pub date: NaiveDate,
    /// How many minutes.
    pub minutes: u16,
}

/// The minutes of each month, by its first day; a month in which nothing was given has no entry.
#[must_use]
pub fn hours_by_month(given: impl IntoIterator<Item = Given>) -> BTreeMap<NaiveDate, u32> {
    let mut months = BTreeMap::new();
    for Given { date, minutes } in given {
        let first = date.with_day(1).unwrap_or(date);
        let month = months.entry(first).or_insert(0_u32);
        *month = month.saturating_add(minutes.into());
    }
    months.retain(|_, minutes| *minutes > 0);
    months
}

/// Whether a day has room for all that is said to have been given on it.
#[must_use]
pub fn is_within_a_day(minutes: impl IntoIterator<Item = u16>) -> bool {
    minutes.into_iter().map(u32::from).sum::<u32>() <= u32::from(DAY_MINUTES)
}
