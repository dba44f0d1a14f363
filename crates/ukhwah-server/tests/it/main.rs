//! The server as members and operators meet it.

#![forbid(unsafe_code)]
#![expect(unreachable_pub, reason = "two files are shared with a library, and the others are written like them")]

#[expect(dead_code, reason = "the swarm uses the rest")]
#[path = "../../../../tests/support/member.rs"]
mod member;
#[expect(dead_code, reason = "the swarm uses the rest")]
#[path = "../../../../tests/support/wire.rs"]
mod wire;

mod calls;
mod contract;
mod postgres;
mod running;
