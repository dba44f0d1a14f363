#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod content;
pub mod engine;
#[cfg(test)]
mod evil;
pub mod keychain;
pub mod local;
pub mod made;
pub mod outcome;
pub mod sealed_keychain;
#[cfg(any(test, feature = "simulator"))]
pub mod simulator;
