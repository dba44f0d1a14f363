//! The days of rules, held against the crate `rrule`, which walks from the start.

use chrono::{Datelike, Days as DayCount, NaiveDate, TimeDelta, TimeZone};
use proptest::prelude::*;
use rrule::{RRule, Tz, Unvalidated};

use super::rule::Rule;

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
    let saturday = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SA";
    assert_eq!(days(saturday, "2076-03-01", 1), ["2116-02-29"]);
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

#[test]
fn a_count_goes_on_over_periods_that_keep_some_of_their_days() {
    let last = |text: &str| rule(text).last(day("2026-01-15"), day("9999-01-01")).map(|day| day.to_string());
    // The first and the last day of each month; the first of January lies before the start.
    let ends = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=1,-1";
    assert_eq!(last(&format!("{ends};COUNT=1")).as_deref(), Some("2026-01-31"));
    assert_eq!(last(&format!("{ends};COUNT=2")).as_deref(), Some("2026-02-01"));
    assert_eq!(last(&format!("{ends};COUNT=1901")).as_deref(), Some("2105-03-31"));
    assert_eq!(last(&format!("{ends};COUNT=1950")), None, "nobody counts further than 80 years");
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
    // The crate forgets the days of a year's last week that lie in January; our own test below asks for them.
    let yearly_weeks = (numbers(1..=51), part("BYDAY", weekdays()), prop::sample::select(vec!["MO", "SU", "SA"]))
        .prop_map(|(a, b, c)| format!("YEARLY;BYWEEKNO={a}{b};WKST={c}"));
    prop_oneof![daily, weekly, monthly, monthly_nth, yearly, yearly_days, yearly_nth, yearly_weeks]
        .prop_map(|rest| format!("FREQ={rest}"))
}

#[test]
fn the_weeks_of_a_year_are_those_of_iso_8601() {
    for week in [1, 2, 51, 52, 53] {
        let rule = rule(&format!("FREQ=YEARLY;BYWEEKNO={week};BYDAY=MO,TU,WE,TH,FR,SA,SU;WKST=MO"));
        let starts = day("1999-12-27");
        let days = std::iter::successors(rule.next(starts, starts), |day| rule.next(starts, day.succ_opt()?));
        let found: Vec<_> = days.take_while(|day| day.year() < 2030).collect();
        let until_2030 = starts.iter_days().take_while(|day| day.year() < 2030);
        let expected: Vec<_> = until_2030.filter(|day| day.iso_week().week() == week).collect();
        assert_eq!(found, expected, "week {week}");
    }
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
    fn a_count_ends_where_walking_ends(text in rules(), starts in 0_i64..15_000, count in 1_usize..40) {
        let starts = day("2000-01-01") + TimeDelta::days(starts);
        let counted = rule(&format!("{text};COUNT={count}"));
        let walk = std::iter::successors(counted.next(starts, starts), |day| counted.next(starts, day.succ_opt()?));
        let bound = starts + TimeDelta::days(60 * 365);
        prop_assert_eq!(counted.last(starts, bound), walk.take_while(|day| *day <= bound).nth(count - 1));
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
