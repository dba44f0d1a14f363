//! The official starts of the Hijri months, 2000 to 2027, and how many the rule and the calendar meet.

use chrono::{Days, NaiveDate};
use ukhwah_solat::hijri::{Calendar, Criterion, Evening, HijriDate};

/// How many months of an era start on the official day.
#[derive(Clone, Copy, Default)]
pub(crate) struct Starts {
    pub(crate) all: u32,
    /// By the MABIMS rule alone.
    pub(crate) by_rule: u32,
    /// By the calendar, with the months in which Malaysia departed from the rule.
    pub(crate) met: u32,
}

/// The rows of the published list.
pub(crate) fn rows(text: &str) -> Vec<(HijriDate, NaiveDate)> {
    let row = |line: &str| {
        let (hijri, civil) = line.split_once(',').expect("two columns");
        (hijri.parse().expect("a Hijri date"), civil.parse().expect("a civil date"))
    };
    text.lines().skip(1).map(row).collect()
}

/// Whether the rule alone begins the month on its official day.
pub(crate) fn is_by_rule((hijri, civil): (HijriDate, NaiveDate)) -> bool {
    let margin = |days_before| Evening::at(civil - Days::new(days_before), Criterion::of_year(hijri.year())).margin();
    margin(1) >= 0.0 && margin(2) < 0.0
}

/// Each era's name, how many months the rule must meet, and how many it does.
pub(crate) fn compare(text: &str) -> [(&'static str, u32, Starts); 2] {
    let calendar = Calendar::new();
    let mut eras = [("1420-1442", 264, Starts::default()), ("1443-1449", 78, Starts::default())];
    for row @ (hijri, civil) in rows(text) {
        let starts = &mut eras[usize::from(hijri.year() >= 1443)].2;
        starts.all += 1;
        starts.by_rule += u32::from(is_by_rule(row));
        starts.met += u32::from(calendar.date(civil) == Ok(hijri) && calendar.gregorian(hijri) == Ok(civil));
    }
    eras
}
