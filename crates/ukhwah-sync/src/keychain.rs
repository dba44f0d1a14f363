//! What the engine needs of keys.

use rand_core::CryptoRng;
use ukhwah_protocol::error::RemovalNotice;
use ukhwah_protocol::id::{DeviceId, RecordId, RecoveryId, VersionHash};
use ukhwah_protocol::message::{KeyringChange, KeyringState, SpaceHead};
use ukhwah_protocol::sealed::Sealed;

/// Why a sealed record is of no use now. It is kept as it came, and tried again when the reason may have gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Unreadable {
    /// The bytes are no sealed record, or one of a later format or suite.
    #[error("the bytes are not a sealed record of this format")]
    NotSealed,
    /// It says that it belongs to another space.
    #[error("the record belongs to another space")]
    OtherSpace,
    /// It says that it is another record.
    #[error("the record is another one")]
    OtherRecord,
    /// Its epoch's key is not here: the keyring may be older than the record.
    #[error("the key of the record's epoch is not known")]
    UnknownEpoch,
    /// Another key sealed it, or its header was changed.
    #[error("another key sealed the record")]
    OtherKey,
    /// It was changed after it was sealed, or belongs to another organization.
    #[error("the record was changed after it was sealed")]
    Changed,
    /// Its padding is not what it must be.
    #[error("the record's padding is not what it must be")]
    Padding,
    /// Its epoch is over, and the list of what stays valid has not come yet.
    #[error("the record's epoch is over and the list of what stays valid has not come")]
    ListMissing,
    /// Its epoch is over, and it is not on the list of what stays valid.
    #[error("the record's epoch is over and it is not on the list of what stays valid")]
    EpochClosed,
    /// A newer version of the app wrote it in a way that this one must not touch.
    #[error("a newer version of the app wrote the record")]
    Newer,
    /// What was sealed is not a body in its one legal form.
    #[error("what was sealed is not a body in its one legal form")]
    Malformed,
    /// It is of another kind than the record of that id here, or both together are more than a record may hold.
    #[error("the record cannot be merged with the one that is here")]
    NotMergeable,
}

/// A body that no sealed record can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the body is too long to be sealed")]
pub struct TooLong;

/// Why a keyring that a server shows is not taken; the one that is here stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyringRefusal {
    /// It is older than the one that is here, or another one of the same revision.
    #[error("the server shows an old copy of the keyring")]
    Old,
    /// The key of its epoch is not among the wraps that the server gave.
    #[error("the server does not give the key of the keyring")]
    WrapMissing,
    /// A wrap does not open for this device, or holds the key of another epoch.
    #[error("a wrap of the keyring's key does not open")]
    WrapBroken,
    /// It does not open, or is not what a keyring must be.
    #[error("the keyring does not open")]
    Broken,
    /// It opens, but cannot come after the one that is here.
    #[error("the keyring cannot come after the one that is here")]
    DoesNotFollow,
    /// A newer version of the app wrote it.
    #[error("a newer version of the app wrote the keyring")]
    Newer,
    /// It says that this device is not one of the person's any more, which only a notice may say.
    #[error("the keyring does not list this device")]
    NotListed,
    /// The server lets in a device that the keyring does not list.
    #[error("the server lists a device that the keyring does not")]
    UnknownDevice,
}

/// Which device is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The device.
    pub device: DeviceId,
    /// Whether it is lost or stolen, so that the person's own keys change too.
    pub is_lost: bool,
    /// Whether it is told to erase what it holds.
    pub erase: bool,
}

/// The keys of one person's space on one device, in memory.
pub trait Keychain: Sized {
    /// This device.
    fn device(&self) -> DeviceId;
    /// The revision of the newest keyring that was taken.
    fn revision(&self) -> u64;
    /// The hash of that keyring, as the server has it.
    fn keyring_hash(&self) -> VersionHash;
    /// The epoch that new versions are sealed under.
    fn epoch(&self) -> u32;
    /// [`Closing::hash`](crate::content::Closing::hash) of the newest close list; none before the first removal.
    fn close_list(&self) -> Option<[u8; 32]>;

    /// Seals a body under the newest epoch.
    ///
    /// # Errors
    /// If it does not fit.
    fn seal<R: CryptoRng>(&self, record: RecordId, body: &[u8], rng: &mut R) -> Result<Sealed, TooLong>;
    /// Opens what a server says is a version of this record.
    ///
    /// # Errors
    /// Why it cannot be used; nothing of what it says may then be believed.
    fn open(&self, record: RecordId, sealed: &Sealed) -> Result<Vec<u8>, Unreadable>;

    /// The keychain after this keyring; `None` if it is the one that is here already.
    ///
    /// # Errors
    /// Why it is not taken.
    fn followed(&self, state: &KeyringState) -> Result<Option<Self>, KeyringRefusal>;
    /// What the device keeps of it, in its encrypted database alone: it holds keys.
    fn to_kept(&self) -> Vec<u8>;

    /// Whether a device is one of the person's.
    fn lists(&self, device: DeviceId) -> bool;
    /// The keychain after a device is gone, with new keys: nothing of it counts before the server has taken the change.
    /// A device that leaves makes it for the others, and keeps nothing of it.
    ///
    /// # Errors
    /// If the device is not listed, or there is no room for another key.
    fn begin_rotation<R: CryptoRng>(&self, removal: &Removal, rng: &mut R) -> Result<Self, CannotRotate>;
    /// The keychain that was begun and kept as [`Self::to_kept`].
    ///
    /// # Errors
    /// If the bytes did not come from there.
    fn resume_rotation(&self, kept: &[u8]) -> Result<Self, CannotRotate>;
    /// The change of the keyring from `before` to this one, which was begun there, with the list of what stays valid.
    ///
    /// # Errors
    /// If the keyring would break its own rules.
    fn finish_rotation<R: CryptoRng>(
        &mut self,
        before: &Self,
        terms: &RotationTerms,
        rng: &mut R,
    ) -> Result<KeyringChange, CannotRotate>;

    /// Whether the person signed this notice for this device.
    fn verifies(&self, notice: &RemovalNotice) -> bool;
}

/// With what a rotation ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RotationTerms {
    /// Which device goes.
    pub removal: Removal,
    /// The hash of the close list.
    pub close_list: [u8; 32],
    /// Where the space must stand, and the epoch that opens.
    pub head: SpaceHead,
    /// The recovery sheet that the server lets in, if there is one.
    pub sheet: Option<RecoveryId>,
}

/// A rotation that cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotRotate {
    /// The device is not one of the person's.
    #[error("the keyring does not list the device")]
    NotListed,
    /// The device itself would go.
    #[error("a device does not remove itself, it leaves")]
    Itself,
    /// There is no room for another key, or the keyring would break its rules.
    #[error("the keyring has no room for another key")]
    NoRoom,
    /// What was kept cannot be read.
    #[error("the kept rotation cannot be read")]
    Damaged,
    /// The list of what stays valid since the last rotation has not come: the next one could not tell a forgery.
    #[error("the list of what stays valid since the last rotation has not come")]
    ListMissing,
}
