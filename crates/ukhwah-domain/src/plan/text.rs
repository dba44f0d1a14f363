//! Texts that a person writes, cleaned and of bounded length.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_segmentation::UnicodeSegmentation;

/// One side of an if-then card.
pub type CardText = Text<200>;
/// A line of the plan.
pub type ItemText = Text<500>;
/// What a goal or its next step says.
pub type GoalText = Text<200>;
/// What a place is called.
pub type PlaceName = Text<100>;
/// What to know about a place: opening hours, whom to ask for.
pub type PlaceNote = Text<1000>;
/// The name of a deck's entry.
pub type Code = Text<64>;

/// What a person wrote cannot be taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing that can be seen was written.
    #[error("the text is empty")]
    Empty,
    /// It is longer than this field holds.
    #[error("the text is longer than {max} characters")]
    TooLong {
        /// The most characters, as a reader counts them.
        max: usize,
    },
}

/// A text of 1 to `MAX` characters as a reader counts them (grapheme clusters).
///
/// It has no white space around it and no control characters but line feeds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<const MAX: usize>(String);

impl<const MAX: usize> Text<MAX> {
    /// The most Unicode scalar values: one visible character can hide any number of them.
    const MAX_SCALARS: usize = MAX * 8;

    /// Takes what a person wrote, without control characters and the white space around it.
    ///
    /// # Errors
    /// If nothing is left of it, or too much.
    pub fn parse(written: &str) -> Result<Self, TextError> {
        let text = Self::kept(written)?;
        match text.0.graphemes(true).nth(MAX) {
            None => Ok(text),
            Some(_) => Err(TextError::TooLong { max: MAX }),
        }
    }

    /// Takes what a person wrote into a field that may stay empty.
    ///
    /// # Errors
    /// If it is too long.
    pub fn parse_optional(written: &str) -> Result<Option<Self>, TextError> {
        match Self::parse(written) {
            Ok(text) => Ok(Some(text)),
            Err(TextError::Empty) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same words where more of them may stand.
    pub(crate) fn widened<const WIDER: usize>(self) -> Text<WIDER> {
        const { assert!(MAX <= WIDER, "a narrower place could cut the words off") };
        Text(self.0)
    }

    /// Takes a text that was accepted before.
    ///
    /// What counts as one character changes between versions of Unicode, so counting again could refuse an old text.
    fn kept(text: &str) -> Result<Self, TextError> {
        let clean = if is_clean(text, &['\n']) {
            Cow::Borrowed(text)
        } else {
            let lines = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
            Cow::Owned(lines.chars().filter(|c| *c == '\n' || !c.is_control()).collect())
        };
        let clean = clean.trim();
        if clean.chars().all(is_invisible) {
            return Err(TextError::Empty);
        }
        // A text has no more characters than bytes.
        if clean.len() > Self::MAX_SCALARS && clean.chars().nth(Self::MAX_SCALARS).is_some() {
            return Err(TextError::TooLong { max: MAX });
        }
        Ok(Self(clean.to_owned()))
    }
}

/// Whether a text holds no line break of another kind and no control character but these: most do not, and long lists
/// read thousands of them.
pub(crate) fn is_clean(text: &str, controls: &[char]) -> bool {
    text.chars().all(|c| controls.contains(&c) || !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')))
}

/// White space, and the marks that only join, part or direct what stands beside them.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl<const MAX: usize> AsRef<str> for Text<MAX> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MAX: usize> Serialize for Text<MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::kept(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "bindings")]
impl<const MAX: usize> ts_rs::TS for Text<MAX> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(_: &ts_rs::Config) -> String {
        "string".to_owned()
    }

    fn inline(cfg: &ts_rs::Config) -> String {
        <Self as ts_rs::TS>::name(cfg)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Short = Text<5>;

    #[test]
    fn what_surrounds_a_text_and_cannot_be_printed_is_left_out() {
        let text = Short::parse(" \u{7}a\u{0}b\r\nc\t\n").map(|text| text.to_string());
        assert_eq!(text, Ok("ab\nc".to_owned()));
    }

    #[test]
    fn nothing_to_see_is_empty() {
        for written in ["", " \n\t", "\u{0}\u{1b}", "\u{200b} \u{feff}", "\u{202e}"] {
            assert_eq!(Short::parse(written), Err(TextError::Empty), "{written:?}");
            assert_eq!(Short::parse_optional(written), Ok(None));
        }
    }

    #[test]
    fn length_is_counted_as_a_reader_counts() {
        assert!(Short::parse(&"👨‍👩‍👧‍👦".repeat(5)).is_ok());
        assert!(Short::parse("سلام!").is_ok());
        assert_eq!(Short::parse("enam!!"), Err(TextError::TooLong { max: 5 }));
        assert_eq!(Short::parse_optional("enam!!"), Err(TextError::TooLong { max: 5 }));
    }

    #[test]
    fn one_character_cannot_hide_a_novel() {
        assert_eq!(Short::parse(&format!("a{}", "\u{301}".repeat(1_000_000))), Err(TextError::TooLong { max: 5 }));
    }

    #[test]
    fn a_kept_text_is_not_counted_again() {
        assert!(serde_json::from_str::<Short>("\"enam!!\"").is_ok());
        assert!(serde_json::from_str::<Short>(&format!("\"{}\"", "a".repeat(41))).is_err());
        assert!(serde_json::from_str::<Short>("\" \"").is_err());
    }

    proptest! {
        #[test]
        fn parsing_is_idempotent(written in "(?s:.{0,8})|[ \\t\\r\\n\\x00a]{0,8}") {
            if let Ok(text) = Short::parse(&written) {
                prop_assert_eq!(Short::parse(text.as_str()), Ok(text.clone()));
                let json = serde_json::to_string(&text).expect("a text is JSON");
                prop_assert_eq!(serde_json::from_str::<Short>(&json).ok(), Some(text));
            }
        }
    }
}
