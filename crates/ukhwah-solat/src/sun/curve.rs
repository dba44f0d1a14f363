//! The sun between positions four days apart, so that a year costs a hundred of them.

use super::{Exact, Position, Sky};

/// Days between positions.
const SPACING: f64 = 4.0;

/// The sun around one date: a cubic through the four nearest of five positions.
///
/// Good to 0.02 s of time from the day before the date to the day after it; see the property at the foot. The positions
/// lie on the same days for every date, so that a date gives the same alone and in a range.
#[derive(Clone)]
pub(crate) struct Curve {
    /// Julian day (UT) of the local midnight that begins the date.
    midnight: f64,
    /// Whole days from the first position to that midnight: one or two spacings.
    ahead: f64,
    positions: [Position; 5],
}

impl Curve {
    /// The curve around the date that begins at a Julian day (UT).
    pub(crate) fn new(midnight: f64) -> Self {
        let ahead = SPACING + midnight.floor().rem_euclid(SPACING);
        let first = midnight - ahead;
        let positions = [0.0, 1.0, 2.0, 3.0, 4.0].map(|step| Position::at(first + step * SPACING));
        Self { midnight, ahead, positions }
    }

    /// Moves on to the next date.
    pub(crate) fn advance(&mut self) {
        self.midnight += 1.0;
        self.ahead += 1.0;
        if self.ahead >= 2.0 * SPACING {
            self.ahead -= SPACING;
            self.positions.rotate_left(1);
            self.positions[4] = Position::at(self.midnight - self.ahead + 4.0 * SPACING);
        }
    }

    /// Julian day (UT) of the local midnight that begins the date.
    pub(crate) fn midnight(&self) -> f64 {
        self.midnight
    }
}

impl Sky for Curve {
    fn sun(&self, days: f64) -> Position {
        let along = (self.ahead + days) / SPACING;
        let (second, x) = if along < 2.0 { (1, along - 1.0) } else { (2, along - 2.0) };
        let [a, b, c, d] = [0, 1, 2, 3].map(|step| &self.positions[second - 1 + step]);
        // Lagrange's weights for positions at -1, 0, 1 and 2.
        let (before, after, beyond) = (x + 1.0, x - 1.0, x - 2.0);
        let weights = [
            x * after * beyond / -6.0,
            before * after * beyond / 2.0,
            before * x * beyond / -2.0,
            before * x * after / 6.0,
        ];
        let mix = |pick: fn(&Position) -> f64| {
            weights[0] * pick(a) + weights[1] * pick(b) + weights[2] * pick(c) + weights[3] * pick(d)
        };
        Position {
            sin_declination: mix(|sun| sun.sin_declination),
            equation_of_time: mix(|sun| sun.equation_of_time),
            semidiameter: mix(|sun| sun.semidiameter),
        }
    }

    fn exact(&self) -> Exact {
        Exact { midnight: self.midnight }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn the_curve_stays_within_a_fiftieth_of_a_second(day in 2_415_020..2_488_434, days in -1.0..2.0f64) {
            let midnight = f64::from(day) + 1.0 / 6.0;
            let (curve, exact) = (Curve::new(midnight).sun(days), Exact { midnight }.sun(days));
            prop_assert!((curve.equation_of_time - exact.equation_of_time).abs() * 60.0 < 0.02);
            let [curve_declination, declination] = [curve, exact].map(|sun| sun.sin_declination.asin().to_degrees());
            prop_assert!((curve_declination - declination).abs() * 240.0 < 0.02);
            prop_assert!((curve.semidiameter - exact.semidiameter).abs() < 1e-6);
        }

        #[test]
        fn a_curve_that_moved_on_is_the_next_dates_curve(day in 2_415_020..2_488_434, steps in 1..20, days in -1.0..2.0f64) {
            let mut moved = Curve::new(f64::from(day) + 1.0 / 6.0);
            for _ in 0..steps {
                moved.advance();
            }
            prop_assert_eq!(moved.sun(days), Curve::new(moved.midnight()).sun(days));
        }
    }
}
