use chrono::{DateTime, TimeDelta};

use super::*;
use crate::record::{Actor, Body, Merged, decode_seen, encode_seen, merge};

const PHONE: Actor = Actor(*b"phone...");
const LAPTOP: Actor = Actor(*b"laptop..");

fn at(actor: Actor, seconds: i64) -> Edit {
    Edit { actor, now: DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds) }
}

fn person(name: &str, note: &str) -> Fields {
    Fields::from([
        ("name".to_owned(), Value::from(name)),
        ("note".to_owned(), Value::from(note)),
        ("sex".to_owned(), Value::Null),
        ("on_ladder".to_owned(), Value::Bool(false)),
    ])
}

fn seen(record: &Record) -> Seen {
    Seen::new(record.seen.clone(), record.shown_fields())
}

fn shown<'r>(record: &'r Record, field: &str) -> &'r str {
    match record.shown(field) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

/// The names that are kept, the shown one first.
fn names(record: &Record) -> Vec<&str> {
    fn text(entry: &Entry<Value>) -> Option<&str> {
        if let Value::Text(text) = &entry.value { Some(text) } else { None }
    }
    record.versions("name").into_iter().filter_map(text).collect()
}

/// A person whose name was changed on the laptop and, a little earlier by the clocks, on the phone.
fn contested() -> Record {
    let mut record = Record::make(Kind::Person, &person("Zul", "kawan"), at(PHONE, 1));
    let opened = seen(&record);
    record.save(&person("Abang Zul", "kawan"), &opened, at(LAPTOP, 9));
    record.save(&person("Zulkifli", "kawan"), &opened, at(PHONE, 5));
    record
}

#[test]
fn what_a_form_left_alone_is_left_as_it_came_meanwhile() {
    let mut record = Record::make(Kind::Person, &person("Zul", "kawan"), at(PHONE, 1));
    let opened = seen(&record);
    record.save(&person("Zul", "012, malam sahaja"), &opened, at(LAPTOP, 3));
    assert!(record.save(&person("Zulkifli", "kawan"), &opened, at(PHONE, 5)));
    assert_eq!((shown(&record, "name"), shown(&record, "note")), ("Zulkifli", "012, malam sahaja"));
    assert_eq!(record.waiting().count(), 0);
}

#[test]
fn what_came_back_from_a_screen_is_known_again() {
    let record = Record::make(Kind::Person, &person("Zul", ""), at(PHONE, 1));
    let back = decode_seen(&encode_seen(&seen(&record))).expect("it came from there");
    assert!(back.is_shown("name", &Value::from("Zul")) && back.is_shown("note", &Value::from("")));
    assert!(back.is_shown("sex", &Value::Null) && back.is_shown("on_ladder", &Value::Bool(false)));
    for (name, value) in [("name", Value::from("zul")), ("name", Value::Null), ("sex", Value::from("man"))] {
        assert!(!back.is_shown(name, &value), "{name}");
    }
}

#[test]
fn a_field_that_was_empty_when_the_form_opened_keeps_what_came() {
    let mut record = Record::make(Kind::Person, &Fields::from([("name".to_owned(), Value::from("Zul"))]), at(PHONE, 1));
    let opened = seen(&record);
    record.save(&person("Zul", "kawan"), &opened, at(LAPTOP, 3));
    let mut form = person("Zulkifli", "");
    form.insert("note".to_owned(), Value::Null);
    record.save(&form, &opened, at(PHONE, 5));
    assert_eq!(shown(&record, "note"), "kawan");
}

#[test]
fn another_version_waits_until_the_person_has_chosen() {
    let mut record = contested();
    assert_eq!(record.waiting().collect::<Vec<_>>(), [("name", Line)]);
    let opened = seen(&record);
    assert!(record.save(&person("Abang Zul", "jiran"), &opened, at(PHONE, 10)));
    assert_eq!(names(&record), ["Abang Zul", "Zulkifli"], "a save of something else");
    let opened = seen(&record);
    assert!(record.save(&person("Abang Zul Kifli", "jiran"), &opened, at(PHONE, 11)));
    assert_eq!(names(&record), ["Abang Zul Kifli", "Zulkifli"], "a save of the field without a choice");
    let opened = seen(&record);
    let other = record.versions("name")[1].dot;
    assert_eq!(record.choose("name", Choice::One(other), opened.edits(), at(PHONE, 12)), Ok(()));
    assert_eq!(names(&record), ["Zulkifli"]);
    assert_eq!(record.waiting().count(), 0);
}

#[test]
fn a_version_that_came_after_the_question_goes_on_waiting() {
    let mut record = contested();
    let before = record.versions("name").iter().map(|entry| entry.dot).collect::<Vec<_>>();
    let asked = seen(&record);
    record.edit(&Fields::from([("name".to_owned(), Value::from("Zul Kecil"))]), &VersionVector::new(), at(LAPTOP, 20));
    assert_eq!(record.choose("name", Choice::One(before[1]), asked.edits(), at(PHONE, 21)), Ok(()));
    assert_eq!(names(&record), ["Zulkifli", "Zul Kecil"]);
    let gone = record.choose("name", Choice::One(before[0]), asked.edits(), at(PHONE, 22));
    assert_eq!(gone, Err(NoSuchVersion));
}

#[test]
fn both_versions_of_a_text_are_kept_if_there_is_room() {
    let tip = |text: &str| {
        Fields::from([
            ("parent".to_owned(), Value::Bytes(vec![1; 16])),
            ("date".to_owned(), Value::from("2026-03-31")),
            ("text".to_owned(), Value::from(text)),
        ])
    };
    let both = |first: &str, second: &str| {
        let mut record = Record::make(Kind::Tip, &tip("sabar"), at(PHONE, 1));
        let opened = seen(&record);
        record.save(&tip(first), &opened, at(LAPTOP, 9));
        record.save(&tip(second), &opened, at(PHONE, 5));
        let asked = seen(&record);
        let chosen = record.choose("text", Choice::All, asked.edits(), at(PHONE, 12));
        (record, chosen)
    };
    let (record, chosen) = both("satu hari", "pada satu masa");
    assert_eq!((chosen, shown(&record, "text")), (Ok(()), "satu hari\n\npada satu masa"));
    assert_eq!(record.waiting().count(), 0);
    let long = "a".repeat(150);
    let (record, chosen) = both(&long, &"b".repeat(150));
    assert_eq!((chosen, shown(&record, "text")), (Err(NoSuchVersion), long.as_str()));
    assert_eq!(record.waiting().count(), 1, "nothing is lost");
    let mut record = contested();
    let asked = seen(&record);
    assert_eq!(record.choose("name", Choice::All, asked.edits(), at(PHONE, 12)), Err(NoSuchVersion));
}

#[test]
fn words_that_are_chosen_count_although_something_was_picked_from_a_list() {
    let card = |code: Value, text: &str| {
        Fields::from([("situation_code".to_owned(), code), ("situation_text".to_owned(), Value::from(text))])
    };
    let mut record = Record::make(Kind::Card, &card(Value::Null, "bosan"), at(PHONE, 1));
    let opened = seen(&record);
    record.save(&card(Value::from("c2"), "sunyi"), &opened, at(LAPTOP, 9));
    record.save(&card(Value::Null, "bosan malam Sabtu"), &opened, at(PHONE, 5));
    let asked = seen(&record);
    let own = record.versions("situation_text")[1].dot;
    assert_eq!(record.choose("situation_text", Choice::One(own), asked.edits(), at(PHONE, 12)), Ok(()));
    assert_eq!(record.shown("situation_code"), Some(&Value::Null));
    assert_eq!(shown(&record, "situation_text"), "bosan malam Sabtu");
}

#[test]
fn a_form_that_is_saved_again_and_again_keeps_what_came_while_it_was_open() {
    let mut record = Record::make(Kind::Person, &person("Zul", "kawan"), at(PHONE, 1));
    let opened = seen(&record);
    record.save(&person("Zul", "jiran"), &opened, at(LAPTOP, 9));
    let mut form = opened;
    for (second, note) in [(5, "kawan"), (6, "kawan l"), (7, "kawan lama")] {
        let values = person("Zul", note);
        record.save(&values, &form, at(PHONE, second));
        form = decode_seen(&encode_seen(&form.after(&record, values, PHONE))).expect("it came from there");
    }
    let kept = record.versions("note").len();
    assert_eq!((kept, shown(&record, "note")), (2, "jiran"), "the last of what was typed, and what came");
}

#[test]
fn what_is_switched_or_written_alike_is_no_question() {
    let mut record = Record::make(Kind::Person, &person("Zul", "kawan"), at(PHONE, 1));
    let opened = seen(&record);
    let mut laptop = record.clone();
    for (record, device, sex) in [(&mut laptop, LAPTOP, "man"), (&mut record, PHONE, "woman")] {
        let mut form = person("Zulkifli", "kawan");
        form.insert("sex".to_owned(), Value::from(sex));
        record.save(&form, &opened, at(device, if device == LAPTOP { 9 } else { 5 }));
    }
    let Merged::One(Body::Live(mut record)) = merge(&Body::Live(record), &Body::Live(laptop)) else {
        panic!("two versions of one record");
    };
    assert_eq!(record.contested().collect::<Vec<_>>(), ["name", "sex"]);
    assert_eq!((record.waiting().count(), shown(&record, "sex")), (0, "man"));
    let opened = seen(&record);
    let mut form = person("Zulkifli", "kawan");
    form.insert("sex".to_owned(), Value::Null);
    record.save(&form, &opened, at(PHONE, 10));
    assert_eq!(record.contested().collect::<Vec<_>>(), ["name"], "the next change settles it");
}

#[test]
fn versions_do_not_pile_up_for_ever() {
    let mut record = Record::make(Kind::Person, &person("Zul", ""), at(PHONE, 1));
    for n in 0..100 {
        let opened = seen(&record);
        record.save(&person(&format!("laptop {n}"), ""), &opened, at(LAPTOP, n));
        record.save(&person(&format!("phone {n}"), ""), &opened, at(PHONE, n));
    }
    assert!(record.fields["name"].len() <= MAX_WAITING + 2, "{}", record.fields["name"].len());
}
