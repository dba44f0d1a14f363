//! How near the computed times come to the official ones of a year they were, and a year they were not, fitted on.
#![cfg(feature = "parameters")]

mod shared;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ukhwah_solat::malaysia::{Parameters, Timetable, Zone};
use ukhwah_solat::{DayTimes, Minutes, Prayer};

/// One row of the official table.
struct Row {
    zone: Zone,
    date: NaiveDate,
    imsak: Minutes,
    times: [Minutes; 6],
    dhuha: Option<Minutes>,
}

/// Differences in whole minutes, and how often each occurs.
#[derive(Default)]
struct Tally(BTreeMap<u16, u32>);

impl Tally {
    fn add(&mut self, official: Minutes, computed: Minutes) {
        *self.0.entry(official.get().abs_diff(computed.get())).or_default() += 1;
    }

    fn percent_within(&self, minutes: u16) -> f64 {
        let within: u32 = self.0.range(..=minutes).map(|(_, count)| count).sum();
        100.0 * f64::from(within) / f64::from(self.0.values().sum::<u32>())
    }

    #[expect(clippy::print_stdout, reason = "the figures are what the test is run for")]
    fn print(&self, name: &str) {
        let [exact, one, two] = [0, 1, 2].map(|minutes| self.percent_within(minutes));
        println!("{name}: exact {exact:.2} %, within 1 min {one:.3} %, within 2 min {two:.3} %");
    }
}

fn rows(text: &str) -> Vec<Row> {
    let time = |field: &str| field.parse::<Minutes>().expect("a time");
    text.lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<_> = line.split(',').collect();
            let [zone, date, _hijri, imsak, fajr, syuruk, dhuhr, asr, maghrib, isha, dhuha] = fields[..] else {
                panic!("{line}: eleven columns")
            };
            Row {
                zone: zone.parse().expect("a zone"),
                date: date.parse().expect("a date"),
                imsak: time(imsak),
                times: [fajr, syuruk, dhuhr, asr, maghrib, isha].map(time),
                dhuha: dhuha.parse().ok(),
            }
        })
        .collect()
}

/// Errors of the official table of 2025: times 12 hours off.
fn is_table_error(row: &Row, prayer: Prayer) -> bool {
    let between = |from: (u32, u32), to: (u32, u32)| {
        let date = |(month, day)| NaiveDate::from_ymd_opt(2025, month, day).expect("a date");
        (date(from)..=date(to)).contains(&row.date)
    };
    let is_afternoon = matches!(prayer, Prayer::Asr | Prayer::Maghrib | Prayer::Isha);
    match row.zone.code() {
        "NGS01" => is_afternoon && between((10, 8), (11, 27)),
        "NGS02" => is_afternoon && between((10, 12), (11, 23)),
        "PLS01" => prayer == Prayer::Fajr && between((3, 1), (3, 1)),
        _ => false,
    }
}

fn computed(parameters: &Parameters, rows: &[Row]) -> Vec<DayTimes> {
    let timetables: Vec<_> = Zone::all().map(|zone| Timetable::with_parameters(zone, parameters)).collect();
    let of = |row: &Row| timetables.iter().find(|timetable| timetable.zone() == row.zone).expect("all zones are there");
    rows.iter().map(|row| of(row).day(row.date).expect("a computed date")).collect()
}

#[test]
fn the_official_times_of_2025_are_met_within_a_minute() {
    let (Some(table), Some(fit)) = (shared::read("official-2025.csv"), shared::read("parameters-fit2025.json")) else {
        return;
    };
    let rows = rows(&table);
    assert_eq!(rows.len(), 57 * 365);
    for (name, parameters) in [
        ("fitted on 2025", Parameters::from_json(&fit).expect("the parameters are in order")),
        ("compiled in", Parameters::compiled()),
    ] {
        let (mut kedah, mut others) = (Tally::default(), Tally::default());
        let mut left_out = 0;
        for (row, day) in rows.iter().zip(computed(&parameters, &rows)) {
            for prayer in Prayer::ALL {
                if is_table_error(row, prayer) {
                    left_out += 1;
                } else {
                    let tally = if row.zone.state() == "Kedah" { &mut kedah } else { &mut others };
                    tally.add(row.times[prayer as usize], day[prayer]);
                }
            }
        }
        println!("parameters {name}; {left_out} errors of the table left out");
        others.print("  outside Kedah");
        kedah.print("  Kedah");
        assert!(left_out < 300, "{left_out}");
        assert!(others.percent_within(1) >= 99.9);
        assert!(kedah.percent_within(1) >= 99.0);
    }
}

#[test]
fn imsak_and_dhuha_follow_the_official_table() {
    let Some(table) = shared::read("official-2025.csv") else { return };
    let rows = rows(&table);
    let (mut imsak, mut dhuha) = (Tally::default(), Tally::default());
    for (row, day) in rows.iter().zip(computed(&Parameters::compiled(), &rows)) {
        if !is_table_error(row, Prayer::Fajr) {
            imsak.add(row.imsak, day.imsak());
        }
        if let Some(official) = row.dhuha {
            dhuha.add(official, day.dhuha());
        }
    }
    imsak.print("imsak");
    dhuha.print("dhuha");

    assert!(imsak.percent_within(1) >= 99.8);
    assert!(dhuha.percent_within(1) >= 99.9);
}
