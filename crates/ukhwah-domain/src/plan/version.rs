//! Kept versions of the plan.

use serde::{Deserialize, Serialize};

use crate::record::field::fields;
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};

/// The whole plan as it was at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanVersion {
    /// When it was saved, in milliseconds since 1970 UTC.
    pub made_at_ms: i64,
    /// What [`PlanSnapshot::to_json`](super::PlanSnapshot::to_json) wrote; kept as it came, also from a newer app.
    pub snapshot: String,
}

impl Entity for PlanVersion {
    const KIND: Kind = Kind::PlanVersion;

    fn at(&self) -> Option<i64> {
        Some(self.made_at_ms)
    }

    fn to_fields(&self) -> Fields {
        fields([("made_at_ms", Value::Int(self.made_at_ms)), ("snapshot", Value::Text(self.snapshot.clone()))])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        Ok(Self {
            made_at_ms: read::needed(read::int(fields, Self::KIND, "made_at_ms")?, Self::KIND, "made_at_ms")?,
            snapshot: read::needed(read::text(fields, Self::KIND, "snapshot")?, Self::KIND, "snapshot")?,
        })
    }
}
