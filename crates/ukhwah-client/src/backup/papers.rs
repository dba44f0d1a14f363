//! Sheets to print: made to be shown in another program and removed when the app locks, ends or starts, or kept where
//! the person wants.

use std::io::Write as _;

use chrono::Utc;
use ukhwah_domain::time::malaysian_date;
use ukhwah_store::StoreError;

use super::away::{clear_workplace, write_away};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::folder;
use crate::host::FileKind;
use crate::plan::PrintTo;
use crate::settings::SavedView;
use crate::text;

impl App {
    /// Shows a PDF in the system's viewer, or writes it to a file that the person chooses.
    ///
    /// # Errors
    /// [`ErrorCode::Cancelled`] if no file was chosen, or why it cannot be written.
    pub(crate) fn hand_out(&self, pdf: &[u8], to: PrintTo) -> Result<SavedView, IpcError> {
        match to {
            PrintTo::Viewer => self.show_paper(pdf),
            PrintTo::File => self.save_paper(pdf),
        }
    }

    /// Writes a PDF and lets the system's viewer show it.
    ///
    /// # Errors
    /// If it cannot be written. That no viewer opened is not an error: `handed_over` says so.
    pub(crate) fn show_paper(&self, pdf: &[u8]) -> Result<SavedView, IpcError> {
        let papers = self.folder.papers();
        std::fs::create_dir_all(&papers).map_err(StoreError::from)?;
        // The name says nothing about the content: viewers list it among recent files.
        let file = format!("{}.pdf", self.clock.now().with_timezone(&Utc).format("%Y%m%d-%H%M%S"));
        let path = papers.join(&file);
        folder::replace(&path, pdf).map_err(StoreError::from)?;
        let handed_over = self.host.show_file(&path).is_ok();
        Ok(SavedView { file, handed_over })
    }

    /// Writes a PDF to a file that the person chooses. It stays there.
    ///
    /// # Errors
    /// [`ErrorCode::Cancelled`], or why it cannot be written. Then a file that was there before still is.
    pub(crate) fn save_paper(&self, pdf: &[u8]) -> Result<SavedView, IpcError> {
        let name = text::file_sheet(self.language(), malaysian_date(self.clock.now()));
        let target = self.host.choose_target(FileKind::Paper, &name).ok_or(ErrorCode::Cancelled)?;
        write_away(&target, |out| Ok(out.write_all(pdf).map_err(StoreError::from)?))
    }

    /// Removes the papers that were shown: they can be read without any key.
    pub(crate) fn remove_papers(&self) {
        for entry in std::fs::read_dir(self.folder.papers()).into_iter().flatten().flatten() {
            // A viewer may hold one open; it goes next time.
            let _ = folder::destroy(&entry.path());
        }
    }

    /// Removes the papers of earlier starts, and what a task that was cut off left behind.
    pub(crate) fn clear_papers(&self) {
        self.remove_papers();
        // A restore that is still going on holds the session.
        let _alone = self.session();
        if let Err(error) = clear_workplace(&self.folder) {
            tracing::warn!(%error, "an unfinished copy is still there");
        }
    }
}
