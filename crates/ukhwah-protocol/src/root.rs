//! The organization's root document: which keys speak for it. An invite names its fingerprint.

use minicbor::{Decode, Encode};

use crate::id::{Signature, VerifyKey};

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

/// A root with signatures of its own keys: that whoever made it holds them.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SignedRoot {
    /// A [`Root`], byte for byte as it was signed.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub root: Vec<u8>,
    /// One for each key that signed, over [`crate::transcript::root`], in the order of the keys.
    #[n(1)]
    pub signatures: Vec<Signature>,
}
