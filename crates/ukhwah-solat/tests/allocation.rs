//! The hot paths do not allocate. By itself, as the allocator that counts is the whole program's.

use std::hint::black_box;

use allocation_counter::measure;
use chrono::NaiveDate;
use ukhwah_solat::hijri::Calendar;
use ukhwah_solat::malaysia::{self, Zone, nearest};
use ukhwah_solat::world::{self, Method, Polar};
use ukhwah_solat::{Minutes, Night, Place, Prayer, forbidden, qibla};

fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2028, month, day).expect("a date")
}

fn assert_no_allocation(what: &str, work: impl FnOnce()) {
    let counted = measure(work);
    assert_eq!(counted.count_total, 0, "{what}: {counted:?}");
}

#[test]
fn what_counts_counts() {
    assert_eq!(measure(|| drop(black_box(Box::new(1)))).count_total, 1);
}

#[test]
fn a_year_of_every_zone_allocates_nothing() {
    assert_no_allocation("zones", || {
        for zone in Zone::all() {
            let timetable = malaysia::Timetable::new(zone).with_historical_fajr();
            for day in timetable.days(date(1, 1), date(12, 31)).expect("a range") {
                black_box((day.imsak(), day.dhuha(), forbidden(&day), day.utc(Prayer::Fajr)));
            }
            black_box(timetable.day(date(2, 29)).expect("a date"));
        }
    });
}

#[test]
fn a_year_of_every_method_allocates_nothing() {
    let place = |latitude| Place::new(latitude, 101.7).expect("a place");
    assert_no_allocation("methods", || {
        let calendar = Calendar::new();
        for name in Method::NAMES {
            let method: Method = name.parse().expect("a method");
            for latitude in [3.1, 51.5, 69.6] {
                let method = method.on(date(2, 1), &calendar);
                let timetable = world::Timetable::new(place(latitude), method, 480).expect("a clock");
                let timetable = timetable.with_polar(Polar::NearestLatitude);
                for day in timetable.days(date(1, 1), date(12, 31)).expect("a range") {
                    black_box(day.expect("a nearer latitude has times"));
                }
            }
        }
    });
}

#[test]
fn nights_dates_and_directions_allocate_nothing() {
    let timetable = malaysia::Timetable::new("WLY01".parse().expect("a zone"));
    let [today, tomorrow] = [date(2, 29), date(3, 1)].map(|date| timetable.day(date).expect("a date"));
    assert_no_allocation("the rest", || {
        let night = Night::between(&today, &tomorrow).expect("the days follow");
        black_box((night.midnight(), night.last_third()));
        black_box(today.with(Prayer::Asr, Minutes::new(1000)));
        black_box(Calendar::new().date(date(2, 29)).expect("in the table"));
        let place: Place = "3.139,101.687".parse().expect("a place");
        black_box((qibla(place), nearest(place)));
    });
}
