//! The keyring: one encrypted record that holds all keys of a person except those that never leave a device.

mod codec;
mod device;
mod follow;
mod identity;
mod rules;
mod sealing;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use rand_core::CryptoRng;

#[cfg(any(test, feature = "decoders-for-fuzzing"))]
pub(crate) use codec::{decode, encode};
pub use device::{DeviceDetails, DeviceEntry};
pub use follow::FollowError;
pub use identity::{Identity, PastIdentity};
pub use rules::BrokenKeyring;
pub use sealing::{OpenKeyringError, SealKeyringError};

use crate::hazmat::draw;
use crate::{ContactSecret, Id, Owner, SheetRecipient, SpaceKeys};

/// The keys of a person in memory, and what must not be forgotten with them.
///
/// It is changed field by field; sealing and opening hold it to the same rules, so that nothing is sealed that would
/// not open. Whoever changes it raises the revision.
pub struct Keyring {
    /// Counts the versions: the server takes only the one after its own, and devices only newer ones.
    pub revision: u64,
    /// The keys of the person.
    pub identity: Identity,
    /// Where others deliver what they share, from the second stage on.
    pub inbox_id: Id,
    /// The person's own space, one of `spaces`.
    pub space_id: Id,
    /// The keys of each space.
    pub spaces: BTreeMap<Id, SpaceEntry>,
    /// By account, what the two share who met; empty in the first stage.
    pub contacts: BTreeMap<Id, ContactSecret>,
    /// The person's devices by id; who is not here is removed.
    pub devices: BTreeMap<Id, DeviceEntry>,
    /// The recovery sheet, if there is one.
    pub sheet: Option<SheetRecipient>,
    /// SHA-256 of the organization's root document, pinned when the person joined.
    pub root_fingerprint: Option<[u8; 32]>,
    /// The highest version seen of each kind of organization document; empty in the first stage.
    pub documents: BTreeMap<String, u64>,
}

/// The keys of one space and what closed its earlier epochs.
#[derive(Debug)]
pub struct SpaceEntry {
    /// Its keys by epoch.
    pub keys: SpaceKeys,
    /// [`close_list_hash`](crate::close_list_hash) of the newest close list, once a device was removed.
    pub close_list: Option<[u8; 32]>,
}

impl Keyring {
    /// How many devices a person has at most.
    pub const MAX_DEVICES: usize = 8;

    /// Makes the keyring of a new person on the first device, with new keys and a new space; revision 1.
    pub fn begin(owner: &Owner, first: DeviceDetails, rng: &mut impl CryptoRng) -> Self {
        let identity = Identity::make_with(rng);
        let space_id = draw(rng);
        let space = SpaceEntry { keys: SpaceKeys::begin(rng), close_list: None };
        let device_id = first.device_id;
        let entry = DeviceEntry::sign(first, owner, &identity.signing);
        Self {
            revision: 1,
            identity,
            inbox_id: draw(rng),
            space_id,
            spaces: BTreeMap::from([(space_id, space)]),
            contacts: BTreeMap::new(),
            devices: BTreeMap::from([(device_id, entry)]),
            sheet: None,
            root_fingerprint: None,
            documents: BTreeMap::new(),
        }
    }

    /// Adds a device, signed by the person's key, or replaces the one of the same id.
    pub fn add_device(&mut self, owner: &Owner, details: DeviceDetails) {
        let device_id = details.device_id;
        let entry = DeviceEntry::sign(details, owner, &self.identity.signing);
        self.devices.insert(device_id, entry);
    }

    /// Replaces the person's own keys, as after a lost device: the old key signs the new ones, the new one all devices.
    pub fn replace_identity(&mut self, owner: &Owner, rng: &mut impl CryptoRng) {
        self.identity = self.identity.succeed(owner, rng);
        for (device_id, entry) in &mut self.devices {
            let details = entry.details(*device_id);
            *entry = DeviceEntry::sign(details, owner, &self.identity.signing);
        }
    }

    /// The keys of the person's own space; `None` only in a keyring that would not be sealed.
    pub fn own_space(&self) -> Option<&SpaceEntry> {
        self.spaces.get(&self.space_id)
    }

    /// As [`own_space`](Self::own_space), to rotate its keys and to note a close list.
    pub fn own_space_mut(&mut self) -> Option<&mut SpaceEntry> {
        self.spaces.get_mut(&self.space_id)
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keyring(revision {}, {} devices, redacted)", self.revision, self.devices.len())
    }
}
