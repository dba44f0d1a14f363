//! A version of a story for those who hear it.

use serde::{Deserialize, Serialize};

use crate::id::{RecordId, StoryId};
use crate::person::OneLine;
use crate::record::field::{fields, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, read};

/// For whom a version is, in the person's own words.
pub type AudienceWords = OneLine<80>;
/// What stands above a version when it leaves.
pub type VersionTitle = OneLine<120>;

/// For whom a version is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Those whom the person helps.
    Clients,
    /// A school or a university.
    School,
    /// A mosque or surau.
    Mosque,
    /// The family.
    Family,
    /// An employer.
    Employer,
    /// Anybody else, in the person's own words.
    Other,
}

impl Audience {
    /// Every audience, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Clients, Self::School, Self::Mosque, Self::Family, Self::Employer, Self::Other];

    /// Whether its name is a religious word, which nobody sees while religious content is off.
    #[must_use]
    pub const fn is_religious(self) -> bool {
        matches!(self, Self::Mosque)
    }
}

/// A version of a story. What it does with each part says a [`super::StoryWording`].
///
/// Fields: `parent`, `audience`, `audience_words`, `title`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryVersion {
    /// The story that it tells.
    pub story: StoryId,
    /// For whom it is.
    pub audience: Audience,
    /// For whom it is, in the person's own words.
    pub audience_words: Option<AudienceWords>,
    /// What stands above it when it leaves. The story's own title never does.
    pub title: Option<VersionTitle>,
}

impl Entity for StoryVersion {
    const KIND: Kind = Kind::StoryVersion;

    fn parent(&self) -> Option<RecordId> {
        Some(self.story.into())
    }

    fn to_fields(&self) -> Fields {
        fields([
            ("parent", RecordId::from(self.story).into()),
            ("audience", text(&self.audience)),
            ("audience_words", optional(self.audience_words.as_ref())),
            ("title", optional(self.title.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            story: read::needed(read::id(fields, kind, "parent")?, kind, "parent")?.into(),
            // An audience that a newer app knows is still somebody.
            audience: understood(fields, kind, "audience")?.unwrap_or(Audience::Other),
            audience_words: understood(fields, kind, "audience_words")?,
            title: understood(fields, kind, "title")?,
        })
    }
}
