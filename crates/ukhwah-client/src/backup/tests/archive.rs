//! Everything as plain files.

use super::*;

#[test]
fn the_archive_holds_everything_but_the_secrets() {
    let here = folder();
    let app = filled(here.path());
    let file = here.path().join("all.zip");
    app.device.choose_target(Some(&file));
    app.export_everything().expect("written");
    assert_eq!(app.device.asked_targets()[0].1, "semua-2026-03-05.zip");
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&file).expect("there")).expect("an archive");
    let mut unpacked = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut content).expect("readable");
        unpacked.insert(entry.name().expect("readable").into_owned(), content);
    }
    let exported = export(&app);
    assert_eq!(unpacked.len(), 31);
    assert!(exported.iter().all(|(name, content)| unpacked.get(*name) == Some(content)));
    let text: String = exported.values().map(|content| String::from_utf8_lossy(content)).collect();
    let seed = app.with_open(|open| Ok(open.store.setting::<String>("recovery_seed")?)).expect("open").expect("there");
    assert!(!text.contains(&seed) && !text.contains(&words(&app)));
    for name in exported.keys().filter(|name| **name != "README.txt") {
        assert!(text.contains(*name), "the README explains {name}");
    }
}

#[test]
fn the_tables_can_be_read_again_and_compute_nothing() {
    let here = folder();
    let app = filled(here.path());
    let exported = export(&app);
    let mut rows = BTreeMap::new();
    for (name, content) in exported.iter().filter(|(name, _)| name.ends_with(".csv")) {
        let table = content.strip_prefix("\u{feff}".as_bytes()).expect("begins with the mark");
        let mut reader = csv::Reader::from_reader(table);
        let read: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
        assert!(read.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{name}");
        rows.insert(*name, read);
    }
    assert_eq!(rows["people.csv"].len(), 7);
    assert_eq!(rows["cards.csv"].len(), 3);
    let heavy = rows["check-ins.csv"].iter().find(|row| row[12].starts_with("Cerita klien")).expect("with its line");
    assert_eq!((&heavy[3], &heavy[4], &heavy[5], &heavy[7]), ("1275", "4", "2", "client"));
    assert_eq!(rows["journal.csv"].len(), 5);
    assert!(rows["journal.csv"].iter().any(|row| &row[3] == "yes" && row[5].starts_with("Perjumpaan tadi")));
    assert_eq!(rows["journal-tags.csv"][0][2], rows["journal.csv"][0][0]);
    let odd = rows["people.csv"].iter().find(|row| &row[1] == "yes").expect("the one in the trash");
    assert_eq!(&odd[2], "'=HYPERLINK(\"x\") 🌧 \"kawan\", lama سلام");
    let number = rows["numbers.csv"].iter().find(|row| row[2] == odd[0]).expect("with its number");
    assert_eq!(&number[5], "'+6561234567");
    let records = String::from_utf8(exported["records.json"].clone()).expect("text");
    assert!(records.contains("\"+6561234567\""), "exact where programs read it");
}
