//! The changes of the keyring that this device made, for a server that goes back to before them.
//!
//! A server that was restored from a backup has forgotten which devices were added or removed since. Each change is signed for
//! the revision that it follows, so whoever made it can send it again as it was: nobody need sign, or be believed, anew. The
//! wraps for devices that slept meanwhile are in it.

use minicbor::{Decode, Encode};
use ukhwah_protocol::id::VersionHash;
use ukhwah_protocol::message::{KeyringChange, KeyringState, SpaceHead, WrapKind};

/// How many of them are kept; the oldest goes first.
const MOST: usize = 32;

/// What a device keeps of the changes that it made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Made {
    /// The revision of the keyring that was last taken: up to it, every change here is known to have been made.
    #[n(0)]
    taken: u64,
    /// By the revision that they follow, each another. One beyond `taken` was sent, and its answer has not come.
    #[n(1)]
    changes: Vec<KeyringChange>,
}

impl Made {
    /// Reads what [`Self::to_bytes`] gave. Without it nothing can be put back, and nothing else suffers.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        minicbor::decode(bytes).unwrap_or_default()
    }

    /// Keeps it as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory does not fail")
    }

    /// A change is about to be sent.
    pub fn send(&mut self, change: &KeyringChange) {
        self.changes.retain(|made| made.base_revision < change.base_revision);
        self.changes.push(change.clone());
        let surplus = self.changes.len().saturating_sub(MOST);
        self.changes.drain(..surplus);
    }

    /// A keyring was taken. What was sent and did not lead to it was another device's turn, or cannot be told from that.
    pub fn take(&mut self, revision: u64, keyring: VersionHash) {
        let leads_to = |made: &KeyringChange| made.base_revision + 1 == revision;
        self.changes
            .retain(|made| made.base_revision < self.taken || leads_to(made) && made.keyring.version_hash() == keyring);
        self.taken = revision;
    }

    /// The change that follows what a server shows, which has forgotten it, as it is to be sent there.
    #[must_use]
    pub fn after(&self, state: &KeyringState) -> Option<KeyringChange> {
        let is_next = |made: &&KeyringChange| made.base_revision == state.revision && made.base_revision < self.taken;
        let mut change = self.changes.iter().find(is_next)?.clone();
        // Its spaces stand where they stand, and it may let in another sheet: neither is signed.
        for named in &mut change.heads {
            let held = state.spaces.iter().find(|held| held.space == named.space)?;
            *named = SpaceHead { head: held.head, ..*named };
        }
        match state.sheet {
            Some(sheet) => {
                for wrap in change.wraps.iter_mut().filter(|wrap| wrap.kind == WrapKind::Sheet) {
                    wrap.reference = sheet.0;
                }
            }
            None => change.wraps.retain(|wrap| wrap.kind != WrapKind::Sheet),
        }
        Some(change)
    }
}

#[cfg(test)]
mod tests {
    use ukhwah_protocol::id::{AccountId, RecoveryId, SpaceId};
    use ukhwah_protocol::message::Wrap;
    use ukhwah_protocol::sealed::Sealed;

    use super::*;

    const SPACE: SpaceId = SpaceId([7; 16]);

    fn change(base_revision: u64, keyring: u8) -> KeyringChange {
        let wrap = |kind| Wrap { kind, reference: [1; 16], epoch: 2, bytes: vec![1] };
        KeyringChange {
            base_revision,
            keyring: Sealed::from_bytes(vec![keyring]),
            epoch: 2,
            wraps: vec![wrap(WrapKind::Device), wrap(WrapKind::Sheet)],
            device: None,
            identity: None,
            heads: vec![SpaceHead { space: SPACE, head: 9, open_epoch: 2 }],
        }
    }

    fn state(revision: u64, sheet: Option<RecoveryId>) -> KeyringState {
        KeyringState {
            account: AccountId([1; 16]),
            revision,
            epoch: 1,
            keyring: Sealed::from_bytes(vec![0]),
            wraps: Vec::new(),
            devices: Vec::new(),
            sheet,
            spaces: vec![SpaceHead { space: SPACE, head: 4, open_epoch: 1 }],
        }
    }

    fn hash(keyring: u8) -> VersionHash {
        Sealed::from_bytes(vec![keyring]).version_hash()
    }

    #[test]
    fn a_change_is_sent_again_where_the_server_stands_now() {
        let mut made = Made::default();
        made.send(&change(3, 4));
        assert_eq!(made.after(&state(3, None)), None, "nobody knows yet whether it was made");
        made.take(4, hash(4));
        let again = Made::from_bytes(&made.to_bytes()).after(&state(3, Some(RecoveryId([8; 16])))).expect("made");
        assert_eq!(again.heads, [SpaceHead { space: SPACE, head: 4, open_epoch: 2 }]);
        assert_eq!(again.wraps.iter().map(|wrap| wrap.reference[0]).collect::<Vec<_>>(), [1, 8]);
        assert_eq!(made.after(&state(3, None)).expect("made").wraps.len(), 1);
        assert_eq!((made.after(&state(2, None)), made.after(&state(4, None))), (None, None));
    }

    #[test]
    fn what_was_sent_and_did_not_become_the_keyring_is_no_change_that_was_made() {
        for (revision, keyring) in [(4, 5), (5, 4)] {
            let mut made = Made::default();
            made.send(&change(2, 3));
            made.take(3, hash(3));
            made.send(&change(3, 4));
            made.take(revision, hash(keyring));
            made.take(revision, hash(keyring));
            assert_eq!((made.after(&state(3, None)), made.changes.len()), (None, 1), "{revision}");
            assert!(made.after(&state(2, None)).is_some());
        }
    }

    #[test]
    fn the_last_attempt_counts_and_old_changes_are_forgotten() {
        let mut made = Made::default();
        for revision in 1..=40 {
            made.send(&change(revision, 0));
            made.send(&change(revision, 1));
            made.take(revision + 1, hash(1));
        }
        assert_eq!(made.changes.len(), MOST);
        assert_eq!(made.after(&state(9, None)).map(|change| change.keyring), Some(Sealed::from_bytes(vec![1])));
        assert_eq!(made.after(&state(8, None)), None);
    }
}
