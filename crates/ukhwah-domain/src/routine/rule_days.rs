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
        let (mut left, mut day) = (usize::try_from(count).unwrap_or(usize::MAX), self.counting(starts, starts)?);
        // Period by period: each day is looked at once, however many a period keeps.
        while day <= bound {
            let last = self.period(day).1;
            let named = self.named(starts, day, last.min(bound));
            if let Some(end) = named.get(left - 1) {
                return Some(*end);
            }
            left -= named.len();
            day = self.counting(starts, last.succ_opt()?)?;
        }
        None
    }

    /// The days that the rule names from this day to another one of its period, in order.
    fn named(&self, starts: NaiveDate, day: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
        if self.positions.is_empty() {
            return day.iter_days().take_while(|day| *day <= last).filter(|day| self.names(starts, *day)).collect();
        }
        self.kept(starts, day).into_iter().filter(|kept| (day..=last).contains(kept)).collect()
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
        let week = |day| week_begin(day, self.week_start)?.checked_add_days(DayCount::new(3));
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
