//! Leaving the organization: everything stays on this device.

use ukhwah_sync::outcome::Stop;

use super::desk::Linked;
use super::run::Occasion;
use super::{SyncLeaveRequest, SyncLeftView, SyncTrouble, refused};
use crate::app::App;
use crate::error::IpcError;

impl App {
    /// Leaves. The others are told, as far as the server can be reached, and get new keys; on request the server's copy is
    /// erased instead, for all devices.
    ///
    /// # Errors
    /// If the server's copy was to be erased and the server could not be told: then this device has not left.
    pub fn sync_leave(&self, request: SyncLeaveRequest) -> Result<SyncLeftView, IpcError> {
        let linked = self.needs_link()?;
        let still_listed = {
            let _alone = self.sync.alone();
            let still_listed = if request.erase_server {
                let keys = self.newest_keys(&linked)?;
                linked.server.delete_account(&keys.deletion()).map_err(|fault| refused(&fault))?;
                false
            } else {
                !self.is_off_the_list(&linked)?
            };
            self.forget_link()?;
            still_listed
        };
        self.host.synced();
        Ok(SyncLeftView { sync: self.sync_view()?, still_listed })
    }

    /// Takes this device off the person's list; returns whether the others see it gone. The caller holds `alone`.
    fn is_off_the_list(&self, linked: &Linked) -> Result<bool, IpcError> {
        let is_out = linked.server.is_copied() || self.sync.told().trouble == Some(SyncTrouble::Removed);
        // A copy of a device has no business to take it off, and the last one leaves nobody behind who could look.
        if is_out || self.keychain(linked)?.keyring().devices.len() < 2 {
            return Ok(true);
        }
        let occasion = Occasion { asks_keyring: true, is_leaving: false };
        let outcome = self.ask_engine(linked, occasion, |engine| engine.leave())?;
        match outcome.stopped {
            None | Some(Stop::Removed { .. }) => Ok(true),
            Some(stop) => {
                tracing::info!(%stop, "this device leaves without a word to the others");
                Ok(false)
            }
        }
    }
}
