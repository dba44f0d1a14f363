//! The prayers of a day and their times.

use std::fmt;
use std::ops::Index;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use thiserror::Error;

use crate::minutes::Minutes;

/// Why a text is not the name of a prayer.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("a time of prayer is one of fajr, syuruk, dhuhr, asr, maghrib, isha")]
pub struct PrayerError;

/// The five daily prayers, and sunrise, which ends the first.
///
/// In the order of the day, which is also the order of every list of six times in this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Prayer {
    /// Subuh, from dawn.
    Fajr,
    /// Sunrise: no prayer, but the end of Subuh.
    Syuruk,
    /// Zohor, once the sun has left its highest point.
    Dhuhr,
    /// Asar, by the length of the shadow.
    Asr,
    /// Maghrib, from sunset.
    Maghrib,
    /// Isyak, once dusk has gone.
    Isha,
}

impl Prayer {
    /// All six, in the order of the day.
    pub const ALL: [Self; 6] = [Self::Fajr, Self::Syuruk, Self::Dhuhr, Self::Asr, Self::Maghrib, Self::Isha];

    /// The name in columns and files: `fajr`, `syuruk`, `dhuhr`, `asr`, `maghrib`, `isha`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fajr => "fajr",
            Self::Syuruk => "syuruk",
            Self::Dhuhr => "dhuhr",
            Self::Asr => "asr",
            Self::Maghrib => "maghrib",
            Self::Isha => "isha",
        }
    }
}

impl fmt::Display for Prayer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Prayer {
    type Err = PrayerError;

    fn from_str(text: &str) -> Result<Self, PrayerError> {
        Self::ALL.into_iter().find(|prayer| prayer.name() == text).ok_or(PrayerError)
    }
}

/// The times of one date at one place, in local time.
///
/// `times[Prayer::Asr]` is the time of a prayer. Fajr < syuruk < dhuhr < asr < maghrib < isha, for every computed day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayTimes {
    pub(crate) date: NaiveDate,
    pub(crate) utc_offset: i16,
    pub(crate) minutes: [Minutes; 6],
    pub(crate) dhuha: Minutes,
    pub(crate) istiwa: Minutes,
}

impl DayTimes {
    /// The local date that the times belong to.
    pub const fn date(&self) -> NaiveDate {
        self.date
    }

    /// Minutes by which the local clock is ahead of UTC; 480 in Malaysia.
    pub const fn utc_offset(&self) -> i16 {
        self.utc_offset
    }

    /// The six times with their prayers, in the order of the day.
    pub fn iter(&self) -> impl Iterator<Item = (Prayer, Minutes)> + '_ {
        Prayer::ALL.into_iter().zip(self.minutes)
    }

    /// The same day with another time for one prayer, such as one from an official table.
    ///
    /// A new time of sunrise moves the beginning of dhuha with it, and one of Zohor the sun's highest point.
    #[must_use]
    pub fn with(mut self, prayer: Prayer, time: Minutes) -> Self {
        let moved = time.get() - self[prayer].get();
        match prayer {
            Prayer::Syuruk => self.dhuha = self.dhuha.plus(moved),
            Prayer::Dhuhr => self.istiwa = self.istiwa.plus(moved),
            _ => {}
        }
        self.minutes[prayer as usize] = time;
        self
    }

    /// When to stop eating before a fast: ten minutes before Subuh, as in the official Malaysian tables.
    pub fn imsak(&self) -> Minutes {
        self[Prayer::Fajr].plus(-10)
    }

    /// When the forenoon prayer (dhuha) begins; it may be prayed until shortly before Zohor.
    ///
    /// In Malaysia a number of minutes after sunrise that each state sets; elsewhere when the sun stands 4.5° high (a
    /// spear's height, as commonly measured).
    pub const fn dhuha(&self) -> Minutes {
        self.dhuha
    }

    /// When the sun's disc begins to cross its highest point (istiwa), up to which dhuha may be prayed.
    pub const fn istiwa(&self) -> Minutes {
        self.istiwa
    }

    /// The moment of a prayer, in UTC.
    pub fn utc(&self, prayer: Prayer) -> NaiveDateTime {
        let minutes = i64::from(self[prayer].get()) - i64::from(self.utc_offset);
        self.date.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minutes)
    }
}

impl Index<Prayer> for DayTimes {
    type Output = Minutes;

    fn index(&self, prayer: Prayer) -> &Minutes {
        &self.minutes[prayer as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> DayTimes {
        DayTimes {
            date: NaiveDate::from_ymd_opt(2028, 2, 29).expect("2028 is a leap year"),
            utc_offset: 480,
            minutes: [370, 445, 806, 1004, 1168, 1238].map(Minutes::new),
            dhuha: Minutes::new(470),
            istiwa: Minutes::new(803),
        }
    }

    #[test]
    fn the_moment_of_subuh_is_on_the_evening_before_in_utc() {
        assert_eq!(day().utc(Prayer::Fajr).to_string(), "2028-02-28 22:10:00");
    }

    #[test]
    fn a_time_from_a_table_moves_what_depends_on_it() {
        let moved = day().with(Prayer::Syuruk, Minutes::new(447)).with(Prayer::Asr, Minutes::new(1005));
        assert_eq!(moved.dhuha(), Minutes::new(472));
        assert_eq!(moved.istiwa(), day().istiwa());
        assert_eq!(moved[Prayer::Asr], Minutes::new(1005));
        assert_eq!(moved[Prayer::Isha], day()[Prayer::Isha]);
    }

    #[test]
    fn prayers_read_back_as_they_are_written() {
        for prayer in Prayer::ALL {
            assert_eq!(prayer.to_string().parse(), Ok(prayer));
        }
        assert_eq!("subuh".parse::<Prayer>(), Err(PrayerError));
    }
}
