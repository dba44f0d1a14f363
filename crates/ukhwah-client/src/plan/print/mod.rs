//! Paper: cards in A6, the plan in A4, the sheet with the code. Nothing on it says what it is about, unless the person
//! wrote that.

mod cards;
mod code;
mod content;
mod page;

pub(crate) use code::CardOnPaper;

use ukhwah_domain::language::Language;

use super::{Paper, PrintRequest};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::paper::make;
use crate::paper::sheet::{A4, A6};
use crate::settings::SavedView;

impl App {
    /// Shows what was picked as a sheet to print, in the system's viewer, or writes it to a file that the person chooses.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToPrint`] if nothing that was picked has any content, [`ErrorCode::Cancelled`] if no file was
    /// chosen, or why the sheet cannot be written.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn plan_print(&self, request: PrintRequest) -> Result<SavedView, IpcError> {
        let pdf = self.plan_pdf(&request)?;
        self.hand_out(&pdf, request.to)
    }

    pub(super) fn plan_pdf(&self, request: &PrintRequest) -> Result<Vec<u8>, IpcError> {
        self.reading(|store, language| match request.paper {
            Paper::A6Cards => match content::cards(store.read(), request, language)? {
                cards if cards.is_empty() => Err(ErrorCode::NothingToPrint.into()),
                cards => make(A6, language, |setter| cards::pages(&cards, setter, language)),
            },
            Paper::A4Page => match content::sections(store.read(), request, language)? {
                sections if sections.is_empty() => Err(ErrorCode::NothingToPrint.into()),
                sections => make(A4, language, |setter| page::pages(&sections, setter, language)),
            },
        })
    }
}

/// The sheet with the numbered words that bring the notes back if the device is lost, on A4; with the card of the server
/// from which they do that, if there is one.
///
/// # Errors
/// If it cannot be made.
pub(crate) fn recovery_sheet(
    words: &[String],
    card: Option<&CardOnPaper>,
    language: Language,
) -> Result<Vec<u8>, IpcError> {
    make(A4, language, |setter| vec![code::page(words, card, setter, language)])
}

#[cfg(test)]
mod tests;
