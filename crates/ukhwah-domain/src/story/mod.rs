//! Stories: written once in parts, told in versions that leave parts out or say them otherwise.
//!
//! A story is private. What can leave is what [`Prepared`] holds, and nothing makes one but a version of a story and a
//! [`Listener`].

mod part;
mod prepared;
mod share;
mod version;
mod whole;
mod wording;

#[cfg(test)]
mod tests;

pub use part::{PartText, PartTitle, StoryPart};
pub use prepared::{Knowing, Listener, ListenerWords, Piece, Prepared, Telling};
pub use share::{AnswerText, ShareWay, StoryShare, VersionWords};
pub use version::{Audience, AudienceWords, StoryVersion, VersionTitle};
pub use whole::{Story, StoryTitle};
pub use wording::{Choice, StoryWording, decided};
