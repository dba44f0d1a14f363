//! Leaving the organization: everything stays on this device.

use super::{SyncLeaveRequest, SyncView, refused};
use crate::app::App;
use crate::error::IpcError;

impl App {
    /// Leaves. On request the server's copy is erased first, for all devices.
    ///
    /// # Errors
    /// If the server's copy was to be erased and the server could not be told: then this device has not left.
    pub fn sync_leave(&self, request: SyncLeaveRequest) -> Result<SyncView, IpcError> {
        let linked = self.needs_link()?;
        {
            let _alone = self.sync.alone();
            if request.erase_server {
                let keys = self.newest_keys(&linked)?;
                linked.server.delete_account(&keys.deletion()).map_err(|fault| refused(&fault))?;
            }
            self.forget_link()?;
        }
        self.host.synced();
        self.sync_view()
    }
}
