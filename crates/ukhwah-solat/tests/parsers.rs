//! Everything that reads what others wrote, fed with arbitrary bytes and with good files that were spoilt.
//!
//! More than the usual 256 cases each: `PROPTEST_CASES=100000 cargo nextest run -p ukhwah-solat --features
//! cli,parameters,tables -E 'binary(parsers)'`.
#![cfg(all(feature = "tables", feature = "parameters"))]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use proptest::sample::Index;
use ukhwah_solat::hijri::HijriDate;
use ukhwah_solat::malaysia::{Parameters, Timetable, Zone, search};
use ukhwah_solat::table::{Table, check};
use ukhwah_solat::world::Method;
use ukhwah_solat::{Minutes, Place, Prayer};

const PARAMETERS: &str = include_str!("../data/parameters.json");

/// What parsers stumble over.
const TOKENS: [&str; 28] = [
    "\"",
    "'",
    ",",
    ";",
    "\t",
    "\r",
    "\n",
    "\0",
    "{",
    "}",
    "[",
    "]",
    ":",
    "\\",
    "\\u",
    "\u{feff}",
    "٠",
    "é",
    "-",
    "1e999",
    "NaN",
    "null",
    "true",
    "99999999999999999999",
    "24:00",
    "29-Feb-2027",
    "\"prayerTime\"",
    "WLY01",
];

/// One way of spoiling a file.
#[derive(Clone, Debug)]
enum Damage {
    Write(Index, Vec<u8>),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Repeat(Index, usize, Index),
    End(Index),
}

fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..8),
        prop::sample::select(TOKENS.to_vec()).prop_map(|token| token.as_bytes().to_vec()),
    ]
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        4 => (any::<Index>(), piece()).prop_map(|(at, piece)| Damage::Write(at, piece)),
        4 => (any::<Index>(), piece()).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        2 => (any::<Index>(), 0..200usize).prop_map(|(at, length)| Damage::Remove(at, length)),
        2 => (any::<Index>(), 0..200usize, any::<Index>()).prop_map(|(from, length, to)| Damage::Repeat(from, length, to)),
        1 => any::<Index>().prop_map(Damage::End),
    ]
}

fn spoil(bytes: &mut Vec<u8>, damage: Damage) {
    let length = bytes.len();
    let place = |at: Index| at.index(length + 1);
    match damage {
        Damage::Write(at, piece) => {
            let at = place(at);
            bytes.splice(at..(at + piece.len()).min(length), piece);
        }
        Damage::Insert(at, piece) => drop(bytes.splice(place(at)..place(at), piece)),
        Damage::Remove(at, count) => drop(bytes.drain(place(at)..(place(at) + count).min(length))),
        Damage::Repeat(from, count, to) => {
            let piece = bytes[place(from)..(place(from) + count).min(length)].to_vec();
            bytes.splice(place(to)..place(to), piece);
        }
        Damage::End(at) => bytes.truncate(place(at)),
    }
}

/// A file, or what is left of it after up to a dozen mishaps; or no such file at all.
fn spoilt(file: String) -> impl Strategy<Value = Vec<u8>> {
    let file = file.into_bytes();
    let damaged = prop::collection::vec(damage(), 1..12).prop_map(move |damages| {
        let mut bytes = file.clone();
        damages.into_iter().for_each(|damage| spoil(&mut bytes, damage));
        bytes
    });
    prop_oneof![9 => damaged, 1 => prop::collection::vec(any::<u8>(), 0..400)]
}

fn zone() -> Zone {
    "WLY01".parse().expect("a zone")
}

/// Six weeks with the leap day in them.
fn days() -> Vec<(NaiveDate, [Minutes; 6])> {
    let date = |month, day| NaiveDate::from_ymd_opt(2028, month, day).expect("a date");
    let timetable = Timetable::new(zone());
    let days = timetable.days(date(2, 10), date(3, 22)).expect("a range");
    days.map(|day| (day.date(), Prayer::ALL.map(|prayer| day[prayer]))).collect()
}

fn csv() -> String {
    days().iter().fold("zone,date,fajr,syuruk,dhuhr,asr,maghrib,isha\n".to_owned(), |mut text, (date, times)| {
        writeln!(text, "WLY01,{date},{}", times.map(|time| time.to_string()).join(",")).expect("a string grows");
        text
    })
}

fn json() -> String {
    let rows: Vec<String> = days()
        .iter()
        .map(|(date, [fajr, syuruk, dhuhr, asr, maghrib, isha])| {
            format!(
                r#"{{"date":"{:02}-{}-{}","fajr":"{fajr}:00","syuruk":"{syuruk}:00","dhuhr":"{dhuhr}:00",
                "asr":"{asr}:00","maghrib":"{maghrib}:00","isha":"{isha}:00"}}"#,
                date.day(),
                if date.month() == 2 { "Feb" } else { "Mac" },
                date.year()
            )
        })
        .collect();
    format!(r#"{{"prayerTime":[{}],"status":"OK!","zone":"WLY01"}}"#, rows.join(","))
}

/// What holds for every table that is read at all.
fn judge(table: &Table) -> Result<(), TestCaseError> {
    let timetable = Timetable::new(table.zone());
    let computed = |date: NaiveDate| timetable.day(date).expect("a table has only dates that can be computed");
    let Ok(verdict) = check(table, |date| Prayer::ALL.map(|prayer| computed(date)[prayer])) else { return Ok(()) };
    let accepted = verdict.accepted.values().flatten().flatten().count();
    let asked: usize = verdict.shifts.iter().map(|shift| shift.values.len()).sum();
    prop_assert_eq!(accepted + asked + verdict.refused.len(), table.dates().count() * 6);
    let told: usize = verdict.runs().iter().map(|run| run.values.len()).sum();
    prop_assert_eq!(told, verdict.refused.len());
    let replaced: BTreeMap<_, _> = verdict.replacements(|_| false);
    for (date, times) in replaced {
        for (prayer, time) in Prayer::ALL.into_iter().zip(times) {
            let own = computed(date)[prayer].get();
            prop_assert!(time.is_none_or(|time| (time.get() - own).abs() <= 2), "{} {}", date, prayer);
        }
    }
    Ok(())
}

#[test]
fn the_files_that_are_spoilt_are_good_before() {
    for file in [csv(), json()] {
        assert_eq!(Table::read(file.as_bytes(), zone()).expect("a table").dates().count(), 42);
    }
    assert!(Parameters::from_json(PARAMETERS).is_ok());
}

proptest! {
    #[test]
    fn a_spoilt_answer_of_the_service_is_a_table_or_an_error(bytes in spoilt(json())) {
        if let Ok(table) = Table::read(&bytes, zone()) {
            judge(&table)?;
        }
    }

    #[test]
    fn a_spoilt_csv_is_a_table_or_an_error(bytes in spoilt(csv())) {
        if let Ok(table) = Table::read(&bytes, zone()) {
            judge(&table)?;
        }
    }

    #[test]
    fn spoilt_parameters_give_times_or_an_error(bytes in spoilt(PARAMETERS.to_owned())) {
        let read = String::from_utf8(bytes).ok().and_then(|text| Parameters::from_json(&text).ok());
        if let Some(parameters) = read {
            let date = NaiveDate::from_ymd_opt(2028, 2, 29).expect("a date");
            for zone in Zone::all() {
                prop_assert!(Timetable::with_parameters(zone, &parameters).day(date).is_ok());
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused(bytes in prop_oneof![
        spoilt("3.139,101.687".to_owned()),
        spoilt("1447-10-01".to_owned()),
        spoilt("moonsighting".to_owned()),
        spoilt("wly01".to_owned()),
        spoilt("Masjid Jamek, Kg. Baru, Petaling Jaya".to_owned()),
    ]) {
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(place) = text.parse::<Place>() {
            prop_assert!(place.latitude.get().abs() <= 90.0 && place.longitude.get().abs() <= 180.0);
        }
        if let Ok(date) = text.parse::<HijriDate>() {
            prop_assert!((1..=12).contains(&date.month().number()) && (1..=30).contains(&date.day()));
        }
        if let Ok(zone) = text.parse::<Zone>() {
            prop_assert!(zone.code().eq_ignore_ascii_case(text.trim()));
        }
        let _ = (text.parse::<Method>(), text.parse::<Minutes>(), text.parse::<Prayer>());
        let found = search(&text);
        prop_assert!(found.iter().all(|found| found.score > 0.0 && found.score <= 1.0));
        prop_assert!(found.is_sorted_by(|a, b| a.score >= b.score));
    }
}
