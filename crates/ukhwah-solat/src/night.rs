//! The night between two days.

use crate::minutes::Minutes;
use crate::prayer::{DayTimes, Prayer};

/// The night after a date: from its Maghrib to the Subuh of the next.
///
/// Times are minutes after the midnight that begins the first date, so most are 1440 or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Night {
    maghrib: Minutes,
    fajr: Minutes,
}

impl Night {
    /// The night between two days of one place, the second the day after the first.
    ///
    /// `None` if the dates do not follow on each other. A change of the clock in between is allowed for.
    pub fn between(day: &DayTimes, next: &DayTimes) -> Option<Self> {
        let is_next = day.date().succ_opt() == Some(next.date());
        let clock = day.utc_offset() - next.utc_offset();
        is_next.then(|| Self { maghrib: day[Prayer::Maghrib], fajr: next[Prayer::Fajr].plus(1440 + clock) })
    }

    /// Midnight as fiqh counts it, halfway from Maghrib to Subuh; the preferred end of Isyak.
    pub fn midnight(&self) -> Minutes {
        self.share(1, 2)
    }

    /// When the last third of the night begins, the preferred time of tahajud.
    pub fn last_third(&self) -> Minutes {
        self.share(2, 3)
    }

    /// Rounded up, so that no part begins too early.
    fn share(&self, part: i16, of: i16) -> Minutes {
        let length = self.fajr.get() - self.maghrib.get();
        self.maghrib.plus((length * part + of - 1).div_euclid(of))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::malaysia::{Timetable, Zone};

    fn day(year: i32, month: u32, day: u32) -> DayTimes {
        let zone: Zone = "WLY01".parse().expect("a zone");
        Timetable::new(zone).day(NaiveDate::from_ymd_opt(year, month, day).expect("a date")).expect("a computed date")
    }

    #[test]
    fn the_night_divides_the_time_from_maghrib_to_subuh() {
        let (first, second) = (day(2026, 1, 1), day(2026, 1, 2));
        let night = Night::between(&first, &second).expect("the days follow");
        let length = second[Prayer::Fajr].get() + 1440 - first[Prayer::Maghrib].get();
        assert_eq!(night.midnight().get(), first[Prayer::Maghrib].get() + (length + 1) / 2);
        assert_eq!(night.last_third().get(), first[Prayer::Maghrib].get() + (2 * length + 2) / 3);
        assert!(night.last_third() < second[Prayer::Fajr].plus(1440));
    }

    #[test]
    fn the_night_of_a_leap_day_ends_in_march() {
        assert!(Night::between(&day(2028, 2, 29), &day(2028, 3, 1)).is_some());
        assert!(Night::between(&day(2028, 2, 28), &day(2028, 3, 1)).is_none());
    }

    #[test]
    fn a_clock_put_forward_in_the_night_takes_its_hour_off() {
        let (first, mut second) = (day(2026, 1, 1), day(2026, 1, 2));
        let length = Night::between(&first, &second).expect("the days follow").fajr;
        second.utc_offset += 60;
        assert_eq!(Night::between(&first, &second).expect("the days follow").fajr, length.plus(-60));
    }
}
