//! What the person calls the path: a goal, or what was left behind.

use serde::{Deserialize, Serialize};

use crate::person::{OneLine, Position};
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind};

/// What a path is called, in the person's own words.
pub type PathName = OneLine<80>;

/// A path: a goal or a substance. It may stay without a name.
///
/// Fields: `name`, `pos`. It has no way out of the app but the export of everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathGoal {
    /// What it is called; shown only after a touch.
    pub name: Option<PathName>,
    /// Where it stands among the others.
    pub pos: Position,
}

impl Entity for PathGoal {
    const KIND: Kind = Kind::PathGoal;

    fn to_fields(&self) -> Fields {
        fields([("name", optional(self.name.as_ref())), ("pos", text(&self.pos))])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self { name: understood(fields, kind, "name")?, pos: needed(fields, kind, "pos")? })
    }
}
