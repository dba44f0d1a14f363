//! What holds for every zone and every date.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use ukhwah_solat::malaysia::{Timetable, Zone};
use ukhwah_solat::{DateError, Night, Prayer, forbidden};

fn zone() -> impl Strategy<Value = Zone> {
    (0..Zone::COUNT).prop_map(|index| Zone::all().nth(index).expect("the index is in range"))
}

/// Dates from 1900 to 2100 with another day after them.
fn date() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
    (0..73_412u64).prop_map(move |days| first + Days::new(days))
}

proptest! {
    #[test]
    fn the_prayers_of_a_day_are_in_order(zone in zone(), date in date()) {
        let day = Timetable::new(zone).day(date).expect("a computed date");
        prop_assert!(day.iter().is_sorted_by(|(_, a), (_, b)| a < b));
        prop_assert!(day.imsak() < day[Prayer::Fajr]);
        prop_assert!(day[Prayer::Syuruk] < day.dhuha() && day.dhuha() < day.istiwa() && day.istiwa() < day[Prayer::Dhuhr]);
        prop_assert!(day.iter().all(|(_, time)| time.days() == 0));
        prop_assert_eq!(day.utc_offset(), 480);
    }

    #[test]
    fn a_time_moves_by_a_minute_or_two_from_day_to_day(zone in zone(), date in date()) {
        let timetable = Timetable::new(zone);
        let [day, next] = [date, date + Days::new(1)].map(|date| timetable.day(date).expect("a computed date"));
        for ((prayer, time), (_, later)) in day.iter().zip(next.iter()) {
            // Zohor by the previous day's transit changes over at the equinox.
            prop_assert!(time.get().abs_diff(later.get()) <= 2, "{} {}", prayer, date);
        }
        let night = Night::between(&day, &next).expect("the days follow");
        prop_assert!(day[Prayer::Isha] < night.midnight() && night.midnight() < night.last_third());
        prop_assert!(night.last_third() < next[Prayer::Fajr].plus(1440));
    }

    #[test]
    fn a_range_gives_what_its_days_give(zone in zone(), date in date(), length in 0..40u64) {
        let last = (date + Days::new(length)).min(NaiveDate::from_ymd_opt(2100, 12, 31).expect("a date"));
        let timetable = Timetable::new(zone);
        let days: Vec<_> = timetable.days(date, last).expect("a range").collect();
        prop_assert_eq!(days.len() as i64, (last - date).num_days() + 1);
        for day in days {
            prop_assert_eq!(timetable.day(day.date()), Ok(day));
        }
    }

    #[test]
    fn any_date_there_is_gives_times_or_an_error(zone in zone(), days in any::<i32>()) {
        if let Some(date) = NaiveDate::from_num_days_from_ce_opt(days) {
            let day = Timetable::new(zone).day(date);
            prop_assert!(day.is_ok() || day == Err(DateError::Year(date)));
        }
    }

    #[test]
    fn historical_subuh_is_earlier_before_december_2019_and_the_same_after(zone in zone(), date in date()) {
        let [now, then] = [Timetable::new(zone), Timetable::new(zone).with_historical_fajr()]
            .map(|timetable| timetable.day(date).expect("a computed date"));
        let earlier = now[Prayer::Fajr].get() - then[Prayer::Fajr].get();
        if date < NaiveDate::from_ymd_opt(2019, 12, 1).expect("a date") {
            prop_assert!((7..=10).contains(&earlier), "{}", earlier);
        } else {
            prop_assert_eq!(earlier, 0);
        }
    }
}

#[test]
fn a_leap_day_lies_between_its_neighbours() {
    let date = |month, day| NaiveDate::from_ymd_opt(2028, month, day).expect("2028 is a leap year");
    for zone in Zone::all() {
        let days: Vec<_> = Timetable::new(zone).days(date(2, 28), date(3, 1)).expect("a range").collect();
        assert_eq!(days.iter().map(|day| day.date()).collect::<Vec<_>>(), [date(2, 28), date(2, 29), date(3, 1)]);
        for prayer in Prayer::ALL {
            let [before, leap, after] = [0, 1, 2].map(|index: usize| days[index][prayer].get());
            assert!((before.min(after)..=before.max(after)).contains(&leap), "{zone} {prayer}");
        }
        assert_eq!(forbidden(&days[1]).len(), 4);
    }
}

#[test]
fn a_range_that_cannot_be_is_refused() {
    let date = |year, day| NaiveDate::from_ymd_opt(year, 1, day).expect("a date");
    let timetable = Timetable::new("WLY01".parse().expect("a zone"));
    let refused = |from, to| timetable.days(from, to).map(|days| days.len()).expect_err("it is refused");
    let (from, to) = (date(2026, 2), date(2026, 1));
    assert_eq!(refused(from, to), DateError::Backwards { from, to });
    assert_eq!(refused(date(1899, 1), date(2026, 1)), DateError::Year(date(1899, 1)));
    assert_eq!(refused(date(2026, 1), date(2101, 1)), DateError::Year(date(2101, 1)));
}
