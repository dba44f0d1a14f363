//! Removing a device.

use ukhwah_protocol::id::DeviceId;
use ukhwah_sync::keychain::Removal;
use ukhwah_sync::outcome::Stop;

use super::desk::Linked;
use super::{SyncRemoveRequest, SyncView, refused};
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
        self.settle_sheet(linked);
        let outcome = self.with_engine(linked, true, |engine| engine.remove_device(removal))?;
        let stopped = outcome.stopped.clone();
        self.note_keyring(&outcome)?;
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
}
