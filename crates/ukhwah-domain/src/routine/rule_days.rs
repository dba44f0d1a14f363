//! The days that a rule names, found without walking from its start.

use chrono::{Datelike, Days as DayCount, Months, NaiveDate, TimeDelta, Weekday};

use super::rule::{Every, Rule};

/// How many days of periods that count are looked at before a rule counts as never coming again: forty years.
///
/// The rarest day of the calendar, a certain weekday on 29 February, comes after 40 years at most.
const SEARCHED: u32 = 40 * 366;

/// How far after its start a rule's `COUNT` is counted; what lasts longer has no end that anybody would see.
const COUNTED: TimeDelta = TimeDelta::days(80 * 365);

impl Rule {
    /// The first day that the rule names at or after `from`, whatever its `COUNT`; `from` is not before `starts`.
    pub(super) fn next(&self, starts: NaiveDate, from: NaiveDate) -> Option<NaiveDate> {
        let mut day = self.counting(starts, from)?;
        let mut left = SEARCHED;
        while left > 0 && self.until.is_none_or(|until| day <= until) {
            let last = self.period(day).1;
            let found = match self.positions.as_slice() {
                [] => day.iter_days().take_while(|day| *day <= last).find(|day| self.names(starts, *day)),
                _ => self.kept(starts, day).into_iter().find(|kept| *kept >= day),
            };
            if found.is_some() {
                return found.filter(|day| self.until.is_none_or(|until| *day <= until));
            }
            let looked_at = last.signed_duration_since(day).num_days() + 1;
            left = left.saturating_sub(u32::try_from(looked_at).unwrap_or(u32::MAX));
            day = self.counting(starts, last.succ_opt()?)?;
        }
        None
    }

    /// The last day of the rule, if it says when it ends and does so by `bound`.
    ///
    /// Days of a `COUNT` are counted from the start to that bound, and for 80 years at most.
    pub(super) fn last(&self, starts: NaiveDate, bound: NaiveDate) -> Option<NaiveDate> {
        let Some(count) = self.count else {
            return self.until;
        };
        let bound = starts.checked_add_signed(COUNTED).map_or(bound, |most| bound.min(most));
        let following = |day: &NaiveDate| self.next(starts, day.succ_opt()?);
        let days = std::iter::successors(self.next(starts, starts), following).take_while(|day| *day <= bound);
        days.skip(usize::try_from(count - 1).unwrap_or(usize::MAX)).next()
    }

    /// The day itself if its period counts, otherwise the first day of the next period that does.
    fn counting(&self, starts: NaiveDate, day: NaiveDate) -> Option<NaiveDate> {
        let interval = i64::from(self.interval);
        let first = self.period(day).0;
        let periods = match self.every {
            Every::Day => day.signed_duration_since(starts).num_days(),
            Every::Week => first.signed_duration_since(self.period(starts).0).num_days() / 7,
            Every::Month => months_of(day) - months_of(starts),
            Every::Year => i64::from(day.year() - starts.year()),
        };
        let missing = (interval - periods.rem_euclid(interval)) % interval;
        let missing = u32::try_from(missing).expect("an interval is small");
        match self.every {
            _ if missing == 0 => Some(day),
            Every::Day => first.checked_add_days(DayCount::new(missing.into())),
            Every::Week => first.checked_add_days(DayCount::new(u64::from(missing) * 7)),
            Every::Month => first.checked_add_months(Months::new(missing)),
            Every::Year => first.checked_add_months(Months::new(missing * 12)),
        }
    }

    /// The first and the last day of the period of this day.
    fn period(&self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        let (first, last) = match self.every {
            Every::Day => (Some(day), Some(day)),
            Every::Week => {
                let first = week_begin(day, self.week_start);
                (first, first.and_then(|first| first.checked_add_days(DayCount::new(6))))
            }
            Every::Month => (day.with_day(1), day.with_day(u32::from(day.num_days_in_month()))),
            Every::Year => (day.with_ordinal(1), NaiveDate::from_ymd_opt(day.year(), 12, 31)),
        };
        (first.unwrap_or(NaiveDate::MIN), last.unwrap_or(NaiveDate::MAX))
    }

    /// The days of this day's period that `BYSETPOS` keeps, in order.
    fn kept(&self, starts: NaiveDate, day: NaiveDate) -> Vec<NaiveDate> {
        let (first, last) = self.period(day);
        let named = |day: &NaiveDate| self.names(starts, *day);
        let days: Vec<_> = first.iter_days().take_while(|day| *day <= last).filter(named).collect();
        let is_kept = |index: usize| {
            let from_begin = i32::try_from(index + 1).unwrap_or(i32::MAX);
            let from_end = -i32::try_from(days.len() - index).unwrap_or(i32::MAX);
            self.positions.contains(&from_begin) || self.positions.contains(&from_end)
        };
        days.iter().enumerate().filter(|(index, _)| is_kept(*index)).map(|(_, day)| *day).collect()
    }

    /// Whether every `BY…` part but `BYSETPOS` lets this day through; what they leave open is taken from the start.
    fn names(&self, starts: NaiveDate, day: NaiveDate) -> bool {
        let (no_weekday, no_day) =
            (self.weekdays.is_empty() && self.nth_weekdays.is_empty(), self.month_days.is_empty());
        let is_open = no_weekday && no_day && self.weeks.is_empty() && self.year_days.is_empty();
        let like_the_start = match self.every {
            Every::Year => day.day() == starts.day() && (!self.months.is_empty() || day.month() == starts.month()),
            Every::Month => day.day() == starts.day(),
            Every::Week => day.weekday() == starts.weekday(),
            Every::Day => true,
        };
        let month = u8::try_from(day.month()).expect("a month is at most 12");
        (self.months.is_empty() || self.months.contains(&month))
            && (!is_open || like_the_start)
            && (no_day || holds(&self.month_days, day.day(), u32::from(day.num_days_in_month())))
            && (no_weekday || self.names_weekday(day))
            && (self.year_days.is_empty() || holds(&self.year_days, day.ordinal(), year_length(day)))
            && (self.weeks.is_empty() || self.names_week(day))
    }

    fn names_weekday(&self, day: NaiveDate) -> bool {
        let in_month = self.every == Every::Month || !self.months.is_empty();
        let (number, length) =
            if in_month { (day.day(), u32::from(day.num_days_in_month())) } else { (day.ordinal(), year_length(day)) };
        let is_nth = |(n, weekday): &(i16, Weekday)| {
            *weekday == day.weekday()
                && holds(&[*n], (number - 1) / 7 + 1, (number - 1) / 7 + 1 + (length - number) / 7)
        };
        self.weekdays.contains(day.weekday()) || self.nth_weekdays.iter().any(is_nth)
    }

    fn names_week(&self, day: NaiveDate) -> bool {
        // A week belongs to the year that holds its fourth day, and 28 December always lies in the year's last week.
        let week = |day| Some(week_begin(day, self.week_start)?.checked_add_days(DayCount::new(3))?);
        let number = |middle: NaiveDate| middle.ordinal0() / 7 + 1;
        let numbers = || {
            let middle = week(day)?;
            let last = week(NaiveDate::from_ymd_opt(middle.year(), 12, 28)?)?;
            Some((number(middle), number(last)))
        };
        numbers().is_some_and(|(number, weeks)| holds(&self.weeks, number, weeks))
    }
}

/// Whether the list holds the `number`-th of `length`, counted from the beginning or, negative, from the end.
fn holds<T: Copy + Into<i32>>(list: &[T], number: u32, length: u32) -> bool {
    let (number, length) = (number.cast_signed(), length.cast_signed());
    list.iter().any(|wanted| {
        let wanted: i32 = (*wanted).into();
        wanted == number || wanted == number - length - 1
    })
}

/// The day on which the week of this day begins.
fn week_begin(day: NaiveDate, week_start: Weekday) -> Option<NaiveDate> {
    day.checked_sub_days(DayCount::new(day.weekday().days_since(week_start).into()))
}

fn months_of(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

fn year_length(day: NaiveDate) -> u32 {
    if day.leap_year() { 366 } else { 365 }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use proptest::prelude::*;
    use rrule::{RRule, Tz, Unvalidated};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn rule(text: &str) -> Rule {
        text.parse().expect("a rule")
    }

    fn days(text: &str, starts: &str, count: usize) -> Vec<String> {
        let (rule, starts) = (rule(text), day(starts));
        let days = std::iter::successors(rule.next(starts, starts), |day| rule.next(starts, day.succ_opt()?));
        days.take(count).map(|day| day.to_string()).collect()
    }

    #[test]
    fn the_second_saturday_and_the_last_friday_are_found() {
        assert_eq!(days("FREQ=MONTHLY;BYDAY=2SA", "2026-01-01", 3), ["2026-01-10", "2026-02-14", "2026-03-14"]);
        assert_eq!(days("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-01", 2), ["2026-01-30", "2026-02-27"]);
        let working = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1";
        assert_eq!(days(working, "2026-01-15", 3), ["2026-01-30", "2026-02-27", "2026-03-31"]);
    }

    #[test]
    fn the_29_february_comes_in_leap_years_alone() {
        assert_eq!(days("FREQ=YEARLY", "2024-02-29", 3), ["2024-02-29", "2028-02-29", "2032-02-29"]);
        assert_eq!(days("FREQ=YEARLY", "2096-02-29", 2), ["2096-02-29", "2104-02-29"]);
        let friday = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=FR";
        assert_eq!(days(friday, "2081-01-01", 1), ["2108-02-29"]);
        assert_eq!(days("FREQ=MONTHLY;BYMONTHDAY=29", "2027-01-30", 2), ["2027-03-29", "2027-04-29"]);
    }

    #[test]
    fn a_rule_that_never_comes_is_given_up() {
        for text in [
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
            "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=3",
        ] {
            assert_eq!(rule(text).next(day("2026-01-01"), day("2026-01-01")), None, "{text}");
        }
        assert_eq!(rule("FREQ=DAILY;UNTIL=20251231").next(day("2026-01-01"), day("2026-01-01")), None);
    }

    #[test]
    fn a_long_interval_is_jumped_over() {
        assert_eq!(days("FREQ=DAILY;INTERVAL=65535", "2026-01-01", 2), ["2026-01-01", "2205-06-07"]);
        assert_eq!(days("FREQ=YEARLY;INTERVAL=1000", "2026-01-01", 2), ["2026-01-01", "3026-01-01"]);
    }

    #[test]
    fn a_count_ends_on_its_last_day() {
        let last = |text: &str, bound: &str| rule(text).last(day("2026-01-01"), day(bound)).map(|day| day.to_string());
        assert_eq!(last("FREQ=WEEKLY;COUNT=3", "2026-01-15").as_deref(), Some("2026-01-15"));
        assert_eq!(last("FREQ=WEEKLY;COUNT=3", "2026-01-14"), None, "it has not ended by then");
        assert_eq!(last("FREQ=DAILY;COUNT=100000", "9999-01-01"), None);
        assert_eq!(last("FREQ=DAILY;COUNT=4294967295", "2026-02-01"), None);
        assert_eq!(last("FREQ=DAILY", "2026-01-14"), None);
        assert_eq!(last("FREQ=DAILY;UNTIL=20260110", "2026-01-01").as_deref(), Some("2026-01-10"));
    }

    /// The first days of a rule as the crate `rrule` finds them.
    fn by_the_crate(text: &str, starts: NaiveDate, count: u16) -> Vec<NaiveDate> {
        let first = Tz::UTC.from_utc_datetime(&starts.and_time(chrono::NaiveTime::MIN));
        let set = text.parse::<RRule<Unvalidated>>().expect("a rule").build(first).expect("a rule");
        set.all(count).dates.into_iter().map(|moment| moment.date_naive()).collect()
    }

    fn numbers(bounds: std::ops::RangeInclusive<i32>) -> impl Strategy<Value = String> {
        let number = bounds.prop_filter("nothing is the 0th", |number| *number != 0);
        prop::collection::vec(number, 1..4)
            .prop_map(|numbers| numbers.iter().map(i32::to_string).collect::<Vec<_>>().join(","))
    }

    fn weekdays() -> impl Strategy<Value = String> {
        prop::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 1..4).prop_map(|days| days.join(","))
    }

    fn part(name: &'static str, values: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
        prop_oneof![Just(String::new()), values.prop_map(move |values| format!(";{name}={values}"))]
    }

    fn nth_weekday(bounds: std::ops::RangeInclusive<i32>) -> impl Strategy<Value = String> {
        let number = bounds.prop_filter("nothing is the 0th", |number| *number != 0);
        // The crate writes and reads the first one alike but for its sign.
        (number, prop::sample::select(vec!["MO", "FR", "SU"])).prop_map(|(number, day)| format!("{number}{day}"))
    }

    /// Rules that the crate and RFC 5545 read alike.
    fn rules() -> impl Strategy<Value = String> {
        let months = || part("BYMONTH", numbers(1..=12));
        let position = || part("BYSETPOS", numbers(-3..=3));
        let daily = (months(), part("BYMONTHDAY", numbers(-31..=31)), part("BYDAY", weekdays()))
            .prop_map(|(a, b, c)| format!("DAILY{a}{b}{c}"));
        let weekly = (months(), part("BYDAY", weekdays())).prop_map(|(a, b)| format!("WEEKLY{a}{b}"));
        let monthly = (months(), part("BYMONTHDAY", numbers(-31..=31)), part("BYDAY", weekdays()), position())
            .prop_map(|(a, b, c, d)| format!("MONTHLY{a}{b}{c}{d}"));
        let monthly_nth = (months(), nth_weekday(-4..=5)).prop_map(|(a, b)| format!("MONTHLY{a};BYDAY={b}"));
        let yearly = (months(), part("BYMONTHDAY", numbers(-31..=31)), part("BYDAY", weekdays()), position())
            .prop_map(|(a, b, c, d)| format!("YEARLY{a}{b}{c}{d}"));
        let yearly_days =
            (numbers(-366..=366), part("BYDAY", weekdays())).prop_map(|(a, b)| format!("YEARLY;BYYEARDAY={a}{b}"));
        let yearly_nth = (months(), nth_weekday(-4..=5)).prop_map(|(a, b)| format!("YEARLY{a};BYDAY={b}"));
        let yearly_weeks = (numbers(1..=53), part("BYDAY", weekdays()), prop::sample::select(vec!["MO", "SU", "SA"]))
            .prop_map(|(a, b, c)| format!("YEARLY;BYWEEKNO={a}{b};WKST={c}"));
        prop_oneof![daily, weekly, monthly, monthly_nth, yearly, yearly_days, yearly_nth, yearly_weeks]
            .prop_map(|rest| format!("FREQ={rest}"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn the_days_are_those_of_the_crate_rrule(text in rules(), interval in 1_u16..5, starts in 0_i64..15_000) {
            let text = format!("{text};INTERVAL={interval}");
            let starts = day("2000-01-01") + TimeDelta::days(starts);
            let ours = rule(&text);
            // A rule that comes rarely or never sends the crate on a walk to the year 10,000.
            prop_assume!(ours.next(starts, starts).is_some());
            let found = std::iter::successors(ours.next(starts, starts), |day| ours.next(starts, day.succ_opt()?));
            let mut found: Vec<_> = found.take_while(|day| day.year() < 2150).take(12).collect();
            let mut theirs = by_the_crate(&text, starts, u16::try_from(found.len()).expect("at most 12"));
            found.truncate(theirs.len());
            theirs.truncate(found.len());
            prop_assert_eq!(found, theirs, "{}", text);
        }

        #[test]
        fn asking_from_any_day_gives_the_same_days(text in rules(), starts in 0_i64..15_000, later in 0_u64..4_000) {
            let (rule, starts) = (rule(&text), day("2000-01-01") + TimeDelta::days(starts));
            let from = starts + DayCount::new(later);
            let mut walked = rule.next(starts, starts);
            while let Some(day) = walked && day < from {
                walked = day.succ_opt().and_then(|day| rule.next(starts, day));
            }
            prop_assert_eq!(rule.next(starts, from), walked);
        }
    }
}
