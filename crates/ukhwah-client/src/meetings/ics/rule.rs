//! The rule of a calendar's entry as days of this app, and back.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Weekday};
use ukhwah_domain::bounded::MonthDay;
use ukhwah_domain::routine::{Days, Repeat, RuleError, Weekdays};

use super::zone::Here;

/// The days of an entry that begins on `start`, by the rule as it was written.
///
/// The usual rules become what the editor can show; any other one is kept as a rule.
pub(crate) fn rule_of(written: Option<&str>, start: NaiveDate, here: Here<'_>) -> Result<Days, RuleError> {
    let once = Days { repeat: Repeat::Once, starts: start, ends: None };
    let Some(written) = written else { return Ok(once) };
    let rule: ukhwah_domain::routine::Rule = written.parse()?;
    let usual = usual(rule.as_str(), start, here).or_else(|| with_end_apart(rule.as_str(), start, here));
    Ok(usual.unwrap_or(Days { repeat: Repeat::Rule { rule }, ..once }))
}

/// A rule that says until when, with that day where the editor shows it.
fn with_end_apart(rule: &str, start: NaiveDate, here: Here<'_>) -> Option<Days> {
    let (ends, rest): (Vec<_>, Vec<_>) = rule.split(';').partition(|part| part.starts_with("UNTIL="));
    let ends = until(ends.first()?.strip_prefix("UNTIL=")?, here)?;
    Some(Days { repeat: Repeat::Rule { rule: rest.join(";").parse().ok()? }, starts: start, ends: Some(ends) })
}

fn usual(rule: &str, start: NaiveDate, here: Here<'_>) -> Option<Days> {
    let (mut freq, mut by_day, mut by_month_day, mut last_of_them, mut ends) = ("", "", "", false, None);
    for part in rule.split(';') {
        match part.split_once('=')? {
            ("FREQ", value) => freq = value,
            ("BYDAY", value) => by_day = value,
            ("BYMONTHDAY", value) => by_month_day = value,
            ("BYSETPOS", "-1") => last_of_them = true,
            ("UNTIL", value) => ends = Some(until(value, here)?),
            ("INTERVAL", "1") | ("WKST", _) => {}
            _ => return None,
        }
    }
    let repeat = match (freq, by_day, by_month_day) {
        ("DAILY", "", "") => Repeat::Daily,
        ("WEEKLY", "", "") => Repeat::Weekly { days: Weekdays::of(&[start.weekday()]).ok()? },
        ("WEEKLY", days, "") => {
            let days: Option<Vec<Weekday>> = days.split(',').map(weekday).collect();
            Repeat::Weekly { days: Weekdays::of(&days?).ok()? }
        }
        ("MONTHLY", "", days) => Repeat::Monthly { day: month_day(days, start, last_of_them)? },
        _ => return None,
    };
    if last_of_them && freq != "MONTHLY" {
        return None;
    }
    Some(Days { repeat, starts: start, ends })
}

/// The day of a month that means the same here: one that every month has, or this app's own way of writing the others.
fn month_day(days: &str, start: NaiveDate, last_of_them: bool) -> Option<MonthDay> {
    let day = match days {
        "" => i64::from(start.day()),
        days if last_of_them => (29..=31).find(|day| month_days(*day) == days)?,
        day => day.parse().ok()?,
    };
    let every_month_has_it = (1..=28).contains(&day) || last_of_them;
    day.try_into().ok().filter(|_| every_month_has_it)
}

/// The days of which a month's last one is meant: "28,29,30".
fn month_days(day: i64) -> String {
    (28..=day).map(|day| day.to_string()).collect::<Vec<_>>().join(",")
}

/// The day of an `UNTIL`, as a clock where the person is shows it.
fn until(text: &str, here: Here<'_>) -> Option<NaiveDate> {
    match text.strip_suffix('Z') {
        Some(utc) => {
            let moment = NaiveDateTime::parse_from_str(utc, "%Y%m%dT%H%M%S").ok()?;
            Some(here(moment.and_utc()).date())
        }
        None => NaiveDate::parse_from_str(text.get(..8)?, "%Y%m%d").ok(),
    }
}

fn weekday(code: &str) -> Option<Weekday> {
    Some(match code {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

const fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// Days that a zone moves by `shift` days; `None` where that cannot be said as days any more.
pub(crate) fn shifted(days: Days, shift: i64) -> Option<Days> {
    if shift == 0 {
        return Some(days);
    }
    let repeat = match days.repeat {
        Repeat::Weekly { days } => {
            let moved: Vec<Weekday> = days.iter().map(|day| if shift > 0 { day.succ() } else { day.pred() }).collect();
            Repeat::Weekly { days: Weekdays::of(&moved).ok()? }
        }
        repeat @ (Repeat::Once | Repeat::Daily) => repeat,
        Repeat::Monthly { .. } | Repeat::Rule { .. } => return None,
    };
    Some(Days { repeat, ..days })
}

/// The rule of these days without its end, and how often it comes if that is counted. `None` for once.
pub(super) fn written(days: &Days) -> Option<String> {
    Some(match &days.repeat {
        Repeat::Once => return None,
        Repeat::Daily => "FREQ=DAILY".to_owned(),
        Repeat::Weekly { days } => {
            format!("FREQ=WEEKLY;BYDAY={}", days.iter().map(code).collect::<Vec<_>>().join(","))
        }
        Repeat::Monthly { day } if day.get() <= 28 => format!("FREQ=MONTHLY;BYMONTHDAY={}", day.get()),
        Repeat::Monthly { day } => {
            format!("FREQ=MONTHLY;BYMONTHDAY={};BYSETPOS=-1", month_days(day.get().into()))
        }
        Repeat::Rule { rule } => {
            let parts = rule.as_str().split(';');
            parts
                .filter(|part| !part.starts_with("UNTIL=") && !part.starts_with("COUNT="))
                .collect::<Vec<_>>()
                .join(";")
        }
    })
}

/// How a rule ends, if its text says so.
pub(super) enum RuleEnd {
    Count(u32),
    Until(NaiveDate),
}

/// The end that stands in the rule itself.
pub(super) fn end_of(days: &Days, here: Here<'_>) -> Option<RuleEnd> {
    let Repeat::Rule { rule } = &days.repeat else { return None };
    rule.as_str().split(';').find_map(|part| match part.split_once('=')? {
        ("COUNT", count) => count.parse().ok().map(RuleEnd::Count),
        ("UNTIL", text) => until(text, here).map(RuleEnd::Until),
        _ => None,
    })
}
