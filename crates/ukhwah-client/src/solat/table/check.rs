//! A table held against the computed times, and said in words.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ukhwah_domain::language::Language;
use ukhwah_solat::Prayer;
use ukhwah_solat::malaysia::{Timetable, Zone};
use ukhwah_solat::table::{Run, Shift, Table, Verdict, check};

use super::words;
use crate::solat::words::{said, span, time_name, zone as zone_words};
use crate::solat::{RefusedTimeView, SolatTime, TableCheckView, TableShiftView};
use crate::text;

/// So many runs of refused times are listed.
const LISTED: usize = 100;

/// So many stretches of missing days are listed.
const STRETCHES: usize = 20;

/// A table that was read and checked, and waits for the person to accept it.
pub(crate) struct FoundTable {
    pub(super) zone: Zone,
    pub(super) verdict: Verdict,
}

impl FoundTable {
    /// Reads a table and checks it; or the reason, in words, why nothing of it can be used.
    pub(super) fn read(bytes: &[u8], zone: Zone, language: Language) -> Result<Self, String> {
        let table = Table::read(bytes, zone).map_err(|error| words::unread(&error, zone, language))?;
        let timetable = Timetable::new(zone);
        let computed = |date: NaiveDate| {
            let day = timetable.day(date).expect("a table holds only dates that can be computed");
            Prayer::ALL.map(|prayer| day[prayer])
        };
        match check(&table, computed) {
            Ok(verdict) => Ok(Self { zone, verdict }),
            Err(error) => Err(words::unfit(error, zone, language)),
        }
    }

    /// What the check found, in words.
    pub(super) fn view(&self, from: String, language: Language) -> TableCheckView {
        let Self { zone, verdict } = self;
        let dates: BTreeSet<_> = verdict.accepted.keys().copied().collect();
        let shifted = verdict.shifts.iter().flat_map(|shift| shift.values.keys().copied());
        let all: BTreeSet<_> =
            dates.iter().copied().chain(shifted).chain(verdict.refused.iter().map(|refused| refused.date)).collect();
        let values = verdict.accepted.values().flatten().filter(|time| time.is_some());
        TableCheckView {
            span_words: all.first().zip(all.last()).map(|(first, last)| span(*first, *last, language)),
            days: count(dates.iter()),
            accepted: count(values),
            refused_count: count(verdict.refused.iter()),
            refused: verdict.runs().iter().take(LISTED).map(|run| refused(run, language)).collect(),
            shifts: (0..).zip(&verdict.shifts).map(|(index, value)| shift(index, value, language)).collect(),
            like_words: verdict.like.map(|like| text::solat_table_like(language, like.code(), zone_words(like))),
            missing_words: verdict
                .missing
                .iter()
                .take(STRETCHES)
                .map(|days| span(*days.start(), *days.end(), language))
                .collect(),
            ..nothing(from, *zone, None)
        }
    }
}

/// The view of a table of which nothing can be used.
pub(super) fn nothing(from: String, zone: Zone, refusal_words: Option<String>) -> TableCheckView {
    TableCheckView {
        from,
        zone_words: zone_words(zone),
        refusal_words,
        span_words: None,
        days: 0,
        accepted: 0,
        refused_count: 0,
        refused: Vec::new(),
        shifts: Vec::new(),
        like_words: None,
        missing_words: Vec::new(),
    }
}

fn refused(run: &Run, language: Language) -> RefusedTimeView {
    let time = shown(run.prayer);
    let (first, last) = run.span();
    let single = (run.values.len() == 1).then(|| run.values[0]);
    RefusedTimeView {
        date_words: span(first, last, language),
        days: count(run.values.iter()),
        time,
        name: time_name(time, language).to_owned(),
        given_words: single.and_then(|value| value.given).map(|given| said(given, language)),
        computed_words: single.map(|value| said(value.computed, language)),
        reason_words: words::reason(run.reason(), run.is_even(), language),
    }
}

fn shift(index: u32, value: &Shift, language: Language) -> TableShiftView {
    let time = shown(value.prayer);
    let name = time_name(time, language);
    let days = value.span().map(|(first, last)| span(first, last, language)).unwrap_or_default();
    let by = words::difference(value.by, language);
    TableShiftView {
        index,
        time,
        name: name.to_owned(),
        minutes: value.by,
        words: text::solat_table_shift(language, days, by, name),
    }
}

const fn shown(prayer: Prayer) -> SolatTime {
    match prayer {
        Prayer::Fajr => SolatTime::Fajr,
        Prayer::Syuruk => SolatTime::Syuruk,
        Prayer::Dhuhr => SolatTime::Dhuhr,
        Prayer::Asr => SolatTime::Asr,
        Prayer::Maghrib => SolatTime::Maghrib,
        Prayer::Isha => SolatTime::Isha,
    }
}

fn count(items: impl Iterator) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}
