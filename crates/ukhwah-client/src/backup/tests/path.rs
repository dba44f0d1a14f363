//! The path in backups, in the archive of everything, and erased.

use ukhwah_domain::path::Happening;

use super::*;
use crate::backup::auto::list;
use crate::path::{ErasePathRequest, PathEventRequest, PathGoalRequest, PathRequest, PathTarget, PathView};

const NAME: &str = "Nama perjalanan";
const BEFORE: &str = "Hujan, lepas tu sunyi";
const WAS: &str = "1999-05-17";

fn event(what: Happening, date: &str) -> PathEventRequest {
    PathEventRequest {
        id: None,
        seen: None,
        goal: None,
        what,
        date: date.to_owned(),
        until: None,
        words: None,
        before: None,
        helped: None,
    }
}

/// A profile with a path, a lapse whose day was corrected, and a milestone.
fn walked(here: &Path) -> TestApp {
    let app = filled(here);
    let request =
        PathGoalRequest { id: None, seen: None, name: Some(NAME.to_owned()), began: Some("1999-01-01".to_owned()) };
    let goal = app.path_goal_save(request).expect("saved").goals.pop().expect("begun").id;
    let before = Some(BEFORE.to_owned());
    let lapse = PathEventRequest { before, goal: Some(goal), ..event(Happening::Lapse, WAS) };
    let kept = app.path_event_save(lapse.clone()).expect("kept");
    let date = "1999-05-19".to_owned();
    app.path_event_save(PathEventRequest { id: Some(kept.id), seen: Some(kept.seen), date, ..lapse }).expect("kept");
    let words = Some("=Gaji pertama".to_owned());
    app.path_event_save(PathEventRequest { words, goal: Some(goal), ..event(Happening::Milestone, "1999-07-01") })
        .expect("kept");
    app
}

fn named(app: &TestApp) -> PathView {
    app.path_view(PathRequest { names: true }).expect("open")
}

#[test]
fn the_path_comes_back_from_a_backup_on_another_device() {
    let (here, there) = (folder(), folder());
    let app = walked(here.path());
    let file = here.path().join("away.ukb");
    save(&app, BackupSecret::Passphrase, &file).expect("saved");
    let other = fresh(there.path());
    restore(&other, &file, PASSPHRASE).expect("restored");
    assert_eq!(named(&app), named(&other));
    assert_eq!(export(&app)["records.json"], export(&other)["records.json"]);
}

#[test]
fn everything_of_the_path_is_in_the_archive_and_computes_nothing() {
    let here = folder();
    let exported = export(&walked(here.path()));
    let text = |file: &str| String::from_utf8(exported[file].clone()).expect("text");
    assert!(text("path.csv").contains(NAME));
    let events = text("path-events.csv");
    assert!(["'=Gaji pertama", BEFORE, "1999-05-19", "beginning"].iter().all(|word| events.contains(word)), "{events}");
    assert!(text("path-corrections.csv").contains(WAS));
    for kind in ["path_goal", "path_event", "path_correction"] {
        assert!(text("records.json").contains(&format!("\"{kind}\"")), "{kind}");
    }
}

#[test]
fn a_path_that_is_erased_with_its_backups_is_in_no_file_any_more() {
    let here = folder();
    let app = walked(here.path());
    make_auto(&app);
    let view = named(&app);
    let goal = view.goals.iter().find(|goal| goal.name.as_deref() == Some(NAME)).expect("begun").id;
    let target = PathTarget::Goal { id: goal };
    app.path_erase(ErasePathRequest { target, purge_backups: true }).expect("erased");
    let is_gone = |app: &TestApp| {
        let text: String = export(app).values().map(|content| String::from_utf8_lossy(content)).collect();
        ![NAME, BEFORE, "Gaji pertama", WAS].into_iter().any(|word| text.contains(word))
    };
    assert!(is_gone(&app));
    let newest = list(&app.folder)[0].name.clone();
    restore_auto(&app, &newest).expect("a purged backup still restores");
    assert!(is_gone(&app));
}
