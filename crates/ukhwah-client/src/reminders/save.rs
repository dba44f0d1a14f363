//! Keeping the choices, the self-test, and quiet.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use ukhwah_domain::routine::{Prayer, Sound, next_prayer};
use ukhwah_store::{Store, StoreError};

use super::plan::Made;
use super::{AutostartRequest, Mute, MuteRequest, ReminderSettings, ReminderTrouble, RemindersView};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::text;

const SETTING: &str = "reminders";

/// How long quiet lasts where no prayer ends it.
const AN_HOUR: TimeDelta = TimeDelta::hours(1);

/// No quiet lasts longer: under a clock that was set back it would never end.
const LONGEST_MUTE: TimeDelta = TimeDelta::days(1);

/// What this device keeps about reminders.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    pub(super) settings: ReminderSettings,
    muted_until: Option<DateTime<Utc>>,
    /// The name of the person's own sound file, as it was chosen.
    pub(super) sound_name: Option<String>,
}

impl Kept {
    pub(super) fn read(store: &Store) -> Result<Self, StoreError> {
        Ok(store.setting(SETTING)?.unwrap_or_default())
    }

    /// Until when nothing sounds, if that is still to come.
    pub(super) fn muted_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.muted_until.filter(|until| *until > now && *until - now <= LONGEST_MUTE)
    }
}

impl Made<'_> {
    /// When quiet would end if it began now, and the prayer that ends it.
    pub(super) fn mute_end(&self) -> (DateTime<Utc>, Option<Prayer>) {
        let prayer = self.held.religion.then(|| next_prayer(self.now, &self.almanac)).flatten();
        match prayer.filter(|(_, at)| *at - self.now <= LONGEST_MUTE) {
            Some((prayer, at)) => (at, Some(prayer)),
            None => (self.now + AN_HOUR, None),
        }
    }
}

impl App {
    /// Keeps how reminders behave on this device; those to come follow at once.
    ///
    /// # Errors
    /// If the app is locked or they cannot be written.
    pub fn reminders_save(&self, request: ReminderSettings) -> Result<RemindersView, IpcError> {
        self.keep_reminder_choice(|_, kept| kept.settings = request)
    }

    /// Keeps quiet for a while, or no longer.
    ///
    /// # Errors
    /// If the app is locked or it cannot be written.
    pub fn reminders_mute(&self, request: MuteRequest) -> Result<RemindersView, IpcError> {
        self.keep_reminder_choice(|made, kept| {
            kept.muted_until = match request.mute {
                Mute::UntilNext => Some(made.mute_end().0),
                Mute::Off => None,
            };
        })
    }

    /// Lets a reminder come in two minutes, in place of a test that still waits; with the person's own sound, where one
    /// was chosen.
    ///
    /// # Errors
    /// If the app is locked, or why nothing could be delivered.
    pub fn reminder_test(&self) -> Result<RemindersView, IpcError> {
        let language = self.language();
        // Only with the app open, so that nobody else makes it ring.
        let has_own = self.with_open(|open| Ok(Kept::read(&open.store)?.sound_name.is_some()))?;
        let sound = if has_own { Sound::Own } else { Sound::Chime };
        let (title, body) = (text::reminder_title(language), text::reminder_test_body(language));
        let now = self.clock.now();
        let mut desk = self.reminders.lock();
        self.change_reminders(&mut desk, |card| card.begin_test(now, title.to_owned(), body.to_owned(), sound))?;
        drop(desk);
        self.host.replanned();
        self.reminders_view()
    }

    /// Makes the app start with the system, or no longer.
    ///
    /// # Errors
    /// If the app is locked or the system refuses.
    pub fn autostart_save(&self, request: AutostartRequest) -> Result<RemindersView, IpcError> {
        self.with_open(|_| Ok(()))?;
        self.host.set_autostart(request.on).map_err(|error| {
            tracing::warn!(%error, "starting with the system was not changed");
            ErrorCode::Failed
        })?;
        self.reminders_view()
    }

    /// Changes what is kept about reminders, and plans anew.
    pub(super) fn keep_reminder_choice(
        &self,
        change: impl FnOnce(&Made<'_>, &mut Kept),
    ) -> Result<RemindersView, IpcError> {
        self.with_open(|open| {
            let made = self.make_plan(&open.store)?;
            let mut kept = made.kept.clone();
            change(&made, &mut kept);
            drop(made);
            open.store.set_setting(SETTING, &kept)?;
            self.replan(&open.store);
            Ok(())
        })?;
        self.reminders_view()
    }
}

impl From<ReminderTrouble> for IpcError {
    fn from(trouble: ReminderTrouble) -> Self {
        match trouble {
            ReminderTrouble::KeyGone => ErrorCode::KeychainFailed,
            ReminderTrouble::Damaged => ErrorCode::Damaged,
            ReminderTrouble::Newer => ErrorCode::NewerRecord,
            ReminderTrouble::CannotWrite => ErrorCode::ReadOnly,
        }
        .into()
    }
}
