//! Keeping a story's name and its parts, and their order.

use ukhwah_domain::person::{OneLine, Position};
use ukhwah_domain::plan::TextError;
use ukhwah_domain::story::{PartText, Story, StoryPart, StoryTitle};

use super::show::present;
use super::{MoveStoryPartRequest, StoryPartRequest, StoryRequest, StoryTarget, StoryView};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::plan::{edited, move_after, put_one};

impl App {
    /// Keeps a story's name; a new story goes last.
    ///
    /// # Errors
    /// If the name is missing or too long, or the story was erased meanwhile.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn story_save(&self, request: StoryRequest) -> Result<StoryView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let title = StoryTitle::parse(&request.title).map_err(|error| match error {
            TextError::Empty => ErrorCode::NameEmpty,
            TextError::TooLong { .. } => ErrorCode::NameTooLong,
        })?;
        let id = self.writing(|tx| {
            put_one(tx, edited, |old: Option<Story>| Story {
                title,
                pos: old.map_or_else(Position::first, |old| old.pos),
            })
        })?;
        self.story_view(StoryTarget { id: id.into() })
    }

    /// Keeps a part; a new one goes last in its story, and into no version.
    ///
    /// # Errors
    /// If the text is missing or something is too long, or the part or its story was erased meanwhile.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn story_part_save(&self, request: StoryPartRequest) -> Result<StoryView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let title = line(request.title.as_deref(), 0)?;
        let text = PartText::parse(&request.text).map_err(|error| match error {
            TextError::Empty => IpcError::at(ErrorCode::TextEmpty, 1),
            TextError::TooLong { .. } => IpcError::at(ErrorCode::TextTooLong, 1),
        })?;
        let story = request.story;
        self.writing(|tx| {
            present::<Story>(tx.read(), story.into())?;
            put_one(tx, edited, |old: Option<StoryPart>| StoryPart {
                // A part stays in the story in which it was written.
                story: old.as_ref().map_or(story, |old| old.story),
                title,
                text,
                pos: old.map_or_else(Position::first, |old| old.pos),
            })
        })?;
        self.story_view(StoryTarget { id: story })
    }

    /// Gives a part another place in its story; versions tell their parts in the story's order.
    ///
    /// # Errors
    /// [`ErrorCode::BadRequest`] if both are not of one story; [`ErrorCode::NotFound`] if one is gone.
    pub fn story_part_move(&self, request: MoveStoryPartRequest) -> Result<StoryView, IpcError> {
        let story = self.writing(|tx| {
            move_after::<StoryPart>(tx, request.id.into(), request.after.map(Into::into))?;
            Ok(tx.read().get::<StoryPart>(request.id.into())?.value.story)
        })?;
        self.story_view(StoryTarget { id: story })
    }
}

pub(super) fn line<const MAX: usize>(typed: Option<&str>, at: usize) -> Result<Option<OneLine<MAX>>, IpcError> {
    OneLine::parse_optional(typed.unwrap_or_default()).map_err(|_| IpcError::at(ErrorCode::TextTooLong, at))
}
