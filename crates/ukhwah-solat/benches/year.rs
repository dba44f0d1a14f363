//! A year of one zone, here and by two other libraries: `cargo bench -p ukhwah-solat`.

use std::hint::black_box;

use chrono::{Datelike, NaiveDate};
use divan::{Bencher, counter::ItemsCount};
use ukhwah_solat::malaysia::{Timetable, Zone};
use ukhwah_solat::{Place, world};

fn main() {
    divan::main();
}

fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a date")
}

fn kuala_lumpur() -> Zone {
    "WLY01".parse().expect("a zone")
}

/// 365 days, six times each.
#[divan::bench]
fn ukhwah_zone(bencher: Bencher) {
    bencher.counter(ItemsCount::new(365_usize)).bench(|| {
        let timetable = Timetable::new(black_box(kuala_lumpur()));
        timetable.days(date(1, 1), date(12, 31)).expect("a range").map(black_box).last()
    });
}

/// The zone with the most reference points.
#[divan::bench]
fn ukhwah_zone_of_11_points(bencher: Bencher) {
    let zone: Zone = "PRK05".parse().expect("a zone");
    bencher.counter(ItemsCount::new(365_usize)).bench(|| {
        Timetable::new(black_box(zone)).days(date(1, 1), date(12, 31)).expect("a range").map(black_box).last()
    });
}

#[divan::bench]
fn ukhwah_world(bencher: Bencher) {
    let place: Place = "3.139,101.687".parse().expect("a place");
    bencher.counter(ItemsCount::new(365_usize)).bench(|| {
        let timetable = world::Timetable::new(black_box(place), world::Method::SINGAPORE, 480).expect("a clock");
        timetable.days(date(1, 1), date(12, 31)).expect("a range").map(black_box).last()
    });
}

#[divan::bench]
fn adhan(bencher: Bencher) {
    use adhan::{Method, Parameters, prayer_times};
    let parameters = Parameters::for_method(Method::Singapore);
    bencher.counter(ItemsCount::new(365_usize)).bench(|| {
        for date in date(1, 1).iter_days().take_while(|date| date.year() == 2026) {
            black_box(prayer_times(date.year(), date.month(), date.day(), black_box(3.139), 101.687, &parameters));
        }
    });
}

#[divan::bench]
fn salah(bencher: Bencher) {
    use salah::prelude::{Configuration, Coordinates, Madhab, Method, PrayerSchedule};
    bencher.counter(ItemsCount::new(365_usize)).bench(|| {
        for date in date(1, 1).iter_days().take_while(|date| date.year() == 2026) {
            let times = PrayerSchedule::new()
                .on(date)
                .for_location(Coordinates::new(black_box(3.139), 101.687))
                .with_configuration(Configuration::with(Method::Singapore, Madhab::Shafi))
                .calculate();
            black_box(times.expect("the sun rises in Malaysia"));
        }
    });
}
