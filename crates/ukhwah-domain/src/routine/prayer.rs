//! The five prayers, and the moments of a day that depend on the sun.

use serde::{Deserialize, Serialize};

/// One of the five daily prayers, in the order of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Prayer {
    /// Subuh.
    Fajr,
    /// Zohor.
    Dhuhr,
    /// Asar.
    Asr,
    /// Maghrib.
    Maghrib,
    /// Isyak.
    Isha,
}

impl Prayer {
    /// Every prayer, in the order of the day.
    pub const ALL: [Self; 5] = [Self::Fajr, Self::Dhuhr, Self::Asr, Self::Maghrib, Self::Isha];

    /// The name that is stored: `fajr`, `dhuhr`, `asr`, `maghrib`, `isha`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fajr => "fajr",
            Self::Dhuhr => "dhuhr",
            Self::Asr => "asr",
            Self::Maghrib => "maghrib",
            Self::Isha => "isha",
        }
    }
}

/// A moment of a day that depends on the sun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// The beginning of the last third of the night that ends with this day's Subuh.
    LastThird,
    /// Imsak, when a day of fasting begins.
    Imsak,
    /// Subuh.
    Fajr,
    /// Sunrise.
    Syuruk,
    /// The beginning of Dhuha.
    Dhuha,
    /// Zohor.
    Dhuhr,
    /// Asar.
    Asr,
    /// Maghrib.
    Maghrib,
    /// Isyak.
    Isha,
}

impl Anchor {
    /// Every anchor, in the order of the day.
    pub const ALL: [Self; 9] = [
        Self::LastThird,
        Self::Imsak,
        Self::Fajr,
        Self::Syuruk,
        Self::Dhuha,
        Self::Dhuhr,
        Self::Asr,
        Self::Maghrib,
        Self::Isha,
    ];

    /// The name that is stored: `last_third`, `imsak`, `fajr` and so on.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LastThird => "last_third",
            Self::Imsak => "imsak",
            Self::Fajr => "fajr",
            Self::Syuruk => "syuruk",
            Self::Dhuha => "dhuha",
            Self::Dhuhr => "dhuhr",
            Self::Asr => "asr",
            Self::Maghrib => "maghrib",
            Self::Isha => "isha",
        }
    }

    /// The anchor with this stored name.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|anchor| anchor.code() == code)
    }
}

impl From<Prayer> for Anchor {
    fn from(prayer: Prayer) -> Self {
        match prayer {
            Prayer::Fajr => Self::Fajr,
            Prayer::Dhuhr => Self::Dhuhr,
            Prayer::Asr => Self::Asr,
            Prayer::Maghrib => Self::Maghrib,
            Prayer::Isha => Self::Isha,
        }
    }
}

/// Something for each of the five prayers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PerPrayer<T> {
    /// For Subuh.
    pub fajr: T,
    /// For Zohor.
    pub dhuhr: T,
    /// For Asar.
    pub asr: T,
    /// For Maghrib.
    pub maghrib: T,
    /// For Isyak.
    pub isha: T,
}

impl<T> PerPrayer<T> {
    /// What belongs to a prayer.
    #[must_use]
    pub const fn get(&self, prayer: Prayer) -> &T {
        match prayer {
            Prayer::Fajr => &self.fajr,
            Prayer::Dhuhr => &self.dhuhr,
            Prayer::Asr => &self.asr,
            Prayer::Maghrib => &self.maghrib,
            Prayer::Isha => &self.isha,
        }
    }

    /// What belongs to a prayer, to be changed.
    pub const fn get_mut(&mut self, prayer: Prayer) -> &mut T {
        match prayer {
            Prayer::Fajr => &mut self.fajr,
            Prayer::Dhuhr => &mut self.dhuhr,
            Prayer::Asr => &mut self.asr,
            Prayer::Maghrib => &mut self.maghrib,
            Prayer::Isha => &mut self.isha,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_names_are_those_of_json() {
        for anchor in Anchor::ALL {
            assert_eq!(serde_json::to_value(anchor).ok(), Some(anchor.code().into()));
            assert_eq!(Anchor::from_code(anchor.code()), Some(anchor));
        }
        for prayer in Prayer::ALL {
            assert_eq!(serde_json::to_value(prayer).ok(), Some(prayer.code().into()));
            assert_eq!(Anchor::from(prayer).code(), prayer.code());
        }
    }

    #[test]
    fn both_orders_are_that_of_the_day() {
        assert!(Prayer::ALL.is_sorted() && Anchor::ALL.is_sorted());
    }

    #[test]
    fn each_prayer_has_a_place_of_its_own() {
        let mut codes = PerPrayer::default();
        for prayer in Prayer::ALL {
            *codes.get_mut(prayer) = prayer.code();
        }
        assert!(Prayer::ALL.into_iter().all(|prayer| *codes.get(prayer) == prayer.code()));
    }
}
