//! The rows of a sheet: the one place where they are made, for the preview, the table and the paper alike.

use chrono::NaiveDate;
use ukhwah_domain::bounded::ServiceMinutes;
use ukhwah_domain::language::Language;
use ukhwah_domain::person::OneLine;
use ukhwah_domain::service::{ServiceEntry, Talk, Training, hours_by_month};
use ukhwah_domain::time::{full_date_words, month_words};
use ukhwah_store::StoreError;

use super::list::Look;
use super::words::{decimal_hours, entry_name, length, talk_name};
use super::{ServiceColumn, ServiceSheet, ServiceSheetRequest, SheetForm};
use crate::backup::guarded;
use crate::error::{ErrorCode, IpcError};
use crate::routine::date;
use crate::text;

/// Whose sheet it is, as it stands on paper.
type OwnName = OneLine<100>;

/// What leaves.
pub(super) struct Sheet {
    pub(super) title: &'static str,
    /// Only on paper.
    pub(super) name: Option<String>,
    pub(super) period: Option<String>,
    pub(super) columns: Vec<ServiceColumn>,
    pub(super) headings: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
    /// Only on paper: a spreadsheet adds up by itself.
    pub(super) total: Option<String>,
}

/// A row, and how many minutes it counts.
type Row = (Vec<String>, u32);

/// The columns that a sheet has, in its order.
pub(super) fn columns_of(sheet: ServiceSheet) -> &'static [ServiceColumn] {
    use ServiceColumn::{Certificate, Date, Expires, Hours, Month, Name, Note, Place, Topic};
    match sheet {
        ServiceSheet::Entries => &[Date, Name, Hours, Place, Note],
        ServiceSheet::Months => &[Month, Hours],
        ServiceSheet::Talks => &[Date, Name, Place, Topic, Hours, Note],
        ServiceSheet::Trainings => &[Date, Name, Place, Hours, Certificate, Expires, Note],
    }
}

pub(super) fn heading(sheet: ServiceSheet, column: ServiceColumn, language: Language) -> &'static str {
    match (column, sheet) {
        (ServiceColumn::Date, _) => text::sheet_date(language),
        (ServiceColumn::Month, _) => text::sheet_month(language),
        (ServiceColumn::Name, ServiceSheet::Talks) => text::sheet_venue(language),
        (ServiceColumn::Name, ServiceSheet::Trainings) => text::sheet_training(language),
        (ServiceColumn::Name, _) => text::sheet_kind(language),
        (ServiceColumn::Hours, _) => text::sheet_hours(language),
        (ServiceColumn::Place, ServiceSheet::Trainings) => text::sheet_by(language),
        (ServiceColumn::Place, _) => text::sheet_place(language),
        (ServiceColumn::Topic, _) => text::sheet_topic(language),
        (ServiceColumn::Certificate, _) => text::sheet_certificate(language),
        (ServiceColumn::Expires, _) => text::sheet_expires(language),
        (ServiceColumn::Note, _) => text::sheet_note(language),
    }
}

fn title(sheet: ServiceSheet, language: Language) -> &'static str {
    match sheet {
        ServiceSheet::Entries => text::sheet_entries(language),
        ServiceSheet::Months => text::sheet_months(language),
        ServiceSheet::Talks => text::sheet_talks(language),
        ServiceSheet::Trainings => text::sheet_trainings(language),
    }
}

/// The sheet that was asked for.
///
/// # Errors
/// If a day of the period or the name cannot be right, or the database cannot be read.
pub(super) fn sheet(look: &Look<'_>, request: &ServiceSheetRequest) -> Result<Sheet, IpcError> {
    let first = request.from.as_deref().map(date).transpose()?;
    let last = request.to.as_deref().map(date).transpose()?;
    if first.zip(last).is_some_and(|(first, last)| last < first) {
        return Err(ErrorCode::EndsBeforeStart.into());
    }
    let columns: Vec<_> =
        columns_of(request.sheet).iter().copied().filter(|column| request.columns.contains(column)).collect();
    let is_paper = request.form == SheetForm::Pdf;
    let name = OwnName::parse_optional(request.name.as_deref().unwrap_or_default());
    let name = name.map_err(|_| ErrorCode::NameTooLong)?.filter(|_| is_paper);
    let desk = Desk { look, first, last, form: request.form };
    let (rows, minutes): (Vec<_>, Vec<u32>) = desk.rows(request.sheet, &columns)?.into_iter().unzip();
    let minutes = minutes.into_iter().fold(0, u32::saturating_add);
    let is_counted = is_paper && minutes > 0 && columns.contains(&ServiceColumn::Hours);
    Ok(Sheet {
        title: title(request.sheet, look.language),
        name: name.map(|name| name.to_string()),
        period: period(first, last, look.language).filter(|_| is_paper),
        headings: columns.iter().map(|column| heading(request.sheet, *column, look.language)).collect(),
        rows,
        columns,
        total: is_counted.then(|| text::sheet_total(look.language, length(minutes, look.language))),
    })
}

fn minutes(given: Option<ServiceMinutes>) -> Option<u32> {
    given.map(|minutes| minutes.get().into())
}

fn period(first: Option<NaiveDate>, last: Option<NaiveDate>, language: Language) -> Option<String> {
    let day = |date| full_date_words(date, language);
    Some(match (first, last) {
        (None, None) => return None,
        (Some(first), None) => text::sheet_from(language, day(first)),
        (None, Some(last)) => text::sheet_to(language, day(last)),
        (Some(first), Some(last)) => text::sheet_from_to(language, day(first), day(last)),
    })
}

struct Desk<'l> {
    look: &'l Look<'l>,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    form: SheetForm,
}

impl Desk<'_> {
    fn rows(&self, sheet: ServiceSheet, columns: &[ServiceColumn]) -> Result<Vec<Row>, StoreError> {
        let (look, first, last) = (self.look, self.first, self.last);
        let row = |minutes: Option<u32>, cell: &dyn Fn(ServiceColumn) -> Option<String>| {
            let cells = columns.iter().map(|column| self.written(cell(*column).unwrap_or_default())).collect();
            (cells, minutes.unwrap_or(0))
        };
        Ok(match sheet {
            ServiceSheet::Entries => {
                let entries = look.between::<ServiceEntry>(first, last)?;
                let entries = entries.iter().map(|stored| &stored.value);
                entries.map(|entry| row(minutes(entry.minutes), &|column| self.of_entry(entry, column))).collect()
            }
            ServiceSheet::Months => {
                let months = hours_by_month(look.given(first, last)?);
                months
                    .into_iter()
                    .map(|(month, minutes)| row(Some(minutes), &|column| self.of_month(month, minutes, column)))
                    .collect()
            }
            ServiceSheet::Talks => {
                let talks = look.between::<Talk>(first, last)?;
                // A talk that is still to come has given no hour yet.
                let given = |talk: &Talk| minutes(talk.minutes).filter(|_| talk.date <= look.today);
                let talks = talks.iter().map(|stored| &stored.value);
                talks.map(|talk| row(given(talk), &|column| self.of_talk(talk, column))).collect()
            }
            ServiceSheet::Trainings => {
                let trainings = look.between::<Training>(first, last)?;
                let hours = |training: &Training| training.hours.map(|hours| u32::from(hours.get()) * 60);
                let trainings = trainings.iter().map(|stored| &stored.value);
                trainings.map(|of| row(hours(of), &|column| self.of_training(of, column))).collect()
            }
        })
    }

    /// A cell as it leaves: a spreadsheet must not compute what somebody wrote.
    fn written(&self, cell: String) -> String {
        match self.form {
            SheetForm::Csv => guarded(cell),
            SheetForm::Pdf => cell,
        }
    }

    fn day(&self, date: NaiveDate) -> String {
        match self.form {
            SheetForm::Csv => date.to_string(),
            SheetForm::Pdf => full_date_words(date, self.look.language),
        }
    }

    fn of_entry(&self, entry: &ServiceEntry, column: ServiceColumn) -> Option<String> {
        match column {
            ServiceColumn::Date => Some(self.day(entry.date)),
            ServiceColumn::Name => Some(entry_name(entry, self.look.religion, self.look.language)),
            ServiceColumn::Hours => entry.minutes.map(|minutes| decimal_hours(minutes.get().into())),
            ServiceColumn::Place => entry.place.as_ref().map(ToString::to_string),
            ServiceColumn::Note => entry.note.as_ref().map(ToString::to_string),
            _ => None,
        }
    }

    fn of_month(&self, month: NaiveDate, minutes: u32, column: ServiceColumn) -> Option<String> {
        match (column, self.form) {
            (ServiceColumn::Month, SheetForm::Csv) => Some(month.format("%Y-%m").to_string()),
            (ServiceColumn::Month, SheetForm::Pdf) => Some(month_words(month, self.look.language)),
            (ServiceColumn::Hours, _) => Some(decimal_hours(minutes)),
            _ => None,
        }
    }

    fn of_talk(&self, talk: &Talk, column: ServiceColumn) -> Option<String> {
        match column {
            ServiceColumn::Date => Some(self.day(talk.date)),
            ServiceColumn::Name => Some(talk_name(talk, self.look.religion, self.look.language).to_owned()),
            ServiceColumn::Hours => {
                talk.minutes.filter(|_| talk.date <= self.look.today).map(|given| decimal_hours(given.get().into()))
            }
            ServiceColumn::Place => talk.place.as_ref().map(ToString::to_string),
            ServiceColumn::Topic => talk.topic.as_ref().map(ToString::to_string),
            ServiceColumn::Note => talk.note.as_ref().map(ToString::to_string),
            _ => None,
        }
    }

    fn of_training(&self, training: &Training, column: ServiceColumn) -> Option<String> {
        match column {
            ServiceColumn::Date => Some(self.day(training.date)),
            ServiceColumn::Name => Some(training.title.to_string()),
            ServiceColumn::Hours => training.hours.map(|hours| hours.get().to_string()),
            ServiceColumn::Place => training.by.as_ref().map(ToString::to_string),
            ServiceColumn::Certificate => training.certificate.as_ref().map(ToString::to_string),
            ServiceColumn::Expires => training.expires_on.map(|date| self.day(date)),
            ServiceColumn::Note => training.note.as_ref().map(ToString::to_string),
            _ => None,
        }
    }
}
