//! Muhasabah: the one-minute check-in, how it went over time, and the early sign.

mod list;
mod marks;
mod paper;
mod save;
mod settings;
mod sign;
mod table;
mod trends;
mod view;

pub(crate) use list::has_checked_in;
pub(crate) use marks::Asked;
pub use marks::{Mark, MarkKind};
pub(crate) use settings::reflection_of;
pub(crate) use sign::LastSign;
pub(crate) use trends::LastTrends;
pub use view::*;

#[cfg(test)]
mod tests;
