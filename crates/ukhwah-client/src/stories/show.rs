//! Showing stories, their versions and what was shared.

use std::cmp::Reverse;

use chrono::NaiveDate;
use ukhwah_domain::id::{RecordId, StoryId, StoryPartId, StoryVersionId};
use ukhwah_domain::language::Language;
use ukhwah_domain::record::encode_seen;
use ukhwah_domain::story::{
    Audience, Choice, Story, StoryPart, StoryShare, StoryVersion, StoryWording, Telling, decided,
};
use ukhwah_domain::time::full_date_words;
use ukhwah_store::{Reader, StoreError, Stored};

use super::words::{audience_name, part_name, version_name};
use super::{
    AudienceView, StoriesTarget, StoriesView, StoryPartView, StoryPieceView, StoryRowView, StoryShareView, StoryTarget,
    StoryVersionRowView, StoryVersionTarget, StoryVersionView, StoryView, TellingView, TrashedStoryView,
    VersionPartView,
};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::plan::in_order;
use crate::settings::profile_of;

/// How much of the trash is shown.
const TRASH_SHOWN: usize = 20;

/// What every view is made with.
pub(super) struct Look<'r> {
    pub(super) read: Reader<'r>,
    pub(super) religion: bool,
    pub(super) today: NaiveDate,
    pub(super) language: Language,
}

impl App {
    /// All stories.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn stories_view(&self) -> Result<StoriesView, IpcError> {
        self.telling(|look| Ok(StoriesView { stories: look.stories()?, trash: look.trash()? }))
    }

    /// A story with its parts, its versions, and what was shared of it.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if it is gone or in the trash.
    pub fn story_view(&self, request: StoryTarget) -> Result<StoryView, IpcError> {
        self.telling(|look| look.story(request.id))
    }

    /// A version beside its story.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if it is gone or in the trash.
    pub fn story_version(&self, request: StoryVersionTarget) -> Result<StoryVersionView, IpcError> {
        self.telling(|look| look.version(request.id))
    }

    pub(super) fn telling<T>(&self, work: impl FnOnce(&Look<'_>) -> Result<T, IpcError>) -> Result<T, IpcError> {
        self.reading(|store, language| {
            let read = store.read();
            let religion = profile_of(read)?.value.religion;
            work(&Look { read, religion, today: self.today(store)?, language })
        })
    }
}

/// The parts of a story in their order, those in the trash not among them.
pub(super) fn parts_of(read: Reader<'_>, story: StoryId) -> Result<Vec<Stored<StoryPart>>, StoreError> {
    let mut parts = read.children::<StoryPart>(story.into())?;
    parts.sort_by(|a, b| (&a.value.pos, a.id).cmp(&(&b.value.pos, b.id)));
    Ok(parts)
}

/// What a version says of the parts, in an order that is the same on every device.
pub(super) fn wordings_of(read: Reader<'_>, version: StoryVersionId) -> Result<Vec<StoryWording>, StoreError> {
    Ok(read.children::<StoryWording>(version.into())?.into_iter().map(|stored| stored.value).collect())
}

/// Something that is there and not in the trash.
pub(super) fn present<E: ukhwah_domain::record::Entity>(read: Reader<'_>, id: RecordId) -> Result<Stored<E>, IpcError> {
    let stored = read.get::<E>(id)?;
    if stored.trashed_at.is_some() { Err(ErrorCode::NotFound.into()) } else { Ok(stored) }
}

/// Every version of every story, by what it is called: for whoever notes which one was told.
pub(crate) fn told_choices(
    read: Reader<'_>,
    religion: bool,
    language: Language,
) -> Result<Vec<(StoryVersionId, String)>, StoreError> {
    let mut choices = Vec::new();
    for story in in_order::<Story>(read)? {
        let versions = versions_of(read, story.id.into())?;
        choices.extend(versions.into_iter().map(|stored| {
            let name = version_name(&stored.value, religion, language);
            (stored.id.into(), format!("{name} ({})", story.value.title))
        }));
    }
    Ok(choices)
}

fn versions_of(read: Reader<'_>, story: StoryId) -> Result<Vec<Stored<StoryVersion>>, StoreError> {
    let mut versions = read.children::<StoryVersion>(story.into())?;
    versions.sort_by(|a, b| {
        let key =
            |stored: &Stored<StoryVersion>| (stored.value.audience, stored.value.audience_words.clone(), stored.id);
        key(a).cmp(&key(b))
    });
    Ok(versions)
}

pub(super) fn telling_view(telling: &Telling) -> TellingView {
    TellingView {
        title: telling.title.clone(),
        pieces: telling
            .pieces
            .iter()
            .map(|piece| StoryPieceView { title: piece.title.clone(), text: piece.text.clone() })
            .collect(),
    }
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

impl Look<'_> {
    fn stories(&self) -> Result<Vec<StoryRowView>, StoreError> {
        let row = |stored: Stored<Story>| {
            Ok(StoryRowView {
                id: stored.id.into(),
                title: stored.value.title.to_string(),
                parts: count(self.read.children::<StoryPart>(stored.id)?.len()),
                versions: count(self.read.children::<StoryVersion>(stored.id)?.len()),
            })
        };
        in_order::<Story>(self.read)?.into_iter().map(row).collect()
    }

    fn story(&self, id: StoryId) -> Result<StoryView, IpcError> {
        let stored = present::<Story>(self.read, id.into())?;
        let parts = parts_of(self.read, id)?;
        let mut versions = Vec::new();
        for version in versions_of(self.read, id)? {
            versions.push(self.version_row(&version, &parts)?);
        }
        let mut shares = self.read.children::<StoryShare>(id.into())?;
        shares.sort_by_key(|share| (Reverse(share.value.date), share.id));
        Ok(StoryView {
            id,
            seen: encode_seen(&stored.seen),
            title: stored.value.title.to_string(),
            parts: parts.iter().map(part_view).collect(),
            versions,
            shares: shares.iter().map(|share| self.share(share)).collect(),
            audiences: self.audiences(),
        })
    }

    fn version_row(
        &self,
        stored: &Stored<StoryVersion>,
        parts: &[Stored<StoryPart>],
    ) -> Result<StoryVersionRowView, StoreError> {
        let wordings = wordings_of(self.read, stored.id.into())?;
        let is_told = |part: &&Stored<StoryPart>| {
            decided(&wordings, part.id.into()).is_some_and(|wording| wording.choice != Choice::Left)
        };
        let told = parts.iter().filter(is_told).count();
        Ok(StoryVersionRowView {
            id: stored.id.into(),
            name: version_name(&stored.value, self.religion, self.language),
            told: count(told),
            left: count(parts.len() - told),
        })
    }

    fn version(&self, id: StoryVersionId) -> Result<StoryVersionView, IpcError> {
        let stored = present::<StoryVersion>(self.read, id.into())?;
        let version = &stored.value;
        let story = present::<Story>(self.read, version.story.into())?;
        let stored_wordings = self.read.children::<StoryWording>(id.into())?;
        let wordings: Vec<_> = stored_wordings.iter().map(|stored| stored.value.clone()).collect();
        let beside = |part: &Stored<StoryPart>| {
            let wording = decided(&wordings, part.id.into());
            let mut said = stored_wordings.iter().filter(|stored| RecordId::from(stored.value.part) == part.id);
            let seen = said.next().filter(|_| said.next().is_none()).map(|stored| encode_seen(&stored.seen));
            VersionPartView {
                part: part.id.into(),
                name: part_name(&part.value),
                title: part.value.title.as_ref().map(ToString::to_string),
                text: part.value.text.to_string(),
                choice: wording.map(|wording| wording.choice),
                own_title: wording.and_then(|wording| wording.title.as_ref()).map(ToString::to_string),
                own_text: wording.and_then(|wording| wording.text.as_ref()).map(ToString::to_string),
                seen,
            }
        };
        Ok(StoryVersionView {
            id,
            seen: encode_seen(&stored.seen),
            story: version.story,
            story_title: story.value.title.to_string(),
            name: version_name(version, self.religion, self.language),
            audience: version.audience,
            audience_words: version.audience_words.as_ref().map(ToString::to_string),
            title: version.title.as_ref().map(ToString::to_string),
            parts: parts_of(self.read, version.story)?.iter().map(beside).collect(),
            audiences: self.audiences(),
        })
    }

    fn share(&self, stored: &Stored<StoryShare>) -> StoryShareView {
        let share = &stored.value;
        StoryShareView {
            id: stored.id.into(),
            version_words: share.version_words.to_string(),
            date_words: full_date_words(share.date, self.language),
            way: share.way,
            whom: share.whom.as_ref().map(ToString::to_string),
            why: share.why.as_ref().map(ToString::to_string),
            spread: share.spread.as_ref().map(ToString::to_string),
            told: share.told.as_ref().map(telling_view),
        }
    }

    fn audiences(&self) -> Vec<AudienceView> {
        let shown = Audience::ALL.into_iter().filter(|audience| self.religion || !audience.is_religious());
        let view = |audience| AudienceView { audience, name: audience_name(audience, self.language).to_owned() };
        shown.map(view).collect()
    }

    /// What was thrown away last, newest first; what went with its story is not told apart from it.
    fn trash(&self) -> Result<Vec<TrashedStoryView>, StoreError> {
        let mut trash = Vec::new();
        for stored in self.read.trash::<Story>()? {
            let target = StoriesTarget::Story { id: stored.id.into() };
            trash.push((stored.trashed_at, TrashedStoryView { target, text: stored.value.title.to_string() }));
        }
        let of = |story: StoryId| -> Result<Option<String>, StoreError> {
            match self.read.get::<Story>(story.into()) {
                Ok(stored) if stored.trashed_at.is_none() => Ok(Some(stored.value.title.to_string())),
                Ok(_) | Err(StoreError::NotFound) => Ok(None),
                Err(error) => Err(error),
            }
        };
        for stored in self.read.trash::<StoryPart>()? {
            if let Some(title) = of(stored.value.story)? {
                let target = StoriesTarget::Part { id: stored.id.into() };
                let text = format!("{} ({title})", part_name(&stored.value));
                trash.push((stored.trashed_at, TrashedStoryView { target, text }));
            }
        }
        for stored in self.read.trash::<StoryVersion>()? {
            if let Some(title) = of(stored.value.story)? {
                let target = StoriesTarget::Version { id: stored.id.into() };
                let text = format!("{} ({title})", version_name(&stored.value, self.religion, self.language));
                trash.push((stored.trashed_at, TrashedStoryView { target, text }));
            }
        }
        for stored in self.read.trash::<StoryShare>()? {
            if of(stored.value.story)?.is_some() {
                let target = StoriesTarget::Share { id: stored.id.into() };
                let day = full_date_words(stored.value.date, self.language);
                let text = format!("{}, {day}", stored.value.version_words);
                trash.push((stored.trashed_at, TrashedStoryView { target, text }));
            }
        }
        trash.sort_by_key(|(trashed_at, _)| Reverse(*trashed_at));
        Ok(trash.into_iter().map(|(_, view)| view).take(TRASH_SHOWN).collect())
    }
}

fn part_view(stored: &Stored<StoryPart>) -> StoryPartView {
    let id: StoryPartId = stored.id.into();
    StoryPartView {
        id,
        seen: encode_seen(&stored.seen),
        name: part_name(&stored.value),
        title: stored.value.title.as_ref().map(ToString::to_string),
        text: stored.value.text.to_string(),
    }
}
