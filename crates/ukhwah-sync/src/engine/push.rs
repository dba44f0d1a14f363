//! What is dirty goes to the server: as a sealed snapshot, which is kept until there is an answer.

mod settled;

use std::collections::{BTreeMap, BTreeSet};

use rand_core::CryptoRng;
use ukhwah_protocol::api::{Fault, SyncApi};
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{RecordId, VersionHash};
use ukhwah_protocol::limits::{PUSH_BYTES, PUSH_ITEMS};
use ukhwah_protocol::message::{PushAnswer, PushAnswers, PushItem};
use ukhwah_protocol::sealed::Sealed;

use settled::Settled;

use super::Engine;
use super::absorb::{Absorbed, Absorber};
use super::rules::Rules;
use crate::content::{self, ERASED};
use crate::keychain::{Keychain, Unreadable};
use crate::local::{Link, Local, LocalError, Mark, Parcel, Row, Transaction, Tray, Unread, Unsure};
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

/// Which of the dirty rows are sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    /// Those of which the server has a version.
    Held,
    /// Those of them that were erased.
    Erased,
}

impl Which {
    fn takes(self, row: &Row) -> bool {
        let is_erased = || row.content.as_ref().is_some_and(|content| content.kind() == ERASED);
        match self {
            Self::All => true,
            Self::Held => row.base.is_some(),
            Self::Erased => row.base.is_some() && is_erased(),
        }
    }
}

/// Rows to send, as far as one request holds them.
#[derive(Default)]
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
        let done = self.push_what_fits(&mut pass);
        self.outcome.pushed += pass.took;
        done.map(|()| pass)
    }

    /// A full account refuses what would make it larger, and whatever is sent with that.
    fn push_what_fits(&mut self, pass: &mut Pass) -> Result<(), Stop> {
        let full = match self.push_all(pass) {
            Err(stop) if is_full(&stop) => stop,
            done => return done,
        };
        for which in [Which::Held, Which::Erased] {
            match self.push_dirty(pass, which) {
                Err(stop) if is_full(&stop) => {}
                done => {
                    done?;
                    break;
                }
            }
        }
        if pass.took == 0 && pass.conflicts.is_empty() {
            return Err(full);
        }
        pass.again = true;
        Ok(())
    }

    fn push_all(&mut self, pass: &mut Pass) -> Result<(), Stop> {
        if self.push_again(pass)? { self.push_dirty(pass, Which::All) } else { Ok(()) }
    }

    /// Sends what was sent before and has no answer. Returns whether the epoch is still open.
    fn push_again(&mut self, pass: &mut Pass) -> Result<bool, Stop> {
        let epoch = self.keys.epoch();
        let (kept, unsure) = self.local.transact(|tx| Ok::<_, LocalError>((tx.outbox()?, tx.link()?.unsure)))?;
        let Some(Unsure { sent, bases, .. }) = unsure else { return Ok(true) };
        let again = |parcel: Parcel| Sending { base: bases.get(&parcel.id).copied(), parcel, sent_before: None };
        // What is not unsure has its answer. What was sealed for an epoch that is over is sealed anew: its rows are dirty.
        let is_due = |parcel: &Parcel| {
            sent.contains_key(&parcel.id) && parcel.sealed.header().is_ok_and(|header| header.epoch >= epoch)
        };
        let sendings: Vec<_> = kept.into_iter().filter(is_due).map(again).collect();
        let mut left = &sendings[..];
        while !left.is_empty() {
            let (now, later) = left.split_at(fitting(left));
            let answer = self.server.push(self.terms.space, &items(now), &mut || ());
            if !self.take_answer(answer, now, later, pass)? {
                return Ok(false);
            }
            left = later;
        }
        Ok(true)
    }

    fn push_dirty(&mut self, pass: &mut Pass, which: Which) -> Result<(), Stop> {
        let (server, space, epoch) = (self.server, self.terms.space, self.keys.epoch());
        let mut tray = Tray::First;
        let mut batch = self.pack(None, which, tray, false)?;
        while let Some(Batch { sendings, last, .. }) = batch {
            tray = tray.other();
            let mut next = Ok(None);
            let answer = server.push(space, &items(&sendings), &mut || next = self.pack(last, which, tray, true));
            let later = next.as_ref().ok().and_then(Option::as_ref).map_or(&[][..], |next| &next.sendings);
            // What the answer says is kept even if the next could not be.
            if !self.take_answer(answer, &sendings, later, pass)? {
                return Ok(());
            }
            if self.keys.epoch() != epoch {
                // What was packed ahead is of an epoch that is over.
                self.discard_packed(pass)?;
                return Ok(());
            }
            batch = match next? {
                Some(next) => Some(next),
                None => self.pack(last, which, tray, false)?,
            };
        }
        if which == Which::All { Ok(self.settle_unsure()?) } else { Ok(()) }
    }

    /// All that could be sent has its answer. What was unsure and is no longer dirty came back from the server; what is, could
    /// not be sent, since the server's version cannot be read, and stays unsure.
    fn settle_unsure(&mut self) -> Result<(), LocalError> {
        let Link { unsure, earlier, .. } = self.link()?;
        let ids: Vec<_> =
            unsure.into_iter().flat_map(|unsure| unsure.sent.into_keys()).chain(earlier.into_keys()).collect();
        if ids.is_empty() {
            return Ok(());
        }
        self.local.transact(|tx| {
            let left = tx.outlines(&ids)?.into_iter().filter(|outline| outline.mark.dirty);
            let left: BTreeSet<_> = left.map(|outline| outline.mark.id).collect();
            let mut link = tx.link()?;
            link.settle(&ids.iter().copied().filter(|id| !left.contains(id)).collect::<Vec<_>>());
            if link.unsure.is_none() {
                clear_trays(tx)?;
            }
            tx.set_link(&link)
        })
    }

    /// Nothing that was packed is of use. What of it left before stays unsure, until it is packed anew: its rows are dirty.
    fn discard_packed(&mut self, pass: &mut Pass) -> Result<(), LocalError> {
        pass.again = true;
        self.local.transact(clear_trays)
    }

    /// Seals what comes next and keeps it, together with the mark that it has left: `ahead`, while the answer to what was
    /// packed before is waited for. None if nothing is left, or it cannot be packed ahead.
    fn pack(
        &mut self,
        mut after: Option<RecordId>,
        which: Which,
        tray: Tray,
        ahead: bool,
    ) -> Result<Option<Batch>, LocalError> {
        loop {
            let mut batch = self.pack_some(after, which, tray, ahead)?;
            if !batch.too_long.is_empty() {
                self.outcome.tell(Notice::TooLong(std::mem::take(&mut batch.too_long)));
            }
            if !batch.sendings.is_empty() {
                return Ok(Some(batch));
            }
            if batch.last.is_none() {
                return Ok(None);
            }
            after = batch.last;
        }
    }

    fn pack_some(
        &mut self,
        after: Option<RecordId>,
        which: Which,
        tray: Tray,
        ahead: bool,
    ) -> Result<Batch, LocalError> {
        let Self { local, keys, random, rules, not_taken, .. } = self;
        local.transact(|tx| {
            let rules = Rules::kept(rules, tx, &**keys)?;
            let (actor, mut link) = (tx.actor()?, tx.link()?);
            let is_own = |unsure: &Unsure| unsure.actor == actor.0;
            if ahead && !link.unsure.as_ref().is_none_or(is_own) {
                // What is on its way is told apart by record, and not by identity.
                return Ok(Batch::default());
            }
            let mut unsure = match link.unsure.take() {
                Some(unsure) if is_own(&unsure) => unsure,
                given_up => {
                    given_up.into_iter().for_each(|unsure| link.give_up(unsure));
                    Unsure::none(actor)
                }
            };
            let mut batch = Batch::default();
            let (mut bytes, mut marks) = (0, Vec::new());
            for row in tx.dirty(after, PUSH_ITEMS)? {
                let id = row.id;
                let is_due = which.takes(&row) && !not_taken.contains(&id);
                let sealed = if !is_due { Ok(None) } else { seal(&row, &**keys, rules, &mut **random) };
                match sealed {
                    Ok(Some(parcel)) => {
                        bytes += parcel.sealed.as_bytes().len();
                        if bytes > PUSH_BYTES && !batch.sendings.is_empty() {
                            break;
                        }
                        let pushed_n = row.pushed_n.max(row.seen_of(actor));
                        marks.push(Mark { pushed_n, ..row.mark() });
                        let base = row.base.map(|base| base.hash);
                        // Of what was unsure before, nobody knows how much of it arrived.
                        let is_new = !unsure.sent.contains_key(&id);
                        unsure.sent.entry(id).or_insert(row.pushed_n);
                        match base {
                            Some(base) => unsure.bases.insert(id, base),
                            None => unsure.bases.remove(&id),
                        };
                        let sent_before = is_new.then_some(row.pushed_n);
                        batch.sendings.push(Sending { parcel, base, sent_before });
                    }
                    Ok(None) => {}
                    Err(_) => batch.too_long.push(id),
                }
                batch.last = Some(id);
            }
            if !batch.sendings.is_empty() {
                tx.mark(&marks)?;
                let parcels: Vec<_> = batch.sendings.iter().map(|sending| sending.parcel.clone()).collect();
                tx.set_outbox(tray, &parcels)?;
                if !ahead {
                    tx.set_outbox(tray.other(), &[])?;
                }
                tx.set_link(&Link { unsure: Some(unsure), ..link })?;
            }
            Ok(batch)
        })
    }

    /// Keeps what an answer says of what was sent; `later` is packed already and has none. Returns whether the epoch is still
    /// open: else nothing that was packed is of use.
    fn take_answer(
        &mut self,
        answer: Result<PushAnswers, Fault>,
        sendings: &[Sending],
        later: &[Sending],
        pass: &mut Pass,
    ) -> Result<bool, Stop> {
        match answer {
            Ok(pushed) if pushed.answers.len() == sendings.len() => {
                self.settle(sendings, later, pushed, pass)?;
                Ok(true)
            }
            Ok(_) => Err(Misbehaviour::Answers.into()),
            Err(fault) if fault.code() == Some(ErrorCode::EpochClosed) => {
                if !self.refresh_keyring()? {
                    return Err(Misbehaviour::EpochWithoutKeyring.into());
                }
                self.discard_packed(pass)?;
                Ok(false)
            }
            Err(fault) => {
                if fault.code() == Some(ErrorCode::QuotaFull) {
                    // Nothing of it arrived, and as it is it never will.
                    self.local.transact(clear_trays)?;
                }
                Err(fault.into())
            }
        }
    }

    fn settle(
        &mut self,
        sendings: &[Sending],
        later: &[Sending],
        pushed: PushAnswers,
        pass: &mut Pass,
    ) -> Result<(), Stop> {
        let Self { local, keys, random, rules, terms, not_taken, .. } = self;
        let mut absorber = Absorber { keys: &**keys, random: &mut **random, rules, terms: *terms };
        let (settled, absorbed) = local.transact(|tx| {
            let mut link = tx.link()?;
            let ids: Vec<_> = sendings.iter().map(|sending| sending.parcel.id).collect();
            let Some(unsure) = link.unsure.as_ref().filter(|unsure| unsure.names(&ids)) else {
                return Err(LocalError::Refused("it is another one than what was sent came from".to_owned()));
            };
            let mut settled = Settled { is_own: unsure.actor == tx.actor()?.0, ..Settled::default() };
            let outlines: BTreeMap<_, _> =
                tx.outlines(&ids)?.into_iter().map(|outline| (outline.mark.id, outline)).collect();
            let mut answered = Vec::new();
            for (sending, answer) in sendings.iter().zip(pushed.answers) {
                // Of what came in its place nothing is known until the next pull.
                let waits = matches!(answer, PushAnswer::Conflict { revision: 1.., sealed: None });
                answered.extend((!waits).then_some(sending.parcel.id));
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
            // Not before: what came in the place of a snapshot is compared with it.
            link.settle(&answered);
            tx.set_link(&link)?;
            // A tray stays as it is until the next takes its place: to empty it costs as much as to fill it.
            if later.is_empty() {
                clear_trays(tx)?;
            }
            Ok::<_, LocalError>((settled, absorbed))
        })?;
        let Absorbed { found_copy, wants_keyring, has_list, .. } = absorbed;
        pass.took += settled.took;
        pass.conflicts.extend(settled.conflicts);
        pass.again |= settled.again;
        not_taken.extend(settled.not_taken);
        if found_copy {
            self.outcome.tell(Notice::CopyOfAnotherPhone);
        }
        if wants_keyring {
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

fn is_full(stop: &Stop) -> bool {
    stop.code() == Some(ErrorCode::QuotaFull)
}

fn clear_trays(tx: &mut dyn Transaction) -> Result<(), LocalError> {
    Tray::ALL.into_iter().try_for_each(|tray| tx.set_outbox(tray, &[]))
}

fn items(sendings: &[Sending]) -> Vec<PushItem> {
    sendings.iter().map(Sending::item).collect()
}

/// How many of these one request holds; at least one.
fn fitting(sendings: &[Sending]) -> usize {
    let mut bytes = 0;
    let fits = |sending: &&Sending| {
        bytes += sending.parcel.sealed.as_bytes().len();
        bytes <= PUSH_BYTES
    };
    sendings.iter().take(PUSH_ITEMS).take_while(fits).count().max(1)
}

/// The digest of what was only forwarded.
const FORWARDED: [u8; 32] = [0; 32];

/// A snapshot of a row; none if it must not be sent.
fn seal<K: Keychain, R: CryptoRng>(
    row: &Row,
    keys: &K,
    rules: &Rules,
    random: &mut R,
) -> Result<Option<Parcel>, crate::keychain::TooLong> {
    let base_revision = row.base.map_or(0, |base| base.revision);
    let is_checkpoint = row.is_checkpoint();
    let parcel = |sealed, digest| Parcel { id: row.id, base_revision, sealed, digest, is_checkpoint };
    if let Some(unread) = row.kept_unread() {
        // The server's version must not be replaced by anyone who cannot read it; if it lost it, it gets it back.
        if row.base.is_some() {
            return Ok(None);
        }
        return Ok(forward((row.id, unread), keys, rules, random)?.map(|sealed| parcel(sealed, FORWARDED)));
    }
    match &row.content {
        None => Ok(None),
        Some(content) => {
            let body = content.to_bytes();
            Ok(Some(parcel(keys.seal(row.id, &body, random)?, content::digest(&body))))
        }
    }
}

/// A version that cannot be used here, for those who can: as it came, or sealed anew if its epoch is over. None if it is
/// not to be believed: sealed anew, a forgery would be believed by all.
fn forward<K: Keychain, R: CryptoRng>(
    (id, unread): (RecordId, &Unread),
    keys: &K,
    rules: &Rules,
    random: &mut R,
) -> Result<Option<Sealed>, crate::keychain::TooLong> {
    let Ok(header) = unread.sealed.header() else { return Ok(None) };
    if header.epoch >= keys.epoch() {
        return Ok(Some(unread.sealed.clone()));
    }
    if rules.doubt(id, header.epoch, unread.sealed.version_hash()).is_some() {
        return Ok(None);
    }
    keys.open(id, &unread.sealed).ok().map(|body| keys.seal(id, &body, random)).transpose()
}

/// Whether a version that cannot be read may be worth something to another device.
pub(super) const fn is_worth_forwarding(why: Unreadable) -> bool {
    matches!(why, Unreadable::Newer | Unreadable::NotMergeable | Unreadable::UnknownEpoch)
}
