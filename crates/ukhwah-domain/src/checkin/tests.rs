//! A check-in and its settings as fields and back.

use super::*;
use crate::bounded::Lead;
use crate::record::{Entity, FieldError, Fields, Kind, Value};
use crate::routine::sample::{clock, day, line, some};
use crate::routine::{Anchor, ReminderWish, Sound, Timing};

fn full() -> CheckIn {
    CheckIn {
        heaviness: Some(some(4)),
        craving: Some(some(1)),
        energy: Some(some(2)),
        burden: Some(Burden::Both),
        hungry: true,
        angry: false,
        lonely: true,
        tired: true,
        note: Some(line("Cerita klien tadi")),
        ..CheckIn::at_moment(day("2026-03-07"), clock(21, 15))
    }
}

#[test]
fn every_noun_comes_back_from_its_fields() {
    for check_in in [full(), CheckIn::at_moment(day("2026-03-07"), clock(0, 0))] {
        assert_eq!(CheckIn::from_fields(&check_in.to_fields()), Ok(check_in.clone()));
        let json = serde_json::to_string(&check_in).expect("a check-in is JSON");
        assert_eq!(serde_json::from_str::<CheckIn>(&json).ok(), Some(check_in));
    }
    let remind = Some(ReminderWish { before: Lead::LEAST, sound: Sound::Silent });
    let timing = Timing::Around { anchor: Anchor::Isha, minutes: some(15) };
    let settings = ReflectionSettings {
        time: Some(CheckInTime { timing, remind }),
        early_sign: false,
        sign_read_on: Some(day("2026-03-07")),
    };
    for settings in [settings, ReflectionSettings::default()] {
        assert_eq!(ReflectionSettings::from_fields(&settings.to_fields()), Ok(settings));
    }
}

#[test]
fn the_field_names_are_frozen() {
    let names = |fields: Fields| fields.into_keys().collect::<Vec<_>>().join(" ");
    let expected = "angry burden craving date energy heaviness hungry lonely minute note tired";
    assert_eq!(names(full().to_fields()), expected);
    assert_eq!((&full().to_fields()["minute"], &full().to_fields()["heaviness"]), (&Value::Int(1275), &Value::Int(4)));
    let expected = "early_sign remind_before remind_sound sign_read_on timing";
    assert_eq!(names(ReflectionSettings::default().to_fields()), expected);
}

#[test]
fn an_answer_out_of_its_steps_reads_as_not_given() {
    let mut fields = full().to_fields();
    fields.insert("heaviness".to_owned(), Value::Int(6));
    fields.insert("burden".to_owned(), Value::from("somebody"));
    let read = CheckIn::from_fields(&fields).expect("the rest is there");
    assert_eq!((read.heaviness, read.burden, read.craving), (None, None, full().craving));
    fields.insert("minute".to_owned(), Value::Int(1440));
    assert_eq!(CheckIn::from_fields(&fields), Err(FieldError { kind: Kind::CheckIn, field: "minute" }));
}

#[test]
fn settings_without_a_record_speak_up_and_do_not_remind() {
    assert_eq!(ReflectionSettings::from_fields(&Fields::new()), Ok(ReflectionSettings::default()));
    let settings = ReflectionSettings::default();
    assert!(settings.early_sign && settings.time.is_none());
}

#[test]
fn a_check_in_without_answers_is_blank() {
    let blank = CheckIn::at_moment(day("2026-03-07"), clock(0, 0));
    assert!(blank.is_blank() && !full().is_blank());
    assert!(!CheckIn { tired: true, ..blank }.is_blank());
    assert_eq!(full().answer(Question::Energy), Some(some(2)));
}

#[test]
fn it_is_ordered_by_the_clock_of_its_place_and_lies_within_a_life() {
    let at = |date: &str, hour| CheckIn::at_moment(day(date), clock(hour, 0));
    assert!(at("2026-03-07", 23).order_ms() < at("2026-03-08", 0).order_ms());
    assert!(at("1920-01-01", 0).is_in_a_life() && !at("1919-12-31", 23).is_in_a_life());
}
