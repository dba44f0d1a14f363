use super::*;
use crate::search::{SearchGroup, SearchRequest};

#[test]
fn a_backup_by_passphrase_gives_everything_back_on_a_fresh_profile() {
    let (here, there) = (folder(), folder());
    let old = filled(here.path());
    let file = here.path().join("away.ukb");
    let saved = save(&old, BackupSecret::Passphrase, &file).expect("saved");
    assert_eq!(saved.file, "away.ukb");
    let new = fresh(there.path());
    assert_eq!(choose(&new, &file), Ok(BackupSecret::Passphrase));
    restore(&new, &file, PASSPHRASE).expect("restored");
    assert!(is_open(&new) && is_tidy(&new) && is_tidy(&old));
    assert_eq!(export(&new), export(&old));
    let found = new.search(SearchRequest { text: "gaji".to_owned(), group: None }).expect("searched").groups;
    let found: Vec<_> = found.into_iter().map(|group| group.group).collect();
    assert_eq!(found, [SearchGroup::Plan, SearchGroup::Journal], "and can be found");
    assert_eq!(words(&new), words(&old), "the recovery code on paper stays the right one");
    let new = restart_without_keys(there.path(), new);
    recover(&new, &words(&old)).expect("the code opens what was restored");
    assert_eq!(export(&new), export(&old));
}

#[test]
fn a_backup_by_recovery_code_gives_everything_back_over_another_profile() {
    let (here, there) = (folder(), folder());
    let old = filled(here.path());
    let file = here.path().join("away.ukb");
    save(&old, BackupSecret::RecoveryCode, &file).expect("saved");
    let new = fresh(there.path());
    new.begin().expect("begun");
    add(&new, "Seseorang lain");
    let before = export(&new);
    assert_eq!(choose(&new, &file), Ok(BackupSecret::RecoveryCode));
    restore(&new, &file, &words(&old).to_uppercase()).expect("restored");
    assert_eq!(export(&new), export(&old));
    let actor = |app: &App| app.with_open(|open| Ok(open.store.actor())).expect("open");
    assert_ne!(actor(&new), actor(&old), "two copies that write under one identity would lose edits");
    let new = restart(there.path(), new);
    assert_eq!(export(&new), export(&old), "and it opens again");
    // What was there before is the newest automatic backup.
    let kept = auto::list(&new.folder).into_iter().find(|backup| backup.reason == BackupReason::Restore);
    restore_auto(&new, &kept.expect("kept").name).expect("restored");
    assert_eq!(export(&new), before);
}

#[test]
fn an_automatic_backup_gives_everything_back() {
    let here = folder();
    let app = filled(here.path());
    let (before, code_before) = (export(&app), words(&app));
    make_auto(&app);
    add(&app, "Selepas itu");
    assert_ne!(export(&app), before);
    let name = auto::list(&app.folder)[0].name.clone();
    restore_auto(&app, &name).expect("restored");
    assert_eq!(export(&app), before);
    assert_eq!(words(&app), code_before);
    assert_eq!(app.device.progress().last().map(|told| told.share), Some(1.0));
    assert!(is_tidy(&app));
}

#[test]
fn what_is_not_whole_is_refused_and_changes_nothing() {
    let (here, there) = (folder(), folder());
    let old = filled(here.path());
    let (file, bad) = (here.path().join("away.ukb"), here.path().join("bad.ukb"));
    save(&old, BackupSecret::RecoveryCode, &file).expect("saved");
    let secret = words(&old);
    let whole = std::fs::read(&file).expect("there");
    let new = fresh(there.path());
    new.begin().expect("begun");
    let (before, files_before) = (export(&new), files(there.path()));
    let mut tried = 0;
    let mut refuse = |bytes: &[u8]| {
        std::fs::write(&bad, bytes).expect("written");
        let refused = code(restore(&new, &bad, &secret)).expect("refused");
        assert!(
            matches!(refused, ErrorCode::NotABackup | ErrorCode::BackupDamaged | ErrorCode::BackupNewer),
            "{refused:?}"
        );
        tried += 1;
    };
    let lengths = (0..100).chain((100..whole.len()).step_by(whole.len() / 40)).chain([whole.len() - 1]);
    for length in lengths {
        refuse(&whole[..length]);
    }
    refuse(&[whole.as_slice(), b"x"].concat());
    let places = (0..100).chain((100..whole.len()).step_by(whole.len() / 60)).chain(whole.len() - 32..whole.len());
    for at in places {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        refuse(&bytes);
    }
    assert!(tried > 300);
    assert_eq!(export(&new), before);
    assert_eq!(files(there.path()), files_before, "not even an automatic backup was made");
    restore(&new, &file, &secret).expect("the whole one is taken");
}

#[test]
fn somebody_elses_secret_opens_nothing() {
    let (here, there) = (folder(), folder());
    let old = filled(here.path());
    let (by_words, by_passphrase) = (here.path().join("a.ukb"), here.path().join("b.ukb"));
    save(&old, BackupSecret::RecoveryCode, &by_words).expect("saved");
    save(&old, BackupSecret::Passphrase, &by_passphrase).expect("saved");
    let new = fresh(there.path());
    new.begin().expect("begun");
    let before = export(&new);
    assert_eq!(code(restore(&new, &by_words, &words(&new))), Some(ErrorCode::RecoveryCodeOther));
    assert_eq!(code(restore(&new, &by_passphrase, "hujan lebat malam")), Some(ErrorCode::WrongSecret));
    assert_eq!(code(restore(&new, &by_words, "abandon abandon")), Some(ErrorCode::RecoveryWordCount));
    let typo = restore(&new, &by_words, "abandon hujan").expect_err("refused");
    assert_eq!(typo, IpcError::at(ErrorCode::RecoveryWordUnknown, 1));
    assert_eq!(code(restore(&new, &by_words, &"abandon ".repeat(15))), Some(ErrorCode::RecoveryWordsWrong));
    assert_eq!(export(&new), before);
    restore(&new, &by_passphrase, PASSPHRASE).expect("the right one opens it after all");
}

#[test]
fn progress_goes_up_and_ends_at_one() {
    let here = folder();
    let app = filled(here.path());
    let file = here.path().join("away.ukb");
    save(&app, BackupSecret::RecoveryCode, &file).expect("saved");
    let shares = |from: usize| app.device.progress().iter().skip(from).map(|told| told.share).collect::<Vec<_>>();
    let saving = shares(0);
    restore(&app, &file, &words(&app)).expect("restored");
    for told in [&saving, &shares(saving.len())] {
        assert!(told.is_sorted(), "{told:?}");
        assert!(told.len() > 2 && told.first() >= Some(&0.0));
        assert_eq!(told.last(), Some(&1.0));
    }
}

#[test]
fn a_file_that_was_there_survives_a_failed_save() {
    let here = folder();
    let app = filled(here.path());
    let away = folder();
    let file = away.path().join("away.ukb");
    std::fs::write(&file, "an older backup").expect("written");
    // A folder in the way of the unfinished file makes writing fail, for root too.
    std::fs::create_dir(away.path().join("away.ukb.unfinished")).expect("made");
    assert!(save(&app, BackupSecret::RecoveryCode, &file).is_err());
    assert_eq!(std::fs::read(&file).expect("there"), b"an older backup");
    assert!(is_tidy(&app));
    std::fs::remove_dir(away.path().join("away.ukb.unfinished")).expect("removed");
    save(&app, BackupSecret::RecoveryCode, &file).expect("saved");
    assert_eq!(files(away.path()), [file], "nothing else is left there");
    assert!(save(&app, BackupSecret::RecoveryCode, Path::new("/nowhere/at/all.ukb")).is_err());
    assert!(is_tidy(&app));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_leaves_what_was_there() {
    let here = folder();
    let app = filled(here.path());
    let away = folder();
    let unfinished = |name: &str| {
        // Whatever is written there meets a full disk.
        std::os::unix::fs::symlink("/dev/full", away.path().join(name)).expect("made");
    };
    let (file, archive) = (away.path().join("away.ukb"), away.path().join("all.zip"));
    std::fs::write(&file, "an older backup").expect("written");
    unfinished("away.ukb.unfinished");
    assert_eq!(code(save(&app, BackupSecret::RecoveryCode, &file)), Some(ErrorCode::DiskFull));
    assert_eq!(std::fs::read(&file).expect("there"), b"an older backup");
    unfinished("all.zip.unfinished");
    app.device.choose_target(Some(&archive));
    assert_eq!(code(app.export_everything()), Some(ErrorCode::DiskFull));
    assert_eq!(files(away.path()), [file]);
    assert!(is_tidy(&app));
}

#[test]
fn a_backup_needs_a_passphrase_worth_the_name_and_a_place() {
    let here = folder();
    let app = filled(here.path());
    let weak = |passphrase: Option<&str>| {
        let passphrase = passphrase.map(str::to_owned);
        code(app.backup_save(SaveBackupRequest { with: BackupSecret::Passphrase, passphrase }))
    };
    assert_eq!(weak(Some("pendek")), Some(ErrorCode::WeakPassphrase));
    assert_eq!(weak(None), Some(ErrorCode::WeakPassphrase));
    assert!(app.device.asked_targets().is_empty(), "nobody was asked where to write what cannot be written");
    assert_eq!(weak(Some(PASSPHRASE)), Some(ErrorCode::Cancelled));
    let asked = app.device.asked_targets();
    assert_eq!(asked[0].1, "simpanan-2026-03-05.ukb");
}

#[test]
fn a_locked_app_neither_saves_nor_restores() {
    let here = folder();
    let app = filled(here.path());
    let file = here.path().join("away.ukb");
    save(&app, BackupSecret::RecoveryCode, &file).expect("saved");
    choose(&app, &file).expect("chosen");
    let secret = words(&app);
    let lock = SetLockRequest { current: None, kind: Some(LockKind::Pin), secret: PIN.to_owned() };
    app.lock_set(lock).expect("set");
    app.lock_now().expect("locked");
    assert_eq!(code(save(&app, BackupSecret::RecoveryCode, &file)), Some(ErrorCode::Locked));
    assert_eq!(code(choose(&app, &file)), Some(ErrorCode::Locked));
    assert_eq!(code(app.backup_restore(RestoreBackupRequest { secret })), Some(ErrorCode::Locked));
    assert_eq!(code(app.backups_view()), Some(ErrorCode::Locked));
    assert_eq!(code(restore_auto(&app, "x")), Some(ErrorCode::Locked));
    assert_eq!(code(app.export_everything()), Some(ErrorCode::Locked));
}

#[test]
fn a_lock_stays_after_a_restore_from_the_open_app() {
    let here = folder();
    let app = filled(here.path());
    let file = here.path().join("away.ukb");
    save(&app, BackupSecret::RecoveryCode, &file).expect("saved");
    let before = export(&app);
    let lock = SetLockRequest { current: None, kind: Some(LockKind::Pin), secret: PIN.to_owned() };
    app.lock_set(lock).expect("set");
    restore(&app, &file, &words(&app)).expect("restored");
    let app = restart(here.path(), app);
    assert!(matches!(app.stage(), Stage::Locked { .. }), "{:?}", app.stage());
    app.unlock(UnlockRequest { secret: PIN.to_owned() }).expect("unlocked");
    assert_eq!(export(&app), before);
}

#[test]
fn other_files_are_not_backups() {
    let here = folder();
    let app = filled(here.path());
    let file = here.path().join("photo.ukb");
    std::fs::write(&file, "a photo").expect("written");
    assert_eq!(code(choose(&app, &file)), Some(ErrorCode::NotABackup));
    std::fs::write(&file, b"UK\xB2\x07 from next year").expect("written");
    assert_eq!(code(choose(&app, &file)), Some(ErrorCode::BackupNewer));
    assert_eq!(code(choose(&app, &here.path().join("none.ukb"))), Some(ErrorCode::FileUnreadable));
    assert_eq!(code(choose(&app, here.path())), Some(ErrorCode::FileUnreadable));
    app.device.choose(None);
    assert_eq!(code(app.backup_choose()), Some(ErrorCode::Cancelled));
    let forgotten = app.backup_restore(RestoreBackupRequest { secret: PASSPHRASE.to_owned() });
    assert_eq!(code(forgotten), Some(ErrorCode::BadRequest), "a refused file is not kept as the chosen one");
}

#[test]
fn erasing_everything_leaves_only_how_the_app_looks() {
    let here = folder();
    let app = filled(here.path());
    app.erase_everything().expect("erased");
    assert_eq!(app.stage(), Stage::Fresh);
    let left: Vec<_> = files(here.path()).iter().map(|file| file.file_name().expect("named").to_owned()).collect();
    assert_eq!(left, ["appearance.json", "occupied"]);
    assert_eq!(std::fs::metadata(app.folder.occupied()).expect("there").len(), 0);
}
