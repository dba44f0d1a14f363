//! Every noun of the routine as fields and back, and who comes next.

use std::fmt::Debug;

use proptest::prelude::*;

use super::*;
use crate::record::{Entity, FieldError, Fields, Kind, Value};

/// The noun comes back from its fields, also with one that a newer app added.
fn check<T: Entity + PartialEq + Debug>(noun: &T) -> Result<(), TestCaseError> {
    let mut fields = noun.to_fields();
    fields.insert("added_later".to_owned(), Value::Int(1));
    let read = T::from_fields(&fields);
    prop_assert_eq!(read.as_ref(), Ok(noun));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_noun_comes_back_from_its_fields(
        item in sample::any_item(),
        settings in sample::any_settings(),
        mark in sample::any_mark(),
        surah in 1_i64..=114,
    ) {
        check(&item)?;
        check(&settings)?;
        check(&mark)?;
        let place = QuranPlace::Surah { surah: sample::some(surah), ayah: Some(sample::some(1)) };
        check(&QuranEntry { date: mark.date, place, at_ms: mark.at_ms })?;
        let json = serde_json::to_string(&item).expect("an item is JSON");
        prop_assert_eq!(serde_json::from_str::<RoutineItem>(&json).ok(), Some(item));
        let json = serde_json::to_string(&settings).expect("settings are JSON");
        prop_assert_eq!(serde_json::from_str::<PrayerSettings>(&json).ok(), Some(settings));
    }

    #[test]
    fn a_timing_is_read_back_as_written(item in sample::any_item()) {
        prop_assert_eq!(item.timing.to_string().parse(), Ok(item.timing));
    }
}

#[test]
fn the_field_names_are_frozen() {
    let names = |fields: Fields| fields.into_keys().collect::<Vec<_>>().join(" ");
    let item = "discreet ends paused pos remind_before remind_sound repeat starts target timing title what";
    assert_eq!(names(sample::medicine().to_fields()), item);
    let fields = sample::zikir().to_fields();
    assert_eq!(fields["timing"], Value::from("maghrib +15"));
    assert_eq!(fields["repeat"], Value::from("daily"));
    assert_eq!(fields["remind_before"], Value::Int(5));
    assert_eq!(fields["what"], Value::from("zikir"));
    let fields = sample::five_prayers().to_fields();
    assert_eq!(fields["place"], Value::from("zone PHG02"));
    assert_eq!(fields["isha_jemaah"], Value::Int(10));
    assert_eq!(fields.len(), 9 + 5 * 4);
    let mark = Mark {
        target: MarkTarget::Prayer { prayer: Prayer::Fajr },
        date: sample::day("2028-02-29"),
        state: MarkState::NotToday,
        count: None,
        at_ms: 5,
    };
    assert_eq!(names(mark.to_fields()), "at_ms count date parent prayer state");
    assert_eq!(mark.to_fields()["state"], Value::from("not_today"));
}

#[test]
fn settings_that_nobody_made_have_nothing_on() {
    let settings = PrayerSettings::from_fields(&Fields::new());
    assert_eq!(settings, Ok(PrayerSettings::default()));
    let settings = PrayerSettings::default();
    assert!(Prayer::ALL.into_iter().all(|prayer| !settings.prayers.get(prayer).on));
    assert!(!settings.qada && !settings.imsak_reminder && settings.place.is_none());
}

#[test]
fn each_month_that_was_said_has_a_field_of_its_own() {
    let month: HijriMonth = "1447-09".parse().expect("a month");
    let mut settings = sample::five_prayers();
    settings.hijri_starts.insert(month, Some(sample::day("2026-02-18")));
    assert_eq!(settings.to_fields()["hijri_1447-09"], Value::from("2026-02-18"));
    settings.hijri_starts.insert(month, None);
    assert_eq!(settings.to_fields()["hijri_1447-09"], Value::Null, "taken back, and so on every device");
    let mut fields = sample::five_prayers().to_fields();
    for (name, value) in [("hijri_1447-13", "2026-02-18"), ("hijri_later", "yes"), ("hijri_1447-10", "soon")] {
        fields.insert(name.to_owned(), Value::from(value));
    }
    let read = PrayerSettings::from_fields(&fields).expect("they are still settings");
    let starts: Vec<_> = read.hijri_starts.into_iter().map(|(month, start)| (month.to_string(), start)).collect();
    assert_eq!(starts, [("1447-10".to_owned(), None)]);
}

#[test]
fn what_a_newer_app_wrote_does_not_make_an_item_vanish() {
    let mut fields = sample::medicine().to_fields();
    for (name, value) in [("what", "from tomorrow"), ("timing", "at dawn"), ("remind_sound", "loud")] {
        fields.insert(name.to_owned(), Value::from(value));
    }
    fields.insert("target".to_owned(), Value::Int(-1));
    let read = RoutineItem::from_fields(&fields).expect("it is still an item");
    assert_eq!((read.what, read.timing, read.target), (What::Other, Timing::AnyTime, None));
}

#[test]
fn an_item_on_days_that_cannot_be_understood_is_not_guessed() {
    let broken = |field: &'static str, value: &str| {
        let mut fields = sample::medicine().to_fields();
        fields.insert(field.to_owned(), Value::from(value));
        assert_eq!(RoutineItem::from_fields(&fields), Err(FieldError { kind: Kind::RoutineItem, field }));
    };
    broken("repeat", "every full moon");
    broken("starts", "soon");
    broken("title", " ");
}

#[test]
fn uzur_holds_from_its_first_to_its_last_day() {
    let uzur: Uzur = "2026-03-01/2026-03-07".parse().expect("an uzur");
    let holds = |date: &str| uzur.holds_on(sample::day(date));
    assert_eq!(["2026-02-28", "2026-03-01", "2026-03-07", "2026-03-08"].map(holds), [false, true, true, false]);
    let open: Uzur = "2026-03-01/".parse().expect("an uzur");
    assert!(open.holds_on(sample::day("2036-03-01")));
    assert_eq!(open.to_string(), "2026-03-01/");
    assert_eq!("2026-03-01".parse::<Uzur>(), Err(ParseUzurError));
}

#[test]
fn the_next_prayer_after_isyak_is_subuh() {
    let next = |moment: &str| next_prayer(sample::utc(moment), &sample::KUANTAN).map(|(prayer, _)| prayer);
    assert_eq!(next("2026-03-01T04:00:00Z"), Some(Prayer::Dhuhr));
    assert_eq!(next("2026-03-01T14:00:00Z"), Some(Prayer::Fajr));
    let at = sample::KUANTAN.anchor(sample::day("2026-03-01"), Anchor::Asr).expect("a sky has it");
    assert_eq!(next_prayer(at, &sample::KUANTAN).map(|(prayer, _)| prayer), Some(Prayer::Maghrib), "it has begun");
    assert_eq!(next_prayer(at, &sample::Sky { placed: false, ..sample::KUANTAN }), None);
}
