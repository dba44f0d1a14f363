//! A device is removed: new keys, and a list of what stays valid of what the old ones sealed.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use ukhwah_domain::record::{Body, VersionVector};
use ukhwah_protocol::api::SyncApi;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{DeviceId, RecordId, VersionHash};
use ukhwah_protocol::message::{PushAnswer, PushItem, SpaceHead};
use ukhwah_protocol::sealed::Sealed;

use super::keyring::keep_keychain;
use super::rules::Rules;
use super::{Engine, PASSES, random_id};
use crate::content::{CLOSE_LINES, CLOSE_LIST, Closing, Content, List, list_id};
use crate::keychain::{CannotRotate, Keychain, KeyringRefusal, Removal, RotationTerms, TooLong};
use crate::local::{Base, Local, LocalError, Mark, Row, Transaction};
use crate::outcome::{Misbehaviour, Outcome, Stop};

/// A rotation that was begun, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
struct Begun {
    #[n(0)]
    device: DeviceId,
    #[n(1)]
    is_lost: bool,
    #[n(2)]
    erase: bool,
    /// The revision of the keyring that it starts from.
    #[n(3)]
    revision: u64,
    /// The keychain with the new keys.
    #[cbor(n(4), with = "minicbor::bytes")]
    kept: Vec<u8>,
    /// Which device began it: a backup of it may have come to another.
    #[n(5)]
    by: DeviceId,
}

impl Begun {
    const fn removal(&self) -> Removal {
        Removal { device: self.device, is_lost: self.is_lost, erase: self.erase }
    }

    fn save(&self, tx: &mut dyn Transaction) -> Result<(), LocalError> {
        tx.set_rotation(Some(&minicbor::to_vec(self).expect("writing to memory does not fail")))
    }
}

/// How far an attempt came.
enum Attempt {
    Done,
    /// The space has changed meanwhile; with the list that came too late, if no change of the keyring was ever sent with it.
    Moved(Option<Closing>),
    /// The keyring has.
    KeyringMoved,
}

type Lines = Vec<(RecordId, VersionHash)>;

impl<A: SyncApi + ?Sized, L: Local, K: Keychain, R: CryptoRng> Engine<'_, A, L, K, R> {
    /// Removes one of the person's devices. What stops it is in the outcome; a removal that was begun goes on with the
    /// next sync.
    #[must_use]
    pub fn remove_device(mut self, removal: Removal) -> Outcome {
        let done = self.try_remove(removal);
        self.end_removal(done)
    }

    /// Takes this device off the list, because the person takes it out, and makes new keys for the others. Where nothing
    /// stopped it, the server knows the device no longer; the caller forgets the keys, of which the newest are for the
    /// others alone.
    #[must_use]
    pub fn leave(mut self) -> Outcome {
        let done = self.try_leave();
        self.end_removal(done)
    }

    /// A removal that was made was made, also where records wait for room.
    fn end_removal(mut self, done: Result<(), Stop>) -> Outcome {
        if done.is_ok() {
            self.full = None;
        }
        self.end(done)
    }

    fn try_leave(&mut self) -> Result<(), Stop> {
        self.refresh_keyring()?;
        self.retry_if_due()?;
        self.pull()?;
        self.go_on_removing()?;
        self.begin(Removal { device: self.keys.device(), is_lost: false, erase: false })?;
        self.go_on_removing()
    }

    fn try_remove(&mut self, removal: Removal) -> Result<(), Stop> {
        if removal.device == self.keys.device() {
            return Err(CannotRotate::Itself.into());
        }
        self.refresh_keyring()?;
        self.retry_if_due()?;
        self.pull()?;
        if !self.keys.lists(removal.device) {
            return Err(CannotRotate::NotListed.into());
        }
        // One that was begun of another device comes first; of this one it is begun anew if it was meant otherwise.
        let is_other = |begun: Begun| begun.device == removal.device && begun.removal() != removal;
        if self.begun()?.is_none_or(is_other) {
            self.begin(removal)?;
        }
        self.go_on_removing()?;
        self.exchange()
    }

    /// Goes on with a removal that was begun, if there is one.
    pub(super) fn go_on_removing(&mut self) -> Result<(), Stop> {
        if self.begun()?.is_none() {
            return Ok(());
        }
        // What stays valid must be what the server has, also if it went back to an older state without a word.
        self.compare()?;
        for _ in 0..PASSES {
            let Some(begun) = self.begun()? else {
                return Ok(());
            };
            if begun.revision != self.keys.revision() {
                self.begin_again(&begun)?;
                continue;
            }
            let attempt = match self.attempt(&begun) {
                // The list came too late: another keyring has closed the epoch.
                Err(stop) if stop.code() == Some(ErrorCode::EpochClosed) => Attempt::KeyringMoved,
                attempt => attempt?,
            };
            match attempt {
                Attempt::Done => return Ok(()),
                Attempt::Moved(late) => self.start_over(late)?,
                Attempt::KeyringMoved => {
                    if !self.refresh_keyring()? {
                        return Err(Stop::StillMoving);
                    }
                }
            }
        }
        Err(Stop::StillMoving)
    }

    /// A list that came too late is of no use any more, and takes room. One that was sent with a change of the keyring stays: the
    /// change may have been made without an answer.
    fn start_over(&mut self, late: Option<Closing>) -> Result<(), Stop> {
        let Self { local, terms, .. } = self;
        local.transact(|tx| {
            let is_late = |row: &Row| late.is_some() && row.content.as_ref().and_then(Content::closing) == late;
            let lists: Vec<_> = tx.of_kind(CLOSE_LIST)?.into_iter().filter(is_late).collect();
            erase_lists(tx, lists, terms.now)
        })?;
        self.full = None;
        self.exchange()?;
        self.pull()
    }

    fn begun(&mut self) -> Result<Option<Begun>, Stop> {
        let kept = self.local.transact(|tx| tx.rotation())?;
        let begun = kept.map(|kept| minicbor::decode::<Begun>(&kept).map_err(|_| CannotRotate::Damaged)).transpose()?;
        Ok(begun.filter(|begun| begun.by == self.keys.device()))
    }

    fn begin(&mut self, removal: Removal) -> Result<(), Stop> {
        self.needs_list()?;
        let next = self.keys.begin_rotation(&removal, self.random)?;
        let begun = Begun {
            device: removal.device,
            is_lost: removal.is_lost,
            erase: removal.erase,
            revision: self.keys.revision(),
            kept: next.to_kept(),
            by: self.keys.device(),
        };
        Ok(self.local.transact(|tx| begun.save(tx))?)
    }

    /// What the last removal left valid must be known, or the next would make a forgery valid, or what it left not any more.
    fn needs_list(&mut self) -> Result<(), Stop> {
        if self.lacks_list()? { Err(CannotRotate::ListMissing.into()) } else { Ok(()) }
    }

    /// Whether the list that the keyring names has not come.
    fn lacks_list(&mut self) -> Result<bool, Stop> {
        if !self.lacks_list_here()? {
            return Ok(false);
        }
        // The keyring may have come before it, or the server kept it back.
        self.compare()?;
        Ok(self.lacks_list_here()?)
    }

    fn lacks_list_here(&mut self) -> Result<bool, LocalError> {
        let Self { local, keys, rules, .. } = self;
        local.transact(|tx| Ok(Rules::kept(rules, tx, &**keys)?.lack_list()))
    }

    /// The keyring is another one by now: ours, if the answer was lost, or that of another device. Either way there is
    /// nothing to go on with.
    fn begin_again(&mut self, begun: &Begun) -> Result<(), Stop> {
        self.lacks_list()?;
        let Self { local, keys, terms, .. } = self;
        local.transact(|tx| clear_lists(tx, &**keys, &[], terms.now))?;
        if self.keys.lists(begun.device) {
            return self.begin(begun.removal());
        }
        Ok(self.local.transact(|tx| tx.set_rotation(None))?)
    }

    fn attempt(&mut self, begun: &Begun) -> Result<Attempt, Stop> {
        self.needs_list()?;
        let (state, _) = self.put_back_keyring()?;
        match state.revision.cmp(&self.keys.revision()) {
            Ordering::Equal if state.keyring.version_hash() == self.keys.keyring_hash() => {}
            Ordering::Greater => return Ok(Attempt::KeyringMoved),
            // It went back to a time before this keyring: it would take the list, each time, and never the change.
            // Or another device has made a change of its own then.
            Ordering::Less | Ordering::Equal => return Err(KeyringRefusal::Old.into()),
        }
        let mut next = self.keys.resume_rotation(&begun.kept)?;
        let (head, lines) = self.lines()?;
        let closing = Closing { epoch: next.epoch(), attempt: random_id(self.random).0 };
        let half = |hash: VersionHash| ukhwah_crypto::VersionHash(hash.0).half();
        let close_list = closing.hash(lines.iter().map(|(id, hash)| (*id, half(*hash))));
        let Some(head) = self.push_lists(&next, closing, &lines, head)? else {
            return Ok(Attempt::Moved(Some(closing)));
        };
        let head = SpaceHead { space: self.terms.space, head, open_epoch: next.epoch() };
        let terms = RotationTerms { removal: begun.removal(), close_list, head, sheet: state.sheet };
        let change = next.finish_rotation(self.keys, &terms, self.random)?;
        let Self { local, keys, .. } = self;
        local.transact(|tx| {
            let mut made = tx.made()?;
            made.send(keys.keyring_hash(), &change);
            tx.set_made(&made)
        })?;
        match self.server.change_keyring(&change) {
            // The new keys are not for a device that leaves: it asks for nothing more, and nobody would answer.
            Ok(_) if begun.device == self.keys.device() => {
                self.local.transact(|tx| tx.set_rotation(None))?;
                Ok(Attempt::Done)
            }
            Ok(_) => self.finish(next),
            Err(fault) => match fault.code() {
                Some(ErrorCode::HeadMoved) => Ok(Attempt::Moved(None)),
                Some(ErrorCode::KeyringConflict) => Ok(Attempt::KeyringMoved),
                _ => Err(fault.into()),
            },
        }
    }

    /// Which version of each record stays valid, and where the space stands with them. What is not to be believed now is
    /// not to be believed then.
    fn lines(&mut self) -> Result<(u64, Lines), LocalError> {
        let Self { local, keys, rules, .. } = self;
        local.transact(|tx| {
            let rules = Rules::kept(rules, tx, &**keys)?;
            let is_doubtful = |row: &Row| {
                let sealed = row.unread.as_ref().map(|unread| &unread.sealed);
                let doubt = |sealed: &Sealed| rules.doubt(row.id, sealed.header().ok()?.epoch, sealed.version_hash());
                sealed.and_then(doubt).is_some()
            };
            let doubtful: BTreeSet<_> = tx.unreadable()?.into_iter().filter(is_doubtful).map(|row| row.id).collect();
            let versions = tx.versions()?.into_iter().filter(|version| !doubtful.contains(&version.id));
            let lines = versions.filter_map(|version| Some((version.id, version.base?.hash)));
            Ok((tx.link()?.seq, lines.collect()))
        })
    }

    /// Pushes the close list; returns the newest change with it, or none if another device came between.
    ///
    /// Each attempt writes records of its own, which are never written again. They are sealed under the keys that begin with
    /// them, so that who has only the old ones can put nothing in their place. If those keys never come, nobody else can
    /// read what was left: this device clears it away, or the next that removes one, by its id.
    fn push_lists(&mut self, next: &K, closing: Closing, lines: &Lines, mut head: u64) -> Result<Option<u64>, Stop> {
        let empty: &[_] = &[&[][..]];
        let parts: Vec<&[_]> = lines.chunks(CLOSE_LINES).collect();
        for part in if parts.is_empty() { empty } else { &parts } {
            let id = list_id(self.random.next_u64().to_be_bytes());
            let content = Content::List(List::close(closing, part.iter().copied()));
            let sealed = next.seal(id, &content.to_bytes(), self.random).map_err(|TooLong| CannotRotate::NoRoom)?;
            let row = Row { content: Some(content), ..Row::new(id) };
            // Before it is sent: if no answer comes, it must still be known what it was.
            self.local.transact(|tx| tx.put(std::slice::from_ref(&row)))?;
            let hash = sealed.version_hash();
            let pushed = self.server.push(
                self.terms.space,
                &[PushItem { id, base_revision: 0, base_hash: None, sealed }],
                &mut || (),
            )?;
            let [PushAnswer::Stored { revision, seq } | PushAnswer::Same { revision, seq }] = pushed.answers[..] else {
                return Err(Misbehaviour::Answers.into());
            };
            let mark = Mark { base: Some(Base { revision, hash }), ..row.mark() };
            self.local.transact(|tx| tx.mark(&[mark]))?;
            if seq != head + 1 {
                return Ok(None);
            }
            head = seq;
        }
        Ok(Some(head))
    }

    /// The server has taken the change: the new keys are this device's, and what they replace goes.
    fn finish(&mut self, next: K) -> Result<Attempt, Stop> {
        let (epoch, now) = (next.epoch(), self.terms.now);
        self.local.transact(|tx| {
            keep_keychain(tx, &next)?;
            tx.set_rotation(None)?;
            // Whoever began these was not the first, and cannot go on with them.
            let opaque: Vec<_> = tx.unreadable()?.into_iter().filter(Row::is_closed_list).collect();
            clear_lists(tx, &next, &opaque, now)
        })?;
        *self.keys = next;
        self.rules = None;
        self.server.ack_keyring(epoch)?;
        self.retry()?;
        Ok(Attempt::Done)
    }
}

/// Erases lists that no keyring names, and with them `opaque` ones.
pub(super) fn clear_lists(
    tx: &mut dyn Transaction,
    keys: &impl Keychain,
    opaque: &[Row],
    now: i64,
) -> Result<(), LocalError> {
    let rules = Rules::load(tx, keys)?;
    let is_left =
        |row: &Row| row.content.as_ref().and_then(Content::closing).is_some_and(|closing| rules.is_left(closing));
    let left = tx.of_kind(CLOSE_LIST)?.into_iter().filter(is_left).chain(opaque.iter().cloned());
    erase_lists(tx, left.collect(), now)
}

fn erase_lists(tx: &mut dyn Transaction, lists: Vec<Row>, now: i64) -> Result<(), LocalError> {
    let erased = Content::Record(Body::Erased { seen: VersionVector::from([(tx.actor()?, 1)]), wall: now });
    let erase = |row| Row { content: Some(erased.clone()), dirty: true, unread: None, ..row };
    tx.put(&lists.into_iter().map(erase).collect::<Vec<_>>())
}
