//! Changes come in pages; each is kept together with the place to go on from.

use rand_core::CryptoRng;
use ukhwah_protocol::api::{Fault, SyncApi};
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::HistoryId;
use ukhwah_protocol::limits::CHANGES_ITEMS;
use ukhwah_protocol::message::Changes;

use super::Engine;
use super::absorb::{Absorbed, Absorber, Arrival};
use crate::keychain::Keychain;
use crate::local::{Link, Local, LocalError};
use crate::outcome::{Misbehaviour, Notice, Stop};

const LIMIT: u16 = CHANGES_ITEMS as u16;

impl<A: SyncApi + ?Sized, L: Local, K: Keychain, R: CryptoRng> Engine<'_, A, L, K, R> {
    /// Pulls to the newest change.
    pub(super) fn pull(&mut self) -> Result<(), Stop> {
        // One sync begins anew once at most: a server that always gives a reason would be asked for ever.
        let mut has_begun_anew = false;
        let mut wants_keyring = false;
        loop {
            let link = self.link()?;
            let asked = self.server.changes(self.terms.space, link.cursor.as_ref(), LIMIT);
            let page = match asked.map_err(Reason::of).and_then(|page| check(&link, page)) {
                Ok(page) => page,
                Err(Reason::Stop(stop)) => return Err(stop),
                Err(Reason::Anew { why, .. }) if has_begun_anew => return Err(why.into()),
                Err(Reason::Anew { history, .. }) => {
                    has_begun_anew = true;
                    self.begin_anew(history)?;
                    continue;
                }
            };
            let more = page.more;
            let absorbed = self.apply(page)?;
            wants_keyring |= absorbed.wants_keyring;
            if absorbed.has_list {
                self.retry()?;
            }
            if !more {
                break;
            }
        }
        // A server that went back may have forgotten which devices there are.
        if wants_keyring || has_begun_anew {
            self.refresh_keyring()?;
        }
        Ok(())
    }

    /// Another life of the database, or an older one: everything is pulled again, then compared.
    fn begin_anew(&mut self, history: Option<HistoryId>) -> Result<(), LocalError> {
        let went_back_at = Some(self.terms.now);
        self.update_link(|link| {
            let history = history.or(link.history);
            let kept = Link { went_back_at, compare: true, ..std::mem::take(link) };
            *link = Link { history, cursor: None, seq: 0, head: 0, content_seq: 0, acked: 0, ..kept };
        })
    }

    fn apply(&mut self, page: Changes) -> Result<Absorbed, Stop> {
        let Self { local, keys, random, rules, terms, .. } = self;
        let mut absorber = Absorber { keys: &**keys, random: &mut **random, rules, terms: *terms };
        let arrivals: Vec<_> = page
            .records
            .into_iter()
            .map(|record| Arrival::new(record.id, record.seq, record.revision, record.sealed))
            .collect();
        let absorbed = local.transact(|tx| {
            let mut link = tx.link()?;
            let absorbed = absorber.absorb(tx, &mut link, &arrivals)?;
            link.history = Some(page.history);
            link.cursor = Some(page.cursor);
            link.seq = arrivals.last().map_or(link.seq, |last| last.seq);
            if !page.more {
                // The newest change itself may be of a record that the server has let go of.
                link.seq = link.seq.max(page.head);
            }
            link.head = link.head.max(link.seq);
            tx.set_link(&link)?;
            Ok::<_, LocalError>(absorbed)
        })?;
        self.outcome.pulled += absorbed.new;
        if absorbed.found_copy {
            self.outcome.tell(Notice::CopyOfAnotherPhone);
        }
        Ok(absorbed)
    }
}

/// Why a page is not applied.
enum Reason {
    Stop(Stop),
    /// It says that the place to go on from is not one of this database.
    Anew {
        history: Option<HistoryId>,
        why: Misbehaviour,
    },
}

impl Reason {
    fn of(fault: Fault) -> Self {
        match fault.code() {
            Some(ErrorCode::BadRequest) => Self::Anew { history: None, why: Misbehaviour::PageOrder },
            _ => Self::Stop(fault.into()),
        }
    }
}

fn check(link: &Link, page: Changes) -> Result<Changes, Reason> {
    let anew = |why| Reason::Anew { history: Some(page.history), why };
    if link.history.is_some_and(|history| history != page.history) || page.head < link.head {
        return Err(anew(Misbehaviour::FlappingHistory));
    }
    let seqs = || page.records.iter().map(|record| record.seq);
    let is_ordered = std::iter::once(link.seq).chain(seqs()).zip(seqs()).all(|(before, seq)| before < seq);
    if !is_ordered {
        return Err(anew(Misbehaviour::PageOrder));
    }
    if page.more && page.records.is_empty() {
        return Err(Reason::Stop(Misbehaviour::EmptyPage.into()));
    }
    Ok(page)
}
