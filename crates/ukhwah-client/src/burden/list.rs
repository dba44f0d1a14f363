//! Showing the load and the shifts.

use std::cmp::Reverse;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use ukhwah_domain::burden::{Shift, load, may_supervise, to_hand_over};
use ukhwah_domain::help::{LadderPerson, LadderWish, Rung, ladder};
use ukhwah_domain::id::{NumberId, ShiftId};
use ukhwah_domain::language::Language;
use ukhwah_domain::person::{Number, Person, Role};
use ukhwah_domain::record::encode_seen;
use ukhwah_domain::routine::day_ms;
use ukhwah_store::{Reader, Store, StoreError, Stored};

use super::words::{day_words, facts, reason_words, summary, time_words};
use super::work::{boundaries_now, work_of};
use super::{Ask, BurdenTarget, BurdenView, ShiftTarget, ShiftView, ShiftsRequest, ShiftsView, TrashedBurdenView};
use crate::app::App;
use crate::error::IpcError;
use crate::help::rung_view;
use crate::settings::profile_of;

/// How far back shifts are read for the load: a year and some, so that the last supervision is found.
const BACK: Days = Days::new(400);
/// How long after a shift its details are still to hand.
const FRESH: TimeDelta = TimeDelta::hours(12);
/// How many shifts a page of the list has.
const PAGE: u32 = 50;
/// How much of the trash is shown.
pub(super) const TRASH_SHOWN: usize = 20;

impl App {
    /// What the work weighs now, and what could be done about it.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn burden_view(&self) -> Result<BurdenView, IpcError> {
        let now = self.clock.now();
        self.reading(|store, language| {
            let (read, local) = (store.read(), self.local_now(store)?);
            let stored = recent(read, local.date())?;
            let shifts: Vec<Shift> = stored.iter().map(|stored| stored.value.clone()).collect();
            let work = work_of(read)?;
            let load = load(&shifts, work.supervision_days, local);
            let last = last_of(&stored, local);
            let duty = work.times.at(now);
            let (colleagues, supervisors) = self.people_at_work(read)?;
            let rungs = |rungs: &[Rung]| rungs.iter().map(|rung| rung_view(rung, now, language)).collect();
            Ok(BurdenView {
                fresh: last.is_some_and(|last| local - last.value.ends_at() < FRESH),
                last: last.map(|last| shift_view(last, &stored, local.date(), language)),
                facts: facts(&load, language),
                reasons: load.reasons.iter().map(|reason| reason_words(*reason, &load, language)).collect(),
                advice: load.advice().into_iter().collect(),
                colleagues: rungs(&colleagues),
                supervisors: rungs(&supervisors),
                hand_over_text: super::message::text_of(Ask::HandOver, duty, language),
                supervision_text: super::message::text_of(Ask::Supervision, duty, language),
                duty,
                boundaries: boundaries_now(read, duty)?,
            })
        })
    }

    /// One shift, for its editor.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::NotFound`] if it is gone.
    pub fn shift_view(&self, request: ShiftTarget) -> Result<ShiftView, IpcError> {
        self.reading(|store, language| {
            let (read, today) = (store.read(), self.today(store)?);
            let stored = read.get::<Shift>(request.id.into())?;
            Ok(shift_view(&stored, &around(read, stored.value.date)?, today, language))
        })
    }

    /// A page of the shifts, newest first.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn shifts_view(&self, request: ShiftsRequest) -> Result<ShiftsView, IpcError> {
        self.reading(|store, language| {
            let (read, today) = (store.read(), self.today(store)?);
            // One more on each side, so that an overlap across the end of a page is seen.
            let mut page = read.newest_after::<Shift>(request.skip, PAGE + 1)?;
            let more = page.len() > PAGE as usize;
            let others = page.clone();
            page.truncate(PAGE as usize);
            page.sort_by_key(|stored| Reverse((stored.value.begins_at(), stored.id)));
            let trashed = |stored: Stored<Shift>| TrashedBurdenView {
                target: BurdenTarget::Shift { id: stored.id.into() },
                text: format!(
                    "{}, {}",
                    day_words(stored.value.date, today, language),
                    time_words(&stored.value, language)
                ),
            };
            Ok(ShiftsView {
                shifts: page.iter().map(|stored| shift_view(stored, &others, today, language)).collect(),
                more,
                trash: read.last_trashed(TRASH_SHOWN)?.into_iter().map(trashed).collect(),
                today: today.to_string(),
            })
        })
    }

    /// What clocks show where the person is.
    pub(super) fn local_now(&self, store: &Store) -> Result<NaiveDateTime, StoreError> {
        Ok(self.almanac(store)?.local(self.clock.now()))
    }

    /// Who can take over, and who can be talked to: supervisors, or without one those who are longer on the way.
    fn people_at_work(&self, read: Reader<'_>) -> Result<(Vec<Rung>, Vec<Rung>), StoreError> {
        let now = self.clock.now();
        let numbers: Vec<(NumberId, Number)> =
            read.all::<Number>()?.into_iter().map(|stored| (stored.id.into(), stored.value)).collect();
        let people: Vec<LadderPerson> = read
            .all::<Person>()?
            .iter()
            .map(|stored| LadderPerson::of(stored.id.into(), &stored.value, &numbers))
            .collect();
        let wish = LadderWish { prefer_sex: profile_of(read)?.value.preferred_sex() };
        let in_role = |is_in: &dyn Fn(Role) -> bool| {
            let some: Vec<_> = people.iter().filter(|person| is_in(person.role)).cloned().collect();
            ladder(&some, wish, now, &[]).rungs
        };
        let mut supervisors = in_role(&|role| role == Role::Supervisor);
        if supervisors.is_empty() {
            supervisors = in_role(&may_supervise);
        }
        Ok((to_hand_over(&people, wish, now), supervisors))
    }
}

/// The shifts that the load may rest on.
pub(super) fn recent(read: Reader<'_>, today: NaiveDate) -> Result<Vec<Stored<Shift>>, StoreError> {
    let first = today.checked_sub_days(BACK).unwrap_or(NaiveDate::MIN);
    read.between::<Shift>(day_ms(first), day_ms(today))
}

/// Whether work ended a short while ago and no shift was noted since.
pub(crate) fn shift_waits(read: Reader<'_>, now: DateTime<Utc>, local: NaiveDateTime) -> Result<bool, StoreError> {
    let times = work_of(read)?.times;
    if times.hours.is_none() {
        return Ok(false);
    }
    let shifts: Vec<Shift> = around(read, local.date())?.into_iter().map(|stored| stored.value).collect();
    Ok(times.shift_waits(&shifts, now, local))
}

/// The shift that ended last; of those that a wrong clock dated ahead none.
pub(super) fn last_of(shifts: &[Stored<Shift>], now: NaiveDateTime) -> Option<&Stored<Shift>> {
    shifts
        .iter()
        .filter(|stored| stored.value.ends_at() <= now)
        .max_by_key(|stored| (stored.value.ends_at(), stored.id))
}

/// The shifts that can be at the same time as one of this day.
fn around(read: Reader<'_>, date: NaiveDate) -> Result<Vec<Stored<Shift>>, StoreError> {
    let (before, after) = (date.pred_opt().unwrap_or(date), date.succ_opt().unwrap_or(date));
    read.between::<Shift>(day_ms(before), day_ms(after))
}

fn shift_view(stored: &Stored<Shift>, others: &[Stored<Shift>], today: NaiveDate, language: Language) -> ShiftView {
    let shift = &stored.value;
    ShiftView {
        id: ShiftId::from(stored.id),
        seen: encode_seen(&stored.seen),
        date: shift.date.to_string(),
        minute: shift.minute,
        length_minutes: shift.length.get(),
        heavy: shift.heavy.get(),
        night_calls: shift.night_calls.get(),
        supervised: shift.supervised,
        note: shift.note.as_ref().map(ToString::to_string),
        date_words: day_words(shift.date, today, language),
        time_words: time_words(shift, language),
        summary: summary(shift, language),
        overlaps: others.iter().any(|other| other.id != stored.id && other.value.overlaps(shift)),
    }
}
