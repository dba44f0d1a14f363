//! The frozen vectors in `vectors/`, which `vectors/check.py` computes a second time without any of this code.
//!
//! A released format never changes: if one of these tests fails, the code is wrong, not the vector.

mod keyring;
mod local;
mod sync;

use serde::de::DeserializeOwned;

pub(super) fn cases<T: DeserializeOwned>(json: &str) -> Vec<T> {
    let cases: Vec<T> = serde_json::from_str(json).expect("the vectors have the fields of their format");
    assert!(!cases.is_empty());
    cases
}

pub(super) fn bytes(text: &str) -> Vec<u8> {
    hex::decode(text).expect("the vectors are hexadecimal")
}

pub(super) fn array<const N: usize>(text: &str) -> [u8; N] {
    bytes(text).try_into().expect("the vector has the length of its field")
}
