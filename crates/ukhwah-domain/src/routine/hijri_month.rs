//! A month of the Hijri calendar, as a name for when it was announced to begin.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A month of one Hijri year, 1 AH to 9999 AH.
///
/// Written `1447-09` for Ramadan 1447.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HijriMonth {
    year: u16,
    number: u8,
}

/// A text is not the written form of a Hijri month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is not a Hijri month such as 1447-09")]
pub struct ParseHijriMonthError;

impl HijriMonth {
    /// The month with this number, 1 to 12, of a year, 1 to 9999; `None` for any other.
    #[must_use]
    pub const fn new(year: u16, number: u8) -> Option<Self> {
        let is_month = matches!(year, 1..=9999) && matches!(number, 1..=12);
        if is_month { Some(Self { year, number }) } else { None }
    }

    /// The Hijri year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The number of the month, 1 for Muharam to 12 for Zulhijah.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.number
    }
}

impl fmt::Display for HijriMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.number)
    }
}

impl FromStr for HijriMonth {
    type Err = ParseHijriMonthError;

    fn from_str(written: &str) -> Result<Self, ParseHijriMonthError> {
        let is_number = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        let (year, number) = written.split_once('-').ok_or(ParseHijriMonthError)?;
        if !is_number(year, 4) || !is_number(number, 2) {
            return Err(ParseHijriMonthError);
        }
        let month = year.parse().ok().zip(number.parse().ok()).and_then(|(year, number)| Self::new(year, number));
        month.ok_or(ParseHijriMonthError)
    }
}

impl Serialize for HijriMonth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for HijriMonth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_it_is_written_and_nothing_else_is_one() {
        for written in ["1447-09", "0001-01", "9999-12"] {
            assert_eq!(written.parse::<HijriMonth>().map(|month| month.to_string()).as_deref(), Ok(written));
        }
        for written in ["", "1447-9", "1447-13", "1447-00", "0000-01", "+447-09", "1447-09-01", "1447_09"] {
            assert_eq!(written.parse::<HijriMonth>(), Err(ParseHijriMonthError), "{written}");
        }
    }
}
