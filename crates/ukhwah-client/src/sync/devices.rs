//! Removing a device, and whose words open the server's copy.

use ukhwah_crypto::SystemRandom;
use ukhwah_protocol::api::SyncApi as _;
use ukhwah_protocol::error::ErrorCode as Refusal;
use ukhwah_protocol::id::DeviceId;
use ukhwah_sync::keychain::Removal;
use ukhwah_sync::outcome::Stop;

use super::desk::Linked;
use super::{SyncRemoveRequest, SyncView, kept, refused, unchanged};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

impl App {
    /// Removes a device: from now on it gets nothing new, and can slip nothing in.
    ///
    /// # Errors
    /// If there is none, it is this one, or the server could not be told. A removal that was begun goes on with the next
    /// sync.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn sync_device_remove(&self, request: SyncRemoveRequest) -> Result<SyncView, IpcError> {
        let device: DeviceId = request.id.parse().map_err(|_| ErrorCode::NotFound)?;
        let linked = self.needs_link()?;
        self.remove_device(&linked, Removal { device, is_lost: request.lost, erase: request.erase })?;
        self.sync_view()
    }

    pub(super) fn remove_device(&self, linked: &Linked, removal: Removal) -> Result<(), IpcError> {
        let outcome = self.with_engine(linked, true, |engine| engine.remove_device(removal))?;
        let stopped = outcome.stopped.clone();
        self.note_outcome(&outcome);
        match stopped {
            None => Ok(()),
            Some(Stop::Server(fault)) => Err(refused(&fault)),
            Some(Stop::Rotation(_)) => Err(ErrorCode::NotFound.into()),
            Some(other) => {
                tracing::warn!(error = %other, "a device was not removed");
                Err(ErrorCode::ServerRefused.into())
            }
        }
    }

    /// Makes this device's 15 words those that open the server's copy.
    ///
    /// # Errors
    /// If the server could not be told; nothing has changed then, or the rest follows with the next sync.
    pub fn sync_sheet_use(&self) -> Result<SyncView, IpcError> {
        let linked = self.needs_link()?;
        let sheet = self.own_sheet()?;
        {
            let _alone = self.sync.alone();
            let keys = self.newest_keys(&linked)?;
            let (next, change) = keys.with_sheet(&sheet, &mut SystemRandom).map_err(unchanged)?;
            linked.server.change_keyring(&change).map_err(|fault| match fault.code() {
                Some(Refusal::KeyringConflict) => ErrorCode::ServerRefused.into(),
                _ => refused(&fault),
            })?;
            self.keep_keyring(&next)?;
            self.with_open(|open| Ok(open.store.sync(|tx| tx.set_state(kept::SHEET_DUE, Some(&[])))?))?;
            self.set_sheet_if_due(&linked)?;
        }
        self.sync_view()
    }

    /// Tells the server of the sheet whose public half stands in the keyring, if it was not told yet. The caller holds
    /// `alone`.
    pub(super) fn set_sheet_if_due(&self, linked: &Linked) -> Result<(), IpcError> {
        if self.with_open(|open| Ok(open.store.sync_state(kept::SHEET_DUE)?))?.is_none() {
            return Ok(());
        }
        let keys = self.keychain(linked)?;
        let sheet = self.own_sheet()?;
        let is_own = keys.keyring().sheet.as_ref().is_some_and(|kept| kept.recovery_id == sheet.recovery_id);
        if is_own {
            let told = keys.sheet(&sheet, &mut SystemRandom).map_err(unchanged)?;
            linked.server.set_sheet(&told).map_err(|fault| refused(&fault))?;
        }
        self.with_open(|open| Ok(open.store.sync(|tx| tx.set_state(kept::SHEET_DUE, None))?))
    }
}
