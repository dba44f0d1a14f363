//! What the interface knows of the app as a whole.

use serde::{Deserialize, Serialize};
use ukhwah_domain::language::Language;

/// Light, dark, or as the device has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the device has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// How the app looks and speaks on this device. Kept outside the database, since the lock screen needs it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct Appearance {
    /// The language.
    pub language: Language,
    /// The colours.
    pub theme: Theme,
    /// The size of text in percent, 100 to 200.
    pub text_size: u16,
}

impl Default for Appearance {
    fn default() -> Self {
        Self { language: Language::Ms, theme: Theme::System, text_size: 100 }
    }
}

/// What the person types to unlock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LockKind {
    /// 6 to 12 digits.
    Pin,
    /// At least 8 characters.
    Passphrase,
}

/// Why the database does not open though nobody locked it. It was left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// This device's key store no longer has the key: the recovery code opens it.
    KeyMissing,
    /// This device's key store does not answer: trying again may help, and the recovery code opens it.
    KeychainSilent,
    /// The file is damaged, or its key is another one.
    Damaged,
    /// The database file is gone.
    DatabaseMissing,
    /// A newer version of the app wrote it.
    Newer,
    /// The folder can only be read, or the disk is full.
    CannotWrite,
    /// The app is open already, in another window.
    InUse,
}

/// Where the app stands. Help works in each of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum Stage {
    /// Still finding out; the event `stage` follows.
    Opening,
    /// Nothing was ever written here.
    Fresh,
    /// Locked.
    Locked {
        /// What to type.
        kind: LockKind,
        /// Seconds to wait before the next try; 0 for none.
        wait: u32,
    },
    /// Open.
    Open {
        /// Whether the first-run screens were gone through.
        welcomed: bool,
    },
    /// The database does not open.
    Trouble {
        /// Why.
        what: Trouble,
    },
}

/// The app as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AppView {
    /// Where the app stands.
    pub stage: Stage,
    /// How it looks and speaks.
    pub appearance: Appearance,
    /// Whether this is the separate profile with example data.
    pub demo: bool,
    /// Whether this device dials by itself; if not, numbers are shown large, with a code to scan.
    pub dials: bool,
    /// Whether religious content is on, as far as the current stage lets the app know.
    pub religion: bool,
}

/// Says whether a plain clock covers the app.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CoverRequest {
    /// Whether it does.
    pub on: bool,
}

/// Asks for the app to be opened.
#[derive(Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UnlockRequest {
    /// The PIN or passphrase as typed.
    pub secret: String,
}

/// Asks for the app to be opened with the recovery code.
#[derive(Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RecoverRequest {
    /// The words as typed.
    pub words: String,
}
