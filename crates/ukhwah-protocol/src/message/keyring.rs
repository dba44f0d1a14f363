//! The keyring as the server sees it: sealed, with wraps of its key, and the devices that may log in.

use minicbor::{Decode, Encode};

use super::NewDevice;
use crate::id::{AccountId, AgreeKey, DeviceId, RecoveryId, Signature, SpaceId, VerifyKey};
use crate::sealed::Sealed;

/// For whom a wrap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum WrapKind {
    /// A device of the account; `reference` is its id.
    #[n(1)]
    Device,
    /// The recovery sheet; `reference` is its id.
    #[n(3)]
    Sheet,
}

/// The key of a keyring of one epoch, wrapped.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Wrap {
    /// For whom.
    #[n(0)]
    pub kind: WrapKind,
    /// The device or sheet.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub reference: [u8; 16],
    /// The epoch whose key it holds.
    #[n(2)]
    pub epoch: u32,
    /// The wrap, at most 512 bytes.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
}

/// A signature with the person's key over [`crate::transcript::act`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SignedAct {
    /// The keyring's revision that was signed.
    #[n(0)]
    pub revision: u64,
    /// The signature.
    #[n(1)]
    pub signature: Signature,
}

/// The newest keyring, and what the asker can open it with.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct KeyringState {
    /// The account.
    #[n(0)]
    pub account: AccountId,
    /// Counted from 1, one more with each change.
    #[n(1)]
    pub revision: u64,
    /// The epoch that it is sealed under.
    #[n(2)]
    pub epoch: u32,
    /// The keyring.
    #[n(3)]
    pub keyring: Sealed,
    /// For a device: every wrap that it has not acknowledged, oldest epoch first. For a sheet: the newest.
    #[n(4)]
    pub wraps: Vec<Wrap>,
    /// The devices that may log in. Only the keyring says which of them are the person's.
    #[n(5)]
    pub devices: Vec<ListedDevice>,
    /// The sheet that may log in, if there is one.
    #[n(6)]
    pub sheet: Option<RecoveryId>,
    /// The spaces of the account with their newest change and lowest open epoch.
    #[n(7)]
    pub spaces: Vec<SpaceHead>,
}

/// A device as the server lists it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ListedDevice {
    /// The device.
    #[n(0)]
    pub id: DeviceId,
    /// The day of its last login, counted from 1970-01-01 UTC.
    #[n(1)]
    pub last_day: u32,
}

/// The newest change of a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SpaceHead {
    /// The space.
    #[n(0)]
    pub space: SpaceId,
    /// The number of its newest change; 0 before the first.
    #[n(1)]
    pub head: u64,
    /// The lowest epoch that new versions may be sealed under.
    #[n(2)]
    pub open_epoch: u32,
}

/// Changes the keyring, all or nothing.
///
/// Refused with `keyring_conflict` unless `base_revision` is the newest, and with `head_moved` unless each space of `heads`
/// is where it says. The same change sent again gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct KeyringChange {
    /// The revision that this one follows.
    #[n(0)]
    pub base_revision: u64,
    /// The new keyring.
    #[n(1)]
    pub keyring: Sealed,
    /// The epoch that it is sealed under: the old one, or one more.
    #[n(2)]
    pub epoch: u32,
    /// Wraps of the epoch's key. With a new epoch: one for every device that remains, and for the sheet if there is one.
    /// Within an epoch none is needed: a device that joins gets the key when it pairs, or from the sheet.
    #[n(3)]
    pub wraps: Vec<Wrap>,
    /// What happens to a device.
    #[n(4)]
    pub device: Option<DeviceChange>,
    /// New keys of the person, where a device was lost.
    #[n(5)]
    pub identity: Option<NewIdentity>,
    /// Where the spaces must be, with the epoch that opens with this change.
    #[n(6)]
    pub heads: Vec<SpaceHead>,
}

/// A device joins or leaves.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum DeviceChange {
    /// It joins.
    #[n(0)]
    Added(#[n(0)] DeviceAdded),
    /// It leaves.
    #[n(1)]
    Removed(#[n(0)] DeviceRemoved),
}

/// A device joins.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DeviceAdded {
    /// The device.
    #[n(0)]
    pub device: NewDevice,
    /// `AddDevice`.
    #[n(1)]
    pub act: SignedAct,
}

/// A device leaves; its tokens end with the change.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DeviceRemoved {
    /// The device.
    #[n(0)]
    pub device: DeviceId,
    /// Whether it is to erase what it holds.
    #[n(1)]
    pub erase: bool,
    /// `RemoveDevice`.
    #[n(2)]
    pub act: SignedAct,
    /// Kept for the removed device: a signature over [`crate::transcript::removed`], with the person's key of before the
    /// change. A device that has not heard of an earlier change of that key cannot verify it, and only pauses.
    #[n(3)]
    pub notice: Signature,
}

/// New keys of the person.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct NewIdentity {
    /// The new signing key.
    #[n(0)]
    pub sign: VerifyKey,
    /// The new key that receives shares.
    #[n(1)]
    pub agree: AgreeKey,
    /// `RotateIdentity`, signed with the old key, as all acts of the same change are.
    #[n(2)]
    pub act: SignedAct,
}

/// The keyring was changed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct KeyringChanged {
    /// The new revision.
    #[n(0)]
    pub revision: u64,
}

/// Says that a device holds the key of an epoch: its wraps of older ones may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct AckKeyring {
    /// The epoch.
    #[n(0)]
    pub epoch: u32,
}
