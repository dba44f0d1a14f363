//! When reminders keep quiet.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::routine::Almanac;
use crate::time::MinuteOfDay;

/// Hours of every day in which nothing sounds: `start` is inside, `end` is not.
///
/// An end that is not after the start lies on the next day, so equal ones mean day and night.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QuietHours {
    /// The first quiet minute.
    pub start: MinuteOfDay,
    /// The first minute after them.
    pub end: MinuteOfDay,
}

/// How this device keeps quiet. A quiet reminder is still shown, and listed as any other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manners {
    /// Hours in which nothing sounds, prayers included.
    pub quiet: Option<QuietHours>,
}

impl Manners {
    /// Whether a reminder at this moment may make a sound.
    #[must_use]
    pub fn let_sound(&self, at: DateTime<Utc>, almanac: &impl Almanac) -> bool {
        !self.quiet.is_some_and(|quiet| quiet.holds_at(at, almanac))
    }
}

impl QuietHours {
    fn holds_at(self, at: DateTime<Utc>, almanac: &impl Almanac) -> bool {
        let date = almanac.date(at);
        let (start, end) = (almanac.at(date, self.start), almanac.at(date, self.end));
        if self.start < self.end { at >= start && at < end } else { at >= start || at < end }
    }
}
