//! Trash, return, and erasing for ever.

use ukhwah_domain::id::RecordId;
use ukhwah_domain::path::{PathEvent, PathGoal};
use ukhwah_store::{Reader, StoreError};

use super::{ErasePathRequest, PathRequest, PathTarget, PathView};
use crate::app::App;
use crate::backup;
use crate::error::IpcError;

impl PathTarget {
    /// The record that it names, which is there and of that kind.
    fn find(self, read: Reader<'_>) -> Result<RecordId, StoreError> {
        match self {
            Self::Goal { id } => read.get::<PathGoal>(id.into()).map(|stored| stored.id),
            Self::Event { id } => read.get::<PathEvent>(id.into()).map(|stored| stored.id),
        }
    }
}

impl App {
    /// Puts an event, or a path with all that happened on it, into the trash.
    ///
    /// # Errors
    /// If it is gone already.
    pub fn path_trash(&self, target: PathTarget) -> Result<PathView, IpcError> {
        self.writing(|tx| Ok::<_, IpcError>(tx.trash(target.find(tx.read())?)?))?;
        self.path_view(PathRequest::default())
    }

    /// Takes it out of the trash again.
    ///
    /// # Errors
    /// If it was erased.
    pub fn path_restore(&self, target: PathTarget) -> Result<PathView, IpcError> {
        self.writing(|tx| Ok::<_, IpcError>(tx.restore(target.find(tx.read())?)?))?;
        self.path_view(PathRequest::default())
    }

    /// Erases it for ever with all that belongs to it, and from the automatic backups too if that is wanted; the backups
    /// come first.
    ///
    /// # Errors
    /// If it is gone already, or cannot be erased.
    pub fn path_erase(&self, request: ErasePathRequest) -> Result<PathView, IpcError> {
        let now = self.clock.now();
        if request.purge_backups {
            self.with_open(|open| {
                let id = request.target.find(open.store.read())?;
                backup::purge(&self.folder, open, &[id], now)
            })?;
        }
        self.writing(|tx| Ok::<_, IpcError>(tx.erase(request.target.find(tx.read())?)?))?;
        self.path_view(PathRequest::default())
    }
}
