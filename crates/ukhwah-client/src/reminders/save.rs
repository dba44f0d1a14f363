//! Keeping the choices, and the self-test.

use serde::{Deserialize, Serialize};
use ukhwah_domain::routine::Sound;
use ukhwah_store::{Store, StoreError};

use super::{AutostartRequest, ReminderSettings, ReminderTrouble, RemindersView};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::text;

const SETTING: &str = "reminders";

/// What this device keeps about reminders.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    pub(super) settings: ReminderSettings,
    /// The name of the person's own sound file, as it was chosen.
    pub(super) sound_name: Option<String>,
}

impl Kept {
    pub(super) fn read(store: &Store) -> Result<Self, StoreError> {
        Ok(store.setting(SETTING)?.unwrap_or_default())
    }
}

impl App {
    /// Keeps how reminders behave on this device; those to come follow at once.
    ///
    /// # Errors
    /// If the app is locked or they cannot be written.
    pub fn reminders_save(&self, request: ReminderSettings) -> Result<RemindersView, IpcError> {
        self.keep_reminder_choice(|kept| kept.settings = request)
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
    pub(super) fn keep_reminder_choice(&self, change: impl FnOnce(&mut Kept)) -> Result<RemindersView, IpcError> {
        self.with_open(|open| {
            let mut kept = Kept::read(&open.store)?;
            change(&mut kept);
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
