//! The changes of the keyring that this device made, for a server that goes back to before them.
//!
//! A server that was restored from a backup has forgotten which devices were added or removed since. Each change is signed for
//! the revision that it follows, so whoever made it can send it again as it was: nobody need sign, or be believed, anew. The
//! wraps for devices that slept meanwhile are in it.

use minicbor::{Decode, Encode};
use ukhwah_protocol::id::{DeviceId, VersionHash};
use ukhwah_protocol::message::{DeviceChange, KeyringChange, KeyringState, SpaceHead, WrapKind};

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
    changes: Vec<Change>,
}

#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
struct Change {
    /// The keyring that it follows: another one of that revision is that of a device which made a change of its own.
    #[n(0)]
    follows: VersionHash,
    #[n(1)]
    change: KeyringChange,
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

    /// A change of this keyring is about to be sent.
    pub fn send(&mut self, follows: VersionHash, change: &KeyringChange) {
        self.changes.retain(|made| made.change.base_revision < change.base_revision);
        self.changes.push(Change { follows, change: change.clone() });
        let surplus = self.changes.len().saturating_sub(MOST);
        self.changes.drain(..surplus);
    }

    /// A keyring was taken. What was sent and did not lead to it was another device's turn, or cannot be told from that.
    pub fn take(&mut self, revision: u64, keyring: VersionHash) {
        let leads_to =
            |change: &KeyringChange| change.base_revision + 1 == revision && change.keyring.version_hash() == keyring;
        self.changes.retain(|made| made.change.base_revision < self.taken || leads_to(&made.change));
        self.taken = revision;
    }

    /// The change that follows what a server shows, which has forgotten it, as it is to be sent there. `lists`: whether a device
    /// is one of the person's now. One that was removed since by another device does not come back in by this.
    #[must_use]
    pub fn after(&self, state: &KeyringState, lists: impl Fn(DeviceId) -> bool) -> Option<KeyringChange> {
        let next = self.next(state.revision, state.keyring.version_hash())?;
        let mut change = next.change.clone();
        if let Some(DeviceChange::Added(added)) = &change.device
            && !lists(added.device.id)
            && !self.removes_again(next, added.device.id)
        {
            return None;
        }
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

    fn next(&self, revision: u64, keyring: VersionHash) -> Option<&Change> {
        let is_next =
            |made: &&Change| made.change.base_revision == revision && revision < self.taken && made.follows == keyring;
        self.changes.iter().find(is_next)
    }

    /// Whether the changes that follow this one, without a gap, remove the device again.
    fn removes_again(&self, from: &Change, device: DeviceId) -> bool {
        let follows = |made: &&Change| self.next(made.change.base_revision + 1, made.change.keyring.version_hash());
        std::iter::successors(Some(from), follows).any(|made| match &made.change.device {
            Some(DeviceChange::Removed(removed)) => removed.device == device,
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use ukhwah_protocol::id::{AccountId, AgreeKey, RecoveryId, Signature, SpaceId, VerifyKey};
    use ukhwah_protocol::message::{DeviceAdded, DeviceRemoved, NewDevice, SignedAct, Wrap};
    use ukhwah_protocol::sealed::Sealed;

    use super::*;

    const SPACE: SpaceId = SpaceId([7; 16]);
    const TABLET: DeviceId = DeviceId([3; 16]);

    fn ring(keyring: u8) -> Sealed {
        Sealed::from_bytes(vec![keyring])
    }

    fn change(base_revision: u64, keyring: u8) -> KeyringChange {
        let wrap = |kind| Wrap { kind, reference: [1; 16], epoch: 2, bytes: vec![1] };
        KeyringChange {
            base_revision,
            keyring: ring(keyring),
            epoch: 2,
            wraps: vec![wrap(WrapKind::Device), wrap(WrapKind::Sheet)],
            device: None,
            identity: None,
            heads: vec![SpaceHead { space: SPACE, head: 9, open_epoch: 2 }],
        }
    }

    /// A server whose keyring has this revision and content.
    fn state(revision: u64, keyring: u8) -> KeyringState {
        KeyringState {
            account: AccountId([1; 16]),
            revision,
            epoch: 1,
            keyring: ring(keyring),
            wraps: Vec::new(),
            devices: Vec::new(),
            sheet: None,
            spaces: vec![SpaceHead { space: SPACE, head: 4, open_epoch: 1 }],
        }
    }

    fn hash(keyring: u8) -> VersionHash {
        ring(keyring).version_hash()
    }

    /// Changes of the keyrings 1, 2, … to the next.
    fn made(changes: impl IntoIterator<Item = Option<DeviceChange>>) -> Made {
        let mut made = Made::default();
        for (revision, device) in (1..).zip(changes) {
            let next = u8::try_from(revision + 1).expect("few");
            made.send(hash(next - 1), &KeyringChange { device, ..change(revision, next) });
            made.take(revision + 1, hash(next));
        }
        made
    }

    fn after(made: &Made, state: &KeyringState) -> Option<KeyringChange> {
        made.after(state, |_| true)
    }

    #[test]
    fn a_change_is_sent_again_where_the_server_stands_now() {
        let mut made = Made::default();
        made.send(hash(3), &change(3, 4));
        assert_eq!(after(&made, &state(3, 3)), None, "nobody knows yet whether it was made");
        made.take(4, hash(4));
        let with_sheet = KeyringState { sheet: Some(RecoveryId([8; 16])), ..state(3, 3) };
        let again = after(&Made::from_bytes(&made.to_bytes()), &with_sheet).expect("made");
        assert_eq!(again.heads, [SpaceHead { space: SPACE, head: 4, open_epoch: 2 }]);
        assert_eq!(again.wraps.iter().map(|wrap| wrap.reference[0]).collect::<Vec<_>>(), [1, 8]);
        assert_eq!(after(&made, &state(3, 3)).expect("made").wraps.len(), 1);
        assert_eq!((after(&made, &state(2, 2)), after(&made, &state(4, 4))), (None, None));
        assert_eq!(after(&made, &state(3, 9)), None, "another device has made a change of its own");
    }

    #[test]
    fn what_was_sent_and_did_not_become_the_keyring_is_no_change_that_was_made() {
        for (revision, keyring) in [(4, 5), (5, 4)] {
            let mut made = Made::default();
            made.send(hash(2), &change(2, 3));
            made.take(3, hash(3));
            made.send(hash(3), &change(3, 4));
            made.take(revision, hash(keyring));
            made.take(revision, hash(keyring));
            assert_eq!((after(&made, &state(3, 3)), made.changes.len()), (None, 1), "{revision}");
            assert!(after(&made, &state(2, 2)).is_some());
        }
    }

    #[test]
    fn the_last_attempt_counts_and_old_changes_are_forgotten() {
        let mut made = Made::default();
        for revision in 1..=40 {
            made.send(hash(1), &change(revision, 0));
            made.send(hash(1), &change(revision, 1));
            made.take(revision + 1, hash(1));
        }
        assert_eq!(made.changes.len(), MOST);
        assert_eq!(after(&made, &state(9, 1)).map(|change| change.keyring), Some(ring(1)));
        assert_eq!(after(&made, &state(8, 1)), None);
    }

    #[test]
    fn a_device_that_was_removed_since_comes_back_only_with_its_removal() {
        let act = SignedAct { revision: 1, signature: Signature([0; 64]) };
        let device = NewDevice { id: TABLET, sign: VerifyKey([1; 32]), agree: AgreeKey([1; 32]) };
        let added = Some(DeviceChange::Added(DeviceAdded { device, act: act.clone() }));
        let notice = Signature([0; 64]);
        let removed = Some(DeviceChange::Removed(DeviceRemoved { device: TABLET, erase: false, act, notice }));
        let before = state(1, 1);
        assert!(made([added.clone()]).after(&before, |device| device == TABLET).is_some());
        // Another device removed it.
        assert_eq!(made([added.clone()]).after(&before, |_| false), None);
        assert_eq!(made([added.clone(), None]).after(&before, |_| false), None);
        assert!(made([added, None, removed]).after(&before, |_| false).is_some());
    }
}
