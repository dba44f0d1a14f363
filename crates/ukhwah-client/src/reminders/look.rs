//! Showing what is planned and what became of what was.

use chrono::{DateTime, Utc};
use ukhwah_domain::language::Language;
use ukhwah_domain::reminder::{Delivery, DueReminder, Outcome, Reminder, ReminderCard};
use ukhwah_domain::routine::{Almanac as _, Sound};
use ukhwah_domain::time::date_words;
use ukhwah_store::Store;

use super::about::About;
use super::plan::{Made, is_own, is_renewal};
use super::{DeliveryView, MissedView, ReminderServiceView, RemindersView, TestView, UpcomingView, quiet, words};
use crate::app::App;
use crate::error::IpcError;
use crate::host::NotificationService;
use crate::settings::DeviceSettings;
use crate::text;

const MOST_UPCOMING: usize = 30;
const MOST_LOGGED: usize = 100;
const MOST_MISSED: usize = 30;

/// How long Today lists what was found missed: over the night, should it have been found by an app that was locked.
const LISTED_MS: i64 = 24 * 60 * 60 * 1000;

impl App {
    /// How reminders stand: what comes, what became of what came, and whether they can be trusted here.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn reminders_view(&self) -> Result<RemindersView, IpcError> {
        // The system is asked before the database is held, since it may take its time to answer.
        let service = self.host.notifications() == NotificationService::There;
        let (autostart, has_tray) = (self.host.autostart(), self.host.has_tray());
        self.reading(|store, language| {
            let made = self.make_plan(store)?;
            let mut desk = self.reminders.lock();
            let card = self.read_reminders(&mut desk, ReminderCard::clone).unwrap_or_default();
            let until = made.almanac.date(made.plan.until);
            let (almanac, religion) = (&made.almanac, made.held.religion);
            let muted_until = card.muted_until(made.now);
            Ok(RemindersView {
                settings: made.kept.settings,
                service,
                trouble: desk.trouble,
                upcoming: made
                    .plan
                    .reminders
                    .iter()
                    .take(MOST_UPCOMING)
                    .map(|reminder| made.upcoming(reminder, muted_until, language))
                    .collect(),
                planned_until_words: date_words(until, language),
                log: made.log(&card, language),
                test: card
                    .test_verdict(made.now)
                    .map(|verdict| TestView { verdict, words: words::verdict(verdict, language) }),
                muted_until_words: quiet::muted_until_words(&card, almanac, made.now, language),
                mute_words: quiet::mute_words(&card, religion, almanac, made.now, language),
                own_sound: made.kept.sound_name.clone(),
                autostart,
                stays_in_tray: has_tray && DeviceSettings::read(store)?.close_to_tray,
            })
        })
    }

    /// Whether reminders are to come that nothing on this device would show. It asks the system, which may take its time.
    ///
    /// # Errors
    /// If the app is locked.
    pub fn reminder_service(&self) -> Result<ReminderServiceView, IpcError> {
        self.with_open(|_| Ok(()))?;
        let waits = |due: &DueReminder| due.missed_ms.is_none() && !is_renewal(&due.id);
        let waits = |card: &ReminderCard| card.due.iter().any(waits);
        let waits = self.read_reminders(&mut self.reminders.lock(), waits).unwrap_or_default();
        Ok(ReminderServiceView { missing: waits && self.host.notifications() == NotificationService::Absent })
    }

    /// What came while the app was closed or could not be shown, found today or within a day, newest first, at most 30.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub(crate) fn missed_today(&self, store: &Store, language: Language) -> Result<Vec<MissedView>, IpcError> {
        let now = self.clock.now();
        let recent = now.timestamp_millis().saturating_sub(LISTED_MS)..=now.timestamp_millis();
        let mut desk = self.reminders.lock();
        let showing = desk.showing;
        let is_missed = |delivery: &&Delivery| match delivery.outcome {
            Outcome::Missed => true,
            Outcome::Failed => showing != Some(delivery.seen_ms),
            Outcome::Delivered | Outcome::Late => false,
        };
        let is_listed =
            |delivery: &&Delivery| is_own(&delivery.id) && is_missed(delivery) && recent.contains(&delivery.seen_ms);
        let missed = |card: &ReminderCard| card.log.iter().rev().filter(is_listed).take(MOST_MISSED).cloned().collect();
        let missed: Vec<Delivery> = self.read_reminders(&mut desk, missed).unwrap_or_default();
        drop(desk);
        if missed.is_empty() {
            return Ok(Vec::new());
        }
        let made = self.make_plan(store)?;
        let view = |delivery: &Delivery| {
            let DeliveryView { id, title, when_words, outcome_words, .. } = made.delivery(delivery, language);
            MissedView { id, title, when_words, outcome_words }
        };
        Ok(missed.iter().map(view).collect())
    }
}

impl Made<'_> {
    fn upcoming(&self, reminder: &Reminder, muted_until: Option<DateTime<Utc>>, language: Language) -> UpcomingView {
        let is_muted = muted_until.is_some_and(|until| reminder.at < until);
        UpcomingView {
            id: reminder.id.clone(),
            title: words::name(reminder, language),
            when_words: words::moment(reminder.at, self.now, &self.almanac, language),
            at_ms: reminder.at.timestamp_millis(),
            sound: if is_muted { Sound::Silent } else { reminder.sound },
        }
    }

    fn log(&self, card: &ReminderCard, language: Language) -> Vec<DeliveryView> {
        let own = card.log.iter().rev().filter(|delivery| !is_renewal(&delivery.id));
        own.take(MOST_LOGGED).map(|delivery| self.delivery(delivery, language)).collect()
    }

    fn delivery(&self, delivery: &Delivery, language: Language) -> DeliveryView {
        let words = |ms| {
            let at = DateTime::from_timestamp_millis(ms).unwrap_or_default();
            words::moment(at, self.now, &self.almanac, language)
        };
        let when_words = if delivery.id.is_gap() {
            text::reminder_gap_span(language, words(delivery.at_ms), words(delivery.seen_ms))
        } else {
            words(delivery.at_ms)
        };
        DeliveryView {
            id: delivery.id.clone(),
            title: About::of(&delivery.id).name(&self.held, language),
            when_words,
            outcome: delivery.outcome,
            outcome_words: words::outcome(delivery, language),
        }
    }
}
