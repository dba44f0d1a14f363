//! What the rules of this crate ask about days, clocks and the sun.

use chrono::{DateTime, NaiveDate, Utc};

use super::prayer::{Anchor, Prayer};
use crate::time::MinuteOfDay;

/// The calendar, the clock and the sun of the place where the person is.
///
/// Whoever implements it knows the time zone and the prayer times. It must answer the same for the same arguments as
/// long as one plan or agenda is being made.
pub trait Almanac {
    /// The day that a calendar there shows at this moment.
    fn date(&self, moment: DateTime<Utc>) -> NaiveDate;

    /// The moment at which a clock there shows this minute on this day.
    ///
    /// A minute that a change of the clocks skips is the moment of the change; of one that comes twice it is the first.
    fn at(&self, date: NaiveDate, minute: MinuteOfDay) -> DateTime<Utc>;

    /// The moment of an anchor on this day; `None` where no place is chosen or the sun gives none.
    fn anchor(&self, date: NaiveDate, anchor: Anchor) -> Option<DateTime<Utc>>;

    /// Whether this day lies in Ramadan.
    fn is_ramadan(&self, date: NaiveDate) -> bool;
}

/// The next prayer after this moment, whether or not the person has switched it on.
#[must_use]
pub fn next_prayer(now: DateTime<Utc>, almanac: &impl Almanac) -> Option<(Prayer, DateTime<Utc>)> {
    let today = almanac.date(now);
    // Yesterday's Isyak can fall after midnight far in the north, and a day can be without one.
    let days = [today.pred_opt(), Some(today), today.succ_opt()].into_iter().flatten();
    let moments = days.flat_map(|day| {
        Prayer::ALL.into_iter().filter_map(move |prayer| Some((prayer, almanac.anchor(day, prayer.into())?)))
    });
    moments.filter(|(_, at)| *at > now).min_by_key(|(_, at)| *at)
}
