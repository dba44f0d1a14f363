//! Trash, return, and erasing for ever.

use ukhwah_domain::id::RecordId;
use ukhwah_domain::meeting::{Meeting, Tip};
use ukhwah_store::{Reader, StoreError};

use super::{EraseMeetingRequest, MeetingTarget, MeetingsView};
use crate::app::App;
use crate::backup;
use crate::error::IpcError;

impl MeetingTarget {
    /// The record that it names, which is there and of that kind.
    fn find(self, read: Reader<'_>) -> Result<RecordId, StoreError> {
        match self {
            Self::Meeting { id } => read.get::<Meeting>(id.into()).map(|stored| stored.id),
            Self::Tip { id } => read.get::<Tip>(id.into()).map(|stored| stored.id),
        }
    }
}

impl App {
    /// Puts a meeting, with its replies and tips, or a tip into the trash.
    ///
    /// # Errors
    /// If it is gone already.
    pub fn meeting_trash(&self, target: MeetingTarget) -> Result<MeetingsView, IpcError> {
        self.writing(|tx| Ok::<_, IpcError>(tx.trash(target.find(tx.read())?)?))?;
        self.meetings_view()
    }

    /// Takes a meeting or a tip out of the trash again.
    ///
    /// # Errors
    /// If it was erased.
    pub fn meeting_restore(&self, target: MeetingTarget) -> Result<MeetingsView, IpcError> {
        self.writing(|tx| Ok::<_, IpcError>(tx.restore(target.find(tx.read())?)?))?;
        self.meetings_view()
    }

    /// Erases a meeting or a tip for ever, and from the automatic backups too if that is wanted.
    ///
    /// The backups come first: should one of them refuse, nothing was erased yet and the person can ask again.
    ///
    /// # Errors
    /// If it is gone already, or cannot be erased.
    pub fn meeting_erase(&self, request: EraseMeetingRequest) -> Result<MeetingsView, IpcError> {
        let now = self.clock.now();
        if request.purge_backups {
            self.with_open(|open| {
                let id = request.target.find(open.store.read())?;
                backup::purge(&self.folder, open, &[id], now)
            })?;
        }
        self.writing(|tx| Ok::<_, IpcError>(tx.erase(request.target.find(tx.read())?)?))?;
        self.meetings_view()
    }
}
