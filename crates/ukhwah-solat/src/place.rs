//! Angles and places on the Earth.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Why a number is not an angle or not a coordinate.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum PlaceError {
    /// Not a number, or infinite.
    #[error("an angle is a finite number of degrees")]
    NotFinite,
    /// A latitude beyond a pole.
    #[error("latitude {0} is not between -90 and 90 degrees")]
    Latitude(f64),
    /// A longitude beyond the antimeridian.
    #[error("longitude {0} is not between -180 and 180 degrees")]
    Longitude(f64),
    /// Not two numbers with a comma between them.
    #[error("a place is written as latitude,longitude in degrees, such as 3.139,101.687")]
    Format,
}

/// An angle in degrees; always finite.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Degrees(f64);

impl Degrees {
    /// An angle; refuses what is not a finite number.
    pub fn new(degrees: f64) -> Result<Self, PlaceError> {
        if degrees.is_finite() { Ok(Self(degrees)) } else { Err(PlaceError::NotFinite) }
    }

    /// An angle that arithmetic on valid angles has made.
    pub(crate) const fn computed(degrees: f64) -> Self {
        Self(degrees)
    }

    /// The number of degrees.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Degrees {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.1}°", self.0)
    }
}

/// A latitude in degrees, north positive, in [-90, 90].
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Latitude(f64);

impl Latitude {
    /// A latitude in degrees; refuses what lies beyond a pole.
    pub fn new(degrees: f64) -> Result<Self, PlaceError> {
        match degrees {
            _ if !degrees.is_finite() => Err(PlaceError::NotFinite),
            -90.0..=90.0 => Ok(Self(degrees)),
            _ => Err(PlaceError::Latitude(degrees)),
        }
    }

    /// The number of degrees.
    pub const fn get(self) -> f64 {
        self.0
    }
}

/// A longitude in degrees, east positive, in [-180, 180].
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Longitude(f64);

impl Longitude {
    /// A longitude in degrees; refuses what lies beyond the antimeridian.
    pub fn new(degrees: f64) -> Result<Self, PlaceError> {
        match degrees {
            _ if !degrees.is_finite() => Err(PlaceError::NotFinite),
            -180.0..=180.0 => Ok(Self(degrees)),
            _ => Err(PlaceError::Longitude(degrees)),
        }
    }

    /// The number of degrees.
    pub const fn get(self) -> f64 {
        self.0
    }
}

/// A point on the Earth, at sea level.
///
/// Read from a text as `latitude,longitude` in degrees (`"3.139,101.687"`) and written the same way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Degrees, north positive.
    pub latitude: Latitude,
    /// Degrees, east positive.
    pub longitude: Longitude,
}

impl Place {
    /// A place from degrees north and degrees east; refuses what is not on the Earth.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, PlaceError> {
        Ok(Self { latitude: Latitude::new(latitude)?, longitude: Longitude::new(longitude)? })
    }

    /// A place from coordinates that were checked when the crate was built.
    pub(crate) const fn proven(latitude: f64, longitude: f64) -> Self {
        Self { latitude: Latitude(latitude), longitude: Longitude(longitude) }
    }
}

impl FromStr for Place {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        let (latitude, longitude) = text.split_once(',').ok_or(PlaceError::Format)?;
        let number = |part: &str| part.trim().parse::<f64>().map_err(|_| PlaceError::Format);
        Self::new(number(latitude)?, number(longitude)?)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{},{}", self.latitude.0, self.longitude.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_on_the_earth_is_refused() {
        assert_eq!(Place::new(90.1, 0.0), Err(PlaceError::Latitude(90.1)));
        assert_eq!(Place::new(0.0, -180.5), Err(PlaceError::Longitude(-180.5)));
        assert_eq!(Place::new(f64::NAN, 0.0), Err(PlaceError::NotFinite));
        assert_eq!("3.1".parse::<Place>(), Err(PlaceError::Format));
        assert_eq!("a,b".parse::<Place>(), Err(PlaceError::Format));
        assert_eq!("inf,0".parse::<Place>(), Err(PlaceError::NotFinite));
        assert!(Degrees::new(f64::INFINITY).is_err());
    }

    proptest! {
        #[test]
        fn a_place_reads_back_as_it_was_written(latitude in -90.0..=90.0, longitude in -180.0..=180.0) {
            let place = Place::new(latitude, longitude).expect("it is on the Earth");
            prop_assert_eq!(place.to_string().parse::<Place>(), Ok(place));
        }

        #[test]
        fn any_text_is_a_place_or_an_error(text in any::<String>()) {
            if let Ok(place) = text.parse::<Place>() {
                prop_assert!(place.latitude.get().abs() <= 90.0 && place.longitude.get().abs() <= 180.0);
            }
        }
    }
}
