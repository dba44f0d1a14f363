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

/// Minutes by which the differences of one shift may vary from day to day, as angles and roundings do.
const SPREAD: i16 = 2;

/// Days in a row that may fit a shift badly without ending it.
const STRAYS: usize = 2;

/// A prayer that differs from its computed time by nearly the same minutes on at least 14 dates running.
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

struct Value {
    date: NaiveDate,
    time: Minutes,
    by: i16,
}

/// The shifts of a prayer in the order of their dates.
pub(super) fn find<'a>(days: impl Iterator<Item = &'a Day>, prayer: Prayer) -> Vec<Shift> {
    let value = |day: &Day| day.given(prayer).map(|(time, by)| Value { date: day.date, time, by });
    let values: Vec<Value> = days.filter_map(value).filter(|value| !is_half_a_day(value.by)).collect();
    let mut shifts = Vec::new();
    let mut rest = values.as_slice();
    while let [first, others @ ..] = rest {
        let run = if is_right(first.by) { Vec::new() } else { run(rest) };
        if run.len() < FEWEST_DAYS {
            rest = others;
            continue;
        }
        let by = median(run.iter().map(|value| value.by).collect());
        let last = run.last().map(|value| value.date);
        shifts.push(Shift { prayer, by, values: run.iter().map(|value| (value.date, value.time)).collect() });
        rest = &rest[rest.iter().take_while(|value| Some(value.date) <= last).count()..];
    }
    shifts
}

/// The values over the tolerance that belong to the shift the first one begins.
///
/// A value at the tolerance belongs to it too, so that a shift of two and a half minutes is one, but is accepted
/// without being asked about.
fn run(values: &[Value]) -> Vec<&Value> {
    let mut run = Vec::new();
    let (mut least, mut most, mut strays) = (i16::MAX, i16::MIN, 0);
    for value in values {
        let (low, high) = (least.min(value.by), most.max(value.by));
        let is_fitting = high - low <= SPREAD && (low >= TOLERANCE || high <= -TOLERANCE) && value.by.abs() <= LARGEST;
        if is_fitting {
            (least, most, strays) = (low, high, 0);
            if !is_right(value.by) {
                run.push(value);
            }
        } else {
            strays += 1;
            if strays > STRAYS {
                break;
            }
        }
    }
    run
}
