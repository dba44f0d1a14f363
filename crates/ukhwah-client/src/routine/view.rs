//! What the routine shows and asks for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::{QuranEntryId, RoutineItemId};
use ukhwah_domain::routine::{Anchor, Days, ReminderWish, Timing, What};

/// An item of the routine.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RoutineItemView {
    /// Which.
    pub id: RoutineItemId,
    /// What the editor must hand back.
    pub seen: String,
    /// What it is called.
    pub title: String,
    /// What kind of thing it is.
    pub what: What,
    /// At what time of its days it is; handed back unchanged, it stays as it is stored.
    pub timing: Timing,
    /// On which days it is.
    pub days: Days,
    /// When it is, in words: "setiap hari, 8:30 pagi".
    pub when_words: String,
    /// How the person wants to be reminded, if at all.
    pub remind: Option<ReminderWish>,
    /// How often, for a zikir.
    pub aim: Option<u32>,
    /// Whether its name never stands in a notification.
    pub discreet: bool,
    /// Whether it rests.
    pub paused: bool,
    /// Whether no day of it is left.
    pub over: bool,
}

/// A moment of the day that an item can stand before or after.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AnchorView {
    /// Which.
    pub anchor: Anchor,
    /// What it is called.
    pub name: String,
}

/// Days on which no prayer falls due.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UzurView {
    /// The first day, as YYYY-MM-DD.
    pub from: String,
    /// The last day, as YYYY-MM-DD, if it is known.
    pub until: Option<String>,
    /// The days in words.
    pub words: String,
    /// Whether it holds today.
    pub now: bool,
}

/// What a place in the Quran is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum QuranUnit {
    /// Pages, 1 to 604.
    Page,
    /// Juz, 1 to 30.
    Juz,
    /// Surahs, 1 to 114, perhaps with an ayah.
    Surah,
}

/// A place in the Quran: numbers only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QuranPlaceView {
    /// What is counted.
    pub unit: QuranUnit,
    /// Its number.
    pub number: u32,
    /// The ayah of a surah.
    pub ayah: Option<u32>,
}

/// A place reached in the Quran.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QuranEntryView {
    /// Which.
    pub id: QuranEntryId,
    /// What the editor must hand back.
    pub seen: String,
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// The day in words.
    pub date_words: String,
    /// The place.
    pub place: QuranPlaceView,
    /// The place in words: "muka surat 255".
    pub words: String,
}

/// The Routine screen. Without religious content nothing of it is in any list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RoutineView {
    /// The items, in the person's order; those that rest and those that are over too.
    pub items: Vec<RoutineItemView>,
    /// The kinds to choose from.
    pub whats: Vec<What>,
    /// The moments to choose from; empty without religious content.
    pub anchors: Vec<AnchorView>,
    /// The places reached in the Quran last, newest first; absent without religious content.
    pub quran: Option<Vec<QuranEntryView>>,
    /// Days on which no prayer falls due, if there are any now or later.
    pub uzur: Option<UzurView>,
    /// What lies in the trash, newest first.
    pub trash: Vec<TrashedRoutineView>,
    /// Today, as YYYY-MM-DD.
    pub today: String,
}

/// Something of the routine that lies in the trash.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrashedRoutineView {
    /// Which.
    pub target: RoutineTarget,
    /// What it says.
    pub text: String,
}

/// Names something of the routine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RoutineTarget {
    /// An item.
    Item {
        /// Which.
        id: RoutineItemId,
    },
    /// A place reached in the Quran.
    Quran {
        /// Which.
        id: QuranEntryId,
    },
}

/// On which days something comes again, as the editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RepeatRequest {
    /// On its first day alone.
    Once,
    /// Every day.
    Daily,
    /// On these days of every week.
    Weekly {
        /// The days, at least one.
        #[cfg_attr(
            feature = "bindings",
            ts(type = "Array<\"Mon\" | \"Tue\" | \"Wed\" | \"Thu\" | \"Fri\" | \"Sat\" | \"Sun\">")
        )]
        days: Vec<chrono::Weekday>,
    },
    /// On this day of every month; a shorter month uses its last day.
    Monthly {
        /// The day, 1 to 31.
        day: u32,
    },
    /// By a rule of RFC 5545.
    Rule {
        /// The rule, as typed or as its view had it.
        rule: String,
    },
}

/// The days of something, as the editor leaves them.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DaysRequest {
    /// How it comes again.
    pub repeat: RepeatRequest,
    /// The first day, as YYYY-MM-DD.
    pub starts: String,
    /// The last day, as YYYY-MM-DD, if it ends.
    pub ends: Option<String>,
}

/// An item as the editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RoutineRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<RoutineItemId>,
    /// What the view said.
    pub seen: Option<String>,
    /// What it is called.
    pub title: String,
    /// What kind of thing it is.
    pub what: What,
    /// At what time of its days it is.
    pub timing: Timing,
    /// On which days it is.
    pub days: DaysRequest,
    /// How the person wants to be reminded, if at all.
    pub remind: Option<ReminderWish>,
    /// How often, for a zikir: 1 to 1,000,000.
    pub aim: Option<u32>,
    /// Whether its name never stands in a notification.
    pub discreet: bool,
}

/// Asks to erase something of the routine for ever, an item with everything said of its days.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EraseRoutineRequest {
    /// What.
    pub target: RoutineTarget,
    /// Whether to erase from the automatic backups too.
    pub purge_backups: bool,
}

/// Asks to let things rest, or to take them up again.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PauseRequest {
    /// Items, one or many, as on a journey.
    Items {
        /// Which.
        ids: Vec<RoutineItemId>,
        /// Whether they rest from now on.
        paused: bool,
    },
    /// No prayer falls due on these days.
    Uzur {
        /// The first day, as YYYY-MM-DD; absent for today.
        from: Option<String>,
        /// The last day, as YYYY-MM-DD, if it is known.
        until: Option<String>,
    },
    /// Prayers fall due again from today on.
    UzurEnded,
}

/// Asks for another place in the person's order.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MoveRoutineRequest {
    /// What moves.
    pub id: RoutineItemId,
    /// After which; absent for the first place.
    pub after: Option<RoutineItemId>,
}

/// A place reached in the Quran, as it was typed.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QuranRequest {
    /// Which one is corrected; absent for a new one.
    pub id: Option<QuranEntryId>,
    /// What the view said.
    pub seen: Option<String>,
    /// The day, as YYYY-MM-DD; absent for today.
    pub date: Option<String>,
    /// The place.
    pub place: QuranPlaceView,
}
