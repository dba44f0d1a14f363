//! Delivering what is due: with the app locked, with the database gone, after sleep, under a clock that jumps.

use std::time::Duration;

use chrono::{DateTime, Utc};
use ukhwah_domain::direction::contained;
use ukhwah_domain::reminder::{Delivery, Outcome, ReminderCard, Taken};
use ukhwah_domain::routine::Sound;

use super::ReminderTrouble;
use super::plan::is_own;
use crate::app::{App, Stage};
use crate::host::{Notice, NoticeSound};
use crate::text;

/// The longest time between two looks: a clock may jump, a device may sleep, and nothing tells.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// What fell due since the last look.
struct Due {
    taken: Vec<Taken>,
    missed: usize,
}

impl App {
    /// Shows what is due, notes what became of it, and says after how long to call again at the latest.
    ///
    /// Each reminder is shown once, whatever the clock does and even if the app ends in the middle: then it is logged
    /// as failed. What is too late is never shown; one quiet notice says how many there are.
    #[must_use]
    pub fn deliver_due(&self) -> Duration {
        // An app that does not have the folder to itself leaves reminders to the one that has.
        if !self.has_folder() {
            return LOOK_AGAIN;
        }
        let now = self.clock.now();
        self.end_quiet(now);
        match self.take_due(now) {
            Ok(Some(due)) => self.show(&due),
            Ok(None) => {}
            Err(trouble) => self.tell_of(trouble),
        }
        self.replan_if_stale();
        self.tell_of_zone();
        self.wait()
    }

    /// Takes what is due off the card. It is written as failed before the first notice is shown.
    fn take_due(&self, now: DateTime<Utc>) -> Result<Option<Due>, ReminderTrouble> {
        let mut desk = self.reminders.lock();
        if !self.read_reminders(&mut desk, |card| card.has_due(now))? {
            return Ok(None);
        }
        let ((taken, missed), _) = self.change_reminders(&mut desk, |card| {
            let mut taken = card.take_due(now);
            if card.muted_until(now).is_some() {
                taken.iter_mut().for_each(|taken| taken.reminder.sound = Sound::Silent);
            }
            let is_missed = |delivery: &&Delivery| {
                let is_new = delivery.seen_ms == now.timestamp_millis() && delivery.outcome == Outcome::Missed;
                is_new && is_own(&delivery.id)
            };
            let missed = card.log.iter().filter(is_missed).count();
            // What it was about is in its name; the words are for the screen alone and outlive nothing there.
            for delivery in &mut card.log {
                delivery.title.clear();
                delivery.body.clear();
            }
            (taken, missed)
        })?;
        desk.showing = Some(now.timestamp_millis());
        Ok(Some(Due { taken, missed }))
    }

    /// Forgets quiet that is over, and lets everything that shows it know.
    fn end_quiet(&self, now: DateTime<Utc>) {
        let mut desk = self.reminders.lock();
        let ended = self.change_reminders(&mut desk, |card| card.end_mute(now));
        drop(desk);
        if let Ok(((), true)) = ended {
            self.host.reminded();
        }
    }

    fn show(&self, due: &Due) {
        let mut outcomes = Vec::new();
        for Taken { reminder, once_shown } in &due.taken {
            let sound = self.notice_sound(reminder.sound);
            let generic = || text::reminder_title(self.language()).to_owned();
            let title = if reminder.title.is_empty() { generic() } else { contained(&reminder.title).into_owned() };
            let told = self.host.notify(&Notice { title, body: reminder.body.clone(), sound });
            outcomes.push((reminder, if told.shown { *once_shown } else { Outcome::Failed }, told.sound));
        }
        if due.missed > 0 {
            self.say_quietly(text::reminder_missed_while_closed(self.language(), due.missed));
        }
        let mut desk = self.reminders.lock();
        desk.showing = None;
        let recorded = self.change_reminders(&mut desk, |card| {
            for (reminder, outcome, sound) in outcomes {
                card.record(reminder, outcome);
                card.record_sound(reminder, sound);
            }
        });
        drop(desk);
        if recorded.is_ok() {
            self.host.reminded();
        }
    }

    /// Says once that reminders cannot be delivered, since nothing else will come to remind of that.
    fn tell_of(&self, trouble: ReminderTrouble) {
        let mut desk = self.reminders.lock();
        if !std::mem::replace(&mut desk.told, true) {
            drop(desk);
            tracing::error!(?trouble, "reminders cannot be delivered");
            self.say_quietly(text::reminder_trouble(self.language()).to_owned());
            self.host.reminded();
        }
    }

    /// Asks to be opened where the device is in another time zone than the plan: a locked app cannot make another.
    fn tell_of_zone(&self) {
        if !matches!(self.stage(), Stage::Locked { .. }) {
            return;
        }
        let mut desk = self.reminders.lock();
        let tells = self.change_reminders(&mut desk, |card| card.tell_of_zone(|at_ms| self.offset_at(at_ms)));
        drop(desk);
        if let Ok((true, _)) = tells {
            self.say_quietly(text::reminder_zone(self.language()).to_owned());
        }
    }

    fn say_quietly(&self, body: String) {
        let title = text::reminder_title(self.language()).to_owned();
        // Whether or not it is shown, the list in the app says the same.
        let _ = self.host.notify(&Notice { title, body, sound: NoticeSound::Silent });
    }

    fn notice_sound(&self, sound: Sound) -> NoticeSound {
        match sound {
            Sound::Silent => NoticeSound::Silent,
            Sound::Chime => NoticeSound::Chime,
            Sound::Own => {
                let file = self.folder.own_sound();
                if file.exists() { NoticeSound::File(file) } else { NoticeSound::Chime }
            }
        }
    }

    /// The real time until the next look.
    fn wait(&self) -> Duration {
        let now = self.clock.now();
        let next = |card: &ReminderCard| {
            card.next_ms().into_iter().chain(card.muted_until(now).map(|until| until.timestamp_millis())).min()
        };
        let next = self.read_reminders(&mut self.reminders.lock(), next).ok().flatten();
        let left = next.map_or(i64::MAX, |next| next.saturating_sub(now.timestamp_millis()));
        let left = Duration::from_millis(u64::try_from(left).unwrap_or(0));
        self.clock.wait_for(left.min(LOOK_AGAIN))
    }
}
