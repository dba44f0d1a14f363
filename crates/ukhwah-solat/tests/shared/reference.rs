//! The times of 2015 to 2034 in all zones as the reference program computed them.

use chrono::NaiveDate;
use ukhwah_solat::malaysia::{Timetable, Zone};
use ukhwah_solat::{Minutes, Prayer};

/// See `fixtures/make_reference.py`.
const REFERENCE: &[u8] = include_bytes!("../fixtures/reference-2015-2034.bin");

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

/// What came of comparing every time.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) days: u32,
    pub(crate) times: u32,
    /// The times that differ, each with its zone, date and prayer.
    pub(crate) different: Vec<String>,
}

/// Compares every time of a range of years, as a range gives it, with the reference's.
pub(crate) fn compare() -> Outcome {
    let mut outcome = Outcome::default();
    for (zone, expected) in Zone::all().zip(reference().chunks_exact(Prayer::ALL.len())) {
        let timetable = Timetable::new(zone);
        let days = timetable.days(date(2015, 1, 1), date(2034, 12, 31)).expect("the range is in order");
        assert_eq!(days.len(), DAYS);
        for (index, day) in days.enumerate() {
            outcome.days += 1;
            for (prayer, time) in day.iter() {
                outcome.times += 1;
                if time != expected[prayer as usize][index] {
                    outcome.different.push(format!("{zone} {} {prayer} {time}", day.date()));
                }
            }
        }
    }
    outcome
}
