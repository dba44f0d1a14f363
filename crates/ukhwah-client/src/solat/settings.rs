//! The prayer settings: shown, checked and kept.

use ukhwah_domain::language::Language;
use ukhwah_domain::plan::Code;
use ukhwah_domain::record::encode_seen;
use ukhwah_domain::routine::{Almanac as _, Prayer, PrayerPlace, PrayerSettings};
use ukhwah_solat::malaysia::Zone;
use ukhwah_solat::world::Isha;
use ukhwah_store::{Reader, Store, StoreError, Stored};

use super::region::usual_method;
use super::sky::{self, HIGH_LATITUDES, Sky};
use super::table::KeptTable;
use super::{DeviceAlmanac, PrayerNameView, PrayerSettingsRequest, PrayerSettingsView, SolatChoiceView};
use super::{hijri, prayer_name, words, zones};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::people::seen;
use crate::settings::profile_of;
use crate::text;

/// What the person chose about prayer; nothing before that.
pub(crate) fn prayers_of(read: Reader<'_>) -> Result<PrayerSettings, StoreError> {
    Ok(stored(read)?.map(|stored| stored.value).unwrap_or_default())
}

/// Two devices may each have made one before they met; then the one with the smallest identifier is it, on both.
fn stored(read: Reader<'_>) -> Result<Option<Stored<PrayerSettings>>, StoreError> {
    Ok(read.all::<PrayerSettings>()?.into_iter().min_by_key(|stored| stored.id))
}

/// Lets nothing through while religious content is off.
pub(super) fn religious(read: Reader<'_>) -> Result<(), IpcError> {
    if profile_of(read)?.value.religion { Ok(()) } else { Err(ErrorCode::BadRequest.into()) }
}

/// The zone that was chosen, where one was.
pub(super) fn zone_of(read: Reader<'_>) -> Result<Option<Zone>, StoreError> {
    Ok(Sky::of(&prayers_of(read)?).and_then(|sky| sky.zone()))
}

impl App {
    /// The prayer settings as they stand.
    ///
    /// # Errors
    /// If the app is locked or religious content is off.
    pub fn prayer_settings_view(&self) -> Result<PrayerSettingsView, IpcError> {
        self.reading(|store, language| {
            religious(store.read())?;
            self.prayer_settings(store, language)
        })
    }

    /// Keeps the prayer settings; the reminders follow at once.
    ///
    /// # Errors
    /// Which value cannot be right; then nothing was changed.
    pub fn prayer_settings_save(&self, request: PrayerSettingsRequest) -> Result<PrayerSettingsView, IpcError> {
        let settings = checked(request.settings)?;
        self.writing(|tx| {
            religious(tx.read())?;
            match stored(tx.read())? {
                Some(stored) => tx.update(stored.id, &settings, &seen(request.seen.as_deref())?)?,
                None => drop(tx.create(&settings)?),
            }
            Ok::<_, IpcError>(())
        })?;
        self.prayer_settings_view()
    }

    fn prayer_settings(&self, store: &Store, language: Language) -> Result<PrayerSettingsView, IpcError> {
        let stored = stored(store.read())?;
        let seen = stored.as_ref().map(|stored| encode_seen(&stored.seen));
        let settings = stored.map(|stored| stored.value).unwrap_or_default();
        let now = self.clock.now();
        let almanac = DeviceAlmanac::new(store, &settings, self.clock.as_ref())?;
        let zone = Sky::of(&settings).and_then(|sky| sky.zone());
        let kept = zone.map(|zone| KeptTable::read(store, zone)).transpose()?;
        Ok(PrayerSettingsView {
            seen,
            place_words: words::place(&settings),
            zone: zone.map(zones::view),
            prayers: Prayer::ALL.into_iter().map(|prayer| named(prayer, language)).collect(),
            methods: methods(language),
            usual_method: usual(&settings, language),
            method_words: method_words(&settings, language),
            high_latitudes: high_latitudes(language),
            hijri_words: hijri::of_day(almanac.place_date(now), &almanac, language).map(|view| view.words),
            hijri_months: hijri::months(almanac.place_date(now), &settings, language),
            follows_device: zone.is_none(),
            elsewhere: almanac.elsewhere(now),
            table: kept.and_then(|kept| kept.view(almanac.date(now), language)),
            download: self.download(store, zone)?,
            settings,
        })
    }
}

/// The settings with the zone's own way of writing its code, if nothing in them is wrong.
fn checked(mut settings: PrayerSettings) -> Result<PrayerSettings, ErrorCode> {
    if let Some(PrayerPlace::Zone { code }) = &mut settings.place {
        let zone: Zone = code.as_str().parse().map_err(|_| ErrorCode::ZoneUnknown)?;
        *code = Code::parse(zone.code()).map_err(|_| ErrorCode::ZoneUnknown)?;
    }
    // The label belongs to a zone: a point is the place itself.
    settings.mosque = settings.mosque.filter(|_| matches!(settings.place, Some(PrayerPlace::Zone { .. })));
    let is_method = |code: &Code| sky::method(code.as_str()).is_some();
    let is_rule = |code: &Code| HIGH_LATITUDES.iter().any(|(name, _)| *name == code.as_str());
    if !settings.method.as_ref().is_none_or(is_method) || !settings.high_latitude.as_ref().is_none_or(is_rule) {
        return Err(ErrorCode::BadRequest);
    }
    if settings.uzur.is_some_and(|uzur| uzur.until.is_some_and(|until| until < uzur.from)) {
        return Err(ErrorCode::EndsBeforeStart);
    }
    Ok(settings)
}

fn named(prayer: Prayer, language: Language) -> PrayerNameView {
    PrayerNameView { prayer, name: prayer_name(prayer, language).to_owned() }
}

/// What the method that is usual at the chosen point is called.
fn usual(settings: &PrayerSettings, language: Language) -> Option<String> {
    let Some(PrayerPlace::Point { point }) = settings.place else { return None };
    let usual = usual_method(sky::place(point));
    methods(language).into_iter().find(|choice| choice.code == usual).map(|choice| choice.name)
}

/// By what the times of the chosen point are worked out: "Subuh 18°, Isyak 90 minit selepas Maghrib".
fn method_words(settings: &PrayerSettings, language: Language) -> Option<String> {
    let Some(Sky::Point { method, .. }) = Sky::of(settings) else { return None };
    let fajr = method.fajr.get();
    Some(match method.isha {
        Isha::Angle(isha) => text::solat_method_angles(language, fajr, isha.get()),
        Isha::AfterMaghrib(minutes) => text::solat_method_minutes(language, fajr, minutes),
    })
}

/// The methods of the authorities.
fn methods(language: Language) -> Vec<SolatChoiceView> {
    let named = [
        ("singapore", text::solat_method_singapore(language)),
        ("mwl", text::solat_method_mwl(language)),
        ("makkah", text::solat_method_makkah(language)),
        ("egypt", text::solat_method_egypt(language)),
        ("karachi", text::solat_method_karachi(language)),
        ("turkey", text::solat_method_turkey(language)),
        ("isna", text::solat_method_isna(language)),
        ("moonsighting", text::solat_method_moonsighting(language)),
        ("tehran", text::solat_method_tehran(language)),
    ];
    named.map(choice).into()
}

fn high_latitudes(language: Language) -> Vec<SolatChoiceView> {
    let words =
        [text::solat_middle_of_night(language), text::solat_one_seventh(language), text::solat_angle_based(language)];
    HIGH_LATITUDES.iter().zip(words).map(|((code, _), name)| choice((code, name))).collect()
}

fn choice((code, name): (&str, &str)) -> SolatChoiceView {
    SolatChoiceView { code: code.to_owned(), name: name.to_owned() }
}

#[cfg(test)]
mod tests {
    use ukhwah_solat::world::Method;

    use super::*;

    #[test]
    fn every_method_of_the_engine_is_offered() {
        let mut offered: Vec<_> = methods(Language::En).into_iter().map(|choice| choice.code).collect();
        let mut all = Method::NAMES.to_vec();
        offered.sort();
        all.sort_unstable();
        assert_eq!(offered, all);
    }
}
