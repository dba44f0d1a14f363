//! Official tables: read from a file or, if the person wants that, from the service; checked; kept beside the computed
//! times.

mod check;
mod choose;
mod download;
mod fetching;
mod kept;
mod service;
mod words;

#[cfg(test)]
mod download_tests;
#[cfg(test)]
mod tests;

pub(crate) use check::FoundTable;
pub(crate) use fetching::Fetching;
pub(super) use kept::{KeptTable, OfficialTimes};
pub use service::{NotAnAddress, TableService};
