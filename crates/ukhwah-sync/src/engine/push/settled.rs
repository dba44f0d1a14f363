//! What the answers to a push change here.

use std::collections::BTreeSet;

use ukhwah_protocol::id::RecordId;
use ukhwah_protocol::message::{Cursor, PushAnswer};

use super::{FORWARDED, Sending};
use crate::content::Content;
use crate::engine::absorb::Arrival;
use crate::local::{Base, Link, LocalError, Mark, Outline, Parcel, Row, Transaction, Unread};

/// What the answers to a push change.
#[derive(Default)]
pub(super) struct Settled {
    pub(super) marks: Vec<Mark>,
    pub(super) rows: Vec<Row>,
    pub(super) arrivals: Vec<Arrival>,
    /// The numbers of what the server has now.
    pub(super) seqs: BTreeSet<u64>,
    /// The highest of them that is not of a checkpoint.
    pub(super) content_seq: u64,
    /// Whether the server has a version of a row that is no longer here.
    pub(super) is_gone: bool,
    /// Whether what was sent was sent under the identity that this copy of the app still has.
    pub(super) is_own: bool,
    pub(super) took: u64,
    pub(super) conflicts: Vec<RecordId>,
    pub(super) not_taken: Vec<RecordId>,
    pub(super) again: bool,
}

impl Settled {
    /// `outline` is the row as it is now: the person may have changed it since it was sealed.
    pub(super) fn note(
        &mut self,
        tx: &dyn Transaction,
        outline: &Outline,
        sending: &Sending,
        answer: PushAnswer,
    ) -> Result<(), LocalError> {
        let Outline { mark, .. } = *outline;
        let parcel = &sending.parcel;
        match answer {
            PushAnswer::Stored { revision, seq } | PushAnswer::Same { revision, seq } => {
                self.took += 1;
                self.seqs.insert(seq);
                if !parcel.is_checkpoint {
                    self.content_seq = self.content_seq.max(seq);
                }
                self.stored(tx, outline, parcel, Base { revision, hash: parcel.sealed.version_hash() })?;
            }
            PushAnswer::Conflict { revision, sealed: Some(sealed) } => {
                self.conflicts.push(mark.id);
                // Nothing of this snapshot has reached the server, so it knows no edit that left with it.
                let before = sending.sent_before.filter(|_| self.is_own);
                self.marks.push(Mark { pushed_n: before.unwrap_or(mark.pushed_n), ..mark });
                self.arrivals.push(Arrival::new(mark.id, 0, revision, sealed));
            }
            PushAnswer::Conflict { revision: 0, sealed: None } if parcel.base_revision == 0 => {
                self.not_taken.push(mark.id);
            }
            PushAnswer::Conflict { revision: 0, sealed: None } => {
                self.again = true;
                self.marks.push(Mark { base: None, ..mark });
            }
            // Its version comes with the next pull.
            PushAnswer::Conflict { sealed: None, .. } => self.conflicts.push(mark.id),
        }
        Ok(())
    }

    fn stored(
        &mut self,
        tx: &dyn Transaction,
        outline: &Outline,
        parcel: &Parcel,
        base: Base,
    ) -> Result<(), LocalError> {
        let mark = Mark { base: Some(base), ..outline.mark };
        if !outline.is_unread && outline.digest == Some(parcel.digest) {
            self.marks.push(Mark { dirty: false, ..mark });
            return Ok(());
        }
        let Some(row) = tx.rows(&[parcel.id])?.pop() else { return Ok(()) };
        let dirty = row.content.as_ref().map(Content::digest) != Some(parcel.digest);
        let forwarded = row.unread.as_ref().filter(|_| parcel.digest == FORWARDED);
        let unread = forwarded.map(|unread| Unread { sealed: parcel.sealed.clone(), why: unread.why });
        if row.unread.is_none() {
            self.marks.push(Mark { dirty, ..mark });
        } else {
            let dirty = dirty && row.content.is_some();
            self.rows.push(Row { base: Some(base), dirty, unread, ..row });
        }
        Ok(())
    }

    /// What was pushed need not be pulled where its numbers follow on what is known: then nothing lies between. What cannot be
    /// read here was only forwarded, and is judged anew when it comes.
    pub(super) fn go_on(&self, link: &mut Link, cursor: Cursor) {
        let new = || self.seqs.range(link.seq.saturating_add(1)..);
        let Some(last) = new().next_back().copied() else { return };
        if !self.is_gone && self.rows.is_empty() && last - link.seq == new().count() as u64 {
            link.content_seq = link.content_seq.max(self.content_seq);
            (link.seq, link.cursor) = (last, Some(cursor));
        }
    }

    pub(super) fn write(&self, tx: &mut dyn Transaction) -> Result<(), LocalError> {
        tx.put(&self.rows)?;
        tx.mark(&self.marks)
    }
}
