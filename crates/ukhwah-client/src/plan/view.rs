//! What the Plan screen shows and asks for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::{CardId, GoalId, PersonId, PlaceId, PlanItemId, PlanVersionId, TipId};
use ukhwah_domain::plan::{Dimension, Outcome, PlanPart, Theme};

/// A line of the plan.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PlanItemView {
    /// Which.
    pub id: PlanItemId,
    /// What the editor must hand back.
    pub seen: String,
    /// The part it belongs to.
    pub part: PlanPart,
    /// What it says.
    pub text: String,
    /// The person on the list whom it speaks of.
    pub person: Option<PersonId>,
    /// That person's name.
    pub person_name: Option<String>,
    /// Whether Help shows it while locked.
    pub on_lock_screen: bool,
}

/// One side of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SideView {
    /// The deck entry it was picked from; absent for own words.
    pub code: Option<String>,
    /// The words.
    pub text: String,
}

/// An if-then card.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CardView {
    /// Which.
    pub id: CardId,
    /// What the editor must hand back.
    pub seen: String,
    /// Follows "if".
    pub situation: SideView,
    /// Follows "then".
    pub response: SideView,
    /// Whether Help shows it while locked.
    pub on_lock_screen: bool,
    /// How long ago the last rehearsal was, in words.
    pub rehearsed_words: Option<String>,
}

/// A safe place.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PlaceView {
    /// Which.
    pub id: PlaceId,
    /// What the editor must hand back.
    pub seen: String,
    /// What it is called.
    pub name: String,
    /// What to know about it.
    pub note: Option<String>,
    /// Where it is: "latitude, longitude" in degrees.
    pub point: Option<String>,
    /// Whether Help shows it while locked.
    pub on_lock_screen: bool,
}

/// A goal.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct GoalView {
    /// Which.
    pub id: GoalId,
    /// What the editor must hand back.
    pub seen: String,
    /// Which part of life.
    pub dimension: Dimension,
    /// What it is.
    pub text: String,
    /// The next step.
    pub next_step: Option<String>,
    /// The day it was reached, in words.
    pub done_words: Option<String>,
}

/// A text to pick.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DeckEntryView {
    /// Its code.
    pub code: String,
    /// What it is about.
    pub theme: Option<Theme>,
    /// The words.
    pub text: String,
}

/// A tip heard at a meeting, to pick as a response in the words in which it was written down.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DeckTipView {
    /// Which.
    pub id: TipId,
    /// The words.
    pub text: String,
    /// At which meeting it was heard.
    pub meeting: String,
}

/// The texts to pick from, in the person's language; religious ones only where they are on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DecksView {
    /// Situations.
    pub situations: Vec<DeckEntryView>,
    /// Responses.
    pub responses: Vec<DeckEntryView>,
    /// Tips heard at meetings, newest first.
    pub tips: Vec<DeckTipView>,
    /// Beginnings of reasons.
    pub reasons: Vec<DeckEntryView>,
    /// Warning signs.
    pub signs: Vec<DeckEntryView>,
    /// Things to do alone.
    pub alone: Vec<DeckEntryView>,
    /// Safer surroundings.
    pub surroundings: Vec<DeckEntryView>,
}

/// The Plan screen.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PlanView {
    /// Every line, by part and then in the person's order.
    pub items: Vec<PlanItemView>,
    /// The cards, in the person's order.
    pub cards: Vec<CardView>,
    /// The safe places, in the person's order.
    pub places: Vec<PlaceView>,
    /// The goals, by part of life and then in the person's order.
    pub goals: Vec<GoalView>,
    /// The cards to rehearse now, in this order; empty when none is due.
    pub rehearsal: Vec<CardId>,
    /// How long ago it was last rehearsed, in words.
    pub rehearsed_words: Option<String>,
    /// How many versions are kept.
    pub versions: u32,
    /// Whether the plan is so long that no version of it as it stands can be kept.
    pub too_long: bool,
    /// What was removed last and can be put back.
    pub removed: Vec<RemovedView>,
}

/// Something of the plan that lies in the trash.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RemovedView {
    /// Which.
    pub target: PlanTarget,
    /// What it says.
    pub text: String,
}

/// Names a part of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PlanTarget {
    /// A line.
    Item {
        /// Which.
        id: PlanItemId,
    },
    /// A card.
    Card {
        /// Which.
        id: CardId,
    },
    /// A place.
    Place {
        /// Which.
        id: PlaceId,
    },
    /// A goal.
    Goal {
        /// Which.
        id: GoalId,
    },
}

/// A line as the editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PlanItemRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<PlanItemId>,
    /// What the view said.
    pub seen: Option<String>,
    /// The part it belongs to.
    pub part: PlanPart,
    /// What it says.
    pub text: String,
    /// The person on the list whom it speaks of.
    pub person: Option<PersonId>,
    /// Whether Help shows it while locked.
    pub on_lock_screen: bool,
}

/// A card as the editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CardRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<CardId>,
    /// What the view said.
    pub seen: Option<String>,
    /// Follows "if".
    pub situation: SideView,
    /// Follows "then".
    pub response: SideView,
    /// Whether Help shows it while locked.
    pub on_lock_screen: bool,
}

/// A place as the editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PlaceRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<PlaceId>,
    /// What the view said.
    pub seen: Option<String>,
    /// What it is called.
    pub name: String,
    /// What to know about it.
    pub note: Option<String>,
    /// A map link or coordinates, as pasted; empty for none.
    pub map: Option<String>,
    /// Whether Help shows it while locked.
    pub on_lock_screen: bool,
}

/// A goal as the editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct GoalRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<GoalId>,
    /// What the view said.
    pub seen: Option<String>,
    /// Which part of life.
    pub dimension: Dimension,
    /// What it is.
    pub text: String,
    /// The next step.
    pub next_step: Option<String>,
    /// Whether it is reached.
    pub done: bool,
}

/// Asks for another place in the order; both must be of the same kind and part.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MoveInPlanRequest {
    /// What moves.
    pub target: PlanTarget,
    /// After which; absent for the first place.
    pub after: Option<PlanTarget>,
}

/// Asks to erase something of the plan for ever.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EraseInPlanRequest {
    /// What.
    pub target: PlanTarget,
    /// Whether to erase from the automatic backups too.
    pub purge_backups: bool,
}

/// One answer of a rehearsal.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RehearseRequest {
    /// The card.
    pub card: CardId,
    /// The answer.
    pub outcome: Outcome,
}

/// A kept version of the plan, in a list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VersionView {
    /// Which.
    pub id: PlanVersionId,
    /// When, in words.
    pub made_words: String,
    /// The version that it is told against; absent for the first.
    pub before: Option<PlanVersionId>,
    /// What it added, changed and removed against the one before, counted.
    pub added: u32,
    /// Changed.
    pub changed: u32,
    /// Removed.
    pub removed: u32,
}

/// Asks for a page of the kept versions.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VersionsRequest {
    /// How many newer ones to pass over.
    pub skip: u32,
}

/// A page of the kept versions, newest first.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VersionsView {
    /// The versions that can be read.
    pub versions: Vec<VersionView>,
    /// What to pass over for the next page, if there is one.
    pub next: Option<u32>,
    /// Whether the plan as it stands is none of them, since it is too long.
    pub too_long: bool,
}

/// Names a version.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VersionTarget {
    /// Which.
    pub id: PlanVersionId,
}

/// A version to read.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VersionContentView {
    /// When, in words.
    pub made_words: String,
    /// The lines by part.
    pub items: Vec<VersionItemView>,
    /// The cards: what follows "if" and what follows "then".
    pub cards: Vec<(String, String)>,
    /// The places.
    pub places: Vec<String>,
    /// The goals: part of life, goal, next step.
    pub goals: Vec<(Dimension, String, Option<String>)>,
}

/// A line of a version.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VersionItemView {
    /// The part.
    pub part: PlanPart,
    /// What it says.
    pub text: String,
}

/// The paper to print on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// One card on each A6 page.
    A6Cards,
    /// The plan on one A4 page.
    A4Page,
}

/// Where a sheet goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PrintTo {
    /// To the system's viewer, which prints it.
    Viewer,
    /// To a file that the person chooses.
    File,
}

/// What goes on the paper.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PrintRequest {
    /// Where it goes.
    pub to: PrintTo,
    /// The paper.
    pub paper: Paper,
    /// The parts that were picked.
    pub parts: Vec<PlanPart>,
    /// The cards that were picked.
    pub cards: Vec<CardId>,
    /// Whether the safe places go on it.
    pub places: bool,
    /// Whether the goals go on it.
    pub goals: bool,
    /// The people of the ladder that were picked, with their numbers.
    pub people: Vec<PersonId>,
}

/// Names a safe place.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PlaceTarget {
    /// Which.
    pub id: PlaceId,
}
