//! When and how it is copied: a thread of the shell calls [`App::sync_step`] again and again.

use std::time::Duration;

use ukhwah_crypto::SystemRandom;
use ukhwah_protocol::api::Fault;
use ukhwah_protocol::error::ErrorCode as Refusal;
use ukhwah_protocol::id::DeviceId;
use ukhwah_store::Store;
use ukhwah_sync::engine::{Engine, Terms};
use ukhwah_sync::keychain::Keychain as _;
use ukhwah_sync::local::{Link, LocalError};
use ukhwah_sync::outcome::{Notice, Outcome, Stop};
use ukhwah_sync::sealed_keychain::SealedKeychain;

use super::desk::{Linked, Told};
use super::http::HttpServer;
use super::local::{OpenDatabase, READER};
use super::pace::{Next, Stand};
use super::show::{LAST, ON_REQUEST, REMOVED};
use super::{SyncHeldRequest, SyncNotice, SyncSaveRequest, SyncTrouble, SyncView, kept};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

/// So many records at a time the search learns of: nobody who touches something waits long for that.
const SEARCH_PIECE: u32 = 200;
/// From one such piece to the next, so that whoever waits for the database gets it.
const BREATH: Duration = Duration::from_millis(5);
/// How often it is looked whether there is anything to do, where nothing waits at a server.
const LOOK: Duration = Duration::from_secs(2);

type SyncEngine<'e> = Engine<'e, HttpServer, OpenDatabase<'e>, SealedKeychain, SystemRandom>;

/// On which occasion the engine is called.
#[derive(Clone, Copy, Default)]
pub(super) struct Occasion {
    /// The keyring is asked for at any rate.
    pub(super) asks_keyring: bool,
    /// The app is about to be put away.
    pub(super) is_leaving: bool,
}

impl App {
    /// Copies what is due, or waits at the server for something to come. Returns after how long to call again.
    pub fn sync_step(&self) -> Duration {
        // Also where the person has left the server since.
        if self.search_catches_up() {
            return BREATH;
        }
        let Some(linked) = self.linked() else { return LOOK };
        match self.next() {
            Ok(Next::Nothing) | Err(_) => LOOK,
            Ok(Next::Sync) => {
                let _ = self.copy(&linked, false);
                Duration::ZERO
            }
            Ok(Next::Wait(seconds)) => self.wait_at(&linked, seconds),
        }
    }

    /// Copies now, because the person asked.
    ///
    /// # Errors
    /// If this device belongs to no server. What stopped it is in the view.
    pub fn sync_now(&self) -> Result<SyncView, IpcError> {
        let linked = self.needs_link()?;
        self.sync.pace().remove_now();
        self.copy(&linked, false)?;
        self.sync_view()
    }

    /// Copies what is left, because the app is put away. It takes as long as the server does: who is about to end waits no
    /// longer than it likes, and what was not sent goes out the next time.
    pub fn sync_leaving(&self) {
        let Some(linked) = self.linked() else { return };
        let is_paused = self.sync.pace().is_paused(self.clock.now());
        if !is_paused && matches!(self.pending(), Ok(Some(_))) {
            let _ = self.copy(&linked, true);
        }
    }

    /// Sets when it is copied.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn sync_save(&self, request: SyncSaveRequest) -> Result<SyncView, IpcError> {
        self.with_open(|open| Ok(open.store.set_setting(ON_REQUEST, &request.on_request)?))?;
        self.host.sync_wanted();
        self.sync_view()
    }

    /// Takes the person's answer about what another device erased.
    ///
    /// # Errors
    /// If it cannot be written; the question then stays.
    pub fn sync_held(&self, request: SyncHeldRequest) -> Result<SyncView, IpcError> {
        let linked = self.needs_link()?;
        let answered = self.with_engine(&linked, Occasion::default(), |mut engine| engine.answer_hold(request.keep))?;
        answered.map_err(|error| match error {
            LocalError::DiskFull => ErrorCode::DiskFull,
            LocalError::Refused(_) => ErrorCode::Failed,
        })?;
        self.refresh_after_records()?;
        self.sync_view()
    }

    fn next(&self) -> Result<Next, IpcError> {
        let now = self.clock.now();
        let pending = self.pending()?;
        Ok(pending.map_or(Next::Nothing, |pending| self.sync.pace().next(pending > 0, now)))
    }

    /// How many records wait to be copied; none where nothing is copied without being asked.
    fn pending(&self) -> Result<Option<u64>, IpcError> {
        let (pending, on_request, is_joining) = self.with_open(|open| {
            let store = &open.store;
            let on_request = store.setting(ON_REQUEST)?.unwrap_or(false);
            Ok((store.count_dirty()?, on_request, store.sync_state(kept::JOINING)?.is_some()))
        })?;
        // One that was removed or copied waits for the person.
        let is_stopped = matches!(self.sync.told().trouble, Some(SyncTrouble::Removed | SyncTrouble::CopyOfAnother));
        Ok((!is_joining && !is_stopped && !on_request).then_some(pending))
    }

    /// Lets the search find some more of what came by the hundred. Returns whether there was any.
    fn search_catches_up(&self) -> bool {
        let came = self.with_open(|open| {
            let is_behind = open.store.read().search_is_behind()?;
            let count = if is_behind { open.store.search_catches_up(SEARCH_PIECE)? } else { 0 };
            Ok((count > 0, count > 0 && !open.store.read().search_is_behind()?))
        });
        // On a full disk, and while the app is locked, it stays due.
        let (some, last) = came.unwrap_or_default();
        if last {
            self.host.records_came();
        }
        some
    }

    fn wait_at(&self, linked: &Linked, seconds: u64) -> Duration {
        let Ok(stand) = self.stand(linked) else { return LOOK };
        match linked.server.wait(&stand.heads, stand.revision, seconds) {
            Ok(answer) => {
                let (now, mut pace) = (self.clock.now(), self.sync.pace());
                let is_keyring = answer.keyring_revision > stand.revision;
                if answer.keyring_revision < stand.revision {
                    pace.heard_old_keyring(now);
                }
                match is_keyring || !answer.heads.is_empty() {
                    true => pace.heard_news(stand, is_keyring, now),
                    false => pace.heard_nothing(),
                }
                Duration::ZERO
            }
            Err(fault) => {
                self.note_fault(&fault);
                LOOK
            }
        }
    }

    fn stand(&self, linked: &Linked) -> Result<Stand, IpcError> {
        let keys = self.keychain(linked)?;
        let link = self.with_open(|open| link_of(&open.store))?;
        Ok(Stand { heads: vec![(keys.space(), link.head.max(link.seq))], revision: keys.revision() })
    }

    /// Brings device and server to the same records, and notes what came of it.
    fn copy(&self, linked: &Linked, is_leaving: bool) -> Result<(), IpcError> {
        let now = self.clock.now();
        let asks_keyring = self.sync.pace().is_keyring_due(now);
        let waiting = self.with_open(|open| Ok(open.store.count_dirty()?))?;
        self.sync.told().busy_with = Some(waiting);
        self.host.synced();
        self.settle_sheet(linked);
        let outcome = self.with_engine(linked, Occasion { asks_keyring, is_leaving }, |engine| engine.sync());
        self.sync.told().busy_with = None;
        let outcome = outcome.inspect_err(|_| self.host.synced())?;
        // One that is not taken is asked for each time, so that it is noticed when it is as it should be.
        if (asks_keyring || outcome.lets_in.is_some()) && self.note_keyring(&outcome)? {
            self.sync.pace().keyring_asked(now);
        }
        if outcome.is_through() {
            // Not before everything came.
            self.bring_back()?;
        }
        self.note_outcome(&outcome);
        self.note_sheet_let_in(linked, &outcome);
        if outcome.is_through() && self.sync.pace().is_removing_due(now) {
            self.settle_removals(linked);
        }
        Ok(())
    }

    /// Takes out of the trash what another device wrote into meanwhile.
    fn bring_back(&self) -> Result<(), IpcError> {
        let is_due = self.with_open(|open| Ok(!open.store.read().trashed_parents()?.is_empty()))?;
        if is_due && self.writing(|tx| Ok::<_, IpcError>(tx.bring_back_parents()?))? {
            self.host.records_came();
        }
        Ok(())
    }

    pub(super) fn with_engine<T>(
        &self,
        linked: &Linked,
        occasion: Occasion,
        work: impl FnOnce(SyncEngine<'_>) -> T,
    ) -> Result<T, IpcError> {
        let _alone = self.sync.alone();
        self.ask_engine(linked, occasion, work)
    }

    /// The same for a caller who holds `alone`.
    pub(super) fn ask_engine<T>(
        &self,
        linked: &Linked,
        occasion: Occasion,
        work: impl FnOnce(SyncEngine<'_>) -> T,
    ) -> Result<T, IpcError> {
        let mut keys = self.keychain(linked)?;
        let terms = Terms {
            space: keys.space(),
            reader: READER,
            now: self.clock.now().timestamp_millis(),
            ask_keyring: occasion.asks_keyring,
            is_leaving: occasion.is_leaving,
        };
        let mut local = OpenDatabase::new(self);
        Ok(work(Engine::new(&linked.server, &mut local, &mut keys, &mut SystemRandom, terms)))
    }

    /// Notes what came of a sync, for the screens and for when the next one is due.
    pub(super) fn note_outcome(&self, outcome: &Outcome) {
        let now = self.clock.now();
        let trouble = outcome.stopped.as_ref().map(|stop| self.trouble(stop));
        {
            let mut told = self.sync.told();
            *told = Told {
                busy_with: told.busy_with,
                trouble,
                notices: notices(outcome),
                heard: outcome.heard.iter().map(|heard| (heard.device.to_string(), heard.at)).collect(),
            };
            match &outcome.stopped {
                None => self.sync.pace().note_good(),
                Some(stop) => self.sync.pace().note_failure(retry_after(stop), now),
            }
        }
        if outcome.stopped.is_none() {
            let noted = self.with_open(|open| Ok(open.store.set_setting(LAST, &Some(now.timestamp_millis()))?));
            if let Err(error) = noted {
                tracing::warn!(%error, "the time of the last sync was not kept");
            }
        }
        if outcome.pulled > 0 && self.refresh_after_records().is_err() {
            tracing::warn!("the cards were not made again after records came");
        }
        if let Some(Stop::Removed { is_verified: true, erase }) = outcome.stopped {
            self.obey_removal(erase);
        }
        self.host.synced();
    }

    /// What stopped a sync, for the person.
    fn trouble(&self, stop: &Stop) -> SyncTrouble {
        let trouble = trouble(stop);
        if trouble != SyncTrouble::CopyOfAnother {
            return trouble;
        }
        // A way to the server that this app has let go of meanwhile is no other copy.
        let Some(linked) = self.linked().filter(|linked| linked.server.is_copied()) else {
            return SyncTrouble::Failed;
        };
        self.keep_copied(linked.secrets.device);
        trouble
    }

    /// Another copy of this device has logged in: neither logs in again until the person says so, also after a new start.
    fn keep_copied(&self, device: DeviceId) {
        let kept = self.with_open(|open| Ok(open.store.sync(|tx| tx.set_state(kept::COPIED, Some(&device.0)))?));
        if let Err(error) = kept {
            tracing::warn!(%error, "that this device is a copy is known until the app ends");
        }
    }

    /// The person removed this device: the keys go, and everything else if that was asked. If not, it is said why.
    fn obey_removal(&self, erase: bool) {
        let done = if erase { self.erase_everything().map(|_| ()) } else { self.forget_removed() };
        match done {
            Ok(()) if erase => self.host.stage_changed(),
            Ok(()) => {}
            Err(error) => tracing::error!(%error, "what a removed device must forget is still here"),
        }
        self.sync.told().trouble = Some(SyncTrouble::Removed);
    }

    fn forget_removed(&self) -> Result<(), IpcError> {
        self.with_open(|open| Ok(open.store.set_setting(REMOVED, &true)?))?;
        self.forget_link()
    }

    fn note_fault(&self, fault: &Fault) {
        let now = self.clock.now();
        let stop = Stop::Server(fault.clone());
        // A removed or copied device learns the whole of it from a sync.
        if matches!(fault.code(), Some(Refusal::DeviceRemoved)) {
            self.sync.pace().wanted = true;
            return;
        }
        let trouble = self.trouble(&stop);
        self.sync.told().trouble = Some(trouble);
        self.sync.pace().note_failure(retry_after(&stop), now);
        self.host.synced();
    }

    fn refresh_after_records(&self) -> Result<(), IpcError> {
        self.with_open(|open| {
            self.write_cards(&open.store);
            Ok(())
        })?;
        self.host.records_came();
        Ok(())
    }
}

fn link_of(store: &Store) -> Result<Link, IpcError> {
    Ok(store.sync_state(kept::LINK)?.and_then(|bytes| Link::from_bytes(&bytes)).unwrap_or_default())
}

/// For how many seconds the server wants to be left alone.
const fn retry_after(stop: &Stop) -> Option<u32> {
    match stop {
        Stop::Server(Fault::Refused { retry_after, .. }) => *retry_after,
        _ => None,
    }
}

fn trouble(stop: &Stop) -> SyncTrouble {
    tracing::info!(%stop, "a sync was stopped");
    match stop {
        Stop::Server(Fault::Unreachable) => SyncTrouble::NoAnswer,
        Stop::Server(Fault::NotAServer) => SyncTrouble::NotAServer,
        Stop::Server(Fault::Refused { code, .. }) => match code {
            Refusal::TokenSuperseded => SyncTrouble::CopyOfAnother,
            Refusal::QuotaFull | Refusal::TooLarge => SyncTrouble::ServerFull,
            Refusal::ClientTooOld => SyncTrouble::AppTooOld,
            Refusal::RateLimited | Refusal::Busy => SyncTrouble::NoAnswer,
            _ => SyncTrouble::Failed,
        },
        Stop::Local(LocalError::DiskFull) => SyncTrouble::DeviceFull,
        Stop::Removed { .. } => SyncTrouble::Removed,
        Stop::Misbehaves(_) | Stop::Local(_) | Stop::Rotation(_) | Stop::Keyring(_) | Stop::StillMoving => {
            SyncTrouble::Failed
        }
    }
}

fn notices(outcome: &Outcome) -> Vec<SyncNotice> {
    let told = outcome.notices.iter().filter_map(|notice| match notice {
        Notice::PuttingBack => Some(SyncNotice::PuttingBack),
        Notice::NotRepairable => Some(SyncNotice::NotRepairable),
        Notice::CopyOfAnotherPhone => Some(SyncNotice::NewIdentity),
        Notice::Unreadable { .. } => Some(SyncNotice::Unreadable),
        Notice::NotTaken(_) => Some(SyncNotice::NotTaken),
        Notice::TooLong(_) => Some(SyncNotice::TooLong),
        // The question is asked by its own count, and the keyring is noted by itself; the rest is tried again.
        Notice::MassErase { .. } | Notice::Keyring(_) | Notice::StillConflicting(_) => None,
    });
    told.collect()
}
