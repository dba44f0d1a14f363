//! The zones.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::data;
use crate::place::Place;
use crate::qibla::distance_km;

/// Why a text is not the code of a zone.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{0:?} is not one of the 60 zones of e-Solat, JHR01 to WLY02")]
pub struct ZoneError(String);

/// What is known of a zone besides its times.
pub(super) struct ZoneRecord {
    pub(super) code: &'static str,
    pub(super) state: &'static str,
    pub(super) town: &'static str,
    pub(super) at: Place,
    pub(super) dhuha: i16,
    pub(super) districts: &'static [&'static str],
    pub(super) also: &'static [&'static str],
}

/// One of the 60 zones for which the times are published, in the order of their codes.
///
/// Read from its code in capitals or small letters (`"WLY01"`), and written as it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(u8);

impl Zone {
    /// How many zones there are.
    pub const COUNT: usize = 60;

    /// All zones, in the order of their codes.
    pub fn all() -> impl ExactSizeIterator<Item = Self> + DoubleEndedIterator + Clone {
        (0..Self::COUNT as u8).map(Self)
    }

    /// The position among all zones, in [0, 59].
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }

    pub(super) fn record(self) -> &'static ZoneRecord {
        &data::ZONES[self.index()]
    }

    /// The code: three letters for the state and two digits, such as `WLY01`.
    pub fn code(self) -> &'static str {
        self.record().code
    }

    /// The state or federal territory, in Malay.
    pub fn state(self) -> &'static str {
        self.record().state
    }

    /// The districts and islands that the zone covers, in Malay, as the official list names them.
    pub fn districts(self) -> &'static [&'static str] {
        self.record().districts
    }

    /// The main town.
    pub fn town(self) -> &'static str {
        self.record().town
    }

    /// Where the main town lies; no edge of the zone follows from it.
    pub fn place(self) -> Place {
        self.record().at
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Zone({})", self.code())
    }
}

impl FromStr for Zone {
    type Err = ZoneError;

    fn from_str(text: &str) -> Result<Self, ZoneError> {
        let code = text.trim();
        let is_meant = |zone: &Self| zone.code().eq_ignore_ascii_case(code);
        Self::all().find(is_meant).ok_or_else(|| ZoneError(code.chars().take(20).collect()))
    }
}

/// The zone whose main town is nearest to a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// The suggested zone.
    pub zone: Zone,
    /// Great-circle distance from the place to the zone's main town, in kilometres.
    pub distance_km: f64,
}

/// Suggests the zone whose main town is nearest to a place.
///
/// A suggestion only: zones follow districts, not distances, and two of them are mountain tops. Ask the person which
/// zone is his, or which mosque he follows. `None` more than 250 km from every town, outside Malaysia.
pub fn nearest(place: Place) -> Option<Nearest> {
    Zone::all()
        .map(|zone| Nearest { zone, distance_km: distance_km(place, zone.place()) })
        .min_by(|a, b| a.distance_km.total_cmp(&b.distance_km))
        .filter(|found| found.distance_km <= 250.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn zones_read_back_as_they_are_written() {
        for zone in Zone::all() {
            assert_eq!(zone.to_string().to_lowercase().parse(), Ok(zone));
            assert!(!zone.districts().is_empty() && !zone.state().is_empty());
        }
        assert!(Zone::all().is_sorted_by_key(Zone::code));
    }

    #[test]
    fn an_unknown_zone_is_named_in_the_error() {
        let error = "WLY99".parse::<Zone>().expect_err("there is no such zone");
        assert!(error.to_string().contains("WLY99"));
    }

    #[test]
    fn the_nearest_town_suggests_its_zone_and_the_sea_none() {
        let kuantan = Place::new(3.82, 103.33).expect("a place");
        assert_eq!(nearest(kuantan).map(|found| found.zone.code()), Some("PHG02"));
        assert_eq!(nearest(Place::new(51.5, -0.1).expect("London")), None);
    }

    proptest! {
        #[test]
        fn any_text_is_a_zone_or_an_error(text in any::<String>()) {
            if let Ok(zone) = text.parse::<Zone>() {
                prop_assert!(zone.code().eq_ignore_ascii_case(text.trim()));
            }
        }
    }
}
