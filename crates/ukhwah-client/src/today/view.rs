//! What the Today screen shows.

use serde::Serialize;
use ukhwah_domain::id::PersonId;

use crate::reflection::SignView;
use crate::reminders::{MissedView, QuietView};
use crate::routine::AgendaView;
use crate::solat::SolatNowView;

/// Someone not greeted for a while.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct GreetView {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// Days since the last contact; absent if there was none yet.
    pub days_since: Option<u32>,
    /// How often to be in touch, in days.
    pub rhythm_days: u16,
}

/// The Today screen.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TodayView {
    /// The date in words.
    pub date_words: String,
    /// The time in words.
    pub time_words: String,
    /// The Hijri date in words, where religious content is on.
    pub hijri_words: Option<String>,
    /// The prayers now, where religious content is on and a place was chosen.
    pub solat: Option<SolatNowView>,
    /// Whether religious content is on and no place was chosen yet.
    pub solat_place_missing: bool,
    /// What today holds besides the five prayers, in order of time; what has the whole day comes last.
    pub agenda: Vec<AgendaView>,
    /// Reminders that could not be delivered in time: listed, never replayed.
    pub missed: Vec<MissedView>,
    /// How it stands with quiet; absent where nothing is to come that sounds.
    pub quiet: Option<QuietView>,
    /// In how many milliseconds this view is out of date: at the next minute of the clock, and so at midnight too.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub next_change_ms: u64,
    /// Who is on duty now.
    pub on_duty: Option<String>,
    /// Until when, in words.
    pub on_duty_until: Option<String>,
    /// How many people are on the ladder.
    pub ladder: u32,
    /// How many people are on the list.
    pub people: u32,
    /// Those not greeted for a while, longest first.
    pub greet: Vec<GreetView>,
    /// How many cards are due for rehearsal.
    pub rehearse: u32,
    /// How many cards the plan has.
    pub cards: u32,
    /// One of the person's reasons, another one each day.
    pub reason: Option<String>,
    /// Whether a check-in of today is still to come.
    pub check_in: bool,
    /// The early sign of these days, unless it was put away or switched off.
    pub sign: Option<SignView>,
    /// Whether work ended a short while ago, by the person's own hours, and no shift was noted since.
    pub shift_waits: bool,
    /// Whether the recovery code still waits to be saved.
    pub recovery_unsaved: bool,
    /// Whether nothing can be written now, so that what is there can only be read.
    pub only_read: bool,
    /// Whether the key of the database lies on the disk.
    pub key_on_disk: bool,
    /// Since when no automatic backup could be made, in words, where that is worth a word.
    pub no_backup_since: Option<String>,
}
