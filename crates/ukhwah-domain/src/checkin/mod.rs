//! The one-minute check-in: how heavy it is, whose burden it is, and when it is heavier than usual for this person.

mod entry;
mod settings;
mod sign;

#[cfg(test)]
mod sign_tests;
#[cfg(test)]
mod tests;

pub use entry::{Burden, CheckIn, CheckInNote, FIRST_YEAR, Question};
pub use settings::{CheckInTime, ReflectionSettings};
pub use sign::{BASELINE_DAYS, BASELINE_GAP, LEAST_CHECK_INS, SIGN_EVERY, Sign, signs};
