use std::path::Path;
use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta};
use ukhwah_domain::journal::{JournalEntry, JournalTag, JournalText, TagText};
use ukhwah_domain::person::{Person, PersonName};
use ukhwah_domain::search::SearchQuery;

use super::*;
use crate::{DatabaseKey, Store, Transaction as Writing, erase_in_copy, export_to, import_from};

static KEY: LazyLock<DatabaseKey> = LazyLock::new(|| DatabaseKey::from_bytes(&[7; 32]));
static OTHER: LazyLock<DatabaseKey> = LazyLock::new(|| DatabaseKey::from_bytes(&[9; 32]));

fn store(folder: &Path) -> Store {
    Store::create(&folder.join("db"), &KEY).expect("a new database")
}

fn open(path: &Path, key: &DatabaseKey) -> Store {
    Store::open(path, key, &path.with_extension("before")).expect("opens")
}

fn write<T>(store: &mut Store, work: impl FnOnce(&mut Writing<'_>) -> Result<T, StoreError>) -> T {
    store.transact(DateTime::UNIX_EPOCH, work).expect("written")
}

fn entry(text: &str, at_ms: i64) -> JournalEntry {
    JournalEntry { text: JournalText::parse(text).expect("a text"), at_ms, draft: false, prompt: None }
}

fn keep(store: &mut Store, text: &str) -> RecordId {
    write(store, |tx| tx.create(&entry(text, 0)))
}

fn found_of(store: &Store, kind: Kind, typed: &str) -> Vec<RecordId> {
    let query = SearchQuery::parse(typed).expect("something to look for");
    first_of(store, kind, &query, 100).into_iter().map(|found| found.id).collect()
}

fn first_of(store: &Store, kind: Kind, query: &SearchQuery, limit: u32) -> Vec<Found> {
    store.read().search(&[kind], query, limit).expect("searched").remove(&kind).unwrap_or_default()
}

fn found(store: &Store, typed: &str) -> Vec<RecordId> {
    found_of(store, Kind::JournalEntry, typed)
}

#[test]
fn words_are_found_by_their_beginning_in_any_case_and_without_marks() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let id = keep(&mut store, "Sabarlah, kata Abang Rahím. Café di Kuantan; kawan-kawan balik.");
    for typed in ["sabar", "SABARLAH", "rahim", "ráhi", "cafe", "kawan-kawan", "kuan sabar", "balik \"abang rahim\""] {
        assert_eq!(found(&store, typed), [id], "{typed}");
    }
    for typed in ["barlah", "sabar hujan", "\"rahim abang\"", "\"abang rah\" balik"] {
        assert_eq!(found(&store, typed), [], "{typed}");
    }
    assert_eq!(found(&store, "balik \"abang rah"), [id], "a phrase that is still being typed");
}

#[test]
fn a_malay_word_is_found_with_what_stands_before_and_behind_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let id =
        keep(&mut store, "Dia menolong saya. Rumah disapukan, kekuatan terasa; kawan-kawan mengajar kami bekerja.");
    for typed in ["tolong", "TOLONG", "sapu", "kuat", "rasa", "ajar", "kerja", "tolong kuat", "menolong", "sapukan"] {
        assert_eq!(found(&store, typed), [id], "{typed}");
    }
    for typed in ["\"tolong\"", "olong", "tolong hujan"] {
        assert_eq!(found(&store, typed), [], "{typed}");
    }
    let query = SearchQuery::parse("kuat").expect("a word");
    let excerpt = first_of(&store, Kind::JournalEntry, &query, 1).remove(0).excerpt;
    assert!(excerpt.iter().any(|part| part.found && part.text == "kekuatan"), "{excerpt:?}");
}

#[test]
fn what_looks_like_a_command_is_only_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let id = keep(&mut store, "near dan atau NOT near text dan teks AND OR");
    for typed in ["NOT near", "text : teks", "AND OR", "NEAR(dan", "^dan", "dan*", "-atau", "teks;--", "{text}:dan"] {
        assert_eq!(found(&store, typed), [id], "{typed}");
    }
    assert_eq!(found(&store, "' OR 1=1"), []);
}

#[test]
fn the_newest_come_first_and_each_kind_by_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let day = TimeDelta::days(1).num_milliseconds();
    let (middle, old, new, before) = write(&mut store, |tx| {
        let kept = [entry("hujan", 2 * day), entry("hujan", day), entry("hujan", 3 * day), entry("hujan", -day)];
        Ok((tx.create(&kept[0])?, tx.create(&kept[1])?, tx.create(&kept[2])?, tx.create(&kept[3])?))
    });
    let person = write(&mut store, |tx| tx.create(&Person::named(PersonName::parse("Hujan bin Ali").expect("a name"))));
    assert_eq!(found(&store, "hujan"), [new, middle, old, before]);
    assert_eq!(found_of(&store, Kind::Person, "hujan"), [person]);
    let query = SearchQuery::parse("hujan").expect("a word");
    assert_eq!(first_of(&store, Kind::JournalEntry, &query, 2).len(), 2);
    let newest = |kind, limit| store.read().search_newest(kind, &query, limit).expect("searched");
    assert_eq!((newest(Kind::JournalEntry, 3), newest(Kind::Person, 3)), (vec![new, middle, old], vec![person]));
    let kinds = [Kind::JournalEntry, Kind::Person, Kind::CheckIn];
    for round in 0..2 {
        let each = store.read().search(&kinds, &query, 3).expect("searched");
        let ids = |kind| each[&kind].iter().map(|found: &Found| found.id).collect::<Vec<_>>();
        assert_eq!((ids(Kind::JournalEntry), ids(Kind::Person)), (vec![new, middle, old], vec![person]), "{round}");
        assert_eq!(each.len(), 2, "a kind of which nothing is found is not there");
    }
    let some = store.read().search(&[Kind::Person, Kind::Training], &query, 3).expect("searched");
    assert_eq!(some.into_keys().collect::<Vec<_>>(), [Kind::Person], "what stands between them was not asked for");
    assert!(store.read().search(&[], &query, 3).expect("searched").is_empty());
}

#[test]
fn many_of_one_second_all_have_their_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let first = first_key(35, Some(5_000));
    let full = |key: i64| {
        store
            .connection
            .execute("INSERT INTO \"search_key\" VALUES (?1, randomblob(16))", params![key])
            .expect("written")
    };
    assert_eq!(free_key(&store.connection, first).expect("read"), first);
    full(first + LAST_RUNNING);
    assert_eq!(free_key(&store.connection, first).expect("read"), first_key(35, Some(6_000)));
    for at in [Some(i64::MIN), None, Some(i64::MAX)] {
        let (least, most) = keys_of(Kind::JournalEntry);
        assert!((least..=most - LAST_RUNNING).contains(&first_key(35, at)));
    }
}

#[test]
fn an_excerpt_shows_what_was_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    keep(&mut store, &format!("{} sabarlah dulu {}", "panjang ".repeat(40), "lagi ".repeat(40)));
    let query = SearchQuery::parse("sabar").expect("a word");
    let excerpt = first_of(&store, Kind::JournalEntry, &query, 1).remove(0).excerpt;
    let marked: Vec<_> = excerpt.iter().filter(|part| part.found).map(|part| part.text.as_str()).collect();
    assert_eq!(marked, ["sabarlah"]);
    let whole: String = excerpt.iter().map(|part| part.text.as_str()).collect();
    assert!(whole.starts_with('…') && whole.ends_with('…') && whole.len() < 200, "{whole}");
}

#[test]
fn what_is_changed_trashed_or_restored_is_found_as_it_now_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let id = keep(&mut store, "hujan");
    let tag = JournalTag { entry: id.into(), text: TagText::parse("kerja").expect("a tag"), at_ms: 0 };
    let tag = write(&mut store, |tx| tx.create(&tag));
    write(&mut store, |tx| tx.change::<JournalEntry>(id, |kept| kept.text = entry("panas", 0).text));
    assert_eq!((found(&store, "hujan"), found(&store, "panas")), (vec![], vec![id]));
    write(&mut store, |tx| tx.trash(id));
    assert_eq!((found(&store, "panas"), found_of(&store, Kind::JournalTag, "kerja")), (vec![], vec![]));
    write(&mut store, |tx| tx.restore(id));
    assert_eq!((found(&store, "panas"), found_of(&store, Kind::JournalTag, "kerja")), (vec![id], vec![tag]));
}

#[test]
fn a_transaction_that_failed_is_not_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let failed: Result<(), StoreError> = store.transact(DateTime::UNIX_EPOCH, |tx| {
        tx.create(&entry("hujan", 0))?;
        Err(StoreError::NotFound)
    });
    assert!(failed.is_err());
    assert_eq!(found(&store, "hujan"), []);
}

/// All that a closed database holds, the tables behind the index too, in plain bytes.
fn plain_bytes(path: &Path) -> Vec<u8> {
    let connection = crate::open::connect(path, &KEY, rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE).expect("opens");
    let plain = path.with_extension("plain");
    // Attaching does not make a file; an empty one is an empty database.
    std::fs::write(&plain, "").expect("written");
    connection
        .execute("ATTACH DATABASE ?1 AS \"plain\" KEY ''", [plain.to_str().expect("a path")])
        .and_then(|_| connection.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(())))
        .expect("exported");
    connection.execute_batch("DETACH DATABASE \"plain\"").expect("detached");
    std::fs::read(plain).expect("there")
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn no_erased_word_is_left_in_any_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    for index in 0..50 {
        keep(&mut store, &format!("hujan petang di pekan {index}"));
    }
    let id = keep(&mut store, "kamarulzaman datang petang");
    let path = store.path().to_owned();
    store.close().expect("closed");
    assert!(holds(&plain_bytes(&path), "kamarulzaman"), "the search for it works");
    let mut store = open(&path, &KEY);
    write(&mut store, |tx| tx.erase(id));
    let terms: i64 = {
        store
            .connection
            .execute_batch("CREATE VIRTUAL TABLE temp.\"terms\" USING fts5vocab('main', 'search', 'row')")
            .expect("made");
        let sql = "SELECT count(*) FROM \"terms\" WHERE \"term\" LIKE 'kam%'";
        store.connection.query_row(sql, [], |row| row.get(0)).expect("counted")
    };
    assert_eq!(terms, 0);
    store.close().expect("closed");
    let left = plain_bytes(&path);
    assert!(!holds(&left, "kamarulzaman") && !holds(&left, "arulzaman") && holds(&left, "hujan"));
}

#[test]
fn a_lost_or_older_index_is_made_again() {
    let losses = [
        "DROP TABLE \"search\"",
        "DROP TABLE \"search_made\"",
        "DROP TABLE \"search_key\"",
        "UPDATE \"search_made\" SET \"fields\" = '16=name'",
        "DELETE FROM \"search_made\"",
    ];
    for loss in losses {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = store(folder.path());
        let id = keep(&mut store, "hujan");
        let gone = keep(&mut store, "hujan lama");
        write(&mut store, |tx| tx.trash(gone));
        store.connection.execute_batch(loss).expect("lost");
        let path = store.path().to_owned();
        store.close().expect("closed");
        let store = open(&path, &KEY);
        assert_eq!(found(&store, "hujan"), [id], "{loss}");
        store.check().expect("sound");
    }
}

#[test]
fn a_damaged_index_keeps_nobody_from_writing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let first = keep(&mut store, "hujan pagi");
    store.connection.execute_batch("UPDATE \"search_data\" SET \"block\" = x'00' WHERE \"id\" > 10").expect("damaged");
    let path = store.path().to_owned();
    store.close().expect("closed");
    let mut store = open(&path, &KEY);
    write(&mut store, |tx| tx.erase(first));
    let second = keep(&mut store, "hujan petang");
    assert_eq!(found(&store, "hujan"), [second]);
}

#[test]
fn the_index_goes_along_with_every_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let (id, gone) = (keep(&mut store, "hujan"), keep(&mut store, "hujan kamarulzaman"));
    let (copy, away, back) =
        (folder.path().join("copy.db"), folder.path().join("away.db"), folder.path().join("back.db"));
    crate::copy_to(&store, &KEY, &copy).expect("copied");
    let silent: crate::Progress = std::sync::Arc::new(|_| ());
    export_to(&store, &OTHER, &away, &silent).expect("exported");
    import_from(&away, &OTHER, &back, &KEY, &silent).expect("imported");
    assert_eq!(found(&open(&back, &KEY), "hujan"), [gone, id]);
    assert!(erase_in_copy(&copy, &KEY, &[gone], DateTime::UNIX_EPOCH).expect("erased"));
    assert_eq!(found(&open(&copy, &KEY), "hujan"), [id]);
    assert!(!holds(&plain_bytes(&copy), "kamarulzaman"));
}
