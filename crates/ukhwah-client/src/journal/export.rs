//! The journal as a file for its writer: plain text to read, or a table.

use std::fmt::Write as _;

use csv::{Terminator, WriterBuilder};
use ukhwah_domain::journal::JournalEntry;
use ukhwah_domain::language::Language;
use ukhwah_store::{Reader, StoreError, Stored};

use super::list::tags_of;
use super::{JournalExportRequest, JournalFormat, When};
use crate::app::App;
use crate::backup::guarded;
use crate::error::{ErrorCode, IpcError};
use crate::folder;
use crate::host::FileKind;
use crate::settings::SavedView;
use crate::text;

/// Makes every program read the letters of every language.
const MARK: &str = "\u{feff}";
const LINE: &str = "----------------------------------------";

impl App {
    /// Writes the whole journal, drafts included and the trash not, into a file where the person wants it.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToExport`], [`ErrorCode::Cancelled`], or why it was not written.
    pub fn journal_export(&self, request: JournalExportRequest) -> Result<SavedView, IpcError> {
        let (bytes, name) = self.reading(|store, language| {
            let (read, when) = (store.read(), When::new(self.clock.as_ref(), language));
            let mut entries = read.all::<JournalEntry>()?;
            entries.sort_by_key(|stored| (stored.value.at_ms, stored.id));
            let bytes = match request.format {
                _ if entries.is_empty() => return Err(ErrorCode::NothingToExport.into()),
                JournalFormat::Text => as_text(read, &entries, when, language)?,
                JournalFormat::Csv => as_table(read, &entries, when)?,
            };
            Ok((bytes, text::journal_file(language)))
        })?;
        let (kind, name) = match request.format {
            JournalFormat::Text => (FileKind::Text, format!("{name}.txt")),
            JournalFormat::Csv => (FileKind::Spreadsheet, format!("{name}.csv")),
        };
        let target = self.host.choose_target(kind, &name).ok_or(ErrorCode::Cancelled)?;
        folder::replace(&target, &bytes).map_err(StoreError::from)?;
        let file = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(SavedView { file, handed_over: false })
    }
}

fn as_text(
    read: Reader<'_>,
    entries: &[Stored<JournalEntry>],
    when: When<'_>,
    language: Language,
) -> Result<Vec<u8>, StoreError> {
    let mut out = String::from(MARK);
    for stored in entries {
        let entry = &stored.value;
        let _ = writeln!(out, "{}", day_and_time(entry.at_ms, when));
        if entry.draft {
            let _ = writeln!(out, "({})", text::journal_draft(language));
        }
        let tags = tags_of(read, stored.id)?;
        if !tags.is_empty() {
            let _ = writeln!(out, "{}", tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" "));
        }
        if let Some(prompt) = &entry.prompt {
            let _ = writeln!(out, "\n{prompt}");
        }
        let _ = writeln!(out, "\n{}\n\n{LINE}\n", entry.text);
    }
    // As every text program on every system reads it.
    Ok(out.replace('\n', "\r\n").into_bytes())
}

/// The words of the moment, after its date in figures: a journal goes over years.
fn day_and_time(at_ms: i64, when: When<'_>) -> String {
    let figures = when.figures(at_ms);
    let date = figures.split(' ').next().unwrap_or_default();
    format!("{date}  {}", when.words(at_ms))
}

fn as_table(read: Reader<'_>, entries: &[Stored<JournalEntry>], when: When<'_>) -> Result<Vec<u8>, IpcError> {
    let refused = |error: csv::Error| StoreError::from(std::io::Error::other(error));
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    writer.write_record(["at", "draft", "tags", "prompt", "text"]).map_err(refused)?;
    for stored in entries {
        let entry = &stored.value;
        let draft = if entry.draft { "yes" } else { "no" };
        let prompt = entry.prompt.as_ref().map(ToString::to_string).unwrap_or_default();
        let tags = tags_of(read, stored.id)?.join(", ");
        let row = [when.figures(entry.at_ms), draft.to_owned(), tags, prompt, entry.text.to_string()];
        writer.write_record(row.map(guarded)).map_err(refused)?;
    }
    Ok(writer.into_inner().map_err(|error| StoreError::from(error.into_error()))?)
}
