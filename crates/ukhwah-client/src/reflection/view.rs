//! What Muhasabah shows and asks for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::bounded::Level;
use ukhwah_domain::checkin::{Burden, Question, ReflectionSettings};
use ukhwah_domain::id::CheckInId;
use ukhwah_domain::time::MinuteOfDay;

use super::Mark;
use crate::solat::PrayerNameView;

/// The answers of a check-in, every one of which may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Answers {
    /// How heavy it is: 1 light, 5 very heavy.
    pub heaviness: Option<Level>,
    /// How strong the craving is: 1 none, 5 very strong.
    pub craving: Option<Level>,
    /// How much energy there is: 1 worn out, 5 strong.
    pub energy: Option<Level>,
    /// Whose burden it is.
    pub burden: Option<Burden>,
    /// Whether the person is hungry.
    pub hungry: bool,
    /// Whether the person is angry.
    pub angry: bool,
    /// Whether the person is lonely.
    pub lonely: bool,
    /// Whether the person is tired.
    pub tired: bool,
    /// One line, as typed.
    pub note: Option<String>,
}

/// A check-in.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckInView {
    /// Which.
    pub id: CheckInId,
    /// What the editor must hand back.
    pub seen: String,
    /// Its day, as YYYY-MM-DD.
    pub date: String,
    /// Its time, in minutes after midnight.
    pub minute: MinuteOfDay,
    /// Its day in words: "hari ini", "Sabtu 21 Nov".
    pub date_words: String,
    /// Its time in words: "9:15 malam".
    pub time_words: String,
    /// What was answered.
    pub answers: Answers,
}

/// When a check-in was, as its editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MomentRequest {
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// The time, in minutes after midnight.
    pub minute: MinuteOfDay,
}

/// A check-in as it was answered.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckInRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<CheckInId>,
    /// What the view said.
    pub seen: Option<String>,
    /// When it was; absent for now.
    pub moment: Option<MomentRequest>,
    /// What was answered.
    pub answers: Answers,
}

/// Names a check-in.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckInTarget {
    /// Which.
    pub id: CheckInId,
}

/// Asks to erase a check-in for ever.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EraseCheckInRequest {
    /// Which.
    pub id: CheckInId,
    /// Whether to erase from the automatic backups too.
    pub purge_backups: bool,
}

/// An early sign: a change against what is usual for this person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SignView {
    /// The day on which it became clear, as YYYY-MM-DD: handed back when it is put away.
    pub date: String,
    /// In which answer.
    pub question: Question,
    /// Since when, in words: "Rabu"; "Rabu 18 Nov".
    pub since_words: String,
    /// On how many days it rests.
    pub days: u32,
    /// Which days these are, in words: "28, 30 Nov, 1 Dis".
    pub days_words: String,
}

/// An if-then card, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CardWordsView {
    /// If.
    pub situation: String,
    /// Then.
    pub response: String,
}

/// The Muhasabah screen.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReflectionView {
    /// The date in words.
    pub date_words: String,
    /// The check-ins of today, newest first.
    pub today: Vec<CheckInView>,
    /// How many check-ins there are in all.
    pub check_ins: u32,
    /// The early sign of these days, unless it was put away or switched off.
    pub sign: Option<SignView>,
    /// The first if-then card of the plan.
    pub card: Option<CardWordsView>,
    /// What was chosen.
    pub settings: ReflectionSettings,
    /// What the settings must hand back.
    pub settings_seen: Option<String>,
    /// When the check-in is offered, in words.
    pub time_words: Option<String>,
    /// The prayers to which the check-in can be tied; none where religious content is off.
    pub prayers: Vec<PrayerNameView>,
    /// Whether a reminder at a prayer waits for a place to be chosen.
    pub place_missing: bool,
}

/// What was chosen about the check-in.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReflectionSettingsRequest {
    /// What the view said.
    pub seen: Option<String>,
    /// What was chosen.
    pub settings: ReflectionSettings,
}

/// Puts an early sign away.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SignReadRequest {
    /// Its day.
    pub date: String,
}

/// Asks for a page of check-ins.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckInsRequest {
    /// How many of the newest are left out.
    pub skip: u32,
}

/// A page of check-ins.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckInsView {
    /// The check-ins, newest first.
    pub check_ins: Vec<CheckInView>,
    /// Whether there are older ones.
    pub more: bool,
    /// What lies in the trash, newest first.
    pub trash: Vec<CheckInView>,
    /// Today, as YYYY-MM-DD.
    pub today: String,
    /// How many are dated after today: a clock was wrong once, or is now.
    pub ahead: u32,
}

/// How far back trends reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// Four weeks, day by day.
    FourWeeks,
    /// Three months, week by week.
    ThreeMonths,
    /// A year, week by week.
    Year,
    /// All, month by month.
    All,
}

/// Asks for trends.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrendsRequest {
    /// How far back.
    pub span: Span,
}

/// A day, week or month of trends.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrendPointView {
    /// Its first day, as YYYY-MM-DD.
    pub from: String,
    /// In words: "Sabtu 21 Nov", "16–22 Nov", "Nov 2026".
    pub words: String,
    /// In a few letters, for the axis: "21 Nov".
    pub short: String,
    /// The mean of the answers about heaviness, 1 to 5.
    pub heaviness: Option<f64>,
    /// The mean of the answers about craving, 1 to 5.
    pub craving: Option<f64>,
    /// The mean of the answers about energy, 1 to 5.
    pub energy: Option<f64>,
    /// How many check-ins named the person's own burden.
    pub mine: u32,
    /// How many named a client's.
    pub client: u32,
    /// How many named both.
    pub both: u32,
    /// How many check-ins there were.
    pub check_ins: u32,
    /// What happened in it.
    pub marks: Vec<Mark>,
}

/// How it went over time.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrendsView {
    /// How far back.
    pub span: Span,
    /// Day by day, week by week or month by month, oldest first, without gaps.
    pub points: Vec<TrendPointView>,
    /// How many check-ins there are in this span.
    pub check_ins: u32,
    /// How many are dated after today, and so in no span: a clock was wrong once, or is now.
    pub ahead: u32,
}

/// As what trends are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TrendsFormat {
    /// Every check-in, with its line, for a spreadsheet.
    Csv,
    /// Charts and table on paper, without the lines.
    Pdf,
}

/// Asks to write trends down where the person wants them.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrendsExportRequest {
    /// How far back.
    pub span: Span,
    /// As what.
    pub format: TrendsFormat,
}
