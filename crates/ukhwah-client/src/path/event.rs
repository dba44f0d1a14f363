//! Showing one event, with what was learned from it.

use chrono::{DateTime, NaiveDate, TimeDelta};
use ukhwah_domain::language::Language;
use ukhwah_domain::path::{Happening, PathCorrection, PathDay, PathEvent, open_lapses};
use ukhwah_domain::plan::{Card, PlanItem, PlanPart};
use ukhwah_domain::record::encode_seen;
use ukhwah_domain::routine::Almanac as _;
use ukhwah_store::{Reader, StoreError, Stored};

use super::{PathEventTarget, PathEventView};
use crate::app::App;
use crate::error::IpcError;
use crate::service::day;
use crate::solat::DeviceAlmanac;
use crate::text;

/// For so many days after a lapse somebody to talk to comes first.
const RECENT: TimeDelta = TimeDelta::days(7);

impl App {
    /// One event.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::NotFound`] if it is gone.
    pub fn path_event(&self, request: PathEventTarget) -> Result<PathEventView, IpcError> {
        let now = self.clock.now();
        self.reading(|store, language| {
            let (read, almanac) = (store.read(), self.almanac(store)?);
            let stored = read.get::<PathEvent>(request.id.into())?;
            Ok(event_view(read, &almanac, &stored, almanac.date(now), language)?)
        })
    }
}

fn event_view(
    read: Reader<'_>,
    almanac: &DeviceAlmanac<'_>,
    stored: &Stored<PathEvent>,
    today: NaiveDate,
    language: Language,
) -> Result<PathEventView, StoreError> {
    let event = &stored.value;
    let is_lapse = event.what == Happening::Lapse;
    let others = read.children::<PathEvent>(event.goal.into())?;
    let open = open_lapses(&others, today, |other| &other.value).any(|other| other.id == stored.id);
    let (card, sign) = learned(read, event, language)?;
    Ok(PathEventView {
        id: stored.id.into(),
        seen: encode_seen(&stored.seen),
        goal: event.goal,
        what: event.what,
        today: today.to_string(),
        date: event.date.to_string(),
        date_words: day(event.date, today, language),
        until: event.until.as_ref().map(ToString::to_string),
        words: event.words.as_ref().map(ToString::to_string),
        before: event.before.as_ref().map(ToString::to_string),
        helped: event.helped.as_ref().map(ToString::to_string),
        recent: is_lapse && (open || today - event.until.unwrap_or(event.date) < RECENT),
        open,
        card,
        sign,
        corrections: corrections(read, almanac, stored, today, language)?,
    })
}

/// Whether the plan has what was learned as a card, and as a warning sign.
fn learned(read: Reader<'_>, event: &PathEvent, language: Language) -> Result<(bool, bool), StoreError> {
    let Some(before) = &event.before else { return Ok((false, false)) };
    let is_card = |card: &Card| {
        let then = event.helped.as_ref().map(AsRef::as_ref);
        card.situation.words(language) == before.as_str() && Some(card.response.words(language)) == then
    };
    let is_sign = |item: &PlanItem| item.part == PlanPart::WarningSign && item.text.as_str() == before.as_str();
    Ok((
        read.all::<Card>()?.iter().any(|card| is_card(&card.value)),
        read.all::<PlanItem>()?.iter().any(|item| is_sign(&item.value)),
    ))
}

fn corrections(
    read: Reader<'_>,
    almanac: &DeviceAlmanac<'_>,
    stored: &Stored<PathEvent>,
    today: NaiveDate,
    language: Language,
) -> Result<Vec<String>, StoreError> {
    let mut made = read.children::<PathCorrection>(stored.id)?;
    made.sort_by_key(|correction| std::cmp::Reverse((correction.value.made_at_ms, correction.value.day)));
    let words = |correction: &PathCorrection| {
        let was = day(correction.was, today, language);
        // A moment that no calendar has is no reason to hide what the day was.
        let made = DateTime::from_timestamp_millis(correction.made_at_ms).map_or(today, |made| almanac.date(made));
        let made = day(made, today, language);
        match correction.day {
            PathDay::Date => text::path_was(language, made, was),
            PathDay::Until => text::path_return_was(language, made, was),
        }
    };
    Ok(made.iter().map(|stored| words(&stored.value)).collect())
}
