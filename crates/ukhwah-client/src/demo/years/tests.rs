use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use ukhwah_domain::checkin::CheckIn;
use ukhwah_domain::journal::JournalEntry;
use ukhwah_domain::person::PhoneNumber;
use ukhwah_domain::record::{Entity, Kind, Record, Value};
use ukhwah_domain::routine::{Mark, MarkTarget};
use ukhwah_domain::service::{ServiceEntry, private_numbers};
use ukhwah_store::Reader;

use super::words::{
    AMENDS, BEFORE, CALLED, CHAPTERS, COST, GAVE, GOALS, HELPED, LINES, MILESTONES, NAMES, NOTES, PLACES, SERVED,
    SPREAD, STORIES, TAGS, TIPS, TOPICS, TRAININGS, WHOM, WHY,
};
use super::{CHECK_INS, ENTRIES, MARKS, PRAYERS, SERVICES, TEN_YEARS, line, text};
use crate::app::{App, Stage};
use crate::testing::{TestApp, TestDevice, start};

/// A fiftieth of ten years.
const PART: u32 = 50;

fn filled(folder: &Path, device: Arc<TestDevice>) -> TestApp {
    let app = start(folder, device);
    app.open_with_days(TEN_YEARS / PART);
    assert_eq!(app.stage(), Stage::Open { welcomed: true });
    app
}

fn reading<T>(app: &App, work: impl FnOnce(Reader<'_>) -> T) -> T {
    app.reading(|store, _| Ok(work(store.read()))).expect("it is open")
}

fn all<E: Entity>(app: &App) -> Vec<E> {
    reading(app, |read| read.all().expect("readable")).into_iter().map(|stored| stored.value).collect()
}

/// How many nouns of a kind can be read, out of so many in ten years.
#[track_caller]
fn assert_share<E: Entity>(app: &App, of_ten_years: u32) {
    assert_eq!(all::<E>(app).len(), (of_ten_years / PART) as usize, "{:?}", E::KIND);
}

fn records(app: &App) -> Vec<Record> {
    reading(app, |read| read.every_record().expect("readable")).into_iter().map(|(_, record)| record).collect()
}

fn texts(record: &Record) -> Vec<String> {
    let fields = record.shown_fields().into_values();
    fields.filter_map(|value| if let Value::Text(text) = value { Some(text) } else { None }).collect()
}

/// What is written, without identifiers: a text that holds some is told by its length.
fn content(app: &App) -> Vec<String> {
    let plain = |value| match value {
        Value::Bytes(_) => Value::Null,
        Value::Text(text) if text.starts_with('{') => Value::Int(text.len().try_into().expect("a length")),
        other => other,
    };
    let written = |record: &Record| {
        let fields = record.shown_fields().into_iter().map(|(name, value)| (name, plain(value)));
        format!("{} {:?} {:?}", record.kind, record.trashed_at().is_some(), fields.collect::<Vec<_>>())
    };
    let mut content: Vec<String> = records(app).iter().map(written).collect();
    content.sort();
    content
}

#[test]
fn the_numbers_are_exact_and_no_kind_is_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = filled(folder.path(), Arc::default());
    assert_share::<CheckIn>(&app, CHECK_INS);
    assert_share::<JournalEntry>(&app, ENTRIES);
    assert_share::<ServiceEntry>(&app, SERVICES);
    assert_share::<Mark>(&app, PRAYERS + MARKS);
    let is_prayer = |mark: &&Mark| matches!(mark.target, MarkTarget::Prayer { .. });
    assert_eq!(all::<Mark>(&app).iter().filter(is_prayer).count(), (PRAYERS / PART) as usize);
    let kinds: BTreeSet<u16> = records(&app).iter().map(|record| record.kind).collect();
    let left_out = [Kind::Line, Kind::ReflectionSettings];
    for kind in Kind::ALL.into_iter().filter(|kind| !left_out.contains(kind)) {
        assert!(kinds.contains(&kind.number()), "there is none of {kind:?}");
    }
}

#[test]
fn nothing_is_marked_twice_or_ahead_of_its_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = filled(folder.path(), Arc::default());
    let today = app.today_here().expect("it is open");
    let marks = all::<Mark>(&app);
    let said: BTreeSet<(MarkTarget, NaiveDate)> = marks.iter().map(|mark| (mark.target, mark.date)).collect();
    assert_eq!(said.len(), marks.len());
    assert!(said.iter().all(|(_, date)| *date < today));
    assert!(all::<CheckIn>(&app).iter().all(|made| made.date < today));
    assert!(all::<JournalEntry>(&app).iter().filter(|entry| entry.draft).count() == 1);
}

#[test]
fn the_same_day_gives_the_same_years() {
    let (one, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (one, other) = (filled(one.path(), Arc::default()), filled(other.path(), Arc::default()));
    assert_eq!(content(&one), content(&other));
}

#[test]
fn years_that_are_there_are_not_made_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = filled(folder.path(), Arc::default());
    let (before, device) = (records(&app).len(), Arc::clone(&app.device));
    app.shut_down();
    drop(app);
    let again = filled(folder.path(), device);
    assert_eq!(records(&again).len(), before);
}

#[test]
fn a_profile_that_somebody_began_is_never_filled() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = crate::testing::app(folder.path());
    let device = Arc::clone(&app.device);
    app.shut_down();
    drop(app);
    let app = start(folder.path(), device);
    app.open_with_ten_years();
    assert_eq!(app.stage(), Stage::Open { welcomed: false });
    assert_eq!(all::<Mark>(&app), []);
}

#[test]
fn nothing_in_them_names_somebody() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = filled(folder.path(), Arc::default());
    for record in records(&app).iter().filter(|record| record.kind != Kind::Number.number()) {
        for text in texts(record).iter().filter(|text| !text.starts_with('{')) {
            let seen = private_numbers(text);
            assert!(!seen.phone && !seen.identity_card, "{text}");
        }
    }
    for record in records(&app).iter().filter(|record| record.kind == Kind::Number.number()) {
        assert!(
            texts(record).iter().any(|text| text.starts_with("+120255501")),
            "a number outside the block for fiction"
        );
    }
    assert!(PhoneNumber::parse("+1 202-555-0199").is_ok());
}

#[test]
fn every_phrase_fits_where_it_stands() {
    let lines: [(&[&str], usize); 9] = [
        (TAGS, 40),
        (NOTES, 500),
        (PLACES, 100),
        (TOPICS, 120),
        (TRAININGS, 200),
        (WHOM, 100),
        (MILESTONES, 120),
        (STORIES, 120),
        (NAMES, 60),
    ];
    for (phrases, most) in lines {
        assert!(phrases.iter().all(|phrase| line::<1000>(phrase).as_str().chars().count() <= most), "{phrases:?}");
    }
    for phrases in [SERVED, AMENDS, BEFORE, HELPED, GAVE, COST, TIPS, LINES, WHY, SPREAD, CALLED] {
        assert!(phrases.iter().all(|phrase| text::<160>(phrase).as_str() == *phrase), "{phrases:?}");
    }
    for (title, words) in CHAPTERS.iter().chain(GOALS) {
        assert_eq!((line::<120>(title).as_str(), text::<200>(words).as_str()), (*title, *words));
    }
}
