use chrono::DateTime;
use ukhwah_domain::id::RecordId;
use ukhwah_domain::journal::{JournalEntry, JournalText};
use ukhwah_domain::record::{Actor, Body, Edit, Entity, Kind, Record, encode};
use ukhwah_domain::search::SearchQuery;

use super::*;
use crate::DatabaseKey;

fn store(folder: &std::path::Path) -> Store {
    Store::create(&folder.join("records.db"), &DatabaseKey::from_bytes(&[7; 32])).expect("made")
}

fn reopened(store: Store) -> Store {
    let path = store.path().to_owned();
    store.close().expect("closed");
    Store::open(&path, &DatabaseKey::from_bytes(&[7; 32]), &path.with_extension("before")).expect("opens")
}

fn entry(text: &str, at_ms: i64) -> Record {
    let noun = JournalEntry { text: JournalText::parse(text).expect("a text"), at_ms, draft: false, prompt: None };
    let edit = Edit { actor: Actor([9; 8]), now: DateTime::UNIX_EPOCH };
    Record::make(Kind::JournalEntry, &noun.to_fields(), edit)
}

fn row(id: u8, record: &Record) -> SyncedRow {
    SyncedRow {
        id: RecordId::from_bytes([id; 16]),
        body: Some(encode(&Body::Live(record.clone()))),
        base: Some((3, [8; 32])),
        dirty: false,
        pushed_n: 0,
        unread: None,
    }
}

fn put(store: &mut Store, row: &SyncedRow, placed: Placed<'_>) {
    store.sync(|tx| tx.put(row, placed)).expect("written");
}

#[test]
fn a_row_from_another_device_is_there_for_the_person_and_for_the_search() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let record = entry("hujan lebat petang ini", 5_000);
    put(&mut store, &row(1, &record), Placed::Noun(&record));

    let shown = store.read().between::<JournalEntry>(5_000, 5_000).expect("read");
    assert_eq!(shown.len(), 1);
    let query = SearchQuery::parse("hujan").expect("a word");
    assert_eq!(store.read().search(&[Kind::JournalEntry], &query, 9).expect("searched")[&Kind::JournalEntry].len(), 1);
    assert_eq!(store.count_dirty().expect("counted"), 0);
}

#[test]
fn the_search_says_what_a_transaction_said_last_in_whatever_order_it_came() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let texts = [("hujan", 9_000), ("ribut", 4_000), ("kabus", 1_000), ("panas", 9_000)];
    let [rain, storm, fog, heat] = texts.map(|(text, at)| entry(text, at));
    put(&mut store, &row(4, &fog), Placed::Noun(&fog));
    store
        .sync(|tx| {
            tx.put(&row(1, &rain), Placed::Noun(&rain))?;
            tx.put(&row(2, &storm), Placed::Noun(&storm))?;
            tx.put(&row(3, &fog), Placed::Noun(&fog))?;
            tx.put(&row(1, &heat), Placed::Noun(&heat))?;
            tx.put(&SyncedRow { body: None, ..row(4, &fog) }, Placed::Other(0))?;
            tx.remove(&[row(2, &storm).id])
        })
        .expect("written");
    assert_eq!(["hujan", "ribut"].map(|word| found(&store, word)), [vec![], vec![]]);
    assert_eq!(
        ["panas", "kabus"].map(|word| found(&store, word)),
        [1, 3].map(|id| vec![RecordId::from_bytes([id; 16])])
    );
}

#[test]
fn what_was_reckoned_from_records_is_reckoned_again_once_some_came() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let before = store.state_of::<JournalEntry>();
    store.sync(|tx| tx.set_state("link", Some(b"here"))).expect("written");
    assert_eq!(store.state_of::<JournalEntry>(), before);
    let record = entry("x", 1);
    put(&mut store, &row(1, &record), Placed::Noun(&record));
    assert_ne!(store.state_of::<JournalEntry>(), before);
}

#[test]
fn a_row_reads_as_it_was_written_with_and_without_a_body() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let record = entry("x", 1);
    let full = row(1, &record);
    let empty = SyncedRow { body: None, unread: Some((vec![1, 2, 3], 4)), ..row(2, &record) };
    put(&mut store, &full, Placed::Noun(&record));
    put(&mut store, &empty, Placed::Other(0));

    store
        .sync(|tx| {
            assert_eq!(tx.rows(&[full.id, RecordId::from_bytes([5; 16]), empty.id])?, [full.clone(), empty.clone()]);
            assert_eq!(tx.unreadable()?, std::slice::from_ref(&empty));
            assert_eq!(tx.of_kind(0)?, []);
            let versions = tx.versions(35)?;
            assert_eq!(
                versions.iter().map(|one| (one.is_of_kind, one.is_unread)).collect::<Vec<_>>(),
                [(true, false), (false, true)]
            );
            assert_eq!(tx.count_nouns()?, 1);
            Ok::<_, StoreError>(())
        })
        .expect("read");
    // Once it can be read, nothing of the sealed version stays.
    put(&mut store, &SyncedRow { id: empty.id, ..full.clone() }, Placed::Noun(&record));
    assert_eq!(store.sync(|tx| tx.unreadable()).expect("read"), []);
}

#[test]
fn an_edit_of_the_person_makes_a_row_dirty_and_keeps_what_the_server_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let record = entry("x", 1);
    put(&mut store, &row(1, &record), Placed::Noun(&record));
    let id = RecordId::from_bytes([1; 16]);
    store
        .transact(DateTime::UNIX_EPOCH, |tx| tx.change::<JournalEntry>(id, |entry| entry.draft = true))
        .expect("changed");
    let dirty = store.sync(|tx| tx.dirty(None, 9)).expect("read");
    assert_eq!(dirty.len(), 1);
    assert_eq!(dirty[0].base, Some((3, [8; 32])));
    assert_eq!(store.sync(|tx| tx.dirty(Some(id), 9)).expect("read"), []);
}

#[test]
fn what_fails_leaves_rows_state_and_identity_as_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let before = store.actor();
    let record = entry("x", 1);
    let failed: Result<(), StoreError> = store.sync(|tx| {
        tx.put(&row(1, &record), Placed::Noun(&record))?;
        tx.set_state("link", Some(b"far"))?;
        tx.renew_actor(Actor([1; 8]))?;
        Err(StoreError::DiskFull)
    });
    assert!(failed.is_err());
    assert_eq!(store.actor(), before);
    assert_eq!(store.sync_state("link").expect("read"), None);
    assert_eq!(store.read().count().expect("counted"), 0);
}

#[test]
fn forgetting_the_server_keeps_every_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let record = entry("x", 1);
    put(&mut store, &row(1, &record), Placed::Noun(&record));
    put(&mut store, &SyncedRow { body: None, unread: Some((vec![1], 2)), ..row(2, &record) }, Placed::Other(0));
    let before = store.actor();
    store
        .sync(|tx| {
            tx.set_state("link", Some(b"here"))?;
            tx.forget_server()
        })
        .expect("forgotten");
    let left = store.sync(|tx| tx.dirty(None, 9)).expect("read");
    assert_eq!(left.len(), 1);
    assert_eq!((left[0].base, left[0].body.as_ref()), (None, row(1, &record).body.as_ref()));
    assert_ne!(store.actor(), before, "what that one edited comes back from the server, if it is the same");
    assert_eq!(store.sync_state("link").expect("read"), None);
}

#[test]
fn each_record_has_its_mark_and_no_mark_outlives_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let alone = |store: &Store| -> (i64, i64) {
        let sql = "SELECT (SELECT count(*) FROM \"mark\" WHERE \"id\" NOT IN (SELECT \"id\" FROM \"record\")),
                          (SELECT count(*) FROM \"record\" WHERE \"id\" NOT IN (SELECT \"id\" FROM \"mark\"))";
        store.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("counted")
    };
    let record = entry("x", 1);
    put(&mut store, &row(1, &record), Placed::Noun(&record));
    put(&mut store, &SyncedRow { body: None, unread: Some((vec![1], 2)), ..row(2, &record) }, Placed::Other(0));
    put(&mut store, &row(3, &record), Placed::Noun(&record));
    let own = JournalEntry { text: JournalText::parse("y").expect("a text"), at_ms: 2, draft: false, prompt: None };
    let [first, third] = [1, 3].map(|id| RecordId::from_bytes([id; 16]));
    store
        .transact(DateTime::UNIX_EPOCH, |tx| {
            tx.create(&own)?;
            tx.trash(third)?;
            tx.erase(first)
        })
        .expect("written");
    assert_eq!((alone(&store), store.count_dirty().expect("counted")), ((0, 0), 3));
    store.sync(|tx| tx.remove(&[third])).expect("removed");
    assert_eq!((alone(&store), store.count_dirty().expect("counted")), ((0, 0), 2));
    store.sync(|tx| tx.forget_server()).expect("forgotten");
    assert_eq!((alone(&store), store.count_dirty().expect("counted")), ((0, 0), 2));
}

#[test]
fn a_shelf_gives_back_what_was_laid_aside() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let copy = |id: u8, held| ShelfRow { id: RecordId::from_bytes([id; 16]), kind: 35, body: vec![id], held };
    store
        .sync(|tx| {
            tx.shelve(&[copy(1, false), copy(2, true)])?;
            tx.clear_shelf(true)?;
            tx.hold_shelf()?;
            assert_eq!(tx.shelf()?, [copy(1, true)]);
            Ok::<_, StoreError>(())
        })
        .expect("written");
}

/// A store into which so many entries came at once, each with a word of its own.
fn flooded(folder: &std::path::Path, count: u8) -> Store {
    let mut store = store(folder);
    store
        .sync(|tx| {
            (1..=count).try_for_each(|id| {
                let record = entry(&format!("hujan ke{id}"), 1_000 * i64::from(id));
                tx.put(&row(id, &record), Placed::Noun(&record))
            })
        })
        .expect("written");
    store
}

fn found(store: &Store, word: &str) -> Vec<RecordId> {
    let query = SearchQuery::parse(word).expect("a word");
    store.read().search_newest(Kind::JournalEntry, &query, 200).expect("searched")
}

#[test]
fn what_comes_by_the_hundred_is_found_after_the_search_has_caught_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = flooded(folder.path(), 120);
    assert!(found(&store, "hujan").is_empty() && store.read().search_is_behind().expect("read"));
    let mut store = reopened(store);
    let pieces: Vec<_> = (0..4).map(|_| store.search_catches_up(50).expect("written")).collect();
    assert_eq!(pieces, [50, 50, 20, 0]);
    assert!(!store.read().search_is_behind().expect("read"));
    let newest_first: Vec<_> = (1..=120).rev().map(|id| RecordId::from_bytes([id; 16])).collect();
    assert_eq!(found(&store, "hujan"), newest_first);
}

#[test]
fn the_search_learns_of_records_as_they_are_by_then() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = flooded(folder.path(), 60);
    let [changed, trashed, erased] = [1, 2, 3].map(|id| RecordId::from_bytes([id; 16]));
    store
        .transact(DateTime::UNIX_EPOCH, |tx| {
            tx.change::<JournalEntry>(changed, |kept| kept.text = JournalText::parse("panas").expect("a text"))?;
            tx.trash(trashed)?;
            tx.erase(erased)
        })
        .expect("written");
    assert_eq!(found(&store, "panas"), [changed], "what the person writes is found at once");
    assert_eq!(store.search_catches_up(100).expect("written"), 60);
    assert_eq!(found(&store, "panas"), [changed]);
    assert_eq!(found(&store, "hujan").len(), 57);
}

#[test]
fn words_that_the_search_knows_are_not_put_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = flooded(folder.path(), 100);
    store.search_catches_up(100).expect("written");
    store
        .sync(|tx| {
            (1..=100).try_for_each(|id| {
                let record = entry("panas", 1_000);
                let row = row(id, &record);
                if id <= 50 {
                    tx.put(&row, Placed::Noun(&record))
                } else {
                    tx.put(&SyncedRow { body: None, ..row }, Placed::Other(0))
                }
            })
        })
        .expect("written");
    assert!(!store.read().search_is_behind().expect("read"));
    assert_eq!((found(&store, "hujan").len(), found(&store, "panas").len()), (0, 50));
}

#[test]
fn an_index_that_is_made_again_owes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = flooded(folder.path(), 60);
    store.connection.execute_batch("DELETE FROM \"search_made\"").expect("lost");
    let store = reopened(store);
    assert!(!store.read().search_is_behind().expect("read"));
    assert_eq!(found(&store, "hujan").len(), 60);
}
