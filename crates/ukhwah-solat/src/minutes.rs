//! Times of day.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

const DAY: i16 = 1440;

/// Why a text is not a time of day.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("a time is written as HH:MM, from 00:00 to 23:59")]
pub struct MinutesError;

/// A time of day: whole minutes after the local midnight that begins its date.
///
/// Far from the equator Isyak may begin after the next midnight (1440 and above) and Subuh before the date's own (below
/// 0). Written as `HH:MM` of whichever day it falls on, and read from `HH:MM` as a time of the date itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(i16);

impl Minutes {
    /// Minutes after local midnight; kept within a day before and a day after the date.
    pub const fn new(minutes: i16) -> Self {
        Self(if minutes < -DAY {
            -DAY
        } else if minutes > 3 * DAY {
            3 * DAY
        } else {
            minutes
        })
    }

    /// Minutes rounded from a computed time, which lies far inside the range.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a cast of f64 saturates, and `new` keeps what it gives in range"
    )]
    pub(crate) fn computed(minutes: f64) -> Self {
        Self::new(minutes as i16)
    }

    /// Whole minutes after local midnight of the date.
    pub const fn get(self) -> i16 {
        self.0
    }

    /// The hour on the clock, in [0, 23].
    pub const fn hour(self) -> u8 {
        (self.0.rem_euclid(DAY) / 60) as u8
    }

    /// The minute on the clock, in [0, 59].
    pub const fn minute(self) -> u8 {
        (self.0.rem_euclid(DAY) % 60) as u8
    }

    /// Days between the date and the day that the time falls on; 0 for nearly all.
    pub const fn days(self) -> i16 {
        self.0.div_euclid(DAY)
    }

    /// The time some minutes later, or earlier if they are negative.
    pub const fn plus(self, minutes: i16) -> Self {
        Self::new(self.0.saturating_add(minutes))
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl FromStr for Minutes {
    type Err = MinutesError;

    fn from_str(text: &str) -> Result<Self, MinutesError> {
        let digit = |byte: u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0')).ok_or(MinutesError);
        let &[h1, h2, b':', m1, m2] = text.as_bytes() else { return Err(MinutesError) };
        let (hour, minute) = (digit(h1)? * 10 + digit(h2)?, digit(m1)? * 10 + digit(m2)?);
        if hour < 24 && minute < 60 { Ok(Self(hour * 60 + minute)) } else { Err(MinutesError) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_time_after_midnight_shows_the_clock_of_its_own_day() {
        let isha = Minutes::new(1440 + 35);
        assert_eq!((isha.to_string().as_str(), isha.days()), ("00:35", 1));
        let fajr = Minutes::new(-10);
        assert_eq!((fajr.to_string().as_str(), fajr.days()), ("23:50", -1));
    }

    #[test]
    fn times_that_no_clock_shows_are_refused() {
        for text in ["24:00", "12:60", "1:00", "01:0", "+1:00", "01-00", "01:000", "", "٠١:٠٠"] {
            assert_eq!(text.parse::<Minutes>(), Err(MinutesError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_time_reads_back_as_it_was_written(minutes in 0i16..1440) {
            let time = Minutes::new(minutes);
            prop_assert_eq!(time.to_string().parse(), Ok(time));
        }

        #[test]
        fn any_text_is_a_time_or_an_error(text in any::<String>()) {
            if let Ok(time) = text.parse::<Minutes>() {
                prop_assert_eq!(time.to_string(), text);
            }
        }
    }
}
