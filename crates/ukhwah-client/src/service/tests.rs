//! The log, amends, talks and training through the calls of the interface.

use tempfile::TempDir;
use ukhwah_domain::service::{ServiceEntry, ServiceKind, Talk, TalkVenue};

use super::*;
use crate::error::{ErrorCode, IpcError};
use crate::settings::ProfileSettings;
use crate::testing::{self, TestApp};

pub(super) fn app() -> (TempDir, TestApp) {
    let folder = tempfile::tempdir().expect("a folder");
    let app = testing::app(folder.path());
    (folder, app)
}

pub(super) fn entry(date: &str, minutes: u32) -> ServiceEntryRequest {
    ServiceEntryRequest {
        id: None,
        seen: None,
        kind: ServiceKind::Listen,
        kind_words: None,
        date: date.to_owned(),
        minutes: Some(minutes),
        place: None,
        note: None,
    }
}

pub(super) fn talk(date: &str) -> TalkRequest {
    TalkRequest {
        id: None,
        seen: None,
        venue: TalkVenue::School,
        place: Some("SMK Air Putih".to_owned()),
        date: date.to_owned(),
        minutes: Some(60),
        topic: Some("Kawan".to_owned()),
        note: None,
        told: None,
        story: None,
    }
}

pub(super) fn training(title: &str, date: &str, expires_on: Option<&str>) -> TrainingRequest {
    TrainingRequest {
        id: None,
        seen: None,
        title: title.to_owned(),
        by: Some("Pusat latihan".to_owned()),
        date: date.to_owned(),
        hours: Some(16),
        certificate: Some("A-17".to_owned()),
        expires_on: expires_on.map(str::to_owned),
        remind: true,
        note: None,
    }
}

pub(super) fn amend(whom: &str, done_on: Option<&str>) -> AmendRequest {
    AmendRequest { id: None, seen: None, whom: whom.to_owned(), what: None, done_on: done_on.map(str::to_owned) }
}

pub(super) fn religion(app: &TestApp, on: bool) {
    app.profile_save(ProfileSettings { religion: on, sex: None, prefer_same_sex: false }).expect("saved");
}

fn refused<T: std::fmt::Debug>(answer: Result<T, IpcError>) -> (ErrorCode, Option<u32>) {
    let error = answer.expect_err("refused");
    (error.code, error.at)
}

#[test]
fn an_entry_is_kept_shown_and_changed() {
    let (_folder, app) = app();
    let typed = ServiceEntryRequest {
        kind: ServiceKind::Accompany,
        place: Some(" Klinik\u{7} ".to_owned()),
        note: Some("Lama menunggu".to_owned()),
        ..entry("2026-03-04", 90)
    };
    let kept = app.service_entry_save(typed).expect("saved").entries.remove(0);
    assert_eq!((kept.name.as_str(), kept.date_words.as_str()), ("Temankan orang", "Rabu 4 Mac"));
    assert_eq!((kept.length_words.as_deref(), kept.place.as_deref()), (Some("1 jam 30 minit"), Some("Klinik")));
    let change = ServiceEntryRequest {
        id: Some(kept.id),
        seen: Some(kept.seen.clone()),
        kind_words: Some("Teman ke mahkamah".to_owned()),
        ..entry("2026-03-03", 0)
    };
    let changed = app.service_entry_save(change).expect("saved").entries.remove(0);
    assert_eq!((changed.id, changed.name.as_str()), (kept.id, "Teman ke mahkamah"));
    assert_eq!((changed.minutes, changed.note), (None, None));
    assert_eq!(app.service_entry(ServiceEntryTarget { id: kept.id }).expect("there").date, "2026-03-03");
}

#[test]
fn what_cannot_be_right_is_refused_and_nothing_is_kept() {
    let (_folder, app) = app();
    let save = |request| refused(app.service_entry_save(request));
    assert_eq!(save(entry("2026-03-07", 60)), (ErrorCode::DateAhead, None));
    assert_eq!(save(entry("esok", 60)), (ErrorCode::DateInvalid, None));
    assert_eq!(save(entry("0026-03-05", 60)), (ErrorCode::DateInvalid, None));
    assert_eq!(save(entry("2026-03-05", 1441)), (ErrorCode::DayTooFull, None));
    let long = |length| Some("a".repeat(length));
    let place = ServiceEntryRequest { place: long(201), ..entry("2026-03-05", 60) };
    assert_eq!(save(place), (ErrorCode::TextTooLong, Some(1)));
    let note = ServiceEntryRequest { note: long(1_000_000), ..entry("2026-03-05", 60) };
    assert_eq!(save(note), (ErrorCode::TextTooLong, Some(2)));
    assert_eq!(refused(app.amend_save(amend(" \u{200b}", None))), (ErrorCode::NameEmpty, None));
    assert_eq!(refused(app.amend_save(amend("Mak", Some("2026-03-09")))), (ErrorCode::DateAhead, None));
    assert_eq!(refused(app.training_save(training("", "2026-03-01", None))), (ErrorCode::NameEmpty, None));
    assert_eq!(refused(app.training_save(training("A", "2026-04-01", None))), (ErrorCode::DateAhead, None));
    let backwards = training("A", "2026-03-01", Some("2026-02-28"));
    assert_eq!(refused(app.training_save(backwards)), (ErrorCode::EndsBeforeStart, None));
    let endless = TrainingRequest { hours: Some(2_001), ..training("A", "2026-03-01", None) };
    assert_eq!(refused(app.training_save(endless)), (ErrorCode::AmountInvalid, None));
    let view = app.service_view().expect("open");
    assert!(view.entries.is_empty() && view.amends.is_empty() && view.trainings.is_empty());
}

#[test]
fn a_day_holds_no_more_than_its_hours_over_the_log_and_the_talks() {
    let (_folder, app) = app();
    app.talk_save(talk("2026-03-04")).expect("saved");
    let first = app.service_entry_save(entry("2026-03-04", 1380)).expect("23 hours and one").entries.remove(0);
    assert_eq!(refused(app.service_entry_save(entry("2026-03-04", 1))), (ErrorCode::DayTooFull, None));
    assert_eq!(refused(app.talk_save(talk("2026-03-04"))), (ErrorCode::DayTooFull, None));
    app.service_entry_save(entry("2026-03-03", 1440)).expect("another day");
    // An entry does not stand in its own way.
    let again = ServiceEntryRequest { id: Some(first.id), seen: Some(first.seen), ..entry("2026-03-04", 1380) };
    app.service_entry_save(again).expect("saved");
}

#[test]
fn what_two_devices_made_too_much_of_a_day_can_still_be_changed_in_its_words() {
    let (_folder, app) = app();
    let kept = app.service_entry_save(entry("2026-03-04", 1440)).expect("saved").entries.remove(0);
    let over = ServiceEntry {
        kind: ServiceKind::Call,
        kind_words: None,
        date: "2026-03-04".parse().expect("a date"),
        minutes: Some(60.try_into().expect("an hour")),
        place: None,
        note: None,
    };
    app.writing(|tx| Ok::<_, IpcError>(tx.create(&over).map(drop)?)).expect("came from elsewhere");
    let change = |minutes| ServiceEntryRequest {
        id: Some(kept.id),
        seen: Some(kept.seen.clone()),
        note: Some("Penat".to_owned()),
        ..entry("2026-03-04", minutes)
    };
    assert_eq!(refused(app.service_entry_save(change(1439))), (ErrorCode::DayTooFull, None));
    app.service_entry_save(change(1440)).expect("the words are changed");
}

#[test]
fn what_is_typed_loses_control_characters_and_keeps_every_script() {
    let (_folder, app) = app();
    let typed = ServiceEntryRequest {
        kind_words: Some("Gotong\u{0}-royong\r\n🌧 سلام".to_owned()),
        note: Some("satu\r\ndua\u{1b}[31m\ttiga".to_owned()),
        ..entry("2026-03-04", 60)
    };
    let kept = app.service_entry_save(typed).expect("saved").entries.remove(0);
    assert_eq!(kept.kind_words.as_deref(), Some("Gotong-royong 🌧 سلام"));
    let note = kept.note.expect("there");
    assert!(!note.chars().any(|c| c.is_control() && c != '\n'), "{note:?}");
    assert!(note.starts_with("satu\ndua"), "{note:?}");
}

#[test]
fn the_version_of_a_story_that_a_talk_names_outlives_a_change_of_its_words() {
    let (_folder, app) = app();
    let told = |words: &str| Some(words.to_owned());
    let first = TalkRequest { told: told("Versi sekolah"), ..talk("2026-03-04") };
    let kept = app.talk_save(first).expect("saved").talks.remove(0);
    let story = ukhwah_domain::id::RecordId::from(kept.id);
    app.writing(|tx| {
        let stored = tx.read().get::<Talk>(story)?;
        let named = Talk { story: Some(story), ..stored.value };
        Ok::<_, IpcError>(tx.update(story, &named, &stored.seen)?)
    })
    .expect("a later version of the app names one");
    let seen = app.service_view().expect("open").talks[0].seen.clone();
    let named = Some(story.into());
    let change = TalkRequest {
        id: Some(kept.id),
        seen: Some(seen),
        told: told("Versi masjid"),
        story: named,
        ..talk("2026-03-04")
    };
    assert_eq!(app.talk_save(change).expect("saved").talks[0].told.as_deref(), Some("Versi masjid"));
    let stored = app.reading(|store, _| Ok(store.read().get::<Talk>(story)?)).expect("there");
    assert_eq!(stored.value.story, Some(story));
}

#[test]
fn a_date_that_was_kept_stays_when_the_clock_is_turned_back() {
    let (_folder, app) = app();
    let kept = app.service_entry_save(entry("2026-03-05", 60)).expect("saved").entries.remove(0);
    app.device.set_now("2024-01-01T04:00:00Z");
    let change = ServiceEntryRequest { id: Some(kept.id), seen: Some(kept.seen), ..entry("2026-03-05", 30) };
    assert_eq!(app.service_entry_save(change).expect("saved").entries[0].minutes, Some(30));
}

#[test]
fn the_log_comes_in_pages_newest_first() {
    let (_folder, app) = app();
    for day in 1..=28 {
        app.service_entry_save(entry(&format!("2026-02-{day:02}"), 10)).expect("saved");
    }
    let view = app.service_view().expect("open");
    assert_eq!((view.entries.len(), view.has_more, view.entries[0].date.as_str()), (20, true, "2026-02-28"));
    let older = app.service_older(OlderServiceRequest { skip: 20 }).expect("open");
    assert_eq!((older.entries.len(), older.has_more, older.entries[7].date.as_str()), (8, false, "2026-02-01"));
}

#[test]
fn hours_are_added_up_by_month_with_the_talks_that_are_over() {
    let (_folder, app) = app();
    for (date, minutes) in [("2026-03-05", 45), ("2026-03-01", 60), ("2026-01-31", 30), ("2025-01-01", 600)] {
        app.service_entry_save(entry(date, minutes)).expect("saved");
    }
    app.talk_save(talk("2026-03-02")).expect("saved");
    let view = app.talk_save(talk("2026-03-20")).expect("one to come");
    let months: Vec<_> = view.months.iter().map(|month| (&*month.month_words, &*month.length_words)).collect();
    assert_eq!(months, [("Mac 2026", "2 jam 45 minit"), ("Jan 2026", "30 minit")]);
    let dates: Vec<_> = view.talks.iter().map(|talk| (&*talk.date, talk.coming)).collect();
    assert_eq!(dates, [("2026-03-20", true), ("2026-03-02", false)]);
}

#[test]
fn without_religious_content_no_word_of_it_is_shown_and_nothing_is_lost() {
    let (_folder, app) = app();
    religion(&app, true);
    let mosque = ServiceEntryRequest { kind: ServiceKind::Mosque, ..entry("2026-03-04", 60) };
    app.service_entry_save(mosque).expect("saved");
    app.talk_save(TalkRequest { venue: TalkVenue::Mosque, place: None, ..talk("2026-03-04") }).expect("saved");
    let said = |view: &ServiceView| {
        let names = view.kinds.iter().map(|kind| &kind.name).chain(view.venues.iter().map(|venue| &venue.name));
        let shown = names.chain([&view.entries[0].name, &view.talks[0].venue_name]);
        shown.map(|name| name.to_lowercase()).filter(|name| name.contains("masjid") || name.contains("surau")).count()
    };
    assert_eq!(said(&app.service_view().expect("open")), 4);
    religion(&app, false);
    let view = app.service_view().expect("open");
    assert_eq!(said(&view), 0);
    assert_eq!((view.entries[0].kind, view.talks[0].venue), (ServiceKind::Mosque, TalkVenue::Mosque));
}

#[test]
fn amends_that_are_done_move_down() {
    let (_folder, app) = app();
    for (whom, done) in [("Mak", Some("2026-01-01")), ("Abang", None), ("Jiran", Some("2026-02-01")), ("Ayah", None)] {
        app.amend_save(amend(whom, done)).expect("saved");
    }
    let view = app.service_view().expect("open");
    let names: Vec<_> = view.amends.iter().map(|amend| amend.whom.as_str()).collect();
    assert_eq!(names, ["Abang", "Ayah", "Jiran", "Mak"]);
    assert_eq!(view.amends[2].done_words.as_deref(), Some("1 Feb 2026"));
}

#[test]
fn a_certificate_says_until_when_it_is_good() {
    let (_folder, app) = app();
    for (title, ends) in [("Lama", "2026-03-04"), ("Dekat", "2026-05-04"), ("Jauh", "2027-03-05")] {
        app.training_save(training(title, "2025-03-01", Some(ends))).expect("saved");
    }
    let mut trainings = app.service_view().expect("open").trainings;
    trainings.sort_by_key(|training| training.expires_on.clone());
    let said: Vec<_> =
        trainings.iter().map(|t| (t.expires_words.as_deref().unwrap_or_default(), t.ends_soon)).collect();
    assert_eq!(said, [("Tamat 4 Mac 2026", false), ("Sah hingga 4 Mei 2026", true), ("Sah hingga 5 Mac 2027", false)]);
}

#[test]
fn what_is_thrown_away_comes_back_and_what_is_erased_does_not() {
    let (_folder, app) = app();
    let entry =
        ServiceTarget::Entry { id: app.service_entry_save(entry("2026-03-04", 60)).expect("saved").entries[0].id };
    let amend = ServiceTarget::Amend { id: app.amend_save(amend("Mak", None)).expect("saved").amends[0].id };
    let talk = ServiceTarget::Talk { id: app.talk_save(talk("2026-03-04")).expect("saved").talks[0].id };
    let saved = app.training_save(training("Asas", "2026-03-01", None)).expect("saved");
    let training = ServiceTarget::Training { id: saved.trainings[0].id };
    for target in [entry, amend, talk, training] {
        app.service_trash(target).expect("thrown away");
    }
    let trash = app.service_view().expect("open").trash;
    let mut texts: Vec<_> = trash.iter().map(|thrown| thrown.text.as_str()).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["Asas", "Jadi pendengar, Rabu 4 Mac", "Mak", "SMK Air Putih, Rabu 4 Mac"]);
    app.service_restore(talk).expect("restored");
    let erase = |target| app.service_erase(EraseServiceRequest { target, purge_backups: true });
    erase(amend).expect("erased");
    assert_eq!(refused(erase(amend)), (ErrorCode::NotFound, None));
    let view = app.service_view().expect("open");
    assert_eq!((view.trash.len(), view.talks.len(), view.amends.len()), (2, 1, 0));
}

#[test]
fn what_looks_like_somebodys_number_is_said_and_kept_all_the_same() {
    let (_folder, app) = app();
    let look = |text: &str| app.service_numbers(LookForNumbersRequest { text: text.to_owned() }).expect("looked");
    assert_eq!(look("012-345 6789"), NumbersSeenView { phone: true, identity_card: false });
    assert_eq!(look("850412-06-5123"), NumbersSeenView { phone: false, identity_card: true });
    assert_eq!(look("5.3.2026, RM 1,200"), NumbersSeenView::default());
    let typed = ServiceEntryRequest { note: Some("012-345 6789".to_owned()), ..entry("2026-03-04", 60) };
    assert_eq!(app.service_entry_save(typed).expect("kept").entries[0].note.as_deref(), Some("012-345 6789"));
}

#[test]
fn a_certificate_is_reminded_of_discreetly_while_that_is_wanted() {
    let (_folder, app) = app();
    // Sixty days before the fourth of May is the fifth of March: nine in the morning of today is past.
    let saved = app.training_save(training("Asas sokongan", "2025-03-01", Some("2026-05-06"))).expect("saved");
    let waiting = || app.reminders_view().expect("open").upcoming;
    assert_eq!(waiting().len(), 1, "{:?}", waiting());
    let kept = &saved.trainings[0];
    let off = TrainingRequest {
        id: Some(kept.id),
        seen: Some(kept.seen.clone()),
        remind: false,
        ..training("Asas sokongan", "2025-03-01", Some("2026-05-06"))
    };
    app.training_save(off).expect("saved");
    assert!(waiting().is_empty());
}

#[test]
fn a_notice_of_a_certificate_says_nothing_of_it() {
    let (_folder, app) = app();
    app.training_save(training("Asas sokongan", "2025-03-01", Some("2026-05-06"))).expect("saved");
    app.device.set_now("2026-03-07T01:00:00Z");
    let _next = app.deliver_due();
    let notices = app.device.notices();
    assert_eq!(notices.len(), 1, "{notices:?}");
    let said = format!("{:?}", notices[0]).to_lowercase();
    assert!(!["asas", "sijil", "sah", "tamat"].iter().any(|word| said.contains(word)), "{said}");
}
