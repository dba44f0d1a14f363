//! The dates of a meeting that come next.

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};
use ukhwah_domain::language::Language;
use ukhwah_domain::meeting::Meeting;
use ukhwah_domain::routine::Almanac as _;
use ukhwah_domain::time::{clock_words, date_words};

use crate::solat::DeviceAlmanac;
use crate::text;

/// How long a meeting lasts that does not say so, in minutes.
const USUAL_LENGTH: u16 = 60;

/// One date of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub(super) date: NaiveDate,
    pub(super) at: DateTime<Utc>,
    /// Whether it has begun.
    pub(super) now: bool,
}

/// The dates that are not over yet, at most `most`.
pub(super) fn next(meeting: &Meeting, now: DateTime<Utc>, almanac: &DeviceAlmanac<'_>, most: usize) -> Vec<Occurrence> {
    let length = TimeDelta::minutes(meeting.length.map_or(USUAL_LENGTH, |length| length.get()).into());
    let today = almanac.date(now);
    // One that began last night may still be going on.
    let mut from = Some(today.pred_opt().unwrap_or(today));
    let mut found = Vec::new();
    while let Some(date) = from.filter(|_| found.len() < most).and_then(|from| meeting.days.next_on_or_after(from)) {
        let at = almanac.at(date, meeting.minute);
        if at.checked_add_signed(length).is_some_and(|end| end > now) {
            found.push(Occurrence { date, at, now: at <= now });
        }
        from = date.succ_opt();
    }
    found
}

/// "hari ini, 10 pagi", "esok, 10 pagi", "Sabtu 21 Nov, 10 pagi".
pub(super) fn words(meeting: &Meeting, date: NaiveDate, today: NaiveDate, language: Language) -> String {
    let time = clock_words(meeting.minute, language);
    match date.signed_duration_since(today).num_days() {
        0 => text::meeting_today(language, time),
        1 => text::meeting_tomorrow(language, time),
        _ if date.year() == today.year() => text::day_and_time(language, date_words(date, language), time),
        _ => text::day_and_time(language, format!("{} {}", date_words(date, language), date.year()), time),
    }
}
