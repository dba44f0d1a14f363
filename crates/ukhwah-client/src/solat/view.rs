//! What the Solat screen and the prayer part of Today show and ask for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::agenda::AgendaState;
use ukhwah_domain::routine::Prayer;

/// How one sees that the device is not at the place of the prayer times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Elsewhere {
    /// They are for a zone of Malaysia, and the device's clock shows another time.
    Malaysia,
    /// They are for a point where no clock shows such a time.
    Point,
}

/// Asks for a day's prayer times.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SolatRequest {
    /// The day, as YYYY-MM-DD; absent for today.
    pub date: Option<String>,
}

/// A time of the day, in the order of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SolatTime {
    /// Imsak, ten minutes before Subuh.
    Imsak,
    /// Subuh.
    Fajr,
    /// Sunrise.
    Syuruk,
    /// The beginning of Dhuha.
    Dhuha,
    /// Zohor.
    Dhuhr,
    /// Asar.
    Asr,
    /// Maghrib.
    Maghrib,
    /// Isyak.
    Isha,
    /// The middle of the night that follows.
    Midnight,
    /// The beginning of the last third of the night that follows.
    LastThird,
}

/// A time of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SolatTimeView {
    /// Which.
    pub time: SolatTime,
    /// What it is called.
    pub name: String,
    /// When, in words: "6:02 pagi".
    pub at_words: String,
    /// When the jemaah begins, in words, where the person set it.
    pub jemaah_words: Option<String>,
    /// Whether it comes from an official table.
    pub official: bool,
    /// Whether it is the next of the five prayers.
    pub is_next: bool,
    /// Whether it is one of the five prayers.
    pub is_prayer: bool,
}

/// A time at which prayers without a cause are not prayed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ForbiddenView {
    /// Which, in words: "Matahari baru terbit".
    pub name: String,
    /// From when to when, in words.
    pub words: String,
}

/// A day of the Hijri calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HijriView {
    /// The date in words: "15 Ramadan 1447H".
    pub words: String,
    /// Whether the month may yet begin on another day, because the moon decides.
    pub may_shift: bool,
}

/// The direction of prayer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QiblaView {
    /// Degrees clockwise from true north, 0 to 360.
    pub bearing: f64,
    /// The direction in words: "293° dari utara, arah barat laut".
    pub words: String,
}

/// Ramadan now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RamadanView {
    /// What comes next.
    pub next: RamadanMoment,
    /// What comes next, in words: "Berbuka", "Imsak".
    pub name: String,
    /// When, in words.
    pub at_words: String,
    /// How long until then, in words: "2 jam 5 minit lagi".
    pub left_words: String,
}

/// The two moments of a day of fasting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RamadanMoment {
    /// Fasting begins.
    Imsak,
    /// Fasting ends, with Maghrib.
    Berbuka,
}

/// Where the times come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TimesSource {
    /// All are computed.
    Computed,
    /// Some or all of the day come from an official table.
    Official,
}

/// The Solat screen: a day.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SolatView {
    /// The day, as YYYY-MM-DD.
    pub date: String,
    /// The day in words.
    pub date_words: String,
    /// Whether it is today.
    pub today: bool,
    /// The day before, as YYYY-MM-DD.
    pub previous: Option<String>,
    /// The day after, as YYYY-MM-DD.
    pub next: Option<String>,
    /// The Hijri date, where the calendar is known.
    pub hijri: Option<HijriView>,
    /// Where the times are for, in words; absent before a place was chosen.
    pub place_words: Option<String>,
    /// How one sees that the device is not there.
    pub elsewhere: Option<Elsewhere>,
    /// Where the times come from.
    pub source: TimesSource,
    /// The times, in the order of the day; empty without a place, and where the sun does not both rise and set.
    pub times: Vec<SolatTimeView>,
    /// The times at which prayers without a cause are not prayed, in the order of the day.
    pub forbidden: Vec<ForbiddenView>,
    /// The direction of prayer.
    pub qibla: Option<QiblaView>,
    /// Imsak or berbuka, whichever is next, in Ramadan; only for today.
    pub ramadan: Option<RamadanView>,
    /// Why there are no times though a place was chosen, in words.
    pub no_times_words: Option<String>,
}

/// One of the five prayers today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PrayerMarkView {
    /// Which.
    pub prayer: Prayer,
    /// The day that it belongs to: from midnight to Subuh, Isyak is still that of the evening before.
    pub date: String,
    /// What it is called.
    pub name: String,
    /// When, in words.
    pub at_words: String,
    /// When the jemaah begins, in words, where the person set it.
    pub jemaah_words: Option<String>,
    /// Whether the person switched it on, and it falls due today. Others have no mark.
    pub on: bool,
    /// What was said of it.
    pub state: AgendaState,
    /// Whether it is the next one.
    pub is_next: bool,
}

/// The prayers now: part of Today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SolatNowView {
    /// The next prayer, today or tomorrow.
    pub next: Prayer,
    /// What it is called.
    pub next_words: String,
    /// When, in words.
    pub at_words: String,
    /// How long until then, in words: "2 jam 5 minit lagi".
    pub left_words: String,
    /// Where the times are for, in words.
    pub place_words: String,
    /// How one sees that the device is not there; a zone's times are by Malaysian time then too.
    pub elsewhere: Option<Elsewhere>,
    /// The day that the five prayers belong to, as YYYY-MM-DD: handed back when one is marked.
    pub date: String,
    /// The five prayers of today.
    pub prayers: Vec<PrayerMarkView>,
    /// Whether no prayer falls due today, because the person said so.
    pub uzur: bool,
    /// Imsak or berbuka, whichever is next, in Ramadan.
    pub ramadan: Option<RamadanView>,
}
