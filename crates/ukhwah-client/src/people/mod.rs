//! People: the list, the ladder, and contacts that come from a file or go into one.

mod check;
mod export;
mod found;
mod hours;
mod import;
mod ladder;
mod list;
mod numbers;
mod order;
mod remove;
mod save;
mod view;

mod vcard;

pub(crate) use check::number_refused;
pub(crate) use found::FoundContact;
pub(crate) use hours::{hours_of, spans_of};
pub(crate) use order::arranged;
pub(crate) use save::seen;
pub use view::*;

#[cfg(test)]
mod contact_tests;
#[cfg(test)]
pub(crate) mod tests;
