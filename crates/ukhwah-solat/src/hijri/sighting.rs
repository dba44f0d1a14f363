//! The evening on which a month ends: sun and moon at sunset, against the MABIMS criterion.

use core::f64::consts::PI;

use chrono::{Datelike, NaiveDate};

use super::moon::Moon;

const RADIANS: f64 = PI / 180.0;
/// The Julian day of 0001-01-01 00:00 UT, less one: chrono counts that day as 1.
const JULIAN_DAY_OF_CE: f64 = 1_721_424.5;
const J2000: f64 = 2_451_545.0;
/// Dynamical time less universal time. It runs from 64 s in 1999 to perhaps 90 s in 2058; the moon moves 0.003 degrees
/// in the 20 s between.
const DELTA_T_DAYS: f64 = 70.0 / 86_400.0;
/// The sun's centre at sunset: 34' of refraction and 16' of semidiameter below the horizon.
const SUNSET_ALTITUDE: f64 = -50.0 / 60.0;
const EARTH_AXIS_RATIO: f64 = 0.996_647_19;

/// The rule by which an evening's moon begins a month, with the place it is computed for.
///
/// Source: the joint criterion of the religious ministers of Brunei, Indonesia, Malaysia and Singapore (MABIMS).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// To 1442: at least 2° high and 3° from the sun, or at least 8 hours old; computed for Langkawi.
    Mabims1995,
    /// From 1443: at least 3° high and 6.4° from the sun; computed for Kuala Lumpur.
    Mabims2021,
}

impl Criterion {
    /// Returns the criterion in force for the months of a Hijri year.
    #[must_use]
    pub const fn of_year(year: u16) -> Self {
        if year < 1443 { Self::Mabims1995 } else { Self::Mabims2021 }
    }

    /// Latitude and longitude in degrees, north and east positive.
    #[expect(clippy::approx_constant, reason = "3.14 is a latitude, of Kuala Lumpur")]
    const fn place(self) -> (f64, f64) {
        match self {
            Self::Mabims1995 => (6.43, 99.63),
            Self::Mabims2021 => (3.14, 101.69),
        }
    }
}

/// The young moon at one evening's sunset, at the place of a criterion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evening {
    /// Altitude of the moon's centre in degrees, as seen from the place but without refraction; negative once it is
    /// below the horizon. Good to 0.02°.
    pub altitude: f64,
    /// Distance of the moon's centre from the sun's in degrees, as seen from the place, without refraction.
    pub elongation: f64,
    /// Hours since the geocentric conjunction nearest in time; negative before it.
    pub age: f64,
    criterion: Criterion,
}

impl Evening {
    /// Returns the moon at the sunset of a civil date, which is taken in the Malaysian zone (UTC+8).
    ///
    /// It costs about ten evaluations of the lunar series: a [`Calendar`](super::Calendar) uses the compiled table.
    #[must_use]
    pub fn at(date: NaiveDate, criterion: Criterion) -> Self {
        let (latitude, longitude) = criterion.place();
        let sunset = sunset(date, latitude, longitude);
        let sun = Direction::of_sun(sunset).seen_at(sunset, longitude);
        let moon = Moon::at(centuries(sunset));
        let from_centre = Direction::of_ecliptic(moon.longitude, moon.latitude, sunset).seen_at(sunset, longitude);
        let from_place = from_centre.less(observer(latitude, moon.parallax()));
        Self {
            altitude: from_place.altitude(latitude),
            elongation: from_place.angle_to(&sun),
            age: age(sunset),
            criterion,
        }
    }

    /// Returns by how many degrees the evening meets the criterion; negative when it misses it.
    ///
    /// Below 0.3 either way an observation, or a better theory of the moon, could decide otherwise. The age of the old
    /// criterion counts as the half degree an hour that the moon moves.
    #[must_use]
    pub fn margin(&self) -> f64 {
        match self.criterion {
            Criterion::Mabims1995 => (self.altitude - 2.0).min(self.elongation - 3.0).max((self.age - 8.0) / 2.0),
            Criterion::Mabims2021 => (self.altitude - 3.0).min(self.elongation - 6.4),
        }
    }
}

/// A direction in the frame of the equator: x to the meridian (or the equinox), z to the north pole.
struct Direction([f64; 3]);

impl Direction {
    /// From ecliptic coordinates in degrees; x points to the mean equinox of the date.
    fn of_ecliptic(longitude: f64, latitude: f64, julian_day: f64) -> Self {
        let obliquity = (23.439_291_1 - 0.013_004_167 * centuries(julian_day)) * RADIANS;
        let (sin_l, cos_l) = (longitude * RADIANS).sin_cos();
        let (sin_b, cos_b) = (latitude * RADIANS).sin_cos();
        let (sin_e, cos_e) = obliquity.sin_cos();
        Self([cos_b * cos_l, cos_b * sin_l * cos_e - sin_b * sin_e, cos_b * sin_l * sin_e + sin_b * cos_e])
    }

    fn of_sun(julian_day: f64) -> Self {
        Self::of_ecliptic(sun_longitude(centuries(julian_day)), 0.0, julian_day)
    }

    /// Turned with the Earth, so that x points to the meridian of the place and y to the west.
    fn seen_at(&self, julian_day: f64, longitude: f64) -> Self {
        let [x, y, z] = self.0;
        let days = julian_day - J2000;
        let sidereal = 280.460_618_37 + 360.985_647_366_29 * days + longitude;
        let (sin, cos) = (sidereal.rem_euclid(360.0) * RADIANS).sin_cos();
        Self([x * cos + y * sin, x * sin - y * cos, z])
    }

    fn less(&self, other: [f64; 3]) -> Self {
        let [x, y, z] = self.0;
        Self([x - other[0], y - other[1], z - other[2]])
    }

    fn dot(&self, other: &Self) -> f64 {
        self.0.iter().zip(other.0).map(|(a, b)| a * b).sum()
    }

    fn angle_to(&self, other: &Self) -> f64 {
        let cosine = self.dot(other) / (self.dot(self) * other.dot(other)).sqrt();
        cosine.clamp(-1.0, 1.0).acos() / RADIANS
    }

    fn altitude(&self, latitude: f64) -> f64 {
        let (sin, cos) = (latitude * RADIANS).sin_cos();
        90.0 - self.angle_to(&Self([cos, 0.0, sin]))
    }
}

/// The place on the spheroid in units of the moon's distance; the parallax is in degrees. Source: Meeus, ch. 11.
fn observer(latitude: f64, parallax: f64) -> [f64; 3] {
    let reduced = (EARTH_AXIS_RATIO * (latitude * RADIANS).tan()).atan();
    let radius = (parallax * RADIANS).sin();
    [radius * reduced.cos(), 0.0, radius * EARTH_AXIS_RATIO * reduced.sin()]
}

fn centuries(julian_day: f64) -> f64 {
    (julian_day + DELTA_T_DAYS - J2000) / 36_525.0
}

/// The sun's longitude in degrees, aberration included, nutation not. Source: Meeus, ch. 25, to 0.01 degrees.
fn sun_longitude(t: f64) -> f64 {
    let mean = 280.466_46 + 36_000.769_83 * t + 0.000_303_2 * t * t;
    let anomaly = (357.529_11 + 35_999.050_29 * t - 0.000_153_7 * t * t) * RADIANS;
    let centre = (1.914_602 - 0.004_817 * t) * anomaly.sin()
        + (0.019_993 - 0.000_101 * t) * (2.0 * anomaly).sin()
        + 0.000_289 * (3.0 * anomaly).sin();
    (mean + centre - 0.005_69).rem_euclid(360.0)
}

/// The Julian day (UT) of sunset, to about two seconds.
fn sunset(date: NaiveDate, latitude: f64, longitude: f64) -> f64 {
    let midnight = f64::from(date.num_days_from_ce()) + JULIAN_DAY_OF_CE;
    let mut moment = midnight + 0.75 - longitude / 360.0;
    for _ in 0..3 {
        let sun = Direction::of_sun(moment).seen_at(moment, longitude);
        let [x, y, z] = sun.0;
        let (sin, cos) = (latitude * RADIANS).sin_cos();
        let cosine = ((SUNSET_ALTITUDE * RADIANS).sin() - sin * z) / (cos * x.hypot(y));
        moment += (cosine.clamp(-1.0, 1.0).acos() - y.atan2(x)) / (2.0 * PI);
    }
    moment
}

/// Hours since the nearest conjunction in longitude, to about two minutes.
fn age(julian_day: f64) -> f64 {
    let mut conjunction = julian_day;
    for _ in 0..6 {
        let t = centuries(conjunction);
        let ahead = (Moon::at(t).longitude - sun_longitude(t) + 180.0).rem_euclid(360.0) - 180.0;
        conjunction -= ahead / 12.190_749;
    }
    (julian_day - conjunction) * 24.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date of the calendar")
    }

    /// Meeus, example 25.a: 1992 October 13.0 TD; the true longitude, less the aberration of 20.5".
    #[test]
    fn the_sun_agrees_with_the_published_example() {
        let t = (2_448_908.5 - J2000) / 36_525.0;
        assert!((sun_longitude(t) - (199.909_88 - 0.005_69)).abs() < 2e-5);
    }

    #[test]
    fn the_sun_stands_on_the_horizon_at_sunset() {
        let (latitude, longitude) = Criterion::Mabims2021.place();
        for month in 1..=12 {
            let moment = sunset(date(2026, month, 15), latitude, longitude);
            let sun = Direction::of_sun(moment).seen_at(moment, longitude);
            assert!((sun.altitude(latitude) - SUNSET_ALTITUDE).abs() < 0.001);
            assert!(sun.0[1] > 0.9, "the sun sets in the west");
        }
    }
}
