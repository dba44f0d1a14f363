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
use crate::clock::Clock;

/// The almanac of this device: made for one plan, agenda or view, and thrown away.
///
/// A zone of Malaysia has Malaysian time, whatever the device's clock is set to; everywhere else the device's time zone
/// counts. Official times that the person accepted stand in place of computed ones.
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
        let mut calendar = Calendar::new();
        let shift = settings.hijri_shift.get();
        calendar.shift(shift).expect("both crates allow the same shifts, of at most two days");
        let is_malaysian = matches!(settings.place, Some(PrayerPlace::Zone { .. }));
        Ok(Self { clock, is_malaysian, sky, official, calendar, days: RefCell::default() })
    }

    /// The times of a day; `None` where no place is chosen or the sun gives none.
    pub(crate) fn day(&self, date: NaiveDate) -> Option<DayTimes> {
        if let Some(known) = self.days.borrow().get(&date) {
            return *known;
        }
        let noon = self.utc(date.and_hms_opt(12, 0, 0)?);
        let computed = self.sky.as_ref().and_then(|sky| sky.day(date, self.offset(noon), &self.calendar));
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

    /// What a clock there shows at a moment.
    pub(crate) fn local(&self, moment: DateTime<Utc>) -> NaiveDateTime {
        let offset = self.offset(moment);
        // A moment at the very end of time cannot be moved; it is no time that anyone plans for.
        moment.naive_utc().checked_add_offset(offset).unwrap_or_else(|| moment.naive_utc())
    }

    /// Whether its clocks are those of the device.
    pub(crate) const fn follows_device(&self) -> bool {
        !self.is_malaysian
    }

    fn offset(&self, moment: DateTime<Utc>) -> FixedOffset {
        if self.is_malaysian { *malaysian(moment).offset() } else { self.clock.local_offset(moment) }
    }

    /// The first moment at which a clock there shows this, or the moment of the change that skips it.
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
