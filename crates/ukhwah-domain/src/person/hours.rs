//! The hours of a week in which a person or a line can be reached, in Malaysian time.

use std::collections::VecDeque;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};

use super::hours_words;
use crate::language::Language;
use crate::time::{DAY_MINUTES, MinuteOfDay, WEEK_MINUTES, minute_of_week};

const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The most spans that one week may have.
pub const MAX_SPANS: usize = 56;

/// Hours on one day of the week: `start` is inside, `end` is not.
///
/// `end` is 1 to 1440 minutes after midnight; if it is not after `start` it lies on the next day. So 22:00 to 02:00 is
/// `(1320, 120)`, a whole day `(0, 1440)`, and 08:00 to 08:00 the next morning `(480, 480)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Span {
    /// The day on which it starts.
    #[cfg_attr(feature = "bindings", ts(type = "\"Mon\" | \"Tue\" | \"Wed\" | \"Thu\" | \"Fri\" | \"Sat\" | \"Sun\""))]
    pub day: Weekday,
    /// Its first minute.
    pub start: MinuteOfDay,
    /// The minute after its last one, 1 to 1440.
    pub end: u16,
}

/// These are not hours of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// There is no span; unset hours are no hours at all.
    #[error("a week needs at least one span")]
    Empty,
    /// There are more spans than [`MAX_SPANS`].
    #[error("a week has at most {MAX_SPANS} spans")]
    TooMany,
    /// A span ends at a minute that no day has.
    #[error("a span ends 1 to 1440 minutes after midnight")]
    NoSuchEnd,
    /// A text is not the stored form.
    #[error("the text is not the stored form of hours")]
    Malformed,
}

/// The hours of a week.
///
/// What counts is which minutes are inside: spans that overlap or touch become one, so two ways to write the same hours
/// are equal. In JSON a list of [`Span`]s; in a record the text of [`fmt::Display`]: groups of days with the same spans,
/// `12345=0800-1200,1400-1700;6=2200-0200` (1 is Monday, times are HHMM, an end not after its start is on the next day,
/// midnight as an end is 2400 on the day of the start).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "Vec<Span>", into = "Vec<Span>")]
#[cfg_attr(feature = "bindings", ts(type = "Array<Span>"))]
pub struct WeekHours {
    /// Sorted, apart by at least a minute: `(first, length)` in minutes of the week.
    inside: Vec<(u16, u16)>,
}

impl WeekHours {
    /// Day and night, every day.
    #[must_use]
    pub fn always() -> Self {
        Self { inside: vec![(0, WEEK_MINUTES)] }
    }

    /// The same hours every day, `end` as in [`Span`].
    ///
    /// # Errors
    /// If `end` is not 1 to 1440.
    pub fn daily(start: MinuteOfDay, end: u16) -> Result<Self, HoursError> {
        Self::of(&DAYS.map(|day| Span { day, start, end }))
    }

    /// Hours made of these spans, in any order.
    ///
    /// # Errors
    /// If there are none or too many, or one ends outside a day.
    pub fn of(spans: &[Span]) -> Result<Self, HoursError> {
        match spans.len() {
            0 => return Err(HoursError::Empty),
            1..=MAX_SPANS => {}
            _ => return Err(HoursError::TooMany),
        }
        let mut runs = Vec::with_capacity(spans.len());
        for span in spans {
            let first = span.first();
            runs.push((first, first + span.length().ok_or(HoursError::NoSuchEnd)?));
        }
        let hours = Self { inside: joined(runs) };
        // Long runs are cut at midnights, which can make more spans than came in.
        if hours.spans().len() <= MAX_SPANS { Ok(hours) } else { Err(HoursError::TooMany) }
    }

    /// Whether these are all hours of the week.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.inside == [(0, WEEK_MINUTES)]
    }

    /// The hours as spans, by day and start, none longer than 24 hours.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = self.inside.iter().flat_map(|(first, length)| cut(*first, *length)).collect();
        spans.sort_by_key(|span| (span.day.num_days_from_monday(), span.start));
        spans
    }

    /// Whether the moment is inside these hours.
    #[must_use]
    pub fn open_at(&self, now: DateTime<Utc>) -> bool {
        self.left_at(minute_of_week(now)).is_some()
    }

    /// The first moment outside these hours, a whole minute; `None` if they never end or `now` is outside already.
    #[must_use]
    pub fn closes_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.is_always() {
            return None;
        }
        later(now, self.left_at(minute_of_week(now))?)
    }

    /// The next moment inside these hours, a whole minute; `None` if `now` is inside.
    #[must_use]
    pub fn opens_next(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.open_at(now) {
            return None;
        }
        let minute = minute_of_week(now);
        later(now, self.inside.iter().map(|(first, _)| ahead(minute, *first)).min()?)
    }

    /// The hours for people: "8 pagi – 10 malam", "Isnin–Jumaat 8 pagi – 5 petang", "24 jam".
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        hours_words::words(self, language)
    }

    /// Minutes until these hours end, for a minute of the week inside them.
    fn left_at(&self, minute: u16) -> Option<u16> {
        self.inside
            .iter()
            .find_map(|(first, length)| length.checked_sub(ahead(*first, minute)).filter(|left| *left > 0))
    }
}

/// How far `minute` is ahead of `from` in a week that goes round.
const fn ahead(from: u16, minute: u16) -> u16 {
    (minute + WEEK_MINUTES - from) % WEEK_MINUTES
}

/// `minutes` after the beginning of the minute of `now`; `None` only at the end of all time.
fn later(now: DateTime<Utc>, minutes: u16) -> Option<DateTime<Utc>> {
    let second = now.timestamp().div_euclid(60) * 60;
    DateTime::from_timestamp(second, 0)?.checked_add_signed(TimeDelta::minutes(i64::from(minutes)))
}

/// Runs `[first, end)` that overlap or touch made one, also where the week goes round; as `(first, length)`.
fn joined(mut runs: Vec<(u16, u16)>) -> Vec<(u16, u16)> {
    runs.sort_unstable();
    let mut apart: VecDeque<(u16, u16)> = VecDeque::new();
    for (first, end) in runs {
        match apart.back_mut() {
            Some(last) if first <= last.1 => last.1 = last.1.max(end),
            _ => apart.push_back((first, end)),
        }
    }
    // Only the last run can go on past Sunday midnight, into the first ones.
    let (start, mut last_end) = apart.pop_back().expect("a week has at least one span");
    while let Some((first, end)) = apart.front().copied()
        && first + WEEK_MINUTES <= last_end
    {
        last_end = last_end.max(end + WEEK_MINUTES);
        apart.pop_front();
    }
    if last_end >= start + WEEK_MINUTES {
        return WeekHours::always().inside;
    }
    apart.push_back((start, last_end));
    apart.into_iter().map(|(first, end)| (first, end - first)).collect()
}

/// A run as spans: whole if it lasts at most 24 hours, otherwise cut at each midnight until it does.
fn cut(mut first: u16, mut length: u16) -> Vec<Span> {
    let mut spans = Vec::new();
    while length > 0 {
        let (day, start) = (first / DAY_MINUTES % 7, first % DAY_MINUTES);
        let taken = if length <= DAY_MINUTES { length } else { DAY_MINUTES - start };
        let end = start + taken;
        spans.push(Span {
            day: DAYS[usize::from(day)],
            start: MinuteOfDay::try_from(start).expect("a remainder is below its divisor"),
            end: if end > DAY_MINUTES { end - DAY_MINUTES } else { end },
        });
        (first, length) = (first + taken, length - taken);
    }
    spans
}

impl Span {
    /// Its first minute, as a minute of the week.
    fn first(&self) -> u16 {
        let day = DAYS.iter().position(|day| *day == self.day).expect("a week has these seven days");
        u16::try_from(day).expect("below seven") * DAY_MINUTES + self.start.get()
    }

    /// How many minutes it lasts, 1 to 1440; `None` if it ends outside a day.
    fn length(&self) -> Option<u16> {
        match self.end {
            1..=DAY_MINUTES if self.end > self.start.get() => Some(self.end - self.start.get()),
            1..=DAY_MINUTES => Some(self.end + DAY_MINUTES - self.start.get()),
            _ => None,
        }
    }

    /// Whether it goes on past midnight.
    #[must_use]
    pub fn runs_past_midnight(&self) -> bool {
        self.end <= self.start.get()
    }
}

/// The days from Monday on, each group with the same list of spans, in the order of the groups' first days.
pub(super) fn grouped(hours: &WeekHours) -> Vec<(Vec<Weekday>, Vec<Span>)> {
    let spans = hours.spans();
    let mut groups: Vec<(Vec<Weekday>, Vec<Span>)> = Vec::new();
    for day in DAYS {
        let of_day: Vec<Span> = spans.iter().filter(|span| span.day == day).copied().collect();
        let times = |list: &[Span]| -> Vec<(MinuteOfDay, u16)> { list.iter().map(|s| (s.start, s.end)).collect() };
        match groups.iter_mut().find(|(_, list)| times(list) == times(&of_day)) {
            _ if of_day.is_empty() => {}
            Some((days, _)) => days.push(day),
            None => groups.push((vec![day], of_day)),
        }
    }
    groups
}

impl fmt::Display for WeekHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (days, spans)) in grouped(self).iter().enumerate() {
            f.write_str(if i > 0 { ";" } else { "" })?;
            for day in days {
                write!(f, "{}", day.number_from_monday())?;
            }
            for (i, span) in spans.iter().enumerate() {
                let (hour, minute) = span.start.hour_and_minute();
                write!(f, "{}{hour:02}{minute:02}", if i > 0 { ',' } else { '=' })?;
                write!(f, "-{:02}{:02}", span.end / 60, span.end % 60)?;
            }
        }
        Ok(())
    }
}

impl FromStr for WeekHours {
    type Err = HoursError;

    /// Reads the stored form; a text that [`fmt::Display`] would write differently is refused.
    fn from_str(text: &str) -> Result<Self, HoursError> {
        const LONGEST: usize = MAX_SPANS * 12;
        if text.len() > LONGEST || !text.is_ascii() {
            return Err(HoursError::Malformed);
        }
        let mut spans = Vec::new();
        for group in text.split(';') {
            let (days, times) = group.split_once('=').ok_or(HoursError::Malformed)?;
            for day in days.chars() {
                let index = day.to_digit(10).and_then(|n| n.checked_sub(1)).ok_or(HoursError::Malformed)?;
                let day = *DAYS.get(index as usize).ok_or(HoursError::Malformed)?;
                for time in times.split(',') {
                    let (start, end) = time.split_once('-').ok_or(HoursError::Malformed)?;
                    let start = MinuteOfDay::try_from(hhmm(start)?).map_err(|_| HoursError::Malformed)?;
                    spans.push(Span { day, start, end: hhmm(end)? });
                }
            }
        }
        let hours = Self::of(&spans)?;
        if hours.to_string() == text { Ok(hours) } else { Err(HoursError::Malformed) }
    }
}

/// Minutes since midnight from four digits.
fn hhmm(text: &str) -> Result<u16, HoursError> {
    let number: u16 = text.parse().map_err(|_| HoursError::Malformed)?;
    Ok(number / 100 * 60 + number % 100)
}

impl TryFrom<Vec<Span>> for WeekHours {
    type Error = HoursError;

    fn try_from(spans: Vec<Span>) -> Result<Self, HoursError> {
        Self::of(&spans)
    }
}

impl From<WeekHours> for Vec<Span> {
    fn from(hours: WeekHours) -> Self {
        hours.spans()
    }
}

#[cfg(test)]
#[path = "hours_tests.rs"]
mod tests;
