//! Trash, return, and erasing for ever.

use ukhwah_domain::id::RecordId;
use ukhwah_domain::journal::JournalEntry;
use ukhwah_store::{Reader, StoreError};

use super::{EraseEntryRequest, JournalRequest, JournalTarget, JournalView};
use crate::app::App;
use crate::backup;
use crate::error::IpcError;

/// The record that this names, which is there and an entry.
fn find(read: Reader<'_>, id: impl Into<RecordId>) -> Result<RecordId, StoreError> {
    read.get::<JournalEntry>(id.into()).map(|stored| stored.id)
}

impl App {
    /// Puts an entry, with its tags, into the trash.
    ///
    /// # Errors
    /// If it is gone already.
    pub fn journal_trash(&self, target: JournalTarget) -> Result<JournalView, IpcError> {
        self.keep(|tx| Ok(tx.trash(find(tx.read(), target.id)?)?))?;
        self.journal_view(JournalRequest::default())
    }

    /// Takes an entry out of the trash again.
    ///
    /// # Errors
    /// If it was erased.
    pub fn journal_restore(&self, target: JournalTarget) -> Result<JournalView, IpcError> {
        self.keep(|tx| Ok(tx.restore(find(tx.read(), target.id)?)?))?;
        self.journal_view(JournalRequest::default())
    }

    /// Erases an entry for ever, and from the automatic backups too if that is wanted.
    ///
    /// The backups come first: should one of them refuse, nothing was erased yet and the person can ask again.
    ///
    /// # Errors
    /// If it is gone already, or cannot be erased.
    pub fn journal_erase(&self, request: EraseEntryRequest) -> Result<JournalView, IpcError> {
        let now = self.clock.now();
        if request.purge_backups {
            self.with_open(|open| {
                let id = find(open.store.read(), request.id)?;
                backup::purge(&self.folder, open, &[id], now)
            })?;
        }
        self.keep(|tx| Ok(tx.erase(find(tx.read(), request.id)?)?))?;
        self.journal_view(JournalRequest::default())
    }
}
