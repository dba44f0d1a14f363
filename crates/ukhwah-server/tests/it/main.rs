//! The server as members and operators meet it.

#![forbid(unsafe_code)]
#![expect(unreachable_pub, reason = "two files are shared with a library, and the others are written like them")]

#[path = "../../../../tests/support/member.rs"]
mod member;
#[path = "../../../../tests/support/wire.rs"]
mod wire;

mod bad_input;
mod calls;
mod contract;
mod crowding;
mod differential;
mod ending;
mod operator;
mod postgres;
mod program;
mod readers;
mod refusals;
mod running;
mod tls;
