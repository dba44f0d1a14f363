use std::sync::atomic::{AtomicU64, Ordering};

use ukhwah_protocol::error::ErrorCode;

use super::*;
use crate::error::refused;
use crate::store::sqlite::connection::open;
use crate::store::{Writing, values};

/// Writes so many bytes under a number, then does what it is told.
struct Put(i64, usize, Then);

#[derive(Clone, Copy)]
enum Then {
    Keep,
    Refuse,
    Panic,
}

impl Write for Put {
    type Answer = ();

    async fn run<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        let body = vec![7; self.1];
        data.execute(r#"INSERT INTO "t" ("id", "body") VALUES ($1, $2)"#, &values![self.0, body]).await?;
        match self.2 {
            Then::Keep => Ok(()),
            Then::Refuse => Err(refused(ErrorCode::NotAllowed, "as told")),
            Then::Panic => panic!("as told"),
        }
    }
}

/// Deletes everything.
struct Clear;

impl Write for Clear {
    type Answer = ();

    async fn run<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        Ok(data.execute(r#"DELETE FROM "t""#, &[]).await.map(drop)?)
    }
}

/// Counts what is there.
struct Count(AtomicU64);

impl Write for &'static Count {
    type Answer = ();

    async fn run<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        let row = data.row(r#"SELECT count(*) FROM "t""#, &[]).await?;
        self.0.store(row.map_or(Ok(0), |row| row.number(0))?, Ordering::Relaxed);
        Ok(())
    }
}

fn writer(folder: &std::path::Path, pragma: &str) -> Writer {
    let connection = open(&folder.join("db")).expect("opened");
    let table = r#"CREATE TABLE "t" ("id" INTEGER PRIMARY KEY, "body" BLOB) STRICT;"#;
    connection.execute_batch(&format!("{table}{pragma}")).expect("a table");
    Writer::start(connection).expect("started")
}

async fn count(writer: &Writer) -> u64 {
    static COUNT: Count = Count(AtomicU64::new(0));
    writer.write(&COUNT).await.expect("counted");
    COUNT.0.load(Ordering::Relaxed)
}

#[tokio::test]
async fn of_verbs_written_together_each_keeps_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = writer(folder.path(), "");
    let puts = (0..300).map(|number| {
        let then = match number % 3 {
            0 => Then::Keep,
            1 => Then::Refuse,
            _ => Then::Panic,
        };
        let writer = writer.clone();
        tokio::spawn(async move { writer.write(Put(number, 10, then)).await })
    });
    let mut ended = [0; 3];
    for put in puts.collect::<Vec<_>>() {
        match put.await.expect("no panic out here") {
            Ok(()) => ended[0] += 1,
            Err(Failure::Refused(_)) => ended[1] += 1,
            Err(Failure::Store(error)) => {
                assert!(matches!(error, StoreError::Unavailable(_)));
                ended[2] += 1;
            }
        }
    }
    assert_eq!(ended, [100, 100, 100]);
    assert_eq!(count(&writer).await, 100);
}

#[tokio::test]
async fn what_a_full_disk_does_not_take_is_never_acknowledged() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = writer(folder.path(), "PRAGMA max_page_count = 60;");
    let puts = (0..64).map(|number| {
        let writer = writer.clone();
        tokio::spawn(async move { writer.write(Put(number, 12_000, Then::Keep)).await })
    });
    let mut kept = 0;
    for put in puts.collect::<Vec<_>>() {
        match put.await.expect("no panic out here") {
            Ok(()) => kept += 1,
            Err(failure) => assert!(matches!(failure, Failure::Store(StoreError::Unavailable(_))), "{failure:?}"),
        }
    }
    assert!(kept < 64);
    assert!(count(&writer).await >= kept, "{kept} were acknowledged");
    // What is small still fits.
    writer.write(Put(99, 10, Then::Keep)).await.expect("kept");
}

/// Holds the thread up.
struct Block(std::sync::Mutex<std::sync::mpsc::Receiver<()>>);

impl Write for Block {
    type Answer = ();

    async fn run<D: Writing>(&self, _: &mut D) -> Result<(), Failure> {
        let _ = self.0.lock().expect("whole").recv();
        Ok(())
    }
}

#[tokio::test]
async fn what_a_verb_holds_is_held_until_it_is_done_also_if_nobody_waits_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = writer(folder.path(), "");
    let (go_on, told) = std::sync::mpsc::channel();
    let (first, second) = (writer.clone(), writer.clone());
    let block = tokio::spawn(async move { first.write(Block(std::sync::Mutex::new(told))).await });
    let held = std::sync::Arc::new(());
    let room = std::sync::Arc::clone(&held);
    let put = tokio::spawn(async move { second.write((Put(1, 10, Then::Keep), room)).await });
    while writer.0.capacity() == QUEUE {
        tokio::task::yield_now().await;
    }
    put.abort();
    assert!(put.await.is_err_and(|error| error.is_cancelled()));
    assert_eq!(std::sync::Arc::strong_count(&held), 2, "its body waits for the database");
    go_on.send(()).expect("it waits");
    block.await.expect("no panic").expect("done");
    assert_eq!(count(&writer).await, 1);
    assert_eq!(std::sync::Arc::strong_count(&held), 1);
}

#[tokio::test]
async fn what_was_deleted_is_in_no_file_once_the_log_is_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = writer(folder.path(), "");
    let is_anywhere = || {
        let files = std::fs::read_dir(folder.path()).expect("a folder").map(|file| file.expect("a file").path());
        files
            .map(|file| std::fs::read(file).expect("read"))
            .any(|bytes| bytes.windows(100).any(|some| some == [7; 100]))
    };
    writer.write(Put(1, 100_000, Then::Keep)).await.expect("kept");
    assert!(writer.tidy().await.expect("tidied") && is_anywhere());

    let reader = open(&folder.path().join("db")).expect("opened");
    let count = r#"BEGIN; SELECT count(*) FROM "t""#;
    reader.execute_batch(count).expect("read");
    writer.write(Clear).await.expect("deleted");
    assert!(!writer.tidy().await.expect("tried") && is_anywhere(), "somebody reads what was there");
    reader.execute_batch("COMMIT").expect("read");
    assert!(writer.tidy().await.expect("tidied") && !is_anywhere());
}
