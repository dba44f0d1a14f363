//! Why a table, or a value of it, is not taken.

use ukhwah_domain::language::Language;
use ukhwah_solat::malaysia::Zone;
use ukhwah_solat::table::{CheckError, ReadError, Reason};

use crate::solat::words::zone as zone_words;
use crate::text;

/// Why a file is not taken as a table.
pub(super) fn unread(error: &ReadError, zone: Zone, language: Language) -> String {
    match error {
        ReadError::Empty => text::solat_table_empty(language).to_owned(),
        ReadError::NoColumn(column) => text::solat_table_no_column(language, column),
        ReadError::TwoColumns(column) => text::solat_table_two_columns(language, column),
        ReadError::Date { row, text: found } => text::solat_table_date(language, row, found),
        ReadError::AnotherZone { found, .. } => {
            text::solat_table_another_zone(language, zone_name(found), zone_words(zone))
        }
        ReadError::TooLarge(_) | ReadError::TooManyDates => text::solat_table_too_large(language).to_owned(),
        ReadError::Status(_) => text::solat_table_status(language).to_owned(),
        ReadError::NotText | ReadError::Json(_) | ReadError::Csv(_) => {
            text::solat_table_unreadable(language).to_owned()
        }
    }
}

/// Why no value of a table is taken.
pub(super) fn unfit(error: CheckError, zone: Zone, language: Language) -> String {
    match error {
        CheckError::AnotherZone { like: Some(like), .. } => {
            text::solat_table_another_zone(language, zone_words(like), zone_words(zone))
        }
        CheckError::AnotherZone { like: None, by } => {
            text::solat_table_other_times(language, difference(by, language), zone_words(zone))
        }
    }
}

/// Why a value is not taken, or why some are not that differ by `reason` at most if they are not even.
pub(super) fn reason(reason: Reason, is_even: bool, language: Language) -> String {
    match reason {
        Reason::Absent => text::solat_value_absent(language).to_owned(),
        Reason::Unreadable => text::solat_value_unreadable(language).to_owned(),
        Reason::Contradictory => text::solat_value_contradictory(language).to_owned(),
        Reason::TwelveHours => text::solat_value_twelve_hours(language).to_owned(),
        Reason::OtherMonth { month } => text::solat_value_other_month(language, month),
        Reason::OutOfOrder { .. } => text::solat_value_out_of_order(language).to_owned(),
        Reason::Off { by } if is_even => difference(by, language),
        Reason::Off { by } => text::solat_up_to(language, difference(by, language)),
    }
}

/// "8 minit lebih awal".
pub(super) fn difference(by: i16, language: Language) -> String {
    let minutes = by.unsigned_abs();
    if by < 0 { text::solat_earlier(language, minutes) } else { text::solat_later(language, minutes) }
}

/// A zone by its name, or as the file has it.
fn zone_name(found: &str) -> String {
    found.parse().map_or_else(|_| found.to_owned(), zone_words)
}
