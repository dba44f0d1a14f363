//! Logging in: a challenge, then a signature over it.

use minicbor::{Decode, Encode};

use crate::id::{AccountId, AgreeKey, DeviceId, Nonce, RecoveryId, Signature, Token, VerifyKey};

/// Asks for a challenge, for a device or a recovery sheet.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ChallengeRequest {
    /// The id of the device or sheet.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub subject: [u8; 16],
}

/// What is to be signed: the answer is the same for subjects that do not exist.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Challenge {
    /// The nonce.
    #[n(0)]
    pub nonce: Nonce,
}

/// Answers a challenge.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum LoginRequest {
    /// As a device of the account.
    #[n(0)]
    Device(#[n(0)] DeviceLogin),
    /// With a recovery sheet.
    #[n(1)]
    Sheet(#[n(0)] SheetLogin),
}

/// A device's login: a signature over [`crate::transcript::auth`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DeviceLogin {
    /// The device.
    #[n(0)]
    pub device: DeviceId,
    /// The nonce that is answered.
    #[n(1)]
    pub nonce: Nonce,
    /// The signature.
    #[n(2)]
    pub signature: Signature,
}

/// A recovery sheet's login: a signature over [`crate::transcript::sheet_auth`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SheetLogin {
    /// The sheet.
    #[n(0)]
    pub recovery: RecoveryId,
    /// The nonce that is answered.
    #[n(1)]
    pub nonce: Nonce,
    /// The key of the one device that this login may register.
    #[n(2)]
    pub sign: VerifyKey,
    /// The other key of that device.
    #[n(3)]
    pub agree: AgreeKey,
    /// The signature.
    #[n(4)]
    pub signature: Signature,
}

/// The login succeeded.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Login {
    /// Shown with each call.
    #[n(0)]
    pub token: Token,
    /// How long, in seconds.
    #[n(1)]
    pub seconds: u32,
    /// The account, which a sheet does not know.
    #[n(2)]
    pub account: AccountId,
}
