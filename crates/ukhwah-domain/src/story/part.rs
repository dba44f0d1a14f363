//! A part of a story.

use serde::{Deserialize, Serialize};

use crate::id::{RecordId, StoryId};
use crate::person::{OneLine, Position};
use crate::plan::Text;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, read};

/// What stands above a part.
pub type PartTitle = OneLine<120>;
/// What a part says.
pub type PartText = Text<10_000>;

/// A part of a story, written once.
///
/// Fields: `parent`, `title`, `text`, `pos`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryPart {
    /// The story that it belongs to.
    pub story: StoryId,
    /// What stands above it.
    pub title: Option<PartTitle>,
    /// What it says.
    pub text: PartText,
    /// Where it stands in the story.
    pub pos: Position,
}

impl Entity for StoryPart {
    const KIND: Kind = Kind::StoryPart;

    fn parent(&self) -> Option<RecordId> {
        Some(self.story.into())
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("parent", RecordId::from(self.story).into()),
            ("title", optional(self.title.as_ref())),
            ("text", text(&self.text)),
            ("pos", text(&self.pos)),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            story: read::needed(read::id(fields, kind, "parent")?, kind, "parent")?.into(),
            title: understood(fields, kind, "title")?,
            text: needed(fields, kind, "text")?,
            pos: needed(fields, kind, "pos")?,
        })
    }
}
