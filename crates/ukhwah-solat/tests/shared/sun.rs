//! The sun of this crate beside an independent one: NREL's algorithm (Reda and Andreas 2003), good to 0.0003 degrees.
//!
//! That is a full VSOP87 truncation of 64 terms with 63 terms of nutation, in the crate `solar-positioning`, with its own
//! difference between dynamical and universal time.

use std::ops::Range;

use solar_positioning::time::JulianDate;
use solar_positioning::{Location, SolarPositions, delta_t};
use ukhwah_solat::Sun;

/// The sun's parallax at the horizon, degrees: the other one stands on the Earth's surface.
const PARALLAX: f64 = 8.794 / 3600.0;

/// The largest differences found.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Largest {
    /// Along the equator, in seconds of time: how far transits, rises and settings are off.
    pub(crate) seconds: f64,
    /// Of the declination, in seconds of arc; 15 are a second of time at a latitude of 45 degrees, and less nearer to the
    /// equator.
    pub(crate) arcseconds: f64,
}

/// Looks at the sun in the years from the first up to the last, so many times a year.
pub(crate) fn compare(years: Range<i32>, times_a_year: u32) -> Largest {
    let mut largest = Largest::default();
    for (year, index) in years.flat_map(|year| (0..times_a_year).map(move |index| (year, index))) {
        // An odd part of a day, so that every time of day occurs.
        let day = f64::from(index) * 365.25 / f64::from(times_a_year) + 0.377 * f64::from(index % 8);
        let moment = 2_451_544.5 + f64::from(year - 2000) * 365.25 + day;
        let sun = Sun::at(moment);
        let dynamical = delta_t::estimate(f64::from(year) + 0.5).expect("a year of history");
        let time = JulianDate::new(moment, dynamical).expect("a moment");
        let other = SolarPositions::new().for_time_from_julian(time).expect("a moment");
        largest.arcseconds = largest.arcseconds.max((sun.declination - other.declination()).abs() * 3600.0);

        // On the equator, six hours past noon, the sun is on the horizon, and sinks as fast as the Earth turns.
        let past_noon = (moment + 0.5).fract() * 1440.0 - 720.0 + sun.equation_of_time;
        let longitude = (90.0 - past_noon / 4.0 + 180.0).rem_euclid(360.0) - 180.0;
        let zenith = other.at(Location { latitude: 0.0, longitude }, 0.0, None).expect("a place").zenith_angle();
        let slant = sun.declination.to_radians().cos();
        largest.seconds = largest.seconds.max((zenith - PARALLAX - 90.0).abs() / slant * 240.0);
    }
    largest
}
