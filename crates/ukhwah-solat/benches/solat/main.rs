//! How accurate and how fast, in one run: `./dev bench solat`. Ends with code 1 where a limit is not kept.
#![expect(clippy::print_stdout, reason = "the figures are what it is run for")]

#[path = "../../tests/shared/hijri.rs"]
mod hijri;
#[path = "../../tests/shared/official.rs"]
mod official;
#[path = "../../tests/shared/reference.rs"]
mod reference;
#[path = "../../tests/shared/mod.rs"]
mod shared;
mod speed;
#[path = "../../tests/shared/sun.rs"]
mod sun;

use std::process::ExitCode;

use chrono::NaiveDate;
use ukhwah_solat::malaysia::{Parameters, Timetable, Zone};
use ukhwah_solat::{Place, world};

/// The rows that were printed, and whether each kept its limit.
#[derive(Default)]
struct Report {
    failures: usize,
}

impl Report {
    fn row(&mut self, what: &str, figure: &str, limit: &str, is_kept: bool) {
        let verdict = if is_kept { "holds" } else { "NOT KEPT" };
        println!("{what:<54}{figure:<63}{limit:<26}{verdict}");
        self.failures += usize::from(!is_kept);
    }

    /// A figure that a file of the shared data is needed for.
    fn skipped(what: &str, file: &str) {
        println!("{what:<54}not measured: {file} is not beside the repository (UKHWAH_SHARED)");
    }
}

fn main() -> ExitCode {
    let mut report = Report::default();
    println!("parameters {}, fitted on {}", Parameters::VERSION, Parameters::FITTED_ON);
    against_the_reference(&mut report);
    against_official_times(&mut report);
    month_starts(&mut report);
    the_sun(&mut report);
    interpolation(&mut report);
    the_year(&mut report);
    if report.failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn against_the_reference(report: &mut Report) {
    let outcome = reference::compare();
    let figure = format!("{} zone days, {} times, {} differ", outcome.days, outcome.times, outcome.different.len());
    report.row("60 zones 2015-2034 against reference.py", &figure, "0 differ", outcome.different.is_empty());
    for different in outcome.different.iter().take(10) {
        println!("  {different}");
    }
}

fn against_official_times(report: &mut Report) {
    let (what, file) = ("official times of 2025", "official-2025.csv");
    let (Some(table), Some(fit)) = (shared::read(file), shared::read("parameters-fit2025.json")) else {
        return Report::skipped(what, file);
    };
    let rows = official::rows(&table);
    let fit = Parameters::from_json(&fit).expect("the parameters are in order");
    for (name, parameters) in [("fitted on 2025", fit), ("compiled in", Parameters::compiled())] {
        let official::Comparison { kedah, others, imsak, dhuha, left_out } =
            official::Comparison::new(&parameters, &rows);
        let what = |where_: &str| format!("{what}, {name}, {where_}");
        report.row(
            &what("outside Kedah"),
            &others.to_string(),
            "99.9 % within 1 min",
            others.percent_within(1) >= 99.9,
        );
        report.row(&what("Kedah"), &kedah.to_string(), "99 % within 1 min", kedah.percent_within(1) >= 99.0);
        report.row(&what("imsak"), &imsak.to_string(), "99.8 % within 1 min", imsak.percent_within(1) >= 99.8);
        report.row(&what("dhuha"), &dhuha.to_string(), "99.9 % within 1 min", dhuha.percent_within(1) >= 99.9);
        println!("  {left_out} values left out that are 12 hours off in the table");
    }
}

fn month_starts(report: &mut Report) {
    let (what, file) = ("Hijri month starts", "hijri-month-starts.csv");
    let Some(table) = shared::read(file) else { return Report::skipped(what, file) };
    for (name, least, starts) in hijri::compare(&table) {
        let figure =
            format!("{} of {} by the rule alone, {} with the exceptions", starts.by_rule, starts.all, starts.met);
        let is_kept = starts.by_rule >= least && starts.met == starts.all;
        report.row(&format!("{what}, {name}"), &figure, &format!("{least} by the rule, then all"), is_kept);
    }
}

fn the_sun(report: &mut Report) {
    for (name, years, times_a_year, limit) in
        [("2015-2034", 2015..2035, 4000, 0.5), ("1900-2100", 1900..2101, 400, 1.0)]
    {
        let largest = sun::compare(years, times_a_year);
        let figure =
            format!("{:.2} s of time, {:.2} seconds of arc in declination", largest.seconds, largest.arcseconds);
        let what = format!("the sun {name} against NREL's algorithm, at most");
        report.row(&what, &figure, &format!("{limit} s"), largest.seconds < limit && largest.arcseconds < 15.0 * limit);
    }
}

fn interpolation(report: &mut Report) {
    let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a date");
    let (from, to) = (date(2015, 1, 1), date(2034, 12, 31));
    let zones = Zone::all().map(|zone| Timetable::new(zone).interpolation_seconds(from, to).expect("a range"));
    let worst = zones.fold(0.0, f64::max);
    report.row("interpolation, 60 zones 2015-2034, at most", &format!("{worst:.3} s"), "0.1 s", worst < 0.1);
    let places = [-60.0, -46.0, -20.0, 0.0, 21.4, 41.0, 48.6, 51.5, 55.0, 60.0].map(|latitude| {
        let place = Place::new(latitude, 101.7).expect("a place");
        let timetable = world::Timetable::new(place, world::Method::MWL, 480).expect("a clock");
        timetable.interpolation_seconds(from, to).expect("a range")
    });
    let worst = places.into_iter().fold(0.0, f64::max);
    report.row("interpolation, 60 S to 60 N 2015-2034, at most", &format!("{worst:.3} s"), "0.1 s", worst < 0.1);
}

fn the_year(report: &mut Report) {
    let years = speed::measure();
    let [zone, widest, place, adhan, salah] = &years;
    let milliseconds = |time: std::time::Duration| time.as_secs_f64() * 1000.0;
    for year in [zone, widest, place, adhan, salah] {
        let (fastest, median) = (milliseconds(year.fastest), milliseconds(year.median));
        let figure = format!("{fastest:.3} ms fastest, {median:.3} ms median");
        let is_ours = ["zone", "place"].contains(&year.name);
        let limit = if is_ours { "1 ms" } else { "" };
        report.row(&format!("a year, {}", year.name), &figure, limit, !is_ours || fastest <= 1.0);
    }
    for other in [adhan, salah] {
        for ours in [zone, place] {
            let fastest = milliseconds(other.fastest) / milliseconds(ours.fastest);
            let median = milliseconds(other.median) / milliseconds(ours.median);
            let figure = format!("{fastest:.2} times as long fastest, {median:.2} median");
            report.row(&format!("{} beside {}", other.name, ours.name), &figure, "1 or more", fastest >= 1.0);
        }
    }
}
