//! When the check-in is offered, and whether the app speaks up by itself.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::record::field::{fields, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};
use crate::routine::{ReminderWish, Shown, Timing};

/// When the check-in is offered every day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckInTime {
    /// At what time: by the clock, or around a prayer.
    pub timing: Timing,
    /// How the person wants to be reminded of it, if at all.
    pub remind: Option<ReminderWish>,
}

/// What the person chose about the check-in: one record, the one with the smallest identifier.
///
/// Fields: `timing`, `remind_before`, `remind_sound`, `early_sign`, `sign_read_on`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReflectionSettings {
    /// When the check-in is offered; whenever the person likes where nothing was chosen.
    pub time: Option<CheckInTime>,
    /// Whether the app says when it is harder than usual.
    pub early_sign: bool,
    /// The day of the last early sign that the person put away.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub sign_read_on: Option<NaiveDate>,
}

impl Default for ReflectionSettings {
    fn default() -> Self {
        Self { time: None, early_sign: true, sign_read_on: None }
    }
}

impl Entity for ReflectionSettings {
    const KIND: Kind = Kind::ReflectionSettings;

    fn to_fields(&self) -> Fields {
        let (before, sound) = ReminderWish::values(self.time.and_then(|time| time.remind));
        fields([
            ("timing", self.time.map_or(Value::Null, |time| text(&Shown(&time.timing)))),
            ("remind_before", before),
            ("remind_sound", sound),
            ("early_sign", self.early_sign.into()),
            ("sign_read_on", optional(self.sign_read_on.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        // A time that only a newer app understands is none here: nothing reminds at a wrong hour.
        let timing: Option<Timing> = read::text(fields, kind, "timing")?.and_then(|timing| timing.parse().ok());
        let remind = ReminderWish::read(fields, kind, "remind_before", "remind_sound")?;
        Ok(Self {
            time: timing.map(|timing| CheckInTime { timing, remind }),
            early_sign: read::flag(fields, kind, "early_sign")?.unwrap_or(true),
            sign_read_on: understood(fields, kind, "sign_read_on")?,
        })
    }
}
