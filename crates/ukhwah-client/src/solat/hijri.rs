//! The Hijri date in words.

use chrono::{DateTime, NaiveDate, Utc};
use ukhwah_domain::language::Language;
use ukhwah_domain::routine::{Almanac as _, Anchor};
use ukhwah_solat::hijri::HijriDate;

use super::{DeviceAlmanac, HijriView};
use crate::text;

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
