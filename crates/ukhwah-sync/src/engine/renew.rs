//! Another copy of this device writes under its identity: this one takes a new one, and what it has not sent with it.

use rand_core::CryptoRng;
use ukhwah_domain::record::{Actor, Dot, Life, Record, covers};

use crate::content::Content;
use crate::local::{Earlier, Link, LocalError, Row, Transaction};

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

impl From<Earlier> for Sent {
    fn from(Earlier { actor, before }: Earlier) -> Self {
        Self { actor: Actor(actor), before }
    }
}

impl Sent {
    /// Whether a version cannot have come from this snapshot, or somebody has replaced what it brought.
    ///
    /// The two look alike where the value is gone; then the value stays as another version, which loses nothing.
    pub(super) fn is_lost(self, ours: &Content, theirs: &Content) -> bool {
        let (Some(ours), Some(theirs)) = (ours.live(), theirs.live()) else {
            return false;
        };
        self.says_more(ours, theirs) || self.says_more(theirs, ours)
    }

    /// Whether one says under a new number what the other, which knows that number, does not.
    fn says_more(self, one: &Record, other: &Record) -> bool {
        let is_known = |dot: Dot| dot.actor == self.actor && dot.n > self.before && covers(&other.seen, dot);
        let mut fields = one.fields.iter().flat_map(|(name, entries)| entries.iter().map(move |entry| (name, entry)));
        fields.any(|(name, entry)| {
            is_known(entry.dot) && !other.fields.get(name).is_some_and(|entries| entries.contains(entry))
        }) || one
            .life
            .iter()
            .any(|entry| is_known(entry.dot) && !other.life.contains(entry) && !self.is_trashed_since(other, entry.dot))
    }

    /// Whether somebody else has thrown the record away, having seen this edit: then it came, and is not to come again.
    fn is_trashed_since(self, record: &Record, dot: Dot) -> bool {
        record.life.iter().any(|entry| {
            entry.dot.actor != self.actor && matches!(&entry.value, Life::Trashed(seen) if covers(seen, dot))
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

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use ukhwah_domain::record::{Body, Edit, Fields, Kind, Value};

    use super::*;

    #[test]
    fn whatever_two_copies_said_under_one_number_is_told_apart() {
        let edit = Edit { actor: Actor([7; 8]), now: DateTime::UNIX_EPOCH };
        let name = |name: &str| Fields::from([("name".to_owned(), Value::from(name))]);
        let first = Record::make(Kind::Person, &name("Zul"), edit);
        let changed = |change: &dyn Fn(&mut Record)| {
            let mut record = first.clone();
            change(&mut record);
            Content::Record(Body::Live(record))
        };
        let written = changed(&|record| assert!(record.edit(&name("Zulkifli"), &first.seen, edit)));
        let other = changed(&|record| assert!(record.edit(&name("Zul lagi"), &first.seen, edit)));
        let trashed = changed(&|record| record.trash(edit));
        // What it said first it has replaced itself.
        let twice = changed(&|record| {
            for text in ["Zul semula", "Zul akhirnya"] {
                assert!(record.edit(&name(text), &record.seen.clone(), edit));
            }
        });
        let sent = Sent { actor: edit.actor, before: 1 };
        let all = [&written, &other, &trashed, &twice];
        let again = |record: &mut Record| {
            record.trash(edit);
            record.restore(edit);
        };
        let (restored, thrown) = (
            changed(&again),
            changed(&|record| {
                again(record);
                record.trash(Edit { actor: Actor([8; 8]), ..edit });
            }),
        );
        assert!(!sent.is_lost(&restored, &thrown), "somebody threw it away, having seen that");
        for (at, ours) in all.iter().enumerate() {
            for (place, theirs) in all.iter().enumerate() {
                assert_eq!(sent.is_lost(ours, theirs), at != place, "{at} {place}");
            }
            assert!(!Sent { before: 2, ..sent }.is_lost(ours, &written), "{at} had left before");
            assert!(!sent.is_lost(&Content::Record(Body::Live(first.clone())), ours), "{at}");
        }
    }
}
