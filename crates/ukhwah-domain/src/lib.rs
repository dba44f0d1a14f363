#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod agenda;
pub mod bounded;
pub mod burden;
pub mod checkin;
pub mod direction;
pub mod help;
pub mod id;
pub mod journal;
pub mod language;
pub mod meeting;
pub mod path;
pub mod person;
pub mod plan;
pub mod record;
pub mod reminder;
pub mod routine;
pub mod search;
pub mod service;
pub mod story;
pub mod time;
