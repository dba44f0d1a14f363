//! Hijri dates and months, and their names.

use core::fmt;
use core::str::FromStr;

use thiserror::Error;

const MALAY: [&str; 12] = [
    "Muharam",
    "Safar",
    "Rabiulawal",
    "Rabiulakhir",
    "Jamadilawal",
    "Jamadilakhir",
    "Rejab",
    "Syaaban",
    "Ramadan",
    "Syawal",
    "Zulkaedah",
    "Zulhijah",
];

const ENGLISH: [&str; 12] = [
    "Muharram",
    "Safar",
    "Rabi al-Awwal",
    "Rabi al-Thani",
    "Jumada al-Awwal",
    "Jumada al-Thani",
    "Rajab",
    "Shaaban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qadah",
    "Dhu al-Hijjah",
];

const RAMADAN: u8 = 9;
const SYAWAL: u8 = 10;
const ZULHIJAH: u8 = 12;

/// Why three numbers, or a text, are no Hijri date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum HijriDateError {
    /// The year is not in 1..=9999.
    #[error("Hijri year {0} is not between 1 and 9999")]
    Year(u16),
    /// The month is not in 1..=12.
    #[error("Hijri month {0} is not between 1 and 12")]
    Month(u8),
    /// The day is not in 1..=30.
    #[error("Hijri day {0} is not between 1 and 30")]
    Day(u8),
    /// The text does not look like `1447-09-01`.
    #[error("a Hijri date is written like 1447-09-01")]
    Form,
}

/// A month of one Hijri year.
///
/// Months are ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HijriMonth {
    year: u16,
    month: u8,
}

impl HijriMonth {
    /// Makes a month from its year (1 to 9999) and number (1 for Muharam to 12 for Zulhijah).
    ///
    /// # Errors
    /// [`HijriDateError::Year`] or [`HijriDateError::Month`] when a number is outside its range.
    pub const fn new(year: u16, month: u8) -> Result<Self, HijriDateError> {
        if year == 0 || year > 9999 {
            return Err(HijriDateError::Year(year));
        }
        if month == 0 || month > 12 {
            return Err(HijriDateError::Month(month));
        }
        Ok(Self { year, month })
    }

    /// Returns the Hijri year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Returns the number of the month, 1 for Muharam to 12 for Zulhijah.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.month
    }

    /// Returns the name as Malay writes it, for example "Rabiulawal".
    #[must_use]
    pub const fn malay_name(self) -> &'static str {
        MALAY[self.month as usize - 1]
    }

    /// Returns the name as English usually writes it, for example "Rabi al-Awwal".
    #[must_use]
    pub const fn english_name(self) -> &'static str {
        ENGLISH[self.month as usize - 1]
    }

    /// Tells whether this month is Ramadan.
    #[must_use]
    pub const fn is_ramadan(self) -> bool {
        self.month == RAMADAN
    }

    /// Tells whether the start of this month is announced after the moon was looked for: Ramadan, Syawal, Zulhijah.
    ///
    /// Until the announcement its computed start is an expectation and should be shown as one. Source: the Keeper of
    /// the Rulers' Seal of Malaysia declares these three.
    #[must_use]
    pub const fn is_declared_by_sighting(self) -> bool {
        matches!(self.month, RAMADAN | SYAWAL | ZULHIJAH)
    }

    /// The months since Muharam of year 0.
    pub(super) fn ordinal(self) -> usize {
        usize::from(self.year) * 12 + usize::from(self.month) - 1
    }

    /// The month of an ordinal that the table of month starts covers.
    pub(super) fn of_ordinal(ordinal: usize) -> Self {
        let year = u16::try_from(ordinal / 12).expect("the table ends long before year 65535");
        let month = u8::try_from(ordinal % 12 + 1).expect("a remainder of twelve is small");
        Self { year, month }
    }
}

impl fmt::Display for HijriMonth {
    /// Writes `YYYY-MM`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

/// A day of the Hijri calendar.
///
/// Whether day 30 exists is the [`Calendar`](super::Calendar)'s to say. Dates are ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HijriDate {
    month: HijriMonth,
    day: u8,
}

impl HijriDate {
    /// Makes a date from its year (1 to 9999), month (1 to 12) and day (1 to 30).
    ///
    /// # Errors
    /// [`HijriDateError`] names the number that is outside its range.
    pub const fn new(year: u16, month: u8, day: u8) -> Result<Self, HijriDateError> {
        if day == 0 || day > 30 {
            return Err(HijriDateError::Day(day));
        }
        match HijriMonth::new(year, month) {
            Ok(month) => Ok(Self { month, day }),
            Err(error) => Err(error),
        }
    }

    /// The date of a day that the calendar has already found in its month.
    pub(super) const fn found(month: HijriMonth, day: u8) -> Self {
        Self { month, day }
    }

    /// Returns the month and its year.
    #[must_use]
    pub const fn month(self) -> HijriMonth {
        self.month
    }

    /// Returns the year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.month.year
    }

    /// Returns the day of the month, 1 to 30.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Tells whether the day is in Ramadan.
    #[must_use]
    pub const fn is_ramadan(self) -> bool {
        self.month.is_ramadan()
    }
}

impl fmt::Display for HijriDate {
    /// Writes `YYYY-MM-DD`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{:02}", self.month, self.day)
    }
}

impl FromStr for HijriDate {
    type Err = HijriDateError;

    /// Reads `YYYY-MM-DD`, as [`Display`](fmt::Display) writes it.
    fn from_str(text: &str) -> Result<Self, HijriDateError> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes
                .iter()
                .enumerate()
                .all(|(i, byte)| if matches!(i, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() });
        if !shaped {
            return Err(HijriDateError::Form);
        }
        let number =
            |from: usize, to: usize| bytes[from..to].iter().fold(0, |n, digit| n * 10 + u16::from(digit - b'0'));
        let small = |from| u8::try_from(number(from, from + 2)).map_err(|_| HijriDateError::Form);
        Self::new(number(0, 4), small(5)?, small(8)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_outside_its_range_is_named() {
        assert_eq!(HijriDate::new(0, 1, 1), Err(HijriDateError::Year(0)));
        assert_eq!(HijriDate::new(1447, 13, 1), Err(HijriDateError::Month(13)));
        assert_eq!(HijriDate::new(1447, 9, 31), Err(HijriDateError::Day(31)));
    }

    #[test]
    fn only_the_written_form_is_read() {
        for text in ["", "1447-9-1", "1447/09/01", "1447-09-01 ", "+447-09-01", "１447-09-1", "1447-09-0x"] {
            assert_eq!(text.parse::<HijriDate>(), Err(HijriDateError::Form), "{text:?}");
        }
        assert_eq!("1447-09-01".parse(), HijriDate::new(1447, 9, 1));
        assert_eq!("1447-00-01".parse::<HijriDate>(), Err(HijriDateError::Month(0)));
    }

    #[test]
    fn three_months_wait_for_an_announcement() {
        let waiting: Vec<_> = (1..=12)
            .filter_map(|number| HijriMonth::new(1448, number).ok())
            .filter(|month| month.is_declared_by_sighting())
            .map(HijriMonth::malay_name)
            .collect();
        assert_eq!(waiting, ["Ramadan", "Syawal", "Zulhijah"]);
    }
}
