//! The self-test: a reminder in two minutes, and an honest verdict.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::card::ReminderCard;
use super::delivery::{DueReminder, Outcome, ReminderId, SoundOutcome};
use crate::routine::Sound;

const PREFIX: &str = "self_test/";
const AHEAD_MS: i64 = 2 * 60 * 1000;
const LATEST_MS: i64 = 5 * 60 * 1000;

/// What became of the last self-test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TestVerdict {
    /// It is not due yet.
    Waiting {
        /// Seconds until then, rounded up.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        seconds: i64,
    },
    /// It was shown on time.
    Delivered {
        /// Seconds after it was due.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        after: i64,
        /// What became of its sound, where that was noted.
        sound: Option<SoundOutcome>,
    },
    /// It was shown late, and so without a sound.
    Late {
        /// Seconds after it was due.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        after: i64,
    },
    /// Nothing ran that could have shown it.
    Missed,
    /// It could not be shown.
    Failed {
        /// What became of its sound, where that was noted.
        sound: Option<SoundOutcome>,
    },
}

impl ReminderId {
    /// Whether it is a self-test.
    #[must_use]
    pub fn is_self_test(&self) -> bool {
        self.as_str().starts_with(PREFIX)
    }
}

impl ReminderCard {
    /// Puts a reminder in two minutes on the card, in place of a self-test that still waits.
    pub fn begin_test(&mut self, now: DateTime<Utc>, title: String, body: String, sound: Sound) {
        let at_ms = now.timestamp_millis().saturating_add(AHEAD_MS);
        let id = ReminderId::from(format!("{PREFIX}{at_ms}"));
        self.due.retain(|reminder| !reminder.id.is_self_test());
        // A clock set back can name the same moment twice: the new test counts.
        self.log.retain(|delivery| delivery.id != id);
        let latest_ms = at_ms.saturating_add(LATEST_MS);
        self.due.push(DueReminder { id, at_ms, latest_ms, title, body, sound, missed_ms: None });
    }

    /// What became of the last self-test; `None` if there was none.
    #[must_use]
    pub fn test_verdict(&self, now: DateTime<Utc>) -> Option<TestVerdict> {
        let now_ms = now.timestamp_millis();
        if let Some(test) = self.due.iter().find(|reminder| reminder.id.is_self_test()) {
            let left = test.at_ms.saturating_sub(now_ms).max(0);
            let seconds = left.saturating_add(999) / 1000;
            return Some(if now_ms > test.latest_ms { TestVerdict::Missed } else { TestVerdict::Waiting { seconds } });
        }
        let test = self.log.iter().rev().find(|delivery| delivery.id.is_self_test())?;
        let after = test.seen_ms.saturating_sub(test.at_ms) / 1000;
        Some(match test.outcome {
            Outcome::Delivered => TestVerdict::Delivered { after, sound: test.sound },
            Outcome::Late => TestVerdict::Late { after },
            Outcome::Missed => TestVerdict::Missed,
            Outcome::Failed => TestVerdict::Failed { sound: test.sound },
        })
    }
}
