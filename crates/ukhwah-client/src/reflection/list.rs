//! Showing the check-ins.

use chrono::{Datelike as _, NaiveDate};
use ukhwah_domain::checkin::CheckIn;
use ukhwah_domain::language::Language;
use ukhwah_domain::plan::Card;
use ukhwah_domain::record::encode_seen;
use ukhwah_domain::routine::{Almanac as _, Prayer, Timing, day_ms};
use ukhwah_domain::time::{clock_words, date_words};
use ukhwah_store::{Reader, StoreError, Stored};

use super::settings::stored_settings;
use super::{Answers, CardWordsView, CheckInTarget, CheckInView, CheckInsRequest, CheckInsView, ReflectionView};
use crate::app::App;
use crate::error::IpcError;
use crate::plan::in_order;
use crate::routine::timing_words;
use crate::settings::profile_of;
use crate::solat::{PrayerNameView, prayer_name, prayers_of};
use crate::text;

/// How many check-ins a page of the list has.
const PAGE: u32 = 50;
/// How much of the trash is shown.
const TRASH_SHOWN: usize = 20;

impl App {
    /// The check-ins of today, the early sign, and what was chosen.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn reflection_view(&self) -> Result<ReflectionView, IpcError> {
        let now = self.clock.now();
        self.reading(|store, language| {
            let (read, almanac) = (store.read(), self.almanac(store)?);
            let today = almanac.date(now);
            let mut of_today = on(read, today)?;
            of_today.reverse();
            let stored = stored_settings(read)?;
            let settings = stored.as_ref().map(|stored| stored.value).unwrap_or_default();
            let religion = profile_of(read)?.value.religion;
            let prayers = Prayer::ALL.into_iter();
            let at_prayer = settings.time.is_some_and(|time| matches!(time.timing, Timing::Around { .. }));
            // A prayer that was chosen waits, unnamed, while religious content is off.
            let offered = settings.time.filter(|_| religion || !at_prayer);
            Ok(ReflectionView {
                date_words: date_words(today, language),
                today: of_today.iter().map(|stored| view(stored, today, language)).collect(),
                check_ins: u32::try_from(read.count_of::<CheckIn>()?).unwrap_or(u32::MAX),
                sign: self.sign_of(store, today, language)?,
                card: first_card(read, language)?,
                settings_seen: stored.map(|stored| encode_seen(&stored.seen)),
                time_words: offered.and_then(|time| timing_words(time.timing, language)),
                settings,
                prayers: prayers.filter(|_| religion).map(|prayer| named(prayer, language)).collect(),
                place_missing: religion && at_prayer && prayers_of(read)?.place.is_none(),
            })
        })
    }

    /// One check-in, for its editor.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::NotFound`] if it is gone.
    pub fn checkin_view(&self, request: CheckInTarget) -> Result<CheckInView, IpcError> {
        let now = self.clock.now();
        self.reading(|store, language| {
            let today = self.almanac(store)?.date(now);
            Ok(view(&store.read().get::<CheckIn>(request.id.into())?, today, language))
        })
    }

    /// A page of the check-ins, newest first, also those that a wrong clock dated ahead.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn checkins_view(&self, request: CheckInsRequest) -> Result<CheckInsView, IpcError> {
        let now = self.clock.now();
        self.reading(|store, language| {
            let read = store.read();
            let today = self.almanac(store)?.date(now);
            let mut page = read.newest_after::<CheckIn>(request.skip, PAGE + 1)?;
            let more = page.len() > PAGE as usize;
            page.truncate(PAGE as usize);
            let trash = read.last_trashed::<CheckIn>(TRASH_SHOWN)?;
            let views = |list: Vec<Stored<CheckIn>>| list.iter().map(|one| view(one, today, language)).collect();
            Ok(CheckInsView {
                check_ins: views(page),
                more,
                trash: views(trash),
                today: today.to_string(),
                ahead: ahead(read, today)?,
            })
        })
    }
}

/// The check-ins of a day, oldest first.
pub(super) fn on(read: Reader<'_>, date: NaiveDate) -> Result<Vec<Stored<CheckIn>>, StoreError> {
    between(read, date, date)
}

/// Whether there is a check-in of this day.
pub(crate) fn has_checked_in(read: Reader<'_>, date: NaiveDate) -> Result<bool, StoreError> {
    Ok(!on(read, date)?.is_empty())
}

/// The check-ins of the days from `first` to `last`, oldest first.
pub(super) fn between(read: Reader<'_>, first: NaiveDate, last: NaiveDate) -> Result<Vec<Stored<CheckIn>>, StoreError> {
    let end = last.succ_opt().map_or(i64::MAX, |next| day_ms(next) - 1);
    read.between::<CheckIn>(day_ms(first), end)
}

/// The check-ins that are dated after today. They are in the list, to be corrected, and in no trend and no sign.
pub(super) fn dated_ahead(read: Reader<'_>, today: NaiveDate) -> Result<Vec<Stored<CheckIn>>, StoreError> {
    let Some(tomorrow) = today.succ_opt() else { return Ok(Vec::new()) };
    read.between::<CheckIn>(day_ms(tomorrow), i64::MAX)
}

/// How many these are.
pub(super) fn ahead(read: Reader<'_>, today: NaiveDate) -> Result<u32, StoreError> {
    Ok(u32::try_from(dated_ahead(read, today)?.len()).unwrap_or(u32::MAX))
}

fn view(stored: &Stored<CheckIn>, today: NaiveDate, language: Language) -> CheckInView {
    let made = &stored.value;
    CheckInView {
        id: stored.id.into(),
        seen: encode_seen(&stored.seen),
        date: made.date.to_string(),
        minute: made.minute,
        date_words: day_words(made.date, today, language),
        time_words: clock_words(made.minute, language),
        answers: Answers {
            heaviness: made.heaviness,
            craving: made.craving,
            energy: made.energy,
            burden: made.burden,
            hungry: made.hungry,
            angry: made.angry,
            lonely: made.lonely,
            tired: made.tired,
            note: made.note.as_ref().map(ToString::to_string),
        },
    }
}

/// "hari ini", or the date, with its year where that is not this one's.
fn day_words(date: NaiveDate, today: NaiveDate, language: Language) -> String {
    if date == today {
        return text::today(language).to_owned();
    }
    let words = date_words(date, language);
    if date.year() == today.year() { words } else { format!("{words} {}", date.year()) }
}

fn named(prayer: Prayer, language: Language) -> PrayerNameView {
    PrayerNameView { prayer, name: prayer_name(prayer, language).to_owned() }
}

fn first_card(read: Reader<'_>, language: Language) -> Result<Option<CardWordsView>, StoreError> {
    let first = in_order::<Card>(read)?.into_iter().next().map(|stored| stored.value);
    Ok(first.map(|card| CardWordsView {
        situation: card.situation.words(language).to_owned(),
        response: card.response.words(language).to_owned(),
    }))
}
