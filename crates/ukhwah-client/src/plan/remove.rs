//! Removing, putting back, and erasing for ever.

use ukhwah_domain::id::RecordId;
use ukhwah_domain::plan::{Card, Goal, Place, PlanItem};
use ukhwah_store::{Reader, StoreError};

use super::{EraseInPlanRequest, PlanTarget, PlanView, versions};
use crate::app::App;
use crate::backup;
use crate::error::IpcError;

impl PlanTarget {
    /// The record that it names.
    pub(super) fn record(self) -> RecordId {
        match self {
            Self::Item { id } => id.into(),
            Self::Card { id } => id.into(),
            Self::Place { id } => id.into(),
            Self::Goal { id } => id.into(),
        }
    }

    /// The record that it names, which is there and of that kind.
    fn find(self, read: Reader<'_>) -> Result<RecordId, StoreError> {
        let id = self.record();
        match self {
            Self::Item { .. } => read.get::<PlanItem>(id).map(drop)?,
            Self::Card { .. } => read.get::<Card>(id).map(drop)?,
            Self::Place { .. } => read.get::<Place>(id).map(drop)?,
            Self::Goal { .. } => read.get::<Goal>(id).map(drop)?,
        }
        Ok(id)
    }

    /// Whether both are of the same kind.
    pub(super) fn is_kind_of(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

impl App {
    /// Puts a part of the plan into the trash.
    ///
    /// # Errors
    /// If it is gone already.
    pub fn plan_remove(&self, target: PlanTarget) -> Result<PlanView, IpcError> {
        self.planning(|tx| Ok(tx.trash(target.find(tx.read())?)?))
    }

    /// Takes a part of the plan out of the trash, to where it stood.
    ///
    /// # Errors
    /// If it was erased.
    pub fn plan_put_back(&self, target: PlanTarget) -> Result<PlanView, IpcError> {
        self.planning(|tx| Ok(tx.restore(target.find(tx.read())?)?))
    }

    /// Erases a part of the plan for ever: also from the kept versions, and, if asked, from the automatic backups.
    ///
    /// The backups come first: should one of them refuse, nothing was erased yet and the person can ask again.
    ///
    /// # Errors
    /// If it is gone already, or cannot be erased.
    pub fn plan_erase(&self, request: EraseInPlanRequest) -> Result<PlanView, IpcError> {
        let now = self.clock.now();
        if request.purge_backups {
            self.with_open(|open| {
                let id = request.target.find(open.store.read())?;
                let mut ids = versions::holding(open.store.read(), id)?;
                ids.push(id);
                backup::purge(&self.folder, open, &ids, now)
            })?;
        }
        self.writing(|tx| {
            let id = request.target.find(tx.read())?;
            tx.erase(id)?;
            versions::forget(tx, id)?;
            versions::keep(tx, now)
        })?;
        // A sheet that still waits for its viewer may hold the text too.
        self.clear_papers();
        self.plan_view()
    }
}
