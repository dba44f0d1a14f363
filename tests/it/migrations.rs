//! Every schema that was ever published opens with today's code and keeps what was in it.
//!
//! `tests/fixtures/client-db/README.md` says how a golden database is made.

use std::path::PathBuf;

use ukhwah_domain::record::Kind;
use ukhwah_domain::search::SearchQuery;
use ukhwah_server::store::sqlite::Sqlite;
use ukhwah_server::store::{Address, Database, Store as _};
use ukhwah_server::upkeep::survey::Survey;
use ukhwah_store::{DatabaseKey, MIGRATIONS, Store};

/// The key of every golden database: they hold nobody's data.
const KEY: [u8; 32] = *b"golden databases hold no secrets";

fn golden(version: usize) -> PathBuf {
    ukhwah_tests::root().join(format!("tests/fixtures/client-db/v{version:04}.db"))
}

#[test]
fn every_published_schema_opens_today() {
    for version in 1..=MIGRATIONS.len() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("records.db");
        std::fs::copy(golden(version), &file).expect("there is a golden database for each schema");
        let store =
            Store::open(&file, &DatabaseKey::from_bytes(&KEY), &folder.path().join("before.db")).expect("opens");
        store.check().expect("sound");
        let records = store.read().every_record().expect("readable");
        let words = format!("{records:?}");
        assert!(words.contains("Abang Golden") && words.contains("+60312345678"), "{words}");
        assert_eq!(store.setting::<bool>("welcomed").expect("readable"), Some(true));
        // What was written before there was a search is found too.
        let query = SearchQuery::parse("gold").expect("a word");
        assert_eq!(store.read().search(&[Kind::Person], &query, 9).expect("searched")[&Kind::Person].len(), 1);
    }
}

#[test]
fn every_published_schema_of_the_server_opens_today() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for version in 1..=ukhwah_server::store::MIGRATIONS.len() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("server.db");
        let golden = ukhwah_tests::root().join(format!("tests/fixtures/server-db/v{version:04}.db"));
        std::fs::copy(golden, &file).expect("there is a golden database for each schema");
        let seen = runtime.block_on(async {
            let database = Database::open(&Address::Sqlite(file.clone())).await.expect("opens");
            database.read(Survey { after: None }).await.expect("readable")
        });
        Sqlite::check(&file).expect("sound");
        let [seen] = &seen[..] else { panic!("one account is in it: {seen:?}") };
        assert_eq!((seen.devices, seen.records, seen.bytes, &seen.faults), (1, 3, 3 * 1024, &vec![]));
    }
}

#[test]
fn both_databases_of_the_server_take_the_same_steps() {
    let names = |folder: &str| {
        let files = std::fs::read_dir(ukhwah_tests::root().join("migrations/server").join(folder)).expect("the folder");
        let names = files.map(|file| file.expect("readable").file_name().into_string().expect("text"));
        let mut names: Vec<_> = names.filter(|name| name.ends_with(".sql")).collect();
        names.sort();
        names
    };
    let known: Vec<_> = ukhwah_server::store::MIGRATIONS.iter().map(|migration| migration.name).collect();
    assert_eq!(names("sqlite"), known);
    assert_eq!(names("postgres"), known);
}
