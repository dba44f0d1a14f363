//! When the automatic backups are made, and which of them are kept.

use super::*;

fn dailies(app: &App) -> Vec<String> {
    let daily = auto::list(&app.folder).into_iter().filter(|backup| backup.reason == BackupReason::Daily);
    daily.map(|backup| backup.name[..8].to_owned()).collect()
}

#[test]
fn the_first_backup_holds_what_the_first_run_asked_for() {
    let here = folder();
    let app = fresh(here.path());
    app.begin().expect("begun");
    add(&app, "Zul");
    let app = restart(here.path(), app);
    assert!(auto::list(&app.folder).is_empty(), "nothing is worth a backup before the first run is done");
    app.welcome_done().expect("noted");
    let before = export(&app);
    assert_eq!(dailies(&app), ["20260305"]);
    add(&app, "Selepas itu");
    restore_auto(&app, &auto::list(&app.folder)[0].name).expect("restored");
    assert_eq!(export(&app), before);
}

#[test]
fn there_is_one_backup_for_each_day_of_use() {
    let here = folder();
    let app = filled(here.path());
    app.welcome_done().expect("noted again");
    let app = restart(here.path(), app);
    assert_eq!(dailies(&app), ["20260305"]);
    app.device.set_now("2026-03-05T16:00:00Z");
    let app = restart(here.path(), app);
    assert_eq!(dailies(&app).len(), 2, "in Malaysia the day begins at 16:00 UTC");
}

#[test]
fn an_app_that_stays_open_for_days_makes_one_a_day_too() {
    let here = folder();
    let app = filled(here.path());
    app.welcome_done().expect("noted again");
    app.back_up_if_due();
    assert_eq!(dailies(&app), ["20260305"]);
    app.device.set_now("2026-03-07T04:00:00Z");
    app.back_up_if_due();
    app.back_up_if_due();
    assert_eq!(dailies(&app), ["20260307", "20260305"]);
}

#[test]
fn trying_out_restores_pushes_out_no_older_day() {
    let here = folder();
    let app = filled(here.path());
    app.welcome_done().expect("noted again");
    for day in 6..12 {
        app.device.set_now(&format!("2026-03-{day:02}T04:00:00Z"));
        app.back_up_if_due();
    }
    let days = dailies(&app);
    assert_eq!(days.len(), 7);
    for _ in 0..9 {
        let oldest = auto::list(&app.folder).into_iter().rfind(|backup| backup.reason == BackupReason::Daily);
        restore_auto(&app, &oldest.expect("kept").name).expect("restored");
    }
    assert_eq!(dailies(&app), days);
    let before = auto::list(&app.folder).into_iter().filter(|backup| backup.reason == BackupReason::Restore);
    assert_eq!(before.count(), 3);
}

#[test]
fn an_update_that_fails_at_every_start_leaves_few_copies() {
    let here = folder();
    let app = filled(here.path());
    let now = app.clock.now();
    let copies = |app: &App| -> Vec<String> {
        let copies = auto::list(&app.folder).into_iter().filter(|backup| backup.reason == BackupReason::Update);
        copies.map(|backup| backup.name).collect()
    };
    std::fs::create_dir_all(app.folder.backups()).expect("there");
    let mut made = Vec::new();
    for minutes in 0..5 {
        let copy = auto::new_name(&app.folder, BackupReason::Update, now + chrono::TimeDelta::minutes(minutes));
        std::fs::copy(app.folder.database(), &copy).expect("copied");
        made.push(copy.file_stem().expect("named").to_string_lossy().into_owned());
        auto::thin_failed(&app.folder, now);
    }
    assert_eq!(copies(&app), [made[4].clone(), made[0].clone()], "the first and the newest of a day");
    for day in 1..5 {
        let later = now + chrono::TimeDelta::days(day);
        std::fs::copy(app.folder.database(), auto::new_name(&app.folder, BackupReason::Update, later)).expect("copied");
        auto::thin_failed(&app.folder, later);
    }
    assert_eq!(copies(&app).len(), 4);
    assert_eq!(copies(&app).last(), Some(&made[0]), "the one from before the first try stays as long as it fails");
    auto::complete(&app.folder);
    auto::thin_failed(&app.folder, now + chrono::TimeDelta::days(5));
    assert_eq!(copies(&app).len(), 3, "and is one of many when the database has opened");
}

#[test]
fn a_first_backup_that_cannot_be_made_keeps_nobody_out() {
    let here = folder();
    let app = fresh(here.path());
    app.begin().expect("begun");
    // A file where the folder of the backups would be, for root too.
    std::fs::write(app.folder.backups(), "in the way").expect("written");
    let view = app.welcome_done().expect("noted");
    assert_eq!(view.stage, Stage::Open { welcomed: true });
    std::fs::remove_file(app.folder.backups()).expect("removed");
    let app = restart(here.path(), app);
    assert_eq!(dailies(&app), ["20260305"], "it is made at the next start");
}

#[test]
fn backups_of_a_clock_that_ran_ahead_or_behind_give_way_to_newer_ones() {
    let here = folder();
    let app = filled(here.path());
    for wrong in ["2099-01-0", "1970-01-0", "2026-04-0"] {
        for day in 1..=7 {
            app.device.set_now(&format!("{wrong}{day}T04:00:00Z"));
            make_auto(&app);
            let today = format!("{wrong}{day}").replace('-', "");
            assert!(dailies(&app).contains(&today), "{today}: the one just made stays");
            assert!(dailies(&app).len() <= 7);
        }
        assert!(dailies(&app).iter().all(|name| name.starts_with(&wrong.replace('-', ""))), "{:?}", dailies(&app));
    }
}
