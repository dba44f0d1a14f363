//! What the work weighs: shifts, the load of a week, hours and boundaries, and what a week gave and cost.

mod balance;
mod balance_view;
mod list;
mod marks;
mod message;
mod remove;
mod save;
mod view;
mod words;
mod work;

pub use balance_view::*;
pub(crate) use list::shift_waits;
pub(crate) use marks::heavy_weeks_between;
pub use view::*;
pub(crate) use work::work_stored;

#[cfg(test)]
mod tests;
