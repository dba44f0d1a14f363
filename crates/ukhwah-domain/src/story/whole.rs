//! A story as a whole: what the person calls it.

use serde::{Deserialize, Serialize};

use crate::person::{OneLine, Position};
use crate::record::field::{fields, needed, text};
use crate::record::{Entity, FieldError, Fields, Kind};

/// What a story is called. It is for the person alone and stands on nothing that leaves.
pub type StoryTitle = OneLine<120>;

/// A story.
///
/// Fields: `title`, `pos`. Its parts are [`super::StoryPart`]s, its versions [`super::StoryVersion`]s.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// What it is called.
    pub title: StoryTitle,
    /// Where it stands among the others.
    pub pos: Position,
}

impl Entity for Story {
    const KIND: Kind = Kind::Story;

    fn to_fields(&self) -> Fields {
        fields([("title", text(&self.title)), ("pos", text(&self.pos))])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        Ok(Self { title: needed(fields, Self::KIND, "title")?, pos: needed(fields, Self::KIND, "pos")? })
    }
}
