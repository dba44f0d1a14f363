//! The server's keyring, where it is not taken: the person is told until it is one that can be.

use chrono::{DateTime, TimeDelta, Utc};
use minicbor::{Decode, Encode};
use ukhwah_store::Store;
use ukhwah_sync::keychain::KeyringRefusal;
use ukhwah_sync::outcome::{Notice, Outcome};

use super::{SyncNotice, kept};
use crate::app::App;
use crate::error::IpcError;

/// For so long an old copy is no news: a server may be on its way back to what it was.
const OLD_AFTER: TimeDelta = TimeDelta::hours(24);

/// Why a keyring is not taken, as far as the person is told.
#[derive(Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
enum Why {
    #[n(0)]
    Old,
    #[n(1)]
    StrangeDevice,
    #[n(2)]
    NotListed,
    #[n(3)]
    Newer,
    #[n(4)]
    Unproven,
}

/// A keyring that is not taken.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Refused {
    #[n(0)]
    why: Why,
    /// Since when, in milliseconds since 1970 UTC.
    #[n(1)]
    since: i64,
}

impl From<KeyringRefusal> for Why {
    fn from(refusal: KeyringRefusal) -> Self {
        match refusal {
            KeyringRefusal::Old => Self::Old,
            KeyringRefusal::UnknownDevice => Self::StrangeDevice,
            KeyringRefusal::NotListed => Self::NotListed,
            KeyringRefusal::Newer => Self::Newer,
            KeyringRefusal::WrapMissing
            | KeyringRefusal::WrapBroken
            | KeyringRefusal::Broken
            | KeyringRefusal::DoesNotFollow => Self::Unproven,
        }
    }
}

impl App {
    /// Notes what became of the server's keyring in a sync that asked for it; returns whether it is as it should be.
    pub(super) fn note_keyring(&self, outcome: &Outcome) -> Result<bool, IpcError> {
        let why = outcome.notices.iter().find_map(|notice| match notice {
            Notice::Keyring(refusal) => Some(Why::from(*refusal)),
            _ => None,
        });
        // Whatever stopped it may have come before the keyring.
        if why.is_none() && !outcome.is_through() {
            return Ok(false);
        }
        let now = self.clock.now().timestamp_millis();
        self.with_open(|open| {
            let known = refused(&open.store)?;
            let is_known = known.as_ref().map(|refused| refused.why) == why;
            if !is_known {
                let kept = why
                    .map(|why| Refused { why, since: now })
                    .map(|kept| minicbor::to_vec(kept).expect("writing to memory does not fail"));
                open.store.sync(|tx| tx.set_state(kept::KEYRING_REFUSED, kept.as_deref()))?;
            }
            Ok(why.is_none())
        })
    }
}

/// What the person must know of the server's keyring.
pub(super) fn notice(store: &Store, now: DateTime<Utc>) -> Result<Option<SyncNotice>, IpcError> {
    let Some(Refused { why, since }) = refused(store)? else { return Ok(None) };
    Ok(match why {
        Why::Old => {
            let is_late = (now.timestamp_millis() - since).abs() >= OLD_AFTER.num_milliseconds();
            is_late.then_some(SyncNotice::OldKeyring)
        }
        Why::StrangeDevice => Some(SyncNotice::StrangeDevice),
        Why::NotListed => Some(SyncNotice::NotListed),
        Why::Newer => Some(SyncNotice::NewerKeyring),
        Why::Unproven => Some(SyncNotice::UnprovenKeyring),
    })
}

fn refused(store: &Store) -> Result<Option<Refused>, IpcError> {
    Ok(store.sync_state(kept::KEYRING_REFUSED)?.and_then(|kept| minicbor::decode(&kept).ok()))
}
