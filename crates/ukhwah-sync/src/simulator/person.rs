//! What a person does on one device, as the app's own store does it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use ukhwah_domain::record::{Body, Edit, Fields, Record, Value, VersionVector};
use ukhwah_protocol::id::RecordId;

use super::dice::Dice;
use super::store::Store;
use crate::content::{Content, FIRST_NOUN};
use crate::local::Row;

const FIELDS: [&str; 4] = ["name", "note", "pos", "phone"];

/// What an act changed, by the texts that tell writes apart.
#[derive(Debug, Default)]
pub(crate) struct Did {
    pub(crate) written: Vec<(RecordId, String)>,
    pub(crate) replaced: Vec<String>,
    pub(crate) erased: Vec<RecordId>,
    pub(crate) trashed: Vec<(RecordId, BTreeSet<String>)>,
}

/// A person at a device.
pub(crate) struct Person<'s> {
    pub(crate) store: &'s mut Store,
    pub(crate) dice: &'s mut Dice,
    pub(crate) wall: i64,
    pub(crate) reader: u16,
    /// Numbers writes.
    pub(crate) next: &'s mut u64,
}

impl Person<'_> {
    fn edit(&self) -> Edit {
        Edit { actor: self.store.actor, now: DateTime::from_timestamp_millis(self.wall).unwrap_or_default() }
    }

    fn fresh(&mut self) -> String {
        *self.next += 1;
        format!("w{}", self.next)
    }

    /// The nouns that this version of the app may rewrite.
    pub(crate) fn nouns(&self) -> Vec<RecordId> {
        let is_open = |row: &Row| {
            let record = row.content.as_ref().and_then(Content::live);
            record.is_some_and(|record| record.kind >= FIRST_NOUN && record.min_reader <= self.reader)
                && row.unread.is_none()
        };
        self.store.rows.values().filter(|row| is_open(row)).map(|row| row.id).collect()
    }

    fn record(&self, id: RecordId) -> Option<(Row, Record)> {
        let row = (**self.store.rows.get(&id)?).clone();
        let record = row.content.as_ref()?.live()?.clone();
        Some((row, record))
    }

    fn save(&mut self, row: Row, body: Body) {
        self.store.put_row(Row { content: Some(Content::Record(body)), dirty: true, ..row });
    }

    pub(crate) fn create(&mut self) -> Did {
        let id = super::world::id_of(self.dice);
        let kind = FIRST_NOUN + u16::try_from(self.dice.below(3)).unwrap_or_default();
        let record = Record {
            kind,
            min_reader: if self.reader > 1 && self.dice.once_in(3) { self.reader } else { 1 },
            seen: VersionVector::new(),
            life: BTreeSet::new(),
            fields: BTreeMap::new(),
        };
        self.write_into(Row::new(id), record, &VersionVector::new())
    }

    pub(crate) fn write(&mut self, id: RecordId, seen: Option<&VersionVector>) -> Did {
        let Some((row, record)) = self.record(id) else { return Did::default() };
        let seen = seen.cloned().unwrap_or_else(|| record.seen.clone());
        self.write_into(row, record, &seen)
    }

    fn write_into(&mut self, row: Row, mut record: Record, seen: &VersionVector) -> Did {
        let before = texts(&record);
        let mut values = Fields::new();
        for _ in 0..=self.dice.below(2) {
            let field = FIELDS[self.dice.below(FIELDS.len())];
            values.insert(field.to_owned(), Value::Text(self.fresh()));
        }
        record.edit(&values, seen, self.edit());
        let after = texts(&record);
        let written = after.difference(&before).map(|text| (row.id, text.clone())).collect();
        let replaced = before.difference(&after).cloned().collect();
        self.save(row, Body::Live(record));
        Did { written, replaced, ..Did::default() }
    }

    pub(crate) fn trash(&mut self, id: RecordId) -> Did {
        let Some((row, mut record)) = self.record(id) else { return Did::default() };
        let trashed = vec![(id, texts(&record))];
        record.trash(self.edit());
        self.save(row, Body::Live(record));
        Did { trashed, ..Did::default() }
    }

    pub(crate) fn restore(&mut self, id: RecordId) {
        if let Some((row, mut record)) = self.record(id) {
            record.restore(self.edit());
            self.save(row, Body::Live(record));
        }
    }

    pub(crate) fn erase(&mut self, ids: &[RecordId]) -> Did {
        for id in ids {
            if let Some((row, record)) = self.record(*id) {
                let body = record.erase(self.edit());
                self.save(row, body);
            }
        }
        Did { erased: ids.to_vec(), ..Did::default() }
    }
}

/// The texts of a record: each was written once.
pub(crate) fn texts(record: &Record) -> BTreeSet<String> {
    let values = record.fields.values().flatten().map(|entry| &entry.value);
    values.filter_map(|value| if let Value::Text(text) = value { Some(text.clone()) } else { None }).collect()
}
