//! What was erased long ago becomes a line in a graveyard, and the server lets go of it.

use rand_core::CryptoRng;
use ukhwah_domain::record::Body;
use ukhwah_protocol::api::SyncApi;
use ukhwah_protocol::id::RecordId;
use ukhwah_protocol::limits::PURGE_IDS;

use super::{Engine, random_id};
use crate::content::{self, Content, ERASED, GRAVES, GRAVEYARD, List};
use crate::keychain::Keychain;
use crate::local::{Local, LocalError, Row};
use crate::outcome::Stop;

const WAIT: i64 = 90 * 24 * 3_600_000;
/// A graveyard that has more gets no new ids, so that those which two devices add at once still fit.
const FULL: usize = GRAVES / 2;

impl<A: SyncApi + ?Sized, L: Local, K: Keychain, R: CryptoRng> Engine<'_, A, L, K, R> {
    /// Moves the ids of what was erased 90 days ago into a graveyard.
    pub(super) fn bury_old(&mut self) -> Result<(), LocalError> {
        let Self { local, random, rules, terms, not_taken, .. } = self;
        local.transact(|tx| {
            let erased = tx.of_kind(ERASED)?;
            // A server that went back may have forgotten a removal, after which nobody believes a graveyard of one who slept.
            let went_back = tx.link()?.went_back_at.is_some_and(|at| at <= terms.now && terms.now - at < WAIT);
            // What the server has let go of lies in a graveyard of another device, which may never come.
            let is_gone = |row: &Row| row.base.is_none() && not_taken.contains(&row.id);
            let is_due = |row: &&Row| (!went_back && is_old(row, terms.now) && is_settled(row)) || is_gone(row);
            let mut due = erased.iter().filter(is_due).map(|row| row.id).peekable();
            if due.peek().is_none() {
                return Ok(());
            }
            let with_room = tx.of_kind(GRAVEYARD)?.into_iter().filter(|row| row.unread.is_none() && room(row) > 0);
            let row = with_room.min_by_key(|row| row.id).unwrap_or_else(|| Row::new(random_id(*random)));
            let buried: Vec<RecordId> = due.take(room(&row)).collect();
            let added = Content::List(List::graveyard(buried.iter().copied()));
            let content = match &row.content {
                None => Some(added),
                Some(before) => content::merge(before, &added),
            };
            *rules = None;
            not_taken.retain(|id| !buried.contains(id));
            tx.put(&[Row { content, dirty: true, ..row }])?;
            tx.remove(&buried)
        })
    }

    /// Lets the server forget what lies in graveyards that it has.
    pub(super) fn purge(&mut self, ids: &[RecordId]) -> Result<(), Stop> {
        let graveyards = self.local.transact(|tx| tx.of_kind(GRAVEYARD))?;
        if ids.is_empty() || graveyards.iter().any(|row| row.dirty || row.base.is_none()) {
            return Ok(());
        }
        for part in ids.chunks(PURGE_IDS) {
            self.server.purge(self.terms.space, part)?;
        }
        Ok(())
    }
}

fn is_old(row: &Row, now: i64) -> bool {
    matches!(&row.content, Some(Content::Record(Body::Erased { wall, .. })) if *wall <= now.saturating_sub(WAIT))
}

/// Whether the server has what is here.
const fn is_settled(row: &Row) -> bool {
    !row.dirty && row.base.is_some() && row.unread.is_none()
}

fn room(row: &Row) -> usize {
    match &row.content {
        Some(Content::List(list)) => FULL.saturating_sub(list.len()),
        Some(Content::Record(_)) => 0,
        None => FULL,
    }
}
