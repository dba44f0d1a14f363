//! Finding records by their words.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, params};
use ukhwah_domain::id::RecordId;
use ukhwah_domain::record::Kind;
use ukhwah_domain::search::{SearchQuery, SearchTerm};

use super::{KIND_BITS, keys_of};
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

/// Gives a connection what [`Reader::search`] asks of each record that is found: whether it is still wanted.
pub(crate) fn prepare(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.create_scalar_function("is_wanted", 2, FunctionFlags::SQLITE_UTF8, |context| {
        let (key, limit): (i64, u32) = (context.get(0)?, context.get(1)?);
        // How many of each kind were taken; kept by SQLite beside the limit, for one search.
        let taken =
            context.get_or_create_aux(1, |_| Ok::<_, rusqlite::Error>(Mutex::<BTreeMap<i64, u32>>::default()))?;
        let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(key >> KIND_BITS).or_default();
        *count = count.saturating_add(1);
        Ok(*count <= limit)
    })
}

impl Reader<'_> {
    /// The records of these kinds, outside the trash, that hold all that is looked for: of each kind the newest
    /// `limit`, newest first.
    ///
    /// Capital letters and diacritics make no difference. It is one search for all kinds, since SQLite gathers whatever
    /// begins with a word before it names the first record.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn search(
        self,
        kinds: &[Kind],
        query: &SearchQuery,
        limit: u32,
    ) -> Result<BTreeMap<Kind, Vec<Found>>, StoreError> {
        let mut found: BTreeMap<Kind, Vec<Found>> = BTreeMap::new();
        let ends = (kinds.iter().min().copied().map(keys_of), kinds.iter().max().copied().map(keys_of));
        let (Some((first, _)), Some((_, last))) = ends else { return Ok(found) };
        let mut statement = self.connection.prepare_cached(
            "SELECT \"search\".\"rowid\", \"id\", snippet(\"search\", 0, ?4, ?5, '…', ?6) FROM \"search\"
             CROSS JOIN \"search_key\" ON \"search_key\".\"key\" = \"search\".\"rowid\"
             WHERE \"search\" MATCH ?1 AND \"search\".\"rowid\" BETWEEN ?2 AND ?3
             AND is_wanted(\"search\".\"rowid\", ?7)
             ORDER BY \"search\".\"rowid\" DESC LIMIT ?8",
        )?;
        let (open, close) = (OPEN.to_string(), CLOSE.to_string());
        // Where there is only one kind, nothing older than the last of it is looked at.
        let most = if kinds.len() == 1 { i64::from(limit) } else { -1 };
        let parameters = params![expression(query), first, last, open, close, EXCERPT_WORDS, limit, most];
        let mut rows = statement.query(parameters)?;
        while let Some(row) = rows.next()? {
            let kind = u16::try_from(row.get::<_, i64>(0)? >> KIND_BITS).ok().and_then(Kind::from_number);
            let Some(kind) = kind.filter(|kind| kinds.contains(kind)) else { continue };
            let (id, excerpt) = (RecordId::from_bytes(row.get(1)?), parts(&row.get::<_, String>(2)?));
            found.entry(kind).or_default().push(Found { id, excerpt });
        }
        Ok(found)
    }
}

impl Reader<'_> {
    /// Which records of one kind hold all that is looked for: the newest `limit`, newest first, without an excerpt.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn search_newest(self, kind: Kind, query: &SearchQuery, limit: u32) -> Result<Vec<RecordId>, StoreError> {
        let (first, last) = keys_of(kind);
        let mut statement = self.connection.prepare_cached(
            "SELECT \"id\" FROM \"search\"
             CROSS JOIN \"search_key\" ON \"search_key\".\"key\" = \"search\".\"rowid\"
             WHERE \"search\" MATCH ?1 AND \"search\".\"rowid\" BETWEEN ?2 AND ?3
             ORDER BY \"search\".\"rowid\" DESC LIMIT ?4",
        )?;
        let ids = statement
            .query_map(params![expression(query), first, last, limit], |row| row.get(0).map(RecordId::from_bytes))?;
        ids.collect::<Result<_, _>>().map_err(StoreError::from)
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
