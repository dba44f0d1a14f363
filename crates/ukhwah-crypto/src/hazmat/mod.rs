//! Primitives that are easy to use wrongly, and so stay inside this crate.
//!
//! Everything here takes raw bytes, nonces and salts from its caller. The rest of the crate wraps it in types that
//! draw their own randomness and name what they protect; only those types are public.

mod committed;
mod damage;
mod derive;
mod hpke;
mod random;
mod seal;
mod stretch;

pub(crate) use committed::{COMMIT_LEN, CommittedKeys, NONCE_LEN, NotAuthentic, TAG_LEN};
pub(crate) use damage::{DAMAGE_CHECK_LEN, damage_check};
pub(crate) use derive::Derivation;
pub(crate) use hpke::{
    ENC_LEN, HpkeContext, HpkeOpenError, SmallOrder, derive_dh_key, dh_public_key, hpke_open, hpke_seal,
};
pub use random::SystemRandom;
#[cfg(test)]
pub(crate) use random::test_random;
pub(crate) use random::{draw, make_random};
pub(crate) use seal::{Purpose, SEAL_OVERHEAD, UnsealError, seal, unseal};
pub(crate) use stretch::{OutOfMemory, stretch};
