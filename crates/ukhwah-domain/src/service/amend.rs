//! Something to make good again. It is nobody's business but the person's own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::person::{OneLine, Position};
use crate::plan::Text;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind};

/// To whom something is to be made good.
pub type Whom = OneLine<100>;
/// What is to be made good.
pub type AmendText = Text<2000>;

/// Something to make good.
///
/// Fields: `whom`, `what`, `done_on`, `pos`. It has no way out of the app but the export of everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amend {
    /// To whom.
    pub whom: Whom,
    /// What.
    pub what: Option<AmendText>,
    /// The day on which it was done.
    pub done_on: Option<NaiveDate>,
    /// Where it stands among the others.
    pub pos: Position,
}

impl Entity for Amend {
    const KIND: Kind = Kind::Amend;

    fn to_fields(&self) -> Fields {
        fields([
            ("whom", text(&self.whom)),
            ("what", optional(self.what.as_ref())),
            ("done_on", optional(self.done_on.as_ref())),
            ("pos", text(&self.pos)),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            whom: needed(fields, kind, "whom")?,
            what: understood(fields, kind, "what")?,
            done_on: understood(fields, kind, "done_on")?,
            pos: needed(fields, kind, "pos")?,
        })
    }
}
