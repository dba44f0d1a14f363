//! What the meetings show and ask for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::{MeetingId, PersonId, TipId};
use ukhwah_domain::routine::{Days, Sound};
use ukhwah_domain::time::MinuteOfDay;

use crate::error::ErrorCode;
use crate::routine::DaysRequest;

/// A meeting.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MeetingView {
    /// Which.
    pub id: MeetingId,
    /// What the editor must hand back.
    pub seen: String,
    /// What it is called.
    pub title: String,
    /// Where it is, in words.
    pub place: Option<String>,
    /// Where it is on the map: "latitude, longitude" in degrees.
    pub point: Option<String>,
    /// Who leads it, on the list of people.
    pub leader: Option<PersonId>,
    /// Who leads it, as the person wrote it.
    pub leader_words: Option<String>,
    /// Who leads it, to be shown: the name on the list, or the person's own words.
    pub leader_name: Option<String>,
    /// Its days.
    pub days: Days,
    /// Its days in words: "setiap Sabtu".
    pub days_words: String,
    /// When it begins, in minutes after midnight.
    pub minute: MinuteOfDay,
    /// From when to when, in words: "10 pagi – 12 tengah hari".
    pub time_words: String,
    /// How long it lasts.
    pub length_minutes: Option<u16>,
    /// How long it lasts, in words: "1 jam 30 minit".
    pub length_words: Option<String>,
    /// Whether there is a reminder a day before.
    pub remind_day_before: bool,
    /// Whether there is a reminder an hour before.
    pub remind_hour_before: bool,
    /// How the reminders sound.
    pub sound: Sound,
    /// The next dates, at most four; empty for one that is over.
    pub next: Vec<OccurrenceView>,
    /// The tips heard there, newest first.
    pub tips: Vec<TipView>,
}

/// One date of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OccurrenceView {
    /// The date, as YYYY-MM-DD: handed back with the reply.
    pub date: String,
    /// When, in words: "Sabtu 21 Nov, 10 pagi"; "hari ini, 10 pagi".
    pub words: String,
    /// Whether it has begun and is not over.
    pub now: bool,
    /// Whether the person comes, if that was said.
    pub coming: Option<bool>,
}

/// A tip.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TipView {
    /// Which.
    pub id: TipId,
    /// What the editor must hand back.
    pub seen: String,
    /// The day on which it was heard, as YYYY-MM-DD.
    pub date: String,
    /// That day in words.
    pub date_words: String,
    /// What was said.
    pub text: String,
}

/// The meetings.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MeetingsView {
    /// The meetings: that which comes next first, those that are over last.
    pub meetings: Vec<MeetingView>,
    /// What lies in the trash, newest first.
    pub trash: Vec<TrashedMeetingView>,
    /// Today, as YYYY-MM-DD.
    pub today: String,
}

/// A meeting or a tip in the trash.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrashedMeetingView {
    /// Which.
    pub target: MeetingTarget,
    /// What it says.
    pub text: String,
}

/// Names a meeting or a tip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MeetingTarget {
    /// A meeting, with its replies and tips.
    Meeting {
        /// Which.
        id: MeetingId,
    },
    /// A tip.
    Tip {
        /// Which.
        id: TipId,
    },
}

/// A meeting as the editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MeetingRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<MeetingId>,
    /// What the view said.
    pub seen: Option<String>,
    /// What it is called.
    pub title: String,
    /// Where it is, in words.
    pub place: Option<String>,
    /// A map link or coordinates, as pasted; empty for none.
    pub map: Option<String>,
    /// Who leads it, on the list of people.
    pub leader: Option<PersonId>,
    /// Who leads it, in the person's own words.
    pub leader_words: Option<String>,
    /// Its days.
    pub days: DaysRequest,
    /// When it begins, in minutes after midnight.
    pub minute: MinuteOfDay,
    /// How long it lasts, 1 to 1440 minutes.
    pub length_minutes: Option<u32>,
    /// Whether there is a reminder a day before.
    pub remind_day_before: bool,
    /// Whether there is a reminder an hour before.
    pub remind_hour_before: bool,
    /// How the reminders sound.
    pub sound: Sound,
}

/// Asks to erase a meeting or a tip for ever, a meeting with its replies and tips.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EraseMeetingRequest {
    /// What.
    pub target: MeetingTarget,
    /// Whether to erase from the automatic backups too.
    pub purge_backups: bool,
}

/// Says whether the person comes.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReplyRequest {
    /// To which meeting.
    pub id: MeetingId,
    /// On which of its dates, as YYYY-MM-DD.
    pub date: String,
    /// Whether the person comes; absent to take the reply back.
    pub coming: Option<bool>,
}

/// A tip as it was typed.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TipRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<TipId>,
    /// What the view said.
    pub seen: Option<String>,
    /// At which meeting.
    pub meeting: MeetingId,
    /// The day on which it was heard, as YYYY-MM-DD; absent for today.
    pub date: Option<String>,
    /// What was said.
    pub text: String,
}

/// Names a tip.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TipTarget {
    /// Which.
    pub id: TipId,
}

/// What goes into a calendar file.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CalendarRequest {
    /// Whether the meetings do.
    pub meetings: bool,
    /// Whether the routine does.
    pub routine: bool,
}

/// A meeting that is on the list already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KnownMeetingView {
    /// What it is called.
    pub title: String,
    /// When it is, in words.
    pub when_words: String,
    /// Whether choosing the one of the file changes it.
    pub changes: bool,
}

/// A meeting read from a file, not yet kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FoundMeetingView {
    /// What it is called.
    pub title: String,
    /// When it is, in words; absent where the file does not say it in a way that can be kept.
    pub when_words: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// The one on the list that it is, if it is there already.
    pub known: Option<KnownMeetingView>,
    /// Whether no date of it is left.
    pub over: bool,
    /// Why it cannot be kept; it can then not be chosen.
    pub problem: Option<ErrorCode>,
    /// What will be other than in the file, a sentence each.
    pub notes: Vec<String>,
}

/// The meetings found in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FoundMeetingsView {
    /// The meetings, in the order of the file; named by their index from 0.
    pub meetings: Vec<FoundMeetingView>,
    /// How many entries are no meetings of their own: changes of one date, and this app's own routine.
    pub left_out: u32,
    /// Whether the file ends in the middle of an entry.
    pub cut_off: bool,
}

/// Asks to keep meetings that were found.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ImportMeetingsRequest {
    /// Their indices in the last [`FoundMeetingsView`]; absent for all that can be kept and are not there yet.
    pub chosen: Option<Vec<u32>>,
}
