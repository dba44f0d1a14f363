//! Shifts, reasons and weeks in words. What was nothing is never said.

use chrono::{Datelike as _, NaiveDate, Timelike as _};
use ukhwah_domain::burden::{Load, Reason, Shift};
use ukhwah_domain::language::Language;
use ukhwah_domain::time::{MinuteOfDay, clock_words, date_words};

use super::FactView;
use crate::routine::span_words;
use crate::text;

/// "hari ini", "semalam", or the date, with its year where that is not this one's.
pub(super) fn day_words(date: NaiveDate, today: NaiveDate, language: Language) -> String {
    match (today - date).num_days() {
        0 => text::today(language).to_owned(),
        1 => text::yesterday(language).to_owned(),
        _ if date.year() == today.year() => date_words(date, language),
        _ => format!("{} {}", date_words(date, language), date.year()),
    }
}

/// "2 petang – 10 malam".
pub(super) fn time_words(shift: &Shift, language: Language) -> String {
    let end = shift.ends_at();
    let end = u16::try_from(end.hour() * 60 + end.minute()).ok().and_then(|minute| MinuteOfDay::try_from(minute).ok());
    let said = |minute| clock_words(minute, language);
    text::meeting_from_to(language, said(shift.minute), said(end.unwrap_or(MinuteOfDay::MIDNIGHT)))
}

/// "8 jam · 2 perbualan berat · 1 panggilan malam".
pub(super) fn summary(shift: &Shift, language: Language) -> String {
    let mut parts = vec![span_words(shift.length.get(), language)];
    if shift.heavy.get() > 0 {
        parts.push(text::burden_heavy(language, shift.heavy.get()));
    }
    if shift.night_calls.get() > 0 {
        parts.push(text::burden_night_calls(language, shift.night_calls.get()));
    }
    if shift.supervised {
        parts.push(text::burden_supervised(language).to_owned());
    }
    parts.join(" · ")
}

/// What the last seven days had, each with what is usual.
pub(super) fn facts(load: &Load, language: Language) -> Vec<FactView> {
    let usual = |of: Option<u32>| of.filter(|usual| *usual > 0);
    let mut facts = Vec::new();
    if load.week.minutes > 0 {
        let usual = usual(load.usual.map(|usual| usual.minutes));
        facts.push(FactView {
            words: text::burden_hours(language, hours(load.week.minutes, language)),
            usual: usual.map(|usual| text::burden_usually(language, rounded(usual, language))),
        });
    }
    if load.week.heavy > 0 {
        let usual = usual(load.usual.map(|usual| usual.heavy));
        facts.push(FactView {
            words: text::burden_heavy(language, load.week.heavy),
            usual: usual.map(|usual| text::burden_usually(language, usual)),
        });
    }
    if load.week.night_calls > 0 {
        let usual = usual(load.usual.map(|usual| usual.night_calls));
        facts.push(FactView {
            words: text::burden_night_calls(language, load.week.night_calls),
            usual: usual.map(|usual| text::burden_usually(language, usual)),
        });
    }
    if let Some(days) = load.supervised_ago {
        facts.push(FactView { words: supervised_words(days, language), usual: None });
    }
    facts
}

fn supervised_words(days: u32, language: Language) -> String {
    let ago = match days {
        0 => text::today(language).to_owned(),
        1 => text::yesterday(language).to_owned(),
        days => text::days_ago(language, days),
    };
    text::burden_supervised_ago(language, ago)
}

/// A reason as a sentence.
pub(super) fn reason_words(reason: Reason, load: &Load, language: Language) -> String {
    match reason {
        Reason::Hours { minutes, usual } => {
            let long = hours(minutes, language);
            match usual.filter(|usual| *usual > 0 && *usual < minutes) {
                Some(usual) => text::burden_reason_hours(language, long, rounded(usual, language)),
                None => text::burden_reason_hours_long(language, long),
            }
        }
        Reason::NoDayOff => text::burden_reason_no_day_off(language).to_owned(),
        Reason::NightCalls { count, usual } => counted(text::burden_night_calls_many(language, count), usual, language),
        Reason::Heavy { count, usual } => counted(text::burden_heavy_many(language, count), usual, language),
        Reason::Supervision { days } if load.supervised_ago.is_some() => {
            text::burden_reason_supervision(language, days)
        }
        Reason::Supervision { .. } => text::burden_reason_supervision_never(language).to_owned(),
    }
}

fn counted(what: String, usual: Option<u32>, language: Language) -> String {
    match usual {
        Some(0) => text::burden_reason_rare(language, what),
        Some(usual) => text::burden_reason_counted(language, usual, what),
        None => text::burden_reason_many(language, what),
    }
}

fn hours(minutes: u32, language: Language) -> String {
    span_words(u16::try_from(minutes).unwrap_or(u16::MAX), language)
}

/// What is usual is said in whole hours: nobody's week is the same to the minute.
fn rounded(minutes: u32, language: Language) -> String {
    hours((minutes + 30) / 60 * 60, language)
}

/// "2 Mac – 8 Mac", with the year where it is not this one.
pub(super) fn week_words(monday: NaiveDate, today: NaiveDate, language: Language) -> String {
    let short = |date: NaiveDate| {
        let words = date_words(date, language);
        words.split_once(' ').map(|(_, day)| day.to_owned()).unwrap_or(words)
    };
    let sunday = monday.checked_add_days(chrono::Days::new(6)).unwrap_or(monday);
    let words = text::meeting_from_to(language, short(monday), short(sunday));
    if sunday.year() == today.year() || monday.year() == today.year() {
        words
    } else {
        format!("{words} {}", sunday.year())
    }
}
