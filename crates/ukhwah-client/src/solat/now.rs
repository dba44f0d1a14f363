//! The prayer part of Today.

use chrono::{DateTime, Utc};
use ukhwah_domain::agenda::AgendaState;
use ukhwah_domain::language::Language;
use ukhwah_domain::routine::{Almanac, Anchor, Mark, MarkTarget, Prayer, PrayerSettings, day_ms, next_prayer};
use ukhwah_store::{Reader, StoreError};

use super::almanac::moment;
use super::{DeviceAlmanac, PrayerMarkView, RamadanMoment, RamadanView, SolatNowView, day, hijri, prayer_name, words};
use crate::text;

/// What Today says of prayer: nothing at all without religious content.
#[derive(Default)]
pub(crate) struct TodaysPrayer {
    pub(crate) hijri_words: Option<String>,
    pub(crate) solat: Option<SolatNowView>,
    pub(crate) place_missing: bool,
}

impl TodaysPrayer {
    /// What there is to say now, where religious content is on.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub(crate) fn read(
        read: Reader<'_>,
        now: DateTime<Utc>,
        settings: &PrayerSettings,
        almanac: &DeviceAlmanac<'_>,
        language: Language,
    ) -> Result<Self, StoreError> {
        let today = almanac.place_date(now);
        let yesterday = today.pred_opt().unwrap_or(today);
        let marks: Vec<_> =
            read.between::<Mark>(day_ms(yesterday), day_ms(today))?.into_iter().map(|stored| stored.value).collect();
        Ok(Self {
            hijri_words: hijri::now(now, almanac, language),
            solat: solat(now, settings, &marks, almanac, language),
            place_missing: settings.place.is_none(),
        })
    }
}

fn solat(
    now: DateTime<Utc>,
    settings: &PrayerSettings,
    marks: &[Mark],
    almanac: &DeviceAlmanac<'_>,
    language: Language,
) -> Option<SolatNowView> {
    let today = almanac.place_date(now);
    let times = almanac.day(today)?;
    let (next, next_at) = next_prayer(now, almanac)?;
    let is_due = settings.are_due_on(today);
    let said = Mark::latest(marks);
    let before_fajr = almanac.anchor(today, Anchor::Fajr).is_some_and(|fajr| now < fajr);
    let evening = today.pred_opt().filter(|_| before_fajr).and_then(|evening| almanac.day(evening));
    let mark = |prayer: Prayer| {
        // Tonight's Isyak is not to be marked in place of the one that is still prayed.
        let times = evening.filter(|_| prayer == Prayer::Isha).unwrap_or(times);
        let (date, azan) = (times.date(), times[engine(prayer)]);
        let mark = said.get(&(MarkTarget::Prayer { prayer }, date));
        PrayerMarkView {
            prayer,
            date: date.to_string(),
            name: prayer_name(prayer, language).to_owned(),
            at_words: words::said(azan, language),
            jemaah_words: day::jemaah(settings, prayer, azan, language),
            on: settings.are_due_on(date) && settings.prayers.get(prayer).on,
            state: mark.map_or(AgendaState::Open, |mark| mark.state.into()),
            is_next: prayer == next && next_at == moment(&times, azan),
        }
    };
    Some(SolatNowView {
        next,
        next_words: prayer_name(next, language).to_owned(),
        at_words: words::clock(almanac.place_local(next_at), language),
        left_words: words::left(now, next_at, language),
        place_words: words::place(settings)?,
        elsewhere: almanac.elsewhere(now),
        date: today.to_string(),
        prayers: Prayer::ALL.into_iter().map(mark).collect(),
        uzur: !is_due,
        ramadan: ramadan(now, settings, almanac, language),
    })
}

/// Imsak or berbuka, whichever is next, on a day of Ramadan and on the evening before one.
///
/// Nothing while no prayer falls due: whoever paused is not to be counted down to a fast.
pub(super) fn ramadan(
    now: DateTime<Utc>,
    settings: &PrayerSettings,
    almanac: &DeviceAlmanac<'_>,
    language: Language,
) -> Option<RamadanView> {
    let today = almanac.place_date(now);
    let evening = almanac.anchor(today, Anchor::Maghrib)?;
    let days = [Some(today), today.succ_opt().filter(|_| now >= evening)].into_iter().flatten();
    let fasting = days.filter(|day| almanac.is_ramadan(*day) && settings.are_due_on(*day));
    let moments = fasting.flat_map(|day| {
        [
            (RamadanMoment::Imsak, almanac.anchor(day, Anchor::Imsak)),
            (RamadanMoment::Berbuka, almanac.anchor(day, Anchor::Maghrib)),
        ]
    });
    let ahead = moments.filter_map(|(which, at)| Some((which, at.filter(|at| *at > now)?)));
    let (next, at) = ahead.min_by_key(|(_, at)| *at)?;
    let name = match next {
        RamadanMoment::Imsak => text::prayer_imsak(language),
        RamadanMoment::Berbuka => text::solat_berbuka(language),
    };
    Some(RamadanView {
        next,
        name: name.to_owned(),
        at_words: words::clock(almanac.place_local(at), language),
        left_words: words::left(now, at, language),
    })
}

const fn engine(prayer: Prayer) -> ukhwah_solat::Prayer {
    match prayer {
        Prayer::Fajr => ukhwah_solat::Prayer::Fajr,
        Prayer::Dhuhr => ukhwah_solat::Prayer::Dhuhr,
        Prayer::Asr => ukhwah_solat::Prayer::Asr,
        Prayer::Maghrib => ukhwah_solat::Prayer::Maghrib,
        Prayer::Isha => ukhwah_solat::Prayer::Isha,
    }
}
