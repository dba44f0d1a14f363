//! A point on the map.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

const ONE_DEGREE: i32 = 10_000_000;
const MAX_LAT: i32 = 90 * ONE_DEGREE;
const MAX_LON: i32 = 180 * ONE_DEGREE;

/// The numbers name no point on Earth; often they stand in the wrong order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a latitude is within 90 and a longitude within 180 degrees")]
pub struct OutOfRange;

/// A point on Earth (WGS 84), exact to about a centimetre.
///
/// As text it is `latitude,longitude` in degrees, north and east positive: `3.8077000,103.3260000`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    lat: i32,
    lon: i32,
}

impl Point {
    /// A point from its latitude and longitude in 1e-7 degrees, north and east positive.
    ///
    /// # Errors
    /// If the latitude is beyond 90 or the longitude beyond 180 degrees.
    pub fn new(lat: i32, lon: i32) -> Result<Self, OutOfRange> {
        let inside = (-MAX_LAT..=MAX_LAT).contains(&lat) && (-MAX_LON..=MAX_LON).contains(&lon);
        if inside { Ok(Self { lat, lon }) } else { Err(OutOfRange) }
    }

    /// The latitude in 1e-7 degrees, north positive, in [-900000000, 900000000].
    #[must_use]
    pub const fn lat(self) -> i32 {
        self.lat
    }

    /// The longitude in 1e-7 degrees, east positive, in [-1800000000, 1800000000].
    #[must_use]
    pub const fn lon(self) -> i32 {
        self.lon
    }

    /// Reads `latitude, longitude` in decimal degrees; `None` if the text is anything else.
    pub(super) fn from_pair(text: &str) -> Option<Result<Self, OutOfRange>> {
        let (lat, lon) = text.split_once(',')?;
        Self::from_degrees(lat, lon)
    }

    /// Reads a latitude and a longitude in decimal degrees; `None` if either is no number.
    pub(super) fn from_degrees(lat: &str, lon: &str) -> Option<Result<Self, OutOfRange>> {
        let (lat, lon) = (parse_degrees(lat)?, parse_degrees(lon)?);
        Some(Self::new(lat.unwrap_or(i32::MAX), lon.unwrap_or(i32::MAX)))
    }
}

/// Decimal degrees as 1e-7 degrees, rounded: `Some(None)` if the number is far beyond any angle.
///
/// Floating point is avoided so that a stored point reads back as the same one.
#[expect(clippy::option_option, reason = "no number and too large a number are told apart by both callers")]
fn parse_degrees(text: &str) -> Option<Option<i32>> {
    let text = text.trim();
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    if whole.len() > 3 {
        return Some(None);
    }
    let digit = |index: usize| i64::from(fraction.as_bytes().get(index).map_or(0, |b| b - b'0'));
    let whole: i64 = whole.bytes().fold(0, |sum, b| sum * 10 + i64::from(b - b'0'));
    let scaled = (0..7).fold(whole, |sum, index| sum * 10 + digit(index)) + i64::from(digit(7) >= 5);
    Some(i32::try_from(if negative { -scaled } else { scaled }).ok())
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let degrees = |value: i32| {
            let sign = if value < 0 { "-" } else { "" };
            let (value, one) = (value.unsigned_abs(), ONE_DEGREE.unsigned_abs());
            format!("{sign}{}.{:07}", value / one, value % one)
        };
        write!(f, "{},{}", degrees(self.lat), degrees(self.lon))
    }
}

/// A text is not a pair of degrees, or names no point on Earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a point is a latitude and a longitude in degrees")]
pub struct ParsePointError;

impl FromStr for Point {
    type Err = ParsePointError;

    fn from_str(text: &str) -> Result<Self, ParsePointError> {
        Self::from_pair(text).and_then(Result::ok).ok_or(ParsePointError)
    }
}

impl Serialize for Point {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Point {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "bindings")]
impl ts_rs::TS for Point {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(_: &ts_rs::Config) -> String {
        "string".to_owned()
    }

    fn inline(cfg: &ts_rs::Config) -> String {
        <Self as ts_rs::TS>::name(cfg)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn degrees_are_read_exactly_and_rounded_in_the_eighth_place() {
        let read = |text: &str| text.parse::<Point>().map(|point| (point.lat(), point.lon()));
        assert_eq!(read("3.8077, 103.3260"), Ok((38_077_000, 1_033_260_000)));
        assert_eq!(read("-0.00000014,-0.00000015"), Ok((-1, -2)));
        assert_eq!(read("+90,-180.0"), Ok((900_000_000, -1_800_000_000)));
    }

    #[test]
    fn the_bounds_are_strict() {
        for text in ["90.0000001,0", "0,180.0000001", "103.3260,3.8077", "0,999999999999", "-91,0", "0,214.8"] {
            assert_eq!(Point::from_pair(text), Some(Err(OutOfRange)), "{text}");
        }
        assert_eq!(Point::new(i32::MIN, 0), Err(OutOfRange));
    }

    #[test]
    fn what_is_not_two_numbers_is_not_a_point() {
        for text in
            ["", ",", "3", "3,", "3,a", "3.,103", ".5,103", "3,103,5", "3,8077, 103,3260", "--3,1", "٣,٤", "1e3,0"]
        {
            assert_eq!(Point::from_pair(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_point_is_read_back_as_written(lat in -MAX_LAT..=MAX_LAT, lon in -MAX_LON..=MAX_LON) {
            let point = Point::new(lat, lon).expect("the bounds are those of a point");
            prop_assert_eq!(point.to_string().parse::<Point>(), Ok(point));
        }

        #[test]
        fn reading_never_panics(text in "\\PC*|[-+.,0-9 ]{0,24}") {
            let _ = Point::from_pair(&text);
        }
    }
}
