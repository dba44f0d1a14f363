//! The one search over everything: what of each noun it finds, and how what was typed is read.

mod malay;
mod query;

pub use query::{MAX_SEARCH_BYTES, MAX_SEARCH_WORDS, SearchQuery, SearchTerm};

use crate::record::Kind;

/// The fields of a kind whose text the search finds, those that name it first; none for a kind that is not searched.
///
/// Changing a line here has every index made again when the database is opened next.
#[must_use]
pub const fn searched(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Person => &["name", "role_words", "note"],
        Kind::PlanItem | Kind::Tip | Kind::JournalEntry | Kind::JournalTag => &["text"],
        Kind::Card => &["situation_text", "response_text"],
        Kind::Place => &["name", "note"],
        Kind::Goal => &["text", "next_step"],
        Kind::RoutineItem => &["title"],
        Kind::Meeting => &["title", "place", "leader_words"],
        Kind::ServiceEntry => &["kind_words", "place", "note"],
        Kind::Amend => &["whom", "what"],
        Kind::Talk => &["topic", "place", "told", "note"],
        Kind::Training => &["title", "by", "certificate", "note"],
        Kind::CheckIn => &["note"],
        Kind::Story => &["title"],
        Kind::StoryPart => &["title", "text"],
        Kind::Number
        | Kind::Line
        | Kind::Rehearsal
        | Kind::PlanVersion
        | Kind::Profile
        | Kind::Mark
        | Kind::QuranEntry
        | Kind::MeetingReply
        | Kind::PrayerSettings
        | Kind::ReflectionSettings
        | Kind::Shift
        | Kind::WeekBalance
        | Kind::BalanceLine
        | Kind::WorkSettings
        | Kind::BoundaryLine
        | Kind::StoryVersion
        | Kind::StoryWording
        | Kind::StoryShare
        | Kind::Pause => &[],
        // The path shows its names only after a touch of their own.
        Kind::PathGoal | Kind::PathEvent | Kind::PathCorrection => &[],
    }
}
