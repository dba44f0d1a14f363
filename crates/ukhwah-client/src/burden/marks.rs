//! Heavy weeks, for the axis of the trends.

use chrono::{Days, NaiveDate};
use ukhwah_domain::burden::{Shift, heavy_weeks};
use ukhwah_domain::routine::day_ms;
use ukhwah_store::StoreError;

use crate::reflection::{Asked, Mark, MarkKind};
use crate::text;

/// So far before a week its usual one begins: eight weeks, and the rest of the first.
const BEFORE: Days = Days::new(63);

/// The weeks of these days in which hours, night calls or heavy conversations were more than usual, by their Monday.
pub(crate) fn heavy_weeks_between(asked: &Asked<'_>) -> Result<Vec<Mark>, StoreError> {
    let first = asked.first.checked_sub_days(BEFORE).unwrap_or(NaiveDate::MIN);
    let stored = asked.read.between::<Shift>(day_ms(first), day_ms(asked.last))?;
    let shifts: Vec<Shift> = stored.into_iter().map(|stored| stored.value).collect();
    let words = text::burden_mark(asked.language);
    let mark = |date| Mark { date, kind: MarkKind::HeavyWeek, words: words.to_owned() };
    Ok(heavy_weeks(&shifts, asked.first, asked.last).into_iter().map(mark).collect())
}
