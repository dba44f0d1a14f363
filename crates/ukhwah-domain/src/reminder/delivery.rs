//! A reminder on the card, and what became of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::routine::Sound;

/// What a reminder is called: what it is about, its day and how long before it comes.
///
/// It does not hold the moment: prayer times that move by a minute must not remind twice. It does hold the time that a
/// person set, so that something moved to a later hour reminds again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct ReminderId(String);

impl ReminderId {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for ReminderId {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for ReminderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A reminder that is not due yet, in the words that it will be shown with; or one that was missed, should it be so only
/// because the clock was ahead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DueReminder {
    /// What it is called.
    pub id: ReminderId,
    /// When it is due, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at_ms: i64,
    /// After this it is listed as missed and not shown, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub latest_ms: i64,
    /// Its first line; discreet unless the person chose otherwise, as anyone may read it on the lock screen.
    pub title: String,
    /// What else it says; may be empty.
    #[serde(default)]
    pub body: String,
    /// How it sounds, if it is on time.
    #[serde(default)]
    pub sound: Sound,
    /// When it was found missed, in milliseconds since 1970 UTC; absent while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub missed_ms: Option<i64>,
}

/// What became of a reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[cfg_attr(feature = "bindings", ts(rename = "DeliveryOutcome"))] // a rehearsal has an outcome too
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was shown on time.
    Delivered,
    /// It was shown late, and without a sound.
    Late,
    /// The app was not running until it was too late; it was not shown.
    Missed,
    /// It could not be shown.
    Failed,
}

/// What became of the sound of a reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SoundOutcome {
    /// It was to make none.
    Silent,
    /// It was played. That does not prove that anybody heard it.
    Played,
    /// The person's own file could not be played; the chime took its place.
    FileBroken,
    /// Nothing on this device took it.
    NoDevice,
}

/// A reminder that was due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Delivery {
    /// What it is called.
    pub id: ReminderId,
    /// When it was due, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at_ms: i64,
    /// When the app saw to it, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub seen_ms: i64,
    /// What became of it.
    pub outcome: Outcome,
    /// What became of its sound, where that was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sound: Option<SoundOutcome>,
    /// Its first line.
    #[serde(default)]
    pub title: String,
    /// What else it said.
    #[serde(default)]
    pub body: String,
}

/// A reminder to show now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The reminder; silent if it is late.
    pub reminder: DueReminder,
    /// What to record once it has been shown: delivered or late.
    pub once_shown: Outcome,
}
