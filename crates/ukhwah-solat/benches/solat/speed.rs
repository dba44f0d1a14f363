//! A year of one zone, and the same days by two other libraries.

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::{Datelike, NaiveDate};
use ukhwah_solat::malaysia::{self, Zone};
use ukhwah_solat::{Place, world};

/// Each is done so many times, in turns, so that whatever else the machine does hits all alike.
const ROUNDS: usize = 400;

/// Kuala Lumpur.
const PLACE: [f64; 2] = [3.139, 101.687];

/// One way of computing the year.
pub(crate) struct Year {
    pub(crate) name: &'static str,
    pub(crate) fastest: Duration,
    pub(crate) median: Duration,
}

/// 365 days of six times each: WLY01; the zone with the most reference points; Kuala Lumpur by Singapore's method, here,
/// by `adhan` and by `salah`.
pub(crate) fn measure() -> [Year; 5] {
    let ways: [(&'static str, fn()); 5] = [
        ("zone", || zone("WLY01")),
        ("zone of 11 points", || zone("PRK05")),
        ("place", place),
        ("adhan", adhan),
        ("salah", salah),
    ];
    let mut times = ways.map(|_| Vec::with_capacity(ROUNDS));
    for _ in 0..ROUNDS {
        for ((_, way), times) in ways.iter().zip(&mut times) {
            times.push(timed(*way));
        }
    }
    let mut times = times.into_iter();
    ways.map(|(name, _)| {
        let mut times = times.next().expect("as many as ways");
        times.sort_unstable();
        Year { name, fastest: times[0], median: times[ROUNDS / 2] }
    })
}

#[expect(clippy::disallowed_methods, reason = "a benchmark needs a clock")]
fn timed(work: fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a date")
}

fn dates() -> impl Iterator<Item = NaiveDate> {
    date(1, 1).iter_days().take_while(|date| date.year() == 2026)
}

fn zone(code: &str) {
    let zone: Zone = black_box(code).parse().expect("a zone");
    let timetable = malaysia::Timetable::new(zone);
    timetable.days(date(1, 1), date(12, 31)).expect("a range").for_each(|day| {
        black_box(day);
    });
}

fn place() {
    let place = Place::new(black_box(PLACE[0]), PLACE[1]).expect("a place");
    let timetable = world::Timetable::new(place, world::Method::SINGAPORE, 480).expect("a clock");
    timetable.days(date(1, 1), date(12, 31)).expect("a range").for_each(|day| {
        _ = black_box(day);
    });
}

fn adhan() {
    use adhan::{Method, Parameters, prayer_times};
    let parameters = Parameters::for_method(Method::Singapore);
    for date in dates() {
        let (latitude, longitude) = (black_box(PLACE[0]), PLACE[1]);
        black_box(prayer_times(date.year(), date.month(), date.day(), latitude, longitude, &parameters));
    }
}

fn salah() {
    use salah::prelude::{Configuration, Coordinates, Madhab, Method, PrayerSchedule};
    for date in dates() {
        let times = PrayerSchedule::new()
            .on(date)
            .for_location(Coordinates::new(black_box(PLACE[0]), PLACE[1]))
            .with_configuration(Configuration::with(Method::Singapore, Madhab::Shafi))
            .calculate();
        black_box(times.expect("the sun rises in Malaysia"));
    }
}
