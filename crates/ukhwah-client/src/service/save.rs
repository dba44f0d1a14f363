//! Keeping what an editor leaves.

use chrono::NaiveDate;
use ukhwah_domain::bounded::ServiceMinutes;
use ukhwah_domain::id::RecordId;
use ukhwah_domain::person::{OneLine, Position};
use ukhwah_domain::plan::{Text, TextError};
use ukhwah_domain::record::{Entity, Seen};
use ukhwah_domain::routine::day_ms;
use ukhwah_domain::service::{Amend, ServiceEntry, Talk, Training, TrainingTitle, Whom, is_within_a_day};
use ukhwah_domain::story::StoryVersion;
use ukhwah_store::{Reader, StoreError, Transaction};

use super::{AmendRequest, ServiceEntryRequest, ServiceView, TalkRequest, TrainingRequest};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::plan::{edited, put};
use crate::routine::date;

impl App {
    /// Keeps an entry of the log.
    ///
    /// # Errors
    /// Which value cannot be right: a day that has not come, more than a day's hours, a text too long; or if the entry
    /// was erased meanwhile. Then nothing was changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn service_entry_save(&self, request: ServiceEntryRequest) -> Result<ServiceView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let today = self.today_here()?;
        let entry = ServiceEntry {
            kind: request.kind,
            kind_words: line(request.kind_words.as_deref(), 0)?,
            date: date(&request.date)?,
            minutes: minutes(request.minutes)?,
            place: line(request.place.as_deref(), 1)?,
            note: words(request.note.as_deref(), 2)?,
        };
        self.writing(|tx| {
            let stored = stored::<ServiceEntry>(tx, edited.as_ref())?;
            not_ahead(Some(entry.date), stored.as_ref().map(|stored| stored.date), today)?;
            // What two devices added up to too much can still be changed in everything else.
            if stored.is_none_or(|stored| (stored.date, stored.minutes) != (entry.date, entry.minutes)) {
                room_in_day(tx.read(), entry.date, entry.minutes, edited.as_ref().map(|(id, _)| *id))?;
            }
            keep(tx, edited, &entry)
        })?;
        self.service_view()
    }

    /// Keeps an amend.
    ///
    /// # Errors
    /// Which value cannot be right, or if it was erased meanwhile; then nothing was changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn amend_save(&self, request: AmendRequest) -> Result<ServiceView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let today = self.today_here()?;
        let whom = Whom::parse(&request.whom).map_err(name_refused)?;
        let what = words(request.what.as_deref(), 1)?;
        let done_on = request.done_on.as_deref().map(date).transpose()?;
        self.writing(|tx| {
            let stored = stored::<Amend>(tx, edited.as_ref())?;
            not_ahead(done_on, stored.and_then(|stored| stored.done_on), today)?;
            put(tx, edited, |old: Option<Amend>| Amend {
                whom,
                what,
                done_on,
                pos: old.map_or_else(Position::first, |old| old.pos),
            })
        })?;
        self.service_view()
    }

    /// Keeps a talk, given or still to come. A version of a story that it names stays named when the version is gone.
    ///
    /// # Errors
    /// Which value cannot be right, or if it was erased meanwhile; then nothing was changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn talk_save(&self, request: TalkRequest) -> Result<ServiceView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let typed = Talk {
            venue: request.venue,
            place: line(request.place.as_deref(), 0)?,
            date: date(&request.date)?,
            minutes: minutes(request.minutes)?,
            topic: line(request.topic.as_deref(), 1)?,
            note: words(request.note.as_deref(), 2)?,
            told: line(request.told.as_deref(), 3)?,
            story: request.story.map(RecordId::from),
        };
        self.writing(|tx| {
            let stored = stored::<Talk>(tx, edited.as_ref())?;
            let named = stored.as_ref().and_then(|stored| stored.story);
            let is_there = |story: &RecordId| Some(*story) == named || tx.read().get::<StoryVersion>(*story).is_ok();
            let story = typed.story.filter(is_there);
            let given = |talk: &Talk| (talk.date, talk.minutes);
            if stored.as_ref().map(given) != Some(given(&typed)) {
                room_in_day(tx.read(), typed.date, typed.minutes, edited.as_ref().map(|(id, _)| *id))?;
            }
            keep(tx, edited, &Talk { story, ..typed })
        })?;
        self.service_view()
    }

    /// Keeps a training.
    ///
    /// # Errors
    /// Which value cannot be right: a day that has not come, a certificate that ends before it begins; or if it was
    /// erased meanwhile. Then nothing was changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn training_save(&self, request: TrainingRequest) -> Result<ServiceView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let today = self.today_here()?;
        let training = training(&request)?;
        self.writing(|tx| {
            let stored = stored::<Training>(tx, edited.as_ref())?;
            not_ahead(Some(training.date), stored.map(|stored| stored.date), today)?;
            keep(tx, edited, &training)
        })?;
        self.service_view()
    }
}

fn training(request: &TrainingRequest) -> Result<Training, IpcError> {
    let hours = request.hours.filter(|hours| *hours > 0).map(|hours| i64::from(hours).try_into()).transpose();
    let training = Training {
        title: TrainingTitle::parse(&request.title).map_err(name_refused)?,
        by: line(request.by.as_deref(), 0)?,
        date: date(&request.date)?,
        hours: hours.map_err(|_| ErrorCode::AmountInvalid)?,
        certificate: line(request.certificate.as_deref(), 1)?,
        expires_on: request.expires_on.as_deref().map(date).transpose()?,
        remind: request.remind,
        note: words(request.note.as_deref(), 2)?,
    };
    if training.expires_on.is_some_and(|ends| ends < training.date) {
        return Err(ErrorCode::EndsBeforeStart.into());
    }
    Ok(training)
}

/// The noun as it is stored, if one is edited.
fn stored<E: Entity>(tx: &Transaction<'_>, edited: Option<&(RecordId, Seen)>) -> Result<Option<E>, StoreError> {
    edited.map(|(id, _)| tx.read().get::<E>(*id).map(|stored| stored.value)).transpose()
}

fn keep<E: Entity>(tx: &mut Transaction<'_>, edited: Option<(RecordId, Seen)>, noun: &E) -> Result<(), IpcError> {
    match edited {
        Some((id, seen)) => tx.update(id, noun, &seen)?,
        None => tx.create(noun).map(drop)?,
    }
    Ok(())
}

/// Refuses a day that has not come.
///
/// A day is left for clocks that are a little behind; a day that was kept already stays, however wrong the clock is.
fn not_ahead(typed: Option<NaiveDate>, stored: Option<NaiveDate>, today: NaiveDate) -> Result<(), ErrorCode> {
    let latest = today.succ_opt().unwrap_or(today);
    if typed == stored || typed.is_none_or(|date| date <= latest) { Ok(()) } else { Err(ErrorCode::DateAhead) }
}

/// Refuses more than 24 hours on one day, over the log and the talks together.
fn room_in_day(
    read: Reader<'_>,
    date: NaiveDate,
    minutes: Option<ServiceMinutes>,
    edited: Option<RecordId>,
) -> Result<(), IpcError> {
    let Some(minutes) = minutes else { return Ok(()) };
    let at = day_ms(date);
    let entries = read.between::<ServiceEntry>(at, at)?.into_iter().map(|stored| (stored.id, stored.value.minutes));
    let talks = read.between::<Talk>(at, at)?.into_iter().map(|stored| (stored.id, stored.value.minutes));
    let others = entries.chain(talks).filter(|(id, _)| Some(*id) != edited).filter_map(|(_, minutes)| minutes);
    if is_within_a_day(others.chain([minutes]).map(ServiceMinutes::get)) {
        Ok(())
    } else {
        Err(ErrorCode::DayTooFull.into())
    }
}

fn minutes(typed: Option<u32>) -> Result<Option<ServiceMinutes>, ErrorCode> {
    // Zero is how a cleared field may arrive: it means that nothing was said.
    let minutes = typed.filter(|minutes| *minutes > 0).map(|minutes| ServiceMinutes::try_from(i64::from(minutes)));
    minutes.transpose().map_err(|_| ErrorCode::DayTooFull)
}

fn line<const MAX: usize>(typed: Option<&str>, at: usize) -> Result<Option<OneLine<MAX>>, IpcError> {
    OneLine::parse_optional(typed.unwrap_or_default()).map_err(|_| IpcError::at(ErrorCode::TextTooLong, at))
}

fn words<const MAX: usize>(typed: Option<&str>, at: usize) -> Result<Option<Text<MAX>>, IpcError> {
    Text::parse_optional(typed.unwrap_or_default()).map_err(|_| IpcError::at(ErrorCode::TextTooLong, at))
}

const fn name_refused(error: TextError) -> ErrorCode {
    match error {
        TextError::Empty => ErrorCode::NameEmpty,
        TextError::TooLong { .. } => ErrorCode::NameTooLong,
    }
}
