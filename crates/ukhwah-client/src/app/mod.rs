//! The app as a whole: what it holds, where it stands, and the doors between locked and open.

mod appearance;
mod begin;
mod cards;
mod erase;
mod lock;
mod open;
mod reckoned;
mod recover;
mod session;
mod tries;
mod view;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};

pub(crate) use cards::CardDesk;
pub(crate) use open::{keep_recovery_code, recovery_code, refusal};
pub(crate) use reckoned::Reckoned;
pub(crate) use session::{Open, Session, database_key, same};
pub use view::*;

use crate::clock::Clock;
use crate::error::IpcError;
use crate::folder::Folder;
use crate::host::Host;
use crate::keys::Keys;
use crate::reflection::{LastSign, LastTrends};
use crate::reminders::ReminderDesk;
use crate::solat::{Fetching, TableService};
use crate::sync::SyncDesk;
use crate::vault::KeyVault;

/// For so long a key store that did not answer is not asked again whether it does: each question may take seconds.
const NO_VAULT_FOR: TimeDelta = TimeDelta::minutes(1);

/// The app: one profile on one device.
///
/// Each call of the interface is a method of the same name. They may be called from any thread; Help never waits for
/// the others.
pub struct App {
    pub(crate) folder: Folder,
    pub(crate) vault: Box<dyn KeyVault>,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) host: Box<dyn Host>,
    pub(crate) tables: TableService,
    pub(crate) demo: bool,
    /// Held by whoever leads from one stage to another, before the session: one at a time.
    door: Mutex<()>,
    session: Mutex<Session>,
    stage: RwLock<Stage>,
    plain: RwLock<appearance::Plain>,
    pub(crate) desk: CardDesk,
    pub(crate) reminders: ReminderDesk,
    pub(crate) chosen: Mutex<Chosen>,
    pub(crate) fetching: Fetching,
    pub(crate) sync: SyncDesk,
    pub(crate) signs: LastSign,
    pub(crate) trends: LastTrends,
    tries: tries::Counter,
    last_touch: Mutex<DateTime<Utc>>,
    /// When the device's key store was last found not to answer.
    no_vault: Mutex<Option<DateTime<Utc>>>,
    /// Whether a plain clock covers the app, as the interface says.
    covered: AtomicBool,
    /// Held while this app may write in its folder.
    occupied: Mutex<Option<std::fs::File>>,
}

/// What was chosen in a dialog and waits for the next step.
#[derive(Default)]
pub(crate) struct Chosen {
    pub(crate) contacts: Vec<crate::people::FoundContact>,
    pub(crate) backup: Option<std::path::PathBuf>,
    pub(crate) table: Option<crate::solat::FoundTable>,
    pub(crate) meetings: Vec<crate::meetings::FoundMeeting>,
}

/// What the shell gives the app.
pub struct Surroundings {
    /// The profile's folder.
    pub folder: Folder,
    /// The device's key store.
    pub vault: Box<dyn KeyVault>,
    /// The clock.
    pub clock: Box<dyn Clock>,
    /// The device around the app.
    pub host: Box<dyn Host>,
    /// Where official tables of prayer times are, should the person want one: the default but in tests.
    pub tables: TableService,
    /// Whether this is the profile with example data.
    pub demo: bool,
}

impl App {
    /// An app that has not looked at its folder yet: Help works, everything else begins with [`App::open`].
    #[must_use]
    pub fn new(surroundings: Surroundings) -> Self {
        let Surroundings { folder, vault, clock, host, tables, demo } = surroundings;
        let plain = appearance::read(&folder);
        let now = clock.now();
        Self {
            vault,
            clock,
            host,
            tables,
            demo,
            door: Mutex::default(),
            session: Mutex::new(Session::Closed),
            stage: RwLock::new(Stage::Opening),
            plain: RwLock::new(plain),
            desk: CardDesk::default(),
            reminders: ReminderDesk::default(),
            chosen: Mutex::default(),
            fetching: Fetching::default(),
            sync: SyncDesk::default(),
            signs: LastSign::default(),
            trends: LastTrends::default(),
            tries: tries::Counter::default(),
            last_touch: Mutex::new(now),
            no_vault: Mutex::default(),
            covered: AtomicBool::new(false),
            occupied: Mutex::new(None),
            folder,
        }
    }

    /// Where the app stands and how it looks.
    ///
    /// # Errors
    /// None.
    pub fn app_view(&self) -> Result<AppView, IpcError> {
        Ok(AppView {
            stage: self.stage_now(),
            appearance: self.appearance(),
            demo: self.demo,
            dials: self.host.dials(),
            religion: self.desk.religion(),
        })
    }

    /// Notes that a plain clock covers the app, or no longer: the window's title tells nothing then either.
    ///
    /// # Errors
    /// None.
    pub fn cover(&self, request: CoverRequest) -> Result<(), IpcError> {
        self.covered.store(request.on, Ordering::Relaxed);
        self.name_window();
        Ok(())
    }

    fn name_window(&self) {
        let is_open = matches!(self.stage(), Stage::Open { welcomed: true });
        self.host.name_window(is_open && !self.covered.load(Ordering::Relaxed));
    }

    /// The language that the app speaks.
    #[must_use]
    pub fn language(&self) -> ukhwah_domain::language::Language {
        self.appearance().language
    }

    /// The colours that the person chose.
    #[must_use]
    pub fn theme(&self) -> Theme {
        self.appearance().theme
    }

    /// Closes the database in order, because the app ends.
    pub fn shut_down(&self) {
        self.remove_papers();
        if let Err(error) = self.close_session() {
            tracing::warn!(%error, "the database was not closed in order");
        }
    }

    pub(crate) fn keys(&self) -> Keys<'_> {
        Keys { folder: &self.folder, vault: self.vault.as_ref() }
    }

    /// Whether the device has a key store that answers.
    pub(crate) fn has_vault(&self) -> bool {
        let now = self.clock.now();
        let mut none = self.no_vault.lock().unwrap_or_else(PoisonError::into_inner);
        if none.is_some_and(|found| (now - found).abs() < NO_VAULT_FOR) {
            return false;
        }
        let answers = self.keys().has_vault();
        *none = (!answers).then_some(now);
        answers
    }

    pub(crate) fn appearance(&self) -> Appearance {
        self.plain().appearance
    }

    fn plain(&self) -> appearance::Plain {
        *self.plain.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn stage(&self) -> Stage {
        self.stage.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_stage(&self, stage: Stage) {
        if matches!(stage, Stage::Locked { .. }) {
            // The lock screen is a clock by itself, and it brings the app back.
            self.covered.store(false, Ordering::Relaxed);
        }
        *self.stage.write().unwrap_or_else(PoisonError::into_inner) = stage;
        self.host.stage_changed();
        self.name_window();
    }

    /// A thread that panicked while holding the session left it as it was: the database keeps its own promises.
    pub(crate) fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn door(&self) -> MutexGuard<'_, ()> {
        self.door.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn chosen(&self) -> MutexGuard<'_, Chosen> {
        self.chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
