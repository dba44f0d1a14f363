//! The Hijri calendar as the person wants it, and its dates in words.

use chrono::{DateTime, Days, NaiveDate, Utc};
use ukhwah_domain::language::Language;
use ukhwah_domain::routine::{self, Almanac as _, Anchor, PrayerSettings};
use ukhwah_domain::time::date_words;
use ukhwah_solat::hijri::{Calendar, HijriDate, HijriMonth};

use super::{DeviceAlmanac, HijriMonthView, HijriStartView, HijriView};
use crate::text;

/// The calendar moved by the person's days, with the months whose beginning he said.
///
/// What cannot be, or not beside the others because another device said it without knowing them, is left out.
pub(super) fn calendar(settings: &PrayerSettings) -> Calendar {
    let mut calendar = Calendar::new();
    let shift = settings.hijri_shift.get();
    calendar.shift(shift).expect("both crates allow the same shifts, of at most two days");
    for (month, start) in &settings.hijri_starts {
        if let Some(start) = start {
            declare(&mut calendar, *month, *start);
        }
    }
    calendar
}

fn declare(calendar: &mut Calendar, month: routine::HijriMonth, start: NaiveDate) -> bool {
    HijriMonth::new(month.year(), month.number()).is_ok_and(|month| calendar.declare(month, start).is_ok())
}

/// The month of a day and the one after it, each with the days on which it can be said to begin.
pub(super) fn months(date: NaiveDate, settings: &PrayerSettings, language: Language) -> Vec<HijriMonthView> {
    let Ok(today) = calendar(settings).date(date) else { return Vec::new() };
    let (year, number) = (today.month().year(), today.month().number());
    let next = if number < 12 { (year, number + 1) } else { (year + 1, 1) };
    [(year, number), next]
        .into_iter()
        .filter_map(|(year, number)| month_view(year, number, settings, language))
        .collect()
}

fn month_view(year: u16, number: u8, settings: &PrayerSettings, language: Language) -> Option<HijriMonthView> {
    let month = routine::HijriMonth::new(year, number)?;
    let first = HijriDate::new(year, number, 1).ok()?;
    let start = calendar(settings).gregorian(first).ok()?;
    let mut unsaid = settings.clone();
    unsaid.hijri_starts.insert(month, None);
    let unsaid = calendar(&unsaid);
    let computed = unsaid.gregorian(first).ok()?;
    let around = [computed.checked_sub_days(Days::new(1)), Some(computed), computed.checked_add_days(Days::new(1))];
    let mut days: Vec<_> = around.into_iter().flatten().chain([start]).collect();
    days.sort_unstable();
    days.dedup();
    let can_begin = |day: &NaiveDate| *day == computed || declare(&mut unsaid.clone(), month, *day);
    let starts = days.into_iter().filter(can_begin).map(|day| HijriStartView {
        date: day.to_string(),
        words: date_words(day, language),
        computed: day == computed,
    });
    Some(HijriMonthView {
        month: month.to_string(),
        words: text::solat_hijri_month(language, month_name(first, language), year),
        start: start.to_string(),
        starts: starts.collect(),
    })
}

/// The Hijri date of a day from midnight to midnight, as calendars print it.
pub(super) fn of_day(date: NaiveDate, almanac: &DeviceAlmanac<'_>, language: Language) -> Option<HijriView> {
    let hijri = almanac.hijri(date)?;
    let (calendar, month) = (almanac.calendar(), hijri.month());
    let may_shift = calendar.awaits_declaration(month) || calendar.is_uncertain(month);
    Some(HijriView { words: words(hijri, language), may_shift })
}

/// The Hijri date now: after Maghrib the night belongs to the next day.
pub(super) fn now(now: DateTime<Utc>, almanac: &DeviceAlmanac<'_>, language: Language) -> Option<String> {
    let today = almanac.place_date(now);
    let is_night = almanac.anchor(today, Anchor::Maghrib).is_some_and(|maghrib| now >= maghrib);
    let date = almanac.calendar().worship_date(today, is_night).ok()?;
    // The header has no room for the year, and nobody needs it there.
    let date = text::solat_hijri_day(language, date.day(), month_name(date, language));
    Some(if is_night { text::solat_hijri_night(language, date) } else { date })
}

fn words(date: HijriDate, language: Language) -> String {
    text::solat_hijri(language, date.day(), month_name(date, language), date.year())
}

fn month_name(date: HijriDate, language: Language) -> &'static str {
    match language {
        Language::Ms => date.month().malay_name(),
        Language::En => date.month().english_name(),
    }
}
