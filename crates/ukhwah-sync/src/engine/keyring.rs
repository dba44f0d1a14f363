//! Newer keyrings, and what could not be read before them.

use rand_core::CryptoRng;
use ukhwah_protocol::api::SyncApi;

use super::Engine;
use super::absorb::{Absorber, Arrival};
use crate::keychain::Keychain;
use crate::local::{Local, LocalError};
use crate::outcome::{Notice, Stop};

impl<A: SyncApi + ?Sized, L: Local, K: Keychain, R: CryptoRng> Engine<'_, A, L, K, R> {
    /// Asks for the keyring; returns whether a newer one was taken.
    pub(super) fn refresh_keyring(&mut self) -> Result<bool, Stop> {
        let state = self.server.keyring()?;
        match self.keys.followed(&state) {
            Ok(None) => Ok(false),
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

    /// Kept before it is used, and before the server may forget the wraps that led to it.
    pub(super) fn take_keychain(&mut self, newer: K) -> Result<(), LocalError> {
        self.local.transact(|tx| tx.set_keyring(&newer.to_kept()))?;
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
