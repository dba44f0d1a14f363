//! The early sign in words, as long as it is news.

use chrono::{Datelike as _, NaiveDate, TimeDelta};
use ukhwah_domain::checkin::{CheckIn, SIGN_EVERY, Sign, signs};
use ukhwah_domain::language::Language;
use ukhwah_domain::time::{date_words, short_date_words, weekday_words};
use ukhwah_store::{State, Store, StoreError};

use super::SignView;
use super::list::between;
use super::settings::reflection_of;
use crate::app::{App, Reckoned};

/// The count begins so many days ago: long enough that its beginning no longer matters, however many years are stored.
const LOOKED_AT: i64 = 366;

/// The last sign, by the check-ins as they stood on a day: Today asks for it at every look.
pub(crate) type LastSign = Reckoned<(State, NaiveDate), Option<Sign>>;

/// The last sign in the check-ins up to today.
fn last(store: &Store, today: NaiveDate) -> Result<Option<Sign>, StoreError> {
    let made = between(store.read(), today - TimeDelta::days(LOOKED_AT), today)?;
    Ok(signs(made.iter().map(|stored| &stored.value)).pop())
}

impl App {
    /// The sign of these days, unless it was put away or switched off.
    pub(crate) fn sign_of(
        &self,
        store: &Store,
        today: NaiveDate,
        language: Language,
    ) -> Result<Option<SignView>, StoreError> {
        let settings = reflection_of(store.read())?;
        if !settings.early_sign {
            return Ok(None);
        }
        let question = (store.state_of::<CheckIn>(), today);
        let Some(sign) = self.signs.answer(question, || last(store, today))? else { return Ok(None) };
        let week = TimeDelta::days(SIGN_EVERY);
        let is_news = today - sign.date < week;
        // What is corrected or added later may move a sign by some days: whoever was told this week is not told again.
        let is_read = settings.sign_read_on.is_some_and(|read| sign.date - read < week && read <= today);
        if !is_news || is_read {
            return Ok(None);
        }
        let words = |date: NaiveDate| {
            let is_near = (0..7).contains(&(today - date).num_days());
            if is_near { weekday_words(date.weekday(), language).to_owned() } else { date_words(date, language) }
        };
        Ok(Some(SignView {
            date: sign.date.to_string(),
            question: sign.question,
            since_words: words(sign.since()),
            days: u32::try_from(sign.days.len()).unwrap_or(u32::MAX),
            days_words: days_words(&sign.days, language),
        }))
    }
}

/// Days in few words: "28, 30 Nov, 1 Dis".
fn days_words(days: &[NaiveDate], language: Language) -> String {
    let words = days.iter().enumerate().map(|(at, day)| match days.get(at + 1) {
        Some(next) if next.month() == day.month() => day.day().to_string(),
        _ => short_date_words(*day, language),
    });
    words.collect::<Vec<_>>().join(", ")
}
