//! Service in backups, in the archive of everything, and erased.

use ukhwah_domain::service::{ServiceKind, TalkVenue};

use super::*;
use crate::backup::auto::list;
use crate::service::{
    AmendRequest, EraseServiceRequest, ServiceEntryRequest, ServiceTarget, ServiceView, TalkRequest, TrainingRequest,
};

const WHOM: &str = "Jiran yang pindah";
const NOTES: [&str; 3] = ["Nota log", "Nota ceramah", "Nota latihan"];

/// A profile with one of each.
fn served(here: &Path) -> TestApp {
    let app = filled(here);
    let note = |at: usize| Some(NOTES[at].to_owned());
    app.service_entry_save(ServiceEntryRequest {
        id: None,
        seen: None,
        kind: ServiceKind::Visit,
        kind_words: Some("=Ziarah".to_owned()),
        date: "2026-03-01".to_owned(),
        minutes: Some(75),
        place: Some("Hospital".to_owned()),
        note: note(0),
    })
    .expect("saved");
    app.talk_save(TalkRequest {
        id: None,
        seen: None,
        venue: TalkVenue::School,
        place: None,
        date: "2026-03-02".to_owned(),
        minutes: None,
        topic: Some("Kawan".to_owned()),
        note: note(1),
        told: Some("Versi sekolah".to_owned()),
        story: None,
    })
    .expect("saved");
    app.training_save(TrainingRequest {
        id: None,
        seen: None,
        title: "Asas sokongan".to_owned(),
        by: None,
        date: "2025-06-01".to_owned(),
        hours: Some(8),
        certificate: Some("A-17".to_owned()),
        expires_on: Some("2026-06-01".to_owned()),
        remind: true,
        note: note(2),
    })
    .expect("saved");
    let what = Some("Pulangkan tangga".to_owned());
    app.amend_save(AmendRequest { id: None, seen: None, whom: WHOM.to_owned(), what, done_on: None }).expect("saved");
    app
}

/// All that is to be seen of service.
fn seen(view: &ServiceView) -> String {
    format!("{:?} {:?} {:?} {:?}", view.entries, view.talks, view.trainings, view.amends)
}

#[test]
fn service_comes_back_from_a_backup_on_another_device() {
    let (here, there) = (folder(), folder());
    let app = served(here.path());
    let file = here.path().join("away.ukb");
    save(&app, BackupSecret::Passphrase, &file).expect("saved");
    let other = fresh(there.path());
    restore(&other, &file, PASSPHRASE).expect("restored");
    let (before, after) = (app.service_view().expect("open"), other.service_view().expect("open"));
    assert_eq!(seen(&before), seen(&after));
    assert_eq!(export(&app)["records.json"], export(&other)["records.json"]);
    let waiting = |app: &App| app.reminders_view().expect("open").upcoming.len();
    assert_eq!(waiting(&app), waiting(&other));
}

#[test]
fn everything_of_service_is_in_the_archive_and_computes_nothing() {
    let here = folder();
    let exported = export(&served(here.path()));
    let text = |file: &str| String::from_utf8(exported[file].clone()).expect("text");
    for (file, words) in [
        ("service.csv", ["'=Ziarah", "75", NOTES[0]]),
        ("talks.csv", ["school", "Versi sekolah", NOTES[1]]),
        ("trainings.csv", ["A-17", "2026-06-01", NOTES[2]]),
        ("amends.csv", [WHOM, "Pulangkan tangga", "whom"]),
    ] {
        assert!(words.iter().all(|word| text(file).contains(word)), "{file}: {}", text(file));
    }
    let records = text("records.json");
    for kind in ["service_entry", "amend", "talk", "training"] {
        assert!(records.contains(&format!("\"{kind}\"")), "{kind}");
    }
}

#[test]
fn what_is_erased_with_its_backups_is_in_no_file_any_more() {
    let here = folder();
    let app = served(here.path());
    make_auto(&app);
    let view = app.service_view().expect("open");
    let noted = |note: &Option<String>, at: usize| note.as_deref() == Some(NOTES[at]);
    let entry = view.entries.iter().find(|entry| noted(&entry.note, 0)).expect("noted").id;
    let talk = view.talks.iter().find(|talk| noted(&talk.note, 1)).expect("given").id;
    let training = view.trainings.iter().find(|training| noted(&training.note, 2)).expect("done").id;
    let amend = view.amends.iter().find(|amend| amend.whom == WHOM).expect("to do").id;
    let targets = [
        ServiceTarget::Entry { id: entry },
        ServiceTarget::Talk { id: talk },
        ServiceTarget::Training { id: training },
        ServiceTarget::Amend { id: amend },
    ];
    for target in targets {
        app.service_erase(EraseServiceRequest { target, purge_backups: true }).expect("erased");
    }
    let is_gone = |app: &TestApp| {
        let text: String = export(app).values().map(|content| String::from_utf8_lossy(content)).collect();
        !NOTES.into_iter().chain([WHOM]).any(|word| text.contains(word))
    };
    assert!(is_gone(&app));
    let newest = list(&app.folder)[0].name.clone();
    restore_auto(&app, &newest).expect("a purged backup still restores");
    assert!(is_gone(&app));
    assert!(!app.service_view().expect("open").entries.is_empty(), "the others are still there");
}
