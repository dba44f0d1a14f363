//! The path: beginnings, lapses, returns and milestones, and what was built. Nothing on it is ever overwritten.

mod event;
mod list;
mod remove;
mod save;
mod view;

pub(crate) use list::PATH_TOLD;
pub use view::*;

#[cfg(test)]
mod tests;
