//! A method by the person's own numbers, as its mosque may print them.

use std::fmt;
use std::str::FromStr;

use ukhwah_solat::Degrees;
use ukhwah_solat::world::{Isha, Method};

/// How far below the horizon the sun may be at dawn and dusk, in degrees.
const DUSK: std::ops::RangeInclusive<f64> = 5.0..=25.0;

/// How many minutes after Maghrib Isyak may begin.
const AFTER_MAGHRIB: std::ops::RangeInclusive<i16> = 30..=180;

/// What the stored form begins with.
const PREFIX: &str = "own ";

/// The person's own numbers.
///
/// Stored as `own 18 17` for degrees at Subuh and at Isyak, or as `own 18.5 +90` for minutes after Maghrib.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct OwnMethod {
    /// Degrees of the sun below the horizon at Subuh.
    fajr: f64,
    isha: OwnIsha,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum OwnIsha {
    Degrees(f64),
    AfterMaghrib(i16),
}

/// A text is not the stored form of somebody's own numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is not the stored form of a person's own method")]
pub(super) struct ParseOwnMethodError;

impl FromStr for OwnMethod {
    type Err = ParseOwnMethodError;

    fn from_str(stored: &str) -> Result<Self, ParseOwnMethodError> {
        let (fajr, isha) =
            stored.strip_prefix(PREFIX).and_then(|numbers| numbers.split_once(' ')).ok_or(ParseOwnMethodError)?;
        let isha = match isha.strip_prefix('+') {
            Some(written) => OwnIsha::AfterMaghrib(minutes(written)?),
            None => OwnIsha::Degrees(degrees(isha)?),
        };
        Ok(Self { fajr: degrees(fajr)?, isha })
    }
}

impl fmt::Display for OwnMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{} ", self.fajr)?;
        match self.isha {
            OwnIsha::Degrees(degrees) => write!(f, "{degrees}"),
            OwnIsha::AfterMaghrib(minutes) => write!(f, "+{minutes}"),
        }
    }
}

impl OwnMethod {
    /// The method of the engine that these numbers make.
    pub(super) fn method(self) -> Method {
        let angle = |degrees| Degrees::new(degrees).expect("it was read as a finite number");
        let dusk = match self.isha {
            OwnIsha::Degrees(degrees) => degrees,
            OwnIsha::AfterMaghrib(_) => self.fajr,
        };
        let by_angles = Method::custom(angle(self.fajr), angle(dusk)).expect("both were read within the same bounds");
        match self.isha {
            OwnIsha::Degrees(_) => by_angles,
            OwnIsha::AfterMaghrib(minutes) => Method { isha: Isha::AfterMaghrib(minutes), ..by_angles },
        }
    }
}

fn minutes(written: &str) -> Result<i16, ParseOwnMethodError> {
    let is_plain = written.bytes().all(|letter| letter.is_ascii_digit());
    written.parse().ok().filter(|number| is_plain && AFTER_MAGHRIB.contains(number)).ok_or(ParseOwnMethodError)
}

fn degrees(written: &str) -> Result<f64, ParseOwnMethodError> {
    let is_plain = written.bytes().all(|letter| letter.is_ascii_digit() || letter == b'.');
    written.parse().ok().filter(|number| is_plain && DUSK.contains(number)).ok_or(ParseOwnMethodError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_back() {
        for stored in ["own 18 17", "own 19.5 17.5", "own 18.5 +90", "own 5 25"] {
            let own: OwnMethod = stored.parse().expect("the stored form");
            assert_eq!(own.to_string(), stored);
        }
    }

    #[test]
    fn numbers_at_which_no_prayer_begins_are_refused() {
        for stored in [
            "",
            "own",
            "own 18",
            "own 18 17 16",
            "18 17",
            "own 4.9 17",
            "own 18 25.1",
            "own -18 17",
            "own 1e1 17",
            "own 18 +29",
            "own 18 +181",
            "own 18 +",
            "own NaN 17",
            "own 18 inf",
            "own 18 ++90",
        ] {
            assert_eq!(stored.parse::<OwnMethod>(), Err(ParseOwnMethodError), "{stored}");
        }
    }

    #[test]
    fn the_engine_computes_with_the_own_numbers() {
        let own = |stored: &str| stored.parse::<OwnMethod>().expect("the stored form").method();
        assert_eq!(own("own 18 17"), Method::MWL);
        let makkah = own("own 18.5 +90");
        assert_eq!((makkah.fajr, makkah.isha), (Method::MAKKAH.fajr, Method::MAKKAH.isha));
    }
}
