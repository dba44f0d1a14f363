#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod account;
pub mod answer;
pub mod command;
pub mod config;
pub mod error;
pub mod invite;
pub mod keyring;
pub mod limit;
pub mod login;
pub mod mailbox;
pub mod metrics;
pub mod outside;
pub mod record;
pub mod request;
pub mod router;
pub mod routes;
pub mod serve;
pub mod server;
pub mod session;
pub mod sheet;
pub mod signature;
pub mod store;
pub mod upkeep;
pub mod waiting;

pub use serve::serve;
pub use server::Server;
