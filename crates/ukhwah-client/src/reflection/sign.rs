//! The early sign in words, as long as it is news.

use chrono::{Datelike as _, NaiveDate, TimeDelta};
use ukhwah_domain::checkin::{ReflectionSettings, signs};
use ukhwah_domain::language::Language;
use ukhwah_domain::time::{date_words, weekday_words};
use ukhwah_store::{Reader, StoreError};

use super::SignView;
use super::list::{between, present};

/// The count begins so many days ago: long enough that its beginning no longer matters, however many years are stored.
const LOOKED_AT: i64 = 366;

/// A sign is shown for so many days.
const SHOWN_FOR: i64 = 7;

/// The sign of these days, unless it was put away or switched off.
pub(super) fn sign_of(
    read: Reader<'_>,
    settings: &ReflectionSettings,
    today: NaiveDate,
    language: Language,
) -> Result<Option<SignView>, StoreError> {
    if !settings.early_sign {
        return Ok(None);
    }
    let present = present(read, today)?;
    let made = between(read, present - TimeDelta::days(LOOKED_AT), present)?;
    let Some(sign) = signs(made.iter().map(|stored| &stored.value)).pop() else { return Ok(None) };
    let is_news = present - sign.date < TimeDelta::days(SHOWN_FOR);
    let is_read = settings.sign_read_on.is_some_and(|read_on| read_on >= sign.date);
    if !is_news || is_read {
        return Ok(None);
    }
    let last = sign.days.last().copied().unwrap_or(sign.date);
    let words = |date: NaiveDate| {
        let is_near = (0..7).contains(&(today - date).num_days());
        if is_near { weekday_words(date.weekday(), language).to_owned() } else { date_words(date, language) }
    };
    Ok(Some(SignView {
        date: sign.date.to_string(),
        question: sign.question,
        since_words: words(sign.since()),
        days: u32::try_from(sign.days.len()).unwrap_or(u32::MAX),
        until_words: words(last),
    }))
}
