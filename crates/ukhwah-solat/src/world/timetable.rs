//! The times of a place, day by day.

use chrono::NaiveDate;
use thiserror::Error;

use super::method::{Asr, HighLatitude, Method, Polar, Rounding};
use super::solve::{Moments, moments};
use crate::date::{self, DateError};
use crate::minutes::Minutes;
use crate::place::Place;
use crate::prayer::{DayTimes, Prayer};
use crate::sun::Curve;

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
    /// The sun stays above the horizon, or below it.
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

    fn times(&self, date: NaiveDate, curve: &Curve) -> Result<DayTimes, TimetableError> {
        let found = moments(self, self.place, date, curve).or_else(|| match self.polar {
            Polar::Refuse => None,
            Polar::NearestLatitude => self.nearest_latitude(date, curve),
        });
        found.map(|moments| self.rounded(date, &moments)).ok_or(TimetableError::Polar(date))
    }

    fn nearest_latitude(&self, date: NaiveDate, curve: &Curve) -> Option<Moments> {
        let (latitude, longitude) = (self.place.latitude.get(), self.place.longitude.get());
        let steps = (latitude.abs() / STEP) as u32;
        (1..=steps).find_map(|step| {
            let nearer = latitude.abs() - STEP * f64::from(step);
            moments(self, Place::proven(nearer.copysign(latitude), longitude), date, curve)
        })
    }

    fn rounded(&self, date: NaiveDate, moments: &Moments) -> DayTimes {
        let minutes = Prayer::ALL.map(|prayer| {
            let time = moments.prayers[prayer as usize] + f64::from(self.method.added[prayer as usize]);
            Minutes::computed(match (self.method.rounding, prayer) {
                (Rounding::Nearest, _) => (time + 0.5).floor(),
                (Rounding::Cautious, Prayer::Syuruk) => time.floor(),
                (Rounding::Cautious, _) => time.ceil(),
            })
        });
        DayTimes {
            date,
            utc_offset: self.utc_offset,
            minutes,
            dhuha: Minutes::computed(moments.dhuha.ceil()),
            istiwa: Minutes::computed(moments.istiwa.floor()),
        }
    }
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
