//! Official tables of prayer times: read from a file, and believed only as far as the sun agrees.
//!
//! Tables that are published have errors: an afternoon written in the morning, a month in another's place, a prayer
//! eight minutes early through a December. So a table is read by [`Table::read`] and then held against computed times
//! by [`check`]; what it accepts may replace the computed time of its date.

mod cells;
mod check;
mod csv;
mod json;
mod month;
mod run;
mod shift;
mod zone;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use thiserror::Error;

pub use self::check::{CheckError, Reason, Refused, Times, Verdict, check};
pub use self::run::Run;
pub use self::shift::Shift;
use crate::malaysia::Zone;
use crate::minutes::Minutes;

/// The most bytes a table may have: 20 MiB. A year of one zone has 80 kB.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;

/// The most dates a table may have: five years and some days.
pub const MAX_DATES: usize = 2000;

/// Why a file is not taken as a table.
#[derive(Debug, Error)]
pub enum ReadError {
    /// More than [`MAX_BYTES`].
    #[error("the file has {0} bytes, more than the 20 MiB a table may have")]
    TooLarge(usize),
    /// No row at all.
    #[error("the file holds no times")]
    Empty,
    /// Not UTF-8.
    #[error("the file is not text")]
    NotText,
    /// Broken JSON, or JSON of another shape; the source names line and column.
    #[error("the file is not an answer of e-Solat: {0}")]
    Json(#[from] serde_json::Error),
    /// The service reported something other than success.
    #[error("the service answered {0:?} instead of a table")]
    Status(String),
    /// Broken CSV; the source names the line.
    #[error("the file is not a table: {0}")]
    Csv(#[from] ::csv::Error),
    /// The heading names no such column.
    #[error("there is no column {0}")]
    NoColumn(&'static str),
    /// The heading names a column twice.
    #[error("there are two columns {0}")]
    TwoColumns(&'static str),
    /// The row has no date between 1900 and 2100 in a known form.
    #[error("row {row}: {text:?} is not a date between 1900 and 2100")]
    Date {
        /// The line of the file, or for JSON the entry of its list, counted from 1.
        row: u64,
        /// What stands there, shortened.
        text: String,
    },
    /// The file says that it is another zone's.
    #[error("the table is for zone {found}, not {wanted}")]
    AnotherZone {
        /// The zone that was asked for.
        wanted: Zone,
        /// What the file says, shortened.
        found: String,
    },
    /// More than [`MAX_DATES`].
    #[error("the table has more than 2000 dates")]
    TooManyDates,
}

/// What a table says of one prayer on one date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Time(Minutes),
    Absent,
    Unreadable,
    /// Two rows of the same date disagree.
    Contradictory,
}

/// One row: its date, and its cells in the order of [`Prayer::ALL`](crate::Prayer::ALL).
#[derive(Clone, Copy)]
struct Row {
    date: NaiveDate,
    cells: [Cell; 6],
}

/// An official table of one zone, as it was read; nothing in it is believed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    zone: Zone,
    rows: BTreeMap<NaiveDate, [Cell; 6]>,
}

impl Table {
    /// Reads the table of a zone from the bytes of a file.
    ///
    /// `bytes`: either JSON as the e-Solat service answers, with one zone's `prayerTime`; or CSV (`,` `;` or tab) whose
    /// heading names, in any order and in Malay or English, the date, the six times and perhaps the zone. Rows of other
    /// zones are passed over. Dates are `2025-03-01`, `01/03/2025` or `01-Mac-2025`; times `05:53`, `05:53:00` or
    /// `5:53 am`. Seconds are dropped; official tables have none. Imsak and other columns are not read.
    ///
    /// A time that is absent, unreadable or given twice differently is no error here: [`check`] lists it.
    ///
    /// # Errors
    /// [`ReadError`] names the reason and, where there is one, the row. A table without a zone is taken as the zone
    /// asked for; [`check`] refuses it if the sun says otherwise.
    pub fn read(bytes: &[u8], zone: Zone) -> Result<Self, ReadError> {
        if bytes.len() > MAX_BYTES {
            return Err(ReadError::TooLarge(bytes.len()));
        }
        let text = core::str::from_utf8(bytes).map_err(|_| ReadError::NotText)?;
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            return Err(ReadError::Empty);
        }
        let mut table = Self { zone, rows: BTreeMap::new() };
        if text.starts_with(['{', '[']) {
            json::read(text, zone, &mut |row| table.add(row))?;
        } else {
            csv::read(text, zone, &mut |row| table.add(row))?;
        }
        if table.rows.is_empty() { Err(ReadError::Empty) } else { Ok(table) }
    }

    /// Returns the zone that the table was read for.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// Returns the dates of the table in order; never empty.
    pub fn dates(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.rows.keys().copied()
    }

    fn add(&mut self, row: Row) -> Result<(), ReadError> {
        let known = self.rows.entry(row.date).or_insert(row.cells);
        for (known, new) in known.iter_mut().zip(row.cells) {
            if *known != new {
                *known = Cell::Contradictory;
            }
        }
        if self.rows.len() > MAX_DATES { Err(ReadError::TooManyDates) } else { Ok(()) }
    }
}

/// A text from a file, short enough to be shown.
fn clip(text: &str) -> String {
    text.chars().take(24).collect()
}
