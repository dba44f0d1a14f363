//! The Hijri calendar as Malaysia keeps it: by the MABIMS criterion, not Umm al-Qura and not the tabular calendar.
//!
//! ```
//! use chrono::NaiveDate;
//! use ukhwah_solat::hijri::{Calendar, HijriDate, HijriMonth};
//!
//! let calendar = Calendar::new();
//! let eid = NaiveDate::from_ymd_opt(2026, 3, 21).expect("a date of the calendar");
//! let date = calendar.date(eid)?;
//! assert_eq!(date.to_string(), "1447-10-01");
//! assert_eq!(date.month().malay_name(), "Syawal");
//! assert_eq!(calendar.gregorian(date)?, eid);
//!
//! // The month is announced for another day than was computed.
//! let mut calendar = Calendar::new();
//! calendar.declare(HijriMonth::new(1447, 10)?, NaiveDate::from_ymd_opt(2026, 3, 20).expect("a date of the calendar"))?;
//! assert_eq!(calendar.date(eid)?, HijriDate::new(1447, 10, 2)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The month starts are computed once, by [`Evening`], and compiled in: a look-up is a binary search and allocates
//! nothing. They are dates at civil midnight; for worship the day begins at the Maghrib before, see
//! [`Calendar::worship_date`].

mod calendar;
mod date;
mod moon;
#[cfg(test)]
mod rule;
mod sighting;
mod starts;

pub use calendar::{AdjustError, Calendar, ConvertError};
pub use date::{HijriDate, HijriDateError, HijriMonth};
pub use sighting::{Criterion, Evening};
