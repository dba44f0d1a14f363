//! Reminders: what is due when, and what became of it.
//!
//! [`plan`] computes the next ones as data. The [`ReminderCard`] holds them with their words, works while the app is
//! locked, lets each fire once and remembers honestly what became of it.

mod card;
mod delivery;
mod manners;
mod mute;
mod planner;
mod self_test;

#[cfg(test)]
mod card_tests;
#[cfg(test)]
mod planner_tests;

pub use card::{PlanSpan, ReminderCard, ZoneMark};
pub use delivery::{Delivery, DueReminder, Outcome, ReminderId, SoundOutcome, Taken};
pub use manners::{Manners, QuietHours};
pub use planner::{MOST_REMINDERS, Plan, Reminder, ReminderKind, plan};
pub use self_test::TestVerdict;
