//! What happened, for the axis of the trends: an open list, to which each noun adds its own.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Days, NaiveDate};
use serde::Serialize;
use ukhwah_domain::language::Language;
use ukhwah_domain::path::{Happening, PathEvent};
use ukhwah_domain::routine::day_ms;
use ukhwah_store::{Reader, StoreError};

use crate::settings::profile_of;
use crate::solat::DeviceAlmanac;
use crate::text;

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// A festival or a holiday.
    Festival,
    /// A lapse.
    Lapse,
    /// A week of work that was more than usual.
    HeavyWeek,
}

impl MarkKind {
    /// Whether it may stand on a sheet of paper, which others see lying about.
    pub(super) const fn is_printed(self) -> bool {
        match self {
            Self::Festival => true,
            Self::Lapse | Self::HeavyWeek => false,
        }
    }
}

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Mark {
    /// The day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub date: NaiveDate,
    /// What kind of thing.
    pub kind: MarkKind,
    /// What it is, in the person's own eyes.
    pub words: String,
}

/// Where marks come from, and for which days.
pub(crate) struct Asked<'a> {
    pub(crate) read: Reader<'a>,
    pub(crate) almanac: &'a DeviceAlmanac<'a>,
    pub(crate) first: NaiveDate,
    pub(crate) last: NaiveDate,
    pub(crate) language: Language,
}

/// A noun that has something to mark.
type Source = fn(&Asked<'_>) -> Result<Vec<Mark>, StoreError>;

/// A noun adds itself here.
const SOURCES: &[Source] = &[festivals, holidays, lapses, crate::burden::heavy_weeks_between];

/// Everything that happened in these days, oldest first.
pub(super) fn marks(asked: &Asked<'_>) -> Result<Vec<Mark>, StoreError> {
    let mut marks = Vec::new();
    for source in SOURCES {
        marks.extend(source(asked)?);
    }
    marks.retain(|mark| (asked.first..=asked.last).contains(&mark.date));
    marks.sort_by(|a, b| (a.date, a.kind, &a.words).cmp(&(b.date, b.kind, &b.words)));
    Ok(marks)
}

/// The festivals of the Hijri calendar, where religious content is on.
fn festivals(asked: &Asked<'_>) -> Result<Vec<Mark>, StoreError> {
    if !profile_of(asked.read)?.value.religion {
        return Ok(Vec::new());
    }
    let mut marks = Vec::new();
    let mut next = Some(asked.first);
    while let Some(date) = next.filter(|date| *date <= asked.last) {
        let hijri = asked.almanac.hijri(date);
        let words = hijri.and_then(|hijri| match (hijri.month().number(), hijri.day()) {
            (1, 1) => Some(text::festival_muharram(asked.language)),
            (3, 12) => Some(text::festival_maulid(asked.language)),
            (9, 1) => Some(text::festival_ramadan(asked.language)),
            (10, 1) => Some(text::festival_aidilfitri(asked.language)),
            (12, 10) => Some(text::festival_aidiladha(asked.language)),
            _ => None,
        });
        marks.extend(words.map(|words| Mark { date, kind: MarkKind::Festival, words: words.to_owned() }));
        next = date.checked_add_days(Days::new(hijri.map_or(1, |hijri| days_to_look_past(hijri.day()).into())));
    }
    Ok(marks)
}

/// In how many days at the soonest a day comes on which a festival can fall, from a day of a month that has 29 or 30.
fn days_to_look_past(day: u8) -> u8 {
    [10, 12, 30].into_iter().find(|next| day < *next).map_or(1, |next| next - day)
}

/// The holidays of the whole country that have a fixed date and no religion.
#[expect(clippy::unnecessary_wraps, reason = "it is one source among others")]
fn holidays(asked: &Asked<'_>) -> Result<Vec<Mark>, StoreError> {
    Ok(asked.on_days(|date| match (date.month(), date.day()) {
        (1, 1) => Some(text::holiday_new_year(asked.language)),
        (8, 31) => Some(text::holiday_merdeka(asked.language)),
        (9, 16) => Some(text::holiday_malaysia(asked.language)),
        _ => None,
    }))
}

/// The days on which a lapse began: the day alone, once, on whatever path it was.
fn lapses(asked: &Asked<'_>) -> Result<Vec<Mark>, StoreError> {
    let events = asked.read.between::<PathEvent>(day_ms(asked.first), day_ms(asked.last))?;
    let lapses = events.into_iter().map(|stored| stored.value).filter(|event| event.what == Happening::Lapse);
    let days: BTreeSet<NaiveDate> = lapses.map(|lapse| lapse.date).collect();
    let words = text::path_lapse(asked.language);
    Ok(days.into_iter().map(|date| Mark { date, kind: MarkKind::Lapse, words: words.to_owned() }).collect())
}

impl Asked<'_> {
    /// The festivals that fall on the days asked about.
    fn on_days(&self, named: impl Fn(NaiveDate) -> Option<&'static str>) -> Vec<Mark> {
        let days = self.first.iter_days().take_while(|date| *date <= self.last);
        let mark = |date| Some(Mark { date, kind: MarkKind::Festival, words: named(date)?.to_owned() });
        days.filter_map(mark).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::days_to_look_past;

    #[test]
    fn no_day_of_a_festival_is_passed_over() {
        for length in [29, 30] {
            for start in 1..=length {
                let mut day = start;
                while day <= length {
                    let next = day + days_to_look_past(day);
                    assert!([10, 12].iter().all(|festival| *festival <= day || *festival >= next), "{day} to {next}");
                    day = next;
                }
                assert_eq!(day, length + 1, "from {start} to the first of the next month");
            }
        }
    }
}
