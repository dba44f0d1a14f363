#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod app;
mod backup;
#[cfg(feature = "bindings")]
pub mod bindings;
pub mod burden;
mod calls;
pub mod choices;
pub mod clock;
mod decode;
mod demo;
pub mod error;
pub mod folder;
pub mod help;
pub mod host;
pub mod journal;
mod keys;
pub mod lines;
pub mod meetings;
mod network;
mod paper;
pub mod path;
pub mod people;
pub mod plan;
pub mod reflection;
pub mod reminders;
pub mod routine;
pub mod search;
pub mod service;
pub mod settings;
pub mod solat;
pub mod stories;
pub mod sync;
#[cfg(test)]
mod testing;
pub mod text;
pub mod today;
pub mod vault;
