//! When prayers without a cause are not prayed.

use crate::minutes::Minutes;
use crate::prayer::{DayTimes, Prayer};

/// Why a time is forbidden for prayers without a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Once Subuh has been prayed, until sunrise.
    AfterFajr,
    /// From sunrise until the sun has risen by a spear's height.
    Sunrise,
    /// While the sun stands at its highest; not on Fridays.
    Istiwa,
    /// Once Asar has been prayed, until sunset; the last part, when the sun has turned yellow, for everyone.
    AfterAsr,
}

/// A time forbidden for prayers without a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forbidden {
    /// Why.
    pub cause: Cause,
    /// The first minute.
    pub from: Minutes,
    /// The minute at which it is over.
    pub until: Minutes,
}

/// The times of a day at which prayers without a cause are not prayed, in the order of the day.
///
/// As the Shafi'i school has them. `AfterFajr` and `AfterAsr` bind a person from when he has prayed, so they begin at the
/// earliest with the prayer's time. `Istiwa` does not hold on Fridays. None of them holds for prayers that have a cause,
/// such as one being made up, or in the Haram of Makkah.
///
/// Sources: Muslim 827 and 831, Abu Dawud 1083, al-Nawawi, *al-Majmu'*, chapter on the hours forbidden for prayer.
pub fn forbidden(day: &DayTimes) -> [Forbidden; 4] {
    let range = |cause, from, until| Forbidden { cause, from, until };
    [
        range(Cause::AfterFajr, day[Prayer::Fajr], day[Prayer::Syuruk]),
        range(Cause::Sunrise, day[Prayer::Syuruk], day.dhuha()),
        range(Cause::Istiwa, day.istiwa(), day[Prayer::Dhuhr]),
        range(Cause::AfterAsr, day[Prayer::Asr], day[Prayer::Maghrib]),
    ]
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::malaysia::{Timetable, Zone};

    #[test]
    fn the_forbidden_times_follow_each_other_and_end_at_prayers() {
        let from = NaiveDate::from_ymd_opt(2028, 1, 1).expect("a date");
        for zone in Zone::all() {
            let timetable = Timetable::new(zone);
            for day in timetable.days(from, from + chrono::Days::new(365)).expect("a computed range") {
                let times = forbidden(&day);
                assert!(times.iter().all(|time| time.from < time.until), "{zone} {day:?}");
                assert!(times.windows(2).all(|pair| pair[0].until <= pair[1].from), "{zone} {day:?}");
                let istiwa = times[2].until.get() - times[2].from.get();
                assert_eq!(istiwa, 4, "{zone} {day:?}");
            }
        }
    }
}
