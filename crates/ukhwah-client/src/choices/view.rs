//! What is shown where two devices wrote different things, and what the person answers.

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::RecordId;

/// The part of the app that a record belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ChoiceArea {
    /// People on the list, and the person's own profile.
    People,
    /// Help lines.
    Help,
    /// The plan.
    Plan,
    /// Meetings and tips heard there.
    Meetings,
    /// The routine.
    Routine,
    /// The journal, check-ins and what the work weighs.
    Reflection,
    /// The path.
    Path,
    /// What was given.
    Service,
    /// Stories.
    Stories,
}

/// One version of a field.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ChoiceVersionView {
    /// What it is called when it is chosen.
    pub version: String,
    /// What it says; nothing where it was cleared.
    pub words: Option<String>,
    /// Whether it was written on this device.
    pub here: bool,
    /// When it was written, by the clock of the device on which it was.
    pub at_words: String,
}

/// A field of which versions wait.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ChoiceFieldView {
    /// Its name.
    pub field: String,
    /// Whether all of its versions can be kept, one after the other.
    pub all: bool,
    /// The versions, the one that is shown everywhere first.
    pub versions: Vec<ChoiceVersionView>,
}

/// A record in which versions wait.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ChoiceView {
    /// The record.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub id: RecordId,
    /// Where it belongs.
    pub area: ChoiceArea,
    /// What it is called, where that is not itself what is asked about.
    pub title: Option<String>,
    /// The fields, at least one.
    pub fields: Vec<ChoiceFieldView>,
    /// What the person has before him; handed back with the answer.
    pub seen: String,
}

/// Everything that waits for the person's choice.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ChoicesView {
    /// The records; empty if all is settled.
    pub choices: Vec<ChoiceView>,
}

/// The person's answer.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ChoiceRequest {
    /// The record.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub id: RecordId,
    /// The field.
    pub field: String,
    /// The version to keep; none for all of them.
    pub version: Option<String>,
    /// What the person had before him.
    pub seen: String,
}
