#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod api;
pub mod error;
pub mod id;
pub mod invite;
pub mod limits;
pub mod message;
pub mod root;
pub mod sealed;
pub mod transcript;

/// The version of the API, as in the path of every call.
pub const API_VERSION: u16 = 1;

/// What every context string of the specification begins with; written `~/` there.
pub const CONTEXT: &str = "ukhwah/v1/";
