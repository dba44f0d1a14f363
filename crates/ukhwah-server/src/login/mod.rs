//! Logging in: a challenge, then a signature over it.

pub mod answer;
pub mod challenge;
pub mod end;
pub mod issue;
