//! Every time of 2015 to 2034 in all zones against the reference.

mod shared;
#[path = "shared/reference.rs"]
mod times;

use chrono::NaiveDate;
use serde_json::Value;
use ukhwah_solat::malaysia::{Timetable, Zone};

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

#[test]
fn every_time_of_20_years_equals_the_reference() {
    let outcome = times::compare();
    assert_eq!(outcome.different, Vec::<String>::new());
    assert_eq!((outcome.days, outcome.times), (438_300, 2_629_800));
}

/// The parameters that the crate is built from are those that the convention ships, number for number.
#[test]
fn the_parameters_are_the_published_ones() {
    let Some(published) = shared::read("parameters.json") else { return };
    let published: Value = serde_json::from_str(&published).expect("it is JSON");
    let ours: Value = serde_json::from_str(include_str!("../data/parameters.json")).expect("it is JSON");
    assert_eq!(ours["zones"], published);
}

#[test]
fn a_day_by_itself_equals_the_same_day_of_a_range() {
    for zone in Zone::all() {
        let timetable = Timetable::new(zone);
        for day in timetable.days(date(2028, 1, 1), date(2028, 12, 31)).expect("the range is in order") {
            assert_eq!(timetable.day(day.date()), Ok(day), "{zone}");
        }
    }
}
