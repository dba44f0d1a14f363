//! Group meetings: when and where, the reply, tips heard there, and calendar files.

mod export;
mod found;
mod ics;
mod import;
mod list;
mod next;
mod remove;
mod reply;
mod save;
mod tip;
mod view;

pub(crate) use found::FoundMeeting;
pub use view::*;

#[cfg(test)]
mod calendar_tests;
#[cfg(test)]
mod export_tests;
#[cfg(test)]
mod tests;
