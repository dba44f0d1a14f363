//! Whose 15 words open the server's copy.
//!
//! The keyring names the sheet first, and then the server is told of it. What is still to be done stands in the database,
//! so that whatever cuts it off, the next sync goes on.

use ukhwah_crypto::SystemRandom;
use ukhwah_protocol::api::SyncApi as _;
use ukhwah_protocol::error::ErrorCode as Refusal;
use ukhwah_sync::outcome::{Notice, Outcome};

use super::desk::Linked;
use super::{SyncView, kept, refused, unchanged};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

impl App {
    /// Makes this device's 15 words those that open the server's copy.
    ///
    /// # Errors
    /// If the server could not be told; nothing has changed then, or the rest follows with the next sync.
    pub fn sync_sheet_use(&self) -> Result<SyncView, IpcError> {
        let linked = self.needs_link()?;
        {
            let _alone = self.sync.alone();
            self.use_own_sheet(&linked)?;
        }
        self.sync_view()
    }

    /// The words of this device are new, and those that open the server's copy from now on. What cannot be told now follows
    /// with the next sync.
    pub(crate) fn sheet_renewed(&self) -> Result<(), IpcError> {
        let Some(linked) = self.linked() else { return Ok(()) };
        self.note_sheet(kept::SHEET_WANTED, true)?;
        self.settle_sheet(&linked);
        self.host.synced();
        Ok(())
    }

    /// Does what was left to do about the sheet. Before anything else: until then no words open the server's copy.
    pub(super) fn settle_sheet(&self, linked: &Linked) {
        let _alone = self.sync.alone();
        if let Err(error) = self.try_settle(linked) {
            tracing::warn!(%error, "the server was not told of the recovery sheet");
        }
    }

    fn try_settle(&self, linked: &Linked) -> Result<(), IpcError> {
        if self.sheet_is(kept::SHEET_WANTED)? {
            return self.use_own_sheet(linked);
        }
        if self.sheet_is(kept::SHEET_DUE)? { self.tell_sheet(linked) } else { Ok(()) }
    }

    /// The caller holds `alone`.
    fn use_own_sheet(&self, linked: &Linked) -> Result<(), IpcError> {
        let sheet = self.own_sheet()?;
        let keys = self.newest_keys(linked)?;
        if keys.keyring().sheet.as_ref().is_none_or(|kept| kept.recovery_id != sheet.recovery_id) {
            let (next, change) = keys.with_sheet(&sheet, &mut SystemRandom).map_err(unchanged)?;
            self.note_change(&keys, &change)?;
            linked.server.change_keyring(&change).map_err(|fault| match fault.code() {
                Some(Refusal::KeyringConflict) => ErrorCode::ServerRefused.into(),
                _ => refused(&fault),
            })?;
            self.keep_keyring(&next)?;
        }
        self.note_sheet(kept::SHEET_DUE, true)?;
        self.tell_sheet(linked)
    }

    /// Tells the server of the sheet whose public half stands in the keyring, if that is this device's own.
    fn tell_sheet(&self, linked: &Linked) -> Result<(), IpcError> {
        let keys = self.newest_keys(linked)?;
        let sheet = self.own_sheet()?;
        if keys.keyring().sheet.as_ref().is_some_and(|kept| kept.recovery_id == sheet.recovery_id) {
            let told = keys.sheet(&sheet, &mut SystemRandom).map_err(unchanged)?;
            linked.server.set_sheet(&told).map_err(|fault| refused(&fault))?;
        }
        self.note_sheet(kept::SHEET_WANTED, false)?;
        self.note_sheet(kept::SHEET_DUE, false)
    }

    /// A server that has gone back lets in the words of then: it is told again of those that the keyring names, if they are
    /// this device's own.
    pub(super) fn note_sheet_let_in(&self, linked: &Linked, outcome: &Outcome) {
        let Some(lets_in) = outcome.lets_in else { return };
        // With an older keyring it takes no sheet either.
        if outcome.notices.iter().any(|notice| matches!(notice, Notice::Keyring(_))) {
            return;
        }
        let noted = self.keychain(linked).and_then(|keys| {
            let named = keys.keyring().sheet.as_ref().map(|sheet| sheet.recovery_id);
            let is_own = named == Some(self.own_sheet()?.recovery_id);
            if is_own && lets_in.map(|sheet| sheet.0) != named && !self.sheet_is(kept::SHEET_DUE)? {
                self.note_sheet(kept::SHEET_DUE, true)?;
                self.sync.pace().wanted = true;
            }
            Ok(())
        });
        if let Err(error) = noted {
            tracing::warn!(%error, "whether the server knows the recovery sheet was not looked at");
        }
    }

    fn sheet_is(&self, what: &str) -> Result<bool, IpcError> {
        self.with_open(|open| Ok(open.store.sync_state(what)?.is_some()))
    }

    fn note_sheet(&self, what: &str, is_so: bool) -> Result<(), IpcError> {
        self.with_open(|open| Ok(open.store.sync(|tx| tx.set_state(what, is_so.then_some(&[])))?))
    }
}
