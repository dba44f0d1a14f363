//! Opening a database with 100,000 records beside an empty one, in the same run.

#![forbid(unsafe_code)]

use std::path::Path;
use std::sync::LazyLock;

use chrono::DateTime;
use divan::Bencher;
use ukhwah_domain::person::{Person, PersonName};
use ukhwah_store::{DatabaseKey, Store, StoreError};

static KEY: LazyLock<DatabaseKey> = LazyLock::new(|| DatabaseKey::from_bytes(&[7; 32]));

fn main() {
    divan::main();
}

fn filled(folder: &Path, records: usize) {
    let mut store = Store::create(&folder.join("records.db"), &KEY).expect("a new database");
    let person = Person::named(PersonName::parse("Abang Rahim").expect("a name"));
    store
        .transact(DateTime::UNIX_EPOCH, |tx| {
            for _ in 0..records {
                tx.create(&person)?;
            }
            Ok::<_, StoreError>(())
        })
        .expect("written");
    store.close().expect("closed");
}

#[divan::bench(args = [0, 100_000])]
fn open(bencher: Bencher, records: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    filled(folder.path(), records);
    let (file, copy) = (folder.path().join("records.db"), folder.path().join("copy.db"));
    bencher.bench_local(|| Store::open(&file, &KEY, &copy).expect("opens"));
}
