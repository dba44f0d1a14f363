//! Showing service.

use std::cmp::Reverse;

use chrono::{Months, NaiveDate};
use ukhwah_domain::language::Language;
use ukhwah_domain::record::{Entity, Shareable, encode_seen};
use ukhwah_domain::routine::day_ms;
use ukhwah_domain::service::{
    Amend, EXPIRY_NOTICE_DAYS, Given, ServiceEntry, ServiceKind, Talk, TalkVenue, Training, hours_by_month,
};
use ukhwah_domain::time::{full_date_words, month_words};
use ukhwah_store::{Reader, StoreError, Stored};

use super::words::{day, entry_name, kind_name, length, talk_name, venue_name};
use super::{
    AmendView, MonthHoursView, OlderServiceRequest, OlderServiceView, ServiceEntryTarget, ServiceEntryView,
    ServiceKindView, ServiceTarget, ServiceView, TalkVenueView, TalkView, ToldChoiceView, TrainingView,
    TrashedServiceView,
};
use crate::app::App;
use crate::error::IpcError;
use crate::plan::in_order;
use crate::settings::profile_of;
use crate::stories::told_choices;
use crate::text;

/// How many entries of the log come at once.
const PAGE: u32 = 20;
/// Over how many months hours are shown.
const MONTHS: u32 = 12;
/// How much of the trash is shown.
const TRASH_SHOWN: usize = 20;

/// What every view is made with.
pub(super) struct Look<'r> {
    /// Private, so that a sheet reaches the database through [`Look::between`] alone: amends do not compile there.
    read: Reader<'r>,
    pub(super) religion: bool,
    pub(super) today: NaiveDate,
    pub(super) language: Language,
}

impl App {
    /// Service: the newest of the log, hours, talks, training, amends.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn service_view(&self) -> Result<ServiceView, IpcError> {
        self.looking(|look| {
            let OlderServiceView { entries, has_more } = look.page(0)?;
            Ok(ServiceView {
                today: look.today.to_string(),
                entries,
                has_more,
                months: look.months()?,
                talks: look.talks()?,
                trainings: look.trainings()?,
                amends: look.amends()?,
                kinds: look.kinds(),
                venues: look.venues(),
                stories: look.stories()?,
                trash: look.trash()?,
            })
        })
    }

    /// Older entries of the log.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn service_older(&self, request: OlderServiceRequest) -> Result<OlderServiceView, IpcError> {
        self.looking(|look| Ok(look.page(request.skip)?))
    }

    /// One entry of the log, however old.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::NotFound`] if it is gone.
    pub fn service_entry(&self, request: ServiceEntryTarget) -> Result<ServiceEntryView, IpcError> {
        self.looking(|look| Ok(look.entry(&look.read.get::<ServiceEntry>(request.id.into())?)))
    }

    pub(super) fn looking<T>(&self, work: impl FnOnce(&Look<'_>) -> Result<T, IpcError>) -> Result<T, IpcError> {
        self.reading(|store, language| {
            let read = store.read();
            let religion = profile_of(read)?.value.religion;
            work(&Look { read, religion, today: self.today(store)?, language })
        })
    }
}

impl Look<'_> {
    fn page(&self, skip: u32) -> Result<OlderServiceView, StoreError> {
        let mut stored = self.read.newest_after::<ServiceEntry>(skip, PAGE + 1)?;
        let has_more = stored.len() > PAGE as usize;
        stored.truncate(PAGE as usize);
        Ok(OlderServiceView { entries: stored.iter().map(|stored| self.entry(stored)).collect(), has_more })
    }

    fn entry(&self, stored: &Stored<ServiceEntry>) -> ServiceEntryView {
        let entry = &stored.value;
        ServiceEntryView {
            id: stored.id.into(),
            seen: encode_seen(&stored.seen),
            kind: entry.kind,
            kind_words: entry.kind_words.as_ref().map(ToString::to_string),
            name: entry_name(entry, self.religion, self.language),
            date: entry.date.to_string(),
            date_words: day(entry.date, self.today, self.language),
            minutes: entry.minutes.map(|minutes| minutes.get()),
            length_words: entry.minutes.map(|minutes| length(minutes.get().into(), self.language)),
            place: entry.place.as_ref().map(ToString::to_string),
            note: entry.note.as_ref().map(ToString::to_string),
        }
    }

    fn months(&self) -> Result<Vec<MonthHoursView>, StoreError> {
        let first = self.today.checked_sub_months(Months::new(MONTHS - 1)).unwrap_or(self.today);
        let first = chrono::Datelike::with_day(&first, 1).unwrap_or(first);
        let months = hours_by_month(self.given(Some(first), None)?);
        let view = |(month, minutes)| MonthHoursView {
            month_words: month_words(month, self.language),
            length_words: length(minutes, self.language),
        };
        Ok(months.into_iter().rev().map(view).collect())
    }

    /// What was given on the days from `first` to `last`, in the log and in talks that are over.
    pub(super) fn given(&self, first: Option<NaiveDate>, last: Option<NaiveDate>) -> Result<Vec<Given>, StoreError> {
        let given = |date, minutes: Option<ukhwah_domain::bounded::ServiceMinutes>| {
            minutes.map(|minutes| Given { date, minutes: minutes.get() })
        };
        let entries = self.between::<ServiceEntry>(first, last)?.into_iter().map(|stored| stored.value);
        let talks = self.between::<Talk>(first, last)?.into_iter().map(|stored| stored.value);
        let talks = talks.filter(|talk| talk.date <= self.today).filter_map(|talk| given(talk.date, talk.minutes));
        Ok(entries.filter_map(|entry| given(entry.date, entry.minutes)).chain(talks).collect())
    }

    /// The nouns of these days, oldest first: of kinds that may leave, as sheets are made of them.
    pub(super) fn between<E: Entity + Shareable>(
        &self,
        first: Option<NaiveDate>,
        last: Option<NaiveDate>,
    ) -> Result<Vec<Stored<E>>, StoreError> {
        self.read.between(first.map_or(i64::MIN, day_ms), last.map_or(i64::MAX, day_ms))
    }

    fn talks(&self) -> Result<Vec<TalkView>, StoreError> {
        let all = self.read.all::<Talk>()?;
        let (coming, given): (Vec<_>, Vec<_>) = all.iter().partition(|stored| stored.value.date > self.today);
        Ok(coming.into_iter().chain(given.into_iter().rev()).map(|stored| self.talk(stored)).collect())
    }

    fn talk(&self, stored: &Stored<Talk>) -> TalkView {
        let talk = &stored.value;
        TalkView {
            id: stored.id.into(),
            seen: encode_seen(&stored.seen),
            venue: talk.venue,
            venue_name: talk_name(talk, self.religion, self.language).to_owned(),
            place: talk.place.as_ref().map(ToString::to_string),
            date: talk.date.to_string(),
            date_words: day(talk.date, self.today, self.language),
            coming: talk.date > self.today,
            minutes: talk.minutes.map(|minutes| minutes.get()),
            length_words: talk.minutes.map(|minutes| length(minutes.get().into(), self.language)),
            topic: talk.topic.as_ref().map(ToString::to_string),
            note: talk.note.as_ref().map(ToString::to_string),
            told: talk.told.as_ref().map(ToString::to_string),
            story: talk.story.map(Into::into),
        }
    }

    fn trainings(&self) -> Result<Vec<TrainingView>, StoreError> {
        Ok(self.read.all::<Training>()?.iter().rev().map(|stored| self.training(stored)).collect())
    }

    fn training(&self, stored: &Stored<Training>) -> TrainingView {
        let training = &stored.value;
        let left = training.expires_on.map(|ends| (ends - self.today).num_days());
        TrainingView {
            id: stored.id.into(),
            seen: encode_seen(&stored.seen),
            title: training.title.to_string(),
            by: training.by.as_ref().map(ToString::to_string),
            date: training.date.to_string(),
            date_words: full_date_words(training.date, self.language),
            hours: training.hours.map(|hours| hours.get()),
            certificate: training.certificate.as_ref().map(ToString::to_string),
            expires_on: training.expires_on.as_ref().map(ToString::to_string),
            expires_words: training.expires_on.map(|ends| self.expires(ends)),
            ends_soon: left.is_some_and(|left| (0..=i64::from(EXPIRY_NOTICE_DAYS[0])).contains(&left)),
            remind: training.remind,
            note: training.note.as_ref().map(ToString::to_string),
        }
    }

    fn expires(&self, ends: NaiveDate) -> String {
        let day = full_date_words(ends, self.language);
        if ends < self.today {
            text::training_ended(self.language, day)
        } else {
            text::training_until(self.language, day)
        }
    }

    fn amends(&self) -> Result<Vec<AmendView>, StoreError> {
        let mut amends = in_order::<Amend>(self.read)?;
        // What is done moves down, the newest first.
        amends.sort_by_key(|stored| stored.value.done_on.map(Reverse));
        Ok(amends.iter().map(|stored| self.amend(stored)).collect())
    }

    fn amend(&self, stored: &Stored<Amend>) -> AmendView {
        let amend = &stored.value;
        AmendView {
            id: stored.id.into(),
            seen: encode_seen(&stored.seen),
            whom: amend.whom.to_string(),
            what: amend.what.as_ref().map(ToString::to_string),
            done_on: amend.done_on.as_ref().map(ToString::to_string),
            done_words: amend.done_on.map(|date| full_date_words(date, self.language)),
        }
    }

    fn kinds(&self) -> Vec<ServiceKindView> {
        let shown = ServiceKind::ALL.into_iter().filter(|kind| self.religion || !kind.is_religious());
        shown.map(|kind| ServiceKindView { kind, name: kind_name(kind, self.language).to_owned() }).collect()
    }

    fn venues(&self) -> Vec<TalkVenueView> {
        let shown = TalkVenue::ALL.into_iter().filter(|venue| self.religion || !venue.is_religious());
        shown.map(|venue| TalkVenueView { venue, name: venue_name(venue, self.language).to_owned() }).collect()
    }

    fn stories(&self) -> Result<Vec<ToldChoiceView>, StoreError> {
        let choices = told_choices(self.read, self.religion, self.language)?.into_iter();
        Ok(choices.map(|(id, name)| ToldChoiceView { id, name }).collect())
    }

    /// What was thrown away last, newest first.
    fn trash(&self) -> Result<Vec<TrashedServiceView>, StoreError> {
        let mut trash = Vec::new();
        for stored in self.read.last_trashed::<ServiceEntry>(TRASH_SHOWN)? {
            let (name, day) = (entry_name(&stored.value, self.religion, self.language), self.short(stored.value.date));
            let target = ServiceTarget::Entry { id: stored.id.into() };
            trash.push((stored.trashed_at, TrashedServiceView { target, text: format!("{name}, {day}") }));
        }
        for stored in self.read.last_trashed::<Talk>(TRASH_SHOWN)? {
            let (talk, day) = (&stored.value, self.short(stored.value.date));
            let name = talk
                .place
                .as_ref()
                .map_or_else(|| talk_name(talk, self.religion, self.language).to_owned(), ToString::to_string);
            let target = ServiceTarget::Talk { id: stored.id.into() };
            trash.push((stored.trashed_at, TrashedServiceView { target, text: format!("{name}, {day}") }));
        }
        for stored in self.read.last_trashed::<Training>(TRASH_SHOWN)? {
            let target = ServiceTarget::Training { id: stored.id.into() };
            trash.push((stored.trashed_at, TrashedServiceView { target, text: stored.value.title.to_string() }));
        }
        for stored in self.read.last_trashed::<Amend>(TRASH_SHOWN)? {
            let target = ServiceTarget::Amend { id: stored.id.into() };
            trash.push((stored.trashed_at, TrashedServiceView { target, text: stored.value.whom.to_string() }));
        }
        trash.sort_by_key(|(trashed_at, _)| Reverse(*trashed_at));
        Ok(trash.into_iter().map(|(_, view)| view).take(TRASH_SHOWN).collect())
    }

    fn short(&self, date: NaiveDate) -> String {
        day(date, self.today, self.language)
    }
}
