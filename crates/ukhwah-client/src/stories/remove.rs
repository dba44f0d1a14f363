//! Trash, return, and erasing for ever.

use ukhwah_domain::id::{RecordId, StoryPartId};
use ukhwah_domain::story::{Story, StoryPart, StoryShare, StoryVersion, StoryWording};
use ukhwah_store::{Reader, StoreError, Transaction};

use super::{EraseStoryRequest, StoriesTarget, StoriesView};
use crate::app::App;
use crate::backup;
use crate::error::IpcError;

impl StoriesTarget {
    /// The record that it names, which is there and of that kind.
    fn find(self, read: Reader<'_>) -> Result<RecordId, StoreError> {
        match self {
            Self::Story { id } => read.get::<Story>(id.into()).map(|stored| stored.id),
            Self::Part { id } => read.get::<StoryPart>(id.into()).map(|stored| stored.id),
            Self::Version { id } => read.get::<StoryVersion>(id.into()).map(|stored| stored.id),
            Self::Share { id } => read.get::<StoryShare>(id.into()).map(|stored| stored.id),
        }
    }
}

impl App {
    /// Puts something into the trash, a story with all that belongs to it.
    ///
    /// # Errors
    /// If it is gone already.
    pub fn story_trash(&self, target: StoriesTarget) -> Result<StoriesView, IpcError> {
        self.writing(|tx| Ok::<_, IpcError>(tx.trash(target.find(tx.read())?)?))?;
        self.stories_view()
    }

    /// Takes something out of the trash again.
    ///
    /// # Errors
    /// If it was erased.
    pub fn story_restore(&self, target: StoriesTarget) -> Result<StoriesView, IpcError> {
        self.writing(|tx| Ok::<_, IpcError>(tx.restore(target.find(tx.read())?)?))?;
        self.stories_view()
    }

    /// Erases something for ever, a part also from the versions and from what was kept of a telling; and from the automatic
    /// backups too if that is wanted.
    ///
    /// What was shared of a version stays noted when the version is erased: it is out all the same.
    ///
    /// # Errors
    /// If it is gone already, or cannot be erased. The backups come first: should one of them refuse, nothing was erased
    /// yet and the person can ask again.
    pub fn story_erase(&self, request: EraseStoryRequest) -> Result<StoriesView, IpcError> {
        let now = self.clock.now();
        if request.purge_backups {
            self.with_open(|open| {
                let read = open.store.read();
                let mut ids = vec![request.target.find(read)?];
                if let StoriesTarget::Part { id } = request.target {
                    ids.extend(wordings(read, id)?);
                    ids.extend(shares(read, id)?);
                }
                backup::purge(&self.folder, open, &ids, now)
            })?;
        }
        self.writing(|tx| {
            let id = request.target.find(tx.read())?;
            if let StoriesTarget::Part { id } = request.target {
                for wording in wordings(tx.read(), id)? {
                    tx.erase(wording)?;
                }
                for share in shares(tx.read(), id)? {
                    forget(tx, share, id)?;
                }
            }
            Ok::<_, IpcError>(tx.erase(id)?)
        })?;
        // A sheet that still waits for its viewer may hold the words too.
        self.clear_papers();
        self.stories_view()
    }
}

/// Takes the words of a part out of what was kept of a telling, which stays where it is: in the trash, if it lies there.
fn forget(tx: &mut Transaction<'_>, share: RecordId, part: StoryPartId) -> Result<(), StoreError> {
    let is_trashed = tx.read().get::<StoryShare>(share)?.trashed_at.is_some();
    match tx.change::<StoryShare>(share, |share| share.forget(part)) {
        // Erasing goes before keeping where the record cannot be rewritten.
        Err(StoreError::NewerRecord) => tx.erase(share),
        Ok(()) if is_trashed => tx.trash(share),
        other => other,
    }
}

/// What versions say of a part, those in the trash among them.
fn wordings(read: Reader<'_>, part: StoryPartId) -> Result<Vec<RecordId>, StoreError> {
    let all = read.all::<StoryWording>()?.into_iter().chain(read.trash::<StoryWording>()?);
    Ok(all.filter(|stored| stored.value.part == part).map(|stored| stored.id).collect())
}

/// What was shared that holds words of a part, those in the trash among them.
fn shares(read: Reader<'_>, part: StoryPartId) -> Result<Vec<RecordId>, StoreError> {
    let all = read.all::<StoryShare>()?.into_iter().chain(read.trash::<StoryShare>()?);
    Ok(all.filter(|stored| stored.value.holds(part)).map(|stored| stored.id).collect())
}
