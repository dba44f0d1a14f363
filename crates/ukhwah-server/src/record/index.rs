//! Says which versions are held.

use ukhwah_protocol::id::{RecordId, SpaceId};
use ukhwah_protocol::limits;
use ukhwah_protocol::message::IndexPage;

use crate::error::Failure;
use crate::session::{Session, not_member};
use crate::store::tables::{records, spaces};
use crate::store::{Read, Reading};

/// Hands out a page of the index.
pub struct ReadIndex {
    /// Who asks.
    pub session: Session,
    /// The space.
    pub space: SpaceId,
    /// After which record; none for the beginning.
    pub after: Option<RecordId>,
}

impl Read for ReadIndex {
    type Answer = IndexPage;

    async fn run<D: Reading>(&self, data: &mut D) -> Result<IndexPage, Failure> {
        self.session.device()?;
        let place = (self.session.account, self.space);
        let (head, history) = spaces::head(data, place.0, place.1).await?.ok_or_else(not_member)?;
        let mut entries = records::index(data, place, self.after, limits::INDEX_ITEMS + 1).await?;
        let more = entries.len() > limits::INDEX_ITEMS;
        entries.truncate(limits::INDEX_ITEMS);
        Ok(IndexPage { history, head, entries, more })
    }
}
