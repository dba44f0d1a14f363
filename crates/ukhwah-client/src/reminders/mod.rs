//! Reminders: planned while the app is open, delivered whether or not it is, and what became of each.

mod about;
mod deliver;
mod desk;
mod look;
mod plan;
mod quiet;
mod save;
mod sound;
mod sources;
mod view;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use desk::ReminderDesk;
pub(crate) use sources::Held;
pub use view::*;
