//! A meeting and its dates.

use serde::{Deserialize, Serialize};

use crate::bounded::MeetingLength;
use crate::bounded::field::{number, within};
use crate::id::{PersonId, RecordId};
use crate::person::{OneLine, Position};
use crate::plan::Point;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};
use crate::routine::{Days, Sound};
use crate::time::MinuteOfDay;

/// What a meeting is called.
pub type MeetingTitle = OneLine<200>;
/// Where a meeting is.
pub type MeetingPlace = OneLine<200>;
/// Who leads a meeting, in the person's own words.
pub type LeaderWords = OneLine<80>;

/// A meeting that comes once or again and again.
///
/// Fields: `title`, `place`, `point`, `leader`, `leader_words`, `repeat`, `starts`, `ends`, `minute`, `length`,
/// `remind_day_before`, `remind_hour_before`, `remind_sound`, `pos`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Meeting {
    /// What it is called.
    pub title: MeetingTitle,
    /// Where it is, in words.
    pub place: Option<MeetingPlace>,
    /// Where it is on the map.
    pub point: Option<Point>,
    /// Who leads it, on the list of people; that person may be gone since.
    pub leader: Option<PersonId>,
    /// Who leads it, in words.
    pub leader_words: Option<LeaderWords>,
    /// Its days.
    pub days: Days,
    /// When it begins, by the clock.
    pub minute: MinuteOfDay,
    /// How long it lasts.
    pub length: Option<MeetingLength>,
    /// Whether there is a reminder a day before.
    pub remind_day_before: bool,
    /// Whether there is a reminder an hour before.
    pub remind_hour_before: bool,
    /// How the reminders sound.
    pub sound: Sound,
    /// Where it stands among the meetings.
    pub pos: Position,
}

impl Entity for Meeting {
    const KIND: Kind = Kind::Meeting;

    fn to_fields(&self) -> Fields {
        let mut fields = fields([
            ("title", text(&self.title)),
            ("place", optional(self.place.as_ref())),
            ("point", optional(self.point.as_ref())),
            ("leader", self.leader.map(RecordId::from).into()),
            ("leader_words", optional(self.leader_words.as_ref())),
            ("minute", Value::Int(self.minute.get().into())),
            ("length", number(self.length)),
            ("remind_day_before", self.remind_day_before.into()),
            ("remind_hour_before", self.remind_hour_before.into()),
            ("remind_sound", text(&self.sound)),
            ("pos", text(&self.pos)),
        ]);
        self.days.write(&mut fields);
        fields
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        let minute = read::int(fields, kind, "minute")?.and_then(|minute| u16::try_from(minute).ok());
        Ok(Self {
            title: needed(fields, kind, "title")?,
            place: understood(fields, kind, "place")?,
            point: understood(fields, kind, "point")?,
            leader: read::id(fields, kind, "leader")?.map(PersonId::from),
            leader_words: understood(fields, kind, "leader_words")?,
            days: Days::read(fields, kind)?,
            minute: read::needed(minute.and_then(|minute| minute.try_into().ok()), kind, "minute")?,
            length: within(fields, kind, "length")?,
            remind_day_before: read::flag(fields, kind, "remind_day_before")?.unwrap_or(false),
            remind_hour_before: read::flag(fields, kind, "remind_hour_before")?.unwrap_or(false),
            sound: understood(fields, kind, "remind_sound")?.unwrap_or_default(),
            pos: needed(fields, kind, "pos")?,
        })
    }
}
