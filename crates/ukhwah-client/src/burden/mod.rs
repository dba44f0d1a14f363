//! What the work weighs: shifts, the load of a week, hours and boundaries, and what a week gave and cost.

mod balance;
mod balance_view;
mod list;
mod message;
mod remove;
mod save;
mod view;
mod words;
mod work;

pub use balance_view::*;
pub use view::*;
pub(crate) use work::work_stored;

#[cfg(test)]
mod tests;
