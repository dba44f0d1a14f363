//! The work's load in backups, in the archive of everything, and erased.

use ukhwah_domain::burden::{Amount, BalanceSide, BoundaryWhen};
use ukhwah_domain::time::MinuteOfDay;

use super::*;
use crate::backup::auto::list;
use crate::burden::{
    BalanceLineRequest, BalanceRequest, BalanceSaveRequest, BoundaryRequest, BurdenTarget, EraseBurdenRequest,
    ShiftRequest, ShiftsRequest, WorkRequest,
};

const NOTE: &str = "=Malam yang panjang";
const LINE: &str = "Tidur yang hilang";
const BOUNDARY: &str = "Lepas sepuluh saya tak jawab";
const TELL: &str = "Esok lepas sarapan saya balas";

/// A profile with one of each.
fn worked(here: &Path) -> TestApp {
    let app = filled(here);
    app.shift_save(ShiftRequest {
        id: None,
        seen: None,
        date: "2026-03-01".to_owned(),
        minute: MinuteOfDay::at(14, 0).expect("a time"),
        length_minutes: 450,
        heavy: 3,
        night_calls: 2,
        supervised: true,
        note: Some(NOTE.to_owned()),
    })
    .expect("saved");
    let week = "2026-03-01".to_owned();
    app.balance_save(BalanceSaveRequest { week: week.clone(), gave: Some(Amount::Little), cost: Some(Amount::Much) })
        .expect("saved");
    let line =
        BalanceLineRequest { id: None, seen: None, week: Some(week), side: BalanceSide::Cost, text: LINE.to_owned() };
    app.balance_line_save(line).expect("saved");
    let work = app.work_view().expect("open");
    app.work_save(WorkRequest { seen: work.seen, hours: work.hours, quiet: work.quiet, supervision_days: Some(14) })
        .expect("saved");
    let tell = Some(TELL.to_owned());
    let boundary = BoundaryRequest { id: None, seen: None, text: BOUNDARY.to_owned(), tell, when: BoundaryWhen::Quiet };
    app.boundary_save(boundary).expect("saved");
    app
}

/// All that is to be seen of it.
fn seen(app: &App) -> String {
    let shifts = app.shifts_view(ShiftsRequest::default()).expect("open").shifts;
    let balance = app.balance_view(BalanceRequest { week: Some("2026-03-01".to_owned()), weeks: 0 }).expect("open");
    let work = app.work_view().expect("open");
    format!("{shifts:?} {balance:?} {:?} {:?}", work.supervision_days, work.boundaries)
}

#[test]
fn the_work_comes_back_from_a_backup_on_another_device() {
    let (here, there) = (folder(), folder());
    let app = worked(here.path());
    let file = here.path().join("away.ukb");
    save(&app, BackupSecret::Passphrase, &file).expect("saved");
    let other = fresh(there.path());
    restore(&other, &file, PASSPHRASE).expect("restored");
    assert_eq!(seen(&app), seen(&other));
    assert_eq!(export(&app)["records.json"], export(&other)["records.json"]);
}

#[test]
fn everything_of_the_work_is_in_the_archive_and_computes_nothing() {
    let here = folder();
    let exported = export(&worked(here.path()));
    let text = |file: &str| String::from_utf8(exported[file].clone()).expect("text");
    for (file, words) in [
        ("shifts.csv", ["'=Malam yang panjang", "450", "2026-03-01"]),
        ("weeks.csv", ["2026-02-23", "little", "much"]),
        ("week-lines.csv", [LINE, "2026-02-23", "cost"]),
        ("boundaries.csv", [BOUNDARY, TELL, "quiet"]),
    ] {
        assert!(words.iter().all(|word| text(file).contains(word)), "{file}: {}", text(file));
    }
    let records = text("records.json");
    for kind in ["shift", "week_balance", "balance_line", "work_settings", "boundary_line"] {
        assert!(records.contains(&format!("\"{kind}\"")), "{kind}");
    }
}

#[test]
fn what_is_erased_with_its_backups_is_in_no_file_any_more() {
    let here = folder();
    let app = worked(here.path());
    make_auto(&app);
    let shifts = app.shifts_view(ShiftsRequest::default()).expect("open").shifts;
    let shift = shifts.iter().find(|shift| shift.note.as_deref() == Some(NOTE)).expect("noted").id;
    let balance = app.balance_view(BalanceRequest { week: Some("2026-03-01".to_owned()), weeks: 0 }).expect("open");
    let line = balance.week.lines.iter().find(|line| line.text == LINE).expect("kept").id;
    let boundaries = app.work_view().expect("open").boundaries;
    let boundary = boundaries.iter().find(|line| line.text == BOUNDARY).expect("kept").id;
    let targets =
        [BurdenTarget::Shift { id: shift }, BurdenTarget::Line { id: line }, BurdenTarget::Boundary { id: boundary }];
    for target in targets {
        app.burden_erase(EraseBurdenRequest { target, purge_backups: true }).expect("erased");
    }
    let is_gone = |app: &TestApp| {
        let text: String = export(app).values().map(|content| String::from_utf8_lossy(content)).collect();
        ![NOTE, LINE, BOUNDARY, TELL].into_iter().any(|word| text.contains(word))
    };
    assert!(is_gone(&app));
    let newest = list(&app.folder)[0].name.clone();
    restore_auto(&app, &newest).expect("a purged backup still restores");
    assert!(is_gone(&app));
    assert_eq!(app.work_view().expect("open").supervision_days, Some(14), "the rest is still there");
}
