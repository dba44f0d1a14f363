//! The Solat screen: a day's times.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc, Weekday};
use ukhwah_domain::language::Language;
use ukhwah_domain::routine::{Prayer, PrayerSettings, next_prayer};
use ukhwah_domain::time::date_words;
use ukhwah_solat::{Cause, DayTimes, Minutes, Night, forbidden, qibla};

use super::settings::religious;
use super::sky::Sky;
use super::{DeviceAlmanac, ForbiddenView, QiblaView, SolatRequest, SolatTime, SolatTimeView, SolatView, TimesSource};
use super::{hijri, now, prayers_of, words};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::text;

impl App {
    /// A day's times, with the Hijri date and the direction of prayer.
    ///
    /// # Errors
    /// If the app is locked, religious content is off, or there is no such day.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn solat_view(&self, request: SolatRequest) -> Result<SolatView, IpcError> {
        let date = request.date.as_deref().map(str::parse).transpose().map_err(|_| ErrorCode::DateInvalid)?;
        let moment = self.clock.now();
        self.reading(|store, language| {
            religious(store.read())?;
            let settings = prayers_of(store.read())?;
            let almanac = DeviceAlmanac::new(store, &settings, self.clock.as_ref())?;
            let today = almanac.place_date(moment);
            let screen = Screen { date: date.unwrap_or(today), today, moment, language, settings: &settings };
            Ok(screen.view(&almanac))
        })
    }
}

/// What the screen is about.
struct Screen<'s> {
    date: NaiveDate,
    today: NaiveDate,
    moment: DateTime<Utc>,
    language: Language,
    settings: &'s PrayerSettings,
}

impl Screen<'_> {
    fn view(&self, almanac: &DeviceAlmanac<'_>) -> SolatView {
        let Self { date, language, settings, .. } = *self;
        let day = almanac.day(date);
        let place_words = words::place(settings);
        let is_official = ukhwah_solat::Prayer::ALL.into_iter().any(|prayer| almanac.is_official(date, prayer));
        let is_today = date == self.today;
        SolatView {
            date: date.to_string(),
            date_words: date_words(date, language),
            today: is_today,
            previous: date.pred_opt().map(|date| date.to_string()),
            next: date.succ_opt().map(|date| date.to_string()),
            hijri: hijri::of_day(date, almanac, language),
            no_times_words: (place_words.is_some() && day.is_none()).then(|| text::solat_no_times(language).to_owned()),
            place_words,
            elsewhere: almanac.elsewhere(self.moment),
            source: if is_official { TimesSource::Official } else { TimesSource::Computed },
            times: day.map(|day| self.times(&day, almanac)).unwrap_or_default(),
            forbidden: day.map(|day| self.forbidden(&day)).unwrap_or_default(),
            qibla: Sky::of(settings).map(|sky| direction(&sky, language)),
            ramadan: is_today.then(|| now::ramadan(self.moment, settings, almanac, language)).flatten(),
        }
    }

    fn times(&self, day: &DayTimes, almanac: &DeviceAlmanac<'_>) -> Vec<SolatTimeView> {
        let tomorrow = day.date().succ_opt().and_then(|date| almanac.day(date));
        let night = tomorrow.and_then(|next| Night::between(day, &next));
        let next = next_prayer(self.moment, almanac);
        let view = |(time, minutes): (SolatTime, Minutes)| {
            let prayer = prayer_at(time);
            let jemaah = prayer.and_then(|prayer| self.jemaah(prayer, minutes));
            SolatTimeView {
                time,
                name: words::time_name(time, self.language).to_owned(),
                at_words: words::said(minutes, self.language),
                jemaah_words: jemaah,
                official: source_of(time).is_some_and(|source| almanac.is_official(day.date(), source)),
                is_next: prayer.is_some_and(|prayer| {
                    next.is_some_and(|(which, at)| which == prayer && at == super::almanac::moment(day, minutes))
                }),
                is_prayer: prayer.is_some(),
            }
        };
        let nightly =
            night.map(|night| [(SolatTime::Midnight, night.midnight()), (SolatTime::LastThird, night.last_third())]);
        of_day(day).into_iter().chain(nightly.into_iter().flatten()).map(view).collect()
    }

    fn jemaah(&self, prayer: Prayer, azan: Minutes) -> Option<String> {
        jemaah(self.settings, prayer, azan, self.language)
    }

    fn forbidden(&self, day: &DayTimes) -> Vec<ForbiddenView> {
        let language = self.language;
        // At the sun's height on a Friday nothing is forbidden.
        let holds = |cause| cause != Cause::Istiwa || day.date().weekday() != Weekday::Fri;
        let times = forbidden(day).into_iter().filter(|time| holds(time.cause));
        times
            .map(|time| ForbiddenView {
                name: match time.cause {
                    Cause::AfterFajr => text::solat_after_fajr(language),
                    Cause::Sunrise => text::solat_sunrise(language),
                    Cause::Istiwa => text::solat_istiwa(language),
                    Cause::AfterAsr => text::solat_after_asr(language),
                }
                .to_owned(),
                words: text::solat_span(language, words::said(time.from, language), words::said(time.until, language)),
            })
            .collect()
    }
}

/// When the jemaah of a prayer begins, in words, where the person set it.
pub(super) fn jemaah(settings: &PrayerSettings, prayer: Prayer, azan: Minutes, language: Language) -> Option<String> {
    let minutes = settings.prayers.get(prayer).jemaah?.get();
    Some(words::said(azan.plus(i16::try_from(minutes).ok()?), language))
}

fn of_day(day: &DayTimes) -> [(SolatTime, Minutes); 8] {
    use ukhwah_solat::Prayer as P;
    [
        (SolatTime::Imsak, day.imsak()),
        (SolatTime::Fajr, day[P::Fajr]),
        (SolatTime::Syuruk, day[P::Syuruk]),
        (SolatTime::Dhuha, day.dhuha()),
        (SolatTime::Dhuhr, day[P::Dhuhr]),
        (SolatTime::Asr, day[P::Asr]),
        (SolatTime::Maghrib, day[P::Maghrib]),
        (SolatTime::Isha, day[P::Isha]),
    ]
}

const fn prayer_at(time: SolatTime) -> Option<Prayer> {
    match time {
        SolatTime::Fajr => Some(Prayer::Fajr),
        SolatTime::Dhuhr => Some(Prayer::Dhuhr),
        SolatTime::Asr => Some(Prayer::Asr),
        SolatTime::Maghrib => Some(Prayer::Maghrib),
        SolatTime::Isha => Some(Prayer::Isha),
        SolatTime::Imsak | SolatTime::Syuruk | SolatTime::Dhuha | SolatTime::Midnight | SolatTime::LastThird => None,
    }
}

/// The time of a table that a time is, or is counted from.
const fn source_of(time: SolatTime) -> Option<ukhwah_solat::Prayer> {
    use ukhwah_solat::Prayer as P;
    match time {
        SolatTime::Imsak | SolatTime::Fajr => Some(P::Fajr),
        SolatTime::Syuruk | SolatTime::Dhuha => Some(P::Syuruk),
        SolatTime::Dhuhr => Some(P::Dhuhr),
        SolatTime::Asr => Some(P::Asr),
        SolatTime::Maghrib => Some(P::Maghrib),
        SolatTime::Isha => Some(P::Isha),
        SolatTime::Midnight | SolatTime::LastThird => None,
    }
}

fn direction(sky: &Sky, language: Language) -> QiblaView {
    let bearing = qibla(sky.place()).bearing.get();
    // 359.6° is said as 0°.
    let degrees = format!("{:.0}", bearing.round().rem_euclid(360.0));
    QiblaView { bearing, words: text::solat_qibla(language, degrees) }
}
