//! Invites.

pub mod create;
