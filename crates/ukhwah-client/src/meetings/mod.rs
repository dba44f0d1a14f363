//! Group meetings: when and where, the reply, tips heard there, and calendar files.

mod view;

pub use view::*;
