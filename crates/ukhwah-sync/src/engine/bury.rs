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
        let Self { local, random, rules, terms, .. } = self;
        local.transact(|tx| {
            let erased = tx.of_kind(ERASED)?;
            let mut due = erased.iter().filter(|row| is_due(row, terms.now)).map(|row| row.id).peekable();
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

fn is_due(row: &Row, now: i64) -> bool {
    let is_old =
        matches!(&row.content, Some(Content::Record(Body::Erased { wall, .. })) if *wall <= now.saturating_sub(WAIT));
    is_old && !row.dirty && row.base.is_some() && row.unread.is_none()
}

fn room(row: &Row) -> usize {
    match &row.content {
        Some(Content::List(list)) => FULL.saturating_sub(list.len()),
        Some(Content::Record(_)) => 0,
        None => FULL,
    }
}
