//! Months of a table that hold the times of another month.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::check::{Day, is_half_a_day, is_right};
use crate::minutes::Minutes;
use crate::prayer::Prayer;

/// Days a month of the table needs for its place to be doubted.
const FEWEST_DAYS: usize = 10;

/// Values that agree with computed ones, out of those compared.
#[derive(Clone, Copy, Default)]
struct Agreement {
    right: usize,
    all: usize,
}

impl Agreement {
    /// Of at most this share of the values, in hundredths.
    fn is_below(self, percent: usize) -> bool {
        self.right * 100 < self.all * percent
    }
}

/// The months (year and number) whose values agree with another month of the year, with that month's number.
pub(super) fn misplaced(days: &[Day], computed: &impl Fn(NaiveDate) -> [Minutes; 6]) -> BTreeMap<(i32, u32), u32> {
    let months = days.chunk_by(|one, next| one.month() == next.month());
    let doubtful =
        months.filter(|month| month.len() >= FEWEST_DAYS && agreement(month, |day| Some(day.computed)).is_below(80));
    doubtful
        .filter_map(|month| {
            let (year, number) = month.first()?.month();
            let like = |other: &u32| agreement(month, |day| same_day(year, *other, day.date).map(computed));
            let (agreement, other) = (1..=12)
                .filter(|other| *other != number)
                .map(|other| (like(&other), other))
                .max_by_key(|(agreement, _)| agreement.right)?;
            (!agreement.is_below(95)).then_some(((year, number), other))
        })
        .collect()
}

/// The day of the same number in another month, if it has one.
fn same_day(year: i32, month: u32, date: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, chrono::Datelike::day(&date))
}

/// How well the times of a month agree with those computed for each of its days.
fn agreement(month: &[Day], computed: impl Fn(&Day) -> Option<[Minutes; 6]>) -> Agreement {
    let mut agreement = Agreement::default();
    for (day, computed) in month.iter().filter_map(|day| Some((day, computed(day)?))) {
        for prayer in Prayer::ALL {
            let Some((given, _)) = day.given(prayer) else { continue };
            let by = given.get() - computed[prayer as usize].get();
            agreement.all += usize::from(!is_half_a_day(by));
            agreement.right += usize::from(is_right(by));
        }
    }
    agreement
}
