//! The recovery code: shown, printed, and asked about until it is saved.

use super::save::RECOVERY_SAVED;
use super::{RecoveryView, SavedView, SettingsView};
use crate::app::{App, recovery_code};
use crate::error::IpcError;

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

    /// Shows the recovery code as a sheet to print. The app's name is not on it.
    ///
    /// # Errors
    /// If the sheet cannot be made.
    pub fn recovery_print(&self) -> Result<SavedView, IpcError> {
        let language = self.appearance().language;
        let words = self.recovery_view()?.words;
        self.show_paper(&crate::plan::print::recovery_sheet(&words, language)?)
    }
}
