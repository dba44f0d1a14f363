//! The recovery code: shown, printed, and asked about until it is saved.

use super::save::RECOVERY_SAVED;
use super::{RecoveryPrintRequest, RecoveryView, SavedView, SettingsView};
use crate::app::{App, recovery_code};
use crate::error::IpcError;
use crate::plan::PrintTo;
use crate::plan::print::recovery_sheet;

impl App {
    /// The recovery code's words.
    ///
    /// # Errors
    /// If the app is locked.
    pub fn recovery_view(&self) -> Result<RecoveryView, IpcError> {
        self.reading(|store, _| {
            let words = recovery_code(store)?.expose_words().to_vec();
            Ok(RecoveryView { words, saved: store.setting(RECOVERY_SAVED)?.unwrap_or(false) })
        })
    }

    /// Notes that the person has the recovery code on paper.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn recovery_saved(&self) -> Result<SettingsView, IpcError> {
        self.with_open(|open| Ok(open.store.set_setting(RECOVERY_SAVED, &true)?))?;
        self.settings_view()
    }

    /// Shows the recovery code as a sheet to print, or writes the sheet to a file that the person chooses. The app's name
    /// is not on it. Neither counts as saved: a file on a lost laptop gives nothing back, so the person says it.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::Cancelled`] if no file was chosen, or why the sheet cannot be made or written.
    pub fn recovery_print(&self, request: RecoveryPrintRequest) -> Result<SavedView, IpcError> {
        let words = self.recovery_view()?.words;
        let sheet = recovery_sheet(&words, self.language())?;
        match request.to {
            PrintTo::Viewer => self.show_paper(&sheet),
            PrintTo::File => self.save_paper(&sheet),
        }
    }
}
