use chrono::DateTime;
use ukhwah_domain::person::Person;
use ukhwah_domain::record::{FieldError, Fields, Kind, Value, read};

use super::*;
use crate::DatabaseKey;

/// The smallest noun: a text that may belong to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Note {
    text: String,
    parent: Option<RecordId>,
}

impl Entity for Note {
    const KIND: Kind = Kind::Goal;

    fn parent(&self) -> Option<RecordId> {
        self.parent
    }

    fn to_fields(&self) -> Fields {
        Fields::from([
            ("text".to_owned(), Value::from(self.text.clone())),
            ("parent".to_owned(), Value::from(self.parent)),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        Ok(Self {
            text: read::needed(read::text(fields, Self::KIND, "text")?, Self::KIND, "text")?,
            parent: read::id(fields, Self::KIND, "parent")?,
        })
    }
}

fn note(text: &str) -> Note {
    Note { text: text.to_owned(), parent: None }
}

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::create(&folder.path().join("db"), &DatabaseKey::from_bytes(&[7; 32])).expect("a new database");
    (folder, store)
}

fn write<T>(store: &mut Store, work: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError>) -> T {
    store.transact(DateTime::UNIX_EPOCH, work).expect("written")
}

fn texts(store: &Store) -> Vec<String> {
    store.read().all::<Note>().expect("readable").into_iter().map(|stored| stored.value.text).collect()
}

#[test]
fn a_failed_transaction_leaves_nothing_behind() {
    let (_folder, mut store) = store();
    let failed: Result<(), StoreError> = store.transact(DateTime::UNIX_EPOCH, |tx| {
        tx.create(&note("half"))?;
        Err(StoreError::NotFound)
    });
    assert!(failed.is_err());
    assert!(texts(&store).is_empty());
}

#[test]
fn a_full_disk_in_the_middle_of_a_save_loses_nothing() {
    let (_folder, mut store) = store();
    write(&mut store, |tx| tx.create(&note("before")));
    let pages: i64 = store.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).expect("counted");
    store.connection.query_row(&format!("PRAGMA max_page_count = {}", pages + 4), [], |_| Ok(())).expect("limited");
    let failed: Result<(), StoreError> = store.transact(DateTime::UNIX_EPOCH, |tx| {
        for _ in 0..200 {
            tx.create(&note(&"x".repeat(1000)))?;
        }
        Ok(())
    });
    assert!(matches!(failed, Err(StoreError::DiskFull)));
    assert_eq!(texts(&store), ["before"]);
    store.check().expect("sound");
}

#[test]
fn the_trash_takes_children_along_and_gives_them_back() {
    let (_folder, mut store) = store();
    let parent = write(&mut store, |tx| tx.create(&note("parent")));
    write(&mut store, |tx| tx.create(&Note { text: "child".to_owned(), parent: Some(parent) }));
    write(&mut store, |tx| tx.trash(parent));
    assert!(texts(&store).is_empty());
    assert_eq!(store.read().trash::<Note>().expect("readable").len(), 2);
    write(&mut store, |tx| tx.restore(parent));
    assert_eq!(store.read().children::<Note>(parent).expect("readable").len(), 1);
}

#[test]
fn what_was_thrown_away_before_its_parent_does_not_come_back_with_it() {
    let (_folder, mut store) = store();
    let parent = write(&mut store, |tx| tx.create(&note("parent")));
    let old = write(&mut store, |tx| tx.create(&Note { text: "old".to_owned(), parent: Some(parent) }));
    write(&mut store, |tx| tx.create(&Note { text: "kept".to_owned(), parent: Some(parent) }));
    write(&mut store, |tx| tx.trash(old));
    let later = DateTime::UNIX_EPOCH + chrono::TimeDelta::seconds(1);
    store.transact(later, |tx| tx.trash(parent)).expect("written");
    store.transact(later, |tx| tx.restore(parent)).expect("written");
    let children = store.read().children::<Note>(parent).expect("readable");
    assert_eq!(children.into_iter().map(|child| child.value.text).collect::<Vec<_>>(), ["kept"]);
}

#[test]
fn erasing_takes_children_along_and_cannot_be_undone() {
    let (_folder, mut store) = store();
    let parent = write(&mut store, |tx| tx.create(&note("parent")));
    let child = write(&mut store, |tx| tx.create(&Note { text: "child".to_owned(), parent: Some(parent) }));
    write(&mut store, |tx| tx.erase(parent));
    for id in [parent, child] {
        assert!(matches!(store.read().get::<Note>(id), Err(StoreError::NotFound)));
        assert!(matches!(store.transact(DateTime::UNIX_EPOCH, |tx| tx.restore(id)), Err(StoreError::NotFound)));
    }
    assert_eq!(store.read().count().expect("counted"), 0);
}

#[test]
fn an_editor_that_opened_early_keeps_the_other_value_too() {
    let (_folder, mut store) = store();
    let id = write(&mut store, |tx| tx.create(&note("first")));
    let opened = store.read().get::<Note>(id).expect("there").seen;
    write(&mut store, |tx| tx.update(id, &note("second"), &opened));
    write(&mut store, |tx| tx.update(id, &note("third"), &opened));
    assert_eq!(store.read().waiting().expect("readable"), [id]);
}

#[test]
fn what_is_written_into_something_that_lies_in_the_trash_brings_it_back() {
    let (_folder, mut store) = store();
    let parent = write(&mut store, |tx| tx.create(&note("story")));
    let part = Note { text: "part".to_owned(), parent: Some(parent) };
    write(&mut store, |tx| tx.create(&part));
    let other = write(&mut store, |tx| tx.create(&note("other")));
    write(&mut store, |tx| tx.trash(parent));
    write(&mut store, |tx| tx.trash(other));
    write(&mut store, |tx| tx.bring_back_parents());
    assert_eq!(store.read().trash::<Note>().expect("readable").len(), 3, "nothing came");
    write(&mut store, |tx| tx.create(&Note { text: "written elsewhere".to_owned(), ..part }));
    write(&mut store, |tx| tx.bring_back_parents());
    let mut seen = texts(&store);
    seen.sort();
    assert_eq!(seen, ["part", "story", "written elsewhere"]);
    assert_eq!(store.read().trash::<Note>().expect("readable").len(), 1);
}

#[test]
fn a_record_of_a_newer_app_is_not_rewritten() {
    let (_folder, mut store) = store();
    let id = write(&mut store, |tx| tx.create(&note("newer")));
    let mut record = store.read().record(id).expect("there");
    record.min_reader = READER + 1;
    write(&mut store, |tx| tx.put(id, &record));
    let refused = store.transact(DateTime::UNIX_EPOCH, |tx| tx.change::<Note>(id, |note| note.text.clear()));
    assert!(matches!(refused, Err(StoreError::NewerRecord)));
}

#[test]
fn a_range_of_time_holds_both_ends_and_nothing_from_the_trash() {
    use ukhwah_domain::routine::{Mark, MarkState, MarkTarget, Prayer, day_ms};
    let (_folder, mut store) = store();
    let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 3, day).expect("a day");
    let mark = |day| Mark {
        target: MarkTarget::Prayer { prayer: Prayer::Asr },
        date: day,
        state: MarkState::Done,
        count: None,
        at_ms: 0,
    };
    for of in [9, 5, 6, 8, 4] {
        write(&mut store, |tx| tx.create(&mark(day(of))));
    }
    let trashed = write(&mut store, |tx| tx.create(&mark(day(7))));
    write(&mut store, |tx| tx.trash(trashed));
    let found = store.read().between::<Mark>(day_ms(day(5)), day_ms(day(8))).expect("readable");
    let days: Vec<_> = found.into_iter().map(|stored| stored.value.date).collect();
    assert_eq!(days, [day(5), day(6), day(8)]);
}

#[test]
fn a_state_stays_until_something_of_its_kind_is_written() {
    let (_folder, mut store) = store();
    let (notes, people) = (store.state_of::<Note>(), store.state_of::<Person>());
    let id = write(&mut store, |tx| tx.create(&note("one")));
    let made = store.state_of::<Note>();
    assert_ne!(made, notes);
    assert_eq!(store.state_of::<Person>(), people);
    let failed: Result<(), StoreError> = store.transact(DateTime::UNIX_EPOCH, |tx| {
        tx.create(&note("two"))?;
        Err(StoreError::NotFound)
    });
    assert!(failed.is_err());
    assert_eq!(store.state_of::<Note>(), made, "nothing was kept");
    type Change = fn(&mut Transaction<'_>, RecordId) -> Result<(), StoreError>;
    let changes: [Change; 4] = [
        |tx, id| tx.change::<Note>(id, |note| note.text.push('!')),
        |tx, id| tx.trash(id),
        |tx, id| tx.restore(id),
        |tx, id| tx.erase(id),
    ];
    let mut before = made;
    for change in changes {
        write(&mut store, |tx| change(tx, id));
        assert_ne!(store.state_of::<Note>(), before);
        before = store.state_of::<Note>();
    }
    let (_other, other) = self::store();
    assert_ne!(other.state_of::<Person>(), people, "two databases share none");
}
