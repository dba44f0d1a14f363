//! The lines of the plan.

use serde::{Deserialize, Serialize};

use super::text::ItemText;
use crate::id::{PersonId, RecordId};
use crate::person::Position;
use crate::record::field::{fields, needed, text};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};

/// The part of the plan that a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PlanPart {
    /// What it is all for.
    Reason,
    /// How a hard time announces itself.
    WarningSign,
    /// What the person does alone.
    Alone,
    /// A place that lifts the person.
    LiftingPlace,
    /// Someone whose company lifts the person.
    LiftingPerson,
    /// Someone to ask for help.
    Ask,
    /// A professional, a clinic.
    Professional,
    /// What makes the surroundings safer.
    Surroundings,
}

impl PlanPart {
    /// Every part, in the order in which the plan is read.
    pub const ALL: [Self; 8] = [
        Self::Reason,
        Self::WarningSign,
        Self::Alone,
        Self::LiftingPlace,
        Self::LiftingPerson,
        Self::Ask,
        Self::Professional,
        Self::Surroundings,
    ];
}

/// A line of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PlanItem {
    /// The part it belongs to.
    pub part: PlanPart,
    /// What it says.
    pub text: ItemText,
    /// The person on the list whom it speaks of, if any; that person may be gone since.
    pub person: Option<PersonId>,
    /// Where it stands within its part.
    pub pos: Position,
    /// Whether Help shows it while the app is locked.
    pub on_lock_screen: bool,
}

impl Entity for PlanItem {
    const KIND: Kind = Kind::PlanItem;

    fn to_fields(&self) -> Fields {
        fields([
            ("part", text(&self.part)),
            ("text", text(&self.text)),
            ("person", self.person.map(RecordId::from).into()),
            ("pos", text(&self.pos)),
            ("on_lock_screen", Value::Bool(self.on_lock_screen)),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        Ok(Self {
            part: needed(fields, Self::KIND, "part")?,
            text: needed(fields, Self::KIND, "text")?,
            person: read::id(fields, Self::KIND, "person")?.map(PersonId::from),
            pos: needed(fields, Self::KIND, "pos")?,
            on_lock_screen: read::flag(fields, Self::KIND, "on_lock_screen")?.unwrap_or(false),
        })
    }
}
