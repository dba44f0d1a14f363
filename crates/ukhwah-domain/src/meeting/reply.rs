//! What belongs to one date of a meeting: whether the person comes, and tips heard there.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{MeetingId, RecordId};
use crate::plan::CardText;
use crate::record::field::{fields, needed, text};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};
use crate::routine::day_ms;

/// Whether the person comes to one date of a meeting.
///
/// Fields: `parent` (the meeting), `date`, `coming`, `at_ms`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingReply {
    /// The meeting, stored as the record's parent.
    pub meeting: MeetingId,
    /// The date.
    pub date: NaiveDate,
    /// Whether the person comes.
    pub coming: bool,
    /// When it was said, in milliseconds since 1970 UTC.
    pub at_ms: i64,
}

impl MeetingReply {
    /// The reply that counts for each meeting and date: the newest, "coming" where two are of the same moment.
    #[must_use]
    pub fn latest<'r>(replies: impl IntoIterator<Item = &'r Self>) -> BTreeMap<(MeetingId, NaiveDate), &'r Self> {
        let mut latest = BTreeMap::new();
        for reply in replies {
            let kept = latest.entry((reply.meeting, reply.date)).or_insert(reply);
            if (reply.at_ms, reply.coming) > (kept.at_ms, kept.coming) {
                *kept = reply;
            }
        }
        latest
    }
}

impl Entity for MeetingReply {
    const KIND: Kind = Kind::MeetingReply;

    fn parent(&self) -> Option<RecordId> {
        Some(self.meeting.into())
    }

    fn at(&self) -> Option<i64> {
        Some(day_ms(self.date))
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("parent", RecordId::from(self.meeting).into()),
            ("date", text(&self.date)),
            ("coming", self.coming.into()),
            ("at_ms", Value::Int(self.at_ms)),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            meeting: read::needed(read::id(fields, kind, "parent")?, kind, "parent")?.into(),
            date: needed(fields, kind, "date")?,
            coming: read::needed(read::flag(fields, kind, "coming")?, kind, "coming")?,
            at_ms: read::needed(read::int(fields, kind, "at_ms")?, kind, "at_ms")?,
        })
    }
}

/// A tip heard at a meeting; as long as a side of an if-then card, so that it can become one.
///
/// Fields: `parent` (the meeting), `date`, `text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Tip {
    /// The meeting, stored as the record's parent.
    pub meeting: MeetingId,
    /// The day on which it was heard.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub date: NaiveDate,
    /// What was said.
    pub text: CardText,
}

impl Entity for Tip {
    const KIND: Kind = Kind::Tip;

    fn parent(&self) -> Option<RecordId> {
        Some(self.meeting.into())
    }

    fn at(&self) -> Option<i64> {
        Some(day_ms(self.date))
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("parent", RecordId::from(self.meeting).into()),
            ("date", text(&self.date)),
            ("text", text(&self.text)),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            meeting: read::needed(read::id(fields, kind, "parent")?, kind, "parent")?.into(),
            date: needed(fields, kind, "date")?,
            text: needed(fields, kind, "text")?,
        })
    }
}
