//! Today: what asks for attention now, and nothing that is not there yet.

mod look;
mod view;

pub use view::*;
