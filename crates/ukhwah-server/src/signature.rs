//! Signatures are checked strictly: no key of small order, one encoding of each signature.

use ed25519_dalek::{Signature as Signed, VerifyingKey};
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{AccountId, OrgId, Signature, VerifyKey};
use ukhwah_protocol::message::SignedAct;
use ukhwah_protocol::transcript::{self, Act};

use crate::error::{Failure, refused};

/// Whether a key can be one: a point of the curve that is not of small order.
#[must_use]
pub fn is_key(key: &VerifyKey) -> bool {
    VerifyingKey::from_bytes(&key.0).is_ok_and(|key| !key.is_weak())
}

/// Whether this key signed these bytes.
#[must_use]
pub fn is_signed(key: &VerifyKey, bytes: &[u8], signature: &Signature) -> bool {
    let signed = Signed::from_bytes(&signature.0);
    VerifyingKey::from_bytes(&key.0).is_ok_and(|key| key.verify_strict(bytes, &signed).is_ok())
}

/// An act that must be signed by the person whose account it changes.
pub struct Signing {
    /// The organization.
    pub org: OrgId,
    /// The account.
    pub account: AccountId,
    /// The person's key.
    pub key: VerifyKey,
    /// The keyring's revision that must have been signed.
    pub revision: u64,
}

impl Signing {
    /// Checks one act.
    ///
    /// # Errors
    /// `bad_signature`.
    pub fn check(&self, act: Act, parameters: &[u8], signed: &SignedAct) -> Result<(), Failure> {
        let bytes = transcript::act(self.org, self.account, act, parameters, self.revision);
        if signed.revision == self.revision && is_signed(&self.key, &bytes, &signed.signature) {
            Ok(())
        } else {
            Err(refused(ErrorCode::BadSignature, "the act is not signed by the person, at this revision"))
        }
    }
}
