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
