//! Keeping an entry, also while it is still being written.

use std::collections::BTreeSet;

use ukhwah_domain::id::{JournalEntryId, RecordId};
use ukhwah_domain::journal::{JournalEntry, JournalTag, JournalText, PromptWords, TagText};
use ukhwah_domain::record::encode_seen;
use ukhwah_store::Transaction;

use super::{JournalEntryView, JournalSaveRequest, JournalTarget};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::plan::{edited, text_error};

/// The most tags of one entry.
const MOST_TAGS: usize = 20;

impl App {
    /// Keeps an entry as it is now. What was kept before stays where this is refused.
    ///
    /// # Errors
    /// If the text is missing or longer than one entry holds, tag `at` is too long, or the entry was erased meanwhile.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn journal_save(&self, request: JournalSaveRequest) -> Result<JournalEntryView, IpcError> {
        let now_ms = self.clock.now().timestamp_millis();
        let edited = edited(request.id, request.seen.as_deref())?;
        let text = JournalText::parse(&request.text).map_err(text_error)?;
        let prompt = request.prompt.as_deref().and_then(|words| PromptWords::parse(words).ok());
        let (tags, shown) = (tags(&request.tags)?, tags(&request.shown_tags)?);
        let (id, seen) = self.keep(|tx| {
            let (id, seen) = match edited {
                Some((id, seen)) => {
                    let old = tx.read().get::<JournalEntry>(id)?.value;
                    // One that was said to be done does not become a draft by being corrected.
                    let draft = request.draft && old.draft;
                    (id, Some(tx.update_open(id, &JournalEntry { text, draft, ..old }, &seen)?))
                }
                None => (tx.create(&JournalEntry { text, at_ms: now_ms, draft: request.draft, prompt })?, None),
            };
            set_tags(tx, id, tags, &shown, now_ms)?;
            Ok::<_, IpcError>((id, seen))
        })?;
        let mut kept = self.journal_entry(JournalTarget { id: id.into() })?;
        // The editor goes on with what is written in it, whatever came meanwhile.
        kept.seen = seen.as_ref().map_or(kept.seen, encode_seen);
        Ok(kept)
    }
}

/// The tags as typed, each once; capital letters make no difference.
fn tags(typed: &[String]) -> Result<Vec<TagText>, IpcError> {
    let (mut tags, mut known) = (Vec::new(), BTreeSet::new());
    for (at, words) in typed.iter().enumerate() {
        let words = words.trim_start_matches(['#', ' ']);
        let Some(tag) = TagText::parse_optional(words).map_err(|_| IpcError::at(ErrorCode::TextTooLong, at))? else {
            continue;
        };
        if known.insert(tag.as_str().to_lowercase()) {
            tags.push(tag);
        }
    }
    if tags.len() > MOST_TAGS { Err(IpcError::at(ErrorCode::TextTooLong, MOST_TAGS)) } else { Ok(tags) }
}

/// Gives an entry these tags: one that stays is not written again, and one that the editor did not show stays.
fn set_tags(
    tx: &mut Transaction<'_>,
    id: RecordId,
    wanted: Vec<TagText>,
    shown: &[TagText],
    now_ms: i64,
) -> Result<(), IpcError> {
    let there = tx.read().children::<JournalTag>(id)?;
    for old in &there {
        if shown.contains(&old.value.text) && !wanted.contains(&old.value.text) {
            tx.trash(old.id)?;
        }
    }
    for (at_ms, text) in (now_ms..).zip(wanted) {
        if !there.iter().any(|old| old.value.text == text) {
            tx.create(&JournalTag { entry: JournalEntryId::from(id), text, at_ms })?;
        }
    }
    Ok(())
}
