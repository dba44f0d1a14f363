//! What a day of the routine, its counters and its history show and ask for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::agenda::{AgendaState, AgendaTarget};
use ukhwah_domain::id::RoutineItemId;
use ukhwah_domain::routine::{MarkState, MarkTarget, What};

/// Something that a day holds.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AgendaView {
    /// What it is.
    pub target: AgendaTarget,
    /// The day that it belongs to, as YYYY-MM-DD: handed back when it is marked.
    pub date: String,
    /// What it is called.
    pub title: String,
    /// What kind of thing an item is.
    pub what: Option<What>,
    /// When it is, in words: "8:30 pagi", "15 minit selepas Maghrib"; absent for any time of the day.
    pub when_words: Option<String>,
    /// The time of the clock, in words, where one is known.
    pub at_words: Option<String>,
    /// Where a meeting is, or the place reached last in the Quran.
    pub detail_words: Option<String>,
    /// On which days a meeting is, in words: "setiap Sabtu".
    pub chip_words: Option<String>,
    /// What was said of it.
    pub state: AgendaState,
    /// Where the counter of a zikir stands.
    pub count: Option<u32>,
    /// How often, for a zikir.
    pub aim: Option<u32>,
}

/// Names a day.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DayRequest {
    /// The day, as YYYY-MM-DD.
    pub date: String,
}

/// A day of the routine.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DayView {
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// The day in words.
    pub date_words: String,
    /// What it holds, prayers too, in order of time; what has the whole day comes last.
    pub agenda: Vec<AgendaView>,
    /// The places reached in the Quran that day, in words.
    pub quran: Vec<String>,
    /// Whether its prayers can be noted as made up for: only where the person asked for it, and only on days past.
    pub qada: bool,
}

/// What the person says of something on a day.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MarkRequest {
    /// What it is about.
    pub target: MarkTarget,
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// What is said.
    pub state: MarkState,
}

/// Takes back what was said of something on a day.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UnmarkRequest {
    /// What it is about.
    pub target: MarkTarget,
    /// The day, as YYYY-MM-DD.
    pub date: String,
}

/// Names a zikir on a day.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ZikirTarget {
    /// Which.
    pub id: RoutineItemId,
    /// The day, as YYYY-MM-DD.
    pub date: String,
}

/// Counts a zikir on, or back.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ZikirRequest {
    /// Which.
    pub id: RoutineItemId,
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// By how many: 1 for a touch, −1 to undo one, or several at once.
    pub by: i32,
}

/// The counter of a zikir.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ZikirView {
    /// Which.
    pub id: RoutineItemId,
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// The day in words, where it is not today.
    pub day_words: Option<String>,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub count: u32,
    /// How often is wanted.
    pub aim: Option<u32>,
    /// What was said of it.
    pub state: AgendaState,
}

/// Names a month.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HistoryRequest {
    /// The month, as YYYY-MM; absent for this one.
    pub month: Option<String>,
}

/// A month of what the person said: dots, and nothing that is counted.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HistoryView {
    /// The month, as YYYY-MM.
    pub month: String,
    /// The month in words: "Mac 2026".
    pub month_words: String,
    /// The month before, as YYYY-MM.
    pub previous: Option<String>,
    /// The month after, as YYYY-MM; absent in this month.
    pub next: Option<String>,
    /// The days of the week from Monday on, in words.
    pub weekdays: Vec<String>,
    /// The weeks, from Monday on; days of other months are absent.
    pub weeks: Vec<Vec<Option<HistoryDayView>>>,
}

/// A day of the history.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HistoryDayView {
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// The day of the month, 1 to 31.
    pub day: u32,
    /// The day in words.
    pub date_words: String,
    /// Whether it is today.
    pub today: bool,
    /// What was said of it. Of what nothing was said there is no trace.
    pub dots: Vec<DotView>,
}

/// What was said of one thing on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DotView {
    /// What it is called.
    pub title: String,
    /// What was said, in words: "selesai".
    pub words: String,
    /// What was said.
    pub state: AgendaState,
}
