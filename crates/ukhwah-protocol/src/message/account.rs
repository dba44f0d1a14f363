//! Invites and accounts.

use minicbor::{Decode, Encode};

use super::{SignedAct, Wrap};
use crate::id::{
    AccountId, AgreeKey, DeviceId, InboxId, InviteId, RecoveryId, SecretHash, SpaceId, Tag, Token, VerifyKey,
};
use crate::sealed::Sealed;

/// Makes an invite; the server does not learn its code.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CreateInvite {
    /// Derived from the code.
    #[n(0)]
    pub id: InviteId,
    /// The hash of the token that is derived from the code.
    #[n(1)]
    pub token_hash: SecretHash,
    /// Whether who joins may invite others.
    #[n(2)]
    pub admin: bool,
}

/// Joins: uses an invite up and makes account, space, first device and keyring, all or nothing.
///
/// The ids are random and made by the device. Sent again with the same keys it gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CreateAccount {
    /// The invite.
    #[n(0)]
    pub invite: InviteId,
    /// The proof that its code is known.
    #[n(1)]
    pub token: Token,
    /// The new account.
    #[n(2)]
    pub account: AccountId,
    /// Its inbox.
    #[n(3)]
    pub inbox: InboxId,
    /// Its space.
    #[n(4)]
    pub space: SpaceId,
    /// Its first device.
    #[n(5)]
    pub device: NewDevice,
    /// The person's signing key.
    #[n(6)]
    pub identity_sign: VerifyKey,
    /// The key that receives shares.
    #[n(7)]
    pub identity_agree: AgreeKey,
    /// Over account and both keys of the person, under a key that the server does not know.
    #[n(8)]
    pub bind: Tag,
    /// The keyring, revision 1.
    #[n(9)]
    pub keyring: Sealed,
    /// The epoch of the keyring and of the space.
    #[n(10)]
    pub epoch: u32,
    /// None: the device made the keyring's key itself.
    #[n(11)]
    pub wraps: Vec<Wrap>,
    /// `AddDevice`, revision 1.
    #[n(12)]
    pub act: SignedAct,
}

/// A device that joins an account.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct NewDevice {
    /// Random, made by the device that adds it.
    #[n(0)]
    pub id: DeviceId,
    /// The key that it logs in with.
    #[n(1)]
    pub sign: VerifyKey,
    /// The key that wraps are made for.
    #[n(2)]
    pub agree: AgreeKey,
}

/// A recovery sheet that takes the place of the one before.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct NewSheet {
    /// Derived from the seed.
    #[n(0)]
    pub id: RecoveryId,
    /// The key that its login is checked with.
    #[n(1)]
    pub login: VerifyKey,
    /// The keyring's key, wrapped for the sheet.
    #[n(2)]
    pub wrap: Wrap,
    /// `SetSheet`, at the newest revision.
    #[n(3)]
    pub act: SignedAct,
}
