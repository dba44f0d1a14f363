use super::*;

const KEY: DatabaseKey = DatabaseKey::from_bytes([7; 32]);

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn a_wrong_key_changes_no_byte() {
    let folder = folder();
    let path = folder.path().join("db");
    Store::create(&path, &KEY).expect("created").close().expect("closed");
    let before = std::fs::read(&path).expect("there");
    let opened = Store::open(&path, &DatabaseKey::from_bytes([8; 32]), &folder.path().join("copy"));
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
    close_empty(&path);
    Store::open(&path, &KEY, &copy).expect("migrated").close().expect("closed");
    let copied = connect(&copy, &KEY, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the copy opens");
    assert_eq!(migrate::version(&copied).expect("known"), 0);
}

/// A database that no migration has touched yet.
fn close_empty(path: &Path) {
    let connection = create(path, &KEY).expect("created");
    connection.execute_batch("CREATE TABLE \"t\" (\"a\"); DROP TABLE \"t\";").expect("written");
    connection.close().map_err(|(_, error)| error).expect("closed");
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
