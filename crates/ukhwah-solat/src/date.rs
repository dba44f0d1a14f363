//! The dates that can be computed.

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

/// Why times cannot be computed for a date or a range of dates.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum DateError {
    /// Outside the years for which the sun's theory was checked.
    #[error("{0} is not in the years 1900 to 2100")]
    Year(NaiveDate),
    /// The last date comes before the first.
    #[error("{to} is before {from}")]
    Backwards {
        /// The first date asked for.
        from: NaiveDate,
        /// The last date asked for.
        to: NaiveDate,
    },
}

/// A date in the years 1900 to 2100.
pub(crate) fn check(date: NaiveDate) -> Result<NaiveDate, DateError> {
    if (1900..=2100).contains(&date.year()) { Ok(date) } else { Err(DateError::Year(date)) }
}

/// Dates from the first to the last, both in the years 1900 to 2100.
pub(crate) fn check_range(from: NaiveDate, to: NaiveDate) -> Result<(), DateError> {
    check(from)?;
    check(to)?;
    if from <= to { Ok(()) } else { Err(DateError::Backwards { from, to }) }
}

/// The Julian day (UT) of the midnight that begins a date on a clock `utc_offset` minutes ahead of UTC.
pub(crate) fn julian_midnight(date: NaiveDate, utc_offset: i16) -> f64 {
    f64::from(date.num_days_from_ce()) + 1_721_424.5 - f64::from(utc_offset) / 1440.0
}
