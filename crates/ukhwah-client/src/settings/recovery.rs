//! The recovery code: shown, printed, and asked about until it is saved.

use ukhwah_crypto::RecoveryCode;

use super::save::RECOVERY_SAVED;
use super::{RecoveryPrintRequest, RecoveryView, SavedView, SettingsView};
use crate::app::{App, keep_recovery_code, recovery_code};
use crate::backup::{mend_recovery, wrap_again};
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

    /// Makes a new recovery code, because the old one may be in other hands. From then on the old one opens neither what is
    /// here, automatic backups included, nor the copy at a server, once that can be told. Backup files that the person
    /// saved elsewhere still open with it, and an older backup that is restored brings it back.
    ///
    /// # Errors
    /// If the key cannot be wrapped anew: then the old code goes on.
    pub fn recovery_renew(&self) -> Result<RecoveryView, IpcError> {
        let code = RecoveryCode::make();
        let keys = self.keys();
        let folder = &self.folder;
        self.with_open(|open| {
            let old = recovery_code(&open.store)?;
            open.store.set_setting(RECOVERY_SAVED, &false)?;
            keep_recovery_code(&mut open.store, &code)?;
            // Cut off here, the next opening wraps the key under the code in the database.
            mend_recovery(&keys, &open.store, &open.key).inspect_err(|_| {
                if let Err(error) = keep_recovery_code(&mut open.store, &old) {
                    tracing::error!(%error, "the new recovery code stands where the old one opens");
                }
            })?;
            wrap_again(folder, &old, &code);
            Ok(())
        })?;
        self.sheet_renewed()?;
        self.recovery_view()
    }

    /// Shows the recovery code as a sheet to print, or writes the sheet to a file that the person chooses. If the
    /// words open the copy at a server, that server's card is on it too. The app's name is not. Neither counts as saved: a
    /// file on a lost laptop gives nothing back, so the person says it.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::Cancelled`] if no file was chosen, or why the sheet cannot be made or written.
    pub fn recovery_print(&self, request: RecoveryPrintRequest) -> Result<SavedView, IpcError> {
        let words = self.recovery_view()?.words;
        let card = self.card_on_paper()?;
        let sheet = recovery_sheet(&words, card.as_ref(), self.language())?;
        match request.to {
            PrintTo::Viewer => self.show_paper(&sheet),
            PrintTo::File => self.save_paper(&sheet),
        }
    }
}
