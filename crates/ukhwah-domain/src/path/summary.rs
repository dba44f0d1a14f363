//! What was built on a path: days in all, the longest stretch, the present one, the returns. None of them is ever a
//! zero, by type.
//!
//! A day counts unless it was a day of a lapse; the day of a beginning and the day of a return count already. A lapse
//! takes its own day also where the return came on the same one. What a clock that was wrong dated ahead is no part of
//! it until its day comes.

use std::num::NonZeroU32;

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use super::event::{Happening, PathEvent};

/// A number of days.
pub type Days = NonZeroU32;

/// What was built on a path, as of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Summary {
    /// Days in all: no lapse takes any of them away.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub all: Option<Days>,
    /// The days of the longest stretch.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub longest: Option<Days>,
    /// Where the person stands now; absent before the path began.
    pub present: Option<Present>,
    /// How often the person came back.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub returns: Option<NonZeroU32>,
}

/// Where the person stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum Present {
    /// In a stretch, whose first day is the first.
    Walking {
        /// Its days, today among them.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        days: Days,
    },
    /// In a lapse: that is said in words.
    Lapsed,
    /// Back on the very day of the lapse: that is said in words too.
    Back,
}

/// A lapse as it counts: days as numbers, the end outside.
#[derive(Clone, Copy)]
struct Taken {
    from: i32,
    end: i32,
    is_open: bool,
}

/// What was built until `today`, from everything that happened on one path, in any order.
#[must_use]
pub fn summary<'e>(events: impl IntoIterator<Item = &'e PathEvent>, today: NaiveDate) -> Summary {
    let events: Vec<_> = events.into_iter().filter(|event| event.date <= today).collect();
    let counts = |event: &&&PathEvent| event.what != Happening::Milestone;
    let Some(begun) = events.iter().filter(counts).map(|event| number(event.date)).min() else {
        return Summary::default();
    };
    let last = number(today);
    let taken = taken(&events, today);
    let (mut cursor, mut stretches) = (begun, Vec::new());
    for lapse in &taken {
        stretches.extend(days(lapse.from - cursor));
        cursor = cursor.max(lapse.end);
    }
    let present = days(last + 1 - cursor);
    stretches.extend(present);
    let lapsed = || if taken.iter().any(|lapse| lapse.is_open) { Present::Lapsed } else { Present::Back };
    Summary {
        all: NonZeroU32::new(stretches.iter().map(|days| days.get()).sum()),
        longest: stretches.iter().max().copied(),
        present: Some(present.map_or_else(lapsed, |days| Present::Walking { days })),
        returns: returns(&taken),
    }
}

/// The lapses that no return has ended by `today`.
pub fn open_lapses<T>(events: &[T], today: NaiveDate, event: impl Fn(&T) -> &PathEvent) -> impl Iterator<Item = &T> {
    let returns: Vec<_> = events.iter().filter_map(|one| returned(event(one), today)).collect();
    let is_open = move |one: &PathEvent| {
        let is_ended = one.until.map_or_else(|| returns.iter().any(|date| *date > one.date), |until| until <= today);
        one.what == Happening::Lapse && one.date <= today && !is_ended
    };
    events.iter().filter(move |one| is_open(event(one)))
}

/// The days that lapses take, in order of time. One that no return ended by itself ends with the next return.
fn taken(events: &[&PathEvent], today: NaiveDate) -> Vec<Taken> {
    let returns: Vec<_> = events.iter().filter_map(|event| returned(event, today)).collect();
    let lapses = events.iter().filter(|event| event.what == Happening::Lapse);
    let mut taken: Vec<_> = lapses
        .map(|lapse| {
            let later = || returns.iter().copied().filter(|date| *date > lapse.date).min();
            let end = if lapse.until.is_some() { returned(lapse, today) } else { later() };
            let from = number(lapse.date);
            let end_of = |date| number(date).max(from + 1);
            Taken { from, end: end.map_or(number(today) + 1, end_of), is_open: end.is_none() }
        })
        .collect();
    taken.sort_by_key(|lapse| (lapse.from, lapse.end));
    taken
}

/// The day of a return that has come.
fn returned(event: &PathEvent, today: NaiveDate) -> Option<NaiveDate> {
    let until = event.until.map(|until| until.max(event.date));
    until.filter(|until| event.what == Happening::Lapse && *until <= today)
}

/// Lapses that overlap have one return together.
fn returns(taken: &[Taken]) -> Option<NonZeroU32> {
    let mut groups: Vec<Taken> = Vec::new();
    for lapse in taken {
        match groups.last_mut() {
            Some(group) if lapse.from < group.end => {
                group.end = group.end.max(lapse.end);
                group.is_open |= lapse.is_open;
            }
            _ => groups.push(*lapse),
        }
    }
    let ended = groups.iter().filter(|group| !group.is_open).count();
    u32::try_from(ended).ok().and_then(NonZeroU32::new)
}

fn number(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

fn days(number: i32) -> Option<Days> {
    u32::try_from(number).ok().and_then(NonZeroU32::new)
}
