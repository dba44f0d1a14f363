//! Quiet for a while: in Settings, on Today and in the tray, with the app open or locked.

use chrono::{DateTime, Utc};
use ukhwah_domain::language::Language;
use ukhwah_domain::reminder::ReminderCard;
use ukhwah_domain::routine::{Sound, next_prayer};

use super::plan::Made;
use super::{Mute, MuteRequest, QuietView, RemindersView, words};
use crate::app::{App, Stage};
use crate::error::{ErrorCode, IpcError};
use crate::solat::{DeviceAlmanac, clock, prayer_name};
use crate::text;

/// So many ends of quiet are kept for a locked app: those of a week.
const ENDS: usize = 5 * 7;

impl App {
    /// Keeps quiet for a while, or no longer.
    ///
    /// # Errors
    /// If the app is locked or it cannot be written.
    pub fn reminders_mute(&self, request: MuteRequest) -> Result<RemindersView, IpcError> {
        self.with_open(|_| Ok(()))?;
        self.mute(request.mute)?;
        self.reminders_view()
    }

    /// The same from the tray, where the app may be locked. A sound that plays stops at once.
    ///
    /// # Errors
    /// If there is no profile, or the list of reminders cannot be read.
    pub fn mute(&self, mute: Mute) -> Result<(), IpcError> {
        if mute == Mute::UntilNext {
            self.host.hush();
        }
        if !self.has_folder() || self.stage() == Stage::Fresh {
            return Err(ErrorCode::BadRequest.into());
        }
        let now = self.clock.now();
        let mut desk = self.reminders.lock();
        self.change_reminders(&mut desk, |card| match mute {
            Mute::UntilNext => card.mute(now),
            Mute::Off => card.unmute(),
        })?;
        drop(desk);
        // The deliverer waits for the end of quiet too.
        self.host.replanned();
        self.host.reminded();
        Ok(())
    }

    /// Until when nothing sounds, as a time of day that says nothing else; `None` where that is not known yet.
    ///
    /// It asks nothing of the system, so that the tray can ask at any time.
    #[must_use]
    pub fn muted_until_words(&self) -> Option<String> {
        let now = self.clock.now();
        let until = self.reminders.lock().known().and_then(|card| card.muted_until(now))?;
        let offset = self.clock.local_offset(until);
        Some(clock(until.with_timezone(&offset).naive_local(), self.language()))
    }

    /// How it stands with quiet; `None` where nothing is to come that sounds.
    pub(crate) fn quiet_view(
        &self,
        religion: bool,
        almanac: &DeviceAlmanac<'_>,
        now: DateTime<Utc>,
        language: Language,
    ) -> Option<QuietView> {
        let card = self.read_reminders(&mut self.reminders.lock(), ReminderCard::clone).ok()?;
        let muted_until_words = muted_until_words(&card, almanac, now, language);
        let sounds = card.due.iter().any(|due| due.missed_ms.is_none() && due.sound != Sound::Silent);
        (sounds || muted_until_words.is_some())
            .then(|| QuietView { mute_words: mute_words(&card, religion, almanac, now, language), muted_until_words })
    }
}

impl Made<'_> {
    /// The beginnings of the next prayers, where those are kept.
    pub(super) fn quiet_ends_ms(&self) -> Vec<i64> {
        if !self.held.religion {
            return Vec::new();
        }
        let next = |at: &DateTime<Utc>| next_prayer(*at, &self.almanac).map(|(_, at)| at);
        let ends = std::iter::successors(next(&self.now), next).take(ENDS);
        ends.map(|at| at.timestamp_millis()).collect()
    }
}

/// Until when nothing sounds, if so.
pub(super) fn muted_until_words(
    card: &ReminderCard,
    almanac: &DeviceAlmanac<'_>,
    now: DateTime<Utc>,
    language: Language,
) -> Option<String> {
    let until = card.muted_until(now)?;
    Some(text::until_time(language, words::moment(until, now, almanac, language)))
}

/// Until when nothing would sound, and which prayer ends it.
pub(super) fn mute_words(
    card: &ReminderCard,
    religion: bool,
    almanac: &DeviceAlmanac<'_>,
    now: DateTime<Utc>,
    language: Language,
) -> String {
    let end = card.mute_end(now);
    let time = words::moment(end, now, almanac, language);
    let prayer = if religion { next_prayer(now, almanac) } else { None };
    match prayer.filter(|(_, at)| at.timestamp_millis() == end.timestamp_millis()) {
        Some((prayer, _)) => text::reminder_mute_prayer(language, prayer_name(prayer, language), time),
        None => text::until_time(language, time),
    }
}
