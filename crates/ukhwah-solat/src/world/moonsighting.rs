//! Dusk and dawn by season, as the Moonsighting Committee has observed them.

use chrono::{Datelike, NaiveDate};

/// Which light's end begins Isyak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shafaq {
    /// Red in summer, white in winter, so that neither is a hardship.
    #[default]
    General,
    /// The red light.
    Red,
    /// The white light.
    White,
}

/// Minutes of dusk at the latitude 0, and their change at 55°, for four dates of the year.
struct Dusk {
    at_equator: f64,
    change: [f64; 4],
}

const DAWN: Dusk = Dusk { at_equator: 75.0, change: [28.65, 19.44, 32.74, 48.10] };
const GENERAL: Dusk = Dusk { at_equator: 75.0, change: [25.60, 2.05, -9.21, 6.14] };
const RED: Dusk = Dusk { at_equator: 62.0, change: [17.40, -7.16, 5.12, 19.44] };
const WHITE: Dusk = Dusk { at_equator: 75.0, change: [25.60, 7.16, 36.84, 81.84] };

/// Minutes from dawn to sunrise at a latitude (degrees).
pub(super) fn dawn(latitude: f64, date: NaiveDate) -> f64 {
    minutes(&DAWN, latitude, date)
}

/// Minutes from sunset to the end of dusk at a latitude (degrees).
pub(super) fn dusk(shafaq: Shafaq, latitude: f64, date: NaiveDate) -> f64 {
    let dusk = match shafaq {
        Shafaq::General => &GENERAL,
        Shafaq::Red => &RED,
        Shafaq::White => &WHITE,
    };
    minutes(dusk, latitude, date)
}

/// Between the four dates, and back in the second half of the year, straight lines.
///
/// Source: Khalid Shaukat, "Fajr and Isha" (moonsighting.com), the functions a, b, c, d of latitude and season.
fn minutes(dusk: &Dusk, latitude: f64, date: NaiveDate) -> f64 {
    let [a, b, c, d] = dusk.change.map(|change| dusk.at_equator + change / 55.0 * latitude.abs());
    let between = |from: f64, to: f64, days: f64, length: f64| from + (to - from) * days / length;
    match f64::from(days_after_winter_solstice(latitude, date)) {
        day if day < 91.0 => between(a, b, day, 91.0),
        day if day < 137.0 => between(b, c, day - 91.0, 46.0),
        day if day < 183.0 => between(c, d, day - 137.0, 46.0),
        day if day < 229.0 => between(d, c, day - 183.0, 46.0),
        day if day < 275.0 => between(c, b, day - 229.0, 46.0),
        day => between(b, a, day - 275.0, 91.0),
    }
}

/// Days after the shortest day of the hemisphere, in [0, 365].
fn days_after_winter_solstice(latitude: f64, date: NaiveDate) -> i32 {
    let is_leap = date.leap_year();
    let year = if is_leap { 366 } else { 365 };
    let day = date.ordinal() as i32;
    let shifted = if latitude < 0.0 { day - if is_leap { 173 } else { 172 } } else { day + 10 };
    shifted.rem_euclid(year)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_two_hemispheres_have_their_winters_half_a_year_apart() {
        let date = |month, day| NaiveDate::from_ymd_opt(2027, month, day).expect("a date");
        assert_eq!(days_after_winter_solstice(50.0, date(12, 22)), 1);
        assert_eq!(days_after_winter_solstice(-50.0, date(6, 22)), 1);
    }

    proptest! {
        #[test]
        fn dusk_changes_little_from_day_to_day(days in 700_000..766_000, latitude in -60.0..60.0f64) {
            let date = NaiveDate::from_num_days_from_ce_opt(days).expect("a date");
            let next = date.succ_opt().expect("a date");
            for shafaq in [Shafaq::General, Shafaq::Red, Shafaq::White] {
                prop_assert!((dusk(shafaq, latitude, date) - dusk(shafaq, latitude, next)).abs() < 2.5);
            }
            prop_assert!((dawn(latitude, date) - dawn(latitude, next)).abs() < 2.5);
        }
    }
}
