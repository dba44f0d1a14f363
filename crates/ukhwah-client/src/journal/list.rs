//! Showing the journal.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use ukhwah_domain::id::{JournalEntryId, RecordId};
use ukhwah_domain::journal::{JournalEntry, JournalTag, prompts};
use ukhwah_domain::language::Language;
use ukhwah_domain::record::{Kind, encode_seen};
use ukhwah_domain::search::SearchQuery;
use ukhwah_store::{Reader, StoreError, Stored};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    JournalEntryView, JournalRequest, JournalRowView, JournalTarget, JournalView, PromptView, TrashedEntryView, When,
};
use crate::app::App;
use crate::error::IpcError;

/// How many entries a page shows, and how many at most.
const PAGE: u32 = 30;
const MOST: u32 = 3_000;
/// How much of the trash is shown.
const TRASH_SHOWN: usize = 20;
/// From how many tags the list of tags is made, and how long it is.
const TAGS_READ: u32 = 400;
const TAGS_SHOWN: usize = 12;
/// How many characters a list shows of an entry's first sentence, and of what follows it.
const TITLE: usize = 80;
/// How many letters a first sentence has at least to stand by itself.
const LEAST_TITLE: usize = 8;
const MORE: usize = 120;

impl App {
    /// A page of the journal.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn journal_view(&self, request: JournalRequest) -> Result<JournalView, IpcError> {
        self.reading(|store, language| {
            let (read, when) = (store.read(), When::new(self.clock.as_ref(), language));
            let count = if request.count == 0 { PAGE } else { request.count.min(MOST) };
            let mut drafts = read.between::<JournalEntry>(JournalEntry::DRAFTS_FROM, i64::MAX)?;
            drafts.reverse();
            let mut entries = match request.tag.as_deref() {
                Some(tag) => tagged(read, tag, count + 1)?,
                None => newest(read, drafts.len(), count + 1)?,
            };
            let has_more = entries.len() > count as usize;
            entries.truncate(count as usize);
            let rows = |entries: Vec<Stored<JournalEntry>>| {
                entries.iter().map(|entry| row(read, entry, when)).collect::<Result<Vec<_>, _>>()
            };
            Ok(JournalView {
                drafts: rows(drafts)?,
                entries: rows(entries)?,
                has_more,
                tags: tags_in_use(read)?,
                prompts: prompt_views(language),
                trash: trash(read)?,
            })
        })
    }

    /// One entry.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::NotFound`] if it is gone or in the trash.
    pub fn journal_entry(&self, target: JournalTarget) -> Result<JournalEntryView, IpcError> {
        self.reading(|store, language| {
            let (read, when) = (store.read(), When::new(self.clock.as_ref(), language));
            let stored = read.get::<JournalEntry>(target.id.into())?;
            if stored.trashed_at.is_some() {
                return Err(StoreError::NotFound.into());
            }
            let entry = &stored.value;
            Ok(JournalEntryView {
                id: target.id,
                seen: encode_seen(&stored.seen),
                text: entry.text.to_string(),
                draft: entry.draft,
                prompt: entry.prompt.as_ref().map(ToString::to_string),
                at_words: when.words(entry.at_ms),
                tags: tags_of(read, stored.id)?,
            })
        })
    }
}

/// The newest entries that are done; drafts come before them.
fn newest(read: Reader<'_>, drafts: usize, count: u32) -> Result<Vec<Stored<JournalEntry>>, StoreError> {
    read.newest_after(u32::try_from(drafts).unwrap_or(u32::MAX), count)
}

/// The newest entries with a tag.
fn tagged(read: Reader<'_>, tag: &str, count: u32) -> Result<Vec<Stored<JournalEntry>>, StoreError> {
    let mut most = count.saturating_mul(2);
    loop {
        let tags = newest_tags(read, tag, most)?;
        let entries = entries_of(read, &tags, tag)?;
        // A tag is given after its entry was begun, so none of those left out has a newer entry than the oldest of these.
        let is_enough = || {
            let last = entries.get(count.saturating_sub(1) as usize);
            last.zip(tags.last()).is_some_and(|(last, tag)| last.value.at_ms >= tag.value.at_ms)
        };
        if tags.len() < most as usize || is_enough() {
            return Ok(entries.into_iter().take(count as usize).collect());
        }
        most = most.saturating_mul(4);
    }
}

/// The newest tags in which this one stands, if not alone.
fn newest_tags(read: Reader<'_>, tag: &str, most: u32) -> Result<Vec<Stored<JournalTag>>, StoreError> {
    match SearchQuery::phrase(tag) {
        Ok(query) if !read.search_is_behind()? => {
            let found = read.search_newest(Kind::JournalTag, &query, most)?;
            found.into_iter().map(|id| read.get::<JournalTag>(id)).collect()
        }
        // A tag without a letter or a digit is in no index, and one that has just come not yet.
        _ => read.newest::<JournalTag>(most),
    }
}

/// The entries that have exactly this tag, newest first.
fn entries_of(
    read: Reader<'_>,
    tags: &[Stored<JournalTag>],
    tag: &str,
) -> Result<Vec<Stored<JournalEntry>>, StoreError> {
    let wanted = tag.to_lowercase();
    let mut entries = Vec::new();
    for stored in tags.iter().filter(|stored| stored.value.text.as_str().to_lowercase() == wanted) {
        let entry = read.get::<JournalEntry>(stored.value.entry.into())?;
        if entry.trashed_at.is_none() && !entry.value.draft {
            entries.push(entry);
        }
    }
    entries.sort_by_key(|stored| (Reverse(stored.value.at_ms), stored.id));
    entries.dedup_by_key(|stored| stored.id);
    Ok(entries)
}

fn row(read: Reader<'_>, stored: &Stored<JournalEntry>, when: When<'_>) -> Result<JournalRowView, StoreError> {
    let (title, more) = beginning(stored.value.text.as_str());
    let (id, at_words) = (JournalEntryId::from(stored.id), when.words(stored.value.at_ms));
    Ok(JournalRowView { id, title, more, at_words, tags: tags_of(read, stored.id)? })
}

/// An entry's tags, in the order in which they were given.
pub(super) fn tags_of(read: Reader<'_>, entry: RecordId) -> Result<Vec<String>, StoreError> {
    let mut tags = read.children::<JournalTag>(entry)?;
    tags.sort_by_key(|stored| (stored.value.at_ms, stored.id));
    Ok(tags.into_iter().map(|stored| stored.value.text.to_string()).collect())
}

/// How an entry begins.
pub(crate) fn first_line(text: &str) -> String {
    beginning(text).0
}

/// The first sentence, and what follows it on one line, each cut after a while.
fn beginning(text: &str) -> (String, String) {
    let text = text.trim_start();
    let end = text.find('\n').unwrap_or(text.len());
    let (first, rest) = text.split_at(sentence(&text[..end]).unwrap_or(end));
    let (title, over) = cut(first, TITLE);
    // A long first sentence goes on below itself.
    let rest = [over, rest].map(|part| &part[..nth(part, MORE * 4).unwrap_or(part.len())]);
    let one_line = rest.into_iter().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    let (more, over) = cut(&one_line, MORE);
    (title, if over.is_empty() { more } else { format!("{more}…") })
}

/// Where the first sentence of a line ends: where a small letter follows ("pukul 7.30", "Tn. ali") it goes on.
fn sentence(line: &str) -> Option<usize> {
    let ends = line.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…' | '。' | '۔' | '؟'));
    ends.map(|(at, c)| at + c.len_utf8()).find(|at| {
        let rest = &line[*at..];
        let next = rest.trim_start().chars().next();
        // A short beginning ("Eh.", "1.", "Hj.") is no title by itself.
        rest.starts_with(char::is_whitespace)
            && next.is_some_and(|next| !next.is_lowercase())
            && line[..*at].chars().filter(|c| c.is_alphabetic()).count() >= LEAST_TITLE
    })
}

/// A text parted after so many characters, at a space where there is one.
fn cut(text: &str, most: usize) -> (String, &str) {
    let Some(end) = nth(text, most) else { return (text.trim_end().to_owned(), "") };
    let at = text[..end].rfind(char::is_whitespace).filter(|at| *at > end / 2).unwrap_or(end);
    (text[..at].trim_end().to_owned(), text[at..].trim_start())
}

/// Where the character after so many begins, as a reader counts them.
fn nth(text: &str, count: usize) -> Option<usize> {
    let beginning = text.as_bytes().get(..=count)?;
    // A letter of ASCII is a character to itself: no need to look for what joins it.
    if beginning.iter().all(|byte| byte.is_ascii() && *byte != b'\r') {
        return Some(count);
    }
    text.grapheme_indices(true).nth(count).map(|(at, _)| at)
}

/// The tags of the last entries, the most used first.
fn tags_in_use(read: Reader<'_>) -> Result<Vec<String>, StoreError> {
    let mut used: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for stored in read.newest::<JournalTag>(TAGS_READ)? {
        let words = stored.value.text.to_string();
        used.entry(words.to_lowercase()).or_insert((0, words)).0 += 1;
    }
    let mut used: Vec<_> = used.into_values().collect();
    used.sort_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
    Ok(used.into_iter().take(TAGS_SHOWN).map(|(_, words)| words).collect())
}

fn prompt_views(language: Language) -> Vec<PromptView> {
    let one = |prompt: &ukhwah_domain::journal::Prompt| PromptView {
        code: prompt.code.clone(),
        text: prompt.words(language).to_owned(),
    };
    prompts().iter().map(one).collect()
}

/// What was thrown away last, newest first. Tags come back with their entry and are not named.
fn trash(read: Reader<'_>) -> Result<Vec<TrashedEntryView>, StoreError> {
    let view = |stored: Stored<JournalEntry>| TrashedEntryView {
        id: stored.id.into(),
        text: first_line(stored.value.text.as_str()),
    };
    Ok(read.last_trashed(TRASH_SHOWN)?.into_iter().map(view).collect())
}
