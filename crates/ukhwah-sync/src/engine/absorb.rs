//! Versions that a server brings become part of what is here.

use std::collections::BTreeMap;

use rand_core::CryptoRng;
use ukhwah_domain::record::Actor;
use ukhwah_protocol::id::{RecordId, VersionHash};
use ukhwah_protocol::sealed::Sealed;

use super::rules::Rules;
use super::{Terms, hold, renew};
use crate::content::{self, Content, ReadContentError};
use crate::keychain::{Keychain, Unreadable};
use crate::local::{Base, Link, LocalError, Row, Transaction, Unread};

/// A version that a server says is the newest of a record.
pub(super) struct Arrival {
    pub(super) id: RecordId,
    /// The number of its change; 0 where the server did not say.
    pub(super) seq: u64,
    pub(super) revision: u64,
    pub(super) sealed: Sealed,
    hash: VersionHash,
}

/// What came of it.
#[derive(Default)]
pub(super) struct Absorbed {
    /// How many versions were new here.
    pub(super) new: u64,
    /// Whether one of them was a list by which others are judged.
    pub(super) has_list: bool,
    /// Whether another copy of this device turned up.
    pub(super) found_copy: bool,
    /// Whether one waits for a newer keyring, or announces one; or comes under keys that are over, which a server lets in only
    /// if it has forgotten that they are.
    pub(super) wants_keyring: bool,
}

/// What an arrival says, or why it cannot be read; `None` if it is what the row holds already.
type Tried = Option<Result<Opened, Unreadable>>;

/// What an arrival says, once opened.
struct Opened {
    content: Content,
    /// Why it is not to be believed although it opens: its epoch is over.
    doubt: Option<Unreadable>,
}

/// Everything by which arrivals are judged.
pub(super) struct Absorber<'a, K, R> {
    pub(super) keys: &'a K,
    pub(super) random: &'a mut R,
    pub(super) rules: &'a mut Option<Rules>,
    pub(super) terms: Terms,
}

impl Arrival {
    pub(super) fn new(id: RecordId, seq: u64, revision: u64, sealed: Sealed) -> Self {
        let hash = sealed.version_hash();
        Self { id, seq, revision, sealed, hash }
    }

    const fn base(&self) -> Base {
        Base { revision: self.revision, hash: self.hash }
    }

    /// Whether this version is what the row knows already.
    fn is_held_by(&self, row: &Row) -> bool {
        row.unread.is_none() && row.base.is_some_and(|base| base.hash == self.hash)
    }
}

impl<K: Keychain, R: CryptoRng> Absorber<'_, K, R> {
    /// Takes arrivals in, within one transaction; `link` is the caller's to keep.
    pub(super) fn absorb(
        &mut self,
        tx: &mut dyn Transaction,
        link: &mut Link,
        arrivals: &[Arrival],
    ) -> Result<Absorbed, LocalError> {
        let rules = match self.rules.take() {
            Some(rules) => rules,
            None => Rules::load(tx, self.keys)?,
        };
        let mut absorbed = Absorbed::default();
        let mut rows = load(tx, arrivals)?;
        let opened: Vec<_> = arrivals.iter().map(|arrival| self.open(&rules, arrival, rows.get(&arrival.id))).collect();
        absorbed.found_copy = is_copied(tx.actor()?, arrivals, &opened, &rows);
        self.doubt_sent(tx, link, (arrivals, &opened), &mut rows)?;
        if is_copied(tx.actor()?, arrivals, &opened, &rows) {
            renew::renew(tx, link, self.random)?;
            rows = load(tx, arrivals)?;
        }
        let mut changed = Changed::default();
        for (arrival, opened) in arrivals.iter().zip(opened) {
            if rules.graves.contains(&arrival.id) {
                continue;
            }
            let before = rows.remove(&arrival.id);
            let row = self.take(before.as_ref(), arrival, opened, link);
            absorbed.note(before.as_ref(), &row, arrival, link);
            absorbed.wants_keyring |= row
                .content
                .as_ref()
                .and_then(Content::closing)
                .is_some_and(|closing| closing.epoch > self.keys.epoch());
            changed.note(before.as_ref(), &row);
            rows.insert(arrival.id, row);
        }
        changed.write(tx, link, &rows)?;
        // Whatever the lists say now holds from now on, also for what came before them.
        if absorbed.has_list {
            let renewed = Rules::load(tx, self.keys)?;
            let buried: Vec<_> = renewed.graves.difference(&rules.graves).copied().collect();
            hold::bury(tx, link, &buried)?;
            // What waited for it is tried again, with the next start if not now.
            link.retried = Default::default();
            *self.rules = Some(renewed);
        } else {
            *self.rules = Some(rules);
        }
        Ok(absorbed)
    }

    /// What is on its way counts as sent. Where another version came in its place, that must be undone.
    fn doubt_sent(
        &self,
        tx: &mut dyn Transaction,
        link: &mut Link,
        (arrivals, opened): (&[Arrival], &[Tried]),
        rows: &mut BTreeMap<RecordId, Row>,
    ) -> Result<(), LocalError> {
        if !arrivals.iter().any(|arrival| link.is_unsure(arrival.id)) {
            return Ok(());
        }
        let parcels = tx.outbox()?;
        for (arrival, opened) in arrivals.iter().zip(opened) {
            let Some(Ok(Opened { content: theirs, doubt: None })) = opened else { continue };
            let parcel = parcels.iter().find(|parcel| parcel.id == arrival.id);
            let body = parcel.and_then(|parcel| self.keys.open(parcel.id, &parcel.sealed).ok());
            let ours = body.and_then(|body| Content::read(&body, self.terms.reader).ok());
            // Another snapshot may have taken its place in the tray. What the row holds is that, and what was written since.
            let Some(ours) = ours.or_else(|| rows.get(&arrival.id)?.content.clone()) else { continue };
            let earlier = link.earlier.remove(&arrival.id).map(renew::Sent::from);
            let unsure = link.unsure.as_ref().and_then(|unsure| {
                Some(renew::Sent { actor: Actor(unsure.actor), before: *unsure.sent.get(&arrival.id)? })
            });
            for sent in earlier.into_iter().chain(unsure) {
                if let Some(row) = rows.get_mut(&arrival.id).filter(|row| row.dirty)
                    && sent.is_lost(&ours, theirs)
                {
                    sent.take_back(row, tx.actor()?);
                    tx.put(std::slice::from_ref(row))?;
                }
            }
        }
        Ok(())
    }

    /// What an arrival says; `None` if it is what the row holds already.
    fn open(&self, rules: &Rules, arrival: &Arrival, row: Option<&Row>) -> Tried {
        if row.is_some_and(|row| arrival.is_held_by(row)) {
            return None;
        }
        Some(self.unseal(rules, arrival))
    }

    fn unseal(&self, rules: &Rules, arrival: &Arrival) -> Result<Opened, Unreadable> {
        let header = arrival.sealed.header().map_err(|_| Unreadable::NotSealed)?;
        if header.space != self.terms.space {
            return Err(Unreadable::OtherSpace);
        }
        if header.record != arrival.id {
            return Err(Unreadable::OtherRecord);
        }
        if header.epoch > self.keys.epoch() {
            return Err(Unreadable::UnknownEpoch);
        }
        let body = self.keys.open(arrival.id, &arrival.sealed)?;
        let doubt = rules.doubt(arrival.id, header.epoch, arrival.hash);
        let content = Content::read(&body, self.terms.reader).map_err(|error| {
            // What is not to be believed is not kept for those who may read it either.
            doubt.unwrap_or(match error {
                ReadContentError::Newer => Unreadable::Newer,
                ReadContentError::Malformed => Unreadable::Malformed,
            })
        })?;
        Ok(Opened { content, doubt })
    }

    fn take(&self, before: Option<&Row>, arrival: &Arrival, opened: Tried, link: &mut Link) -> Row {
        let mut row = before.cloned().unwrap_or_else(|| Row::new(arrival.id));
        if row.base.is_some_and(|base| base.revision >= arrival.revision && base.hash != arrival.hash) {
            // A server counts on. This one went back to an older state, and nobody knows what else it lost.
            link.compare = true;
        }
        row.base = Some(arrival.base());
        let Some(opened) = opened else {
            return row;
        };
        let judged = opened.and_then(|opened| judge(row.content.as_ref(), opened, self.terms.reader));
        match judged {
            Ok((content, dirty)) => {
                row.content = Some(content);
                row.dirty = dirty;
                row.unread = None;
            }
            Err(why) => {
                row.unread = Some(Unread { sealed: arrival.sealed.clone(), why });
                // What takes its place here must do so at the server: devices that come later would have neither. Under
                // keys that are not here it may be what others agree on.
                let is_judged = why != Unreadable::UnknownEpoch;
                row.dirty |= is_judged && row.content.is_some() && row.kept_unread().is_none();
            }
        }
        row
    }
}

/// What a row holds after a version came, and whether that is more than the version.
fn judge(ours: Option<&Content>, opened: Opened, reader: u16) -> Result<(Content, bool), Unreadable> {
    let Opened { content: theirs, doubt } = opened;
    let Some(ours) = ours else {
        return doubt.map_or(Ok((theirs, false)), Err);
    };
    let merged = content::merge(ours, &theirs);
    let adds_nothing = merged.as_ref() == Some(ours);
    if let Some(why) = doubt.filter(|_| !adds_nothing) {
        return Err(why);
    }
    let merged = merged.ok_or(Unreadable::NotMergeable)?;
    // Devices that come later would not believe it.
    let dirty = doubt.is_some() || merged != theirs;
    // To merge is to rewrite, which a version that does not know the format must not do.
    if merged.min_reader() > reader && dirty && !adds_nothing {
        return Err(Unreadable::Newer);
    }
    Ok((merged, dirty))
}

fn load(tx: &dyn Transaction, arrivals: &[Arrival]) -> Result<BTreeMap<RecordId, Row>, LocalError> {
    let ids: Vec<_> = arrivals.iter().map(|arrival| arrival.id).collect();
    Ok(tx.rows(&ids)?.into_iter().map(|row| (row.id, row)).collect())
}

/// Whether a version holds edits of this copy of the app that never left it: then there is another copy.
fn is_copied(actor: Actor, arrivals: &[Arrival], opened: &[Tried], rows: &BTreeMap<RecordId, Row>) -> bool {
    arrivals.iter().zip(opened).any(|(arrival, opened)| match opened {
        Some(Ok(Opened { content, doubt: None })) => {
            let sent = rows.get(&arrival.id).map_or(0, |row| row.pushed_n);
            content.seen().get(&actor).is_some_and(|n| *n > sent)
        }
        _ => false,
    })
}

impl Absorbed {
    fn note(&mut self, before: Option<&Row>, row: &Row, arrival: &Arrival, link: &mut Link) {
        if !row.is_checkpoint() {
            link.content_seq = link.content_seq.max(arrival.seq);
        }
        if before.is_some_and(|before| arrival.is_held_by(before)) {
            return;
        }
        self.new += 1;
        let was_list = before.and_then(|row| row.content.as_ref()).is_some_and(is_list);
        self.has_list |= was_list || row.content.as_ref().is_some_and(is_list);
        let is_of_other_keys = |why| matches!(why, Unreadable::UnknownEpoch | Unreadable::EpochClosed);
        self.wants_keyring |= row.unread.as_ref().is_some_and(|unread| is_of_other_keys(unread.why));
    }
}

const fn is_list(content: &Content) -> bool {
    matches!(content, Content::List(_))
}

/// Which rows are to be written, and how much of them.
#[derive(Default)]
struct Changed {
    contents: Vec<RecordId>,
    marks: Vec<RecordId>,
    erased: Vec<(RecordId, Content)>,
}

impl Changed {
    fn note(&mut self, before: Option<&Row>, row: &Row) {
        let is_same = before.is_some_and(|before| before.content == row.content && before.unread == row.unread);
        if !is_same {
            self.contents.push(row.id);
        } else if before.is_some_and(|before| before.mark() != row.mark()) {
            self.marks.push(row.id);
        }
        let lost = before.and_then(|before| before.content.as_ref()).filter(|content| content.is_live_noun());
        if let Some(lost) = lost.filter(|_| row.content.as_ref().is_some_and(|content| content.kind() == 0)) {
            self.erased.push((row.id, lost.clone()));
        }
    }

    fn write(
        self,
        tx: &mut dyn Transaction,
        link: &mut Link,
        rows: &BTreeMap<RecordId, Row>,
    ) -> Result<(), LocalError> {
        hold::lay_aside(tx, link, self.erased)?;
        let contents: Vec<_> = self.contents.iter().filter_map(|id| rows.get(id).cloned()).collect();
        let marks: Vec<_> = self.marks.iter().filter_map(|id| rows.get(id).map(Row::mark)).collect();
        tx.put(&contents)?;
        tx.mark(&marks)
    }
}
