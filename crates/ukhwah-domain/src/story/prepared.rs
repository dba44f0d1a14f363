//! What leaves of a story: the one place where it is made.

use serde::{Deserialize, Serialize};

use super::{Choice, PartTitle, StoryPart, StoryVersion, StoryWording, decided};
use crate::id::{PersonId, StoryPartId};
use crate::person::{OneLine, Person};

/// Who hears it, in the person's own words.
pub type ListenerWords = OneLine<120>;

/// Somebody on the list who knows about the recovery.
///
/// Nothing makes one but [`Knowing::of`], so whatever wants one cannot be had for somebody who does not know, or of whom
/// nobody said so:
/// ```compile_fail
/// # use ukhwah_domain::person::Person;
/// # use ukhwah_domain::story::Knowing;
/// fn anybody(id: ukhwah_domain::id::PersonId, person: &Person) -> Knowing<'_> {
///     Knowing { id, person }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Knowing<'p> {
    id: PersonId,
    person: &'p Person,
}

impl<'p> Knowing<'p> {
    /// The person, if it is said of them that they know.
    #[must_use]
    pub fn of(id: PersonId, person: &'p Person) -> Option<Self> {
        person.knows.may_be_told().then_some(Self { id, person })
    }

    /// Who it is.
    #[must_use]
    pub const fn id(self) -> PersonId {
        self.id
    }

    /// What they are called.
    #[must_use]
    pub fn name(self) -> ListenerWords {
        self.person.name.clone().widened()
    }
}

/// Who hears a version.
///
/// Somebody on the list stands here only as [`Knowing`]:
/// ```compile_fail
/// # use ukhwah_domain::person::Person;
/// # use ukhwah_domain::story::Listener;
/// fn anybody(person: &Person) -> Listener<'_> {
///     Listener::Person(person)
/// }
/// ```
#[derive(Clone, Debug)]
pub enum Listener<'p> {
    /// Somebody on the list.
    Person(Knowing<'p>),
    /// Others, in the person's own words.
    Words(ListenerWords),
    /// The question was skipped.
    Unsaid,
}

impl Listener<'_> {
    /// What they are called, if that was said.
    #[must_use]
    pub fn name(&self) -> Option<ListenerWords> {
        match self {
            Self::Person(knowing) => Some(knowing.name()),
            Self::Words(words) => Some(words.clone()),
            Self::Unsaid => None,
        }
    }
}

/// A part as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Which part it was made of.
    pub part: StoryPartId,
    /// What stands above it.
    pub title: Option<String>,
    /// What it says.
    pub text: String,
}

/// The words of a telling.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// What stands above all.
    pub title: Option<String>,
    /// The parts, in the order of the story.
    pub pieces: Vec<Piece>,
}

/// A version made ready for somebody: what was left out is not in it.
///
/// Of a story nothing but this can leave, and nothing makes one but [`Prepared::make`]:
/// ```compile_fail
/// # use ukhwah_domain::story::{Prepared, Telling};
/// fn anything(words: Telling) -> Prepared {
///     Prepared(words)
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared(Telling);

impl Prepared {
    /// Makes a version ready: of the parts, in their order, those that it tells or says in other words.
    #[must_use]
    pub fn make(
        version: &StoryVersion,
        parts: &[(StoryPartId, StoryPart)],
        wordings: &[StoryWording],
        _listener: &Listener<'_>,
    ) -> Self {
        let pieces = parts.iter().filter_map(|(id, part)| {
            let wording = decided(wordings, *id)?;
            let title = |title: &Option<PartTitle>| title.as_ref().map(ToString::to_string);
            match wording.choice {
                Choice::Told => Some(Piece { part: *id, title: title(&part.title), text: part.text.to_string() }),
                // Without other words there is nothing to say.
                Choice::Reworded => {
                    let text = wording.text.as_ref()?.to_string();
                    Some(Piece { part: *id, title: title(&wording.title), text })
                }
                Choice::Left => None,
            }
        });
        Self(Telling { title: version.title.as_ref().map(ToString::to_string), pieces: pieces.collect() })
    }

    /// The words.
    #[must_use]
    pub const fn words(&self) -> &Telling {
        &self.0
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.pieces.is_empty()
    }

    /// The whole of it as plain text, with an empty line between its parts.
    #[must_use]
    pub fn to_text(&self) -> String {
        let piece = |piece: &Piece| match &piece.title {
            Some(title) => format!("{title}\n{}", piece.text),
            None => piece.text.clone(),
        };
        let blocks: Vec<_> = self.0.title.clone().into_iter().chain(self.0.pieces.iter().map(piece)).collect();
        format!("{}\n", blocks.join("\n\n"))
    }
}
