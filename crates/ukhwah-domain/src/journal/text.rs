//! The text of an entry: as long as anybody writes, and short enough to travel in one piece.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::plan::{TextError, is_clean, is_invisible};

/// The most bytes of UTF-8 in one entry: about forty pages in Malay or English.
///
/// A record must fit an envelope of 256 KiB (sync specification, section 5) also while the versions of two devices
/// wait in it side by side.
pub const MAX_JOURNAL_BYTES: usize = 100_000;

/// What a person wrote into the journal: plain text of 1 to [`MAX_JOURNAL_BYTES`] bytes.
///
/// It has no control characters but line feeds and tabs, and no white space after its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalText(String);

impl JournalText {
    /// Takes what a person wrote or pasted, without control characters and the white space after it.
    ///
    /// # Errors
    /// If nothing that can be seen is left of it, or more than one entry holds. Nothing is ever cut off.
    pub fn parse(written: &str) -> Result<Self, TextError> {
        let clean = if is_clean(written, &['\n', '\t']) {
            Cow::Borrowed(written)
        } else {
            let lines = written.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
            Cow::Owned(lines.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect())
        };
        let clean = clean.trim_end();
        if clean.chars().all(is_invisible) {
            Err(TextError::Empty)
        } else if clean.len() > MAX_JOURNAL_BYTES {
            Err(TextError::TooLong { max: MAX_JOURNAL_BYTES })
        } else {
            Ok(Self(clean.to_owned()))
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for JournalText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for JournalText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for JournalText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pasted_controls_are_left_out_and_lines_stay() {
        let text = JournalText::parse("  Hari ini\u{7}\r\n\tpenat\u{0}\u{1b}[31m\rtapi okey \n\n");
        assert_eq!(text.map(|text| text.to_string()), Ok("  Hari ini\n\tpenat[31m\ntapi okey".to_owned()));
    }

    #[test]
    fn nothing_to_see_is_empty() {
        for written in ["", " \n\t", "\u{0}\u{1b}", "\u{200b} \u{feff}", "\u{202e}"] {
            assert_eq!(JournalText::parse(written), Err(TextError::Empty), "{written:?}");
        }
    }

    #[test]
    fn a_megabyte_is_refused_and_the_longest_entry_is_kept_whole() {
        let longest = "a".repeat(MAX_JOURNAL_BYTES);
        assert_eq!(JournalText::parse(&longest).map(|text| text.as_str().len()), Ok(MAX_JOURNAL_BYTES));
        let refused = Err(TextError::TooLong { max: MAX_JOURNAL_BYTES });
        assert_eq!(JournalText::parse(&format!("{longest}b")), refused);
        assert_eq!(JournalText::parse(&"a".repeat(1 << 20)), refused);
    }

    proptest! {
        #[test]
        fn parsing_is_idempotent(written in "(?s:.{0,12})|[ \\t\\r\\n\\x00a]{0,12}") {
            if let Ok(text) = JournalText::parse(&written) {
                prop_assert_eq!(JournalText::parse(text.as_str()), Ok(text));
            }
        }
    }
}
