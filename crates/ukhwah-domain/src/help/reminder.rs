//! The reminder card: what is due, so that reminders work while the app is locked.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::card::{CardError, readable_items};

/// How late a reminder may still be shown; after that it is listed as missed and never replayed.
const LATEST_MS: i64 = 30 * 60 * 1000;

/// How many deliveries are kept.
const LOG_LENGTH: usize = 500;

/// A reminder that is not due yet. `text` is discreet: anyone may read it on the lock screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DueReminder {
    /// When it is due, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at_ms: i64,
    /// What it says.
    pub text: String,
}

/// What became of a reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was handed to the system to show.
    Shown,
    /// The app was not running when it was due.
    Missed,
}

/// A reminder that was due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Delivery {
    /// When it was due, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at_ms: i64,
    /// When the app saw to it, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub seen_ms: i64,
    /// What became of it.
    pub outcome: Outcome,
}

/// The content of the reminder card, format 1; read as leniently as the help card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderCard {
    /// The format of the writer.
    pub format: u32,
    /// What is not due yet, in any order.
    #[serde(default, deserialize_with = "readable_items")]
    pub due: Vec<DueReminder>,
    /// What was due, oldest first, at most 500.
    #[serde(default, deserialize_with = "readable_items")]
    pub log: Vec<Delivery>,
}

impl Default for ReminderCard {
    fn default() -> Self {
        Self { format: Self::FORMAT, due: Vec::new(), log: Vec::new() }
    }
}

impl ReminderCard {
    /// The format that this app writes.
    pub const FORMAT: u32 = 1;

    /// Reads the bytes of [`ReminderCard::to_bytes`], by this or any other version of the app.
    ///
    /// # Errors
    /// If the bytes are not a card at all.
    pub fn parse(bytes: &[u8]) -> Result<Self, CardError> {
        Ok(serde_json::from_slice(bytes)?)
    }

    /// The card as JSON.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a card has no keys but texts and no failing parts")
    }

    /// Takes what is due by now off the card and into the log; returns what to show, in order of time.
    ///
    /// What is late by more than half an hour is logged as missed and not returned.
    pub fn take_due(&mut self, now: DateTime<Utc>) -> Vec<DueReminder> {
        let now_ms = now.timestamp_millis();
        let mut taken: Vec<DueReminder> = self.due.extract_if(.., |reminder| reminder.at_ms <= now_ms).collect();
        taken.sort_by_key(|reminder| reminder.at_ms);
        let is_fresh = |at_ms: i64| now_ms.saturating_sub(at_ms) <= LATEST_MS;
        self.log.extend(taken.iter().map(|reminder| Delivery {
            at_ms: reminder.at_ms,
            seen_ms: now_ms,
            outcome: if is_fresh(reminder.at_ms) { Outcome::Shown } else { Outcome::Missed },
        }));
        self.log.drain(..self.log.len().saturating_sub(LOG_LENGTH));
        taken.retain(|reminder| is_fresh(reminder.at_ms));
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    fn card(minutes: &[i64]) -> ReminderCard {
        let due = minutes.iter().map(|at| DueReminder { at_ms: at * MINUTE, text: format!("Masa {at}") });
        ReminderCard { due: due.collect(), ..ReminderCard::default() }
    }

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(minute * MINUTE).expect("in range")
    }

    #[test]
    fn what_is_due_is_shown_once_in_order() {
        let mut card = card(&[120, 100, 90]);
        let shown: Vec<_> = card.take_due(at(100)).into_iter().map(|reminder| reminder.text).collect();
        assert_eq!(shown, ["Masa 90", "Masa 100"]);
        assert_eq!(card.take_due(at(100)), []);
        assert_eq!(card.due.len(), 1);
        assert!(card.log.iter().all(|delivery| delivery.outcome == Outcome::Shown && delivery.seen_ms == 100 * MINUTE));
    }

    #[test]
    fn what_was_missed_is_listed_and_not_replayed() {
        let mut card = card(&[69, 70]);
        assert_eq!(card.take_due(at(100)).len(), 1);
        let outcomes: Vec<_> = card.log.iter().map(|delivery| delivery.outcome).collect();
        assert_eq!(outcomes, [Outcome::Missed, Outcome::Shown]);
    }

    #[test]
    fn the_log_keeps_the_latest() {
        let mut card = card(&(0..700).collect::<Vec<_>>());
        card.take_due(at(10_000));
        assert_eq!((card.log.len(), card.log[0].at_ms), (500, 200 * MINUTE));
    }

    #[test]
    fn a_wrong_clock_breaks_nothing() {
        let mut card = card(&[100]);
        card.due.push(DueReminder { at_ms: i64::MIN, text: String::new() });
        assert_eq!(card.take_due(DateTime::<Utc>::MAX_UTC), []);
        assert_eq!(card.log.len(), 2);
    }

    #[test]
    fn a_card_comes_back_and_survives_what_it_does_not_know() {
        let mut card = card(&[1, 2]);
        card.take_due(at(1));
        assert_eq!(ReminderCard::parse(&card.to_bytes()).ok(), Some(card));
        let newer = br#"{"format":2,"due":[{"at_ms":"soon"},{"at_ms":5,"text":"Masa","sound":1}],"log":7}"#;
        let read = ReminderCard::parse(newer).expect("a card");
        assert_eq!((read.due.len(), read.log.len()), (1, 0));
        assert!(ReminderCard::parse(b"{}").is_err());
    }
}
