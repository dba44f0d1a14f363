//! Sharing a version: for whom, exactly what leaves, and the record of it.

use std::io::Write as _;

use ukhwah_domain::id::PersonId;
use ukhwah_domain::person::Person;
use ukhwah_domain::plan::Text;
use ukhwah_domain::record::Shareable;
use ukhwah_domain::story::{
    Knowing, Listener, ListenerWords, Prepared, ShareWay, StoryPart, StoryShare, StoryVersion, VersionWords,
};
use ukhwah_domain::time::malaysian_date;
use ukhwah_store::{Reader, StoreError, Stored};

use super::save::line;
use super::show::{Look, parts_of, present, telling_view, wordings_of};
use super::words::version_name;
use super::{
    ListenerRequest, ListenerView, ShareBy, StoryPreviewRequest, StoryPreviewView, StoryShareRequest, StorySharedView,
    StorySharingView, StoryVersionTarget,
};
use crate::app::App;
use crate::backup::write_away;
use crate::error::{ErrorCode, IpcError};
use crate::host::FileKind;
use crate::paper::{Report, ReportSection, report};
use crate::plan::PrintTo;
use crate::routine::date;
use crate::service::numbers_in;
use crate::settings::SavedView;
use crate::text;

impl App {
    /// What the questions before sharing need: who on the list can hear it.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if the version is gone.
    pub fn story_sharing(&self, request: StoryVersionTarget) -> Result<StorySharingView, IpcError> {
        self.telling(|look| {
            let version = present::<StoryVersion>(look.read, request.id.into())?.value;
            let everyone = look.read.all::<Person>()?;
            let mut people: Vec<_> = everyone
                .iter()
                .filter_map(|stored| Knowing::of(stored.id.into(), &stored.value))
                .map(|knowing| ListenerView { id: knowing.id(), name: knowing.name().to_string() })
                .collect();
            people.sort_by_key(|person| (person.name.to_lowercase(), person.id));
            Ok(StorySharingView {
                story: version.story,
                name: version_name(&version, look.religion, look.language),
                today: look.today.to_string(),
                others: people.len() < everyone.len(),
                people,
            })
        })
    }

    /// Exactly what would leave for somebody; nothing does.
    ///
    /// # Errors
    /// [`ErrorCode::DoesNotKnow`] for somebody on the list who does not know about the recovery, or of whom nobody said so.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn story_preview(&self, request: StoryPreviewRequest) -> Result<StoryPreviewView, IpcError> {
        self.telling(|look| {
            let version = present::<StoryVersion>(look.read, request.version.into())?;
            let asked = Asked::find(look.read, &request.listener)?;
            let prepared = prepared(look, &version, &asked.listener()?)?;
            let words = prepared.words();
            let titles = words.pieces.iter().filter_map(|piece| piece.title.as_deref());
            let texts = words.pieces.iter().map(|piece| piece.text.as_str());
            let numbers = numbers_in(words.title.as_deref().into_iter().chain(titles).chain(texts));
            Ok(StoryPreviewView { telling: telling_view(words), numbers })
        })
    }

    /// Lets a version out as the preview showed it, and keeps the record of it.
    ///
    /// # Errors
    /// [`ErrorCode::DoesNotKnow`] as for the preview; [`ErrorCode::NothingToExport`] if the version says nothing;
    /// [`ErrorCode::Cancelled`], or why it cannot be written. Then nothing is noted as shared.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn story_share(&self, request: StoryShareRequest) -> Result<StorySharedView, IpcError> {
        let why = answer(request.why.as_deref(), 1)?;
        let spread = answer(request.spread.as_deref(), 2)?;
        let day = request.date.as_deref().map(date).transpose()?;
        let (prepared, share) = self.telling(|look| {
            let version = present::<StoryVersion>(look.read, request.version.into())?;
            let asked = Asked::find(look.read, &request.listener)?;
            let listener = asked.listener()?;
            let prepared = prepared(look, &version, &listener)?;
            let share = StoryShare {
                story: version.value.story,
                version: request.version,
                version_words: VersionWords::parse(&version_name(&version.value, look.religion, look.language))
                    .map_err(|_| ErrorCode::TextTooLong)?,
                told: Some(prepared.words().clone()),
                date: day.unwrap_or(look.today),
                way: way(request.by),
                person: match &listener {
                    Listener::Person(knowing) => Some(knowing.id()),
                    Listener::Words(_) | Listener::Unsaid => None,
                },
                whom: listener.name(),
                why,
                spread,
            };
            // A day is left for clocks that are a little behind.
            if share.date > look.today.succ_opt().unwrap_or(look.today) {
                return Err(ErrorCode::DateAhead.into());
            }
            Ok((prepared, share))
        })?;
        if prepared.is_empty() {
            return Err(ErrorCode::NothingToExport.into());
        }
        let saved = self.let_out(&prepared, request.by)?;
        self.writing(|tx| Ok::<_, IpcError>(tx.create(&share).map(drop)?))?;
        Ok(StorySharedView { saved })
    }

    /// Makes the file, where there is one.
    fn let_out(&self, prepared: &Prepared, by: ShareBy) -> Result<Option<SavedView>, IpcError> {
        let saved = match by {
            ShareBy::Aloud => return Ok(None),
            ShareBy::Viewer => self.hand_out(&report(&prepared.to_report(), self.language())?, PrintTo::Viewer)?,
            ShareBy::Paper => self.hand_out(&report(&prepared.to_report(), self.language())?, PrintTo::File)?,
            ShareBy::Text => {
                let name = text::file_text(self.language(), malaysian_date(self.clock.now()));
                let target = self.host.choose_target(FileKind::Text, &name).ok_or(ErrorCode::Cancelled)?;
                let content = prepared.to_text();
                write_away(&target, |out| Ok(out.write_all(content.as_bytes()).map_err(StoreError::from)?))?
            }
        };
        Ok(Some(saved))
    }
}

/// What can be put on paper for somebody: nothing that is not [`Shareable`].
trait OnPaper: Shareable {
    fn to_report(&self) -> Report;
}

impl OnPaper for Prepared {
    fn to_report(&self) -> Report {
        let words = self.words();
        let section = |piece: &ukhwah_domain::story::Piece| ReportSection {
            heading: piece.title.clone(),
            paragraphs: vec![piece.text.clone()],
            table: None,
        };
        Report {
            title: words.title.clone().unwrap_or_default(),
            below: Vec::new(),
            sections: words.pieces.iter().map(section).collect(),
        }
    }
}

/// The version, made ready for whoever hears it.
fn prepared(look: &Look<'_>, version: &Stored<StoryVersion>, listener: &Listener<'_>) -> Result<Prepared, StoreError> {
    let parts = parts_of(look.read, version.value.story)?;
    let parts: Vec<(_, StoryPart)> = parts.into_iter().map(|stored| (stored.id.into(), stored.value)).collect();
    let wordings = wordings_of(look.read, version.id.into())?;
    Ok(Prepared::make(&version.value, &parts, &wordings, listener))
}

/// Who was asked for, as they stand on the list.
enum Asked {
    Person(PersonId, Box<Person>),
    Words(ListenerWords),
    Nobody,
}

impl Asked {
    /// Looks the listener up. A name that is typed as it stands on the list is that person; of several with one name, one
    /// who does not know counts.
    fn find(read: Reader<'_>, request: &ListenerRequest) -> Result<Self, IpcError> {
        if let Some(id) = request.person {
            return Ok(Self::Person(id, Box::new(present::<Person>(read, id.into())?.value)));
        }
        let Some(words) = line::<120>(request.words.as_deref(), 0)? else { return Ok(Self::Nobody) };
        let wanted = plain(words.as_str());
        let mut named: Vec<_> = read.all::<Person>()?;
        named.retain(|stored| plain(stored.value.name.as_str()) == wanted);
        named.sort_by_key(|stored| stored.value.knows.may_be_told());
        match named.into_iter().next() {
            Some(stored) => Ok(Self::Person(stored.id.into(), Box::new(stored.value))),
            None => Ok(Self::Words(words)),
        }
    }

    /// The listener, where it may be one.
    fn listener(&self) -> Result<Listener<'_>, IpcError> {
        match self {
            Self::Person(id, person) => {
                let knowing = Knowing::of(*id, person).ok_or_else(|| IpcError::at(ErrorCode::DoesNotKnow, 0))?;
                Ok(Listener::Person(knowing))
            }
            Self::Words(words) => Ok(Listener::Words(words.clone())),
            Self::Nobody => Ok(Listener::Unsaid),
        }
    }
}

/// A name without what typing changes: capitals and the spaces between words.
fn plain(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn way(by: ShareBy) -> ShareWay {
    match by {
        ShareBy::Aloud => ShareWay::Aloud,
        ShareBy::Viewer | ShareBy::Paper => ShareWay::Paper,
        ShareBy::Text => ShareWay::Text,
    }
}

fn answer<const MAX: usize>(typed: Option<&str>, at: usize) -> Result<Option<Text<MAX>>, IpcError> {
    Text::parse_optional(typed.unwrap_or_default()).map_err(|_| IpcError::at(ErrorCode::TextTooLong, at))
}
