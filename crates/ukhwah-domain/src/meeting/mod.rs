//! Group meetings: when and where, whether the person comes, and what was heard there.

mod entry;
mod reply;

#[cfg(test)]
pub(crate) mod tests;

pub use entry::{LeaderWords, Meeting, MeetingPlace, MeetingTitle};
pub use reply::{MeetingReply, Tip};
