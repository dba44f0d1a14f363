//! What the core needs of the device that it runs on: the shell provides it.

use std::path::PathBuf;

pub use ukhwah_domain::help::Address;

use crate::settings::ProgressView;

/// Nothing on this device opens this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing opens this")]
pub struct NothingOpens;

/// A kind of file, for the dialogs that choose one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Contacts, `.vcf`.
    Contacts,
    /// A backup, `.ukb`.
    Backup,
    /// An archive, `.zip`.
    Archive,
    /// A sheet to print, `.pdf`.
    Paper,
}

/// The device around the app.
pub trait Host: Send + Sync {
    /// Whether this device dials by itself.
    fn dials(&self) -> bool;

    /// Whether there is a tray to close the window to.
    fn has_tray(&self) -> bool;

    /// Hands an address to the system. `Ok` says only that nobody refused.
    ///
    /// # Errors
    /// If nothing opens such an address.
    fn open(&self, address: &Address) -> Result<(), NothingOpens>;

    /// Shows a file in the system's viewer.
    ///
    /// # Errors
    /// If nothing opens such a file.
    fn show_file(&self, file: &std::path::Path) -> Result<(), NothingOpens>;

    /// Lets the person choose a file to read. `None` if the person chose none.
    fn choose_file(&self, kind: FileKind) -> Option<PathBuf>;

    /// Lets the person choose where to write a file of this name. `None` if the person chose nowhere.
    fn choose_target(&self, kind: FileKind, name: &str) -> Option<PathBuf>;

    /// Tells the interface that the stage has changed.
    fn stage_changed(&self);

    /// Tells the interface how far a long task has come.
    fn progress(&self, progress: ProgressView);
}
