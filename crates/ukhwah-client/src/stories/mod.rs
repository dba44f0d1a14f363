//! Stories: written once in parts, told in versions, shared with the three questions and a record of it.

mod remove;
mod save;
mod share;
mod show;
mod version;
mod view;
mod words;

pub(crate) use show::told_choices;
pub use view::*;

#[cfg(test)]
mod share_tests;
#[cfg(test)]
mod tests;
