use std::sync::LazyLock;

use chrono::DateTime;
use ukhwah_domain::id::RecordId;
use ukhwah_domain::person::{Person, PersonName};
use ukhwah_domain::record::decode;

use super::*;
use crate::migrate::MIGRATIONS;

static KEY: LazyLock<DatabaseKey> = LazyLock::new(|| DatabaseKey::from_bytes(&[7; 32]));

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn a_wrong_key_changes_no_byte() {
    let folder = folder();
    let path = folder.path().join("db");
    Store::create(&path, &KEY).expect("created").close().expect("closed");
    let before = std::fs::read(&path).expect("there");
    let opened = Store::open(&path, &DatabaseKey::from_bytes(&[8; 32]), &folder.path().join("copy"));
    assert!(matches!(opened, Err(OpenError::WrongKeyOrDamaged)));
    assert_eq!(std::fs::read(&path).expect("there"), before);
    assert!(Store::open(&path, &KEY, &folder.path().join("copy")).is_ok());
}

#[test]
fn a_database_is_never_made_over_another() {
    let folder = folder();
    let path = folder.path().join("db");
    std::fs::write(&path, "something").expect("written");
    assert!(matches!(Store::create(&path, &KEY), Err(OpenError::Exists)));
    assert!(matches!(Store::open(&folder.path().join("none"), &KEY, &path), Err(OpenError::Missing)));
}

#[test]
fn a_database_from_a_newer_app_is_left_alone() {
    let folder = folder();
    let path = folder.path().join("db");
    let store = Store::create(&path, &KEY).expect("created");
    store.connection.pragma_update(None, "user_version", 99_i64).expect("set");
    store.close().expect("closed");
    assert!(matches!(Store::open(&path, &KEY, &folder.path().join("copy")), Err(OpenError::Newer)));
    assert!(!folder.path().join("copy").exists());
}

#[test]
fn a_copy_is_made_before_the_schema_changes() {
    let folder = folder();
    let (path, copy) = (folder.path().join("db"), folder.path().join("copy.db"));
    Store::create(&path, &KEY).expect("created").close().expect("closed");
    let steps = with_steps(&["CREATE TABLE \"next\" (\"a\" TEXT) STRICT"]);
    Store::open_at(&path, &KEY, &copy, &steps).expect("migrated").close().expect("closed");
    let version = |file: &Path| {
        let connection = connect(file, &KEY, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("opens");
        migrate::version(&connection, &steps).expect("known")
    };
    assert_eq!((version(&copy), version(&path)), (MIGRATIONS.len(), steps.len()));
}

#[test]
fn a_step_that_fails_leaves_those_before_it_whole() {
    let folder = folder();
    let (path, copy) = (folder.path().join("db"), folder.path().join("copy.db"));
    let mut store = Store::create(&path, &KEY).expect("created");
    store.set_setting("welcomed", &true).expect("written");
    store.close().expect("closed");
    let first = "CREATE TABLE \"first\" (\"a\" TEXT) STRICT";
    let failing = with_steps(&[first, "CREATE TABLE \"second\" (\"a\" TEXT) STRICT; SELECT * FROM \"nowhere\""]);
    assert!(Store::open_at(&path, &KEY, &copy, &failing).is_err());
    let store = Store::open_at(&path, &KEY, &folder.path().join("none"), &with_steps(&[first])).expect("opens");
    assert!(!folder.path().join("none").exists(), "the first step was kept");
    assert_eq!(store.setting::<bool>("welcomed").expect("readable"), Some(true));
    let tables: u32 = store
        .connection
        .query_row("SELECT count(*) FROM \"sqlite_master\" WHERE \"name\" IN ('first', 'second')", [], |row| row.get(0))
        .expect("counted");
    assert_eq!(tables, 1, "and nothing of the second");
    store.check().expect("sound");
    store.close().expect("closed");
    let copied = Store::open(&copy, &KEY, &path).expect("the copy from before opens");
    assert_eq!(copied.setting::<bool>("welcomed").expect("readable"), Some(true));
}

#[test]
fn what_sync_knew_of_records_is_kept_when_it_moves_to_marks() {
    let folder = folder();
    let path = folder.path().join("db");
    let mut connection = create(&path, &KEY).expect("made");
    migrate::run(&mut connection, &MIGRATIONS[..5]).expect("as it was");
    let written = "INSERT INTO \"record\"
            (\"id\", \"kind\", \"parent\", \"at\", \"trashed\", \"body\", \"dirty\", \"pushed_n\", \"revision\", \"version\")
        VALUES (zeroblob(16), 35, NULL, 5, 1, x'0102', 0, 7, 3, zeroblob(32)),
               (randomblob(16), 36, zeroblob(16), 6, 0, x'03', 1, 0, 0, NULL)";
    connection.execute_batch(written).expect("written");
    connection.close().map_err(|(_, error)| error).expect("closed");
    let mut store = Store::open(&path, &KEY, &folder.path().join("before")).expect("opens");
    let synced = RecordId::from_bytes([0; 16]);
    store
        .sync(|tx| {
            let row = tx.rows(&[synced])?.pop().expect("it is there");
            assert_eq!((row.body, row.base, row.dirty, row.pushed_n), (Some(vec![1, 2]), Some((3, [0; 32])), false, 7));
            let dirty = tx.dirty(None, 9)?;
            assert_eq!(dirty.iter().map(|row| (row.base, row.pushed_n)).collect::<Vec<_>>(), [(None, 0)]);
            Ok::<_, StoreError>(())
        })
        .expect("read");
    let columns = "SELECT \"kind\", \"parent\", \"at\", \"trashed\" FROM \"record\" ORDER BY \"at\"";
    let mut statement = store.connection.prepare(columns).expect("sound");
    type Columns = (u16, Option<Vec<u8>>, i64, bool);
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).expect("asked");
    let rows: Vec<Columns> = rows.collect::<Result<_, _>>().expect("read");
    assert_eq!(rows, [(35, None, 5, true), (36, Some(vec![0; 16]), 6, false)]);
}

/// The real steps, and these behind them.
fn with_steps(more: &[&'static str]) -> Vec<Migration> {
    let more = more.iter().map(|sql| Migration { name: "next.sql", sql });
    MIGRATIONS.iter().copied().chain(more).collect()
}

#[test]
fn an_empty_file_is_damaged_and_not_a_new_database() {
    let folder = folder();
    let (path, copy) = (folder.path().join("db"), folder.path().join("copy"));
    std::fs::write(&path, "").expect("written");
    assert!(matches!(Store::open(&path, &KEY, &copy), Err(OpenError::WrongKeyOrDamaged)));
    assert_eq!(std::fs::metadata(&path).expect("there").len(), 0, "and it stays as it is");
    let connection = create(&path, &KEY).expect("made");
    connection.execute_batch("CREATE TABLE \"t\" (\"a\"); DROP TABLE \"t\";").expect("written");
    connection.close().map_err(|(_, error)| error).expect("closed");
    assert!(matches!(Store::open(&path, &KEY, &copy), Err(OpenError::WrongKeyOrDamaged)), "nor one without a schema");
    assert!(!copy.exists());
}

#[test]
fn a_file_of_which_the_first_page_is_left_is_damaged() {
    let folder = folder();
    let path = folder.path().join("db");
    Store::create(&path, &KEY).expect("created").close().expect("closed");
    std::fs::OpenOptions::new().write(true).open(&path).expect("there").set_len(4096).expect("cut");
    let before = std::fs::read(&path).expect("there");
    let opened = Store::open(&path, &KEY, &folder.path().join("copy"));
    assert!(matches!(opened, Err(OpenError::WrongKeyOrDamaged)), "{:?}", opened.err());
    assert_eq!(std::fs::read(&path).expect("there"), before);
}

#[test]
fn what_cannot_be_filled_leaves_no_file() {
    let folder = folder();
    let path = folder.path().join("db");
    let made = Store::create_filled(&path, &KEY, |store| {
        store.set_setting("a", &1)?;
        Err(StoreError::DiskFull)
    });
    assert!(matches!(made, Err(OpenError::Store(StoreError::DiskFull))));
    assert_eq!(std::fs::read_dir(folder.path()).expect("there").count(), 0);
    let store = Store::create_filled(&path, &KEY, |store| store.set_setting("a", &2)).expect("made");
    assert_eq!(store.setting::<u8>("a").expect("readable"), Some(2));
}

#[test]
fn every_table_is_strict() {
    let folder = folder();
    let store = Store::create(&folder.path().join("db"), &KEY).expect("created");
    let mut statement = store
        .connection
        .prepare(
            "SELECT \"name\", \"strict\" FROM pragma_table_list
             WHERE \"schema\" = 'main' AND \"type\" = 'table' AND \"name\" NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
        )
        .expect("sound");
    let tables = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("asked");
    let tables: Vec<(String, bool)> = tables.collect::<Result<_, _>>().expect("readable");
    assert!(tables.len() >= 3, "{tables:?}");
    assert!(tables.iter().all(|(_, strict)| *strict), "{tables:?}");
}

#[test]
fn no_room_for_the_logs_index_is_a_full_disk() {
    let told = |code| rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
    assert!(matches!(StoreError::from(told(rusqlite::ffi::SQLITE_IOERR_SHMSIZE)), StoreError::DiskFull));
    assert!(matches!(StoreError::from(told(rusqlite::ffi::SQLITE_CANTOPEN)), StoreError::ReadOnly));
}

#[test]
fn the_promises_hold_on_an_open_database() {
    let folder = folder();
    let store = Store::create(&folder.path().join("db"), &KEY).expect("created");
    let pragma = |name: &str| -> String {
        store
            .connection
            .query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, rusqlite::types::Value>(0))
            .map_or_else(
                |error| error.to_string(),
                |value| match value {
                    rusqlite::types::Value::Integer(number) => number.to_string(),
                    rusqlite::types::Value::Text(text) => text,
                    other => format!("{other:?}"),
                },
            )
    };
    assert_eq!(pragma("journal_mode"), "wal");
    assert_eq!(pragma("synchronous"), "2");
    assert_eq!(pragma("secure_delete"), "1");
    assert_eq!(pragma("foreign_keys"), "1");
    assert!(!pragma("cipher_version").is_empty());
}

#[test]
fn a_launch_count_from_elsewhere_renews_the_identity() {
    let folder = folder();
    let mut store = Store::create(&folder.path().join("db"), &KEY).expect("created");
    let mut outside = store.count_launch(Some(0)).expect("counted");
    let first = store.actor();
    outside = store.count_launch(Some(outside)).expect("counted");
    assert_eq!(store.actor(), first, "the same copy keeps its identity");
    store.count_launch(Some(outside - 1)).expect("counted");
    assert_ne!(store.actor(), first, "an older count outside means a copy");
    let second = store.actor();
    store.count_launch(None).expect("counted");
    assert_ne!(store.actor(), second, "no count outside means nobody knows");
}

#[test]
fn a_copy_that_is_noticed_takes_what_has_not_left_along() {
    let folder = folder();
    let mut store = Store::create(&folder.path().join("db"), &KEY).expect("created");
    let make = |tx: &mut crate::Transaction<'_>| {
        let made = || Person::named(PersonName::parse("Rahim").expect("a name"));
        Ok::<_, StoreError>([tx.create(&made())?, tx.create(&made())?])
    };
    let [sent, unsent] = store.transact(DateTime::UNIX_EPOCH, make).expect("kept");
    let note = |tx: &mut crate::SyncTransaction<'_>| {
        tx.set_state("keyring", Some(&[]))?;
        tx.mark(sent, Some((1, [1; 32])), true, 9)
    };
    store.sync(note).expect("noted");
    let first = store.actor();
    store.count_launch(None).expect("counted");

    let rows = store.sync(|tx| tx.rows(&[sent, unsent])).expect("read");
    let actors = |at: usize| {
        let body = decode(rows[at].body.as_deref().expect("a body")).expect("a record");
        body.seen().keys().copied().collect::<Vec<_>>()
    };
    assert_eq!(actors(0), [first], "somebody else may have seen it");
    assert_eq!(actors(1), [store.actor()]);
    assert_eq!([rows[0].pushed_n, rows[1].pushed_n], [0, 0], "it counts edits of the new identity");
}

#[test]
fn a_damaged_page_is_noticed_and_kept() {
    let folder = folder();
    let path = folder.path().join("db");
    Store::create(&path, &KEY).expect("created").close().expect("closed");
    let mut bytes = std::fs::read(&path).expect("there");
    let last = bytes.len() - 2000;
    bytes[last] ^= 1;
    std::fs::write(&path, &bytes).expect("written");
    let found = Store::open(&path, &KEY, &folder.path().join("copy")).map(|store| store.check());
    assert!(
        matches!(found, Err(OpenError::WrongKeyOrDamaged) | Ok(Err(StoreError::Damaged))),
        "{:?}",
        found.map(|c| format!("{c:?}")).map_err(|e| format!("{e:?}"))
    );
}
