//! The lock was opened, and the database does not open: what was typed is enough to restore a backup.

use super::crash::{cut_off, lose_it};
use super::*;
use crate::app::Session;
use crate::testing::TestDevice;
use crate::vault::VaultError;

fn lock(app: &App) {
    let request = SetLockRequest { current: None, kind: Some(LockKind::Pin), secret: PIN.to_owned() };
    app.lock_set(request).expect("set");
}

fn unlock(app: &App) {
    app.unlock(UnlockRequest { secret: PIN.to_owned() }).expect("the PIN is right");
}

fn is_locked(app: &App) -> bool {
    matches!(app.stage(), Stage::Locked { .. })
}

fn holds_a_key(app: &App) -> bool {
    !matches!(*app.session(), Session::Closed)
}

/// A locked profile whose process has ended: its database, its device and what it held.
fn ended(here: &Path) -> (PathBuf, Arc<TestDevice>, Export) {
    let app = filled(here);
    let before = export(&app);
    make_auto(&app);
    lock(&app);
    app.shut_down();
    (app.folder.database(), Arc::clone(&app.device), before)
}

fn remove(database: &Path) {
    std::fs::remove_file(database).expect("removed");
}

fn damage(database: &Path) {
    std::fs::write(database, "not a database any more").expect("written");
}

/// An unlocked app whose database is gone, and where it went.
fn without_database(here: &Path) -> (TestApp, PathBuf, Export) {
    let (database, device, before) = ended(here);
    let moved = here.join("moved.db");
    std::fs::rename(database, &moved).expect("moved");
    let app = start(here, device);
    unlock(&app);
    assert_eq!(trouble(&app), Some(Trouble::DatabaseMissing));
    (app, moved, before)
}

fn newest(app: &App) -> String {
    auto::list(&app.folder)[0].name.clone()
}

#[test]
fn the_pin_is_enough_when_the_database_is_gone_or_damaged() {
    for (harm, what) in [(remove as fn(&Path), Trouble::DatabaseMissing), (damage, Trouble::Damaged)] {
        let here = folder();
        let (database, device, before) = ended(here.path());
        harm(&database);
        let app = start(here.path(), device);
        assert!(is_locked(&app), "{what:?}: {:?}", app.stage());
        assert_eq!(code(restore_auto(&app, &newest(&app))), Some(ErrorCode::Locked));
        unlock(&app);
        assert_eq!(trouble(&app), Some(what));
        assert_eq!(code(app.people_view()), Some(ErrorCode::Locked), "closed to everything but restoring");
        restore_auto(&app, &newest(&app)).expect("restored");
        assert_eq!(export(&app), before);
        assert!(app.keys().bare_main().is_err(), "the lock stays");
        let app = restart(here.path(), app);
        assert!(is_locked(&app));
        unlock(&app);
        assert_eq!(export(&app), before);
    }
}

#[test]
fn a_backup_file_keeps_the_lock_too_and_brings_its_own_code() {
    let (here, there) = (folder(), folder());
    let other = filled(there.path());
    let file = there.path().join("away.ukb");
    save(&other, BackupSecret::Passphrase, &file).expect("saved");
    let (app, ..) = without_database(here.path());
    restore(&app, &file, PASSPHRASE).expect("restored");
    assert_eq!(export(&app), export(&other));
    let app = restart(here.path(), app);
    assert!(is_locked(&app));
    unlock(&app);
    let app = restart_without_keys(here.path(), app);
    recover(&app, &words(&other)).expect("the words of what was restored open it");
    assert_eq!(export(&app), export(&other));
}

#[test]
fn locking_wipes_the_key_that_waits() {
    let lockings: [fn(&TestApp); 3] = [
        |app| {
            app.lock_now().expect("locked");
        },
        |app| app.lock_on_suspend(),
        |app| {
            app.device.set_now("2026-03-05T04:05:00Z");
            app.lock_if_idle();
        },
    ];
    for locking in lockings {
        let here = folder();
        let (app, ..) = without_database(here.path());
        assert!(holds_a_key(&app));
        locking(&app);
        assert!(is_locked(&app) && !holds_a_key(&app));
        assert_eq!(code(restore_auto(&app, &newest(&app))), Some(ErrorCode::Locked));
    }
}

#[test]
fn trying_again_does_not_ask_for_the_pin_again() {
    let here = folder();
    let (app, moved, before) = without_database(here.path());
    app.open_again().expect("tried");
    assert_eq!(trouble(&app), Some(Trouble::DatabaseMissing));
    std::fs::rename(moved, app.folder.database()).expect("moved back");
    app.open_again().expect("tried");
    assert_eq!(export(&app), before);
}

#[test]
fn a_wrong_pin_gives_nothing() {
    let here = folder();
    let (database, device, _) = ended(here.path());
    remove(&database);
    let app = start(here.path(), device);
    let wrong = app.unlock(UnlockRequest { secret: "000001".to_owned() });
    assert_eq!(code(wrong), Some(ErrorCode::WrongSecret));
    assert!(is_locked(&app) && !holds_a_key(&app));
}

#[test]
fn a_restore_that_is_cut_off_opens_with_the_pin() {
    for step in [Step::Imported, Step::OldKept, Step::KeysWritten, Step::InPlace, Step::KeyLaidDown] {
        let here = folder();
        let (app, _, before) = without_database(here.path());
        let name = newest(&app);
        cut_off(&app, step, |app| drop(restore_auto(app, &name)));
        let app = restart(here.path(), app);
        assert!(is_locked(&app), "{step:?}: {:?}", app.stage());
        unlock(&app);
        if !is_open(&app) {
            restore_auto(&app, &name).expect("restored");
        }
        assert_eq!(export(&app), before, "{step:?}");
        let app = restart(here.path(), app);
        assert!(is_locked(&app), "{step:?}");
    }
}

#[test]
fn a_lock_is_not_left_open_by_a_restore_that_failed() {
    let here = folder();
    let (app, moved, before) = without_database(here.path());
    let (keys, found) = (std::fs::read(app.folder.keys()).expect("there"), files(here.path()));
    // Without a place for the cards' key the last step fails.
    app.device.break_vault(VaultError::Absent);
    let way = here.path().join("device.unfinished");
    std::fs::create_dir(&way).expect("made");
    assert!(restore_auto(&app, &newest(&app)).is_err());
    std::fs::remove_dir(way).expect("removed");
    assert_eq!(trouble(&app), Some(Trouble::DatabaseMissing));
    assert_eq!(std::fs::read(app.folder.keys()).expect("there"), keys);
    assert_eq!(files(here.path()), found);
    assert!(!app.folder.bare_main_key().exists());
    std::fs::rename(moved, app.folder.database()).expect("moved back");
    app.open_again().expect("tried");
    assert_eq!(export(&app), before);
}

#[test]
fn a_restore_that_loses_its_file_leaves_the_key_waiting() {
    let here = folder();
    let (app, _, before) = without_database(here.path());
    lose_it(&app, Step::KeysWritten);
    assert!(restore_auto(&app, &newest(&app)).is_err());
    assert_eq!(trouble(&app), Some(Trouble::DatabaseMissing));
    restore_auto(&app, &newest(&app)).expect("and without the PIN again");
    assert_eq!(export(&app), before);
}
