//! Differences of one prayer that last for weeks.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::check::{Day, TOLERANCE, is_half_a_day, is_right, median};
use crate::minutes::Minutes;
use crate::prayer::Prayer;

/// Fewer days than this are an error in the table; as many may be a decision, as when Subuh moved by eight minutes in
/// December 2019.
const FEWEST_DAYS: usize = 14;

/// Minutes beyond which no authority has ever moved a prayer.
const LARGEST: i16 = 30;

/// Minutes by which a day may differ from the days around it and still belong to their shift: one for rounding, and one
/// that the authority's own programs add here and there.
const NOISE: i16 = 2;

/// Days on either side that tell what is usual for a day. As many as make the days of a shift the majority on its first
/// and its last day, if it is long enough to be one.
const AROUND: usize = FEWEST_DAYS / 2;

/// A prayer that differs from its computed time by nearly the same minutes on at least 14 dates, give or take a few odd
/// days in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The prayer that is moved.
    pub prayer: Prayer,
    /// The usual difference in minutes, positive when the table is later; from 3 to 30, or from −30 to −3.
    pub by: i16,
    /// The table's times by date, each more than 2 minutes from the computed one; at least 14.
    pub values: BTreeMap<NaiveDate, Minutes>,
}

impl Shift {
    /// Returns the first and the last date.
    #[must_use]
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((*self.values.first_key_value()?.0, *self.values.last_key_value()?.0))
    }
}

#[derive(Clone, Copy)]
struct Value {
    date: NaiveDate,
    time: Minutes,
    by: i16,
    /// What is usual around it.
    usual: i16,
}

impl Value {
    fn is_shifted(&self) -> bool {
        (TOLERANCE..=LARGEST).contains(&self.usual.abs())
    }

    /// Whether the next value may belong to the same shift: what is usual changes with the seasons, but does not jump.
    fn goes_on_with(&self, next: &Self) -> bool {
        self.is_shifted() && next.is_shifted() && (self.usual - next.usual).abs() <= NOISE
    }

    /// Within the tolerance a value of a shift is accepted without being asked about.
    fn is_asked_about(&self) -> bool {
        !is_right(self.by) && (self.by - self.usual).abs() <= NOISE
    }
}

/// The shifts of a prayer in the order of their dates.
pub(super) fn find<'a>(days: impl Iterator<Item = &'a Day>, prayer: Prayer) -> Vec<Shift> {
    let value = |day: &Day| day.given(prayer).map(|(time, by)| Value { date: day.date, time, by, usual: 0 });
    let mut values: Vec<Value> = days.filter_map(value).filter(|value| !is_half_a_day(value.by)).collect();
    let usual: Vec<i16> = (0..values.len()).map(|index| usual_around(&values, index)).collect();
    for (value, usual) in values.iter_mut().zip(usual) {
        value.usual = usual;
    }
    values.chunk_by(Value::goes_on_with).filter_map(|run| shift(prayer, run)).collect()
}

fn usual_around(values: &[Value], index: usize) -> i16 {
    let around = index.saturating_sub(AROUND)..(index + AROUND + 1).min(values.len());
    median(values[around].iter().map(|value| value.by).collect())
}

/// The shift that a run of values makes, if it is long enough.
fn shift(prayer: Prayer, run: &[Value]) -> Option<Shift> {
    let asked = || run.iter().filter(|value| value.is_shifted() && value.is_asked_about());
    let by = median(asked().map(|value| value.by).collect());
    (asked().count() >= FEWEST_DAYS).then(|| Shift {
        prayer,
        by,
        values: asked().map(|value| (value.date, value.time)).collect(),
    })
}
