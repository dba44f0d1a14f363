//! Where the sun stands.

mod curve;
mod vsop;

pub(crate) use self::curve::Curve;

/// The sun as a prayer time needs it, at one moment, seen from the Earth's centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sun {
    /// Apparent declination in degrees, north positive, in [-23.5, 23.5].
    pub declination: f64,
    /// Equation of time (apparent minus mean solar time) in minutes, in [-17, 17].
    pub equation_of_time: f64,
    /// Half the sun's apparent width in degrees, about 0.267.
    pub semidiameter: f64,
}

impl Sun {
    /// The sun at a Julian day in universal time.
    ///
    /// Good to 1.2" along the ecliptic (0.4 s of time) from 2015 to 2034, and to about 1 s from 1900 to 2100, where the
    /// fixed difference of 70 s between dynamical and universal time is at fault.
    ///
    /// Sources: VSOP87 (Bretagnon and Francou 1988), truncated; nutation in four terms, obliquity, aberration and
    /// equation of time after Meeus, *Astronomical Algorithms*, 2nd ed., ch. 22, 25 and 28.
    pub fn at(julian_day: f64) -> Self {
        let Position { sin_declination, equation_of_time, semidiameter } = Position::at(julian_day);
        Self { declination: sin_declination.asin().to_degrees(), equation_of_time, semidiameter }
    }
}

/// The sun as it enters into the formulas, which want the sine of the declination and not the angle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Position {
    pub(crate) sin_declination: f64,
    /// Minutes.
    pub(crate) equation_of_time: f64,
    /// Degrees.
    pub(crate) semidiameter: f64,
}

impl Position {
    /// The sun at a Julian day in universal time.
    pub(crate) fn at(julian_day: f64) -> Self {
        vsop::sun(julian_day)
    }

    pub(crate) fn cos_declination(&self) -> f64 {
        (1.0 - self.sin_declination * self.sin_declination).sqrt()
    }
}

/// A source of the sun around one local date.
pub(crate) trait Sky {
    /// The sun a number of days after the local midnight that begins the date.
    fn sun(&self, days: f64) -> Position;

    /// The same sky with nothing interpolated.
    fn exact(&self) -> Exact;
}

/// The sun computed anew for each moment.
#[derive(Clone, Copy)]
pub(crate) struct Exact {
    /// Julian day (UT) of the local midnight that begins the date.
    pub(crate) midnight: f64,
}

impl Sky for Exact {
    fn sun(&self, days: f64) -> Position {
        Position::at(self.midnight + days)
    }

    fn exact(&self) -> Exact {
        *self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Meeus, example 25.b: 1992 October 13, 0h TD, apparent declination -7°47'01.74"; the clock here is 70 s behind.
    #[test]
    fn the_declination_is_that_of_the_textbook() {
        let sun = Sun::at(2_448_908.5 - 70.0 / 86_400.0);
        assert!((sun.declination + 7.783_817).abs() < 1.5 / 3600.0, "{}", sun.declination);
    }

    /// Meeus, example 28.a: the same moment, equation of time +13 min 42.6 s.
    #[test]
    fn the_equation_of_time_is_that_of_the_textbook() {
        let sun = Sun::at(2_448_908.5 - 70.0 / 86_400.0);
        assert!((sun.equation_of_time - (13.0 + 42.6 / 60.0)).abs() < 0.5 / 60.0, "{}", sun.equation_of_time);
    }
}
