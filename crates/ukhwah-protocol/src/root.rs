//! The organization's root document: which keys speak for it. An invite names its fingerprint.

use minicbor::{Decode, Encode};

use crate::id::VerifyKey;

/// Which keys speak for an organization; they are kept offline.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Root {
    /// Counted from 1, one more with each change.
    #[n(0)]
    pub version: u32,
    /// How many of the keys must sign what speaks for the organization, the next root among it.
    #[n(1)]
    pub threshold: u8,
    /// The keys.
    #[n(2)]
    pub keys: Vec<VerifyKey>,
}
