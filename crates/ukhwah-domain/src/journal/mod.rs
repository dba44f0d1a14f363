//! The journal: plain text for nobody else's eyes, with tags, and questions to begin from.

mod entry;
mod prompt;
mod text;

pub use entry::{JournalEntry, JournalTag, PromptWords, TagText};
pub use prompt::{Prompt, prompts};
pub use text::{JournalText, MAX_JOURNAL_BYTES};
