//! What the interface shows of stories, and asks of them.

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::{PersonId, StoryId, StoryPartId, StoryShareId, StoryVersionId};
use ukhwah_domain::story::{Audience, Choice, ShareWay};

use crate::service::NumbersSeenView;
use crate::settings::SavedView;

/// A story in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryRowView {
    /// Which.
    pub id: StoryId,
    /// What it is called.
    pub title: String,
    /// How many parts it has.
    pub parts: u32,
    /// How many versions it has.
    pub versions: u32,
}

/// All stories.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoriesView {
    /// The stories, in the person's order.
    pub stories: Vec<StoryRowView>,
    /// What lies in the trash, newest first.
    pub trash: Vec<TrashedStoryView>,
}

/// Something in the trash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrashedStoryView {
    /// Which.
    pub target: StoriesTarget,
    /// What it says.
    pub text: String,
}

/// Names something about stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StoriesTarget {
    /// A story, with all that belongs to it.
    Story {
        /// Which.
        id: StoryId,
    },
    /// A part.
    Part {
        /// Which.
        id: StoryPartId,
    },
    /// A version.
    Version {
        /// Which.
        id: StoryVersionId,
    },
    /// Something that was shared.
    Share {
        /// Which.
        id: StoryShareId,
    },
}

/// Names a story.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryTarget {
    /// Which.
    pub id: StoryId,
}

/// Names a version of a story.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryVersionTarget {
    /// Which.
    pub id: StoryVersionId,
}

/// A part of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryPartView {
    /// Which.
    pub id: StoryPartId,
    /// What the editor must hand back.
    pub seen: String,
    /// What it is called: its title, or how it begins.
    pub name: String,
    /// What stands above it.
    pub title: Option<String>,
    /// What it says.
    pub text: String,
}

/// A version in the list of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryVersionRowView {
    /// Which.
    pub id: StoryVersionId,
    /// What it is called: "Versi untuk sekolah".
    pub name: String,
    /// How many parts it tells, as they are written or in other words.
    pub told: u32,
    /// How many parts it leaves out.
    pub left: u32,
}

/// A piece of a telling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryPieceView {
    /// What stands above it.
    pub title: Option<String>,
    /// What it says.
    pub text: String,
}

/// The words of a telling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TellingView {
    /// What stands above all.
    pub title: Option<String>,
    /// The parts, in order.
    pub pieces: Vec<StoryPieceView>,
}

/// Something that was shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryShareView {
    /// Which.
    pub id: StoryShareId,
    /// What the version was called.
    pub version_words: String,
    /// The day in words.
    pub date_words: String,
    /// How.
    pub way: ShareWay,
    /// Who heard it, by the name of that day.
    pub whom: Option<String>,
    /// Why it was shared.
    pub why: Option<String>,
    /// What if it spreads.
    pub spread: Option<String>,
    /// What was told; absent where it was too long to be kept.
    pub told: Option<TellingView>,
}

/// An audience that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AudienceView {
    /// Which.
    pub audience: Audience,
    /// What it is called.
    pub name: String,
}

/// A story with all that belongs to it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryView {
    /// Which.
    pub id: StoryId,
    /// What the editor must hand back.
    pub seen: String,
    /// What it is called.
    pub title: String,
    /// The parts, in order.
    pub parts: Vec<StoryPartView>,
    /// The versions.
    pub versions: Vec<StoryVersionRowView>,
    /// What was shared, newest first.
    pub shares: Vec<StoryShareView>,
    /// The audiences to choose from.
    pub audiences: Vec<AudienceView>,
}

/// A part beside what a version does with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VersionPartView {
    /// Which part.
    pub part: StoryPartId,
    /// What it is called.
    pub name: String,
    /// What stands above it in the story.
    pub title: Option<String>,
    /// What it says in the story.
    pub text: String,
    /// What the version does with it; absent while nothing was said, and then it is left out.
    pub choice: Option<Choice>,
    /// What stands above the other words.
    pub own_title: Option<String>,
    /// The other words.
    pub own_text: Option<String>,
    /// Handed back when it is edited; absent while nothing was said, or where two devices each said something.
    pub seen: Option<String>,
}

/// A version of a story beside the story.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryVersionView {
    /// Which.
    pub id: StoryVersionId,
    /// What the editor must hand back.
    pub seen: String,
    /// The story.
    pub story: StoryId,
    /// What the story is called.
    pub story_title: String,
    /// What the version is called: "Versi untuk sekolah".
    pub name: String,
    /// For whom it is.
    pub audience: Audience,
    /// For whom it is, in the person's own words.
    pub audience_words: Option<String>,
    /// What stands above it when it leaves.
    pub title: Option<String>,
    /// Every part of the story, in order.
    pub parts: Vec<VersionPartView>,
    /// The audiences to choose from.
    pub audiences: Vec<AudienceView>,
}

/// A story's name as its editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<StoryId>,
    /// What the view said.
    pub seen: Option<String>,
    /// What it is called.
    pub title: String,
}

/// A part as its editor leaves it. A refusal's `at` is 0 for the title, 1 for the text.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryPartRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<StoryPartId>,
    /// What the view said.
    pub seen: Option<String>,
    /// The story that it belongs to.
    pub story: StoryId,
    /// What stands above it.
    pub title: Option<String>,
    /// What it says.
    pub text: String,
}

/// Gives a part another place in its story.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MoveStoryPartRequest {
    /// Which.
    pub id: StoryPartId,
    /// The part before it; absent for the first place.
    pub after: Option<StoryPartId>,
}

/// What a version does with a part, as its editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VersionPartRequest {
    /// Which part.
    pub part: StoryPartId,
    /// What is done with it; absent to say nothing.
    pub choice: Option<Choice>,
    /// What stands above the other words.
    pub title: Option<String>,
    /// The other words. They are kept whatever is done with the part.
    pub text: Option<String>,
    /// What the view said.
    pub seen: Option<String>,
}

/// A version as its editor leaves it. A refusal's `at` is 0 for the own words, 1 for the title, 2 and on for the parts.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryVersionRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<StoryVersionId>,
    /// What the view said.
    pub seen: Option<String>,
    /// The story.
    pub story: StoryId,
    /// For whom it is.
    pub audience: Audience,
    /// For whom it is, in the person's own words.
    pub audience_words: Option<String>,
    /// What stands above it when it leaves.
    pub title: Option<String>,
    /// What it does with each part.
    pub parts: Vec<VersionPartRequest>,
}

/// Asks to erase something for ever.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EraseStoryRequest {
    /// What.
    pub target: StoriesTarget,
    /// Whether to erase from the automatic backups too.
    pub purge_backups: bool,
}

/// Somebody on the list who knows about the recovery. Nobody else is ever named here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListenerView {
    /// Who.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
}

/// What is needed to share a version.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StorySharingView {
    /// The story.
    pub story: StoryId,
    /// What the version is called.
    pub name: String,
    /// Today, as YYYY-MM-DD.
    pub today: String,
    /// Those on the list who know, by name.
    pub people: Vec<ListenerView>,
    /// Whether there are others on the list, for whom nothing is offered.
    pub others: bool,
}

/// Who is to hear a version.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListenerRequest {
    /// Somebody on the list.
    pub person: Option<PersonId>,
    /// Others, in the person's own words.
    pub words: Option<String>,
}

/// Asks how a version would leave.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryPreviewRequest {
    /// Which version.
    pub version: StoryVersionId,
    /// Who is to hear it.
    pub listener: ListenerRequest,
}

/// Exactly what would leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryPreviewView {
    /// The words.
    pub telling: TellingView,
    /// What looks as if it named somebody.
    pub numbers: NumbersSeenView,
}

/// How a version leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ShareBy {
    /// By word of mouth: nothing but the record is made.
    Aloud,
    /// As a PDF in the system's viewer, to be printed.
    Viewer,
    /// As a PDF in a file that the person chooses.
    Paper,
    /// As text in a file that the person chooses.
    Text,
}

/// Shares a version. A refusal's `at` is 0 for who hears it, 1 for why, 2 for what if it spreads.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StoryShareRequest {
    /// Which version.
    pub version: StoryVersionId,
    /// Who hears it.
    pub listener: ListenerRequest,
    /// Why it is shared.
    pub why: Option<String>,
    /// What if it spreads.
    pub spread: Option<String>,
    /// The day, as YYYY-MM-DD; absent for today.
    pub date: Option<String>,
    /// How.
    pub by: ShareBy,
}

/// What became of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StorySharedView {
    /// The file, where there is one.
    pub saved: Option<SavedView>,
}
