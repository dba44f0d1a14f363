//! A folder that cannot be written and a disk that is full, for real: the test runs once more as a process of its own
//! on a file system made for it, because nothing else binds whoever runs the tests as root.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use super::*;
use crate::testing::TestDevice;

const PASSPHRASE: &str = "kopi o kosong";

/// Names the folder to the test that runs as a process of its own.
const CHILD: &str = "UKHWAH_TEST_FOLDER";

/// The folder, in the process of its own.
fn inside() -> Option<PathBuf> {
    std::env::var_os(CHILD).map(PathBuf::from)
}

/// Runs a test once more behind a line of shell, which has the folder as `$1` and the command behind it.
fn run(launcher: &[&str], line: &str, folder: &Path, test: &str) -> String {
    let (_, module) = module_path!().split_once("::").expect("this is no crate's root");
    let output = Command::new(launcher[0])
        .args(&launcher[1..])
        .args(["sh", "-c", &format!("{line} && shift && exec \"$@\""), "sh"])
        .arg(folder)
        .arg(std::env::current_exe().expect("this test"))
        .args(["--exact", &format!("{module}::{test}"), "--nocapture"])
        .env(CHILD, folder)
        .output()
        .expect("run");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("1 passed"), "the test was not found: {said}");
    said
}

/// Where mounting is possible without anybody's leave.
const APART: [&str; 4] = ["unshare", "--user", "--map-root-user", "--mount"];

/// Whether this line can be run in a world of mounts of its own; a test that cannot is left out, and says so. Where
/// everything is to be tested, that is a failure.
fn possible(line: &str, folder: &Path) -> bool {
    let tried = Command::new(APART[0]).args(&APART[1..]).args(["sh", "-c", line, "sh"]).arg(folder).output();
    let is_possible = tried.is_ok_and(|output| output.status.success());
    if !is_possible {
        assert!(std::env::var_os("CI").is_none(), "this system lets nobody mount a file system of his own");
        eprintln!("skipped: this system lets nobody mount a file system of his own");
    }
    is_possible
}

/// A device without a key store, so that another process finds the keys on the disk.
fn bare_device() -> Arc<TestDevice> {
    let device = Arc::<TestDevice>::default();
    device.break_vault(VaultError::Absent);
    device
}

/// A profile with one person whose process has ended.
fn ended(folder: &Path) {
    let app = start(folder, bare_device());
    app.begin().expect("begun");
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    app.welcome_done().expect("noted");
    app.shut_down();
}

/// The same with a passphrase.
fn ended_locked(folder: &Path) {
    ended(folder);
    let app = start(folder, bare_device());
    set_lock(&app, Some(LockKind::Passphrase), PASSPHRASE, None).expect("locked");
    app.shut_down();
}

fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("there") {
        let path = entry.expect("one").path();
        if path.is_dir() {
            found.append(&mut content(&path));
        } else {
            found.insert(path.clone(), std::fs::read(&path).expect("readable"));
        }
    }
    found
}

/// An app that can write nothing shows what is there, says that it only reads, refuses a change, and helps.
fn only_reads(app: &TestApp, why: ErrorCode) {
    assert!(is_open(&app.stage()), "{:?}", app.stage());
    assert_eq!(app.people_view().expect("shown").people.len(), 1);
    assert!(app.today_view().expect("shown").only_read);
    assert_eq!(code(app.person_save(someone("Zul", "013-456 7891"))), Some(why));
    assert_eq!(names(app).len(), 1);
    assert_eq!(call(app, ContactTarget::Emergency).expect("reached"), "tel:999");
}

/// The same behind a lock: the right secret opens, and wrong ones cost time.
fn only_reads_after_unlocking(app: &TestApp, why: ErrorCode) {
    assert!(matches!(app.stage(), Stage::Locked { wait: 0, .. }), "{:?}", app.stage());
    for _ in 0..5 {
        assert_eq!(code(unlock(app, "bukan ini juga")), Some(ErrorCode::WrongSecret));
    }
    assert_eq!(code(unlock(app, PASSPHRASE)), Some(ErrorCode::WaitFirst));
    app.device.set_now("2026-03-05T04:00:31Z");
    unlock(app, PASSPHRASE).expect("right");
    only_reads(app, why);
}

/// An app that can write nothing and has nothing to show says so in one way, does nothing else, and helps.
fn only_helps(app: &TestApp, people: &[&str]) {
    let cannot = Stage::Trouble { what: Trouble::CannotWrite };
    assert_eq!(app.stage(), cannot);
    assert_eq!(app.open_again().expect("tried").stage, cannot);
    assert_eq!(code(app.person_save(someone("Zul", "013-456 7891"))), Some(ErrorCode::Locked));
    assert_eq!(code(app.begin()), Some(ErrorCode::BadRequest));
    assert_eq!(names(app), people);
    assert_eq!(call(app, ContactTarget::Emergency).expect("reached"), "tel:999");
}

#[test]
fn a_folder_that_cannot_be_made_is_said_and_help_is_there() {
    let folder = folder();
    let file = folder.path().join("file");
    std::fs::write(&file, "in the way").expect("written");
    let app = start(&file.join("profile"), bare_device());
    only_helps(&app, &[]);
    assert_eq!(content(folder.path()), BTreeMap::from([(file, b"in the way".to_vec())]));
}

#[test]
fn a_read_only_folder_is_said_and_nothing_changes() {
    if let Some(folder) = inside() {
        let app = start(&folder, bare_device());
        only_reads(&app, ErrorCode::ReadOnly);
        return;
    }
    let folder = folder();
    ended(folder.path());
    let line = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro,nosuid,nodev,noexec \"$1\"";
    if !possible(line, folder.path()) {
        return;
    }
    let before = content(folder.path());
    run(&APART, line, folder.path(), "a_read_only_folder_is_said_and_nothing_changes");
    assert_eq!(content(folder.path()), before);
    let app = start(folder.path(), bare_device());
    assert!(is_open(&app.stage()));
    assert_eq!(app.people_view().expect("shown").people.len(), 1);
}

#[test]
fn a_locked_profile_in_a_read_only_folder_opens_to_be_read() {
    if let Some(folder) = inside() {
        only_reads_after_unlocking(&start(&folder, bare_device()), ErrorCode::ReadOnly);
        return;
    }
    let folder = folder();
    ended_locked(folder.path());
    let line = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro,nosuid,nodev,noexec \"$1\"";
    if !possible(line, folder.path()) {
        return;
    }
    let before = content(folder.path());
    run(&APART, line, folder.path(), "a_locked_profile_in_a_read_only_folder_opens_to_be_read");
    assert_eq!(content(folder.path()), before);
}

#[test]
fn what_a_killed_process_left_in_a_read_only_folder_is_read_with_its_log() {
    if let Some(folder) = inside() {
        let app = start(&folder, bare_device());
        only_reads(&app, ErrorCode::ReadOnly);
        return;
    }
    let (folder, source) = (folder(), tempfile::tempdir().expect("a folder"));
    let app = start(source.path(), bare_device());
    app.begin().expect("begun");
    app.welcome_done().expect("noted");
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    // Copied while it is open: the log holds what was saved last, and its index is there.
    for entry in std::fs::read_dir(source.path()).expect("there").flatten().filter(|entry| entry.path().is_file()) {
        std::fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("copied");
    }
    let line = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro,nosuid,nodev,noexec \"$1\"";
    if possible(line, folder.path()) {
        run(&APART, line, folder.path(), "what_a_killed_process_left_in_a_read_only_folder_is_read_with_its_log");
    }
}

#[test]
fn a_database_that_may_only_be_read_is_said_and_nothing_changes() {
    if let Some(folder) = inside() {
        let app = start(&folder, bare_device());
        only_reads(&app, ErrorCode::ReadOnly);
        return;
    }
    let folder = folder();
    ended(folder.path());
    let line = "mount --bind \"$1/records.db\" \"$1/records.db\" \
        && mount -o remount,bind,ro,nosuid,nodev,noexec \"$1/records.db\"";
    if !possible(line, folder.path()) {
        return;
    }
    let database = folder.path().join("records.db");
    let before = std::fs::read(&database).expect("there");
    run(&APART, line, folder.path(), "a_database_that_may_only_be_read_is_said_and_nothing_changes");
    assert_eq!(std::fs::read(&database).expect("there"), before);
    let app = start(folder.path(), bare_device());
    assert_eq!(app.people_view().expect("shown").people.len(), 1);
}

/// Somebody whose note takes some room.
fn with_a_long_note(number: usize) -> PersonRequest {
    let mut note = String::new();
    while note.len() < 9_000 {
        write!(note, "{number} baris catatan, ").expect("writing to memory does not fail");
    }
    PersonRequest {
        note: Some(note.trim_end().to_owned()),
        on_ladder: false,
        ..someone(&format!("Orang {number:04}"), "013-456 7890")
    }
}

/// Saves people until one is refused, and returns how many were saved and why the next was not.
fn save_until_refused(app: &TestApp) -> (usize, ErrorCode) {
    let refused = (0..2_000).find_map(|number| Some((number, code(app.person_save(with_a_long_note(number)))?)));
    refused.expect("there is no room for so many")
}

/// Exactly those who were saved are there, whole.
fn assert_saved(app: &TestApp, count: usize) {
    let people = app.people_view().expect("shown").people;
    let found: Vec<_> = people.iter().map(|person| person.name.clone()).collect();
    assert_eq!(found, (0..count).map(|number| format!("Orang {number:04}")).collect::<Vec<_>>());
    for (number, person) in people.iter().enumerate() {
        assert!(person.note == with_a_long_note(number).note, "the note of {number} is another one");
    }
    app.with_open(|open| Ok(open.store.check()?)).expect("sound");
}

/// Fills the disk to its last byte.
fn fill_up(file: &Path) {
    use std::io::Write as _;
    let mut out = std::fs::File::create(file).expect("made");
    for size in [4096, 64, 1] {
        while out.write_all(&vec![7; size]).is_ok() {}
    }
}

#[test]
fn on_a_full_disk_a_save_is_refused_and_nothing_is_lost() {
    const LINE: &str = "mount -t tmpfs -o size=2m none \"$1\"";
    let Some(folder) = inside() else {
        let folder = folder();
        if possible(LINE, folder.path()) {
            run(&APART, LINE, folder.path(), "on_a_full_disk_a_save_is_refused_and_nothing_is_lost");
        }
        return;
    };
    let folder = folder.join("profile");
    let app = start(&folder, bare_device());
    app.begin().expect("begun");
    app.welcome_done().expect("noted");
    let ballast = folder.with_file_name("ballast");
    std::fs::write(&ballast, vec![7; 100 << 10]).expect("written");
    let (saved, why) = save_until_refused(&app);
    assert!(saved > 10, "{saved}");
    assert_eq!(why, ErrorCode::DiskFull);
    assert_saved(&app, saved);
    let filler = folder.with_file_name("filler");
    fill_up(&filler);
    assert_eq!(code(app.person_save(with_a_long_note(saved))), Some(ErrorCode::DiskFull));
    assert_saved(&app, saved);

    // The process ends as it is, and the next one meets the same disk.
    drop(app);
    let app = start(&folder, bare_device());
    assert_saved(&app, saved);
    assert_eq!(call(&app, ContactTarget::Emergency).expect("reached"), "tel:999");
    std::fs::remove_file(filler).expect("removed");
    std::fs::remove_file(ballast).expect("removed");
    std::fs::remove_dir_all(folder.join("backups")).expect("removed");
    app.person_save(with_a_long_note(saved)).expect("there is room again");
    assert_saved(&app, saved + 1);
}

#[test]
fn on_a_disk_that_is_full_at_the_start_what_is_there_is_read() {
    const LINE: &str = "mount -t tmpfs -o size=1m none \"$1\"";
    let Some(folder) = inside() else {
        let folder = folder();
        if possible(LINE, folder.path()) {
            run(&APART, LINE, folder.path(), "on_a_disk_that_is_full_at_the_start_what_is_there_is_read");
        }
        return;
    };
    let profile = folder.join("profile");
    let app = start(&profile, bare_device());
    app.begin().expect("begun");
    app.person_save(with_a_long_note(0)).expect("saved");
    app.welcome_done().expect("noted");
    let copy = folder.join("copy");
    std::fs::create_dir(&copy).expect("made");
    for name in ["records.db", "records.db-wal", "keys.json", "main.key", "device.key", "help.card", "launches"] {
        std::fs::copy(profile.join(name), copy.join(name)).expect("copied");
    }
    // The process ends without a word: the log is still there, and its index, which finds no room, is not.
    std::mem::forget(app);
    std::fs::write(copy.join("occupied"), "").expect("made");
    fill_up(&folder.join("filler"));
    let app = start(&copy, bare_device());
    assert!(is_open(&app.stage()), "{:?}", app.stage());
    assert!(app.today_view().expect("shown").only_read);
    assert_saved(&app, 1);
    assert_eq!(code(app.person_save(with_a_long_note(1))), Some(ErrorCode::DiskFull));
    std::fs::remove_file(folder.join("filler")).expect("removed");
    app.person_save(with_a_long_note(1)).expect("there is room again");
    assert!(!app.today_view().expect("shown").only_read);
    assert_saved(&app, 2);
}

#[test]
fn on_a_full_disk_the_right_secret_opens_and_wrong_ones_cost_time() {
    const LINE: &str = "mount -t tmpfs -o size=1m none \"$1\"";
    let Some(folder) = inside() else {
        let folder = folder();
        if possible(LINE, folder.path()) {
            run(&APART, LINE, folder.path(), "on_a_full_disk_the_right_secret_opens_and_wrong_ones_cost_time");
        }
        return;
    };
    let profile = folder.join("profile");
    ended_locked(&profile);
    fill_up(&folder.join("filler"));
    only_reads_after_unlocking(&start(&profile, bare_device()), ErrorCode::DiskFull);
}

#[test]
fn a_file_that_may_not_grow_loses_nothing_either() {
    if let Some(folder) = inside() {
        let app = start(&folder, bare_device());
        let (saved, why) = save_until_refused(&app);
        assert!(saved > 10 && matches!(why, ErrorCode::DiskFull | ErrorCode::Failed), "{saved}: {why:?}");
        assert_saved(&app, saved);
        println!("saved={saved};");
        return;
    }
    let folder = folder();
    let app = start(folder.path(), bare_device());
    app.begin().expect("begun");
    drop(app);
    let line = "trap '' XFSZ && ulimit -f 2000";
    let said = run(&["env"], line, folder.path(), "a_file_that_may_not_grow_loses_nothing_either");
    let saved = said.split_once("saved=").and_then(|(_, rest)| rest.split_once(';')).expect("said").0;
    let app = start(folder.path(), bare_device());
    assert_saved(&app, saved.parse().expect("a number"));
}
