//! What is dirty goes to the server: as a sealed snapshot, which is kept until there is an answer.

use std::collections::{BTreeMap, BTreeSet};

use rand_core::CryptoRng;
use ukhwah_protocol::api::SyncApi;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{RecordId, VersionHash};
use ukhwah_protocol::limits::{PUSH_BYTES, PUSH_ITEMS};
use ukhwah_protocol::message::{Cursor, PushAnswer, PushAnswers, PushItem};
use ukhwah_protocol::sealed::Sealed;

use super::Engine;
use super::absorb::{Absorbed, Absorber, Arrival};
use crate::content::{self, Content};
use crate::keychain::{Keychain, Unreadable};
use crate::local::{Base, Link, Local, LocalError, Mark, Outline, Parcel, Row, Transaction, Unread, Unsure};
use crate::outcome::{Misbehaviour, Notice, Stop};

/// What one round of pushing came to.
#[derive(Default)]
pub(super) struct Pass {
    /// How many versions the server took.
    pub(super) took: u64,
    /// What had changed elsewhere, and goes out merged in the next round.
    pub(super) conflicts: Vec<RecordId>,
    /// Whether something is to be sent once more for another reason.
    pub(super) again: bool,
}

/// A parcel on its way.
struct Sending {
    parcel: Parcel,
    /// The version that it was made from.
    base: Option<VersionHash>,
    /// How many edits of its record had left before, if nothing of it has ever been on its way.
    sent_before: Option<u64>,
}

/// Rows to send, as far as one request holds them.
struct Batch {
    sendings: Vec<Sending>,
    /// The last row that was looked at; none if there was none left.
    last: Option<RecordId>,
    too_long: Vec<RecordId>,
}

impl<A: SyncApi + ?Sized, L: Local, K: Keychain, R: CryptoRng> Engine<'_, A, L, K, R> {
    /// Sends everything that is dirty, once.
    pub(super) fn push(&mut self) -> Result<Pass, Stop> {
        let mut pass = Pass::default();
        let epoch = self.keys.epoch();
        let (mut kept, unsure) = self.local.transact(|tx| Ok::<_, LocalError>((tx.outbox()?, tx.link()?.unsure)))?;
        let was_empty = kept.is_empty();
        // What was sealed for an epoch that is over is sealed anew: its rows are still dirty.
        kept.retain(|parcel| parcel.sealed.header().is_ok_and(|header| header.epoch >= epoch));
        // What is not unsure has its answer.
        if let Some(Unsure { bases, .. }) = unsure.filter(|_| !kept.is_empty()) {
            let again = |parcel: Parcel| Sending { base: bases.get(&parcel.id).copied(), parcel, sent_before: None };
            let sendings: Vec<_> = kept.into_iter().map(again).collect();
            self.send(&sendings, &mut pass)?;
        }
        let mut after = None;
        loop {
            let batch = self.pack(after)?;
            let Some(last) = batch.last else { break };
            after = Some(last);
            if !batch.too_long.is_empty() {
                self.outcome.tell(Notice::TooLong(batch.too_long));
            }
            if !batch.sendings.is_empty() {
                self.send(&batch.sendings, &mut pass)?;
            }
        }
        if after.is_some() || !was_empty {
            self.local.transact(|tx| tx.set_outbox(&[]))?;
        }
        self.outcome.pushed += pass.took;
        Ok(pass)
    }

    /// Seals what comes next and keeps it, together with the mark that it has left.
    fn pack(&mut self, after: Option<RecordId>) -> Result<Batch, LocalError> {
        let Self { local, keys, random, not_taken, .. } = self;
        local.transact(|tx| {
            let actor = tx.actor()?;
            let mut batch = Batch { sendings: Vec::new(), last: None, too_long: Vec::new() };
            let (mut bytes, mut marks) = (0, Vec::new());
            for row in tx.dirty(after, PUSH_ITEMS)? {
                let id = row.id;
                let sealed = if not_taken.contains(&id) { Ok(None) } else { seal(&row, &**keys, &mut **random) };
                match sealed {
                    Ok(Some(parcel)) => {
                        bytes += parcel.sealed.as_bytes().len();
                        if bytes > PUSH_BYTES && !batch.sendings.is_empty() {
                            break;
                        }
                        let pushed_n = row.pushed_n.max(row.seen_of(actor));
                        marks.push(Mark { pushed_n, ..row.mark() });
                        let base = row.base.map(|base| base.hash);
                        batch.sendings.push(Sending { parcel, base, sent_before: Some(row.pushed_n) });
                    }
                    Ok(None) => {}
                    Err(_) => batch.too_long.push(id),
                }
                batch.last = Some(id);
            }
            tx.mark(&marks)?;
            let parcels: Vec<_> = batch.sendings.iter().map(|sending| sending.parcel.clone()).collect();
            tx.set_outbox(&parcels)?;
            if !parcels.is_empty() {
                let before = |sending: &Sending| Some((sending.parcel.id, sending.sent_before?));
                let sent = batch.sendings.iter().filter_map(before).collect();
                let base = |sending: &Sending| Some((sending.parcel.id, sending.base?));
                let bases = batch.sendings.iter().filter_map(base).collect();
                let unsure = Some(Unsure { actor: actor.0, sent, bases });
                tx.set_link(&Link { unsure, ..tx.link()? })?;
            }
            Ok(batch)
        })
    }

    fn send(&mut self, sendings: &[Sending], pass: &mut Pass) -> Result<(), Stop> {
        let items: Vec<_> = sendings.iter().map(Sending::item).collect();
        match self.server.push(self.terms.space, &items) {
            Ok(pushed) if pushed.answers.len() == items.len() => self.settle(sendings, pushed, pass),
            Ok(_) => Err(Misbehaviour::Answers.into()),
            Err(fault) if fault.code() == Some(ErrorCode::EpochClosed) => {
                // A snapshot of an epoch that is over is of no use any more. The rows are still dirty.
                if !self.refresh_keyring()? {
                    return Err(Misbehaviour::EpochWithoutKeyring.into());
                }
                self.local.transact(|tx| tx.set_outbox(&[]))?;
                pass.again = true;
                Ok(())
            }
            Err(fault) => Err(fault.into()),
        }
    }

    fn settle(&mut self, sendings: &[Sending], pushed: PushAnswers, pass: &mut Pass) -> Result<(), Stop> {
        let Self { local, keys, random, rules, terms, not_taken, .. } = self;
        let mut absorber = Absorber { keys: &**keys, random: &mut **random, rules, terms: *terms };
        let (settled, absorbed) = local.transact(|tx| {
            let mut link = tx.link()?;
            let mut settled = Settled::default();
            let ids: Vec<_> = sendings.iter().map(|sending| sending.parcel.id).collect();
            let outlines: BTreeMap<_, _> =
                tx.outlines(&ids)?.into_iter().map(|outline| (outline.mark.id, outline)).collect();
            for (sending, answer) in sendings.iter().zip(pushed.answers) {
                link.head = link.head.max(answer.seq().unwrap_or(0));
                match outlines.get(&sending.parcel.id) {
                    Some(outline) => settled.note(tx, outline, sending, answer)?,
                    None => settled.is_gone |= answer.seq().is_some(),
                }
            }
            settled.write(tx)?;
            if let Some(cursor) = pushed.cursor {
                settled.go_on(&mut link, cursor);
            }
            let absorbed = absorber.absorb(tx, &mut link, &settled.arrivals)?;
            // The outbox stays until the next takes its place: to empty it each time costs as much as to fill it.
            link.unsure = None;
            tx.set_link(&link)?;
            Ok::<_, LocalError>((settled, absorbed))
        })?;
        let Absorbed { found_copy, lacks_key, has_list, .. } = absorbed;
        pass.took += settled.took;
        pass.conflicts.extend(settled.conflicts);
        pass.again |= settled.again;
        not_taken.extend(settled.not_taken);
        if found_copy {
            self.outcome.tell(Notice::CopyOfAnotherPhone);
        }
        if lacks_key {
            self.refresh_keyring()?;
        } else if has_list {
            self.retry()?;
        }
        Ok(())
    }
}

impl Sending {
    fn item(&self) -> PushItem {
        let Parcel { id, base_revision, sealed, .. } = &self.parcel;
        PushItem { id: *id, base_revision: *base_revision, base_hash: self.base, sealed: sealed.clone() }
    }
}

/// A snapshot of a row; none if it must not be sent.
fn seal<K: Keychain, R: CryptoRng>(
    row: &Row,
    keys: &K,
    random: &mut R,
) -> Result<Option<Parcel>, crate::keychain::TooLong> {
    let base_revision = row.base.map_or(0, |base| base.revision);
    let is_checkpoint = row.is_checkpoint();
    let parcel = |sealed, digest| Parcel { id: row.id, base_revision, sealed, digest, is_checkpoint };
    if let Some(unread) = &row.unread {
        // The server's version must not be replaced by anyone who cannot read it; if it lost it, it gets it back.
        if row.base.is_some() {
            return Ok(None);
        }
        return Ok(forward(row.id, unread, keys, random)?.map(|sealed| parcel(sealed, [0; 32])));
    }
    match &row.content {
        None => Ok(None),
        Some(content) => {
            let body = content.to_bytes();
            Ok(Some(parcel(keys.seal(row.id, &body, random)?, content::digest(&body))))
        }
    }
}

/// A version that cannot be used here, for those who can: as it came, or sealed anew if its epoch is over.
fn forward<K: Keychain, R: CryptoRng>(
    id: RecordId,
    unread: &Unread,
    keys: &K,
    random: &mut R,
) -> Result<Option<Sealed>, crate::keychain::TooLong> {
    if unread.sealed.header().is_ok_and(|header| header.epoch >= keys.epoch()) {
        return Ok(Some(unread.sealed.clone()));
    }
    keys.open(id, &unread.sealed).ok().map(|body| keys.seal(id, &body, random)).transpose()
}

/// Whether a version that cannot be read may be worth something to another device.
pub(super) const fn is_worth_forwarding(why: Unreadable) -> bool {
    matches!(why, Unreadable::Newer | Unreadable::NotMergeable | Unreadable::UnknownEpoch | Unreadable::ListMissing)
}

/// What the answers to a push change.
#[derive(Default)]
struct Settled {
    marks: Vec<Mark>,
    rows: Vec<Row>,
    arrivals: Vec<Arrival>,
    /// The numbers of what the server has now.
    seqs: BTreeSet<u64>,
    /// The highest of them that is not of a checkpoint.
    content_seq: u64,
    /// Whether the server has a version of a row that is no longer here.
    is_gone: bool,
    took: u64,
    conflicts: Vec<RecordId>,
    not_taken: Vec<RecordId>,
    again: bool,
}

impl Settled {
    /// `outline` is the row as it is now: the person may have changed it since it was sealed.
    fn note(
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
                self.marks.push(Mark { pushed_n: sending.sent_before.unwrap_or(mark.pushed_n), ..mark });
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
        match &row.unread {
            None => {
                let dirty = row.content.as_ref().map(Content::digest) != Some(parcel.digest);
                self.marks.push(Mark { dirty, ..mark });
            }
            Some(unread) => {
                let unread = Some(Unread { sealed: parcel.sealed.clone(), why: unread.why });
                self.rows.push(Row { base: Some(base), dirty: row.content.is_some(), unread, ..row });
            }
        }
        Ok(())
    }

    /// What was pushed need not be pulled where its numbers follow on what is known: then nothing lies between.
    fn go_on(&self, link: &mut Link, cursor: Cursor) {
        let new = || self.seqs.range(link.seq.saturating_add(1)..);
        let Some(last) = new().next_back().copied() else { return };
        if !self.is_gone && last - link.seq == new().count() as u64 {
            link.content_seq = link.content_seq.max(self.content_seq);
            (link.seq, link.cursor) = (last, Some(cursor));
        }
    }

    fn write(&self, tx: &mut dyn Transaction) -> Result<(), LocalError> {
        tx.put(&self.rows)?;
        tx.mark(&self.marks)
    }
}
