//! What the authorities prescribe.

use std::str::FromStr;

use chrono::NaiveDate;
use thiserror::Error;

use super::moonsighting::Shafaq;
use crate::hijri::{Calendar, HijriDate};
use crate::place::Degrees;

/// Why a method is not known or cannot be used.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum MethodError {
    /// Not one of [`Method::NAMES`].
    #[error("{0:?} is not a method; it is one of {names}", names = Method::NAMES.join(", "))]
    Name(String),
    /// Not an angle at which dusk is seen.
    #[error("the sun is between 5 and 25 degrees below the horizon at dawn and dusk, not {0}")]
    Angle(Degrees),
}

/// When Isyak begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Isha {
    /// The sun is so many degrees below the horizon.
    Angle(Degrees),
    /// So many minutes after Maghrib.
    AfterMaghrib(i16),
}

/// When Maghrib begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Maghrib {
    /// The sun's upper edge has set.
    Sunset,
    /// The sun is so many degrees below the horizon.
    Angle(Degrees),
}

/// How long the shadow has grown when Asar begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asr {
    /// By once the height of what casts it: Shafi'i, Maliki, Hanbali.
    #[default]
    Standard,
    /// By twice the height: Hanafi.
    Hanafi,
}

impl Asr {
    pub(super) const fn factor(self) -> f64 {
        match self {
            Self::Standard => 1.0,
            Self::Hanafi => 2.0,
        }
    }
}

/// How early Subuh and how late Isyak may be, where dusk lasts long or all night.
///
/// The night is from sunset to the next sunrise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HighLatitude {
    /// Not beyond the middle of the night.
    #[default]
    MiddleOfNight,
    /// Isyak in the first seventh of the night, Subuh in the last.
    OneSeventh,
    /// Within the share of the night that is the angle divided by 60.
    AngleBased,
}

/// What to do on a day when the sun does not rise or does not set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Polar {
    /// Refuse, so that the person can ask whom he follows.
    #[default]
    Refuse,
    /// Take the times of the nearest latitude, in steps of half a degree, where it does both.
    NearestLatitude,
}

/// How a time becomes whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest minute.
    Nearest,
    /// Prayers to the next minute, sunrise to the one before, so that no prayer begins too early or ends too late.
    Cautious,
}

/// How an authority computes the times.
///
/// Read from a short name, see [`Method::NAMES`]. Angles are as each authority publishes them; the added minutes are those
/// by which its tables differ from the sun.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Method {
    /// Degrees of the sun below the horizon at Subuh.
    pub fajr: Degrees,
    /// When Isyak begins.
    pub isha: Isha,
    /// When Maghrib begins.
    pub maghrib: Maghrib,
    /// Minutes added to each time before rounding, in the order of [`crate::Prayer::ALL`].
    pub added: [i16; 6],
    /// How times become whole minutes.
    pub rounding: Rounding,
    /// Dusk by season, as the Moonsighting Committee has observed it.
    pub seasonal: Option<Shafaq>,
}

const fn by_angles(fajr: f64, isha: f64) -> Method {
    Method {
        fajr: Degrees::computed(fajr),
        isha: Isha::Angle(Degrees::computed(isha)),
        maghrib: Maghrib::Sunset,
        // A minute after transit at Zohor, for half the width of the sun.
        added: [0, 0, 1, 0, 0, 0],
        rounding: Rounding::Nearest,
        seasonal: None,
    }
}

impl Method {
    /// Muslim World League: 18° and 17°.
    pub const MWL: Self = by_angles(18.0, 17.0);
    /// Islamic Society of North America: 15° and 15°.
    pub const ISNA: Self = by_angles(15.0, 15.0);
    /// Egyptian General Authority of Survey: 19.5° and 17.5°.
    pub const EGYPT: Self = by_angles(19.5, 17.5);
    /// University of Islamic Sciences, Karachi: 18° and 18°.
    pub const KARACHI: Self = by_angles(18.0, 18.0);
    /// Umm al-Qura, Makkah: 18.5°, and Isyak 90 minutes after Maghrib; in Ramadan see [`Method::on`].
    pub const MAKKAH: Self = Self { isha: Isha::AfterMaghrib(90), added: [0; 6], ..by_angles(18.5, 0.0) };
    /// Islamic Religious Council of Singapore: 20° and 18°, rounded up.
    pub const SINGAPORE: Self = Self { rounding: Rounding::Cautious, ..by_angles(20.0, 18.0) };
    /// Diyanet, Turkey: 18° and 17° with that authority's safety minutes; an approximation outside Turkey.
    pub const TURKEY: Self = Self { added: [0, -7, 5, 4, 7, 0], ..by_angles(18.0, 17.0) };
    /// Institute of Geophysics, Tehran: 17.7° and 14°, Maghrib at 4.5°.
    pub const TEHRAN: Self =
        Self { maghrib: Maghrib::Angle(Degrees::computed(4.5)), added: [0; 6], ..by_angles(17.7, 14.0) };
    /// Moonsighting Committee: 18° bounded by dusk as observed by season; a seventh of the night beyond 55°.
    pub const MOONSIGHTING: Self =
        Self { added: [0, 0, 5, 0, 3, 0], seasonal: Some(Shafaq::General), ..by_angles(18.0, 18.0) };

    /// The names by which a method is read.
    pub const NAMES: [&'static str; 9] =
        ["mwl", "isna", "egypt", "makkah", "karachi", "singapore", "turkey", "tehran", "moonsighting"];

    /// A method with one's own angles, both in [5, 25] degrees, and no added minutes but one at Zohor.
    pub fn custom(fajr: Degrees, isha: Degrees) -> Result<Self, MethodError> {
        let is_dusk = |angle: &Degrees| (5.0..=25.0).contains(&angle.get());
        match [fajr, isha].into_iter().find(|angle| !is_dusk(angle)) {
            Some(angle) => Err(MethodError::Angle(angle)),
            None => Ok(by_angles(fajr.get(), isha.get())),
        }
    }

    /// The method as used on a date: in Ramadan by the calendar, with its shift and its declared months, as
    /// [`Method::in_ramadan`] has it. Outside the years of the calendar nothing changes.
    ///
    /// The calendar is the Malaysian one. Ramadan often begins a day earlier at Makkah; a shift of 1 follows that.
    #[must_use]
    pub fn on(self, date: NaiveDate, calendar: &Calendar) -> Self {
        if calendar.date(date).is_ok_and(HijriDate::is_ramadan) { self.in_ramadan() } else { self }
    }

    /// The method as used in Ramadan: at Makkah, Isyak 120 minutes after Maghrib; no change for the others.
    #[must_use]
    pub fn in_ramadan(self) -> Self {
        match self.isha {
            Isha::AfterMaghrib(90) => Self { isha: Isha::AfterMaghrib(120), ..self },
            _ => self,
        }
    }
}

impl FromStr for Method {
    type Err = MethodError;

    fn from_str(name: &str) -> Result<Self, MethodError> {
        match name {
            "mwl" => Ok(Self::MWL),
            "isna" => Ok(Self::ISNA),
            "egypt" => Ok(Self::EGYPT),
            "makkah" => Ok(Self::MAKKAH),
            "karachi" => Ok(Self::KARACHI),
            "singapore" => Ok(Self::SINGAPORE),
            "turkey" => Ok(Self::TURKEY),
            "tehran" => Ok(Self::TEHRAN),
            "moonsighting" => Ok(Self::MOONSIGHTING),
            _ => Err(MethodError::Name(name.chars().take(30).collect())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_name_is_a_method_and_no_other() {
        for name in Method::NAMES {
            assert!(name.parse::<Method>().is_ok(), "{name}");
        }
        let error = "jakim".parse::<Method>().expect_err("it is not listed");
        assert!(error.to_string().contains("moonsighting"));
    }

    #[test]
    fn angles_at_which_no_dusk_is_seen_are_refused() {
        let degrees = |number| Degrees::new(number).expect("a number");
        assert!(Method::custom(degrees(18.0), degrees(17.0)).is_ok());
        assert_eq!(Method::custom(degrees(18.0), degrees(90.0)), Err(MethodError::Angle(degrees(90.0))));
        assert!(Method::custom(degrees(-18.0), degrees(17.0)).is_err());
    }

    #[test]
    fn only_makkah_changes_in_ramadan() {
        assert_eq!(Method::MAKKAH.in_ramadan().isha, Isha::AfterMaghrib(120));
        assert_eq!(Method::MWL.in_ramadan(), Method::MWL);
    }
}
