//! Paper: what every sheet is made of, and the report, which is a title with paragraphs and tables below it.
//!
//! Nothing on a sheet says what it is about, unless the person wrote that.

pub(crate) mod fonts;
pub(crate) mod lines;
mod report;
pub(crate) mod sheet;

pub(crate) use report::{Column, Drawing, Report, ReportSection, Table, drawn_report, report};

use ukhwah_domain::language::Language;

use self::fonts::Fonts;
use self::lines::Setter;
use self::sheet::{Format, Mark};
use crate::error::IpcError;

/// Makes a PDF with the device's fonts for what ours lack, and without them where one cannot be put into it.
pub(crate) fn make(
    format: Format,
    language: Language,
    pages: impl Fn(&mut Setter) -> Vec<Vec<Mark>>,
) -> Result<Vec<u8>, IpcError> {
    let with = |borrow| sheet::pdf(format, pages(&mut Setter::new(Fonts::load(borrow))), language);
    with(true).or_else(|_| with(false))
}

#[cfg(test)]
pub(crate) mod read_back;
#[cfg(test)]
mod tests;
