//! What a week weighs beside this person's own usual week, and what could be done about it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime};
use serde::Serialize;

use super::balance::monday;
use super::shift::Shift;

/// How many weeks before the present one the usual week is made of.
const WEEKS: u64 = 8;
/// In how many of them there must be a shift before anything counts as usual.
const ENOUGH_WEEKS: usize = 4;

/// The least by which something must be more than usual: one call more in a week is chance.
const MORE: Week = Week { minutes: 10 * 60, heavy: 3, night_calls: 2 };

/// What is much for anyone, while nothing is known of the usual.
///
/// Hours: the week of Malaysian labour law (Employment Act 1955, section 60A, as amended in 2022: 45 hours). Calls and
/// conversations: this app's own judgement, three broken nights and more than one heavy conversation a day; no study
/// gives a number.
const MUCH: Week = Week { minutes: 45 * 60, heavy: 8, night_calls: 3 };

/// So long a week is said even where it is usual: twelve hours on five days.
const LONGEST_USUAL: u32 = 60 * 60;

/// What was logged in seven days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Week {
    /// Minutes at work; where shifts overlap, each minute once.
    pub minutes: u32,
    /// Heavy conversations.
    pub heavy: u32,
    /// Calls at night.
    pub night_calls: u32,
}

/// Why the load is worth a word. `usual` is absent while it is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// More time at work than usual.
    Hours {
        /// Minutes in seven days.
        minutes: u32,
        /// Minutes in a usual week.
        usual: Option<u32>,
    },
    /// Each of the last seven days had a shift.
    NoDayOff,
    /// More calls at night than usual.
    NightCalls {
        /// Calls in seven days.
        count: u32,
        /// Calls in a usual week.
        usual: Option<u32>,
    },
    /// More heavy conversations than usual.
    Heavy {
        /// Conversations in seven days.
        count: u32,
        /// Conversations in a usual week.
        usual: Option<u32>,
    },
    /// It has been long since the person talked the work over.
    Supervision {
        /// Days since then, or since the first shift.
        days: u32,
    },
}

/// What could be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// Rest.
    Rest,
    /// Let someone on duty take over.
    HandOver,
    /// Talk it over with a supervisor.
    Supervision,
}

/// What the last seven days weigh.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// The seven days that end today.
    pub week: Week,
    /// A usual week of this person, once it is known.
    pub usual: Option<Week>,
    /// How many days ago the person last talked the work over; absent if never.
    pub supervised_ago: Option<u32>,
    /// Why it is worth a word; mostly empty.
    pub reasons: Vec<Reason>,
}

impl Load {
    /// What could be done about the reasons, each once: rest for a long week, a week without a free day or broken
    /// nights; handing over for broken nights or heavy conversations; supervision for heavy conversations or when it is
    /// long ago.
    #[must_use]
    pub fn advice(&self) -> BTreeSet<Advice> {
        let advice = self.reasons.iter().flat_map(|reason| match reason {
            Reason::Hours { .. } | Reason::NoDayOff => &[Advice::Rest][..],
            Reason::NightCalls { .. } => &[Advice::Rest, Advice::HandOver],
            Reason::Heavy { .. } => &[Advice::HandOver, Advice::Supervision],
            Reason::Supervision { .. } => &[Advice::Supervision],
        });
        advice.copied().collect()
    }
}

/// What the seven days that end at this moment weigh.
///
/// The rule:
/// 1. A shift counts for the day on which it began. Shifts that begin later than now do not count: a clock was moved.
/// 2. The usual week is, for hours, heavy conversations and calls each by itself, the middle of the eight weeks before
///    these seven days in which there was a shift (of an even number the higher middle); it is known once there are
///    four. Weeks without work say nothing of a week with work. The middle, so that one bad week is not the usual one.
/// 3. Something is more than usual if it is at least half as much again, and at least by ten hours, three
///    conversations or two calls. While nothing is usual: over 45 hours, from eight conversations or three calls on.
/// 4. Over 60 hours, and seven days with a shift each, are said even where they are usual: a usual week without rest is
///    what this is here for. A free day in each week is also the law (Employment Act 1955, section 59).
/// 5. Talking it over is due `supervision_days` after the last time, or after the first shift known; never without.
#[must_use]
pub fn load(shifts: &[Shift], supervision_days: Option<u16>, now: NaiveDateTime) -> Load {
    let today = now.date();
    let known = by_day(shifts.iter().filter(|shift| shift.begins_at() <= now));
    let of = |weeks_ago| of_seven_days(&known, back(today, weeks_ago * 7)).1;
    let (worked, week) = of_seven_days(&known, today);
    let before: Vec<Week> = (1..=WEEKS).map(of).filter(|week| *week != Week::default()).collect();
    let usual = middle(&before);
    let last_supervised = known.iter().filter(|shift| shift.supervised).map(|shift| shift.date).max();
    let since = last_supervised.or_else(|| known.iter().map(|shift| shift.date).min());
    let ago = |date: NaiveDate| u32::try_from(today.signed_duration_since(date).num_days()).unwrap_or(0);
    let mut reasons = of_week(week, usual);
    if worked == 7 {
        reasons.insert(usize::from(matches!(reasons.first(), Some(Reason::Hours { .. }))), Reason::NoDayOff);
    }
    if let (Some(every), Some(since)) = (supervision_days, since)
        && ago(since) >= u32::from(every)
    {
        reasons.push(Reason::Supervision { days: ago(since) });
    }
    Load { week, usual, supervised_ago: last_supervised.map(ago), reasons }
}

/// What of a week is more than usual, or much where nothing is usual yet.
fn of_week(week: Week, usual: Option<Week>) -> Vec<Reason> {
    let is_more = |now: u32, usual: Option<u32>, more: u32, much: u32| match usual {
        Some(usual) => now >= usual + more.max(usual.div_ceil(2)),
        None => now >= much,
    };
    let mut reasons = Vec::new();
    let usual_minutes = usual.map(|usual| usual.minutes);
    // The law speaks of more than 45 hours, so 45 hours are none.
    let is_long = is_more(week.minutes, usual_minutes, MORE.minutes, MUCH.minutes + 1);
    if is_long || week.minutes > LONGEST_USUAL {
        reasons.push(Reason::Hours { minutes: week.minutes, usual: usual_minutes });
    }
    let usual_calls = usual.map(|usual| usual.night_calls);
    if is_more(week.night_calls, usual_calls, MORE.night_calls, MUCH.night_calls) {
        reasons.push(Reason::NightCalls { count: week.night_calls, usual: usual_calls });
    }
    let usual_heavy = usual.map(|usual| usual.heavy);
    if is_more(week.heavy, usual_heavy, MORE.heavy, MUCH.heavy) {
        reasons.push(Reason::Heavy { count: week.heavy, usual: usual_heavy });
    }
    reasons
}

/// The Mondays of the weeks from `first` to `last` in which hours, calls or conversations were more than usual then.
///
/// Each week is looked at as it stood on its Sunday, with the rule of [`load`].
#[must_use]
pub fn heavy_weeks(shifts: &[Shift], first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let known = by_day(shifts.iter());
    let of = |start: NaiveDate| Some((start, of_seven_days(&known, start.checked_add_days(Days::new(6))?).1));
    let starts: BTreeSet<NaiveDate> = known.iter().map(|shift| monday(shift.date)).collect();
    let weeks: BTreeMap<NaiveDate, Week> = starts.into_iter().filter_map(of).collect();
    let is_heavy = |start: NaiveDate, week: Week| {
        let before = (1..=WEEKS).filter_map(|ago| weeks.get(&back(start, ago * 7)).copied());
        let before: Vec<Week> = before.filter(|week| *week != Week::default()).collect();
        !of_week(week, middle(&before)).is_empty()
    };
    let asked = monday(first)..=monday(last);
    let heavy = weeks.iter().filter(|(start, week)| asked.contains(start) && is_heavy(**start, **week));
    heavy.map(|(start, _)| *start).collect()
}

fn by_day<'a>(shifts: impl Iterator<Item = &'a Shift>) -> Vec<&'a Shift> {
    let mut known: Vec<&Shift> = shifts.collect();
    known.sort_by_key(|shift| (shift.begins_at(), shift.ends_at()));
    known
}

fn back(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}

/// On how many days of the seven that end on this one there was a shift, and what was logged. `shifts` are by day.
fn of_seven_days(shifts: &[&Shift], last: NaiveDate) -> (usize, Week) {
    let first = back(last, 6);
    let (from, to) = (shifts.partition_point(|s| s.date < first), shifts.partition_point(|s| s.date <= last));
    let inside = &shifts[from..to];
    let days: BTreeSet<i32> = inside.iter().map(|shift| shift.date.num_days_from_ce()).collect();
    let mut week = Week::default();
    let mut until = NaiveDateTime::MIN;
    for shift in inside {
        let alone = (shift.ends_at() - shift.begins_at().max(until)).num_minutes().max(0);
        week.minutes += u32::try_from(alone).unwrap_or(0);
        week.heavy += u32::from(shift.heavy.get());
        week.night_calls += u32::from(shift.night_calls.get());
        until = until.max(shift.ends_at());
    }
    (days.len(), week)
}

/// The middle of each; `None` of too few weeks.
fn middle(weeks: &[Week]) -> Option<Week> {
    if weeks.len() < ENOUGH_WEEKS {
        return None;
    }
    let of = |value: fn(&Week) -> u32| {
        let mut values: Vec<u32> = weeks.iter().map(value).collect();
        values.sort_unstable();
        values[values.len() / 2]
    };
    Some(Week { minutes: of(|week| week.minutes), heavy: of(|week| week.heavy), night_calls: of(|w| w.night_calls) })
}
