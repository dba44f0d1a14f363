//! What the journal shows and asks for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::JournalEntryId;

/// An entry in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalRowView {
    /// Which.
    pub id: JournalEntryId,
    /// How it begins: its first sentence, cut where it is long.
    pub title: String,
    /// How it goes on, cut where it is long; empty where that is all.
    pub more: String,
    /// When it was begun, in words.
    pub at_words: String,
    /// Its tags.
    pub tags: Vec<String>,
}

/// A page of the journal.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalView {
    /// What was begun and not said to be done, newest first.
    pub drafts: Vec<JournalRowView>,
    /// The entries that were asked for, newest first.
    pub entries: Vec<JournalRowView>,
    /// Whether there are older ones.
    pub has_more: bool,
    /// The tags in use lately, the most used first.
    pub tags: Vec<String>,
    /// Questions to begin from.
    pub prompts: Vec<PromptView>,
    /// What lies in the trash, newest first.
    pub trash: Vec<TrashedEntryView>,
}

/// A question to begin from.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PromptView {
    /// Its name for good.
    pub code: String,
    /// The question.
    pub text: String,
}

/// An entry in the trash.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrashedEntryView {
    /// Which.
    pub id: JournalEntryId,
    /// How it begins.
    pub text: String,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalEntryView {
    /// Which.
    pub id: JournalEntryId,
    /// What the editor must hand back.
    pub seen: String,
    /// What is written.
    pub text: String,
    /// Whether it was not said to be done yet.
    pub draft: bool,
    /// The question that it began from.
    pub prompt: Option<String>,
    /// When it was begun, in words.
    pub at_words: String,
    /// Its tags.
    pub tags: Vec<String>,
}

/// Asks for a page of the journal.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalRequest {
    /// Only entries with this tag.
    pub tag: Option<String>,
    /// How many entries to show, the newest ones; 0 for the usual number.
    pub count: u32,
}

/// Names an entry.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalTarget {
    /// Which.
    pub id: JournalEntryId,
}

/// An entry as the editor has it: sent again and again while somebody writes.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalSaveRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<JournalEntryId>,
    /// What the view said.
    pub seen: Option<String>,
    /// What is written.
    pub text: String,
    /// Whether it is not said to be done yet.
    pub draft: bool,
    /// The question that it began from.
    pub prompt: Option<String>,
    /// Its tags, as typed.
    pub tags: Vec<String>,
    /// The tags that the editor began with, or kept last: of these, one that is missing above is taken off.
    pub shown_tags: Vec<String>,
}

/// Asks to erase an entry for ever, with its tags.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EraseEntryRequest {
    /// Which.
    pub id: JournalEntryId,
    /// Whether to erase from the automatic backups too.
    pub purge_backups: bool,
}

/// How the journal is written into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum JournalFormat {
    /// Plain text to read.
    Text,
    /// A table.
    Csv,
}

/// Asks for the journal as a file.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalExportRequest {
    /// As what.
    pub format: JournalFormat,
}
