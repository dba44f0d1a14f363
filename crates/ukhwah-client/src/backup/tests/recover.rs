//! A recovery code of an earlier day opens what lies beside the automatic backups of that day.

use super::*;

/// A profile into which somebody else's backup was restored: the code changed, the key did not. With the words of
/// before and of now.
fn code_changed(here: &Path) -> (TestApp, String, String) {
    let there = folder();
    let other = filled(there.path());
    let file = there.path().join("away.ukb");
    save(&other, BackupSecret::Passphrase, &file).expect("saved");
    let app = filled(here);
    let old = words(&app);
    restore(&app, &file, PASSPHRASE).expect("restored");
    let new = words(&app);
    assert_ne!(old, new);
    (app, old, new)
}

/// A profile with a backup of an earlier time beside it, made under another key and another code: its words.
fn key_changed(here: &Path) -> (TestApp, String) {
    let there = folder();
    let other = filled(there.path());
    let app = filled(here);
    let backup = auto::list(&other.folder).remove(0).path;
    let (keys, name) = (auto::keys_beside(&backup), "20200101-000000-daily");
    for (from, ending) in [(backup, "db"), (keys, "keys.json")] {
        std::fs::copy(from, app.folder.backups().join(format!("{name}.{ending}"))).expect("copied");
    }
    (app, words(&other))
}

#[test]
fn the_code_on_an_older_paper_opens_the_database_if_the_key_is_the_same() {
    let here = folder();
    let (app, old, new) = code_changed(here.path());
    let before = export(&app);
    drop(app);
    for words in [&old, &new] {
        let app = restart_without_keys_of(here.path());
        assert_eq!(trouble(&app), Some(Trouble::KeyMissing));
        recover(&app, words).expect("opened");
        assert_eq!(export(&app), before);
        assert!(is_open(&restart(here.path(), app)), "and it opens by itself from now on");
    }
}

#[test]
fn with_the_database_damaged_too_the_older_code_restores_a_backup() {
    let here = folder();
    let (app, old, _) = code_changed(here.path());
    let before = export(&app);
    make_auto(&app);
    let (database, keys) = (app.folder.database(), std::fs::read(app.folder.keys()).expect("there"));
    let newest = auto::list(&app.folder).into_iter().find(|backup| backup.reason == BackupReason::Daily);
    let newest = newest.expect("just made").name;
    drop(app);
    std::fs::write(&database, "not a database any more").expect("written");
    let app = restart_without_keys_of(here.path());
    recover(&app, &old).expect("the code is known");
    assert_eq!(trouble(&app), Some(Trouble::Damaged));
    assert_eq!(std::fs::read(app.folder.keys()).expect("there"), keys, "nothing was overwritten");
    restore_auto(&app, &newest).expect("restored");
    assert_eq!(export(&app), before);
    assert!(is_open(&restart(here.path(), app)));
}

#[test]
fn a_code_of_other_data_overwrites_no_key() {
    let here = folder();
    let (app, foreign) = key_changed(here.path());
    let (before, own) = (export(&app), words(&app));
    let keys = std::fs::read(app.folder.keys()).expect("there");
    let app = restart_without_keys(here.path(), app);
    recover(&app, &foreign).expect("it opens a backup");
    assert_eq!(trouble(&app), Some(Trouble::Damaged));
    assert_eq!(std::fs::read(app.folder.keys()).expect("there"), keys);
    assert!(app.keys().bare_main().is_err());
    recover(&app, &own).expect("the own code still opens it");
    assert_eq!(export(&app), before);
}

#[test]
fn with_the_key_file_gone_the_key_that_opens_the_database_is_taken() {
    let here = folder();
    let (app, _) = key_changed(here.path());
    let (before, own) = (export(&app), words(&app));
    let keys = app.folder.keys();
    drop(app);
    std::fs::write(&keys, "torn").expect("written");
    let app = restart_without_keys_of(here.path());
    assert_eq!(code(recover(&app, &(("abandon ".repeat(14)) + "address"))), Some(ErrorCode::RecoveryCodeOther));
    recover(&app, &own).expect("opened");
    assert_eq!(export(&app), before);
    let app = restart_without_keys(here.path(), app);
    recover(&app, &own).expect("the key file is whole again");
}

/// The folder on a device that has none of its keys, after the process that used it has ended.
fn restart_without_keys_of(folder: &Path) -> TestApp {
    start(folder, Arc::new(TestDevice::default()))
}

#[test]
fn after_a_new_code_the_old_one_opens_nothing_here_and_the_new_one_all_of_it() {
    let here = folder();
    let app = filled(here.path());
    let (before, old) = (export(&app), words(&app));
    assert!(!auto::list(&app.folder).is_empty());
    app.recovery_saved().expect("noted");
    let view = app.recovery_renew().expect("made anew");
    let new = words(&app);
    assert_eq!((view.words.join(" "), view.saved), (new.clone(), false));
    assert_ne!(new, old);

    let app = restart_without_keys(here.path(), app);
    assert_eq!(code(recover(&app, &old)), Some(ErrorCode::RecoveryCodeOther));
    recover(&app, &new).expect("opened");
    assert_eq!(export(&app), before);
    let opens = |words: &str| {
        let code = crate::backup::parse_recovery(words).expect("words");
        auto::list(&app.folder).iter().filter(|backup| backup.key_by(&code).is_some()).count()
    };
    assert_eq!((opens(&old), opens(&new)), (0, auto::list(&app.folder).len()));
}

#[test]
fn a_new_code_that_was_cut_off_before_the_key_was_wrapped_is_good_after_the_next_start() {
    let here = folder();
    let app = filled(here.path());
    let new = ukhwah_crypto::RecoveryCode::make();
    app.with_open(|open| Ok(crate::app::keep_recovery_code(&mut open.store, &new)?)).expect("written");
    let app = restart(here.path(), app);
    let before = export(&app);
    let app = restart_without_keys(here.path(), app);
    recover(&app, &new.expose_words().join(" ")).expect("opened");
    assert_eq!(export(&app), before);
}
