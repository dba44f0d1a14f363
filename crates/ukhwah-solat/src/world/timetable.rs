//! The times of a place, day by day.

use chrono::NaiveDate;
use thiserror::Error;

use super::method::{Asr, HighLatitude, Method, Polar, Rounding};
use super::solve::{Moments, moments};
use crate::date::{self, DateError};
use crate::minutes::Minutes;
use crate::place::Place;
use crate::prayer::{DayTimes, Prayer};
use crate::sun::{Curve, Exact};

/// Steps of latitude in which a sunrise is looked for, degrees.
const STEP: f64 = 0.5;

/// Why there are no times for a date at a place.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum TimetableError {
    /// The date cannot be computed.
    #[error(transparent)]
    Date(#[from] DateError),
    /// The clock is not one of the Earth's.
    #[error("a clock is at most 14 hours ahead of or behind UTC, not {0} minutes")]
    UtcOffset(i16),
    /// The sun stays above the horizon or below it, or crosses it for a few minutes alone, too few for all times.
    #[error("on {0} the sun does not both rise and set there")]
    Polar(NaiveDate),
}

/// The times of one place, by one method and one clock.
///
/// ```
/// use chrono::NaiveDate;
/// use ukhwah_solat::world::{Method, Timetable};
/// use ukhwah_solat::{Place, Prayer};
///
/// let makkah = Timetable::new("21.427,39.829".parse::<Place>()?, Method::MAKKAH, 3 * 60)?;
/// let date = NaiveDate::from_ymd_opt(2016, 3, 5).expect("a date");
/// assert_eq!(makkah.day(date)?[Prayer::Maghrib].to_string(), "18:27");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Timetable {
    pub(super) place: Place,
    pub(super) method: Method,
    pub(super) utc_offset: i16,
    pub(super) asr: Asr,
    pub(super) high_latitude: HighLatitude,
    polar: Polar,
}

impl Timetable {
    /// The times of a place on a clock that is a fixed number of minutes ahead of UTC, in [-840, 840].
    ///
    /// Where clocks change in summer, make one for each offset; [`DayTimes::utc`] gives moments.
    pub fn new(place: Place, method: Method, utc_offset: i16) -> Result<Self, TimetableError> {
        if !(-840..=840).contains(&utc_offset) {
            return Err(TimetableError::UtcOffset(utc_offset));
        }
        let (asr, high_latitude, polar) = Default::default();
        Ok(Self { place, method, utc_offset, asr, high_latitude, polar })
    }

    /// The same times with another length of shadow at Asar.
    #[must_use]
    pub const fn with_asr(mut self, asr: Asr) -> Self {
        self.asr = asr;
        self
    }

    /// The same times with another rule for long dusks.
    #[must_use]
    pub const fn with_high_latitude(mut self, rule: HighLatitude) -> Self {
        self.high_latitude = rule;
        self
    }

    /// The same times with another rule for days without sunrise or sunset.
    #[must_use]
    pub const fn with_polar(mut self, rule: Polar) -> Self {
        self.polar = rule;
        self
    }

    /// The times of one date, which must be in the years 1900 to 2100.
    pub fn day(&self, date: NaiveDate) -> Result<DayTimes, TimetableError> {
        let curve = Curve::new(date::julian_midnight(date::check(date)?, self.utc_offset));
        self.times(date, &curve)
    }

    /// The times of each date from the first to the last, both in the years 1900 to 2100; an error for each date on which
    /// the sun does not both rise and set.
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> Result<Days, DateError> {
        date::check_range(from, to)?;
        let curve = Curve::new(date::julian_midnight(from, self.utc_offset));
        Ok(Days { timetable: *self, next: Some(from), to, curve })
    }

    /// How far the times lie from those computed with the sun's place worked out for each moment, before rounding, in
    /// seconds: the largest difference of a range. For tests and benchmarks.
    #[doc(hidden)]
    pub fn interpolation_seconds(&self, from: NaiveDate, to: NaiveDate) -> Result<f64, DateError> {
        date::check_range(from, to)?;
        let mut curve = Curve::new(date::julian_midnight(from, self.utc_offset));
        let mut largest = 0.0_f64;
        for date in from.iter_days().take_while(|date| *date <= to) {
            let exact = Exact { midnight: curve.midnight() };
            let both = moments(self, self.place, date, &curve).zip(moments(self, self.place, date, &exact));
            for (quick, exact) in
                both.into_iter().flat_map(|(quick, exact)| quick.prayers.into_iter().zip(exact.prayers))
            {
                largest = largest.max((quick - exact).abs() * 60.0);
            }
            curve.advance();
        }
        Ok(largest)
    }

    fn times(&self, date: NaiveDate, curve: &Curve) -> Result<DayTimes, TimetableError> {
        let found = self.at(self.place, date, curve).or_else(|| match self.polar {
            Polar::Refuse => None,
            Polar::NearestLatitude => self.nearest_latitude(date, curve),
        });
        found.ok_or(TimetableError::Polar(date))
    }

    /// The times by another place's sun, if it has a day and a night long enough for them.
    fn at(&self, place: Place, date: NaiveDate, curve: &Curve) -> Option<DayTimes> {
        moments(self, place, date, curve).and_then(|moments| self.rounded(date, &moments))
    }

    fn nearest_latitude(&self, date: NaiveDate, curve: &Curve) -> Option<DayTimes> {
        let (latitude, longitude) = (self.place.latitude.get(), self.place.longitude.get());
        let steps = (latitude.abs() / STEP) as u32;
        (1..=steps).find_map(|step| {
            let nearer = latitude.abs() - STEP * f64::from(step);
            self.at(Place::proven(nearer.copysign(latitude), longitude), date, curve)
        })
    }

    /// Whole minutes; `None` where the day or the night is so short that they do not follow on each other.
    fn rounded(&self, date: NaiveDate, moments: &Moments) -> Option<DayTimes> {
        let added = with_added(moments, &self.method.added);
        let minutes = Prayer::ALL.map(|prayer| {
            let time = added[prayer as usize];
            Minutes::computed(match (self.method.rounding, prayer) {
                (Rounding::Nearest, _) => (time + 0.5).floor(),
                (Rounding::Cautious, Prayer::Syuruk) => time.floor(),
                (Rounding::Cautious, _) => time.ceil(),
            })
        });
        let istiwa = Minutes::computed(moments.istiwa.floor());
        let dhuha = Minutes::computed(moments.dhuha.ceil()).min(istiwa);
        let [_, syuruk, dhuhr, ..] = minutes;
        let is_in_order = minutes.is_sorted_by(|a, b| a < b) && syuruk <= dhuha && istiwa <= dhuhr;
        is_in_order.then_some(DayTimes { date, utc_offset: self.utc_offset, minutes, dhuha, istiwa })
    }
}

/// The moments with the method's minutes, none of which takes more than a third of the way to the next time or the one
/// before (for Subuh and Isyak the middle of the night): where they lie minutes apart, they would change their order.
fn with_added(moments: &Moments, added: &[i16; 6]) -> [f64; 6] {
    let times = &moments.prayers;
    core::array::from_fn(|index| {
        let before = if index == 0 { moments.midnights[0] } else { times[index - 1] };
        let after = times.get(index + 1).copied().unwrap_or(moments.midnights[1]);
        let (earliest, latest) = ((before - times[index]) / 3.0, (after - times[index]) / 3.0);
        times[index] + f64::from(added[index]).clamp(earliest.min(0.0), latest.max(0.0))
    })
}

/// The times of a place from one date to another, in order.
#[derive(Clone)]
pub struct Days {
    timetable: Timetable,
    next: Option<NaiveDate>,
    to: NaiveDate,
    curve: Curve,
}

impl Iterator for Days {
    type Item = Result<DayTimes, TimetableError>;

    fn next(&mut self) -> Option<Self::Item> {
        let date = self.next?;
        let times = self.timetable.times(date, &self.curve);
        self.next = date.succ_opt().filter(|next| *next <= self.to);
        if self.next.is_some() {
            self.curve.advance();
        }
        Some(times)
    }
}
