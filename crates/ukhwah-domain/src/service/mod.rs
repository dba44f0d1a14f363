//! Service: what was given, amends, talks, and training with its certificates.
//!
//! Nothing here has a field for the identity of somebody who was helped, on purpose.

mod amend;
mod entry;
mod hours;
mod numbers;
mod talk;
mod training;

#[cfg(test)]
pub(crate) mod tests;

pub use amend::{Amend, AmendText, Whom};
pub use entry::{KindWords, ServiceEntry, ServiceKind, ServiceNote, ServicePlace};
pub use hours::{Given, hours_by_month, is_within_a_day};
pub use numbers::{PrivateNumbers, private_numbers};
pub use talk::{Talk, TalkTopic, TalkVenue, ToldWords};
pub use training::{CertificateWords, EXPIRY_NOTICE_DAYS, Training, TrainingBy, TrainingTitle};
