//! The boundary plan: lines such as "after ten in the evening I do not answer clients".

use serde::{Deserialize, Serialize};

use super::work::Duty;
use crate::person::Position;
use crate::plan::Text;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind};

/// What a boundary says.
pub type BoundaryText = Text<200>;
/// What the person tells others when it holds.
pub type BoundaryTell = Text<500>;

/// When a boundary holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BoundaryWhen {
    /// At any time.
    #[default]
    Always,
    /// Outside the hours of work, and in the hours of quiet.
    Off,
    /// In the hours of quiet.
    Quiet,
}

impl BoundaryWhen {
    /// Every answer, in the order in which a form offers them.
    pub const ALL: [Self; 3] = [Self::Always, Self::Off, Self::Quiet];

    /// Whether a boundary holds now. One for certain hours does not where those hours were never said.
    #[must_use]
    pub const fn holds(self, duty: Duty) -> bool {
        match self {
            Self::Always => true,
            Self::Off => duty.is_off(),
            Self::Quiet => matches!(duty, Duty::Quiet),
        }
    }
}

/// A line of the boundary plan.
///
/// Fields: `text`, `tell`, `when`, `pos`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BoundaryLine {
    /// What it says.
    pub text: BoundaryText,
    /// What the person tells others, ready to be copied.
    pub tell: Option<BoundaryTell>,
    /// When it holds.
    pub when: BoundaryWhen,
    /// Where it stands among the lines.
    pub pos: Position,
}

/// The lines that hold now, those for these hours before those for always, each in the person's order.
///
/// `lines` are in that order already.
#[must_use]
pub fn lines_now(lines: &[BoundaryLine], duty: Duty) -> Vec<&BoundaryLine> {
    let mut now: Vec<_> = lines.iter().filter(|line| line.when.holds(duty)).collect();
    now.sort_by_key(|line| line.when == BoundaryWhen::Always);
    now
}

impl Entity for BoundaryLine {
    const KIND: Kind = Kind::BoundaryLine;

    fn to_fields(&self) -> Fields {
        fields([
            ("text", text(&self.text)),
            ("tell", optional(self.tell.as_ref())),
            ("when", text(&self.when)),
            ("pos", text(&self.pos)),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            text: needed(fields, kind, "text")?,
            tell: understood(fields, kind, "tell")?,
            when: understood(fields, kind, "when")?.unwrap_or_default(),
            pos: needed(fields, kind, "pos")?,
        })
    }
}
