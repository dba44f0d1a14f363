//! What the screen of reminders shows and asks for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::reminder::{Outcome, QuietHours, ReminderId, TestVerdict};
use ukhwah_domain::routine::Sound;

/// How reminders behave on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct ReminderSettings {
    /// Whether notifications name what they remind of; otherwise they say "Reminder" and the time.
    pub full_text: bool,
    /// Hours in which nothing sounds; reminders are still shown.
    pub quiet: Option<QuietHours>,
}

/// For how long to be quiet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Mute {
    /// Until the next prayer; for an hour where no prayer is kept.
    UntilNext,
    /// No longer.
    Off,
}

/// Asks for quiet. Reminders are still shown.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MuteRequest {
    /// For how long.
    pub mute: Mute,
}

/// How it stands with quiet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QuietView {
    /// Until when nothing sounds, in words, if so.
    pub muted_until_words: Option<String>,
    /// Until when nothing would sound if the person asked for quiet now, in words: "until Asar, 4:31 pm".
    pub mute_words: String,
}

/// Asks that the app starts with the system, or no longer.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AutostartRequest {
    /// Whether it does.
    pub on: bool,
}

/// Why reminders cannot be trusted now. Nothing is lost by any of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ReminderTrouble {
    /// This device's key store does not hand out the key: nothing can be delivered until it does.
    KeyGone,
    /// The list of reminders was damaged. A new one was made; what became of earlier reminders is no longer known.
    Damaged,
    /// A newer version of the app wrote the list, so this one leaves it alone.
    Newer,
    /// The disk is full or can only be read: after a restart something may come twice.
    CannotWrite,
}

/// A reminder to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UpcomingView {
    /// Names it.
    pub id: ReminderId,
    /// What it is about, in the person's own words where there are any.
    pub title: String,
    /// When it comes, in words.
    pub when_words: String,
    /// When it comes, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at_ms: i64,
    /// How it sounds; silent in quiet hours.
    pub sound: Sound,
}

/// What became of a reminder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DeliveryView {
    /// Names it.
    pub id: ReminderId,
    /// What it was about, in the person's own words where there still are any.
    pub title: String,
    /// When it was due, in words.
    pub when_words: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The same in words: "on time", "7 minutes late".
    pub outcome_words: String,
}

/// A reminder that came while the app was closed or could not be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MissedView {
    /// Names it.
    pub id: ReminderId,
    /// What it was about.
    pub title: String,
    /// When it was due, in words.
    pub when_words: String,
    /// Why it was not shown, in words: "came while the app was closed".
    pub outcome_words: String,
}

/// The last self-test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TestView {
    /// What became of it.
    pub verdict: TestVerdict,
    /// The same in words.
    pub words: String,
}

/// Whether the system shows what is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReminderServiceView {
    /// Whether a reminder is to come and nothing would show it.
    pub missing: bool,
}

/// The screen of reminders.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RemindersView {
    /// How reminders behave on this device.
    pub settings: ReminderSettings,
    /// Whether the system shows notifications at all.
    pub service: bool,
    /// Why reminders cannot be trusted now, if so.
    pub trouble: Option<ReminderTrouble>,
    /// The next ones, soonest first, at most 30.
    pub upcoming: Vec<UpcomingView>,
    /// How far ahead reminders are planned, in words; they are planned anew whenever the app is open.
    pub planned_until_words: String,
    /// What became of the last ones, newest first, at most 100.
    pub log: Vec<DeliveryView>,
    /// The last self-test, if there was one.
    pub test: Option<TestView>,
    /// Until when nothing sounds, in words, if so.
    pub muted_until_words: Option<String>,
    /// Until when nothing would sound if the person asked for quiet now, in words: "until Asar, 4:31 pm".
    pub mute_words: String,
    /// The name of the person's own sound file, if one was chosen.
    pub own_sound: Option<String>,
    /// Whether the app starts with the system; absent where it cannot.
    pub autostart: Option<bool>,
    /// Whether closing the window leaves the app running in the tray; without that, closing it ends reminders.
    pub stays_in_tray: bool,
}
