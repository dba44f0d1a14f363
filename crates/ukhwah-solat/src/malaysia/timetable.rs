//! The times of a zone, day by day.

use chrono::{Datelike, NaiveDate};

use super::parameters::Parameters;
use super::rule::{Prepared, Rounds, UTC_OFFSET};
use super::zone::Zone;
use crate::date::{self, DateError};
use crate::minutes::Minutes;
use crate::prayer::{DayTimes, Prayer};
use crate::sun::{Curve, Exact, Sky};

/// So near to a whole minute (0.12 s) a quick time is computed again exactly, as it might err to the other side.
const DOUBT: f64 = 0.002;

/// Minutes from the sun's disc reaching the meridian to Zohor: 2 min 8 s, and what rounding may have added.
const ISTIWA: i16 = 4;

/// The times of one zone.
///
/// ```
/// use chrono::NaiveDate;
/// use ukhwah_solat::malaysia::{Timetable, Zone};
/// use ukhwah_solat::Prayer;
///
/// let kuala_lumpur = Timetable::new("WLY01".parse::<Zone>()?);
/// let date = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date");
/// assert_eq!(kuala_lumpur.day(date)?[Prayer::Maghrib].to_string(), "19:17");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Timetable {
    zone: Zone,
    rules: [Prepared; 6],
    /// Subuh as announced before December 2019.
    old_fajr: Prepared,
    is_historical: bool,
}

impl Timetable {
    /// The times of a zone by the parameters compiled in, with Subuh at 18° in every year.
    pub fn new(zone: Zone) -> Self {
        Self::with_parameters(zone, &Parameters::compiled())
    }

    /// The times of a zone by other parameters.
    pub fn with_parameters(zone: Zone, parameters: &Parameters) -> Self {
        let rules = parameters.rules(zone);
        Self {
            zone,
            rules: Prayer::ALL.map(|prayer| Prepared::new(prayer, rules.rule(prayer))),
            old_fajr: Prepared::old_fajr(rules.rule(Prayer::Fajr)),
            is_historical: false,
        }
    }

    /// The same times, but Subuh as it was announced at the time: at 20° until 30 November 2019.
    ///
    /// Off unless asked for, so that a date far back can be compared with one today.
    #[must_use]
    pub const fn with_historical_fajr(mut self) -> Self {
        self.is_historical = true;
        self
    }

    /// The zone.
    pub const fn zone(&self) -> Zone {
        self.zone
    }

    /// The times of one date, which must be in the years 1900 to 2100.
    pub fn day(&self, date: NaiveDate) -> Result<DayTimes, DateError> {
        let midnight = date::julian_midnight(date::check(date)?, UTC_OFFSET);
        Ok(self.times(date, &Exact { midnight }, Rounds::Exact, midnight))
    }

    /// The times of each date from the first to the last, both in the years 1900 to 2100.
    ///
    /// Gives what [`Timetable::day`] gives, but a hundred days in the time of ten.
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> Result<Days<'_>, DateError> {
        date::check_range(from, to)?;
        let curve = Curve::new(date::julian_midnight(from, UTC_OFFSET));
        Ok(Days { timetable: self, next: Some(from), to, curve })
    }

    /// How far the times of [`Timetable::days`] lie from directly computed ones before rounding, in seconds: the largest
    /// difference of a range. For tests and benchmarks.
    #[doc(hidden)]
    pub fn interpolation_seconds(&self, from: NaiveDate, to: NaiveDate) -> Result<f64, DateError> {
        date::check_range(from, to)?;
        let mut curve = Curve::new(date::julian_midnight(from, UTC_OFFSET));
        let mut largest = 0.0_f64;
        for date in from.iter_days().take_while(|date| *date <= to) {
            let exact = Exact { midnight: curve.midnight() };
            for rule in Prayer::ALL.map(|prayer| self.rule(prayer, date)) {
                let quick = rule.time(&curve, Rounds::Quick);
                largest = largest.max((quick - rule.time(&exact, Rounds::Exact)).abs() * 60.0);
            }
            curve.advance();
        }
        Ok(largest)
    }

    fn rule(&self, prayer: Prayer, date: NaiveDate) -> &Prepared {
        let is_old = self.is_historical && prayer == Prayer::Fajr && (date.year(), date.month()) < (2019, 12);
        if is_old { &self.old_fajr } else { &self.rules[prayer as usize] }
    }

    fn times(&self, date: NaiveDate, sky: &impl Sky, rounds: Rounds, midnight: f64) -> DayTimes {
        let mut minutes = [Minutes::new(0); 6];
        for prayer in Prayer::ALL {
            let rule = self.rule(prayer, date);
            let mut time = rule.time(sky, rounds);
            if rounds == Rounds::Quick && (time - time.round()).abs() < DOUBT {
                time = rule.time(&Exact { midnight }, Rounds::Exact);
            }
            minutes[prayer as usize] =
                Minutes::computed(if prayer == Prayer::Syuruk { time.floor() } else { time.ceil() });
        }
        let dhuha = minutes[Prayer::Syuruk as usize].plus(self.zone.record().dhuha);
        let istiwa = minutes[Prayer::Dhuhr as usize].plus(-ISTIWA);
        DayTimes { date, utc_offset: UTC_OFFSET, minutes, dhuha, istiwa }
    }
}

/// The times of a zone from one date to another, in order.
#[derive(Clone)]
pub struct Days<'timetable> {
    timetable: &'timetable Timetable,
    next: Option<NaiveDate>,
    to: NaiveDate,
    curve: Curve,
}

impl Iterator for Days<'_> {
    type Item = DayTimes;

    fn next(&mut self) -> Option<DayTimes> {
        let date = self.next?;
        let times = self.timetable.times(date, &self.curve, Rounds::Quick, self.curve.midnight());
        self.next = date.succ_opt().filter(|next| *next <= self.to);
        if self.next.is_some() {
            self.curve.advance();
        }
        Some(times)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.next.map_or(0, |next| (self.to - next).num_days() as usize + 1);
        (left, Some(left))
    }
}

impl ExactSizeIterator for Days<'_> {}
