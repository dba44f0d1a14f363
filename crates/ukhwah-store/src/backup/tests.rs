use std::sync::LazyLock;

use chrono::DateTime;
use ukhwah_domain::person::{Number, NumberLabel, Person, PersonName, PhoneNumber, Position};
use ukhwah_domain::record::{Body, Merged, Record, Value, decode, merge};

use super::*;

static KEY: LazyLock<DatabaseKey> = LazyLock::new(|| DatabaseKey::from_bytes(&[7; 32]));
static OTHER: LazyLock<DatabaseKey> = LazyLock::new(|| DatabaseKey::from_bytes(&[9; 32]));

fn silent() -> Progress {
    Arc::new(|_| ())
}

fn filled(folder: &Path) -> Store {
    let mut store = Store::create(&folder.join("db"), &KEY).expect("created");
    store.set_setting("word", &"kurma").expect("set");
    store.transact(DateTime::UNIX_EPOCH, |_| Ok::<_, StoreError>(())).expect("kept");
    store
}

fn word(path: &Path, key: &DatabaseKey) -> Option<String> {
    let store = Store::open(path, key, &path.with_extension("before")).expect("opens");
    store.setting("word").expect("readable")
}

#[test]
fn an_automatic_copy_opens_under_the_same_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = filled(folder.path());
    let copy = folder.path().join("copies").join("one.db");
    copy_to(&store, &KEY, &copy).expect("copied");
    assert_eq!(word(&copy, &KEY).as_deref(), Some("kurma"));
    assert!(matches!(copy_to(&store, &KEY, &copy), Err(OpenError::Exists)), "a copy is never overwritten");
}

#[test]
fn what_is_taken_away_comes_back_under_a_new_identity() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = filled(folder.path());
    let (away, back) = (folder.path().join("away.db"), folder.path().join("back.db"));
    export_to(&store, &OTHER, &away, &silent()).expect("exported");
    import_from(&away, &OTHER, &back, &KEY, &silent()).expect("imported");
    assert_eq!(word(&back, &KEY).as_deref(), Some("kurma"));
    let restored = Store::open(&back, &KEY, &folder.path().join("x")).expect("opens");
    assert_ne!(restored.actor(), store.actor());
}

#[test]
fn a_flipped_bit_anywhere_is_refused_and_nothing_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = filled(folder.path());
    let (away, back) = (folder.path().join("away.db"), folder.path().join("back.db"));
    export_to(&store, &OTHER, &away, &silent()).expect("exported");
    let whole = std::fs::read(&away).expect("there");
    for at in (0..whole.len()).step_by(whole.len() / 23) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        std::fs::write(&away, &bytes).expect("written");
        assert!(import_from(&away, &OTHER, &back, &KEY, &silent()).is_err(), "byte {at}");
        assert!(!back.exists());
    }
}

#[test]
fn progress_ends_at_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = filled(folder.path());
    let told = Arc::new(std::sync::Mutex::new(Vec::new()));
    let telling = Arc::clone(&told);
    let progress: Progress = Arc::new(move |share| telling.lock().expect("one thread").push(share));
    export_to(&store, &OTHER, &folder.path().join("away.db"), &progress).expect("exported");
    let told = told.lock().expect("one thread");
    assert_eq!(told.last(), Some(&1.0));
    assert!(told.iter().all(|share| (0.0..=1.0).contains(share)));
}

#[test]
fn a_copy_that_fails_leaves_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = filled(folder.path());
    let blocked = folder.path().join("file");
    std::fs::write(&blocked, "").expect("written");
    assert!(copy_to(&store, &KEY, &blocked.join("copy.db")).is_err());
    assert_eq!(
        std::fs::read_dir(folder.path())
            .expect("there")
            .filter(|e| { e.as_ref().expect("there").file_name().to_string_lossy().contains("unfinished") })
            .count(),
        0
    );
}

/// What two copies of a record hold together.
fn merged(copies: [&mut Store; 2], id: RecordId) -> Record {
    let [a, b] = copies.map(|store| decode(&body(store, id)).expect("a record"));
    match merge(&a, &b) {
        Merged::One(Body::Live(record)) => record,
        other => panic!("{other:?}"),
    }
}

fn body(store: &mut Store, id: RecordId) -> Vec<u8> {
    store.sync(|tx| tx.rows(&[id])).expect("read").pop().and_then(|row| row.body).expect("it is there")
}

fn rename(store: &mut Store, id: RecordId, name: &str) {
    let change = |person: &mut Person| person.name = PersonName::parse(name).expect("a name");
    store.transact(DateTime::UNIX_EPOCH, |tx| tx.change::<Person>(id, change)).expect("kept");
}

/// One person's database and another copy of it under the same identity, both with the same person in it; whether the
/// server has that is for the caller to say.
fn twins(folder: &Path, sent: impl FnOnce(&mut Store, RecordId)) -> (Store, Store, RecordId) {
    let mut store = filled(folder);
    let id = store.transact(DateTime::UNIX_EPOCH, |tx| tx.create(&person("Rahim"))).expect("kept");
    sent(&mut store, id);
    let twin = folder.join("twin.db");
    copy_to(&store, &KEY, &twin).expect("copied");
    let twin = Store::open(&twin, &KEY, &folder.join("before")).expect("opens");
    assert_eq!(store.actor(), twin.actor());
    (store, twin, id)
}

fn restored(store: &Store, folder: &Path) -> Store {
    let (away, back) = (folder.join("away.db"), folder.join("back.db"));
    export_to(store, &OTHER, &away, &silent()).expect("exported");
    import_from(&away, &OTHER, &back, &KEY, &silent()).expect("imported");
    Store::open(&back, &KEY, &folder.join("before")).expect("opens")
}

#[test]
fn what_had_not_left_is_not_lost_to_another_copy_when_it_is_restored() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut store, mut twin, id) = twins(folder.path(), |store, id| {
        let sent = decode(&body(store, id)).expect("a record").seen()[&store.actor()];
        let note = |tx: &mut crate::SyncTransaction<'_>| {
            tx.set_state("keyring", Some(&[]))?;
            tx.mark(id, Some((1, [1; 32])), false, sent)
        };
        store.sync(note).expect("noted");
    });
    let before = decode(&body(&mut store, id)).expect("a record").seen().clone();
    rename(&mut store, id, "Salleh");
    // The other copy gives the same number to an edit of its own, and replaces that.
    rename(&mut twin, id, "Kamal");
    rename(&mut twin, id, "Devi");
    let mut back = restored(&store, folder.path());

    let record = merged([&mut back, &mut twin], id);
    let names: Vec<_> = record.fields["name"].iter().map(|entry| entry.value.clone()).collect();
    let is_there = |name: &str| names.contains(&Value::Text(name.to_owned()));
    assert!(is_there("Salleh") && is_there("Devi") && names.len() == 2, "{names:?}");
    let seen = decode(&body(&mut back, id)).expect("a record").seen().clone();
    assert_eq!(seen[&store.actor()], before[&store.actor()], "what had left keeps its numbers");
    assert_eq!(seen[&back.actor()], 1);
}

#[test]
fn without_a_server_two_copies_of_a_file_say_everything_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, mut twin, id) = twins(folder.path(), |_, _| ());
    let mut back = restored(&store, folder.path());
    assert_ne!(back.actor(), twin.actor());
    assert_eq!(body(&mut back, id), body(&mut twin, id));
    assert_eq!(merged([&mut back, &mut twin], id).contested().count(), 0);
}

fn person(name: &str) -> Person {
    Person::named(PersonName::parse(name).expect("a name"))
}

/// A database with two people, one of whom has a number, and a copy of it.
fn copied(folder: &Path) -> (PathBuf, [RecordId; 2]) {
    let mut store = filled(folder);
    let ids = store
        .transact(DateTime::UNIX_EPOCH, |tx| {
            let (gone, kept) = (tx.create(&person("Kamarulzaman"))?, tx.create(&person("Rahim"))?);
            tx.create(&Number {
                person: gone.into(),
                pos: Position::first(),
                number: PhoneNumber::from_canonical("+60123456789").expect("a number"),
                label: NumberLabel::Mobile,
                whatsapp: false,
            })?;
            Ok::<_, StoreError>([gone, kept])
        })
        .expect("kept");
    store.sync(|tx| tx.set_state(OUTBOX[1], Some(b"Kamarulzaman on his way"))).expect("kept");
    let copy = folder.join("copy.db");
    copy_to(&store, &KEY, &copy).expect("copied");
    (copy, ids)
}

/// All that whoever has the key could read in a copy, in plain bytes.
fn plain_bytes(copy: &Path) -> Vec<u8> {
    let plain = copy.with_extension("plain");
    let from = connect(copy, &KEY, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("opens");
    // Attaching does not make a file; an empty one is an empty database.
    std::fs::write(&plain, "").expect("written");
    from.execute("ATTACH DATABASE ?1 AS \"plain\" KEY ''", [plain.to_str().expect("a path")]).expect("attached");
    from.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(())).expect("exported");
    close(from).expect("closed");
    let bytes = std::fs::read(&plain).expect("there");
    std::fs::remove_file(plain).expect("removed");
    bytes
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn what_is_erased_in_a_copy_is_gone_with_its_children() {
    let folder = tempfile::tempdir().expect("a folder");
    let (copy, [gone, kept]) = copied(folder.path());
    assert!(holds(&plain_bytes(&copy), "Kamarulzaman") && holds(&plain_bytes(&copy), "+60123456789"));
    assert!(erase_in_copy(&copy, &KEY, &[gone], DateTime::UNIX_EPOCH).expect("erased"));
    let connection = connect(&copy, &KEY, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("opens");
    let pages: i64 = connection.query_row("PRAGMA freelist_count", [], |row| row.get(0)).expect("counted");
    assert_eq!(pages, 0, "no page is left over");
    close(connection).expect("closed");
    let left = plain_bytes(&copy);
    assert!(!holds(&left, "Kamarulzaman") && !holds(&left, "+60123456789"));
    assert!(holds(&left, "Rahim"));
    let store = Store::open(&copy, &KEY, &folder.path().join("x")).expect("opens");
    assert_eq!(store.read().count().expect("counted"), 1);
    assert!(store.read().get::<Person>(kept).is_ok());
}

#[test]
fn a_copy_without_the_records_is_not_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let (copy, [gone, _]) = copied(folder.path());
    erase_in_copy(&copy, &KEY, &[gone], DateTime::UNIX_EPOCH).expect("erased");
    let before = std::fs::read(&copy).expect("there");
    let unknown = RecordId::from_bytes([1; 16]);
    assert!(!erase_in_copy(&copy, &KEY, &[gone, unknown], DateTime::UNIX_EPOCH).expect("nothing to erase"));
    assert_eq!(std::fs::read(&copy).expect("there"), before);
}

#[test]
fn a_copy_that_does_not_open_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let (copy, [gone, _]) = copied(folder.path());
    let before = std::fs::read(&copy).expect("there");
    let refused = erase_in_copy(&copy, &OTHER, &[gone], DateTime::UNIX_EPOCH);
    assert!(matches!(refused, Err(OpenError::WrongKeyOrDamaged)));
    assert_eq!(std::fs::read(&copy).expect("there"), before);
    let none = erase_in_copy(&folder.path().join("none.db"), &KEY, &[gone], DateTime::UNIX_EPOCH);
    assert!(matches!(none, Err(OpenError::Missing)));
    let names = std::fs::read_dir(folder.path()).expect("there").map(|entry| entry.expect("there").file_name());
    assert!(names.into_iter().all(|name| !name.to_string_lossy().contains("without")));
}

#[test]
fn a_leftover_of_an_interrupted_erasing_is_not_in_the_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let (copy, [gone, _]) = copied(folder.path());
    std::fs::write(copy.with_extension("without"), "half a file").expect("written");
    std::fs::write(folder.path().join("copy.without-wal"), "half a log").expect("written");
    assert!(erase_in_copy(&copy, &KEY, &[gone], DateTime::UNIX_EPOCH).expect("erased"));
    assert!(!holds(&plain_bytes(&copy), "Kamarulzaman"));
}

#[test]
fn what_lies_in_the_log_beside_a_copy_is_erased_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = filled(folder.path());
    let gone = store.transact(DateTime::UNIX_EPOCH, |tx| tx.create(&person("Kamarulzaman"))).expect("kept");
    let copy = folder.path().join("copy.db");
    let beside = |name: &Path| with_ending(name, "-wal");
    std::fs::copy(store.path(), &copy).expect("copied");
    std::fs::copy(beside(store.path()), beside(&copy)).expect("an open database has a log");
    assert!(erase_in_copy(&copy, &KEY, &[gone], DateTime::UNIX_EPOCH).expect("erased"));
    assert!(!beside(&copy).exists(), "a log of the old file would be taken for the new one's");
    assert!(!holds(&plain_bytes(&copy), "Kamarulzaman"));
    assert_eq!(word(&copy, &KEY).as_deref(), Some("kurma"));
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
