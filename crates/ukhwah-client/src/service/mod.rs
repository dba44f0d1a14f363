//! Service: the log, amends, talks, training, hours by month, and what of it leaves as a file or on paper.

mod export;
mod list;
mod look;
mod remove;
mod save;
mod sheet;
mod view;
mod words;

pub(crate) use look::seen as numbers_in;
pub use view::*;
pub(crate) use words::{day, entry_name, talk_name};

#[cfg(test)]
mod export_tests;
#[cfg(test)]
mod tests;
