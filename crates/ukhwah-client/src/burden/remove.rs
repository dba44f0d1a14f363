//! Trash, return, and erasing for ever.

use ukhwah_domain::burden::{BalanceLine, BoundaryLine, Shift};
use ukhwah_domain::id::RecordId;
use ukhwah_store::{Reader, StoreError};

use super::{BurdenTarget, EraseBurdenRequest};
use crate::app::App;
use crate::backup;
use crate::error::IpcError;

impl BurdenTarget {
    /// The record that it names, which is there and of that kind.
    fn find(self, read: Reader<'_>) -> Result<RecordId, StoreError> {
        match self {
            Self::Shift { id } => read.get::<Shift>(id.into()).map(|stored| stored.id),
            Self::Boundary { id } => read.get::<BoundaryLine>(id.into()).map(|stored| stored.id),
            Self::Line { id } => read.get::<BalanceLine>(id.into()).map(|stored| stored.id),
        }
    }
}

impl App {
    /// Puts a shift or a line into the trash.
    ///
    /// # Errors
    /// If it is gone already.
    pub fn burden_trash(&self, target: BurdenTarget) -> Result<(), IpcError> {
        self.writing(|tx| Ok::<_, IpcError>(tx.trash(target.find(tx.read())?)?))
    }

    /// Takes a shift or a line out of the trash again.
    ///
    /// # Errors
    /// If it was erased.
    pub fn burden_restore(&self, target: BurdenTarget) -> Result<(), IpcError> {
        self.writing(|tx| Ok::<_, IpcError>(tx.restore(target.find(tx.read())?)?))
    }

    /// Erases a shift or a line for ever, and from the automatic backups too if that is wanted; the backups come first.
    ///
    /// # Errors
    /// If it is gone already, or cannot be erased.
    pub fn burden_erase(&self, request: EraseBurdenRequest) -> Result<(), IpcError> {
        let now = self.clock.now();
        if request.purge_backups {
            self.with_open(|open| {
                let id = request.target.find(open.store.read())?;
                backup::purge(&self.folder, open, &[id], now)
            })?;
        }
        self.writing(|tx| Ok::<_, IpcError>(tx.erase(request.target.find(tx.read())?)?))
    }
}
