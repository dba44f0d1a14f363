//! What the path shows and asks for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::{PathEventId, PathGoalId};
use ukhwah_domain::path::{Happening, Summary};

/// Asks for the paths. Their names come only where the person wants to see them.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PathRequest {
    /// Whether the names are wanted.
    pub names: bool,
}

/// What a line of the timeline tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PathRowKind {
    /// The path began.
    Beginning,
    /// A lapse.
    Lapse,
    /// The return from it.
    Return,
    /// A day that the person marked.
    Milestone,
}

/// A line of the timeline: its words, but nothing of what was written about a lapse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PathRowView {
    /// Which event it belongs to.
    pub event: PathEventId,
    /// What it tells of.
    pub kind: PathRowKind,
    /// What it says.
    pub text: String,
    /// The day in words.
    pub date_words: String,
}

/// A path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PathGoalView {
    /// Which.
    pub id: PathGoalId,
    /// What the editor must hand back.
    pub seen: String,
    /// What it is called without its name: "Perjalanan 2".
    pub label: String,
    /// Whether it has a name.
    pub named: bool,
    /// The name, where it was asked for.
    pub name: Option<String>,
    /// What was built.
    pub summary: Summary,
    /// The timeline, newest first.
    pub rows: Vec<PathRowView>,
}

/// All paths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PathView {
    /// Today, as YYYY-MM-DD.
    pub today: String,
    /// The paths, in the order in which they were begun here.
    pub goals: Vec<PathGoalView>,
    /// What lies in the trash, newest first.
    pub trash: Vec<TrashedPathView>,
    /// Whether the person was told that what is written can be read on an unlocked phone.
    pub told: bool,
}

/// An event with everything that was written about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PathEventView {
    /// Which.
    pub id: PathEventId,
    /// What the editor must hand back.
    pub seen: String,
    /// On which path.
    pub goal: PathGoalId,
    /// What kind of thing.
    pub what: Happening,
    /// Today, as YYYY-MM-DD.
    pub today: String,
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// The day in words.
    pub date_words: String,
    /// The day of the return, as YYYY-MM-DD.
    pub until: Option<String>,
    /// What a milestone is.
    pub words: Option<String>,
    /// What came before a lapse.
    pub before: Option<String>,
    /// What helped.
    pub helped: Option<String>,
    /// Whether it is a lapse of these days, after which somebody to talk to comes first.
    pub recent: bool,
    /// Whether it is a lapse without a return.
    pub open: bool,
    /// Whether the plan has what was learned as a card.
    pub card: bool,
    /// Whether the plan has what came before as a warning sign.
    pub sign: bool,
    /// What its days were before they were corrected, in sentences, newest first.
    pub corrections: Vec<String>,
}

/// Names an event.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PathEventTarget {
    /// Which.
    pub id: PathEventId,
}

/// A path as its editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PathGoalRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<PathGoalId>,
    /// What the view said.
    pub seen: Option<String>,
    /// What it is called, if it has a name.
    pub name: Option<String>,
    /// The day on which a new one began, as YYYY-MM-DD.
    pub began: Option<String>,
}

/// An event as its editor leaves it. A refusal's `at` is 0 for a milestone's words, 1 for what came before, 2 for what
/// helped.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PathEventRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<PathEventId>,
    /// What the view said.
    pub seen: Option<String>,
    /// On which path a new one is; the first one if it does not matter, which is made if there is none.
    pub goal: Option<PathGoalId>,
    /// What kind of thing a new one is. An edited one stays what it is.
    pub what: Happening,
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// The day of the return, as YYYY-MM-DD; of a lapse.
    pub until: Option<String>,
    /// What a milestone is.
    pub words: Option<String>,
    /// What came before; of a lapse.
    pub before: Option<String>,
    /// What helped; of a lapse.
    pub helped: Option<String>,
}

/// Notes a return.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PathReturnRequest {
    /// To which path.
    pub goal: PathGoalId,
}

/// Names something of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PathTarget {
    /// A path with all that happened on it.
    Goal {
        /// Which.
        id: PathGoalId,
    },
    /// An event with its corrections.
    Event {
        /// Which.
        id: PathEventId,
    },
}

/// Something in the trash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrashedPathView {
    /// Which.
    pub target: PathTarget,
    /// What it says, without any name of a path.
    pub text: String,
}

/// Asks to erase something for ever.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ErasePathRequest {
    /// What.
    pub target: PathTarget,
    /// Whether to erase from the automatic backups too.
    pub purge_backups: bool,
}
