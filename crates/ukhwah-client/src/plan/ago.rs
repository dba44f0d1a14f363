//! How long ago a day was, as people say it.

use chrono::NaiveDate;
use ukhwah_domain::language::Language;

use crate::text;

/// "hari ini", "semalam", "3 hari lepas"; from two weeks on in weeks, from two months on in months of 30 days.
///
/// A clock that was set back makes a day lie ahead of today: that reads as today.
pub(super) fn days_ago_words(day: NaiveDate, today: NaiveDate, language: Language) -> String {
    match (today - day).num_days() {
        ..=0 => text::today(language).to_owned(),
        1 => text::yesterday(language).to_owned(),
        days @ 2..14 => text::days_ago(language, days),
        days @ 14..60 => text::weeks_ago(language, days / 7),
        days => text::months_ago(language, days / 30),
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    #[test]
    fn a_day_is_as_long_ago_as_people_say() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 12).expect("a date");
        let said = |days, language| days_ago_words(today - Days::new(days), today, language);
        let malay = [
            (0, "hari ini"),
            (1, "semalam"),
            (2, "2 hari lepas"),
            (13, "13 hari lepas"),
            (14, "2 minggu lepas"),
            (59, "8 minggu lepas"),
            (60, "2 bulan lepas"),
            (800, "26 bulan lepas"),
        ];
        for (days, words) in malay {
            assert_eq!(said(days, Language::Ms), words);
        }
        for (days, words) in [(0, "today"), (1, "yesterday"), (3, "3 days ago"), (20, "2 weeks ago")] {
            assert_eq!(said(days, Language::En), words);
        }
    }

    #[test]
    fn a_day_that_lies_ahead_reads_as_today() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 12).expect("a date");
        assert_eq!(days_ago_words(day, day - Days::new(9), Language::Ms), "hari ini");
    }
}
