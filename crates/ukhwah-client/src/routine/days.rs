//! Days and dates as the editors leave them.

use chrono::{Datelike as _, NaiveDate};
use ukhwah_domain::routine::{Days, DaysError, Repeat, RuleError, Weekdays};

use super::{DaysRequest, RepeatRequest};
use crate::error::ErrorCode;

/// The day that a date field names.
pub(crate) fn date(text: &str) -> Result<NaiveDate, ErrorCode> {
    let date: Option<NaiveDate> = text.parse().ok();
    // The parser also takes forms that no date field writes.
    date.filter(|date| date.to_string() == text && (1900..=2200).contains(&date.year())).ok_or(ErrorCode::DateInvalid)
}

/// The days that an editor names, of which there is at least one.
pub(crate) fn days_of(request: &DaysRequest) -> Result<Days, ErrorCode> {
    let days = Days {
        repeat: repeat_of(&request.repeat)?,
        starts: date(&request.starts)?,
        ends: request.ends.as_deref().map(date).transpose()?,
    };
    days.check().map_err(days_refused)?;
    Ok(days)
}

fn repeat_of(request: &RepeatRequest) -> Result<Repeat, ErrorCode> {
    Ok(match request {
        RepeatRequest::Once => Repeat::Once,
        RepeatRequest::Daily => Repeat::Daily,
        RepeatRequest::Weekly { days } => {
            Repeat::Weekly { days: Weekdays::of(days).map_err(|_| ErrorCode::NoWeekday)? }
        }
        RepeatRequest::Monthly { day } => {
            Repeat::Monthly { day: i64::from(*day).try_into().map_err(|_| ErrorCode::DateInvalid)? }
        }
        RepeatRequest::Rule { rule } => Repeat::Rule { rule: rule.parse().map_err(rule_refused)? },
    })
}

/// What is wrong with a rule, for the interface.
pub(crate) const fn rule_refused(error: RuleError) -> ErrorCode {
    match error {
        RuleError::Malformed | RuleError::TooLong => ErrorCode::RuleInvalid,
        RuleError::WithinADay => ErrorCode::RuleWithinDay,
    }
}

/// What is wrong with days, for the interface.
pub(crate) const fn days_refused(error: DaysError) -> ErrorCode {
    match error {
        DaysError::EndsBeforeStart => ErrorCode::EndsBeforeStart,
        DaysError::Never => ErrorCode::NeverOccurs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(repeat: RepeatRequest, starts: &str, ends: Option<&str>) -> Option<ErrorCode> {
        days_of(&DaysRequest { repeat, starts: starts.to_owned(), ends: ends.map(ToOwned::to_owned) }).err()
    }

    fn rule(rule: &str) -> RepeatRequest {
        RepeatRequest::Rule { rule: rule.to_owned() }
    }

    #[test]
    fn each_thing_that_cannot_be_has_a_sentence_of_its_own() {
        let start = "2026-03-05";
        assert_eq!(refused(RepeatRequest::Daily, start, Some("2026-03-04")), Some(ErrorCode::EndsBeforeStart));
        assert_eq!(refused(RepeatRequest::Weekly { days: vec![] }, start, None), Some(ErrorCode::NoWeekday));
        assert_eq!(refused(RepeatRequest::Monthly { day: 32 }, start, None), Some(ErrorCode::DateInvalid));
        assert_eq!(refused(RepeatRequest::Daily, "5.3.2026", None), Some(ErrorCode::DateInvalid));
        assert_eq!(refused(rule("FREQ=SOMETIMES"), start, None), Some(ErrorCode::RuleInvalid));
        assert_eq!(refused(rule("FREQ=HOURLY"), start, None), Some(ErrorCode::RuleWithinDay));
        let never = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30";
        assert_eq!(refused(rule(never), start, None), Some(ErrorCode::NeverOccurs));
        assert_eq!(refused(rule("FREQ=DAILY;COUNT=100000"), start, None), None);
    }
}
