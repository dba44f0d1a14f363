//! What the core needs of the device that it runs on: the shell provides it.

use std::path::PathBuf;

pub use ukhwah_domain::help::Address;
pub use ukhwah_domain::reminder::SoundOutcome;

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
    /// A calendar, `.ics`.
    Calendar,
    /// A table of prayer times, `.json` or `.csv`.
    Table,
    /// Plain text, `.txt`.
    Text,
    /// A table for a spreadsheet, `.csv`.
    Spreadsheet,
    /// A sound, `.wav`, `.ogg`, `.mp3` or `.flac`.
    Sound,
    /// A picture, `.png` or `.jpg`.
    Picture,
    /// A certificate, `.pem` or `.crt`.
    Certificate,
}

/// What a notice sounds like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeSound {
    /// Nothing.
    Silent,
    /// The app's own chime.
    Chime,
    /// A file that the person chose; the chime where it can no longer be played.
    File(PathBuf),
}

/// A notice for the system to show. Its words are already as discreet as the person wants them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The first line.
    pub title: String,
    /// What follows it; may be empty.
    pub body: String,
    /// What it sounds like.
    pub sound: NoticeSound,
}

/// What became of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whether the system took it. That does not prove that the person sees it.
    pub shown: bool,
    /// What became of its sound.
    pub sound: SoundOutcome,
}

/// Whether the system shows notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotificationService {
    /// Something takes them. That does not prove that the person sees them.
    There,
    /// Nothing takes them: the app can only list what is due.
    Absent,
}

/// The system did not change what starts with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system did not change what starts with it")]
pub struct AutostartRefused;

/// The device around the app.
pub trait Host: Send + Sync {
    /// Whether this device dials by itself.
    fn dials(&self) -> bool;

    /// Lets the window's title say the app's name, or, so that nobody who looks over learns of it, only a clock.
    fn name_window(&self, named: bool);

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

    /// Shows a notice and plays its sound. Called from any thread but never from an asynchronous one; returns once the
    /// system has taken the notice and the sound has begun, without waiting for its end.
    fn notify(&self, notice: &Notice) -> Told;

    /// Stops a sound that plays.
    fn hush(&self);

    /// Whether the content of a file is a sound that this device can play.
    fn can_play(&self, content: &[u8]) -> bool;

    /// Whether the system shows notices, asked anew at each call.
    fn notifications(&self) -> NotificationService;

    /// Whether the app starts with the system, hidden in the tray; `None` where it cannot.
    fn autostart(&self) -> Option<bool>;

    /// Makes the app start with the system, hidden in the tray, or no longer.
    ///
    /// # Errors
    /// If the system refuses, or cannot.
    fn set_autostart(&self, on: bool) -> Result<(), AutostartRefused>;

    /// Tells the interface that a reminder was delivered, missed or replanned.
    fn reminded(&self);

    /// Tells the interface that something about the copy on other devices has changed.
    fn synced(&self);

    /// Tells the interface that records came from another device.
    fn records_came(&self);

    /// Tells whoever copies to other devices that there is something to do now.
    fn sync_wanted(&self);

    /// Lets the interface use the camera if the person's system does, or no longer: not before it is told, and not for
    /// longer than a code is looked for.
    fn allow_camera(&self, allowed: bool);

    /// Tells the deliverer of reminders that the plan has changed, so that it looks again now.
    fn replanned(&self);
}
