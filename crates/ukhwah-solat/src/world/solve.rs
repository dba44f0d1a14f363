//! One day of one place, to a fraction of a minute.

use chrono::NaiveDate;

use super::method::{HighLatitude, Isha, Maghrib};
use super::moonsighting;
use super::timetable::Timetable;
use crate::horizon::{HORIZON, Observer, cos_seen, minutes_of};
use crate::place::{Degrees, Place};
use crate::sun::{Position, Sky};

/// Rounds of iteration; the last changes a time by far less than a second even where the sun skims the horizon.
const ROUNDS: usize = 8;

/// Cosines of hour angles, less their sign, at which the sun skims what it crosses: a few seconds of arc are seconds of
/// time there, so its place is not interpolated.
const SKIMMING: std::ops::Range<f64> = 0.96..1.04;

/// Zenith distance of the sun when it has risen by a spear's height, degrees.
const SPEAR: f64 = 85.5;

/// The moments of a day in minutes after local midnight, before minutes are added and rounded.
pub(super) struct Moments {
    /// In the order of [`crate::Prayer::ALL`].
    pub(super) prayers: [f64; 6],
    pub(super) dhuha: f64,
    pub(super) istiwa: f64,
    /// The middles of the nights before and after.
    pub(super) midnights: [f64; 2],
}

/// On which side of noon.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    After,
}

struct Solver<'a, S> {
    observer: Observer,
    sky: &'a S,
}

/// The moments of a date at a latitude, or `None` if the sun does not rise or not set there.
pub(super) fn moments(timetable: &Timetable, place: Place, date: NaiveDate, sky: &impl Sky) -> Option<Moments> {
    let solver = Solver { observer: Observer::new(place, timetable.utc_offset), sky };
    let transit = solver.transit(0.0);
    let [sunrise, next_sunrise] = [0.0, 1.0].map(|day| solver.crossing(day, HORIZON, Side::Before));
    let (sunrise, sunset) = (sunrise?, solver.crossing(0.0, HORIZON, Side::After)?);
    let asr = solver.asr(timetable.asr.factor())?;
    let length = next_sunrise? + 1440.0 - sunset;
    // Nights may differ by an hour near the polar circles, and Subuh must not come before the Isyak of its own night.
    let before = solver.crossing(-1.0, HORIZON, Side::After).map_or(length, |sunset| sunrise + 1440.0 - sunset);
    let night = Night { sunrise, sunset, before, length };

    let method = &timetable.method;
    let latitude = timetable.place.latitude.get();
    let dawn = solver.crossing(0.0, 90.0 + method.fajr.get(), Side::Before);
    let fajr = match method.seasonal {
        Some(_) if latitude.abs() >= 55.0 => sunrise - night.before / 7.0,
        Some(_) => night.dawn(dawn, moonsighting::dawn(latitude, date)),
        None => night.dawn(dawn, night.before * share(timetable.high_latitude, method.fajr)),
    };
    let isha = match (method.isha, method.seasonal) {
        // Whatever the rule for long dusks, which is about angles, a night is not over before Isyak has begun.
        (Isha::AfterMaghrib(minutes), _) => night.dusk(Some(sunset + f64::from(minutes)), night.length / 2.0),
        (Isha::Angle(_), Some(_)) if latitude.abs() >= 55.0 => sunset + night.length / 7.0,
        (Isha::Angle(angle), seasonal) => {
            let latest = match seasonal {
                Some(shafaq) => moonsighting::dusk(shafaq, latitude, date),
                None => night.length * share(timetable.high_latitude, angle),
            };
            night.dusk(solver.crossing(0.0, 90.0 + angle.get(), Side::After), latest)
        }
    };
    let maghrib = match method.maghrib {
        Maghrib::Sunset => sunset,
        // Isyak may have been bounded to come before the sun is so low, or it never is.
        Maghrib::Angle(angle) => {
            night.dusk(solver.crossing(0.0, 90.0 + angle.get(), Side::After), (isha - sunset) * 2.0 / 3.0)
        }
    };
    let istiwa = transit - 4.0 * sky.sun(transit / 1440.0).semidiameter;
    let dhuha = solver.crossing(0.0, SPEAR, Side::Before).unwrap_or(istiwa).min(istiwa);
    let prayers = [fajr, sunrise, transit, asr, maghrib, isha];
    Some(Moments { prayers, dhuha, istiwa, midnights: [sunrise - night.before / 2.0, sunset + length / 2.0] })
}

/// The share of the night in which Subuh and Isyak must lie.
fn share(rule: HighLatitude, angle: Degrees) -> f64 {
    match rule {
        HighLatitude::MiddleOfNight => 0.5,
        HighLatitude::OneSeventh => 1.0 / 7.0,
        HighLatitude::AngleBased => angle.get() / 60.0,
    }
}

/// The nights before and after a day, in minutes.
struct Night {
    sunrise: f64,
    sunset: f64,
    /// How long the night before was.
    before: f64,
    /// How long the night after is.
    length: f64,
}

impl Night {
    /// Dawn, but no earlier than so many minutes before sunrise.
    fn dawn(&self, dawn: Option<f64>, most: f64) -> f64 {
        dawn.map_or(self.sunrise - most, |dawn| dawn.max(self.sunrise - most))
    }

    /// A depth of dusk, but no later than so many minutes after sunset.
    fn dusk(&self, end: Option<f64>, most: f64) -> f64 {
        end.map_or(self.sunset + most, |end| end.min(self.sunset + most))
    }
}

impl<S: Sky> Solver<'_, S> {
    /// The sun's transit, in minutes after the midnight that begins the day after `day` days.
    fn transit(&self, day: f64) -> f64 {
        let mut time = self.observer.noon();
        for _ in 0..3 {
            time = self.observer.noon() - self.sky.sun(day + time / 1440.0).equation_of_time;
        }
        time
    }

    /// When the sun crosses a zenith distance (degrees) before or after noon, if it does.
    fn crossing(&self, day: f64, zenith: f64, side: Side) -> Option<f64> {
        let cos_zenith = cos_seen(zenith);
        self.solve(day, side, |_| cos_zenith)
    }

    fn asr(&self, factor: f64) -> Option<f64> {
        let is_over_horizon = self.observer.cos_noon_zenith(&self.sky.sun(self.observer.noon() / 1440.0)) > 0.0;
        self.solve(0.0, Side::After, |sun| self.observer.cos_asr_zenith(sun, factor)).filter(|_| is_over_horizon)
    }

    /// When the sun reaches a zenith distance that may depend on where it stands.
    fn solve(&self, day: f64, side: Side, cos_zenith: impl Fn(&Position) -> f64) -> Option<f64> {
        let (time, cosine) = self.iterate(self.sky, day, side, &cos_zenith);
        let (time, cosine) = if SKIMMING.contains(&cosine.abs()) {
            self.iterate(&self.sky.exact(), day, side, &cos_zenith)
        } else {
            (time, cosine)
        };
        // Not a number at a pole: the comparison fails and the sun reaches nothing.
        (cosine.abs() <= 1.0).then_some(time)
    }

    /// The moment, and the cosine of the hour angle there, which is outside [-1, 1] if the sun does not come so far.
    fn iterate(&self, sky: &impl Sky, day: f64, side: Side, cos_zenith: &impl Fn(&Position) -> f64) -> (f64, f64) {
        let sign = if side == Side::Before { -1.0 } else { 1.0 };
        let (mut time, mut cosine) = (self.observer.noon() + sign * 360.0, f64::NAN);
        for _ in 0..ROUNDS {
            let sun = sky.sun(day + time / 1440.0);
            cosine = self.observer.cos_hour_angle(cos_zenith(&sun), &sun);
            let next = self.observer.noon() - sun.equation_of_time + sign * minutes_of(cosine.clamp(-1.0, 1.0));
            let change = (next - time).abs();
            time = next;
            if change < 1e-4 {
                break;
            }
        }
        (time, cosine)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sun::{Curve, Exact};

    /// The zenith distance of the sun over a place, worked out from the moment alone.
    fn zenith(place: Place, sky: &Exact, minutes: f64) -> f64 {
        let sun = sky.sun(minutes / 1440.0);
        let hour_angle = (minutes - Observer::new(place, 0).noon() + sun.equation_of_time) / 4.0;
        let [latitude, declination] = [place.latitude.get().to_radians(), sun.sin_declination.asin()];
        let cosine =
            latitude.sin() * declination.sin() + latitude.cos() * declination.cos() * hour_angle.to_radians().cos();
        cosine.acos().to_degrees()
    }

    /// The moment between two at which what is negative before is positive after, by halving.
    fn halved(mut before: f64, mut after: f64, rises: impl Fn(f64) -> f64) -> f64 {
        for _ in 0..60 {
            let middle = f64::midpoint(before, after);
            if rises(middle) < 0.0 { before = middle } else { after = middle }
        }
        after
    }

    proptest! {
        #[test]
        fn at_the_found_moment_the_sun_stands_where_it_should(
            latitude in -70.0..70.0f64,
            longitude in -180.0..180.0f64,
            day in 2_415_020..2_488_434,
            depth in 0.0..20.0f64,
            is_morning: bool,
        ) {
            let place = Place::proven(latitude, longitude);
            let sky = Exact { midnight: f64::from(day) + 0.5 };
            let solver = Solver { observer: Observer::new(place, 0), sky: &sky };
            let side = if is_morning { Side::Before } else { Side::After };
            if let Some(time) = solver.crossing(0.0, 90.0 + depth, side) {
                prop_assert!((zenith(place, &sky, time) - 90.0 - depth).abs() < 0.003, "{time}");
            }
        }

        /// Against the sun worked out anew for each moment and the moment found by halving.
        #[test]
        fn every_time_is_within_a_tenth_of_a_second_of_a_direct_computation(
            latitude in -60.0..60.0f64,
            longitude in -180.0..180.0f64,
            day in 2_415_020..2_488_434,
            depth in 0.0..18.0f64,
            factor in 1..3u8,
        ) {
            let place = Place::proven(latitude, longitude);
            let exact = Exact { midnight: f64::from(day) + 0.5 };
            let curve = Curve::new(exact.midnight);
            let solver = Solver { observer: Observer::new(place, 0), sky: &curve };
            let seconds = |found: f64, direct: f64| (found - direct).abs() * 60.0;

            let noon = solver.observer.noon();
            let past_noon = |time: f64| time - noon + exact.sun(time / 1440.0).equation_of_time;
            let transit = halved(noon - 30.0, noon + 30.0, past_noon);
            prop_assert!(seconds(solver.transit(0.0), transit) < 0.1);

            let geocentric = cos_seen(90.0 + depth).acos().to_degrees();
            let lower = |time: f64| zenith(place, &exact, time) - geocentric;
            // Further than so the sun may not sink tonight.
            let is_safe = |midnight: f64| lower(midnight) > 0.5;
            if let Some(time) = solver.crossing(0.0, 90.0 + depth, Side::After).filter(|_| is_safe(transit + 720.0)) {
                prop_assert!(seconds(time, halved(transit, transit + 720.0, lower)) < 0.1, "dusk {time}");
            }
            if let Some(time) = solver.crossing(0.0, 90.0 + depth, Side::Before).filter(|_| is_safe(transit - 720.0)) {
                prop_assert!(seconds(time, halved(transit - 720.0, transit, |time| -lower(time))) < 0.1, "dawn {time}");
            }

            let factor = f64::from(factor);
            let longer = |time: f64| {
                let sun = exact.sun(time / 1440.0);
                zenith(place, &exact, time) - solver.observer.cos_asr_zenith(&sun, factor).acos().to_degrees()
            };
            let asr = solver.asr(factor).expect("the sun rises");
            prop_assert!(seconds(asr, halved(transit, transit + 720.0, longer)) < 0.1, "asar {asr}");
        }
    }
}
