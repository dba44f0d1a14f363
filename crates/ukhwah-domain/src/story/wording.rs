//! What a version does with a part.

use serde::{Deserialize, Serialize};

use super::{PartText, PartTitle};
use crate::id::{RecordId, StoryPartId, StoryVersionId};
use crate::record::field::{fields, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, read};

/// What a version does with a part, the most open first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// It is told as it is written.
    Told,
    /// It is said in other words.
    Reworded,
    /// It is left out.
    Left,
}

/// What a version does with one part. A part of which nothing was said is left out.
///
/// Fields: `parent`, `part`, `choice`, `title`, `text`. The words stay when the part is told or left out instead: nothing
/// that was written is lost, and they leave only with [`Choice::Reworded`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryWording {
    /// The version.
    pub version: StoryVersionId,
    /// The part; it may be gone.
    pub part: StoryPartId,
    /// What is done with it.
    pub choice: Choice,
    /// What stands above the other words.
    pub title: Option<PartTitle>,
    /// The other words.
    pub text: Option<PartText>,
}

impl Entity for StoryWording {
    const KIND: Kind = Kind::StoryWording;

    fn parent(&self) -> Option<RecordId> {
        Some(self.version.into())
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("parent", RecordId::from(self.version).into()),
            ("part", RecordId::from(self.part).into()),
            ("choice", text(&self.choice)),
            ("title", optional(self.title.as_ref())),
            ("text", optional(self.text.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            version: read::needed(read::id(fields, kind, "parent")?, kind, "parent")?.into(),
            part: read::needed(read::id(fields, kind, "part")?, kind, "part")?.into(),
            // What only a newer app understands is not told.
            choice: understood(fields, kind, "choice")?.unwrap_or(Choice::Left),
            title: understood(fields, kind, "title")?,
            text: understood(fields, kind, "text")?,
        })
    }
}

/// What a version does with a part, out of all that was said of it; `None` if nothing was.
///
/// Two devices can each say something. The most careful word counts: left out before reworded before told. Of two
/// rewordings the first in `wordings` counts, so they are handed over in an order that every device keeps.
pub fn decided<'w>(
    wordings: impl IntoIterator<Item = &'w StoryWording>,
    part: StoryPartId,
) -> Option<&'w StoryWording> {
    let mut found: Option<&StoryWording> = None;
    for wording in wordings.into_iter().filter(|wording| wording.part == part) {
        if found.is_none_or(|found| wording.choice > found.choice) {
            found = Some(wording);
        }
    }
    found
}
