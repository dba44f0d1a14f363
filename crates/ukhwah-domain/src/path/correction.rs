//! What a day was called before it was corrected.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{PathEventId, RecordId};
use crate::record::field::{fields, needed, text};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};

/// Which day of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PathDay {
    /// Its own, or the first one.
    Date,
    /// That of the return.
    Until,
}

/// A day as it stood before a correction: kept, never counted.
///
/// Fields: `parent`, `day`, `was`, `made_at_ms`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathCorrection {
    /// The event, stored as the record's parent.
    pub event: PathEventId,
    /// Which of its days.
    pub day: PathDay,
    /// What it was.
    pub was: NaiveDate,
    /// When it was corrected, in milliseconds since 1970 UTC by that device's clock.
    pub made_at_ms: i64,
}

impl Entity for PathCorrection {
    const KIND: Kind = Kind::PathCorrection;

    fn parent(&self) -> Option<RecordId> {
        Some(self.event.into())
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("parent", RecordId::from(self.event).into()),
            ("day", text(&self.day)),
            ("was", text(&self.was)),
            ("made_at_ms", Value::Int(self.made_at_ms)),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            event: read::needed(read::id(fields, kind, "parent")?, kind, "parent")?.into(),
            day: needed(fields, kind, "day")?,
            was: needed(fields, kind, "was")?,
            made_at_ms: read::needed(read::int(fields, kind, "made_at_ms")?, kind, "made_at_ms")?,
        })
    }
}
