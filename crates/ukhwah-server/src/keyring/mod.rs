//! The keyring: read, changed, acknowledged.

pub mod ack;
pub mod change;
pub mod check;
mod plan;
pub mod read;
