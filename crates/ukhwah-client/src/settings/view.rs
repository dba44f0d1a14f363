//! What the Settings screen shows and asks for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::person::Sex;

use crate::app::LockKind;
use crate::plan::PrintTo;

/// Choices that belong to this device alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct DeviceSettings {
    /// Minutes without a touch after which the app locks; 0 for at once when it leaves the screen, absent for never.
    pub lock_after_minutes: Option<u16>,
    /// Whether the app locks when the device goes to sleep.
    pub lock_on_suspend: bool,
    /// Whether closing the window leaves the app in the tray.
    pub close_to_tray: bool,
}

impl Default for DeviceSettings {
    fn default() -> Self {
        Self { lock_after_minutes: Some(5), lock_on_suspend: true, close_to_tray: false }
    }
}

/// Choices that go with the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ProfileSettings {
    /// Whether religious content is on.
    pub religion: bool,
    /// Woman or man, if said.
    pub sex: Option<Sex>,
    /// Whether the ladder prefers the person's own sex.
    pub prefer_same_sex: bool,
}

/// The Settings screen.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SettingsView {
    /// Choices of this device.
    pub device: DeviceSettings,
    /// Choices of the person.
    pub profile: ProfileSettings,
    /// The lock, if one is set.
    pub lock: Option<LockKind>,
    /// Whether this device has a key store of its own.
    pub keychain: bool,
    /// Whether the key of the database lies on the disk, for want of a key store and a passphrase.
    pub key_on_disk: bool,
    /// Whether the key of the two cards lies on the disk, for want of a key store.
    pub cards_key_on_disk: bool,
    /// Whether the recovery code was saved.
    pub recovery_saved: bool,
    /// The automatic backups, newest first.
    pub backups: Vec<AutoBackupView>,
    /// Whether there is a tray to close to.
    pub tray: bool,
    /// The version of the app.
    pub version: String,
}

/// Why an automatic backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    /// Once a day.
    Daily,
    /// Before the app's new version changed the database.
    Update,
    /// Before something else was restored over it.
    Restore,
}

/// An automatic backup.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AutoBackupView {
    /// Names it.
    pub name: String,
    /// When, in words.
    pub made_words: String,
    /// Why.
    pub reason: BackupReason,
    /// Its size in bytes.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub size: u64,
}

/// The automatic backups, newest first.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AutoBackupsView {
    /// The backups.
    pub backups: Vec<AutoBackupView>,
}

/// Names an automatic backup.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AutoBackupTarget {
    /// Its name.
    pub name: String,
}

/// Asks for a lock, or another one.
#[derive(Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SetLockRequest {
    /// The present PIN or passphrase, if there is one.
    pub current: Option<String>,
    /// What kind the new one is; absent to remove the lock.
    pub kind: Option<LockKind>,
    /// The new PIN or passphrase.
    pub secret: String,
}

/// The recovery code.
#[derive(Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RecoveryView {
    /// Its 15 words.
    pub words: Vec<String>,
    /// Whether the person said that it is saved.
    pub saved: bool,
}

/// Asks for the sheet with the recovery code.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RecoveryPrintRequest {
    /// Where it goes.
    pub to: PrintTo,
}

/// With what a backup file opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BackupSecret {
    /// A passphrase chosen for it.
    Passphrase,
    /// The recovery code.
    RecoveryCode,
}

/// Asks for a backup file.
#[derive(Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SaveBackupRequest {
    /// With what it shall open.
    pub with: BackupSecret,
    /// The passphrase, if it is one.
    pub passphrase: Option<String>,
}

/// A file that was written or opened.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SavedView {
    /// The file's name, without its folder.
    pub file: String,
    /// Whether the system took it to show it, where that was asked.
    pub handed_over: bool,
}

/// A backup file that was chosen.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ChosenBackupView {
    /// The file's name, without its folder.
    pub file: String,
    /// With what it opens.
    pub opens_with: BackupSecret,
}

/// Asks to restore the backup file that was chosen last.
#[derive(Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RestoreBackupRequest {
    /// The passphrase or the words of the recovery code, as typed.
    pub secret: String,
}

/// How far a long task has come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ProgressView {
    /// The share done, from 0 to 1.
    pub share: f64,
}
