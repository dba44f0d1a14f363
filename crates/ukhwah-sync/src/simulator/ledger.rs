//! What must be true in the end, from what people did and what was destroyed on the way.

use std::collections::{BTreeMap, BTreeSet};

use ukhwah_protocol::id::RecordId;

use super::person::{Did, texts};
use crate::content::Content;

/// What several stores hold together.
#[derive(Debug, Default)]
pub(crate) struct Holdings {
    pub(crate) texts: BTreeSet<String>,
    pub(crate) live: BTreeSet<RecordId>,
    pub(crate) erased: BTreeSet<RecordId>,
}

impl Holdings {
    pub(crate) fn add(&mut self, id: RecordId, content: &Content) {
        match content {
            Content::List(list) => self.erased.extend(list.graves()),
            Content::Record(_) => match content.live() {
                Some(record) => {
                    self.live.insert(id);
                    self.texts.extend(texts(record));
                }
                None => {
                    self.erased.insert(id);
                }
            },
        }
    }
}

/// What people wrote, replaced and erased, as far as it still exists somewhere.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    written: BTreeMap<String, RecordId>,
    /// What the server said it had: that is safe, whatever happens to devices.
    taken: BTreeSet<String>,
    replaced: BTreeSet<String>,
    /// Erased somewhere at some time.
    erased: BTreeSet<RecordId>,
    /// Erased, and the erasing was not lost with a device.
    kept_erased: BTreeSet<RecordId>,
    trashed: BTreeMap<RecordId, Vec<BTreeSet<String>>>,
}

impl Ledger {
    pub(crate) fn note(&mut self, did: Did) {
        self.written.extend(did.written.into_iter().map(|(id, text)| (text, id)));
        self.replaced.extend(did.replaced);
        self.erased.extend(did.erased.iter().copied());
        self.kept_erased.extend(did.erased);
        for (id, seen) in did.trashed {
            self.trashed.entry(id).or_default().push(seen);
        }
    }

    /// The server took these.
    pub(crate) fn taken(&mut self, texts: BTreeSet<String>) {
        self.taken.extend(texts);
    }

    /// The server went back; this is all that it has.
    pub(crate) fn went_back(&mut self, texts: BTreeSet<String>) {
        self.taken = texts;
    }

    /// Something was destroyed; this is all that is left anywhere.
    pub(crate) fn destroyed(&mut self, left: &Holdings) {
        self.written.retain(|text, _| left.texts.contains(text) || self.taken.contains(text));
        self.kept_erased.retain(|id| left.erased.contains(id));
    }

    /// How many writes must still be there.
    pub(crate) fn due(&self) -> usize {
        self.written.iter().filter(|(text, id)| self.is_due(text, id)).count()
    }

    fn is_due(&self, text: &str, id: &RecordId) -> bool {
        !self.replaced.contains(text) && !self.erased.contains(id)
    }

    /// What is wrong with what a device holds in the end.
    pub(crate) fn check(&self, held: &Holdings) -> Option<String> {
        let missing = self.written.iter().find(|(text, id)| self.is_due(text, id) && !held.texts.contains(*text));
        if let Some((text, id)) = missing {
            return Some(format!("the write {text} of {id} is missing"));
        }
        let risen = self.kept_erased.iter().find(|id| held.live.contains(id));
        risen.map(|id| format!("{id} was erased and is there again"))
    }

    /// What is wrong with a record that lies in the trash: somebody must have thrown away all that is in it.
    pub(crate) fn check_trashed(&self, id: RecordId, now: &BTreeSet<String>) -> Option<String> {
        let seen = self.trashed.get(&id)?;
        let is_right = seen.iter().any(|seen| now.is_subset(seen));
        (!is_right).then(|| format!("{id} is in the trash with something that nobody threw away"))
    }
}
