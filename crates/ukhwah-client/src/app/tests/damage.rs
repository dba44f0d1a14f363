//! What is damaged, missing or from another version, and what the app makes of it.

use rusqlite::{Connection, params};
use ukhwah_domain::record::{Body, decode, encode};

use super::*;
use crate::app::Session;
use crate::backup;
use crate::settings::AutoBackupTarget;
use crate::vault::KeyVault;

fn trouble(what: Trouble) -> Stage {
    Stage::Trouble { what }
}

/// A profile with somebody in it, through the first run.
fn filled(folder: &Path) -> TestApp {
    let app = app(folder);
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    app.welcome_done().expect("noted");
    app
}

/// Forty people with long notes, so that the middle of the database is theirs.
fn crowd(app: &TestApp) {
    for number in 0..40 {
        let note = Some(format!("{number} ").repeat(600).trim_end().to_owned());
        let request = PersonRequest { note, ..someone(&format!("Orang {number:02}"), "013-456 7890") };
        app.person_save(request).expect("saved");
    }
}

/// Another hand on a database file of this app.
fn raw(app: &TestApp, file: &Path) -> Connection {
    let key = app.keys().bare_main().expect("there is no lock");
    let connection = Connection::open(file).expect("opens");
    connection.pragma_update(None, "key", format!("x'{}'", hex::encode(key.expose_raw()))).expect("told");
    connection
}

fn restore(app: &TestApp, name: &str) -> Result<AppView, IpcError> {
    app.auto_backup_restore(AutoBackupTarget { name: name.to_owned() })
}

/// Changes one bit in each page from a quarter to three quarters of a file: the index of the search is among them, and
/// so are records, wherever either lies.
fn flip(file: &Path) {
    let mut bytes = std::fs::read(file).expect("there");
    let (first, last) = (bytes.len() / 4, bytes.len() * 3 / 4);
    for at in (first..last).step_by(4096) {
        bytes[at] ^= 1;
    }
    std::fs::write(file, bytes).expect("written");
}

#[test]
fn an_empty_and_a_cut_off_database_are_damaged_and_push_out_no_backup() {
    for length in [0, 4096] {
        let folder = folder();
        let app = filled(folder.path());
        app.shut_down();
        let database = folder.path().join("records.db");
        std::fs::OpenOptions::new().write(true).open(&database).expect("there").set_len(length).expect("cut");
        app.device.set_now("2026-03-06T04:00:00Z");
        let app = restart(folder.path(), app);
        assert_eq!(app.stage(), trouble(Trouble::Damaged), "{length}");
        assert_eq!(std::fs::metadata(&database).expect("there").len(), length, "and nothing touched the file");
        assert_eq!(backup::list(&app.folder).len(), 1);
        assert_eq!(names(&app), ["Abang Rahim"]);
    }
}

#[test]
fn a_page_that_is_damaged_while_the_app_is_open_leads_to_the_backups() {
    for lock in [None, Some(LockKind::Pin)] {
        let folder = folder();
        let app = filled(folder.path());
        let good = backup::list(&app.folder)[0].name.clone();
        crowd(&app);
        let app = restart(folder.path(), app);
        let database = folder.path().join("records.db");
        let other = raw(&app, &database);
        if lock.is_some() {
            set_lock(&app, lock, PIN, None).expect("locked");
        }
        other.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(())).expect("folded");
        flip(&database);
        // Whatever somebody else wrote makes SQLite look at the file again.
        other.execute("UPDATE \"device_setting\" SET \"value\" = \"value\"", []).expect("written");
        assert_eq!(code(app.people_view()), Some(ErrorCode::Damaged));
        assert_eq!(app.stage(), trouble(Trouble::Damaged));
        assert!(matches!(&*app.session(), Session::Keyed(keyed) if keyed.by_lock == lock.is_some()));
        assert_eq!(code(app.people_view()), Some(ErrorCode::Locked));
        drop(other);
        assert_eq!(app.open_again().expect("tried").stage, trouble(Trouble::Damaged));
        restore(&app, &good).expect("restored");
        assert_eq!(app.people_view().expect("shown").people.len(), 1);
        assert!(app.keys().file().expect("there").lock().is_some() == lock.is_some(), "the lock stays");
    }
}

#[test]
fn a_damaged_page_is_found_by_the_daily_backup_before_it_pushes_out_a_good_one() {
    let folder = folder();
    let app = filled(folder.path());
    crowd(&app);
    app.shut_down();
    flip(&folder.path().join("records.db"));
    app.device.set_now("2026-03-06T04:00:00Z");
    let app = restart(folder.path(), app);
    assert_eq!(app.stage(), trouble(Trouble::Damaged));
    assert_eq!(backup::list(&app.folder).len(), 1);
}

#[test]
fn two_days_without_a_backup_are_told_on_today() {
    let folder = folder();
    let app = filled(folder.path());
    let since = |app: &TestApp| app.today_view().expect("shown").no_backup_since;
    assert_eq!(since(&app), None);
    let (backups, kept) = (folder.path().join("backups"), folder.path().join("kept"));
    std::fs::rename(&backups, &kept).expect("moved");
    std::fs::write(&backups, "in the way").expect("written");
    for (now, told) in
        [("2026-03-06T04:00:00Z", None), ("2026-03-07T04:00:00Z", None), ("2026-03-08T04:00:00Z", Some("Jumaat 6 Mac"))]
    {
        app.device.set_now(now);
        app.back_up_if_due();
        assert_eq!(app.stage(), Stage::Open { welcomed: true });
        assert_eq!(since(&app).as_deref(), told, "{now}");
    }
    std::fs::remove_file(&backups).expect("removed");
    std::fs::rename(&kept, &backups).expect("moved");
    assert_eq!(since(&app).as_deref(), Some("Khamis 5 Mac"), "the newest is from then");
    app.back_up_if_due();
    assert_eq!(since(&app), None);
}

#[test]
fn a_damaged_key_file_is_set_aside_where_the_key_lies_in_the_key_store() {
    let folder = folder();
    let app = filled(folder.path());
    let words = app.recovery_view().expect("shown").words.join(" ");
    std::fs::write(folder.path().join("keys.json"), "{torn").expect("damaged");
    let app = restart(folder.path(), app);
    assert_eq!(app.stage(), Stage::Open { welcomed: true });
    assert_eq!(std::fs::read(folder.path().join("keys.damaged-1")).expect("kept"), b"{torn");
    app.keys().forget_bare_main().expect("emptied");
    let app = restart(folder.path(), app);
    assert_eq!(app.stage(), trouble(Trouble::KeyMissing));
    app.unlock_with_recovery(RecoverRequest { words }).expect("the new file has the key too");
    assert!(is_open(&app.stage()));
}

#[test]
fn a_key_of_the_cards_that_is_gone_is_made_anew() {
    let folder = folder();
    let app = filled(folder.path());
    KeyVault::delete(&app.device, "device").expect("deleted");
    let app = restart(folder.path(), app);
    assert!(is_open(&app.stage()));
    assert!(app.keys().device().is_ok());
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    let app = restart(folder.path(), app);
    assert!(matches!(app.stage(), Stage::Locked { .. }));
    assert_eq!(names(&app), ["Abang Rahim"]);
}

#[test]
fn a_key_of_the_cards_that_is_gone_while_the_app_runs_is_the_same_again() {
    let folder = folder();
    let app = filled(folder.path());
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    KeyVault::delete(&app.device, "device").expect("deleted");
    app.lock_now().expect("locked");
    unlock(&app, PIN).expect("right");
    let app = restart(folder.path(), app);
    assert_eq!(names(&app), ["Abang Rahim"]);
}

#[test]
fn a_silent_key_store_gets_no_second_key_of_the_cards() {
    let folder = folder();
    let app = filled(folder.path());
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    app.device.break_vault(VaultError::Silent);
    app.mend_device_key();
    assert!(!folder.path().join("device.key").exists());
}

#[test]
fn the_recovery_code_is_refused_where_nothing_is_to_be_recovered() {
    let folder = folder();
    let app = filled(folder.path());
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    let words = app.recovery_view().expect("shown").words.join(" ");
    let recover = |app: &TestApp| code(app.unlock_with_recovery(RecoverRequest { words: words.clone() }));
    assert_eq!(recover(&app), Some(ErrorCode::BadRequest));
    let second = start(folder.path(), Arc::clone(&app.device));
    assert_eq!(second.stage(), trouble(Trouble::InUse));
    assert_eq!(recover(&second), Some(ErrorCode::BadRequest));
    assert!(app.keys().file().expect("there").lock().is_some(), "and the lock is still there");
    app.lock_now().expect("locked");
    assert_eq!(recover(&app), None);
}

#[test]
fn somebody_whom_a_newer_app_wrote_keeps_nobody_out() {
    let folder = folder();
    let app = filled(folder.path());
    let person = app.help_view(HelpRequest::default()).expect("Help").rungs[0].id;
    let other = raw(&app, &folder.path().join("records.db"));
    let id = ukhwah_domain::id::RecordId::from(person);
    let body: Vec<u8> = other
        .query_row("SELECT \"body\" FROM \"record\" WHERE \"id\" = ?1", params![id.as_bytes()], |row| row.get(0))
        .expect("there");
    let Ok(Body::Live(mut record)) = decode(&body) else { panic!("not readable") };
    record.min_reader = 99;
    let body = encode(&Body::Live(record));
    other
        .execute("UPDATE \"record\" SET \"body\" = ?2 WHERE \"id\" = ?1", params![id.as_bytes(), body])
        .expect("written");
    drop(other);
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    app.lock_now().expect("locked");
    call(&app, ContactTarget::Person { id: person, number: 0 }).expect("reached");
    app.help_answer(AnswerRequest { person, reached: Some(true) }).expect("noted");
    assert!(is_open(&unlock(&app, PIN).expect("right").stage), "{:?}", app.stage());
}

#[test]
fn a_database_from_a_newer_app_is_said_and_left_alone() {
    let folder = folder();
    let app = filled(folder.path());
    app.shut_down();
    let database = folder.path().join("records.db");
    raw(&app, &database).pragma_update(None, "user_version", 99).expect("set");
    let before = std::fs::read(&database).expect("there");
    let app = restart(folder.path(), app);
    assert_eq!(app.stage(), trouble(Trouble::Newer));
    assert_eq!(names(&app), ["Abang Rahim"]);
    assert_eq!(code(app.begin()), Some(ErrorCode::BadRequest));
    assert_eq!(std::fs::read(&database).expect("there"), before);
}

#[test]
fn a_backup_from_a_newer_app_is_refused_and_everything_stays() {
    let folder = folder();
    let app = filled(folder.path());
    let newest = backup::list(&app.folder).remove(0);
    raw(&app, &newest.path).pragma_update(None, "user_version", 99).expect("set");
    assert_eq!(code(restore(&app, &newest.name)), Some(ErrorCode::BackupNewer));
    assert_eq!(app.stage(), Stage::Open { welcomed: true });
    assert_eq!(app.people_view().expect("shown").people.len(), 1);
}
