//! Short texts of one line: what people and lines are called.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::plan::{Text, TextError};

/// What a person is called.
pub type PersonName = OneLine<80>;
/// What a person is to the user, in the user's own words.
pub type RoleWords = OneLine<40>;
/// What to remember about a person.
pub type PersonNote = Text<10_000>;

/// A text of 1 to `MAX` characters as a reader counts them, in any script, on one line.
///
/// It has no white space around it and no control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Text<MAX>", into = "Text<MAX>")]
pub struct OneLine<const MAX: usize>(Text<MAX>);

impl<const MAX: usize> OneLine<MAX> {
    /// Takes what a person wrote; line breaks become spaces.
    ///
    /// # Errors
    /// If nothing that can be seen is left, or too much.
    pub fn parse(written: &str) -> Result<Self, TextError> {
        Text::parse(written).map(Self::from)
    }

    /// Takes what a person wrote into a field that may stay empty.
    ///
    /// # Errors
    /// If it is too long.
    pub fn parse_optional(written: &str) -> Result<Option<Self>, TextError> {
        Ok(Text::parse_optional(written)?.map(Self::from))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl<const MAX: usize> OneLine<MAX> {
    /// The same words where more of them may stand.
    #[must_use]
    pub fn widened<const WIDER: usize>(self) -> OneLine<WIDER> {
        const { assert!(MAX <= WIDER, "a narrower place could cut the words off") };
        OneLine(self.0.widened())
    }
}

impl<const MAX: usize> From<Text<MAX>> for OneLine<MAX> {
    fn from(text: Text<MAX>) -> Self {
        if !text.as_str().contains('\n') {
            return Self(text);
        }
        let line = text.as_str().replace('\n', " ");
        Self(Text::parse(&line).unwrap_or(text))
    }
}

impl<const MAX: usize> From<OneLine<MAX>> for Text<MAX> {
    fn from(line: OneLine<MAX>) -> Self {
        line.0
    }
}

impl<const MAX: usize> fmt::Display for OneLine<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(feature = "bindings")]
impl<const MAX: usize> ts_rs::TS for OneLine<MAX> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(cfg: &ts_rs::Config) -> String {
        Text::<MAX>::name(cfg)
    }

    fn inline(cfg: &ts_rs::Config) -> String {
        Text::<MAX>::inline(cfg)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_be_in_any_script() {
        for name in ["Abang Mat", "Kak Ti 🌺", "أحمد", "மணி", "王小明", "O'Neil-Lim", "\u{202b}عمر\u{202c}"]
        {
            assert_eq!(PersonName::parse(name).map(|name| name.to_string()), Ok(name.to_owned()));
        }
    }

    #[test]
    fn a_name_stands_on_one_line() {
        assert_eq!(PersonName::parse(" Abang\r\nMat\u{7}\t").map(|n| n.to_string()), Ok("Abang Mat".to_owned()));
        let stored: PersonName = serde_json::from_str("\"Abang\\nMat\"").expect("a text");
        assert_eq!(stored.as_str(), "Abang Mat");
    }

    #[test]
    fn a_name_is_neither_empty_nor_endless() {
        assert_eq!(PersonName::parse(" \n\u{200b}"), Err(TextError::Empty));
        assert!(PersonName::parse(&"👨‍👩‍👧".repeat(80)).is_ok());
        assert_eq!(PersonName::parse(&"a".repeat(81)), Err(TextError::TooLong { max: 80 }));
        assert_eq!(RoleWords::parse_optional(" "), Ok(None));
    }
}
