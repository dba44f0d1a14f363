//! Writing trends down: every check-in of a span as a table for a spreadsheet, or the trends on paper.

use std::io::Write as _;

use csv::{Terminator, WriterBuilder};
use ukhwah_domain::checkin::{Burden, CheckIn};
use ukhwah_domain::language::Language;
use ukhwah_domain::routine::Almanac as _;
use ukhwah_store::StoreError;

use super::list::dated_ahead;
use super::paper::printed;
use super::trends::{of_span, trends_of};
use super::{Span, TrendsExportRequest, TrendsFormat};
use crate::app::App;
use crate::backup::{guarded, write_away};
use crate::error::{ErrorCode, IpcError};
use crate::host::FileKind;
use crate::settings::SavedView;
use crate::text;

/// Makes spreadsheets read the letters of every language.
const MARK: &[u8] = "\u{feff}".as_bytes();

impl App {
    /// Writes the check-ins of a span where the person wants them.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToExport`], [`ErrorCode::Cancelled`], or why it cannot be written.
    pub fn trends_export(&self, request: TrendsExportRequest) -> Result<SavedView, IpcError> {
        match request.format {
            TrendsFormat::Csv => self.trends_csv(request.span),
            TrendsFormat::Pdf => self.trends_pdf(request.span),
        }
    }

    fn trends_pdf(&self, span: Span) -> Result<SavedView, IpcError> {
        let now = self.clock.now();
        let pdf = self.reading(|store, language| {
            let almanac = self.almanac(store)?;
            let today = almanac.date(now);
            let trends = trends_of(store.read(), &almanac, span, today, language)?;
            if trends.check_ins == 0 {
                Err(ErrorCode::NothingToExport.into())
            } else {
                printed(&trends, today, language)
            }
        })?;
        self.save_paper(&pdf)
    }

    fn trends_csv(&self, span: Span) -> Result<SavedView, IpcError> {
        let now = self.clock.now();
        let (bytes, name) = self.reading(|store, language| {
            let today = self.almanac(store)?.date(now);
            let mut made = of_span(store.read(), span, today)?.check_ins;
            // All is all, also what a wrong clock dated ahead.
            if span == Span::All {
                made.extend(dated_ahead(store.read(), today)?.into_iter().map(|stored| stored.value));
            }
            let bytes = (!made.is_empty()).then(|| written(&made, language)).transpose()?;
            Ok((bytes, text::file_checkins(language, today)))
        })?;
        let bytes = bytes.ok_or(ErrorCode::NothingToExport)?;
        let target = self.host.choose_target(FileKind::Spreadsheet, &name).ok_or(ErrorCode::Cancelled)?;
        write_away(&target, |out| Ok(out.write_all(&bytes).map_err(StoreError::from)?))
    }
}

fn written(made: &[CheckIn], language: Language) -> Result<Vec<u8>, IpcError> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.to_vec());
    let heads = text::checkin_columns(language).split('|').map(str::to_owned);
    writer.write_record(heads.collect::<Vec<_>>()).map_err(refused)?;
    for made in made {
        writer.write_record(row(made, language).into_iter().map(guarded)).map_err(refused)?;
    }
    Ok(writer.into_inner().map_err(|error| StoreError::from(error.into_error()))?)
}

fn row(made: &CheckIn, language: Language) -> Vec<String> {
    let (hour, minute) = made.minute.hour_and_minute();
    let level = |level: Option<ukhwah_domain::bounded::Level>| level.map(|l| l.get().to_string()).unwrap_or_default();
    let flag = |flag: bool| if flag { text::word_yes(language).to_owned() } else { String::new() };
    let burden = made.burden.map_or("", |burden| match burden {
        Burden::Mine => text::burden_mine(language),
        Burden::Client => text::burden_client(language),
        Burden::Both => text::burden_both(language),
    });
    vec![
        made.date.to_string(),
        format!("{hour:02}:{minute:02}"),
        level(made.heaviness),
        level(made.craving),
        level(made.energy),
        burden.to_owned(),
        flag(made.hungry),
        flag(made.angry),
        flag(made.lonely),
        flag(made.tired),
        made.note.as_ref().map(ToString::to_string).unwrap_or_default(),
    ]
}

fn refused(error: csv::Error) -> IpcError {
    StoreError::from(std::io::Error::other(error)).into()
}
