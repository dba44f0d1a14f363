//! Goals in the four dimensions of recovery.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::text::GoalText;
use crate::person::Position;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind};

/// A side of life that a goal belongs to.
///
/// Source: SAMHSA, *Working Definition of Recovery* (2012), the four major dimensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Body and mind.
    Health,
    /// A stable and safe place to live.
    Home,
    /// What the days are for: work, learning, family.
    Purpose,
    /// Friends, neighbours, belonging.
    Community,
}

impl Dimension {
    /// Every dimension, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Health, Self::Home, Self::Purpose, Self::Community];
}

/// A goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Goal {
    /// The side of life it belongs to.
    pub dimension: Dimension,
    /// What the person wants.
    pub text: GoalText,
    /// The next small thing to do for it.
    pub next_step: Option<GoalText>,
    /// The Malaysian day on which it was reached.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub done_on: Option<NaiveDate>,
    /// Where it stands among the goals of its dimension.
    pub pos: Position,
}

impl Entity for Goal {
    const KIND: Kind = Kind::Goal;

    fn to_fields(&self) -> Fields {
        fields([
            ("dimension", text(&self.dimension)),
            ("text", text(&self.text)),
            ("next_step", optional(self.next_step.as_ref())),
            ("done_on", optional(self.done_on.as_ref())),
            ("pos", text(&self.pos)),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        Ok(Self {
            dimension: needed(fields, Self::KIND, "dimension")?,
            text: needed(fields, Self::KIND, "text")?,
            next_step: understood(fields, Self::KIND, "next_step")?,
            done_on: understood(fields, Self::KIND, "done_on")?,
            pos: needed(fields, Self::KIND, "pos")?,
        })
    }
}
