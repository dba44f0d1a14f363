//! A restore that is cut off after each of its steps, or fails in the middle of one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::*;

fn after(step: Step, interfere: impl FnOnce() + 'static) {
    INTERFERENCE.set(Some((step, Box::new(interfere))));
}

/// Ends the process of this app after a step of restoring.
pub(super) fn cut_off(app: &TestApp, step: Step, restore: impl FnOnce(&TestApp)) {
    after(step, || panic!("the process ends here"));
    let ended = catch_unwind(AssertUnwindSafe(|| restore(app)));
    assert!(ended.is_err() && INTERFERENCE.take().is_none(), "{step:?} was never reached");
}

/// What is to be restored vanishes after a step, so that it cannot be put in its place.
pub(super) fn lose_it(app: &App, step: Step) {
    let restored = app.folder.path().join("work").join("restored.db");
    after(step, move || std::fs::remove_file(restored).expect("it was there"));
}

struct Story {
    here: tempfile::TempDir,
    away: tempfile::TempDir,
    app: TestApp,
    /// What the present database holds, and what the backup file holds.
    old: Export,
    new: Export,
    words: String,
}

impl Story {
    fn file(&self) -> PathBuf {
        self.away.path().join("away.ukb")
    }
}

/// A profile, and a backup file with an earlier state of it.
fn story() -> Story {
    let (here, away) = (folder(), folder());
    let app = filled(here.path());
    let new = export(&app);
    save(&app, BackupSecret::RecoveryCode, &away.path().join("away.ukb")).expect("saved");
    add(&app, "Selepas itu");
    let (old, words) = (export(&app), words(&app));
    Story { here, away, app, old, new, words }
}

#[test]
fn an_open_app_that_is_cut_off_opens_with_the_old_or_the_new() {
    for (step, is_new) in [(Step::Imported, false), (Step::OldKept, false), (Step::InPlace, true)] {
        let story = story();
        let file = story.file();
        cut_off(&story.app, step, |app| drop(restore(app, &file, &story.words)));
        let app = restart(story.here.path(), story.app);
        assert!(is_open(&app), "{step:?}: {:?}", app.stage());
        assert_eq!(export(&app), if is_new { story.new.clone() } else { story.old.clone() }, "{step:?}");
        if step != Step::Imported {
            let kept = auto::list(&app.folder).into_iter().find(|backup| backup.reason == BackupReason::Restore);
            restore_auto(&app, &kept.expect("kept").name).expect("restored");
            assert_eq!(export(&app), story.old, "{step:?}: the old one is among the backups");
        }
        restore(&app, &file, &story.words).expect("and restoring works again");
        assert_eq!(export(&app), story.new);
        assert!(is_tidy(&app));
    }
}

#[test]
fn an_app_in_trouble_that_is_cut_off_loses_nothing() {
    let steps = [Step::Imported, Step::OldKept, Step::KeysWritten, Step::InPlace, Step::KeyLaidDown];
    for step in steps {
        let story = story();
        let file = story.file();
        let app = restart_without_keys(story.here.path(), story.app);
        assert_eq!(trouble(&app), Some(Trouble::KeyMissing));
        cut_off(&app, step, |app| drop(restore(app, &file, &story.words)));
        let app = restart(story.here.path(), app);
        if !is_open(&app) {
            recover(&app, &story.words).expect("the words open the key file at every step");
        }
        match step {
            Step::Imported => assert_eq!(export(&app), story.old),
            Step::OldKept | Step::KeysWritten => assert_eq!(trouble(&app), Some(Trouble::DatabaseMissing)),
            Step::InPlace | Step::KeyLaidDown => assert_eq!(export(&app), story.new),
        }
        if step != Step::Imported {
            let aside = auto::list(&app.folder).into_iter().find(|backup| backup.name.contains("aside"));
            restore_auto(&app, &aside.expect("kept").name).expect("restored");
            assert_eq!(export(&app), story.old, "{step:?}");
        }
        restore(&app, &file, &story.words).expect("and restoring works again");
        assert_eq!(export(&app), story.new, "{step:?}");
    }
}

#[test]
fn a_fresh_folder_that_is_cut_off_opens_or_begins_again() {
    for step in [Step::Imported, Step::OldKept, Step::KeysWritten, Step::InPlace, Step::KeyLaidDown] {
        let story = story();
        let file = story.file();
        let there = folder();
        let app = fresh(there.path());
        cut_off(&app, step, |app| drop(restore(app, &file, &story.words)));
        let app = restart(there.path(), app);
        match step {
            Step::Imported | Step::OldKept | Step::KeysWritten => {
                assert_eq!(app.stage(), Stage::Fresh, "{step:?}");
                restore(&app, &file, &story.words).expect("restored");
            }
            Step::InPlace => {
                assert_eq!(trouble(&app), Some(Trouble::KeyMissing));
                recover(&app, &story.words).expect("the words open it");
            }
            Step::KeyLaidDown => assert!(is_open(&app)),
        }
        assert_eq!(export(&app), story.new, "{step:?}");
    }
}

#[test]
fn a_restore_that_fails_in_an_open_app_leaves_it_open() {
    let story = story();
    lose_it(&story.app, Step::OldKept);
    assert!(restore(&story.app, &story.file(), &story.words).is_err());
    assert!(is_open(&story.app));
    assert_eq!(export(&story.app), story.old);
    add(&story.app, "Masih boleh tulis");
    restore(&story.app, &story.file(), &story.words).expect("restored");
    assert_eq!(export(&story.app), story.new);
}

#[test]
fn an_open_app_that_can_open_neither_says_so() {
    let story = story();
    // A folder where SQLite keeps a journal: the old one cannot be removed, and nothing can be opened.
    let way = story.here.path().join("records.db-journal");
    std::fs::create_dir(&way).expect("made");
    assert!(restore(&story.app, &story.file(), &story.words).is_err());
    assert!(trouble(&story.app).is_some(), "{:?}", story.app.stage());
    std::fs::remove_dir(way).expect("removed");
    story.app.open_again().expect("tried again");
    assert_eq!(export(&story.app), story.old);
}

#[test]
fn a_restore_that_fails_in_trouble_puts_everything_back() {
    let story = story();
    let file = story.file();
    let app = restart_without_keys(story.here.path(), story.app);
    let keys = std::fs::read(app.folder.keys()).expect("there");
    let before = files(story.here.path());
    // A folder in the way of the new key file.
    let way = story.here.path().join("keys.unfinished");
    std::fs::create_dir(&way).expect("made");
    assert!(restore(&app, &file, &story.words).is_err());
    std::fs::remove_dir(way).expect("removed");
    assert_eq!(std::fs::read(app.folder.keys()).expect("there"), keys);
    assert_eq!(files(story.here.path()), before);
    assert_eq!(trouble(&app), Some(Trouble::KeyMissing));
    recover(&app, &story.words).expect("the words open it as before");
    assert_eq!(export(&app), story.old);
}

#[test]
fn a_database_that_cannot_be_put_in_place_puts_everything_back() {
    for step in [Step::Imported, Step::KeysWritten] {
        let story = story();
        let file = story.file();
        let app = restart_without_keys(story.here.path(), story.app);
        let (keys, before) = (std::fs::read(app.folder.keys()).expect("there"), files(story.here.path()));
        lose_it(&app, step);
        assert!(restore(&app, &file, &story.words).is_err());
        assert_eq!(std::fs::read(app.folder.keys()).expect("there"), keys);
        assert_eq!(files(story.here.path()), before);
        recover(&app, &story.words).expect("the words open it as before");
        assert_eq!(export(&app), story.old);
    }
}

#[test]
fn a_bare_key_that_cannot_be_kept_puts_everything_back() {
    let story = story();
    let file = story.file();
    let app = restart_without_keys(story.here.path(), story.app);
    app.device.break_vault(crate::vault::VaultError::Absent);
    let way = story.here.path().join("main.unfinished");
    std::fs::create_dir(&way).expect("made");
    assert!(restore(&app, &file, &story.words).is_err());
    std::fs::remove_dir(way).expect("removed");
    assert_eq!(trouble(&app), Some(Trouble::KeyMissing));
    recover(&app, &story.words).expect("the words open it as before");
    assert_eq!(export(&app), story.old);
}

#[test]
fn the_restored_code_opens_after_a_cut_between_the_database_and_the_keys() {
    let (here, there, away) = (folder(), folder(), folder());
    let other = filled(there.path());
    add(&other, "Dari telefon lain");
    let file = away.path().join("away.ukb");
    save(&other, BackupSecret::Passphrase, &file).expect("saved");
    let (new, new_words) = (export(&other), words(&other));
    let app = filled(here.path());
    let old_words = words(&app);
    cut_off(&app, Step::InPlace, |app| drop(restore(app, &file, PASSPHRASE)));
    let app = restart(here.path(), app);
    assert_eq!(export(&app), new);
    assert_eq!(words(&app), new_words);
    assert!(
        crate::backup::parse_recovery(&old_words)
            .is_ok_and(|old| { app.keys().file().expect("there").open_with_recovery(&old).is_err() })
    );
    let app = restart_without_keys(here.path(), app);
    assert_eq!(trouble(&app), Some(Trouble::KeyMissing));
    recover(&app, &new_words).expect("the code that Settings shows opens it");
    assert_eq!(export(&app), new);
}
