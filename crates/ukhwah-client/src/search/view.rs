//! What the search shows and asks for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::{
    AmendId, CardId, CheckInId, GoalId, JournalEntryId, MeetingId, PersonId, PlaceId, PlanItemId, RoutineItemId,
    ServiceEntryId, StoryId, TalkId, TrainingId,
};

/// The parts of the app in which something is found, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SearchGroup {
    /// People on the list.
    People,
    /// Lines, cards, places and goals of the plan.
    Plan,
    /// Meetings and tips heard there.
    Meetings,
    /// Items of the routine.
    Routine,
    /// The journal.
    Journal,
    /// Check-ins.
    CheckIns,
    /// What was given: the log, talks, training, and what is to be put right.
    Service,
    /// Stories and their parts.
    Stories,
}

/// What a hit opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum SearchTarget {
    /// A person.
    Person(PersonId),
    /// A line of the plan.
    PlanItem(PlanItemId),
    /// An if-then card.
    Card(CardId),
    /// A safe place.
    Place(PlaceId),
    /// A goal.
    Goal(GoalId),
    /// A meeting.
    Meeting(MeetingId),
    /// An item of the routine.
    Routine(RoutineItemId),
    /// An entry of the journal.
    Journal(JournalEntryId),
    /// A check-in.
    CheckIn(CheckInId),
    /// An entry of the service log.
    Service(ServiceEntryId),
    /// Something to put right.
    Amend(AmendId),
    /// A talk.
    Talk(TalkId),
    /// A training.
    Training(TrainingId),
    /// A story.
    Story(StoryId),
}

/// Something that was found.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HitView {
    /// What it opens.
    pub target: SearchTarget,
    /// What it is called.
    pub title: String,
    /// What else it says of itself.
    pub sub: Option<String>,
    /// The words around what was found; empty where the title says them.
    pub excerpt: Vec<ExcerptView>,
}

/// A piece of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ExcerptView {
    /// The words.
    pub text: String,
    /// Whether they are what was looked for.
    pub found: bool,
}

/// What was found in one part of the app.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SearchGroupView {
    /// Which part.
    pub group: SearchGroup,
    /// What was found there, newest first; at least one.
    pub hits: Vec<HitView>,
    /// Whether more was found than is shown.
    pub has_more: bool,
}

/// What was found.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SearchView {
    /// The parts of the app in which something was found.
    pub groups: Vec<SearchGroupView>,
    /// Whether records came from another device that are not looked through yet.
    pub is_behind: bool,
}

/// Asks what holds these words.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SearchRequest {
    /// What was typed: words, and phrases between quotation marks.
    pub text: String,
    /// The part of which more is wanted; absent for the first hits of every part.
    pub group: Option<SearchGroup>,
}
