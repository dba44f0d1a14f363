//! What keeps one caller from taking what all need. All of it is in memory and forgotten with the process.

pub mod rate;
pub mod room;
pub mod share;
