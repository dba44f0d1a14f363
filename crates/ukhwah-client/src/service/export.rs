//! What leaves: shown first, then written, from the same rows.

use std::io::Write as _;

use csv::{Terminator, WriterBuilder};
use ukhwah_domain::time::malaysian_date;
use ukhwah_store::StoreError;

use super::look::seen;
use super::sheet::{Sheet, columns_of, heading, sheet};
use super::{ServiceColumn, ServiceExportRequest, ServiceSheetRequest, SheetColumnView, SheetForm, SheetPreview};
use crate::app::App;
use crate::backup::write_away;
use crate::error::{ErrorCode, IpcError};
use crate::host::FileKind;
use crate::paper::{Column, Report, ReportSection, Table, report};
use crate::settings::SavedView;
use crate::text;

/// Makes spreadsheets read the letters of every language.
const MARK: &[u8] = "\u{feff}".as_bytes();

impl App {
    /// Exactly what would leave; nothing does.
    ///
    /// # Errors
    /// If a day of the period or the name cannot be right.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn service_preview(&self, request: ServiceSheetRequest) -> Result<SheetPreview, IpcError> {
        self.looking(|look| {
            let sheet = sheet(look, &request)?;
            let choices = columns_of(request.sheet).iter().map(|column| SheetColumnView {
                column: *column,
                name: heading(request.sheet, *column, look.language).to_owned(),
            });
            Ok(SheetPreview {
                choices: choices.collect(),
                title: (request.form == SheetForm::Pdf).then(|| sheet.title.to_owned()),
                name: sheet.name,
                period: sheet.period,
                headings: sheet.headings.iter().map(ToString::to_string).collect(),
                numbers: seen(sheet.rows.iter().flatten().map(String::as_str)),
                rows: sheet.rows,
                total: sheet.total,
            })
        })
    }

    /// Writes what the preview showed into a table, or puts it on paper.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToExport`], [`ErrorCode::Cancelled`], or why it cannot be written.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn service_export(&self, request: ServiceExportRequest) -> Result<SavedView, IpcError> {
        let sheet = self.looking(|look| sheet(look, &request.sheet))?;
        if sheet.rows.is_empty() || sheet.headings.is_empty() {
            return Err(ErrorCode::NothingToExport.into());
        }
        match request.sheet.form {
            SheetForm::Csv => self.save_table(&table(&sheet)?),
            SheetForm::Pdf => self.hand_out(&report(&paper(sheet), self.language())?, request.to),
        }
    }

    fn save_table(&self, bytes: &[u8]) -> Result<SavedView, IpcError> {
        let name = text::file_table(self.language(), malaysian_date(self.clock.now()));
        let target = self.host.choose_target(FileKind::Spreadsheet, &name).ok_or(ErrorCode::Cancelled)?;
        write_away(&target, |out| Ok(out.write_all(bytes).map_err(StoreError::from)?))
    }
}

fn table(sheet: &Sheet) -> Result<Vec<u8>, IpcError> {
    let refused = |error: csv::Error| IpcError::from(StoreError::from(std::io::Error::other(error)));
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.to_vec());
    writer.write_record(&sheet.headings).map_err(refused)?;
    for row in &sheet.rows {
        writer.write_record(row).map_err(refused)?;
    }
    Ok(writer.into_inner().map_err(|error| StoreError::from(error.into_error()))?)
}

fn paper(sheet: Sheet) -> Report {
    let columns = sheet.columns.iter().zip(&sheet.headings).map(|(column, heading)| match column {
        ServiceColumn::Hours => Column::numbers(*heading, 0.6),
        ServiceColumn::Date | ServiceColumn::Month | ServiceColumn::Expires => Column::words(*heading, 1.0),
        ServiceColumn::Note => Column::words(*heading, 2.4),
        _ => Column::words(*heading, 1.5),
    });
    let table = Table { columns: columns.collect(), rows: sheet.rows };
    let rows = ReportSection { table: Some(table), ..ReportSection::default() };
    let total = sheet.total.map(|total| ReportSection { paragraphs: vec![total], ..ReportSection::default() });
    Report {
        title: sheet.title.to_owned(),
        below: sheet.name.into_iter().chain(sheet.period).collect(),
        sections: std::iter::once(rows).chain(total).collect(),
    }
}
