//! The engine: everything that a device does with a server, in one order.
//!
//! It pulls to the newest change before it pushes, merges whatever differs, and leaves the decision of what is newer to
//! the records themselves. See the sync specification, sections 6 and 7.

mod absorb;
mod bury;
mod checkpoint;
mod compare;
mod hold;
mod keyring;
mod pull;
mod push;
mod renew;
mod rotate;
mod rules;
mod vouch;

use std::collections::BTreeSet;

use rand_core::CryptoRng;
use ukhwah_protocol::api::SyncApi;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{RecordId, SpaceId};

use crate::keychain::Keychain;
use crate::local::{Link, Local, LocalError};
use crate::outcome::{Notice, Outcome, Stop};
use push::Pass;
use rules::Rules;

/// How often a sync sends what changed elsewhere meanwhile.
const PASSES: usize = 5;

/// What a call of the engine is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The person's space.
    pub space: SpaceId,
    /// The newest record format that this version of the app may rewrite.
    pub reader: u16,
    /// The device's clock, in milliseconds since 1970 UTC: it dates what is written and decides nothing else.
    pub now: i64,
    /// Whether the server is asked for its keyring at any rate: once after the start, once a day, and when it says that
    /// there is a new one.
    pub ask_keyring: bool,
    /// Whether the app is about to be put away, so that a checkpoint does not wait.
    pub is_leaving: bool,
}

/// Everything that a device needs to talk to a server. It is made for one call.
pub struct Engine<'e, A: ?Sized, L, K, R> {
    server: &'e A,
    local: &'e mut L,
    keys: &'e mut K,
    random: &'e mut R,
    terms: Terms,
    outcome: Outcome,
    rules: Option<Rules>,
    /// Records that the server does not take; they are left alone for the rest of this call.
    not_taken: BTreeSet<RecordId>,
    /// The server's word that the account is full: nothing more is pushed in this call, and all else goes on.
    full: Option<Stop>,
}

impl<'e, A: SyncApi + ?Sized, L: Local, K: Keychain, R: CryptoRng> Engine<'e, A, L, K, R> {
    /// An engine for one call.
    pub fn new(server: &'e A, local: &'e mut L, keys: &'e mut K, random: &'e mut R, terms: Terms) -> Self {
        let (outcome, not_taken) = (Outcome::default(), BTreeSet::new());
        Self { server, local, keys, random, terms, outcome, rules: None, not_taken, full: None }
    }

    /// Brings device and server to the same records.
    ///
    /// Whatever stops it, what was done before is kept, and the next call goes on from there.
    #[must_use]
    pub fn sync(mut self) -> Outcome {
        let done = self.try_sync();
        self.end(done)
    }

    fn try_sync(&mut self) -> Result<(), Stop> {
        if self.terms.ask_keyring {
            self.refresh_keyring()?;
        }
        self.retry_if_due()?;
        self.pull()?;
        self.vouch()?;
        self.exchange()?;
        match self.go_on_removing() {
            // The removal waits for a server that knows these keys; records wait for nothing.
            Err(Stop::Keyring(why)) => self.outcome.tell(Notice::Keyring(why)),
            done => done?,
        }
        if self.compare_is_due()? {
            self.compare()?;
        }
        self.settle_hold()?;
        self.make_checkpoint()?;
        self.ack()
    }

    /// Pushes and pulls until nothing is left to push, so that what is here afterwards is all that the server has.
    fn exchange(&mut self) -> Result<(), Stop> {
        let mut conflicts = Vec::new();
        for _ in 0..PASSES {
            let pass = self.push_once()?;
            conflicts = pass.conflicts;
            if pass.took == 0 && conflicts.is_empty() && !pass.again {
                return Ok(());
            }
            self.pull()?;
        }
        if !conflicts.is_empty() {
            self.outcome.tell(Notice::StillConflicting(conflicts));
        }
        Ok(())
    }

    /// One round of pushing; none where the account is full, of which the call says so at its end.
    fn push_once(&mut self) -> Result<Pass, Stop> {
        if self.full.is_some() {
            return Ok(Pass::default());
        }
        match self.push() {
            Err(stop) if stop.code() == Some(ErrorCode::QuotaFull) => {
                self.full = Some(stop);
                Ok(Pass::default())
            }
            pass => pass,
        }
    }

    fn ack(&mut self) -> Result<(), Stop> {
        let link = self.link()?;
        if link.seq > link.acked {
            match self.server.ack(self.terms.space, link.seq) {
                Ok(()) => self.update_link(|link| link.acked = link.seq)?,
                // It has gone back since the pull: the next one finds out how far.
                Err(fault) if fault.code() == Some(ErrorCode::HeadMoved) => {}
                Err(fault) => return Err(fault.into()),
            }
        }
        Ok(())
    }

    /// Says what came of a call, and what a removed device has to believe.
    fn end(mut self, done: Result<(), Stop>) -> Outcome {
        if let Err(stop) = done.and(self.full.take().map_or(Ok(()), Err)) {
            let stop = match stop.removal() {
                Some(notice) => {
                    let signed = notice.filter(|notice| self.keys.verifies(notice));
                    Stop::Removed { is_verified: signed.is_some(), erase: signed.is_some_and(|notice| notice.erase) }
                }
                None => stop,
            };
            self.outcome.stopped = Some(stop);
        }
        // Nothing that is told here is worth failing for.
        let _ = self.report();
        self.outcome
    }

    fn report(&mut self) -> Result<(), LocalError> {
        let (unread, heard) =
            self.local.transact(|tx| Ok::<_, LocalError>((tx.unreadable()?, checkpoint::heard(tx)?)))?;
        self.outcome.heard = heard;
        // The list of a removal that came to nothing is no record of the person. The next removal clears it away.
        let unread: Vec<_> = unread.into_iter().filter(|row| !row.is_closed_list()).collect();
        if !self.not_taken.is_empty() {
            self.outcome.tell(Notice::NotTaken(self.not_taken.iter().copied().collect()));
        }
        if !unread.is_empty() {
            let mut reasons: Vec<_> =
                unread.iter().filter_map(|row| Some((row.unread.as_ref()?.why, row.id))).collect();
            reasons.sort_unstable();
            reasons.dedup_by_key(|(why, _)| *why);
            self.outcome.tell(Notice::Unreadable { count: unread.len() as u64, reasons });
        }
        Ok(())
    }

    fn link(&mut self) -> Result<Link, LocalError> {
        self.local.transact(|tx| tx.link())
    }

    fn update_link(&mut self, change: impl FnOnce(&mut Link)) -> Result<(), LocalError> {
        self.local.transact(|tx| {
            let mut link = tx.link()?;
            change(&mut link);
            tx.set_link(&link)
        })
    }
}

/// Sixteen random bytes as a new record's id.
fn random_id(random: &mut impl CryptoRng) -> RecordId {
    let mut bytes = [0; 16];
    random.fill_bytes(&mut bytes);
    RecordId(bytes)
}
