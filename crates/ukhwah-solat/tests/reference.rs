//! Every time of 2015 to 2034 in all zones against the reference.

use chrono::NaiveDate;
use ukhwah_solat::malaysia::{Timetable, Zone};
use ukhwah_solat::{Minutes, Prayer};

/// See `fixtures/make_reference.py`.
const REFERENCE: &[u8] = include_bytes!("fixtures/reference-2015-2034.bin");

const DAYS: usize = 7305;

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

/// The minutes of each day, by zone and prayer.
fn reference() -> Vec<Vec<Minutes>> {
    let stream = miniz_oxide::inflate::decompress_to_vec_zlib(REFERENCE).expect("the file is whole");
    assert_eq!(stream.len(), Zone::COUNT * Prayer::ALL.len() * (DAYS + 1));
    let series = |bytes: &[u8]| {
        let first = i16::from_be_bytes([bytes[0], bytes[1]]);
        let rest = bytes[2..].iter().scan(first, |minutes, change| {
            *minutes += i16::from(change.cast_signed());
            Some(*minutes)
        });
        std::iter::once(first).chain(rest).map(Minutes::new).collect()
    };
    stream.chunks_exact(DAYS + 1).map(series).collect()
}

#[test]
fn every_time_of_20_years_equals_the_reference() {
    let reference = reference();
    let mut compared = 0;
    for (zone, expected) in Zone::all().zip(reference.chunks_exact(Prayer::ALL.len())) {
        let timetable = Timetable::new(zone);
        let days = timetable.days(date(2015, 1, 1), date(2034, 12, 31)).expect("the range is in order");
        assert_eq!(days.len(), DAYS);
        for (index, day) in days.enumerate() {
            for (prayer, time) in day.iter() {
                assert_eq!(time, expected[prayer as usize][index], "{zone} {} {prayer}", day.date());
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 2_629_800);
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
