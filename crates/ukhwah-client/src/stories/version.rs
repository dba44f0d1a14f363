//! Keeping a version: for whom it is, and what it does with each part.

use ukhwah_domain::id::{RecordId, StoryVersionId};
use ukhwah_domain::plan::Text;
use ukhwah_domain::record::{Seen, decode_seen};
use ukhwah_domain::story::{Choice, PartText, PartTitle, Story, StoryPart, StoryVersion, StoryWording};
use ukhwah_store::{StoreError, Transaction};

use super::save::line;
use super::show::present;
use super::{StoryVersionRequest, StoryVersionTarget, StoryVersionView, VersionPartRequest};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::plan::edited;

/// Where in a refusal the parts begin.
const PARTS_AT: usize = 2;

/// What a version does with a part, parsed.
struct Said {
    part: ukhwah_domain::id::StoryPartId,
    choice: Option<Choice>,
    title: Option<PartTitle>,
    text: Option<PartText>,
    seen: Option<Seen>,
}

impl App {
    /// Keeps a version. The story itself never changes by it.
    ///
    /// # Errors
    /// Which words are missing or too long; or if the version, or its story, was erased meanwhile. Then nothing was
    /// changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn story_version_save(&self, request: StoryVersionRequest) -> Result<StoryVersionView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let typed = StoryVersion {
            story: request.story,
            audience: request.audience,
            audience_words: line(request.audience_words.as_deref(), 0)?,
            title: line(request.title.as_deref(), 1)?,
        };
        let said: Vec<Said> =
            request.parts.iter().enumerate().map(|(at, part)| said(part, PARTS_AT + at)).collect::<Result<_, _>>()?;
        let id = self.writing(|tx| {
            present::<Story>(tx.read(), request.story.into())?;
            let id = match edited {
                Some((id, seen)) => {
                    if tx.read().get::<StoryVersion>(id)?.value.story != request.story {
                        return Err(ErrorCode::BadRequest.into());
                    }
                    tx.update(id, &typed, &seen)?;
                    id
                }
                None => tx.create(&typed)?,
            };
            said.into_iter().try_for_each(|said| keep(tx, id, &typed, said))?;
            Ok(StoryVersionId::from(id))
        })?;
        self.story_version(StoryVersionTarget { id })
    }
}

fn said(request: &VersionPartRequest, at: usize) -> Result<Said, IpcError> {
    let text: Option<PartText> = Text::parse_optional(request.text.as_deref().unwrap_or_default())
        .map_err(|_| IpcError::at(ErrorCode::TextTooLong, at))?;
    if request.choice == Some(Choice::Reworded) && text.is_none() {
        return Err(IpcError::at(ErrorCode::TextEmpty, at));
    }
    let seen = request.seen.as_deref().map(decode_seen).transpose().map_err(|_| ErrorCode::BadRequest)?;
    Ok(Said { part: request.part, choice: request.choice, title: line(request.title.as_deref(), at)?, text, seen })
}

/// Keeps what was said of a part, in every record that speaks of it: two devices may each have made one.
fn keep(tx: &mut Transaction<'_>, id: RecordId, version: &StoryVersion, said: Said) -> Result<(), IpcError> {
    match tx.read().get::<StoryPart>(said.part.into()) {
        Ok(part) if part.value.story == version.story => {}
        Ok(_) => return Err(ErrorCode::BadRequest.into()),
        // It was erased while the editor was open: there is nothing left to say of it.
        Err(StoreError::NotFound) => return Ok(()),
        Err(error) => return Err(error.into()),
    }
    let kept = tx.read().children::<StoryWording>(id)?.into_iter().filter(|stored| stored.value.part == said.part);
    let kept: Vec<_> = kept.collect();
    // Without a choice the part stays as it is: left out until something is said of it.
    let Some(choice) = said.choice else { return Ok(()) };
    let wording = StoryWording { version: id.into(), part: said.part, choice, title: said.title, text: said.text };
    if kept.is_empty() {
        tx.create(&wording)?;
    }
    let seen = said.seen.filter(|_| kept.len() == 1);
    for stored in kept {
        tx.update(stored.id, &wording, seen.as_ref().unwrap_or(&stored.seen))?;
    }
    Ok(())
}
