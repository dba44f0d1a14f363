use super::*;

#[test]
fn while_locked_the_list_is_closed_and_help_reaches_the_same_number() {
    let folder = folder();
    let app = app(folder.path());
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    app.lock_now().expect("locked");
    assert_eq!(code(app.people_view()), Some(ErrorCode::Locked));
    let person = app.help_view(HelpRequest::default()).expect("Help").rungs[0].id;
    let address = call(&app, ContactTarget::Person { id: person, number: 0 }).expect("reached");
    assert_eq!(address, "tel:+60134567890");
    assert_eq!(code(unlock(&app, "111222")), Some(ErrorCode::WrongSecret));
    assert!(is_open(&unlock(&app, PIN).expect("right").stage));
}

#[test]
fn a_locked_profile_starts_locked_with_help_at_hand() {
    let folder = folder();
    let app = app(folder.path());
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    set_lock(&app, Some(LockKind::Passphrase), "kopi o kosong", None).expect("locked");
    let app = restart(folder.path(), app);
    assert_eq!(app.stage(), Stage::Locked { kind: LockKind::Passphrase, wait: 0 });
    assert_eq!(names(&app), ["Abang Rahim"]);
}

#[test]
fn with_a_lock_no_bare_key_is_left_anywhere() {
    let folder = folder();
    let app = app(folder.path());
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    assert!(app.keys().bare_main().is_err());
    assert!(!folder.path().join("main.key").exists());
    set_lock(&app, None, "", Some(PIN)).expect("taken off");
    assert!(app.keys().bare_main().is_ok());
}

#[test]
fn a_bare_key_that_was_left_beside_a_lock_goes_at_the_next_unlock() {
    let folder = folder();
    let app = app(folder.path());
    let key = app.keys().bare_main().expect("without a lock it is bare");
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    // As it is if the power fails between the two steps.
    app.keys().keep_bare_main(&key).expect("kept");
    app.lock_now().expect("locked");
    unlock(&app, PIN).expect("right");
    assert!(app.keys().bare_main().is_err());
}

#[test]
fn with_a_key_store_that_does_not_answer_a_passphrase_locks_and_opens() {
    let folder = folder();
    let device = Arc::<crate::testing::TestDevice>::default();
    device.break_vault(VaultError::Silent);
    let app = start(folder.path(), device);
    app.begin().expect("begun");
    app.welcome_done().expect("noted");
    set_lock(&app, Some(LockKind::Passphrase), "kopi o kosong", None).expect("locked");
    assert!(!folder.path().join("main.key").exists());
    app.lock_now().expect("locked");
    assert!(is_open(&unlock(&app, "kopi o kosong").expect("right").stage));
}

#[test]
fn the_window_says_the_name_only_while_the_app_is_open_and_not_covered() {
    let folder = folder();
    let app = app(folder.path());
    assert!(!app.device.is_named(), "not in the first run");
    app.welcome_done().expect("noted");
    assert!(app.device.is_named());
    app.cover(CoverRequest { on: true }).expect("noted");
    assert!(!app.device.is_named());
    app.cover(CoverRequest { on: false }).expect("noted");
    assert!(app.device.is_named());
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    app.cover(CoverRequest { on: true }).expect("noted");
    app.lock_now().expect("locked");
    assert!(!app.device.is_named());
    unlock(&app, PIN).expect("right");
    assert!(app.device.is_named(), "the lock screen brings everything back");
}

#[test]
fn a_key_store_that_did_not_answer_is_left_alone_for_a_minute() {
    let folder = folder();
    let app = app(folder.path());
    let keychain = || app.settings_view().expect("shown").keychain;
    assert!(keychain());
    app.device.break_vault(VaultError::Silent);
    assert!(!keychain());
    let asked = app.device.vault_asked();
    assert!(!keychain());
    app.app_view().expect("shown");
    assert_eq!(app.device.vault_asked(), asked, "nobody waits for it again");
    app.device.mend_vault();
    app.device.set_now("2026-03-05T04:01:00Z");
    assert!(keychain());
}

#[test]
fn where_the_app_stands_and_how_it_looks_is_told_without_the_key_store() {
    let folder = folder();
    let app = app(folder.path());
    let looks = || {
        let asked = app.device.vault_asked();
        app.app_view().expect("shown");
        app.appearance_save(Appearance { theme: Theme::Dark, ..Appearance::default() }).expect("kept");
        app.device.vault_asked() - asked
    };
    assert_eq!(looks(), 0);
    set_lock(&app, Some(LockKind::Passphrase), "kopi o kosong", None).expect("locked");
    app.lock_now().expect("locked");
    assert_eq!(looks(), 0);
}

#[test]
fn a_key_store_that_does_not_answer_is_no_failed_try() {
    let folder = folder();
    let app = app(folder.path());
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    app.lock_now().expect("locked");
    app.device.break_vault(VaultError::Silent);
    for _ in 0..9 {
        assert_eq!(code(unlock(&app, PIN)), Some(ErrorCode::KeychainFailed));
    }
    app.device.mend_vault();
    assert!(is_open(&unlock(&app, PIN).expect("right").stage));
}

#[test]
fn an_erasing_that_the_key_store_does_not_answer_leaves_everything_as_it_was() {
    let folder = folder();
    let app = app(folder.path());
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    app.device.break_vault(VaultError::Silent);
    assert_eq!(code(app.erase_everything()), Some(ErrorCode::KeychainFailed));
    app.device.mend_vault();
    let app = restart(folder.path(), app);
    assert!(is_open(&unlock(&app, PIN).expect("right").stage));
    assert_eq!(app.people_view().expect("open").people.len(), 1);
}

#[test]
fn a_sheet_that_was_shown_goes_when_the_app_locks() {
    let folder = folder();
    let app = app(folder.path());
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    app.recovery_print(RecoveryPrintRequest { to: PrintTo::Viewer }).expect("shown");
    let sheet = app.device.shown().pop().expect("a sheet");
    assert!(sheet.exists());
    app.lock_now().expect("locked");
    assert!(!sheet.exists(), "it says how the notes are opened");
}

#[test]
fn the_sheet_with_the_code_is_written_where_the_person_wants_it_and_stays_there() {
    let (folder, away) = (folder(), folder());
    let app = app(folder.path());
    let to_file = RecoveryPrintRequest { to: PrintTo::File };
    assert_eq!(code(app.recovery_print(to_file)), Some(ErrorCode::Cancelled));
    let target = away.path().join("helaian.pdf");
    crate::testing::TestDevice::choose_target(&app.device, Some(&target));
    assert_eq!(app.recovery_print(to_file).expect("written").file, "helaian.pdf");
    let (kind, name) = app.device.asked_targets().pop().expect("asked");
    assert!(kind == FileKind::Paper && !name.to_lowercase().contains("kod"), "{name} says what it is");
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    app.lock_now().expect("locked");
    assert!(std::fs::read(&target).expect("there").starts_with(b"%PDF"));
    assert!(app.device.shown().is_empty());
    assert_eq!(code(app.recovery_print(to_file)), Some(ErrorCode::Locked));
}

#[test]
fn the_present_secret_is_asked_for_before_another_is_set() {
    let folder = folder();
    let app = app(folder.path());
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    assert_eq!(code(set_lock(&app, None, "", Some("000000"))), Some(ErrorCode::WrongSecret));
    assert_eq!(code(set_lock(&app, Some(LockKind::Pin), "271828", None)), Some(ErrorCode::WrongSecret));
    set_lock(&app, Some(LockKind::Pin), "271828", Some(PIN)).expect("changed");
}

#[test]
fn weak_secrets_and_a_pin_without_a_key_store_are_refused() {
    let folder = folder();
    let app = app(folder.path());
    assert_eq!(code(set_lock(&app, Some(LockKind::Pin), "123456", None)), Some(ErrorCode::WeakPin));
    assert_eq!(code(set_lock(&app, Some(LockKind::Passphrase), "short", None)), Some(ErrorCode::WeakPassphrase));
    app.device.break_vault(VaultError::Absent);
    assert_eq!(code(set_lock(&app, Some(LockKind::Pin), PIN, None)), Some(ErrorCode::PinNeedsKeychain));
}

#[test]
fn failed_tries_cost_time_but_never_help() {
    let folder = folder();
    let app = app(folder.path());
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    app.lock_now().expect("locked");
    for _ in 0..5 {
        assert_eq!(code(unlock(&app, "000001")), Some(ErrorCode::WrongSecret));
    }
    assert_eq!(code(unlock(&app, PIN)), Some(ErrorCode::WaitFirst));
    assert_eq!(app.app_view().expect("shown").stage, Stage::Locked { kind: LockKind::Pin, wait: 30 });
    assert_eq!(names(&app), ["Abang Rahim"]);
    let app = restart(folder.path(), app);
    assert_eq!(code(unlock(&app, PIN)), Some(ErrorCode::WaitFirst), "a restart does not help");
    app.device.set_now("2026-03-05T04:00:31Z");
    assert!(is_open(&unlock(&app, PIN).expect("right").stage));
}

#[test]
fn the_app_locks_itself_when_nobody_is_there() {
    let folder = folder();
    let app = app(folder.path());
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    app.device_save(DeviceSettings { lock_after_minutes: Some(5), ..DeviceSettings::default() }).expect("saved");
    app.device.set_now("2026-03-05T04:04:59Z");
    app.lock_if_idle();
    assert!(is_open(&app.stage()));
    app.touched().expect("noted");
    app.device.set_now("2026-03-05T04:09:59Z");
    app.lock_if_idle();
    assert!(matches!(app.stage(), Stage::Locked { .. }));
}

#[test]
fn a_clock_set_back_locks_early_rather_than_never() {
    let folder = folder();
    let app = app(folder.path());
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    app.device.set_now("1970-01-01T00:00:00Z");
    app.lock_if_idle();
    assert!(matches!(app.stage(), Stage::Locked { .. }));
    assert!(is_open(&unlock(&app, PIN).expect("right").stage));
}

#[test]
fn sleep_locks_the_app_if_the_person_wants_that() {
    let folder = folder();
    let app = app(folder.path());
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    app.device_save(DeviceSettings { lock_on_suspend: false, ..DeviceSettings::default() }).expect("saved");
    app.lock_on_suspend();
    assert!(is_open(&app.stage()));
    app.device_save(DeviceSettings::default()).expect("saved");
    app.lock_on_suspend();
    assert!(matches!(app.stage(), Stage::Locked { .. }));
}

#[test]
fn what_closing_the_window_does_holds_while_locked() {
    let folder = folder();
    let app = app(folder.path());
    app.device.give_tray();
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    assert!(!app.closes_to_tray());
    app.device_save(DeviceSettings { close_to_tray: true, ..DeviceSettings::default() }).expect("saved");
    app.lock_now().expect("locked");
    assert!(app.closes_to_tray());
    let app = restart(folder.path(), app);
    assert!(matches!(app.stage(), Stage::Locked { .. }));
    assert!(app.closes_to_tray());
    app.appearance_save(Appearance { theme: Theme::Dark, ..Appearance::default() }).expect("saved");
    assert!(app.closes_to_tray(), "the same file keeps the colours");
    unlock(&app, PIN).expect("right");
    app.device_save(DeviceSettings::default()).expect("saved");
    app.lock_now().expect("locked");
    assert!(!app.closes_to_tray());
}

#[test]
fn a_choice_that_an_older_version_kept_in_the_database_alone_holds_once_the_app_was_open() {
    let folder = folder();
    let app = app(folder.path());
    app.device.give_tray();
    app.device_save(DeviceSettings { close_to_tray: true, ..DeviceSettings::default() }).expect("saved");
    app.shut_down();
    let file = folder.path().join("appearance.json");
    std::fs::write(&file, r#"{"language":"en","theme":"dark","text_size":120}"#).expect("written");
    let app = restart(folder.path(), app);
    assert!(app.closes_to_tray());
    assert_eq!((app.appearance().theme, app.appearance().text_size), (Theme::Dark, 120));
    app.erase_everything().expect("erased");
    assert!(!app.closes_to_tray());
}

#[test]
fn without_a_tray_closing_the_window_ends_the_app_whatever_was_chosen() {
    let folder = folder();
    let app = app(folder.path());
    app.device_save(DeviceSettings { close_to_tray: true, ..DeviceSettings::default() }).expect("saved");
    assert!(!app.closes_to_tray() && app.misses_tray(), "and it can say so");
    app.device.give_tray();
    assert!(app.closes_to_tray() && !app.misses_tray());
}
