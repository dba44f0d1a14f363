//! Everything here against everything there: what the server lost is put back, what it has more is pulled.

use std::collections::BTreeMap;

use rand_core::CryptoRng;
use ukhwah_protocol::api::SyncApi;
use ukhwah_protocol::id::RecordId;
use ukhwah_protocol::message::IndexEntry;

use super::push::is_worth_forwarding;
use super::rules::Rules;
use super::{Engine, PASSES};
use crate::keychain::{Keychain, Unreadable};
use crate::local::{Base, Link, Local, LocalError, Mark, Row, Transaction, Version};
use crate::outcome::{Misbehaviour, Notice, Stop};

const WEEK: i64 = 7 * 24 * 3_600_000;

type Index = BTreeMap<RecordId, IndexEntry>;

/// What differs.
#[derive(Default)]
struct Difference {
    /// The server does not have them any more.
    lost: Vec<RecordId>,
    /// The server has others than those that are known here.
    unknown: Vec<RecordId>,
    /// The same versions under another count.
    counts: Vec<(RecordId, Base)>,
    /// Gone for good, and still there.
    buried: Vec<RecordId>,
}

impl<A: SyncApi + ?Sized, L: Local, K: Keychain, R: CryptoRng> Engine<'_, A, L, K, R> {
    /// Whether everything is to be compared: after a sign that something differs, and once a week.
    pub(super) fn compare_is_due(&mut self) -> Result<bool, Stop> {
        let Link { compare, compared_at, .. } = self.link()?;
        let is_late = compared_at.is_none_or(|at| self.terms.now < at || self.terms.now - at >= WEEK);
        Ok(compare || is_late || self.somebody_differs()?)
    }

    pub(super) fn compare(&mut self) -> Result<(), Stop> {
        self.bury_old()?;
        self.exchange()?;
        let Some((index, difference)) = self.compare_index()? else {
            return Ok(());
        };
        if !difference.lost.is_empty() {
            self.outcome.tell(Notice::PuttingBack);
        }
        self.outcome.repaired += difference.unknown.len() as u64;
        if !difference.unknown.is_empty() {
            self.update_link(|link| (link.cursor, link.seq) = (None, 0))?;
            self.pull()?;
        }
        self.exchange()?;
        self.purge(&difference.buried)?;
        self.conclude(&index, &difference)?;
        Ok(self.note_differing()?)
    }

    /// The index of a moment at which everything had been pulled, and what differs from it; none if there was none.
    fn compare_index(&mut self) -> Result<Option<(Index, Difference)>, Stop> {
        for _ in 0..PASSES {
            let Some((head, index)) = self.read_index()? else {
                return Ok(None);
            };
            let Self { local, keys, rules, terms, .. } = self;
            let difference = local.transact(|tx| {
                let mut link = tx.link()?;
                if link.seq != head {
                    return Ok::<_, LocalError>(None);
                }
                let rules = Rules::kept(rules, tx, &**keys)?;
                let difference = Difference::between(&tx.versions()?, &index, rules);
                difference.note(tx)?;
                link.compare = false;
                link.compared_at = Some(terms.now);
                tx.set_link(&link)?;
                Ok(Some(difference))
            })?;
            match difference {
                Some(difference) => return Ok(Some((index, difference))),
                None => self.pull()?,
            }
        }
        Ok(None)
    }

    /// All pages of the index, and the newest change when the last was made; none if the database began anew meanwhile.
    fn read_index(&mut self) -> Result<Option<(u64, Index)>, Stop> {
        let history = self.link()?.history;
        let mut index = Index::new();
        let mut after = None;
        loop {
            let page = self.server.index(self.terms.space, after)?;
            if Some(page.history) != history {
                return Ok(None);
            }
            for entry in page.entries {
                if after.is_some_and(|after| entry.id <= after) {
                    return Err(Misbehaviour::IndexOrder.into());
                }
                after = Some(entry.id);
                index.insert(entry.id, entry);
            }
            match page.more {
                false => return Ok(Some((page.head, index))),
                true if index.is_empty() => return Err(Misbehaviour::EmptyPage.into()),
                true => {}
            }
        }
    }

    /// Says so if the server still lacks or withholds something, although nothing has changed since its index.
    fn conclude(&mut self, index: &Index, difference: &Difference) -> Result<(), Stop> {
        if difference.unknown.is_empty() {
            return Ok(());
        }
        let rows = self.local.transact(|tx| tx.rows(&difference.unknown))?;
        let is_known = |id: &RecordId| {
            let base = rows.iter().find(|row| row.id == *id).and_then(|row| row.base);
            base.is_some_and(|base| index.get(id).is_some_and(|entry| entry.revision <= base.revision))
        };
        if !difference.unknown.iter().all(is_known) {
            self.outcome.tell(Notice::NotRepairable);
        }
        Ok(())
    }
}

impl Difference {
    fn between(versions: &[Version], index: &Index, rules: &Rules) -> Self {
        let mut difference = Self::default();
        let mut left: BTreeMap<_, _> = index.iter().collect();
        for version in versions {
            let entry = left.remove(&version.id);
            match (version.base, entry) {
                (Some(base), Some(entry)) if base.hash == entry.hash => {
                    if base.revision != entry.revision {
                        difference.counts.push((version.id, Base { revision: entry.revision, ..base }));
                    }
                }
                (_, Some(_)) => difference.unknown.push(version.id),
                (Some(_), None) => difference.lost.push(version.id),
                (None, None) => {}
            }
        }
        let (buried, unknown): (Vec<_>, Vec<_>) = left.into_keys().copied().partition(|id| rules.graves.contains(id));
        difference.unknown.extend(unknown);
        difference.buried = buried;
        difference
    }

    /// Notes what the server lost as something to be sent.
    fn note(&self, tx: &mut dyn Transaction) -> Result<(), LocalError> {
        let counted = tx.rows(&self.counts.iter().map(|(id, _)| *id).collect::<Vec<_>>())?;
        let base_of = |row: &Row| self.counts.iter().find(|(id, _)| *id == row.id).map(|(_, base)| *base);
        let mut marks: Vec<_> = counted.iter().map(|row| Mark { base: base_of(row), ..row.mark() }).collect();
        let (mut changed, mut removed) = (Vec::new(), Vec::new());
        for row in tx.rows(&self.lost)? {
            match row.unread.as_ref().map(|unread| unread.why) {
                // It stays until it is known whether it is to be believed.
                Some(Unreadable::ListMissing) => {}
                // What is of no use to anybody is not put back.
                Some(why) if !is_worth_forwarding(why) => match row.content {
                    None => removed.push(row.id),
                    Some(_) => changed.push(Row { base: None, dirty: true, unread: None, ..row }),
                },
                _ => marks.push(Mark { base: None, dirty: true, ..row.mark() }),
            }
        }
        tx.put(&changed)?;
        tx.mark(&marks)?;
        tx.remove(&removed)
    }
}
