//! The journal of the years: some entries a day, from two lines to a page, and one that is not finished.

use fastrand::Rng;
use ukhwah_domain::id::RecordId;
use ukhwah_domain::journal::{JournalEntry, JournalTag, JournalText, PromptWords, TagText, prompts};
use ukhwah_domain::language::Language;
use ukhwah_domain::time::MinuteOfDay;
use ukhwah_store::{StoreError, Transaction};

use super::words::{TAGS, THOUGHTS, WHAT, WHEN, WHO};
use super::{ENTRIES, Part, Years, at_ms, line, minute, pick};

/// How many were thrown away.
const TRASHED: u32 = 200;
/// How many sentences the longest entry has.
const MOST_SENTENCES: usize = 14;

impl Years<'_, '_> {
    pub(super) fn journal(&mut self) {
        let mut random = self.random(Part::Journal);
        for date in self.spread(self.share(ENTRIES) - 1) {
            let at = minute(random.u16(6..24), random.u16(..60));
            let (entry, tags) = entry(&mut random, at_ms(date, at), false);
            self.then(date, move |tx| written(tx, &entry, tags).map(drop));
        }
        for date in self.spread(self.share(TRASHED)) {
            let (entry, tags) = entry(&mut random, at_ms(date, minute(12, 0)), false);
            self.then(date, move |tx| {
                let id = written(tx, &entry, tags)?;
                tx.trash(id)
            });
        }
        let (entry, tags) = entry(&mut random, at_ms(self.today, MinuteOfDay::MIDNIGHT), true);
        self.then(self.today, move |tx| written(tx, &entry, tags).map(drop));
    }
}

/// Writes an entry and its tags, one after the other.
fn written(tx: &mut Transaction<'_>, entry: &JournalEntry, tags: Vec<TagText>) -> Result<RecordId, StoreError> {
    let id = tx.create(entry)?;
    for (at_ms, text) in (entry.at_ms..).zip(tags) {
        tx.create(&JournalTag { entry: id.into(), text, at_ms })?;
    }
    Ok(id)
}

fn entry(random: &mut Rng, at_ms: i64, draft: bool) -> (JournalEntry, Vec<TagText>) {
    let prompt = &prompts()[random.usize(..prompts().len())];
    let prompt = PromptWords::parse(prompt.words(Language::Ms)).ok().filter(|_| random.u8(..5) == 0);
    let text = JournalText::parse(&words(random)).expect("a test writes every phrase down");
    let (first, count) = (random.usize(..TAGS.len()), [0, 0, 1, 1, 1, 2][random.usize(..6)]);
    let tags = (0..count).map(|at| line(TAGS[(first + 5 * at) % TAGS.len()])).collect();
    (JournalEntry { text, at_ms, draft, prompt }, tags)
}

/// What happened, and what came to mind; a long entry has paragraphs.
fn words(random: &mut Rng) -> String {
    let mut words = format!("{} {} {}.", pick(random, WHEN), pick(random, WHO), pick(random, WHAT));
    for at in 0..random.usize(1..MOST_SENTENCES) {
        words.push_str(if at % 5 == 4 { "\n\n" } else { " " });
        words.push_str(pick(random, THOUGHTS));
    }
    words
}
