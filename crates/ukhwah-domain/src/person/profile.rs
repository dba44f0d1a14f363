//! The person who uses the app.

use serde::{Deserialize, Serialize};

use super::entry::Sex;
use super::name::PersonName;
use crate::record::field::{fields, optional, understood};
use crate::record::{Entity, FieldError, Fields, Kind, read};

/// What the user said about themselves; all of it may be left out.
///
/// Fields: `religion`, `sex`, `prefer_same_sex`, `name`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Profile {
    /// Whether religious content is on: only ever by the person's own choice.
    pub religion: bool,
    /// Woman or man.
    pub sex: Option<Sex>,
    /// Whether the ladder puts people of the same sex first among equals.
    pub prefer_same_sex: bool,
    /// What the user is called in messages.
    pub name: Option<PersonName>,
}

impl Profile {
    /// The sex that the ladder prefers.
    #[must_use]
    pub fn preferred_sex(&self) -> Option<Sex> {
        self.sex.filter(|_| self.prefer_same_sex)
    }
}

impl Entity for Profile {
    const KIND: Kind = Kind::Profile;

    fn to_fields(&self) -> Fields {
        fields([
            ("religion", self.religion.into()),
            ("sex", optional(self.sex.as_ref())),
            ("prefer_same_sex", self.prefer_same_sex.into()),
            ("name", optional(self.name.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            religion: read::flag(fields, kind, "religion")?.unwrap_or(false),
            sex: understood(fields, kind, "sex")?,
            prefer_same_sex: read::flag(fields, kind, "prefer_same_sex")?.unwrap_or(false),
            name: understood(fields, kind, "name")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_comes_back_from_its_fields() {
        let profile = Profile {
            religion: true,
            sex: Some(Sex::Woman),
            prefer_same_sex: true,
            name: PersonName::parse("Aishah").ok(),
        };
        assert_eq!(Profile::from_fields(&profile.to_fields()), Ok(profile));
    }

    #[test]
    fn an_unset_profile_has_no_religious_content() {
        assert_eq!(Profile::from_fields(&Fields::new()), Ok(Profile::default()));
        assert!(!Profile::default().religion);
    }

    #[test]
    fn a_preference_needs_both_the_wish_and_the_own_sex() {
        let wish = Profile { prefer_same_sex: true, ..Profile::default() };
        assert_eq!(wish.preferred_sex(), None);
        assert_eq!(Profile { sex: Some(Sex::Man), ..wish }.preferred_sex(), Some(Sex::Man));
        assert_eq!(Profile { sex: Some(Sex::Man), ..Profile::default() }.preferred_sex(), None);
    }
}
