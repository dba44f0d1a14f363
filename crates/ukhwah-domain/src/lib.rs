#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod help;
pub mod id;
pub mod language;
pub mod person;
pub mod plan;
pub mod record;
pub mod time;
