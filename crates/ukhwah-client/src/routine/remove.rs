//! Trash, return, and erasing for ever.

use ukhwah_domain::id::RecordId;
use ukhwah_domain::routine::{QuranEntry, RoutineItem};
use ukhwah_store::{Reader, StoreError};

use super::{EraseRoutineRequest, RoutineTarget, RoutineView};
use crate::app::App;
use crate::backup;
use crate::error::IpcError;

impl RoutineTarget {
    /// The record that it names, which is there and of that kind.
    fn find(self, read: Reader<'_>) -> Result<RecordId, StoreError> {
        match self {
            Self::Item { id } => read.get::<RoutineItem>(id.into()).map(|stored| stored.id),
            Self::Quran { id } => read.get::<QuranEntry>(id.into()).map(|stored| stored.id),
        }
    }
}

impl App {
    /// Puts something of the routine into the trash, an item with everything said of its days.
    ///
    /// # Errors
    /// If it is gone already.
    pub fn routine_trash(&self, target: RoutineTarget) -> Result<RoutineView, IpcError> {
        self.writing(|tx| Ok::<_, IpcError>(tx.trash(target.find(tx.read())?)?))?;
        self.routine_view()
    }

    /// Takes something of the routine out of the trash again.
    ///
    /// # Errors
    /// If it was erased.
    pub fn routine_restore(&self, target: RoutineTarget) -> Result<RoutineView, IpcError> {
        self.writing(|tx| Ok::<_, IpcError>(tx.restore(target.find(tx.read())?)?))?;
        self.routine_view()
    }

    /// Erases something of the routine for ever, and from the automatic backups too if that is wanted.
    ///
    /// The backups come first: should one of them refuse, nothing was erased yet and the person can ask again.
    ///
    /// # Errors
    /// If it is gone already, or cannot be erased.
    pub fn routine_erase(&self, request: EraseRoutineRequest) -> Result<RoutineView, IpcError> {
        let now = self.clock.now();
        if request.purge_backups {
            self.with_open(|open| {
                let id = request.target.find(open.store.read())?;
                backup::purge(&self.folder, open, &[id], now)
            })?;
        }
        self.writing(|tx| Ok::<_, IpcError>(tx.erase(request.target.find(tx.read())?)?))?;
        self.routine_view()
    }
}
