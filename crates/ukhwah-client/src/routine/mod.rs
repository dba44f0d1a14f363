//! The routine: its items, what was said of each day, and the calm month view.

mod day_view;
mod view;

pub use day_view::*;
pub use view::*;
