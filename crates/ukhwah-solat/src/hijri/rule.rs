//! The rule by which `starts.rs` was made, and the test that it still gives what is written there.

use std::fmt::Write as _;

use chrono::{Datelike, Days, NaiveDate};

use super::sighting::{Criterion, Evening};

const FIRST_YEAR: u16 = 1420;
const LAST_YEAR: u16 = 1480;
/// Under this margin, in degrees, an observation could decide otherwise.
const CLOSE_MARGIN: f64 = 0.3;
/// What is written in `starts.rs`.
const WRITTEN: &str = include_str!("starts.rs");

/// The months whose official start is not the rule's: year, month and start (YYYYMMDD).
const EXCEPTIONS: [(u16, u8, u32); 4] =
    [(1439, 1, 20_170_922), (1442, 4, 20_201_117), (1442, 6, 20_210_114), (1443, 10, 20_220_502)];

struct Start {
    date: NaiveDate,
    close: bool,
}

fn ymd(date: NaiveDate) -> u32 {
    u32::try_from(date.year()).expect("a year of our era") * 10_000 + date.month() * 100 + date.day()
}

/// The month begun by the first evening, from the 26th day of the month before, that meets the criterion.
fn by_rule(previous: NaiveDate, criterion: Criterion) -> Start {
    let mut evening = previous + Days::new(25);
    let mut nearest = f64::INFINITY;
    loop {
        let margin = Evening::at(evening, criterion).margin();
        nearest = nearest.min(margin.abs());
        if margin >= 0.0 {
            return Start { date: evening + Days::new(1), close: nearest < CLOSE_MARGIN };
        }
        evening = evening + Days::new(1);
    }
}

/// The starts of all months from Muharam 1420 to Muharam 1481.
fn all_starts() -> Vec<(u16, u8, Start)> {
    let mut previous = NaiveDate::from_ymd_opt(1999, 3, 19).expect("Zulhijah 1419 began about then");
    let months = (FIRST_YEAR..=LAST_YEAR).flat_map(|year| (1..=12).map(move |month| (year, month)));
    months
        .chain([(LAST_YEAR + 1, 1)])
        .map(|(year, month)| {
            let mut start = by_rule(previous, Criterion::of_year(year));
            if let Some(exception) = EXCEPTIONS.iter().find(|exception| (exception.0, exception.1) == (year, month)) {
                assert_ne!(ymd(start.date), exception.2, "{year}-{month} is no exception");
                start = Start { date: date(exception.2), close: true };
            }
            previous = start.date;
            (year, month, start)
        })
        .collect()
}

fn date(ymd: u32) -> NaiveDate {
    let year = i32::try_from(ymd / 10_000).expect("four digits");
    NaiveDate::from_ymd_opt(year, ymd / 100 % 100, ymd % 100).expect("a date of the calendar")
}

/// The text of `starts.rs`.
fn render(starts: &[(u16, u8, Start)]) -> String {
    let (end, months) = starts.split_last().expect("there are months");
    let mut text = String::from(HEAD);
    text += "/// The Hijri year of the first row.\n";
    let _ = writeln!(text, "pub(super) const FIRST_YEAR: u16 = {FIRST_YEAR};\n");
    text += "/// The civil dates (YYYYMMDD) on which the months start; a row is a year.\n#[rustfmt::skip]\n";
    let _ = writeln!(text, "pub(super) const STARTS: [[u32; 12]; {}] = [", months.len() / 12);
    for year in months.chunks(12) {
        let dates: Vec<String> = year.iter().map(|(_, _, start)| ymd(start.date).to_string()).collect();
        let _ = writeln!(text, "    [{}], // {}", dates.join(", "), year[0].0);
    }
    let _ = writeln!(text, "];\n\n/// The civil date on which the year after the last starts.");
    let _ = writeln!(text, "pub(super) const END: u32 = {};\n", ymd(end.2.date));
    let close: Vec<String> = months
        .iter()
        .filter(|(_, _, start)| start.close)
        .map(|(year, month, _)| format!("({year}, {month})"))
        .collect();
    text += "/// The months (year, number) that 0.3 degrees would have moved, or an official decision did move.\n";
    let _ = writeln!(text, "#[rustfmt::skip]\npub(super) const CLOSE: [(u16, u8); {}] = [", close.len());
    for row in close.chunks(8) {
        let _ = writeln!(text, "    {},", row.join(", "));
    }
    text + "];\n"
}

const HEAD: &str = "\
//! The month starts, computed by the rule in `rule.rs`, whose test fails when this file is not what the rule gives.
//!
//! To make it again: `UPDATE_STARTS=1 cargo test -p ukhwah-solat the_table_is_what_the_rule_gives`.

";

#[test]
fn the_table_is_what_the_rule_gives() {
    let computed = render(&all_starts());
    if std::env::var_os("UPDATE_STARTS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/hijri/starts.rs");
        std::fs::write(path, &computed).expect("the source can be written");
        return;
    }
    for (line, (written, now)) in WRITTEN.lines().zip(computed.lines()).enumerate() {
        assert_eq!(written, now, "line {}", line + 1);
    }
    assert_eq!(WRITTEN.len(), computed.len());
}
