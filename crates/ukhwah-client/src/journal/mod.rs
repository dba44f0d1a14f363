//! The journal: written, kept to the last second, found again, taken away as a file. Nothing in it reaches anybody else.

mod export;
mod list;
mod remove;
mod save;
mod view;

pub(crate) use list::{at_words, first_line};
pub use view::*;

#[cfg(test)]
mod tests;
