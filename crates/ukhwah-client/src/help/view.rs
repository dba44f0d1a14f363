//! What the Help screen shows and asks for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::{LineId, PersonId};
use ukhwah_domain::person::Role;

/// Asks for the ladder.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HelpRequest {
    /// The people who could not be reached this time, in the order in which they were tried.
    pub skipped: Vec<PersonId>,
}

/// How a person stands at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// On call, and within the hours that were given.
    OnDuty,
    /// Within the hours that were given.
    Available,
    /// No hours were given.
    AnyTime,
    /// Outside the hours that were given.
    Outside,
}

/// A number that can be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReachView {
    /// The number as people write it.
    pub display: String,
    /// Whether WhatsApp can be offered.
    pub whatsapp: bool,
    /// Whether an SMS can be offered.
    pub sms: bool,
}

/// A person on the ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RungView {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// What this person is.
    pub role: Role,
    /// What this person is, in the person's own words.
    pub role_words: Option<String>,
    /// How this person stands now.
    pub standing: Standing,
    /// Until when, or from when if outside: in words, in the person's language.
    pub hours_words: Option<String>,
    /// The numbers, the first to call first; never empty.
    pub numbers: Vec<ReachView>,
    /// Whether this person was tried this time without an answer.
    pub skipped: bool,
}

/// A help line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HelpLineView {
    /// Which.
    pub target: LineTarget,
    /// The name.
    pub name: String,
    /// The number to call.
    pub reach: ReachView,
    /// The hours in words.
    pub hours_words: String,
    /// What a call costs, in words.
    pub cost_words: Option<String>,
    /// When the number was last checked, in words.
    pub checked_words: Option<String>,
    /// Whether it answers now.
    pub open: bool,
}

/// Names a help line: by its stored record, or a built-in one by its code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "line", rename_all = "snake_case")]
pub enum LineTarget {
    /// A built-in line.
    Builtin {
        /// Its code, such as `befrienders_kl`.
        code: String,
    },
    /// A line that the person added.
    Own {
        /// Its identifier.
        id: LineId,
    },
}

/// Something of the person's own that Help shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HelpItemView {
    /// An if-then card.
    Card {
        /// Follows "if".
        situation: String,
        /// Follows "then".
        response: String,
    },
    /// A reason.
    Reason {
        /// What it says.
        text: String,
    },
    /// A safe place.
    Place {
        /// Its position among the items of the view: names it when its map is asked for.
        index: u32,
        /// What it is called.
        name: String,
        /// Whether it can be shown on a map.
        mapped: bool,
    },
}

/// The Help screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HelpView {
    /// The people, best first.
    pub rungs: Vec<RungView>,
    /// The names of people on the ladder who have no number.
    pub numberless: Vec<String>,
    /// The lines in the order in which to call them: those that answer now, 999, and those that do not answer now.
    pub lines: Vec<HelpLineView>,
    /// What is shown below: only what was ticked for the lock screen while the app is locked.
    pub items: Vec<HelpItemView>,
    /// Whether religious content is on.
    pub religion: bool,
    /// Whether the person's own list could not be read, so that only the built-in lines are here.
    pub builtin_only: bool,
    /// The person last called, not yet asked about.
    pub asked: Option<AskedView>,
}

/// The question after a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AskedView {
    /// Who was called.
    pub person: PersonId,
    /// The name.
    pub name: String,
}

/// Whom to reach.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum ContactTarget {
    /// A person, by one of the numbers.
    Person {
        /// Who.
        id: PersonId,
        /// Which number, from 0.
        number: u32,
    },
    /// A help line.
    Line {
        /// Which.
        target: LineTarget,
    },
    /// 999.
    Emergency,
    /// A safe place of the current view, on the map.
    Place {
        /// Its index in the view.
        index: u32,
    },
}

/// By which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The dialler.
    Call,
    /// WhatsApp.
    Whatsapp,
    /// An SMS to this one person.
    Sms,
    /// The map.
    Map,
}

/// Asks to reach someone.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ContactRequest {
    /// Whom.
    pub target: ContactTarget,
    /// How.
    pub channel: Channel,
    /// Whether the prepared "please call me back" goes along (WhatsApp and SMS).
    pub call_back: bool,
}

/// What came of it. The number is always there to read: no system says for certain that a call was made.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ContactView {
    /// The name of the person or line.
    pub name: String,
    /// The number as people write it, or the place's coordinates.
    pub display: String,
    /// The number as it is to be copied.
    pub copy: String,
    /// The number as a code for a phone's camera; absent where this device dials itself.
    pub qr: Option<QrView>,
    /// Whether the address was handed to the system without a refusal.
    pub handed_over: bool,
}

/// A QR code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QrView {
    /// Modules along one side, without the quiet zone of 4 that the reader needs around it.
    pub size: u32,
    /// The dark modules as an SVG path in units of one module.
    pub path: String,
    /// What it says, for those who cannot see it.
    pub content: String,
}

/// Answers "did you reach them?".
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AnswerRequest {
    /// Who was called.
    pub person: PersonId,
    /// Whether they talked; absent if the question was waved away.
    pub reached: Option<bool>,
}
