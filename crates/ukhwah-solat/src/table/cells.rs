//! Dates and times as tables write them.

use chrono::{Datelike, NaiveDate};

use super::Cell;
use crate::minutes::Minutes;

/// The first three letters of the months in Malay and in English, with their numbers.
const MONTHS: [(&str, u32); 17] = [
    ("jan", 1),
    ("feb", 2),
    ("mac", 3),
    ("mar", 3),
    ("apr", 4),
    ("mei", 5),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("ogo", 8),
    ("aug", 8),
    ("sep", 9),
    ("okt", 10),
    ("oct", 10),
    ("nov", 11),
    ("dis", 12),
    ("dec", 12),
];

/// Reads a date between 1900 and 2100: year-month-day or day-month-year with a four-figure year, the month as a number
/// or a name, the parts between `-`, `/`, `.` or spaces.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().split(['-', '/', '.', ' ']);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 {
        return None;
    }
    let year = i32::try_from(number(year, 4)?).ok()?;
    let month = number(month, 2).or_else(|| month_by_name(month))?;
    let date = NaiveDate::from_ymd_opt(year, month, number(day, 2)?)?;
    (1900..=2100).contains(&date.year()).then_some(date)
}

/// Reads a time of day as a cell: on a clock of 24 hours, or of 12 with "am" or "pm" after it.
pub(super) fn time(text: &str) -> Cell {
    let text = text.trim();
    if text.is_empty() {
        return Cell::Absent;
    }
    clock(text).map_or(Cell::Unreadable, |minutes| Cell::Time(Minutes::new(minutes)))
}

fn clock(text: &str) -> Option<i16> {
    let text = text.to_ascii_lowercase();
    let (digits, half) = match text.find(['a', 'p']) {
        Some(at) => (text[..at].trim_end(), Some(half_of_day(&text[at..])?)),
        None => (text.as_str(), None),
    };
    let mut parts = digits.split([':', '.']);
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let second = parts.next().map_or(Some(0), |second| number(second, 2))?;
    if parts.next().is_some() || minute > 59 || second > 59 {
        return None;
    }
    let hour = match half {
        None if hour < 24 => hour,
        Some(offset) if (1..=12).contains(&hour) => hour % 12 + offset,
        _ => return None,
    };
    i16::try_from(hour * 60 + minute).ok()
}

/// Hours to add for "am" or "pm".
fn half_of_day(text: &str) -> Option<u32> {
    match text {
        "am" | "a.m." | "a.m" => Some(0),
        "pm" | "p.m." | "p.m" => Some(12),
        _ => None,
    }
}

fn month_by_name(text: &str) -> Option<u32> {
    let start = text.get(..3)?.to_ascii_lowercase();
    let is_word = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    MONTHS.iter().find(|(name, _)| is_word && *name == start).map(|(_, number)| *number)
}

/// A number of one to `most` ASCII digits.
fn number(text: &str, most: usize) -> Option<u32> {
    let is_number = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_are_read_in_every_known_form() {
        let expected = NaiveDate::from_ymd_opt(2026, 8, 7);
        for text in
            ["2026-08-07", "07/08/2026", "7-8-2026", "07-Ogos-2026", "7 August 2026", "07-Aug-2026", " 07.08.2026 "]
        {
            assert_eq!(date(text), expected, "{text}");
        }
        for (text, month) in [("01-Mac-2025", 3), ("01-Mei-2025", 5), ("01-Okt-2025", 10), ("01-Dis-2025", 12)] {
            assert_eq!(date(text).map(|date| date.month()), Some(month), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2025",
            "29/02/2025",
            "01/13/2025",
            "2025-02-30",
            "1-1-25",
            "01-Foo-2025",
            "1899-12-31",
            "2025-01-01-01",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_from_both_clocks() {
        for (text, minutes) in [
            ("05:53", 353),
            ("05:53:00", 353),
            ("5:53", 353),
            ("5:53 am", 353),
            ("5:53AM", 353),
            ("5.53 a.m.", 353),
            ("12:05 am", 5),
            ("12:05 pm", 725),
            ("7:12 PM", 1152),
            (" 19:12:59 ", 1152),
        ] {
            assert_eq!(time(text), Cell::Time(Minutes::new(minutes)), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_said_to_be_unreadable() {
        for text in
            ["24:00", "12:60", "13:00 pm", "0:10 am", "1553", "12:00:60", "-1:00", "1:2:3:4", "pm", "٠٥:٥٣", "5:53 xm"]
        {
            assert_eq!(time(text), Cell::Unreadable, "{text}");
        }
        assert_eq!(time("  "), Cell::Absent);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = (date(&text), time(&text));
        }

        #[test]
        fn every_minute_reads_back(minutes in 0i16..1440) {
            let written = Minutes::new(minutes).to_string();
            prop_assert_eq!(time(&written), Cell::Time(Minutes::new(minutes)));
            let (hour, half) = (minutes / 60, if minutes < 720 { "am" } else { "pm" });
            let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
            prop_assert_eq!(time(&format!("{twelve}:{:02} {half}", minutes % 60)), Cell::Time(Minutes::new(minutes)));
        }
    }
}
