//! The items of the daily routine.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::days::{Days, Shown};
use super::prayer::Anchor;
use crate::bounded::field::{number, within};
use crate::bounded::{AnchorShift, Lead, ZikirTarget};
use crate::person::{OneLine, Position};
use crate::record::field::{fields, needed, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};
use crate::time::MinuteOfDay;

/// What an item of the routine is called.
pub type RoutineTitle = OneLine<200>;

/// What kind of thing an item of the routine is.
///
/// The five prayers are no items: they are switched on one by one in the prayer settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A prayer of choice.
    Sunat,
    /// A zikir, with a counter.
    Zikir,
    /// Reading the Quran.
    Quran,
    /// A medicine.
    Medication,
    /// Rest.
    Rest,
    /// A talk with a supervisor.
    Supervision,
    /// Anything else.
    Other,
}

impl What {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Sunat, Self::Zikir, Self::Quran, Self::Medication, Self::Rest, Self::Supervision, Self::Other];

    /// Whether it is shown only where religious content is on.
    #[must_use]
    pub const fn is_religious(self) -> bool {
        matches!(self, Self::Sunat | Self::Zikir | Self::Quran)
    }
}

/// At what time of its days an item is.
///
/// In a record one text: `any`, `at 0830`, `maghrib +15`, `fajr -10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Timing {
    /// At a time of the clock.
    At {
        /// The time.
        minute: MinuteOfDay,
    },
    /// So many minutes before or after something that depends on the sun.
    Around {
        /// That moment.
        anchor: Anchor,
        /// How many minutes after it; before it is negative.
        minutes: AnchorShift,
    },
    /// At any time of the day.
    AnyTime,
}

/// A text is not the stored form of a timing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is not the stored form of a time of day")]
pub struct ParseTimingError;

impl fmt::Display for Timing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At { minute } => {
                let (hour, minute) = minute.hour_and_minute();
                write!(f, "at {hour:02}{minute:02}")
            }
            Self::Around { anchor, minutes } => write!(f, "{} {:+}", anchor.code(), minutes.get()),
            Self::AnyTime => f.write_str("any"),
        }
    }
}

impl FromStr for Timing {
    type Err = ParseTimingError;

    fn from_str(stored: &str) -> Result<Self, ParseTimingError> {
        let timing = match stored.split_once(' ') {
            None => (stored == "any").then_some(Self::AnyTime),
            Some(("at", time)) => time.parse::<u16>().ok().and_then(|time| {
                let minute = MinuteOfDay::at(time / 100, time % 100)?;
                Some(Self::At { minute })
            }),
            Some((anchor, minutes)) => Anchor::from_code(anchor).and_then(|anchor| {
                let minutes = AnchorShift::try_from(minutes.parse::<i64>().ok()?).ok()?;
                Some(Self::Around { anchor, minutes })
            }),
        };
        timing.filter(|timing| timing.to_string() == stored).ok_or(ParseTimingError)
    }
}

/// How a reminder sounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Sound {
    /// Shown without a sound.
    Silent,
    /// The app's own chime.
    #[default]
    Chime,
    /// The sound file that the person chose on this device; the chime where there is none.
    Own,
}

/// How the person wants to be reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReminderWish {
    /// How long before.
    pub before: Lead,
    /// With which sound.
    pub sound: Sound,
}

impl ReminderWish {
    /// At the moment itself, with the chime.
    pub const AT_THE_MOMENT: Self = Self { before: Lead::LEAST, sound: Sound::Chime };

    /// The values of the two fields of a wish.
    pub(crate) fn values(wish: Option<Self>) -> (Value, Value) {
        (number(wish.map(|wish| wish.before)), wish.map_or(Value::Null, |wish| text(&wish.sound)))
    }

    /// Reads a wish from its two fields: none without the first.
    pub(crate) fn read(
        fields: &Fields,
        kind: Kind,
        before: &'static str,
        sound: &'static str,
    ) -> Result<Option<Self>, FieldError> {
        let sound = understood(fields, kind, sound)?.unwrap_or_default();
        Ok(within(fields, kind, before)?.map(|before| Self { before, sound }))
    }
}

/// An item of the daily routine.
///
/// Fields: `title`, `what`, `timing`, `repeat`, `starts`, `ends`, `remind_before`, `remind_sound`, `target`, `discreet`,
/// `paused`, `pos`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RoutineItem {
    /// What it is called.
    pub title: RoutineTitle,
    /// What kind of thing it is.
    pub what: What,
    /// At what time of its days it is.
    pub timing: Timing,
    /// On which days it is.
    pub days: Days,
    /// How the person wants to be reminded, if at all; without effect for an item at any time.
    pub remind: Option<ReminderWish>,
    /// How often, for a zikir.
    pub target: Option<ZikirTarget>,
    /// Whether its name never stands in a notification, also where full texts were chosen.
    pub discreet: bool,
    /// Whether it rests on every day, as it was kept before each [`super::Pause`] had its own days.
    pub paused: bool,
    /// Where it stands among items at the same time.
    pub pos: Position,
}

impl Entity for RoutineItem {
    const KIND: Kind = Kind::RoutineItem;

    fn to_fields(&self) -> Fields {
        let (remind_before, remind_sound) = ReminderWish::values(self.remind);
        let mut fields = fields([
            ("title", text(&self.title)),
            ("what", text(&self.what)),
            // One field, so that a merge cannot take the anchor of one edit and the minutes of another.
            ("timing", text(&Shown(&self.timing))),
            ("remind_before", remind_before),
            ("remind_sound", remind_sound),
            ("target", number(self.target)),
            ("discreet", self.discreet.into()),
            ("paused", self.paused.into()),
            ("pos", text(&self.pos)),
        ]);
        self.days.write(&mut fields);
        fields
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        let timing: String = needed(fields, kind, "timing")?;
        let what: Option<What> = understood(fields, kind, "what")?;
        Ok(Self {
            title: needed(fields, kind, "title")?,
            // A kind that a newer app knows may be religious: the person's own word for it is shown all the same.
            what: what.unwrap_or(What::Other),
            // A medicine at an hour that only a newer app understands is still listed for the day.
            timing: timing.parse().unwrap_or(Timing::AnyTime),
            days: Days::read(fields, kind)?,
            remind: ReminderWish::read(fields, kind, "remind_before", "remind_sound")?,
            target: within(fields, kind, "target")?,
            discreet: read::flag(fields, kind, "discreet")?.unwrap_or(what.is_none()),
            paused: read::flag(fields, kind, "paused")?.unwrap_or(false),
            pos: needed(fields, kind, "pos")?,
        })
    }
}
