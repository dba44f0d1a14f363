//! Hands out what changed in a space, oldest first.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{HistoryId, SpaceId};
use ukhwah_protocol::limits;
use ukhwah_protocol::message::{Changes, Cursor};

use crate::error::{Failure, refused};
use crate::session::{Session, not_member};
use crate::store::tables::{records, spaces};
use crate::store::{Read, Reading};

/// Hands out a page of changes.
pub struct ReadChanges {
    /// Who asks.
    pub session: Session,
    /// The space.
    pub space: SpaceId,
    /// After which change, in which life of the database; none for the beginning.
    pub after: Option<Place>,
    /// At most so many.
    pub items: usize,
}

/// What a cursor says: a life of the database, and a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The life.
    pub history: HistoryId,
    /// The number of the change.
    pub seq: u64,
}

impl Place {
    /// Reads a cursor.
    ///
    /// # Errors
    /// `bad_request` if no server of this kind made it.
    pub fn parse(cursor: &[u8]) -> Result<Self, Failure> {
        let wrong = || refused(ErrorCode::BadRequest, "the cursor is not one of this server");
        let (history, seq) = cursor.split_at_checked(16).ok_or_else(wrong)?;
        let history = history.try_into().map_err(|_| wrong())?;
        let seq = u64::from_be_bytes(seq.try_into().map_err(|_| wrong())?);
        Ok(Self { history, seq })
    }

    /// Writes it.
    #[must_use]
    pub fn write(self) -> Cursor {
        Cursor([&self.history.0[..], &self.seq.to_be_bytes()].concat())
    }
}

impl Read for ReadChanges {
    type Answer = Changes;

    async fn run<D: Reading>(&self, data: &mut D) -> Result<Changes, Failure> {
        self.session.device()?;
        let place = (self.session.account, self.space);
        let (head, history) = spaces::head(data, place.0, place.1).await?.ok_or_else(not_member)?;
        // A cursor of another life, or from beyond the newest change, belongs to a database that this one does not follow.
        // From the beginning nothing can be missed.
        let after =
            self.after.filter(|after| after.history == history && after.seq <= head).map_or(0, |after| after.seq);

        let lengths = records::lengths(data, place, (after, head), self.items + 1).await?;
        let (end, more) = match self.page(&lengths) {
            Some(last) => (last, true),
            None => (head, false),
        };
        let records = records::changes(data, place, (after, end)).await?;
        Ok(Changes { history, head, records, cursor: Place { history, seq: end }.write(), more })
    }
}

impl ReadChanges {
    /// The last change of the page; none if all that is left fits on it.
    fn page(&self, lengths: &[(u64, u64)]) -> Option<u64> {
        let mut bytes = 0;
        let fits = |(index, (_, length)): (usize, &(u64, u64))| {
            bytes += length;
            index < self.items && (index == 0 || bytes <= limits::CHANGES_BYTES as u64)
        };
        let count = lengths.iter().enumerate().map(fits).take_while(|fits| *fits).count();
        lengths.get(count).and_then(|_| lengths.get(count.checked_sub(1)?)).map(|(seq, _)| *seq)
    }
}
