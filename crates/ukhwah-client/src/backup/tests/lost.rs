use super::*;

#[test]
fn with_keys_and_database_gone_the_words_and_the_newest_backup_give_everything_back() {
    let here = folder();
    let app = filled(here.path());
    let (before, code_words) = (export(&app), words(&app));
    make_auto(&app);
    let (database, keys) = (app.folder.database(), app.folder.keys());
    let app = restart_without_keys(here.path(), app);
    assert_eq!(trouble(&app), Some(Trouble::KeyMissing));
    drop(app);
    std::fs::remove_file(database).expect("removed");
    std::fs::remove_file(keys).expect("removed");
    let app = fresh_start(here.path());
    assert_eq!(trouble(&app), Some(Trouble::DatabaseMissing));
    let newest = app.backups_view().expect("shown").backups[0].name.clone();
    assert_eq!(code(restore_auto(&app, &newest)), Some(ErrorCode::KeychainFailed), "first the words");
    recover(&app, &code_words).expect("the words are right");
    assert_eq!(trouble(&app), Some(Trouble::DatabaseMissing));
    restore_auto(&app, &newest).expect("restored");
    assert!(is_open(&app));
    assert_eq!(export(&app), before);
    let app = restart(here.path(), app);
    assert_eq!(export(&app), before, "and it opens by itself from now on");
}

fn fresh_start(folder: &Path) -> TestApp {
    start(folder, Arc::new(TestDevice::default()))
}

#[test]
fn a_damaged_database_is_set_aside_and_the_backup_takes_its_place() {
    let here = folder();
    let app = filled(here.path());
    let before = export(&app);
    make_auto(&app);
    add(&app, "Selepas itu");
    let database = app.folder.database();
    let device = Arc::clone(&app.device);
    drop(app);
    std::fs::write(&database, "not a database any more").expect("written");
    let app = start(here.path(), device);
    assert_eq!(trouble(&app), Some(Trouble::Damaged));
    let newest = auto::list(&app.folder)[0].name.clone();
    restore_auto(&app, &newest).expect("restored");
    assert_eq!(export(&app), before);
    let aside = auto::list(&app.folder).into_iter().find(|backup| backup.name.contains("aside")).expect("kept");
    assert_eq!(std::fs::read(&aside.path).expect("there"), b"not a database any more");
    for _ in 0..9 {
        make_auto(&app);
    }
    assert_eq!(auto::list(&app.folder).len(), 8, "seven backups, and what was set aside");
    assert!(aside.path.exists());
    assert_eq!(code(restore_auto(&app, &aside.name)), Some(ErrorCode::BackupDamaged));
    assert_eq!(export(&app), before);
}

#[test]
fn a_database_whose_key_is_lost_can_be_had_back_later() {
    let here = folder();
    let app = filled(here.path());
    let file = folder();
    let file = file.path().join("away.ukb");
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    save(&app, BackupSecret::Passphrase, &file).expect("saved");
    let (saved, code_words) = (export(&app), words(&app));
    add(&app, "Selepas itu");
    let latest = export(&app);
    let app = restart_without_keys(here.path(), app);
    assert_eq!(trouble(&app), Some(Trouble::KeyMissing));
    restore(&app, &file, PASSPHRASE).expect("restored");
    assert_eq!((export(&app), words(&app)), (saved, code_words));
    let aside = auto::list(&app.folder).into_iter().find(|backup| backup.name.contains("aside")).expect("kept");
    restore_auto(&app, &aside.name).expect("it opens with the key that the code unwrapped");
    assert_eq!(export(&app), latest);
}

#[test]
fn backups_from_before_the_key_changed_open_with_the_same_persons_code() {
    let (here, there) = (folder(), folder());
    let old = filled(here.path());
    let file = here.path().join("away.ukb");
    save(&old, BackupSecret::Passphrase, &file).expect("saved");
    add(&old, "Selepas itu");
    make_auto(&old);
    let new = fresh(there.path());
    restore(&new, &file, PASSPHRASE).expect("restored, under a new key");
    let newest = auto::list(&old.folder).remove(0);
    let name = "20990101-000000-daily";
    std::fs::copy(&newest.path, new.folder.backups().join(format!("{name}.db"))).expect("copied");
    let (beside, copy) = (auto::keys_beside(&newest.path), new.folder.backups().join(format!("{name}.keys.json")));
    std::fs::copy(&beside, &copy).expect("copied");
    restore_auto(&new, name).expect("restored");
    assert_eq!(export(&new), export(&old));
    std::fs::remove_file(copy).expect("removed");
    assert_eq!(code(restore_auto(&new, name)), Some(ErrorCode::BackupDamaged), "without the key nothing opens it");
}

#[test]
fn a_log_without_its_database_does_not_get_into_the_new_one() {
    let here = folder();
    let app = filled(here.path());
    let before = export(&app);
    make_auto(&app);
    add(&app, "Hanya dalam log");
    let (database, log) = (app.folder.database(), here.path().join("records.db-wal"));
    let kept = std::fs::read(&log).expect("an open database has a log");
    assert!(!kept.is_empty());
    let device = Arc::clone(&app.device);
    drop(app);
    std::fs::remove_file(&database).expect("removed");
    std::fs::write(&log, &kept).expect("written");
    let app = start(here.path(), device);
    assert_eq!(trouble(&app), Some(Trouble::DatabaseMissing));
    let newest = app.backups_view().expect("shown").backups[0].name.clone();
    restore_auto(&app, &newest).expect("restored");
    assert_eq!(export(&app), before);
    app.with_open(|open| Ok(open.store.check()?)).expect("sound");
    assert!(files(&app.folder.backups()).iter().any(|file| std::fs::read(file).expect("there") == kept));
}

#[test]
fn only_a_listed_name_is_restored() {
    let here = folder();
    let app = filled(here.path());
    let name = auto::list(&app.folder)[0].name.clone();
    for other in ["", "../records", "/etc/passwd", &format!("../backups/{name}"), &format!("{name}.db")] {
        assert_eq!(code(restore_auto(&app, other)), Some(ErrorCode::NotFound), "{other}");
    }
}

#[test]
fn what_a_killed_process_left_behind_goes_at_the_next_start() {
    let here = folder();
    let app = filled(here.path());
    make_auto(&app);
    let before_update = app.folder.backups().join("20260301-000000-update.db");
    std::fs::copy(&auto::list(&app.folder)[0].path, &before_update).expect("copied");
    let work = here.path().join("work");
    std::fs::create_dir(&work).expect("made");
    let left = ["x.unfinished", "x.unfinished-wal", "x.without", "x.without-journal"];
    let left = left.map(|name| app.folder.backups().join(name)).into_iter().chain([work.join("restored.db")]);
    let left: Vec<_> = left.inspect(|file| std::fs::write(file, "half a copy").expect("written")).collect();
    let backups = auto::list(&app.folder).len();
    let app = restart(here.path(), app);
    assert!(left.iter().all(|file| !file.exists()));
    assert_eq!(auto::list(&app.folder).len(), backups);
    assert!(auto::keys_beside(&before_update).exists(), "the code opens the copy made before an update too");
}

#[test]
fn the_key_beside_a_backup_has_no_lock() {
    let here = folder();
    let app = filled(here.path());
    let lock = SetLockRequest { current: None, kind: Some(LockKind::Pin), secret: PIN.to_owned() };
    app.lock_set(lock).expect("set");
    make_auto(&app);
    let file = auto::list(&app.folder)[0].key_file().expect("beside it");
    assert!(file.lock().is_none() && file.has_recovery());
}
