//! Another copy of this device writes under its identity: this one takes a new one, and what it has not sent with it.

use rand_core::CryptoRng;
use ukhwah_domain::record::{Actor, Entry, covers};

use crate::content::Content;
use crate::local::{Link, LocalError, Row, Transaction};

pub(super) fn renew(tx: &mut dyn Transaction, link: &mut Link, random: &mut impl CryptoRng) -> Result<(), LocalError> {
    let mut bytes = [0; 8];
    random.fill_bytes(&mut bytes);
    // The other copy goes on with the checkpoint that both have made so far.
    link.checkpoint = None;
    tx.renew_actor(Actor(bytes))
}

/// A snapshot on its way, of which nobody knows whether it arrived.
#[derive(Clone, Copy)]
pub(super) struct Sent {
    /// Whose edits it brings.
    pub(super) actor: Actor,
    /// How many of them had left before.
    pub(super) before: u64,
}

impl Sent {
    /// Whether a version cannot have come from this snapshot, or somebody has replaced what it brought.
    ///
    /// The two look alike where the value is gone; then the value stays as another version, which loses nothing.
    pub(super) fn is_lost(self, ours: &Content, theirs: &Content) -> bool {
        let (Some(ours), Some(other)) = (ours.live(), theirs.live()) else {
            return false;
        };
        let is_new = |entry: &Entry<_>| entry.dot.actor == self.actor && entry.dot.n > self.before;
        let fields = ours.fields.iter().flat_map(|(name, entries)| entries.iter().map(move |entry| (name, entry)));
        let mut new = fields.filter(|(_, entry)| is_new(entry));
        new.any(|(name, entry)| {
            covers(&other.seen, entry.dot) && !other.fields.get(name).is_some_and(|entries| entries.contains(entry))
        })
    }

    /// Counts its edits as not sent; if this copy has another identity by now, they become its own.
    pub(super) fn take_back(self, row: &mut Row, actor: Actor) {
        if self.actor == actor {
            row.pushed_n = self.before;
        } else if let Some(Content::Record(body)) = &row.content {
            row.content = Some(Content::Record(body.renumbered(self.actor, self.before, actor)));
        }
    }
}
