//! Erasing everything: the keys first, so that whatever a disk may still hold afterwards is unreadable.

use super::appearance::Plain;
use super::{App, AppView, Appearance, Stage, Trouble};
use crate::error::{ErrorCode, IpcError};
use crate::folder;

impl App {
    /// Destroys the keys, then every file of the profile.
    ///
    /// # Errors
    /// If another running app uses this folder, a key could not be destroyed (then the files are still there) or a file could not be removed.
    pub fn erase_everything(&self) -> Result<AppView, IpcError> {
        let _door = self.door();
        if self.stage() == (Stage::Trouble { what: Trouble::InUse }) {
            return Err(ErrorCode::BadRequest.into());
        }
        self.keys().destroy()?;
        // A database that cannot be closed in order is removed all the same.
        let _ = self.close_session();
        self.desk.forget();
        // Held until the files are gone, so that the deliverer does not write its card again.
        let mut reminders = self.reminders.lock();
        reminders.forget();
        for entry in std::fs::read_dir(self.folder.path()).map_err(ukhwah_store::StoreError::from)? {
            let path = entry.map_err(ukhwah_store::StoreError::from)?.path();
            if path == self.folder.occupied() {
                continue;
            }
            let removed = if path.is_dir() { std::fs::remove_dir_all(&path) } else { folder::destroy(&path) };
            removed.map_err(ukhwah_store::StoreError::from)?;
        }
        drop(reminders);
        if self.host.autostart() == Some(true)
            && let Err(error) = self.host.set_autostart(false)
        {
            tracing::warn!(%error, "the app still starts with the system");
        }
        let language = self.appearance().language;
        self.keep_plain(Plain { appearance: Appearance { language, ..Appearance::default() }, ..Plain::default() })?;
        self.set_stage(Stage::Fresh);
        self.app_view()
    }
}
