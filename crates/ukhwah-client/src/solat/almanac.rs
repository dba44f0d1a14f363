//! Days, clocks and the sun where the person is.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use ukhwah_domain::routine::{Almanac, Anchor, PrayerPlace, PrayerSettings};
use ukhwah_domain::time::{MinuteOfDay, malaysian};
use ukhwah_solat::hijri::{Calendar, HijriDate};
use ukhwah_solat::{DayTimes, Minutes, Night, Prayer};
use ukhwah_store::{Store, StoreError};

use super::sky::Sky;
use super::table::OfficialTimes;
use super::{Elsewhere, hijri};
use crate::clock::Clock;

/// So many minutes the sun takes for a degree, and for the whole way round.
const MINUTES_PER_DEGREE: f64 = 4.0;
const DAY: f64 = 1440.0;

/// No country's clock is further from its sun than that of the far west of China, by some three hours.
const FARTHEST: f64 = 210.0;

/// The almanac of this device: made for one plan, agenda or view, and thrown away.
///
/// Days and times of the clock are the device's, as with every alarm that rings by a time: whoever travels takes his
/// medicine at eight where he is, and sleeps through his quiet hours there. The sun is that of the chosen place. A zone of
/// Malaysia has Malaysian days for it, whatever the device's clock is set to: its times are those that are published, and
/// come at the moment at which they hold there. A point has the device's days. Official times that the person accepted
/// stand in place of computed ones.
pub(crate) struct DeviceAlmanac<'c> {
    clock: &'c dyn Clock,
    is_malaysian: bool,
    sky: Option<Sky>,
    official: OfficialTimes,
    calendar: Calendar,
    days: RefCell<BTreeMap<NaiveDate, Option<DayTimes>>>,
}

impl<'c> DeviceAlmanac<'c> {
    /// The almanac for these settings, with the tables that this device keeps.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub(crate) fn new(store: &Store, settings: &PrayerSettings, clock: &'c dyn Clock) -> Result<Self, StoreError> {
        let sky = Sky::of(settings);
        let official = match sky.as_ref().and_then(Sky::zone) {
            Some(zone) => OfficialTimes::read(store, zone)?,
            None => OfficialTimes::default(),
        };
        let calendar = hijri::calendar(settings);
        let is_malaysian = matches!(settings.place, Some(PrayerPlace::Zone { .. }));
        Ok(Self { clock, is_malaysian, sky, official, calendar, days: RefCell::default() })
    }

    /// The times of a day; `None` where no place is chosen or the sun gives none.
    pub(crate) fn day(&self, date: NaiveDate) -> Option<DayTimes> {
        if let Some(known) = self.days.borrow().get(&date) {
            return *known;
        }
        let noon = self.utc(date.and_hms_opt(12, 0, 0)?);
        let computed = self.sky.as_ref().and_then(|sky| sky.day(date, self.offset(noon), self.is_ramadan(date)));
        let times = computed.map(|day| self.official.over(day));
        self.days.borrow_mut().insert(date, times);
        times
    }

    /// Whether a prayer of this day, or sunrise, has its time from an official table.
    pub(crate) fn is_official(&self, date: NaiveDate, prayer: Prayer) -> bool {
        self.official.time(date, prayer).is_some()
    }

    /// The night that ends with this day's Subuh, and the day that it began on.
    pub(crate) fn night_before(&self, date: NaiveDate) -> Option<(DayTimes, Night)> {
        let evening = self.day(date.pred_opt()?)?;
        Some((evening, Night::between(&evening, &self.day(date)?)?))
    }

    /// The Hijri calendar, moved as the person wants it.
    pub(crate) const fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The Hijri date of a day from midnight to midnight; `None` outside the years 1999 to 2058.
    pub(crate) fn hijri(&self, date: NaiveDate) -> Option<HijriDate> {
        self.calendar.date(date).ok()
    }

    /// What the device's clock shows at a moment.
    pub(crate) fn local(&self, moment: DateTime<Utc>) -> NaiveDateTime {
        shown(moment, self.offset(moment))
    }

    /// What a clock at the place of the prayer times shows at a moment.
    pub(crate) fn place_local(&self, moment: DateTime<Utc>) -> NaiveDateTime {
        shown(moment, if self.is_malaysian { *malaysian(moment).offset() } else { self.offset(moment) })
    }

    /// The day at the place of the prayer times.
    pub(crate) fn place_date(&self, moment: DateTime<Utc>) -> NaiveDate {
        self.place_local(moment).date()
    }

    /// How one sees at this moment that the device is not where the prayer times are for.
    pub(crate) fn elsewhere(&self, now: DateTime<Utc>) -> Option<Elsewhere> {
        if self.is_malaysian {
            return (self.local(now) != self.place_local(now)).then_some(Elsewhere::Malaysia);
        }
        let Some(Sky::Point { place, .. }) = &self.sky else { return None };
        let sun = place.longitude.get() * MINUTES_PER_DEGREE;
        let apart = (f64::from(self.offset(now).local_minus_utc()) / 60.0 - sun).rem_euclid(DAY);
        (apart.min(DAY - apart) > FARTHEST).then_some(Elsewhere::Point)
    }

    fn offset(&self, moment: DateTime<Utc>) -> FixedOffset {
        self.clock.local_offset(moment)
    }

    /// The first moment at which the device's clock shows this, or the moment of the change that skips it.
    fn utc(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let day = TimeDelta::days(1);
        let around = [local.checked_sub_signed(day), local.checked_add_signed(day)];
        // No clock changes twice within two days, so one of the two offsets around it holds.
        let offsets = around.map(|near| self.offset(near.unwrap_or(local).and_utc()));
        let moments = offsets.map(|offset| local.checked_sub_offset(offset).unwrap_or(local).and_utc());
        let [early, late] = if moments[0] <= moments[1] { moments } else { [moments[1], moments[0]] };
        [early, late]
            .into_iter()
            .find(|moment| self.local(*moment) == local)
            .unwrap_or_else(|| self.change(early, late))
    }

    /// The moment between two at which the clocks change.
    fn change(&self, mut before: DateTime<Utc>, mut after: DateTime<Utc>) -> DateTime<Utc> {
        let old = self.offset(before);
        while after - before > TimeDelta::seconds(1) {
            let middle = before + (after - before) / 2;
            if self.offset(middle) == old { before = middle } else { after = middle }
        }
        after
    }
}

/// What a clock shows that is this far ahead of UTC.
pub(crate) fn shown(moment: DateTime<Utc>, offset: FixedOffset) -> NaiveDateTime {
    // A moment at the very end of time cannot be moved; it is no time that anyone plans for.
    moment.naive_utc().checked_add_offset(offset).unwrap_or_else(|| moment.naive_utc())
}

/// The moment of a time of a day.
pub(super) fn moment(day: &DayTimes, time: Minutes) -> DateTime<Utc> {
    let minutes = i64::from(time.get()) - i64::from(day.utc_offset());
    (day.date().and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minutes)).and_utc()
}

impl Almanac for DeviceAlmanac<'_> {
    fn date(&self, moment: DateTime<Utc>) -> NaiveDate {
        self.local(moment).date()
    }

    fn at(&self, date: NaiveDate, minute: MinuteOfDay) -> DateTime<Utc> {
        self.utc(date.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minute.get().into()))
    }

    fn anchor(&self, date: NaiveDate, anchor: Anchor) -> Option<DateTime<Utc>> {
        if anchor == Anchor::LastThird {
            let (evening, night) = self.night_before(date)?;
            return Some(moment(&evening, night.last_third()));
        }
        let day = self.day(date)?;
        let time = match anchor {
            Anchor::LastThird => return None,
            Anchor::Imsak => day.imsak(),
            Anchor::Fajr => day[Prayer::Fajr],
            Anchor::Syuruk => day[Prayer::Syuruk],
            Anchor::Dhuha => day.dhuha(),
            Anchor::Dhuhr => day[Prayer::Dhuhr],
            Anchor::Asr => day[Prayer::Asr],
            Anchor::Maghrib => day[Prayer::Maghrib],
            Anchor::Isha => day[Prayer::Isha],
        };
        Some(moment(&day, time))
    }

    fn is_ramadan(&self, date: NaiveDate) -> bool {
        self.hijri(date).is_some_and(HijriDate::is_ramadan)
    }
}

#[cfg(test)]
#[path = "almanac_tests.rs"]
mod tests;
