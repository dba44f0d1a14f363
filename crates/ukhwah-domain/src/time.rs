//! Malaysian time, and how people there say it.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike, Utc, Weekday};
use serde::{Deserialize, Serialize};

use crate::language::Language;

/// The minutes of a day.
pub const DAY_MINUTES: u16 = 1440;

/// The minutes of a week.
pub const WEEK_MINUTES: u16 = 7 * DAY_MINUTES;

/// How far Malaysian time is ahead of UTC, in minutes.
///
/// All of Malaysia has kept UTC+8 without summer time since 1 January 1982. Source: IANA time zone database, zones
/// `Asia/Kuala_Lumpur` (a link to `Asia/Singapore`) and `Asia/Kuching`.
const OFFSET_MINUTES: i64 = 8 * 60;

/// The moment as clocks in Malaysia show it.
///
/// A device's clock can say anything, so moments before the year 1 or after 9999 read as those.
#[must_use]
pub fn malaysian(now: DateTime<Utc>) -> DateTime<FixedOffset> {
    const LAST: i64 = 253_402_214_400; // 9999-12-31T00:00Z
    const FIRST: i64 = -62_135_596_800; // 0001-01-01T00:00Z
    let bounded = if (FIRST..=LAST).contains(&now.timestamp()) {
        now
    } else {
        DateTime::from_timestamp(now.timestamp().clamp(FIRST, LAST), 0).expect("both bounds are in chrono's range")
    };
    let seconds = i32::try_from(OFFSET_MINUTES * 60).expect("eight hours fit");
    bounded.with_timezone(&FixedOffset::east_opt(seconds).expect("eight hours are an offset"))
}

/// The day that a calendar in Malaysia shows.
#[must_use]
pub fn malaysian_date(now: DateTime<Utc>) -> NaiveDate {
    malaysian(now).date_naive()
}

/// Which minute of the Malaysian week it is: 0 is Monday 00:00, 10,079 is Sunday 23:59.
#[must_use]
pub fn minute_of_week(now: DateTime<Utc>) -> u16 {
    const THURSDAY: i64 = 3 * DAY_MINUTES as i64; // 1 January 1970
    let minute = now.timestamp().div_euclid(60) + OFFSET_MINUTES + THURSDAY;
    u16::try_from(minute.rem_euclid(i64::from(WEEK_MINUTES))).expect("a remainder is below its divisor")
}

/// A minute of a day: 0 is 00:00, 1439 is 23:59.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "u16", into = "u16")]
#[cfg_attr(feature = "bindings", ts(type = "number"))]
pub struct MinuteOfDay(u16);

/// A number is not a minute of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a minute of a day is between 0 and 1439")]
pub struct NotAMinute;

impl MinuteOfDay {
    /// 00:00.
    pub const MIDNIGHT: Self = Self(0);

    /// The minute at this hour (0 to 23) and minute (0 to 59), or `None` where a clock has no such time.
    #[must_use]
    pub const fn at(hour: u16, minute: u16) -> Option<Self> {
        if hour < 24 && minute < 60 { Some(Self(hour * 60 + minute)) } else { None }
    }

    /// Minutes since midnight, 0 to 1439.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    /// Hour, 0 to 23, and minute, 0 to 59.
    #[must_use]
    pub const fn hour_and_minute(self) -> (u16, u16) {
        (self.0 / 60, self.0 % 60)
    }

    /// The minute that a clock in Malaysia shows.
    #[must_use]
    pub fn of(now: DateTime<Utc>) -> Self {
        let time = malaysian(now);
        Self(u16::try_from(time.hour() * 60 + time.minute()).expect("a day has 1440 minutes"))
    }
}

impl TryFrom<u16> for MinuteOfDay {
    type Error = NotAMinute;

    fn try_from(minute: u16) -> Result<Self, NotAMinute> {
        if minute < DAY_MINUTES { Ok(Self(minute)) } else { Err(NotAMinute) }
    }
}

impl From<MinuteOfDay> for u16 {
    fn from(minute: MinuteOfDay) -> Self {
        minute.0
    }
}

/// The time in 12-hour form: "11 malam", "4:18 petang"; "11 pm", "4:18 pm", "12 noon".
///
/// In Malay *tengah malam* is 12:00 to 12:59 am, *tengah hari* 12:00 to 1:59 pm, *petang* to 6:59 pm.
#[must_use]
pub fn clock_words(minute: MinuteOfDay, language: Language) -> String {
    let (hour, past) = minute.hour_and_minute();
    let part = match (language, hour, past) {
        (Language::Ms, 0, _) => "tengah malam",
        (Language::Ms, 1..=11, _) => "pagi",
        (Language::Ms, 12 | 13, _) => "tengah hari",
        (Language::Ms, 14..=18, _) => "petang",
        (Language::Ms, ..) => "malam",
        (Language::En, 0, 0) => "midnight",
        (Language::En, 12, 0) => "noon",
        (Language::En, 0..=11, _) => "am",
        (Language::En, ..) => "pm",
    };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    if past == 0 { format!("{hour} {part}") } else { format!("{hour}:{past:02} {part}") }
}

/// The day of the week: "Sabtu"; "Sat".
#[must_use]
pub const fn weekday_words(day: Weekday, language: Language) -> &'static str {
    const MS: [&str; 7] = ["Isnin", "Selasa", "Rabu", "Khamis", "Jumaat", "Sabtu", "Ahad"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    match language {
        Language::Ms => MS[day as usize],
        Language::En => EN[day as usize],
    }
}

/// The day without its year: "Sabtu 21 Nov"; "Sat 21 Nov".
#[must_use]
pub fn date_words(date: NaiveDate, language: Language) -> String {
    format!("{} {}", weekday_words(date.weekday(), language), short_date_words(date, language))
}

/// The day without its weekday and year: "21 Nov".
#[must_use]
pub fn short_date_words(date: NaiveDate, language: Language) -> String {
    format!("{} {}", date.day(), month_name(date, language))
}

/// The month with its year: "Mac 2026"; "Mar 2026".
#[must_use]
pub fn month_words(date: NaiveDate, language: Language) -> String {
    format!("{} {}", month_name(date, language), date.year())
}

/// The day with its year and without its weekday: "4 Mei 2026"; "4 May 2026".
#[must_use]
pub fn full_date_words(date: NaiveDate, language: Language) -> String {
    format!("{} {}", date.day(), month_words(date, language))
}

const fn months(language: Language) -> [&'static str; 12] {
    match language {
        Language::Ms => ["Jan", "Feb", "Mac", "Apr", "Mei", "Jun", "Jul", "Ogos", "Sep", "Okt", "Nov", "Dis"],
        Language::En => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    }
}

/// The month of a day, in short: "Nov".
#[must_use]
pub fn month_name(date: NaiveDate, language: Language) -> &'static str {
    months(language)[date.month0() as usize]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(hour: u16, minute: u16, language: Language) -> String {
        clock_words(MinuteOfDay::at(hour, minute).expect("a clock has it"), language)
    }

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().expect("it is a moment")
    }

    #[test]
    fn malay_times_name_the_part_of_the_day() {
        let cases = [
            ((0, 0), "12 tengah malam"),
            ((0, 59), "12:59 tengah malam"),
            ((1, 0), "1 pagi"),
            ((11, 59), "11:59 pagi"),
            ((12, 0), "12 tengah hari"),
            ((13, 59), "1:59 tengah hari"),
            ((14, 0), "2 petang"),
            ((16, 18), "4:18 petang"),
            ((18, 59), "6:59 petang"),
            ((19, 0), "7 malam"),
            ((23, 0), "11 malam"),
        ];
        for ((hour, minute), expected) in cases {
            assert_eq!(words(hour, minute, Language::Ms), expected);
        }
    }

    #[test]
    fn english_times_name_noon_and_midnight() {
        let cases = [
            ((0, 0), "12 midnight"),
            ((0, 30), "12:30 am"),
            ((11, 5), "11:05 am"),
            ((12, 0), "12 noon"),
            ((12, 30), "12:30 pm"),
            ((16, 18), "4:18 pm"),
            ((23, 0), "11 pm"),
        ];
        for ((hour, minute), expected) in cases {
            assert_eq!(words(hour, minute, Language::En), expected);
        }
    }

    #[test]
    fn dates_are_said_without_the_year() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        assert_eq!(date_words(date, Language::Ms), "Sabtu 21 Nov");
        assert_eq!(date_words(date, Language::En), "Sat 21 Nov");
        let date = NaiveDate::from_ymd_opt(2026, 8, 31).expect("a day");
        assert_eq!(date_words(date, Language::Ms), "Isnin 31 Ogos");
    }

    #[test]
    fn the_malaysian_day_begins_at_four_in_the_afternoon_utc() {
        assert_eq!(malaysian_date(utc("2026-11-20T15:59:59Z")).to_string(), "2026-11-20");
        assert_eq!(malaysian_date(utc("2026-11-20T16:00:00Z")).to_string(), "2026-11-21");
        assert_eq!(minute_of_week(utc("2026-11-22T16:00:00Z")), 0);
        assert_eq!(minute_of_week(utc("2026-11-22T15:59:59Z")), WEEK_MINUTES - 1);
        assert_eq!(MinuteOfDay::of(utc("2026-11-20T16:00:59Z")), MinuteOfDay::MIDNIGHT);
    }

    #[test]
    fn no_clock_is_too_wrong() {
        for now in
            [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC, DateTime::UNIX_EPOCH, utc("2099-12-31T23:59:59Z")]
        {
            let _ = (malaysian(now), MinuteOfDay::of(now));
            assert!(minute_of_week(now) < WEEK_MINUTES);
            assert!(!date_words(malaysian_date(now), Language::Ms).is_empty());
        }
        assert_eq!(malaysian(DateTime::UNIX_EPOCH).to_rfc3339(), "1970-01-01T08:00:00+08:00");
    }

    #[test]
    fn a_day_has_1440_minutes() {
        assert_eq!(MinuteOfDay::try_from(1439).map(u16::from), Ok(1439));
        assert_eq!(MinuteOfDay::try_from(1440), Err(NotAMinute));
        assert_eq!((MinuteOfDay::at(24, 0), MinuteOfDay::at(0, 60)), (None, None));
        assert!(serde_json::from_str::<MinuteOfDay>("1440").is_err());
    }

    proptest! {
        #[test]
        fn the_week_minute_is_weekday_and_clock(seconds in -60_000_000_000i64..250_000_000_000) {
            let now = DateTime::from_timestamp(seconds, 0).expect("in range");
            let local = malaysian(now);
            let day = local.weekday().num_days_from_monday() * u32::from(DAY_MINUTES);
            prop_assert_eq!(u32::from(minute_of_week(now)), day + u32::from(MinuteOfDay::of(now).get()));
        }
    }
}
