//! The reminder card: what is due, so that reminders work while the app is locked.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::delivery::{Delivery, DueReminder, Outcome, ReminderId, SoundOutcome, Taken};
use super::planner::MOST_REMINDERS;
use crate::help::{CardError, readable, readable_items};
use crate::routine::Sound;

/// A reminder seen to within this time of when it was due is on time: the deliverer wakes at least every 30 seconds.
const ON_TIME_MS: i64 = 60 * 1000;

/// Two moments of one name that lie closer are the same reminder: a corrected prayer time must not remind twice. Those
/// further apart are two, as after a change of the prayer place or of the time zone.
const SAME_MS: i64 = 15 * 60 * 1000;

const WEEK_MS: i64 = 7 * 24 * 60 * 60 * 1000;

const GAP_PREFIX: &str = "gap/";

/// How many deliveries are kept.
const LOG_LENGTH: usize = 500;

/// How many missed reminders are kept for a clock that may yet go back: a whole plan of them.
const MOST_MISSED: usize = MOST_REMINDERS;

/// The content of the reminder card, format 1; read as leniently as the help card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderCard {
    /// The format of the writer.
    pub format: u32,
    /// What is not due yet, in any order; and what was missed, at most 200, should that be so only because the clock was
    /// ahead.
    #[serde(default, deserialize_with = "readable_items")]
    pub due: Vec<DueReminder>,
    /// What was due, oldest first, at most 500, each reminder once: a name twice only for two moments.
    #[serde(default, deserialize_with = "readable_items")]
    pub log: Vec<Delivery>,
    /// For when the plan was made; absent if no app said so.
    #[serde(default, deserialize_with = "readable", skip_serializing_if = "Option::is_none")]
    pub span: Option<PlanSpan>,
    /// Before this nothing sounds, in milliseconds since 1970 UTC; see [`ReminderCard::muted_until`].
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "readable")]
    pub(super) muted_until_ms: Option<i64>,
    /// Moments at which quiet that was asked for before them ends, in milliseconds since 1970 UTC.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "readable_items")]
    pub quiet_ends_ms: Vec<i64>,
}

/// For when a plan was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanSpan {
    /// Until when all reminders are in it, in milliseconds since 1970 UTC.
    pub until_ms: i64,
    /// The device's time zone when it was made; absent where no app said so.
    #[serde(default, deserialize_with = "readable", skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneMark>,
}

/// By what a time zone is known again: its offsets at two moments that stay, so that summer time is no other zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneMark {
    /// Seconds east of UTC a week before the plan's end, and at its end.
    pub offsets: [i32; 2],
    /// Whether the person was told that it is another one now.
    #[serde(default)]
    pub is_told: bool,
}

impl PlanSpan {
    /// The span of a plan that follows the clocks of the device.
    #[must_use]
    pub fn in_zone(until_ms: i64, offset: impl Fn(i64) -> i32) -> Self {
        let zone = ZoneMark { offsets: offsets(until_ms, offset), is_told: false };
        Self { until_ms, zone: Some(zone) }
    }
}

fn offsets(until_ms: i64, offset: impl Fn(i64) -> i32) -> [i32; 2] {
    [until_ms.saturating_sub(WEEK_MS), until_ms].map(offset)
}

impl ReminderId {
    /// Whether it is no reminder but a time for which there was no plan: it stands for all that would have come.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.as_str().starts_with(GAP_PREFIX)
    }
}

impl Default for ReminderCard {
    fn default() -> Self {
        Self {
            format: Self::FORMAT,
            due: Vec::new(),
            log: Vec::new(),
            span: None,
            muted_until_ms: None,
            quiet_ends_ms: Vec::new(),
        }
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

    /// Puts a new plan on the card in place of the old one.
    ///
    /// What is due by now but not taken yet stays, and so does a self-test. What was seen to before is not put on again,
    /// unless it has moved to another time. What was missed and is still to come, since the clock had been ahead or it
    /// has moved, leaves the log; so does a gap that a clock ahead made. What else was missed stays without its words, which may be of something erased.
    pub fn replace_plan(&mut self, plan: Vec<DueReminder>, now: DateTime<Utc>) {
        let now_ms = now.timestamp_millis();
        self.revive(now_ms);
        self.log.retain(|delivery| !delivery.id.is_gap() || delivery.seen_ms <= now_ms);
        let ahead: BTreeSet<&ReminderId> = plan.iter().filter(|r| r.at_ms > now_ms).map(|r| &r.id).collect();
        self.log.retain(|delivery| delivery.outcome != Outcome::Missed || !ahead.contains(&delivery.id));
        self.due.retain(|reminder| reminder.at_ms <= now_ms || reminder.id.is_self_test());
        self.due.retain(|reminder| reminder.missed_ms.is_none() || !ahead.contains(&reminder.id));
        for missed in self.due.iter_mut().filter(|reminder| reminder.missed_ms.is_some()) {
            missed.title.clear();
            missed.body.clear();
        }
        let mut known = self.logged();
        known.extend(self.due.iter().map(DueReminder::key));
        self.due.extend(plan.into_iter().filter(|reminder| is_new(&mut known, reminder)));
    }

    /// Whether to tell that the device is in another time zone than the plan, so that what waits may come at another time
    /// than it should: once for each plan. `offset` is that of the device at a moment, in seconds east of UTC.
    pub fn tell_of_zone(&mut self, offset: impl Fn(i64) -> i32) -> bool {
        let waits = self.next_ms().is_some();
        let Some(PlanSpan { until_ms, zone: Some(zone) }) = &mut self.span else { return false };
        let tells = waits && !zone.is_told && zone.offsets != offsets(*until_ms, offset);
        zone.is_told |= tells;
        tells
    }

    /// When the plan ended, if it has.
    #[must_use]
    pub fn ended(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let ended = DateTime::from_timestamp_millis(self.span?.until_ms)?;
        (ended < now).then_some(ended)
    }

    /// Logs that reminders did not come between the end of the plan and now.
    pub fn note_gap(&mut self, ended: DateTime<Utc>, now: DateTime<Utc>) {
        let at_ms = ended.timestamp_millis();
        self.log.push(Delivery {
            id: format!("{GAP_PREFIX}{at_ms}").into(),
            at_ms,
            seen_ms: now.timestamp_millis(),
            outcome: Outcome::Missed,
            sound: None,
            title: String::new(),
            body: String::new(),
        });
    }

    /// When the next reminder is due, in milliseconds since 1970 UTC; it may lie in the past.
    #[must_use]
    pub fn next_ms(&self) -> Option<i64> {
        self.due.iter().filter(|reminder| reminder.missed_ms.is_none()).map(|reminder| reminder.at_ms).min()
    }

    /// Whether [`ReminderCard::take_due`] has something to do.
    #[must_use]
    pub fn has_due(&self, now: DateTime<Utc>) -> bool {
        let now_ms = now.timestamp_millis();
        self.next_ms().is_some_and(|at_ms| at_ms <= now_ms) || self.due.iter().any(|due| is_missed_no_more(due, now_ms))
    }

    /// Takes what is due by now off the card and into the log; returns what to show, in order of time.
    ///
    /// What is too late is logged as missed and not returned. What is returned is logged as failed until
    /// [`ReminderCard::record`] says what became of it, so that a crash in between is not told as a success. Each
    /// reminder is returned once, however the clock jumps: what was missed by a clock that was ahead waits again once the
    /// clock has gone back.
    pub fn take_due(&mut self, now: DateTime<Utc>) -> Vec<Taken> {
        let now_ms = now.timestamp_millis();
        self.revive(now_ms);
        let is_due = |reminder: &mut DueReminder| reminder.missed_ms.is_none() && reminder.at_ms <= now_ms;
        let mut taken: Vec<DueReminder> = self.due.extract_if(.., is_due).collect();
        taken.sort_by(|a, b| (a.at_ms, &a.id).cmp(&(b.at_ms, &b.id)));
        let mut known = self.logged();
        taken.retain(|reminder| is_new(&mut known, reminder));
        let is_missed = |reminder: &DueReminder| now_ms > reminder.latest_ms;
        self.log.extend(taken.iter().map(|reminder| Delivery {
            id: reminder.id.clone(),
            at_ms: reminder.at_ms,
            seen_ms: now_ms,
            outcome: if is_missed(reminder) { Outcome::Missed } else { Outcome::Failed },
            sound: None,
            title: reminder.title.clone(),
            body: reminder.body.clone(),
        }));
        self.log.drain(..self.log.len().saturating_sub(LOG_LENGTH));
        let (missed, shown): (Vec<_>, Vec<_>) = taken.into_iter().partition(is_missed);
        self.keep_missed(missed, now_ms);
        shown.into_iter().map(|reminder| show(reminder, now_ms)).collect()
    }

    /// Records what became of a reminder that was taken.
    pub fn record(&mut self, reminder: &DueReminder, outcome: Outcome) {
        if let Some(delivery) = self.log.iter_mut().rev().find(|delivery| delivery.key() == reminder.key()) {
            delivery.outcome = outcome;
        }
    }

    /// Records what became of the sound of a reminder that was taken.
    pub fn record_sound(&mut self, reminder: &DueReminder, sound: SoundOutcome) {
        if let Some(delivery) = self.log.iter_mut().rev().find(|delivery| delivery.key() == reminder.key()) {
            delivery.sound = Some(sound);
        }
    }

    /// Keeps what was missed, the latest of it: a clock may go back at any time. A self-test is about its own minutes
    /// alone.
    fn keep_missed(&mut self, missed: Vec<DueReminder>, now_ms: i64) {
        let mut kept: Vec<DueReminder> = self.due.extract_if(.., |reminder| reminder.missed_ms.is_some()).collect();
        let missed = missed.into_iter().filter(|reminder| !reminder.id.is_self_test());
        kept.extend(missed.map(|reminder| DueReminder { missed_ms: Some(now_ms), ..reminder }));
        kept.sort_by_key(|reminder| reminder.at_ms);
        kept.drain(..kept.len().saturating_sub(MOST_MISSED));
        self.due.extend(kept);
    }

    /// Lets what was missed wait again, and leave the log, where the clock has gone back to when it still helps.
    fn revive(&mut self, now_ms: i64) {
        let mut revived = BTreeSet::new();
        for reminder in self.due.iter_mut().filter(|reminder| is_missed_no_more(reminder, now_ms)) {
            reminder.missed_ms = None;
            revived.insert(reminder.key());
        }
        self.log.retain(|delivery| delivery.outcome != Outcome::Missed || !revived.contains(&delivery.key()));
    }

    fn logged(&self) -> BTreeSet<Key> {
        self.log.iter().map(Delivery::key).collect()
    }
}

/// A reminder and its moment in milliseconds since 1970 UTC.
type Key = (ReminderId, i64);

impl DueReminder {
    fn key(&self) -> Key {
        (self.id.clone(), self.at_ms)
    }
}

impl Delivery {
    fn key(&self) -> Key {
        (self.id.clone(), self.at_ms)
    }
}

/// Notes a reminder; `false` if it is known.
fn is_new(known: &mut BTreeSet<Key>, reminder: &DueReminder) -> bool {
    let (id, at_ms) = reminder.key();
    let around = (id.clone(), at_ms.saturating_sub(SAME_MS))..=(id, at_ms.saturating_add(SAME_MS));
    known.range(around).next().is_none() && known.insert(reminder.key())
}

/// Whether it was missed by a clock that has gone back since.
const fn is_missed_no_more(reminder: &DueReminder, now_ms: i64) -> bool {
    reminder.missed_ms.is_some() && now_ms <= reminder.latest_ms
}

fn show(reminder: DueReminder, now_ms: i64) -> Taken {
    if now_ms.saturating_sub(reminder.at_ms) <= ON_TIME_MS {
        return Taken { reminder, once_shown: Outcome::Delivered };
    }
    Taken { reminder: DueReminder { sound: Sound::Silent, ..reminder }, once_shown: Outcome::Late }
}
