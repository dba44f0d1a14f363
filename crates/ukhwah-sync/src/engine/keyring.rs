//! Newer keyrings, and what could not be read before them.

use rand_core::CryptoRng;
use ukhwah_protocol::api::SyncApi;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::message::KeyringState;

use super::Engine;
use super::absorb::{Absorber, Arrival};
use crate::keychain::Keychain;
use crate::local::{Local, LocalError, Transaction};
use crate::outcome::{Notice, Outcome, Stop};

/// How many changes of the keyring one call gives back at most.
const PUT_BACK: usize = 40;

impl<A: SyncApi + ?Sized, L: Local, K: Keychain, R: CryptoRng> Engine<'_, A, L, K, R> {
    /// Takes the server's newest keyring, without a look at any record.
    #[must_use]
    pub fn take_keyring(mut self) -> Outcome {
        let done = self.refresh_keyring().map(|_| ());
        self.end(done)
    }

    /// Asks for the keyring; returns whether a newer one was taken. To a server that has gone back to an older one it gives back
    /// what this device changed since.
    pub(super) fn refresh_keyring(&mut self) -> Result<bool, Stop> {
        let (state, was_put_back) = self.put_back_keyring()?;
        self.outcome.lets_in = Some(state.sheet);
        match self.keys.followed(&state) {
            Ok(None) => {
                if was_put_back {
                    // The wraps of this device came along.
                    self.server.ack_keyring(state.epoch)?;
                }
                Ok(false)
            }
            Ok(Some(newer)) => {
                self.take_keychain(newer)?;
                self.server.ack_keyring(state.epoch)?;
                self.retry()?;
                Ok(true)
            }
            Err(refusal) => {
                self.outcome.tell(Notice::Keyring(refusal));
                Ok(false)
            }
        }
    }

    /// What the server shows after it was given back whatever this device changed since, and whether it took anything. Where
    /// another device made the next change, the rest waits for that one.
    pub(super) fn put_back_keyring(&mut self) -> Result<(KeyringState, bool), Stop> {
        let mut state = self.server.keyring()?;
        let mut was_put_back = false;
        for _ in 0..PUT_BACK {
            if state.revision >= self.keys.revision() {
                break;
            }
            let made = self.local.transact(|tx| tx.made())?;
            let Some(change) = made.after(&state, |device| self.keys.lists(device)) else { break };
            match self.server.change_keyring(&change) {
                Ok(_) => was_put_back = true,
                // Another device was quicker.
                Err(fault) if matches!(fault.code(), Some(ErrorCode::HeadMoved | ErrorCode::KeyringConflict)) => {}
                Err(fault) if fault.code().is_some_and(is_final) => break,
                Err(fault) => return Err(fault.into()),
            }
            state = self.server.keyring()?;
        }
        if was_put_back {
            // It has gone back, and has forgotten more than that.
            let went_back_at = Some(self.terms.now);
            self.update_link(|link| (link.compare, link.went_back_at) = (true, went_back_at))?;
        }
        Ok((state, was_put_back))
    }

    /// Kept before it is used, and before the server may forget the wraps that led to it.
    pub(super) fn take_keychain(&mut self, newer: K) -> Result<(), LocalError> {
        self.local.transact(|tx| keep_keychain(tx, &newer))?;
        *self.keys = newer;
        self.rules = None;
        Ok(())
    }

    /// Tries again what could not be read, if the keyring or this version of the app is another than the last time.
    pub(super) fn retry_if_due(&mut self) -> Result<(), Stop> {
        let now = (self.keys.revision(), self.terms.reader);
        if self.link()?.retried != now {
            self.retry()?;
        }
        Ok(())
    }

    pub(super) fn retry(&mut self) -> Result<(), Stop> {
        let Self { local, keys, random, rules, terms, .. } = self;
        let mut absorber = Absorber { keys: &**keys, random: &mut **random, rules, terms: *terms };
        let found_copy = local.transact(|tx| {
            let mut link = tx.link()?;
            let rows = tx.unreadable()?;
            let arrivals = rows
                .into_iter()
                .filter_map(|row| Some(Arrival::new(row.id, 0, row.base?.revision, row.unread?.sealed)));
            let mut found_copy = false;
            let arrivals: Vec<_> = arrivals.collect();
            // Once more for what waited for a list among them.
            for _ in 0..2 {
                let absorbed = absorber.absorb(tx, &mut link, &arrivals)?;
                found_copy |= absorbed.found_copy;
                if !absorbed.has_list {
                    break;
                }
            }
            link.retried = (absorber.keys.revision(), absorber.terms.reader);
            tx.set_link(&link)?;
            Ok::<_, LocalError>(found_copy)
        })?;
        if found_copy {
            self.outcome.tell(Notice::CopyOfAnotherPhone);
        }
        Ok(())
    }
}

pub(super) fn keep_keychain(tx: &mut dyn Transaction, keys: &impl Keychain) -> Result<(), LocalError> {
    let mut made = tx.made()?;
    made.take(keys.revision(), keys.keyring_hash());
    tx.set_made(&made)?;
    tx.set_keyring(&keys.to_kept())
}

/// Whether a server will never take what it refused like this: it is another one than the change was made for.
const fn is_final(code: ErrorCode) -> bool {
    !matches!(
        code,
        ErrorCode::RateLimited
            | ErrorCode::Busy
            | ErrorCode::Internal
            | ErrorCode::DeviceRemoved
            | ErrorCode::QuotaFull
    )
}
