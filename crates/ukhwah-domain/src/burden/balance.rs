//! What the work gave in a week, and what it cost.

use chrono::{Datelike as _, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::id::{RecordId, WeekBalanceId};
use crate::plan::Text;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, read};
use crate::routine::day_ms;

/// A line of a week's balance.
pub type BalanceText = Text<300>;

/// How much, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// A little.
    Little,
    /// Some.
    Some,
    /// Much.
    Much,
}

/// Of which side a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BalanceSide {
    /// What the work gave.
    Gave,
    /// What it cost.
    Cost,
}

/// The Monday of the week in which this day lies.
#[must_use]
pub fn monday(date: NaiveDate) -> NaiveDate {
    let into = u64::from(date.weekday().num_days_from_monday());
    date.checked_sub_days(Days::new(into)).unwrap_or(date)
}

/// A week of work, looked back on. Its lines are [`BalanceLine`]s.
///
/// Two devices may each have made one for the same week: then the answers of the one with the smallest identifier
/// count, or of the other where that one has none, and the lines of both are shown.
///
/// Fields: `week` (its Monday), `gave`, `cost`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct WeekBalance {
    /// Its Monday.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub week: NaiveDate,
    /// How much the work gave.
    pub gave: Option<Amount>,
    /// How much it cost.
    pub cost: Option<Amount>,
}

impl Entity for WeekBalance {
    const KIND: Kind = Kind::WeekBalance;

    fn at(&self) -> Option<i64> {
        Some(day_ms(self.week))
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("week", text(&self.week)),
            ("gave", optional(self.gave.as_ref())),
            ("cost", optional(self.cost.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            week: monday(needed(fields, kind, "week")?),
            gave: understood(fields, kind, "gave")?,
            cost: understood(fields, kind, "cost")?,
        })
    }
}

/// One thing that the work gave or cost in a week.
///
/// Fields: `parent` (the week), `side`, `text`, `at_ms`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceLine {
    /// The week, stored as the record's parent.
    pub balance: WeekBalanceId,
    /// Of which side it is.
    pub side: BalanceSide,
    /// What it says.
    pub text: BalanceText,
    /// When it was written, in milliseconds since 1970 UTC: the order of the lines.
    pub at_ms: i64,
}

impl Entity for BalanceLine {
    const KIND: Kind = Kind::BalanceLine;

    fn parent(&self) -> Option<RecordId> {
        Some(self.balance.into())
    }

    fn at(&self) -> Option<i64> {
        Some(self.at_ms)
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("parent", RecordId::from(self.balance).into()),
            ("side", text(&self.side)),
            ("text", text(&self.text)),
            ("at_ms", self.at_ms.into()),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            balance: read::needed(read::id(fields, kind, "parent")?, kind, "parent")?.into(),
            side: needed(fields, kind, "side")?,
            text: needed(fields, kind, "text")?,
            at_ms: read::needed(read::int(fields, kind, "at_ms")?, kind, "at_ms")?,
        })
    }
}
