//! Rules of RFC 5545, section 3.3.10, as far as they name days.
//!
//! The crate `rrule` reads and checks a rule. It walks from the first occurrence on, though, and everything here asks
//! about one day, perhaps years later; so the days are found by `rule_days`, which looks at that day alone.

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, Weekday, WeekdaySet};
use rrule::{Frequency, NWeekday, RRule, Tz, Unvalidated};
use serde::{Deserialize, Serialize};

use crate::time::malaysian_date;

/// The longest rule in characters.
pub const LONGEST_RULE: usize = 500;

/// A text is not a rule that names days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// It does not follow RFC 5545.
    #[error("the text is not a rule of RFC 5545")]
    Malformed,
    /// It is longer than [`LONGEST_RULE`].
    #[error("a rule has at most {LONGEST_RULE} characters")]
    TooLong,
    /// It repeats by hours, minutes or seconds.
    #[error("a rule names days, not hours, minutes or seconds")]
    WithinADay,
}

/// A rule of RFC 5545 by days, weeks, months or years: `FREQ=MONTHLY;BYDAY=2SA`.
///
/// Kept as it was written, in capitals and without `RRULE:` before it. What comes on one day comes once, at the time
/// that stands beside the rule, so `BYHOUR` and its like are refused. An `UNTIL` in UTC means the Malaysian day of that
/// moment, any other the day that it names. As everywhere, a day before the start does not count, and the start itself
/// only if the rule names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "bindings", ts(type = "string"))]
pub struct Rule {
    text: String,
    pub(super) every: Every,
    /// 1 at least.
    pub(super) interval: u16,
    /// 1 at least.
    pub(super) count: Option<u32>,
    pub(super) until: Option<NaiveDate>,
    pub(super) week_start: Weekday,
    /// 1 to 12.
    pub(super) months: Vec<u8>,
    /// 1 to 53 from the year's beginning, −53 to −1 from its end.
    pub(super) weeks: Vec<i8>,
    /// 1 to 366 from the year's beginning, −366 to −1 from its end.
    pub(super) year_days: Vec<i16>,
    /// 1 to 31 from the month's beginning, −31 to −1 from its end.
    pub(super) month_days: Vec<i8>,
    pub(super) weekdays: WeekdaySet,
    /// The n-th such weekday of the month or year, from its end if negative.
    pub(super) nth_weekdays: Vec<(i16, Weekday)>,
    /// Which days of a period are kept, from its end if negative.
    pub(super) positions: Vec<i32>,
}

/// The period that a rule counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Every {
    Day,
    Week,
    Month,
    Year,
}

impl Rule {
    /// The rule's text, without `RRULE:`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for Rule {
    type Err = RuleError;

    fn from_str(written: &str) -> Result<Self, RuleError> {
        if written.len() > LONGEST_RULE {
            return Err(RuleError::TooLong);
        }
        let text = written.trim().to_ascii_uppercase();
        let text = text.strip_prefix("RRULE:").unwrap_or(&text).trim_end_matches(';');
        // A colon would begin another property.
        if !text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':') {
            return Err(RuleError::Malformed);
        }
        // The crate would read an UNTIL without a zone in the zone of this machine.
        let (until, rest): (Vec<&str>, Vec<&str>) = text.split(';').partition(|part| part.starts_with("UNTIL="));
        let until = match until.as_slice() {
            [] => None,
            [until] => Some(day_of(&until["UNTIL=".len()..])?),
            _ => return Err(RuleError::Malformed),
        };
        let rule: RRule<Unvalidated> = rest.join(";").parse().map_err(|_| RuleError::Malformed)?;
        let every = every(&rule)?;
        rule.clone()
            .validate(chrono::DateTime::UNIX_EPOCH.with_timezone(&Tz::UTC))
            .map_err(|_| RuleError::Malformed)?;
        if !rest.iter().all(|part| names_weekdays(part))
            || !is_sound(&rule)
            || (until.is_some() && rule.get_count().is_some())
        {
            return Err(RuleError::Malformed);
        }
        Ok(Self::of(text, every, until, &rule))
    }
}

impl Rule {
    fn of(text: &str, every: Every, until: Option<NaiveDate>, rule: &RRule<Unvalidated>) -> Self {
        let days = rule.get_by_weekday().iter();
        let every_week = |day: &NWeekday| if let NWeekday::Every(day) = day { Some(*day) } else { None };
        let nth = |day: &NWeekday| if let NWeekday::Nth(n, day) = day { Some((*n, *day)) } else { None };
        Self {
            text: text.to_owned(),
            every,
            interval: rule.get_interval(),
            count: rule.get_count(),
            until,
            week_start: rule.get_week_start(),
            months: rule.get_by_month().to_vec(),
            weeks: rule.get_by_week_no().to_vec(),
            year_days: rule.get_by_year_day().to_vec(),
            month_days: rule.get_by_month_day().to_vec(),
            weekdays: days.clone().filter_map(every_week).collect(),
            nth_weekdays: days.filter_map(nth).collect(),
            positions: rule.get_by_set_pos().to_vec(),
        }
    }
}

/// The day of an `UNTIL`: `20261231`, `20261231T235959` or `20261231T155959Z`.
fn day_of(until: &str) -> Result<NaiveDate, RuleError> {
    let moment = |text: &str| NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S");
    let is_plain = until.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'T' | b'Z'));
    let day = match (until.len(), until.strip_suffix('Z')) {
        _ if !is_plain => None,
        (8, None) => NaiveDate::parse_from_str(until, "%Y%m%d").ok(),
        (15, None) => moment(until).map(|moment| moment.date()).ok(),
        (16, Some(utc)) => moment(utc).map(|moment| malaysian_date(moment.and_utc())).ok(),
        _ => None,
    };
    day.ok_or(RuleError::Malformed)
}

/// The rule's period.
fn every(rule: &RRule<Unvalidated>) -> Result<Every, RuleError> {
    let has_hours =
        !rule.get_by_hour().is_empty() || !rule.get_by_minute().is_empty() || !rule.get_by_second().is_empty();
    match rule.get_freq() {
        _ if has_hours => Err(RuleError::WithinADay),
        Frequency::Daily => Ok(Every::Day),
        Frequency::Weekly => Ok(Every::Week),
        Frequency::Monthly => Ok(Every::Month),
        Frequency::Yearly => Ok(Every::Year),
        Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => Err(RuleError::WithinADay),
    }
}

/// Whether a part that names weekdays names nothing else; the crate takes "XMO" for Monday.
fn names_weekdays(part: &str) -> bool {
    let Some(days) = part.strip_prefix("BYDAY=").or_else(|| part.strip_prefix("BYWEEKDAY=")) else {
        return true;
    };
    days.split(',').all(|day| {
        let (number, _) = day.split_at_checked(day.len().saturating_sub(2)).unwrap_or((day, ""));
        number.is_empty() || number.parse::<i16>().is_ok_and(|number| number != 0)
    })
}

/// What RFC 5545 asks beyond the checks of the crate.
fn is_sound(rule: &RRule<Unvalidated>) -> bool {
    let counts_weekdays = rule.get_by_weekday().iter().any(|day| matches!(day, NWeekday::Nth(..)));
    let may_count_weekdays = match rule.get_freq() {
        Frequency::Monthly => true,
        Frequency::Yearly => rule.get_by_week_no().is_empty(),
        _ => false,
    };
    rule.get_interval() > 0
        && rule.get_count() != Some(0)
        && !rule.get_by_month_day().contains(&0)
        && (!counts_weekdays || may_count_weekdays)
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl TryFrom<String> for Rule {
    type Error = RuleError;

    fn try_from(text: String) -> Result<Self, RuleError> {
        text.parse()
    }
}

impl From<Rule> for String {
    fn from(rule: Rule) -> Self {
        rule.text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn error(text: &str) -> Option<RuleError> {
        text.parse::<Rule>().err()
    }

    #[test]
    fn a_rule_is_kept_as_written_in_capitals() {
        let rule: Rule = " rrule:freq=monthly;byday=1sa;until=20261231t155959z; ".parse().expect("a rule");
        assert_eq!(rule.as_str(), "FREQ=MONTHLY;BYDAY=1SA;UNTIL=20261231T155959Z");
        assert_eq!(serde_json::from_str::<Rule>(&serde_json::to_string(&rule).expect("JSON")).ok(), Some(rule));
    }

    #[test]
    fn a_rule_within_a_day_is_refused_as_such() {
        for text in ["FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY;COUNT=100000", "FREQ=DAILY;BYHOUR=8,20"] {
            assert_eq!(error(text), Some(RuleError::WithinADay), "{text}");
        }
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for text in [
            "",
            "DAILY",
            "FREQ=OFTEN",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;COUNT=0",
            "FREQ=DAILY;COUNT=3;UNTIL=20261231",
            "FREQ=DAILY;UNTIL=20260230",
            "FREQ=DAILY;UNTIL=2026-1-3",
            "FREQ=DAILY;UNTIL=20260101;UNTIL=20260102",
            "FREQ=DAILY;FREQ=DAILY",
            "FREQ=WEEKLY;BYDAY=1MO",
            "FREQ=MONTHLY;BYDAY=9MO",
            "FREQ=MONTHLY;BYDAY=XMO",
            "FREQ=MONTHLY;BYDAY=MÖ",
            "FREQ=MONTHLY;BYDAY=0MO",
            "FREQ=MONTHLY;BYMONTHDAY=0",
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO",
            "FREQ=WEEKLY;BYMONTHDAY=1",
            "FREQ=DAILY\nDTSTART:20260101",
            "DTSTART:20260101",
        ] {
            assert_eq!(error(text), Some(RuleError::Malformed), "{text}");
        }
        assert_eq!(error(&format!("FREQ=DAILY;BYMONTH={}", "1,".repeat(300))), Some(RuleError::TooLong));
    }

    #[test]
    fn an_end_in_utc_is_the_malaysian_day() {
        let until = |text: &str| text.parse::<Rule>().ok().and_then(|rule| rule.until).map(|day| day.to_string());
        // Outlook writes the last occurrence's start: here Saturday at seven in the morning.
        assert_eq!(until("FREQ=WEEKLY;UNTIL=20261120T230000Z").as_deref(), Some("2026-11-21"));
        assert_eq!(until("FREQ=WEEKLY;UNTIL=20261120T230000").as_deref(), Some("2026-11-20"));
        assert_eq!(until("FREQ=WEEKLY;UNTIL=20261120").as_deref(), Some("2026-11-20"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}|(FREQ=(DAILY|WEEKLY|YEARLY|É);)?([A-Z]{2,10}=[-+0-9A-ZÉ,]{0,12};?){0,5}") {
            if let Ok(rule) = text.parse::<Rule>() {
                prop_assert_eq!(rule.to_string().parse::<Rule>(), Ok(rule));
            }
        }
    }
}
