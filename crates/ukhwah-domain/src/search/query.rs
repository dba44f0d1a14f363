//! What somebody typed into the search, as words and phrases.

use super::malay::grown;
use crate::plan::TextError;

/// The most bytes of UTF-8 that are looked for at once.
pub const MAX_SEARCH_BYTES: usize = 400;
/// The most words and phrases that are looked for at once.
pub const MAX_SEARCH_WORDS: usize = 24;

/// A word, or several in a row, of which all must be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchTerm {
    /// The words, at least one letter or digit among them; no control characters.
    pub words: String,
    /// Whether the last word may go on: "sabar" finds "sabarlah".
    pub goes_on: bool,
    /// Other beginnings of the word, of which one will do as well: "menolong" for "tolong". None for a phrase.
    pub or: Vec<String>,
}

/// All that a place must hold to be found, at least one term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchQuery(Vec<SearchTerm>);

impl SearchQuery {
    /// Reads what was typed: every word is the beginning of one, and what stands between two quotation marks is a
    /// phrase, word by word. A phrase that is not closed yet may go on.
    ///
    /// # Errors
    /// If there is no letter and no digit in it, or too much to look for at once.
    pub fn parse(typed: &str) -> Result<Self, TextError> {
        let too_long = |max| Err(TextError::TooLong { max });
        if typed.len() > MAX_SEARCH_BYTES {
            return too_long(MAX_SEARCH_BYTES);
        }
        let clean: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let parts: Vec<&str> = clean.split(['"', '“', '”', '„', '«', '»']).collect();
        let last = parts.len() - 1;
        let mut terms = Vec::new();
        for (index, part) in parts.into_iter().enumerate() {
            if index % 2 == 1 {
                terms.extend(term(part.trim(), index == last));
            } else {
                terms.extend(part.split_whitespace().filter_map(word));
            }
        }
        match terms.len() {
            0 => Err(TextError::Empty),
            count if count > MAX_SEARCH_WORDS => too_long(MAX_SEARCH_WORDS),
            _ => Ok(Self(terms)),
        }
    }

    /// Words that must stand so, one after the other, to the letter.
    ///
    /// # Errors
    /// If there is no letter and no digit in it.
    pub fn phrase(words: &str) -> Result<Self, TextError> {
        term(words, false).map(|term| Self(vec![term])).ok_or(TextError::Empty)
    }

    /// The terms, in the order in which they were typed.
    #[must_use]
    pub fn terms(&self) -> &[SearchTerm] {
        &self.0
    }
}

/// The beginning of a word. A single Latin letter is that of nearly everything: it stands for itself.
fn word(typed: &str) -> Option<SearchTerm> {
    let or = grown(typed.trim_matches(|c: char| !c.is_alphanumeric()));
    term(typed, !typed.is_ascii() || typed.len() > 1).map(|term| SearchTerm { or, ..term })
}

fn term(words: &str, goes_on: bool) -> Option<SearchTerm> {
    let is_something = words.chars().any(char::is_alphanumeric);
    is_something.then(|| SearchTerm { words: words.to_owned(), goes_on, or: Vec::new() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(typed: &str) -> Vec<(String, bool)> {
        let query = SearchQuery::parse(typed).expect("there is something to look for");
        query.terms().iter().map(|term| (term.words.clone(), term.goes_on)).collect()
    }

    fn of(terms: &[(&str, bool)]) -> Vec<(String, bool)> {
        terms.iter().map(|(words, goes_on)| ((*words).to_owned(), *goes_on)).collect()
    }

    #[test]
    fn words_go_on_and_closed_phrases_do_not() {
        assert_eq!(read("sabar  malam"), of(&[("sabar", true), ("malam", true)]));
        assert_eq!(read("\"balik kampung\" hujan"), of(&[("balik kampung", false), ("hujan", true)]));
        assert_eq!(read("hujan \"balik kam"), of(&[("hujan", true), ("balik kam", true)]));
        assert_eq!(read("“balik kampung”"), of(&[("balik kampung", false)]));
        assert_eq!(read("a 李"), of(&[("a", false), ("李", true)]));
    }

    #[test]
    fn a_word_also_means_what_it_grows_into_and_a_phrase_does_not() {
        let query = SearchQuery::parse("(tolong, \"tolong\" ibu").expect("there is something to look for");
        let grown: Vec<_> = query.terms().iter().map(|term| term.or.contains(&"menolong".to_owned())).collect();
        assert_eq!(grown, [true, false, false]);
    }

    #[test]
    fn without_a_letter_there_is_nothing_to_look_for() {
        for typed in ["", "  ", "\"\"", "- * ()", "\u{0}\u{7}", "🌧"] {
            assert_eq!(SearchQuery::parse(typed), Err(TextError::Empty), "{typed:?}");
        }
    }

    #[test]
    fn a_whole_page_is_refused() {
        assert_eq!(SearchQuery::parse(&"a".repeat(1 << 20)), Err(TextError::TooLong { max: MAX_SEARCH_BYTES }));
        assert_eq!(SearchQuery::parse(&"ab ".repeat(25)), Err(TextError::TooLong { max: MAX_SEARCH_WORDS }));
    }

    proptest! {
        #[test]
        fn every_term_has_something_to_look_for(typed in "(?s:.{0,30})|[\"a *\\x00]{0,30}") {
            if let Ok(query) = SearchQuery::parse(&typed) {
                for term in query.terms() {
                    prop_assert!(term.words.chars().any(char::is_alphanumeric));
                    prop_assert!(!term.words.contains('"') && !term.words.chars().any(char::is_control));
                }
            }
        }
    }
}
