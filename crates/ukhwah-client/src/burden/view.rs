//! What the screens of load, hours and boundaries show and ask for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::burden::{Advice, BoundaryWhen, Duty};
use ukhwah_domain::id::{BalanceLineId, BoundaryLineId, PersonId, ShiftId};
use ukhwah_domain::time::MinuteOfDay;

use crate::help::{Channel, RungView};
use crate::people::SpanView;

/// A shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ShiftView {
    /// Which.
    pub id: ShiftId,
    /// What the editor must hand back.
    pub seen: String,
    /// The day on which it began, as YYYY-MM-DD.
    pub date: String,
    /// When it began, in minutes after midnight.
    pub minute: MinuteOfDay,
    /// How long it was.
    pub length_minutes: u16,
    /// How many conversations were heavy.
    pub heavy: u16,
    /// How many calls came at night.
    pub night_calls: u16,
    /// Whether the work was talked over with a supervisor.
    pub supervised: bool,
    /// What to remember.
    pub note: Option<String>,
    /// The day in words: "hari ini", "Khamis 5 Mac".
    pub date_words: String,
    /// From when to when, in words: "2 petang – 10 malam".
    pub time_words: String,
    /// What was noted, in words, without what was nothing: "8 jam · 2 perbualan berat".
    pub summary: String,
    /// Whether another shift was at the same time; its hours count once.
    pub overlaps: bool,
}

/// One thing that was logged in the last seven days; what was nothing is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FactView {
    /// What it is, in words: "41 jam kerja".
    pub words: String,
    /// What is usual, once that is known: "biasanya lebih kurang 38 jam".
    pub usual: Option<String>,
}

/// What the work weighs now.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BurdenView {
    /// The shift that ended last.
    pub last: Option<ShiftView>,
    /// Whether it ended within the last twelve hours, so that its details are still to hand.
    pub fresh: bool,
    /// What was logged in the last seven days.
    pub facts: Vec<FactView>,
    /// Why the load is worth a word, a sentence each; mostly empty.
    pub reasons: Vec<String>,
    /// What could be done about it.
    pub advice: Vec<Advice>,
    /// Colleagues who can be asked to take over, the best one now first.
    pub colleagues: Vec<RungView>,
    /// With whom the work can be talked over.
    pub supervisors: Vec<RungView>,
    /// What "please take over" says.
    pub hand_over_text: String,
    /// What "time to talk" says.
    pub supervision_text: String,
    /// Whether the person is at work now, by their own hours.
    pub duty: Duty,
    /// The boundary lines that hold now.
    pub boundaries: Vec<BoundaryView>,
}

/// What a prepared message asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Please take over.
    HandOver,
    /// Time to talk the work over.
    Supervision,
}

/// Asks to open a prepared message to someone.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct WriteRequest {
    /// What it asks for.
    pub ask: Ask,
    /// To whom.
    pub person: PersonId,
    /// To which of their numbers, from 0.
    pub number: u32,
    /// By which way.
    pub channel: Channel,
}

/// A shift as its editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ShiftRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<ShiftId>,
    /// What the view said.
    pub seen: Option<String>,
    /// The day on which it began, as YYYY-MM-DD.
    pub date: String,
    /// When it began, in minutes after midnight.
    pub minute: MinuteOfDay,
    /// How long it was, 1 to 1440 minutes.
    pub length_minutes: u32,
    /// How many conversations were heavy, 0 to 99.
    pub heavy: u32,
    /// How many calls came at night, 0 to 99.
    pub night_calls: u32,
    /// Whether the work was talked over with a supervisor.
    pub supervised: bool,
    /// What to remember.
    pub note: Option<String>,
}

/// Names a shift.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ShiftTarget {
    /// Which.
    pub id: ShiftId,
}

/// Asks for a page of the shifts.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ShiftsRequest {
    /// How many of the newest ones are shown already.
    pub skip: u32,
}

/// A page of the shifts, newest first, also those that a wrong clock dated ahead.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ShiftsView {
    /// The shifts.
    pub shifts: Vec<ShiftView>,
    /// Whether there are older ones.
    pub more: bool,
    /// What lies in the trash, newest first.
    pub trash: Vec<TrashedBurdenView>,
    /// Today, as YYYY-MM-DD.
    pub today: String,
}

/// Names something that can be thrown away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BurdenTarget {
    /// A shift.
    Shift {
        /// Which.
        id: ShiftId,
    },
    /// A line of the boundary plan.
    Boundary {
        /// Which.
        id: BoundaryLineId,
    },
    /// A line of a week's balance.
    Line {
        /// Which.
        id: BalanceLineId,
    },
}

/// Something in the trash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrashedBurdenView {
    /// Which.
    pub target: BurdenTarget,
    /// What it says.
    pub text: String,
}

/// Asks to erase something for ever.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EraseBurdenRequest {
    /// What.
    pub target: BurdenTarget,
    /// Whether to erase from the automatic backups too.
    pub purge_backups: bool,
}

/// A line of the boundary plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BoundaryView {
    /// Which.
    pub id: BoundaryLineId,
    /// What the editor must hand back.
    pub seen: String,
    /// What it says.
    pub text: String,
    /// What the person tells others.
    pub tell: Option<String>,
    /// When it holds.
    pub when: BoundaryWhen,
    /// Whether it holds now.
    pub now: bool,
}

/// Hours of work and of quiet, and the boundary plan.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct WorkView {
    /// What the editor must hand back; absent before anything was chosen.
    pub seen: Option<String>,
    /// The hours of work; empty for none said.
    pub hours: Vec<SpanView>,
    /// The hours of work in words.
    pub hours_words: Option<String>,
    /// The hours of quiet; empty for none.
    pub quiet: Vec<SpanView>,
    /// The hours of quiet in words.
    pub quiet_words: Option<String>,
    /// After how many days it is time to talk the work over; absent for never.
    pub supervision_days: Option<u16>,
    /// Whether the person is at work now, by these hours.
    pub duty: Duty,
    /// The boundary plan, in the person's order.
    pub boundaries: Vec<BoundaryView>,
    /// Lines in the trash, newest first.
    pub trash: Vec<TrashedBurdenView>,
}

/// The hours as their editor leaves them.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct WorkRequest {
    /// What the view said.
    pub seen: Option<String>,
    /// The hours of work; empty for none said.
    pub hours: Vec<SpanView>,
    /// The hours of quiet; empty for none.
    pub quiet: Vec<SpanView>,
    /// After how many days it is time to talk the work over; absent for never.
    pub supervision_days: Option<u32>,
}

/// A line of the boundary plan as its editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BoundaryRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<BoundaryLineId>,
    /// What the view said.
    pub seen: Option<String>,
    /// What it says.
    pub text: String,
    /// What the person tells others.
    pub tell: Option<String>,
    /// When it holds.
    pub when: BoundaryWhen,
}

/// Asks to give a line of the boundary plan another place.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MoveBoundaryRequest {
    /// Which.
    pub id: BoundaryLineId,
    /// After which one; absent to be the first.
    pub after: Option<BoundaryLineId>,
}
