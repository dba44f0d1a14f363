//! Finding records by their words.

use rusqlite::params;
use ukhwah_domain::id::RecordId;
use ukhwah_domain::record::Kind;
use ukhwah_domain::search::{SearchQuery, SearchTerm};

use super::keys_of;
use crate::error::StoreError;
use crate::read::Reader;

/// How many words an excerpt has at most.
const EXCERPT_WORDS: i64 = 16;
/// What SQLite puts around a word that was found: no text that was cleaned holds it.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// A record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub id: RecordId,
    /// The words around what was found.
    pub excerpt: Vec<ExcerptPart>,
}

/// A piece of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcerptPart {
    /// The words.
    pub text: String,
    /// Whether they are what was looked for.
    pub found: bool,
}

impl Reader<'_> {
    /// The records of a kind, outside the trash, that hold all that is looked for: the newest `limit`, newest first.
    ///
    /// Capital letters and diacritics make no difference.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn search(self, kind: Kind, query: &SearchQuery, limit: u32) -> Result<Vec<Found>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT \"id\", snippet(\"search\", 0, ?5, ?6, '…', ?7) FROM \"search\"
             CROSS JOIN \"search_key\" ON \"search_key\".\"key\" = \"search\".\"rowid\"
             WHERE \"search\" MATCH ?1 AND \"search\".\"rowid\" BETWEEN ?2 AND ?3
             ORDER BY \"search\".\"rowid\" DESC LIMIT ?4",
        )?;
        let (first, last) = keys_of(kind);
        let (open, close) = (OPEN.to_string(), CLOSE.to_string());
        let parameters = params![expression(query), first, last, limit, open, close, EXCERPT_WORDS];
        let rows = statement.query_map(parameters, |row| {
            let excerpt: String = row.get(1)?;
            Ok(Found { id: RecordId::from_bytes(row.get(0)?), excerpt: parts(&excerpt) })
        })?;
        rows.collect::<Result<_, _>>().map_err(StoreError::from)
    }
}

/// What was typed, as SQLite reads it: every word inside quotation marks, so that none is taken for a command.
fn expression(query: &SearchQuery) -> String {
    query.terms().iter().map(one_of).collect::<Vec<_>>().join(" AND ")
}

fn one_of(term: &SearchTerm) -> String {
    let words = std::iter::once(&term.words).chain(&term.or);
    let quoted =
        words.map(|words| format!("\"{}\"{}", words.replace('"', "\"\""), if term.goes_on { "*" } else { "" }));
    format!("({})", quoted.collect::<Vec<_>>().join(" OR "))
}

/// An excerpt taken apart at its marks.
fn parts(excerpt: &str) -> Vec<ExcerptPart> {
    let mut parts = Vec::new();
    for piece in excerpt.split_inclusive([OPEN, CLOSE]) {
        let found = piece.ends_with(CLOSE);
        let text = piece.trim_end_matches([OPEN, CLOSE]).to_owned();
        if !text.is_empty() {
            parts.push(ExcerptPart { text, found });
        }
    }
    parts
}
