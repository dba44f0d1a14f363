//! Tests of what holds across crates.

#![forbid(unsafe_code)]

mod architecture;
mod generated;
mod killed;
mod migrations;
mod sync;
