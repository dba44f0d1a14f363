//! What the operator asks for, and what the server does by itself: nothing here is asked over the network.

pub mod begin;
pub mod expire;
pub mod restore;
pub mod survey;
