//! What prayers, times and places are called.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, Timelike as _, Utc};
use ukhwah_domain::language::Language;
use ukhwah_domain::plan::Point;
use ukhwah_domain::routine::{Anchor, Prayer, PrayerPlace, PrayerSettings};
use ukhwah_domain::time::{MinuteOfDay, clock_words, date_words};
use ukhwah_solat::Minutes;
use ukhwah_solat::malaysia::Zone;

use super::SolatTime;
use crate::text;

/// What a prayer is called.
pub(crate) fn prayer_name(prayer: Prayer, language: Language) -> &'static str {
    anchor_name(prayer.into(), language)
}

/// What a moment of the day is called.
pub(crate) fn anchor_name(anchor: Anchor, language: Language) -> &'static str {
    match anchor {
        Anchor::LastThird => text::solat_last_third(language),
        Anchor::Imsak => text::prayer_imsak(language),
        Anchor::Fajr => text::prayer_fajr(language),
        Anchor::Syuruk => text::solat_syuruk(language),
        Anchor::Dhuha => text::solat_dhuha(language),
        Anchor::Dhuhr => text::prayer_dhuhr(language),
        Anchor::Asr => text::prayer_asr(language),
        Anchor::Maghrib => text::prayer_maghrib(language),
        Anchor::Isha => text::prayer_isha(language),
    }
}

/// What a time of the day is called.
pub(super) fn time_name(time: SolatTime, language: Language) -> &'static str {
    let anchor = match time {
        SolatTime::Midnight => return text::solat_midnight(language),
        SolatTime::Imsak => Anchor::Imsak,
        SolatTime::Fajr => Anchor::Fajr,
        SolatTime::Syuruk => Anchor::Syuruk,
        SolatTime::Dhuha => Anchor::Dhuha,
        SolatTime::Dhuhr => Anchor::Dhuhr,
        SolatTime::Asr => Anchor::Asr,
        SolatTime::Maghrib => Anchor::Maghrib,
        SolatTime::Isha => Anchor::Isha,
        SolatTime::LastThird => Anchor::LastThird,
    };
    anchor_name(anchor, language)
}

/// A time of day as it is said: "6:02 pagi".
pub(super) fn said(time: Minutes, language: Language) -> String {
    let minute = MinuteOfDay::at(time.hour().into(), time.minute().into());
    clock_words(minute.expect("hours are below 24 and minutes below 60"), language)
}

/// What a clock shows, as it is said.
pub(crate) fn clock(local: NaiveDateTime, language: Language) -> String {
    let part = |number: u32| u16::try_from(number).unwrap_or_default();
    let minute = MinuteOfDay::at(part(local.hour()), part(local.minute()));
    clock_words(minute.unwrap_or(MinuteOfDay::MIDNIGHT), language)
}

/// How long until a moment: "2 jam 5 minit lagi". A minute that has begun counts whole, so that it never says none.
pub(super) fn left(now: DateTime<Utc>, until: DateTime<Utc>, language: Language) -> String {
    let seconds = (until - now).num_seconds().max(0);
    let minutes = (seconds + 59) / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => text::solat_left_minutes(language, minutes),
        (hours, 0) => text::solat_left_hours(language, hours),
        (hours, minutes) => text::solat_left(language, hours, minutes),
    }
}

/// A day with its year: "Ahad 1 Dis 2019".
pub(super) fn full_date(date: NaiveDate, language: Language) -> String {
    format!("{} {}", date_words(date, language), date.year())
}

/// From one day to another.
pub(super) fn span(first: NaiveDate, last: NaiveDate, language: Language) -> String {
    if first == last {
        return full_date(first, language);
    }
    text::solat_span(language, full_date(first, language), full_date(last, language))
}

/// A zone: "Kuantan, Pahang".
pub(super) fn zone(zone: Zone) -> String {
    if zone.town() == zone.state() { zone.town().to_owned() } else { format!("{}, {}", zone.town(), zone.state()) }
}

/// The place that was chosen.
pub(super) fn place(settings: &PrayerSettings) -> Option<String> {
    match settings.place.as_ref()? {
        PrayerPlace::Zone { code } => {
            let zone = code.as_str().parse().ok().map(zone)?;
            Some(settings.mosque.as_ref().map_or(zone.clone(), |mosque| format!("{mosque}, {zone}")))
        }
        PrayerPlace::Point { point } => Some(degrees(*point)),
    }
}

/// A point to the hundredth of a degree, about a kilometre: "3.81°, 103.33°".
fn degrees(point: Point) -> String {
    format!("{:.2}°, {:.2}°", f64::from(point.lat()) / 1e7, f64::from(point.lon()) / 1e7)
}
