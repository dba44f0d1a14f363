//! Trash, return, and erasing for ever.

use ukhwah_domain::id::RecordId;
use ukhwah_domain::service::{Amend, ServiceEntry, Talk, Training};
use ukhwah_store::{Reader, StoreError};

use super::{EraseServiceRequest, ServiceTarget, ServiceView};
use crate::app::App;
use crate::backup;
use crate::error::IpcError;

impl ServiceTarget {
    /// The record that it names, which is there and of that kind.
    fn find(self, read: Reader<'_>) -> Result<RecordId, StoreError> {
        match self {
            Self::Entry { id } => read.get::<ServiceEntry>(id.into()).map(|stored| stored.id),
            Self::Amend { id } => read.get::<Amend>(id.into()).map(|stored| stored.id),
            Self::Talk { id } => read.get::<Talk>(id.into()).map(|stored| stored.id),
            Self::Training { id } => read.get::<Training>(id.into()).map(|stored| stored.id),
        }
    }
}

impl App {
    /// Puts something into the trash.
    ///
    /// # Errors
    /// If it is gone already.
    pub fn service_trash(&self, target: ServiceTarget) -> Result<ServiceView, IpcError> {
        self.writing(|tx| Ok::<_, IpcError>(tx.trash(target.find(tx.read())?)?))?;
        self.service_view()
    }

    /// Takes something out of the trash again.
    ///
    /// # Errors
    /// If it was erased.
    pub fn service_restore(&self, target: ServiceTarget) -> Result<ServiceView, IpcError> {
        self.writing(|tx| Ok::<_, IpcError>(tx.restore(target.find(tx.read())?)?))?;
        self.service_view()
    }

    /// Erases something for ever, and from the automatic backups too if that is wanted.
    ///
    /// The backups come first: should one of them refuse, nothing was erased yet and the person can ask again.
    ///
    /// # Errors
    /// If it is gone already, or cannot be erased.
    pub fn service_erase(&self, request: EraseServiceRequest) -> Result<ServiceView, IpcError> {
        let now = self.clock.now();
        if request.purge_backups {
            self.with_open(|open| {
                let id = request.target.find(open.store.read())?;
                backup::purge(&self.folder, open, &[id], now)
            })?;
        }
        self.writing(|tx| Ok::<_, IpcError>(tx.erase(request.target.find(tx.read())?)?))?;
        self.service_view()
    }
}
