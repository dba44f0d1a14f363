//! The official tables of 2025, and how near computed times come to them.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use ukhwah_solat::malaysia::{Parameters, Timetable, Zone};
use ukhwah_solat::{DayTimes, Minutes, Prayer};

/// One row of the official table.
pub(crate) struct Row {
    zone: Zone,
    date: NaiveDate,
    imsak: Minutes,
    times: [Minutes; 6],
    dhuha: Option<Minutes>,
}

/// Differences in whole minutes, and how often each occurs.
#[derive(Default)]
pub(crate) struct Tally(BTreeMap<u16, u32>);

impl Tally {
    fn add(&mut self, official: Minutes, computed: Minutes) {
        *self.0.entry(official.get().abs_diff(computed.get())).or_default() += 1;
    }

    pub(crate) fn percent_within(&self, minutes: u16) -> f64 {
        let within: u32 = self.0.range(..=minutes).map(|(_, count)| count).sum();
        100.0 * f64::from(within) / f64::from(self.0.values().sum::<u32>())
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [exact, one, two] = [0, 1, 2].map(|minutes| self.percent_within(minutes));
        write!(formatter, "exact {exact:.2} %, within 1 min {one:.3} %, within 2 min {two:.3} %")
    }
}

/// How the times of one set of parameters compare with the official ones.
#[derive(Default)]
pub(crate) struct Comparison {
    pub(crate) kedah: Tally,
    pub(crate) others: Tally,
    /// In all zones.
    pub(crate) imsak: Tally,
    /// In the zones that publish it.
    pub(crate) dhuha: Tally,
    /// Values of the table that are wrong in themselves.
    pub(crate) left_out: u32,
}

impl Comparison {
    pub(crate) fn new(parameters: &Parameters, rows: &[Row]) -> Self {
        let mut comparison = Self::default();
        for (row, day) in rows.iter().zip(computed(parameters, rows)) {
            if !is_table_error(row, Prayer::Fajr) {
                comparison.imsak.add(row.imsak, day.imsak());
            }
            if let Some(official) = row.dhuha {
                comparison.dhuha.add(official, day.dhuha());
            }
            for prayer in Prayer::ALL {
                if is_table_error(row, prayer) {
                    comparison.left_out += 1;
                    continue;
                }
                let is_kedah = row.zone.state() == "Kedah";
                let tally = if is_kedah { &mut comparison.kedah } else { &mut comparison.others };
                tally.add(row.times[prayer as usize], day[prayer]);
            }
        }
        comparison
    }
}

pub(crate) fn rows(text: &str) -> Vec<Row> {
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
