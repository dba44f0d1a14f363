//! Days, times and states in words.

use chrono::{Datelike as _, NaiveDate, Weekday};
use ukhwah_domain::agenda::AgendaState;
use ukhwah_domain::language::Language;
use ukhwah_domain::routine::{Days, QuranPlace, Repeat, Rule, Timing};
use ukhwah_domain::time::{clock_words, date_words, weekday_words};

use crate::solat::anchor_name;
use crate::text;

/// A length of time: "45 minit", "2 jam", "1 jam 30 minit".
pub(crate) fn span_words(minutes: u16, language: Language) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => text::routine_minutes(language, minutes),
        (hours, 0) => text::routine_hours(language, hours),
        (hours, minutes) => text::routine_hours_and_minutes(language, hours, minutes),
    }
}

/// A date with its year where that is not this one's.
fn day_words(date: NaiveDate, today: NaiveDate, language: Language) -> String {
    let words = date_words(date, language);
    if date.year() == today.year() { words } else { format!("{words} {}", date.year()) }
}

/// On which days something is: "setiap Sabtu", "setiap hari hingga Isnin 31 Ogos".
pub(crate) fn days_words(days: &Days, today: NaiveDate, language: Language) -> String {
    let words = match &days.repeat {
        Repeat::Once => return text::routine_once(language, day_words(days.starts, today, language)),
        Repeat::Daily => text::routine_daily(language).to_owned(),
        Repeat::Weekly { days } => text::routine_weekly(language, weekdays(days.iter(), language)),
        Repeat::Monthly { day } if day.get() == 31 => text::routine_monthly_last(language).to_owned(),
        Repeat::Monthly { day } => text::routine_monthly(language, day.get()),
        Repeat::Rule { rule } => rule_words(rule, language),
    };
    if let Some(ends) = days.ends {
        return text::routine_until(language, day_words(ends, today, language), words);
    }
    if days.starts > today {
        text::routine_from(language, day_words(days.starts, today, language), words)
    } else {
        words
    }
}

/// "Isnin, Rabu dan Sabtu".
fn weekdays(days: impl Iterator<Item = Weekday>, language: Language) -> String {
    let names: Vec<_> = days.map(|day| weekday_words(day, language)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => text::routine_and(language, first.join(", "), last),
    }
}

/// The usual rules in words; the others only as what they are, beside the next date that is shown anyway.
fn rule_words(rule: &Rule, language: Language) -> String {
    usual_rule(rule.as_str(), language).unwrap_or_else(|| text::routine_by_rule(language).to_owned())
}

fn usual_rule(rule: &str, language: Language) -> Option<String> {
    let (mut freq, mut interval, mut by_day) = ("", 1_u16, "");
    for part in rule.split(';') {
        match part.split_once('=')? {
            ("FREQ", value) => freq = value,
            ("INTERVAL", value) => interval = value.parse().ok()?,
            ("BYDAY", value) => by_day = value,
            ("COUNT" | "UNTIL" | "WKST", _) => {}
            _ => return None,
        }
    }
    let days = |text: &str| -> Option<String> {
        let days: Option<Vec<Weekday>> = text.split(',').map(weekday).collect();
        Some(weekdays(days?.into_iter(), language))
    };
    match (freq, interval, by_day) {
        ("DAILY", 1, "") => Some(text::routine_daily(language).to_owned()),
        ("DAILY", count, "") => Some(text::routine_every_days(language, count)),
        ("WEEKLY", 1, by_day) if !by_day.is_empty() => Some(text::routine_weekly(language, days(by_day)?)),
        ("WEEKLY", count, by_day) if !by_day.is_empty() => {
            Some(text::routine_every_weeks(language, count, days(by_day)?))
        }
        ("MONTHLY", 1, by_day) if by_day.len() > 2 => {
            let (nth, day) = by_day.split_at_checked(by_day.len() - 2)?;
            let day = weekday_words(weekday(day)?, language);
            match nth.parse().ok()? {
                -1 => Some(text::routine_last_of_month(language, day)),
                nth @ 1..=5 => Some(text::routine_nth_of_month(language, day, nth)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn weekday(code: &str) -> Option<Weekday> {
    Some(match code {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

/// At what time of its days something is; `None` for any time.
pub(crate) fn timing_words(timing: Timing, language: Language) -> Option<String> {
    match timing {
        Timing::At { minute } => Some(clock_words(minute, language)),
        Timing::Around { anchor, minutes } => {
            let name = anchor_name(anchor, language);
            let span = |minutes: i16| span_words(minutes.unsigned_abs(), language);
            Some(match minutes.get() {
                0 => text::routine_at_anchor(language, name),
                minutes if minutes < 0 => text::routine_before_anchor(language, name, span(minutes)),
                minutes => text::routine_after_anchor(language, name, span(minutes)),
            })
        }
        Timing::AnyTime => None,
    }
}

/// A place in the Quran: "muka surat 255", "surah 2, ayat 255".
pub(super) fn quran_words(place: QuranPlace, language: Language) -> String {
    match place {
        QuranPlace::Page { page } => text::routine_page(language, page.get()),
        QuranPlace::Juz { juz } => text::routine_juz(language, juz.get()),
        QuranPlace::Surah { surah, ayah: None } => text::routine_surah(language, surah.get()),
        QuranPlace::Surah { surah, ayah: Some(ayah) } => text::routine_ayah(language, ayah.get(), surah.get()),
    }
}

/// What was said, in words.
pub(super) fn state_words(state: AgendaState, language: Language) -> &'static str {
    match state {
        AgendaState::Open => text::routine_state_open(language),
        AgendaState::Begun => text::routine_state_begun(language),
        AgendaState::Later => text::routine_state_later(language),
        AgendaState::NotToday => text::routine_state_not_today(language),
        AgendaState::Done => text::routine_state_done(language),
        AgendaState::Qada => text::routine_state_qada(language),
        AgendaState::Coming => text::routine_state_coming(language),
        AgendaState::NotComing => text::routine_state_not_coming(language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(repeat: &str, ends: Option<&str>, language: Language) -> String {
        let day = |text: &str| text.parse().expect("a day");
        let repeat = repeat.parse().expect("a repeat");
        let days = Days { repeat, starts: day("2026-03-01"), ends: ends.map(day) };
        days_words(&days, day("2026-03-05"), language)
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let ms = |repeat| words(repeat, None, Language::Ms);
        assert_eq!(ms("once"), "sekali, Ahad 1 Mac");
        assert_eq!(ms("daily"), "setiap hari");
        assert_eq!(ms("weekly 6"), "setiap Sabtu");
        assert_eq!(ms("weekly 136"), "setiap Isnin, Rabu dan Sabtu");
        assert_eq!(ms("monthly 15"), "setiap 15 hari bulan");
        assert_eq!(ms("monthly 31"), "setiap hari terakhir bulan");
        assert_eq!(ms("rule FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"), "setiap 2 minggu: Sabtu");
        assert_eq!(ms("rule FREQ=MONTHLY;BYDAY=2SA"), "Sabtu ke-2 setiap bulan");
        assert_eq!(ms("rule FREQ=MONTHLY;BYDAY=-1FR"), "Jumaat terakhir setiap bulan");
        assert_eq!(ms("rule FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"), "mengikut jadual sendiri");
        assert_eq!(words("weekly 6", Some("2027-02-28"), Language::En), "every Sat until Sun 28 Feb 2027");
    }

    #[test]
    fn times_around_a_prayer_are_said_from_it() {
        let timing = |text: &str| timing_words(text.parse().expect("a timing"), Language::Ms);
        assert_eq!(timing("maghrib +15").as_deref(), Some("15 minit selepas Maghrib"));
        assert_eq!(timing("fajr -90").as_deref(), Some("1 jam 30 minit sebelum Subuh"));
        assert_eq!(timing("asr +0").as_deref(), Some("waktu Asar"));
        assert_eq!(timing("at 0830").as_deref(), Some("8:30 pagi"));
        assert_eq!(timing("any"), None);
    }
}
