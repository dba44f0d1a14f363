//! Records: pushed, pulled, compared, let go of.

pub mod ack;
pub mod changes;
pub mod heads;
pub mod index;
pub mod purge;
pub mod push;
