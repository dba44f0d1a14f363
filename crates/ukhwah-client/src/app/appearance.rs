//! Language, colours and size of text: a small plain file, since the lock screen needs them and they tell nothing.

use std::sync::PoisonError;

use super::{App, AppView, Appearance};
use crate::error::{ErrorCode, IpcError};
use crate::folder::{self, Folder};

/// What was kept, or the default if that cannot be read: a damaged file must not keep anyone out.
pub(super) fn read(folder: &Folder) -> Appearance {
    let kept = folder::read(&folder.appearance()).ok().flatten();
    kept.and_then(|json| serde_json::from_slice(&json).ok()).map_or_else(Appearance::default, bounded)
}

fn bounded(appearance: Appearance) -> Appearance {
    Appearance { text_size: appearance.text_size.clamp(100, 200), ..appearance }
}

impl App {
    /// Keeps the language, the colours and the size of text.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn appearance_save(&self, request: Appearance) -> Result<AppView, IpcError> {
        let appearance = bounded(request);
        let json = serde_json::to_vec(&appearance).map_err(|_| ErrorCode::Failed)?;
        self.folder.make().map_err(ukhwah_store::StoreError::from)?;
        folder::replace(&self.folder.appearance(), &json).map_err(ukhwah_store::StoreError::from)?;
        *self.appearance.write().unwrap_or_else(PoisonError::into_inner) = appearance;
        self.recard();
        self.app_view()
    }
}
