//! A table held against computed times.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate};
use thiserror::Error;

use super::shift::{self, Shift};
use super::{Cell, Table, month, zone};
use crate::malaysia::Zone;
use crate::minutes::Minutes;
use crate::prayer::Prayer;

/// Minutes by which an official time may differ from a computed one: the two use other reference points or roundings.
pub(super) const TOLERANCE: i16 = 2;

const HALF_DAY: i16 = 720;

/// So many of the six prayers off on more than a quarter of the dates, and the table is another zone's.
const MISFITS: usize = 4;

/// So many of the six prayers shifted for weeks, and the table is the zone's that it fits better.
const SHIFTED: usize = 3;

/// A table of more days than this is meant to hold whole months.
const LONGEST_MONTH: i64 = 31;

/// Times of one date in the order of [`Prayer::ALL`]; `None` where nothing is to replace the computed time.
pub type Times = [Option<Minutes>; 6];

/// Why a whole table is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CheckError {
    /// Four of the six times differ by more than 2 minutes on more than a quarter of the dates, or three for weeks and
    /// the table fits another zone.
    #[error("the times are another zone's: Zohor is {by} minutes from the computed one")]
    AnotherZone {
        /// The zone whose computed times the table fits, if there is one.
        like: Option<Zone>,
        /// The usual difference of Zohor in minutes, positive when the table is later: four for each degree that the
        /// table's own zone lies further west.
        by: i16,
    },
}

/// Why one value of a table is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The table has no time there.
    Absent,
    /// What stands there is no time of day.
    Unreadable,
    /// Two rows of the same date have different times.
    Contradictory,
    /// Morning and afternoon are confused: the time is right on a clock of 12 hours.
    TwelveHours,
    /// The whole month holds the times of another.
    OtherMonth {
        /// The number of the month whose times these are, 1 to 12.
        month: u32,
    },
    /// The time falls before the prayer that precedes it, or after the one that follows.
    OutOfOrder {
        /// Minutes from the computed time, positive when later.
        by: i16,
    },
    /// The time differs from the computed one by more than 2 minutes, and not for weeks on end.
    Off {
        /// Minutes from the computed time, positive when later.
        by: i16,
    },
}

/// A value that is not taken, so that the computed time stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The date of the value.
    pub date: NaiveDate,
    /// Its prayer.
    pub prayer: Prayer,
    /// What the table says; `None` when it says no one time.
    pub given: Option<Minutes>,
    /// What was computed.
    pub computed: Minutes,
    /// Why it is refused.
    pub reason: Reason,
}

/// What a check found: every value of the table is in exactly one of `accepted`, `refused` and `shifts`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The times within 2 minutes of the computed ones, by date.
    pub accepted: BTreeMap<NaiveDate, Times>,
    /// The values that are not taken, by date and then by prayer.
    pub refused: Vec<Refused>,
    /// Differences of a prayer that last: a decision of the authority, or a long error. A person must say which.
    pub shifts: Vec<Shift>,
    /// The zone that the table fits clearly better than its own: most zones lie so near to their neighbours that no time
    /// is off by more than 2 minutes, so nothing else may tell that it is another's.
    pub like: Option<Zone>,
    /// The days without a row, as ranges in order: between the first and the last date, and in a table of more than 31
    /// days from the start of its first month to the end of its last.
    pub missing: Vec<RangeInclusive<NaiveDate>>,
}

impl Verdict {
    /// Returns the times that replace computed ones: those accepted, and those of every confirmed shift.
    #[must_use]
    pub fn replacements(&self, mut is_confirmed: impl FnMut(&Shift) -> bool) -> BTreeMap<NaiveDate, Times> {
        let mut times = self.accepted.clone();
        for shift in self.shifts.iter().filter(|shift| is_confirmed(shift)) {
            for (date, time) in &shift.values {
                times.entry(*date).or_default()[shift.prayer as usize] = Some(*time);
            }
        }
        times
    }
}

/// One date of a table beside its computed times.
pub(super) struct Day {
    pub(super) date: NaiveDate,
    pub(super) cells: [Cell; 6],
    pub(super) computed: [Minutes; 6],
}

impl Day {
    /// The time given for a prayer, and by how many minutes it is later than the computed one.
    pub(super) fn given(&self, prayer: Prayer) -> Option<(Minutes, i16)> {
        match self.cells[prayer as usize] {
            Cell::Time(time) => Some((time, time.get() - self.computed[prayer as usize].get())),
            Cell::Absent | Cell::Unreadable | Cell::Contradictory => None,
        }
    }

    pub(super) fn month(&self) -> (i32, u32) {
        (self.date.year(), self.date.month())
    }

    fn judge(&self, prayer: Prayer, other_month: Option<u32>) -> Result<Minutes, Reason> {
        let given = match self.cells[prayer as usize] {
            Cell::Time(time) => time,
            Cell::Absent => return Err(Reason::Absent),
            Cell::Unreadable => return Err(Reason::Unreadable),
            Cell::Contradictory => return Err(Reason::Contradictory),
        };
        let by = given.get() - self.computed[prayer as usize].get();
        if let Some(month) = other_month {
            Err(Reason::OtherMonth { month })
        } else if is_right(by) {
            Ok(given)
        } else if is_half_a_day(by) {
            Err(Reason::TwelveHours)
        } else if self.is_out_of_order(prayer, given) {
            Err(Reason::OutOfOrder { by })
        } else {
            Err(Reason::Off { by })
        }
    }

    fn is_out_of_order(&self, prayer: Prayer, given: Minutes) -> bool {
        let (earlier, later) = self.computed.split_at(prayer as usize);
        earlier.last().is_some_and(|before| given <= *before) || later.get(1).is_some_and(|after| given >= *after)
    }
}

pub(super) fn is_right(by: i16) -> bool {
    by.abs() <= TOLERANCE
}

pub(super) fn is_half_a_day(by: i16) -> bool {
    is_right(by.abs() - HALF_DAY)
}

/// Checks every value of a table against the times computed for its zone.
///
/// `computed`: the six times of a date in the order of [`Prayer::ALL`]. It is asked for the table's dates, and where a
/// month looks like another one, for that year's other months.
///
/// # Errors
/// [`CheckError::AnotherZone`] when the table as a whole does not fit; no value of it is to be used then.
pub fn check(table: &Table, computed: impl Fn(NaiveDate) -> [Minutes; 6]) -> Result<Verdict, CheckError> {
    let days: Vec<Day> =
        table.rows.iter().map(|(&date, &cells)| Day { date, cells, computed: computed(date) }).collect();
    let misplaced = month::misplaced(&days, &computed);
    let in_place = || days.iter().filter(|day| !misplaced.contains_key(&day.month()));
    let shifts: Vec<Shift> = Prayer::ALL.into_iter().flat_map(|prayer| shift::find(in_place(), prayer)).collect();
    let like = zone::fitting_better(in_place(), table.zone);
    let shifted = Prayer::ALL.iter().filter(|prayer| shifts.iter().any(|shift| shift.prayer == **prayer)).count();
    let is_another = misfits(&in_place()) >= MISFITS || (shifted >= SHIFTED && like.is_some());
    if is_another {
        return Err(CheckError::AnotherZone { like, by: median(differences(in_place(), Prayer::Dhuhr)) });
    }
    Ok(Verdict { missing: missing(table), like, ..judge_all(&days, &misplaced, shifts) })
}

fn judge_all(days: &[Day], misplaced: &BTreeMap<(i32, u32), u32>, shifts: Vec<Shift>) -> Verdict {
    let mut verdict = Verdict { shifts, ..Verdict::default() };
    for day in days {
        for prayer in Prayer::ALL {
            if verdict.shifts.iter().any(|shift| shift.prayer == prayer && shift.values.contains_key(&day.date)) {
                continue;
            }
            match day.judge(prayer, misplaced.get(&day.month()).copied()) {
                Ok(time) => verdict.accepted.entry(day.date).or_default()[prayer as usize] = Some(time),
                Err(reason) => verdict.refused.push(Refused {
                    date: day.date,
                    prayer,
                    given: day.given(prayer).map(|(time, _)| time),
                    computed: day.computed[prayer as usize],
                    reason,
                }),
            }
        }
    }
    verdict
}

/// How far each time of a prayer lies from the computed one in minutes, half days left out.
fn differences<'a>(days: impl Iterator<Item = &'a Day>, prayer: Prayer) -> Vec<i16> {
    let by = days.filter_map(|day| day.given(prayer)).map(|(_, by)| by);
    by.filter(|by| !is_half_a_day(*by)).collect()
}

/// How many of the six prayers are off on more than a quarter of the dates.
fn misfits<'a>(days: &(impl Iterator<Item = &'a Day> + Clone)) -> usize {
    let is_misfit = |prayer: &Prayer| {
        let all = differences(days.clone(), *prayer);
        all.iter().filter(|by| !is_right(**by)).count() * 4 > all.len()
    };
    Prayer::ALL.iter().filter(|prayer| is_misfit(prayer)).count()
}

/// The middle of some minutes; 0 of none.
pub(super) fn median(mut minutes: Vec<i16>) -> i16 {
    minutes.sort_unstable();
    minutes.get(minutes.len() / 2).copied().unwrap_or_default()
}

fn missing(table: &Table) -> Vec<RangeInclusive<NaiveDate>> {
    let (Some(mut first), Some(mut last)) = (table.dates().next(), table.dates().last()) else { return Vec::new() };
    if (last - first).num_days() >= LONGEST_MONTH {
        first = first.with_day(1).unwrap_or(first);
        last = last.with_day(u32::from(last.num_days_in_month())).unwrap_or(last);
    }
    let mut gaps = Vec::new();
    let mut expected = first;
    for date in table.dates() {
        if date > expected {
            gaps.push(expected..=date - Days::new(1));
        }
        expected = date + Days::new(1);
    }
    if expected <= last {
        gaps.push(expected..=last);
    }
    gaps
}
