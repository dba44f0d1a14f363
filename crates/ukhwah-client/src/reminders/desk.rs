//! The reminder card: read once, changed under one lock, written before anyone hears of the change.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use ukhwah_crypto::{CardKind, OpenCardError, open_card, seal_card};
use ukhwah_domain::reminder::ReminderCard;

use super::ReminderTrouble;
use crate::app::App;
use crate::folder;

/// Where the deliverer and the planner meet. Whoever needs the open database too takes that first.
#[derive(Default)]
pub(crate) struct ReminderDesk {
    desk: Mutex<Desk>,
}

/// What is known of the reminder card.
#[derive(Default)]
pub(crate) struct Desk {
    /// The card, once it was read. It counts even where it could not be written, so that nothing comes twice.
    card: Option<ReminderCard>,
    /// What is wrong.
    pub(super) trouble: Option<ReminderTrouble>,
    /// Whether the person was told of it.
    pub(super) told: bool,
    /// When those reminders were taken, in milliseconds since 1970 UTC, that are being shown or were last: until they are,
    /// they stand in the log as failed.
    pub(super) showing: Option<i64>,
    /// For when the plan on the card was made, if it was made since the app started.
    pub(super) planned: Option<Planned>,
}

/// For when a plan was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Planned {
    pub(super) at: DateTime<Utc>,
    pub(super) until: DateTime<Utc>,
    /// The day and the time zone of the device.
    pub(super) day: NaiveDate,
    pub(super) offset: FixedOffset,
}

impl ReminderDesk {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// The card, if it was read already.
    pub(super) const fn known(&self) -> Option<&ReminderCard> {
        self.card.as_ref()
    }

    /// Forgets everything, because the profile is being erased.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }
}

impl App {
    /// Looks at the card.
    pub(super) fn read_reminders<T>(
        &self,
        desk: &mut Desk,
        look: impl FnOnce(&ReminderCard) -> T,
    ) -> Result<T, ReminderTrouble> {
        self.load(desk)?;
        Ok(look(desk.card.get_or_insert_default()))
    }

    /// Changes the card, and writes it if that changed anything; says whether it did.
    ///
    /// A card that cannot be written is changed all the same: to remind without a lasting note is better than not to.
    pub(super) fn change_reminders<T>(
        &self,
        desk: &mut Desk,
        work: impl FnOnce(&mut ReminderCard) -> T,
    ) -> Result<(T, bool), ReminderTrouble> {
        self.load(desk)?;
        let card = desk.card.get_or_insert_default();
        let before = card.clone();
        let value = work(card);
        let is_changed = *card != before;
        if is_changed || desk.trouble == Some(ReminderTrouble::CannotWrite) {
            self.write(desk);
        }
        Ok((value, is_changed))
    }

    /// Takes a new card in the place of one that cannot be read, which is put aside.
    pub(super) fn begin_reminders_anew(&self, desk: &mut Desk) {
        let file = self.folder.reminder_card();
        if let Err(error) = std::fs::rename(&file, file.with_extension("damaged")) {
            tracing::warn!(%error, "the damaged reminder card was not put aside");
        }
        desk.card = Some(ReminderCard::default());
    }

    fn load(&self, desk: &mut Desk) -> Result<(), ReminderTrouble> {
        if desk.card.is_some() {
            return Ok(());
        }
        match self.read_file() {
            Ok(card) => {
                desk.card = card;
                desk.trouble = None;
                Ok(())
            }
            Err(trouble) => {
                desk.trouble = Some(trouble);
                Err(trouble)
            }
        }
    }

    /// The card as it lies in its file; `None` if there is no file.
    fn read_file(&self) -> Result<Option<ReminderCard>, ReminderTrouble> {
        let sealed = folder::read(&self.folder.reminder_card()).map_err(|error| {
            tracing::error!(%error, "the reminder card was not read");
            ReminderTrouble::Damaged
        })?;
        let Some(sealed) = sealed else { return Ok(None) };
        let opened = self.with_device_key(|key| open_card(key, CardKind::Reminder, &sealed));
        let content = opened.ok_or(ReminderTrouble::KeyGone)?.map_err(|error| {
            tracing::error!(%error, "the reminder card was not opened");
            if matches!(error, OpenCardError::TooNew { .. }) {
                ReminderTrouble::Newer
            } else {
                ReminderTrouble::Damaged
            }
        })?;
        ReminderCard::parse(&content).map(Some).map_err(|_| ReminderTrouble::Damaged)
    }

    fn write(&self, desk: &mut Desk) {
        let Some(card) = &desk.card else { return };
        let content = card.to_bytes();
        let trouble = match self.with_device_key(|key| seal_card(key, CardKind::Reminder, &content)) {
            None => Some(ReminderTrouble::KeyGone),
            Some(sealed) => folder::replace(&self.folder.reminder_card(), &sealed).err().map(|error| {
                tracing::error!(%error, "the reminder card was not written");
                ReminderTrouble::CannotWrite
            }),
        };
        // That a damaged card was put aside is said until the app ends.
        if trouble.is_some() || desk.trouble != Some(ReminderTrouble::Damaged) {
            desk.trouble = trouble;
        }
    }
}
