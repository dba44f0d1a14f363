//! What the person says of something on a day, and taking it back.

use chrono::NaiveDate;
use ukhwah_domain::routine::{Mark, MarkState, MarkTarget, RoutineItem, day_ms};
use ukhwah_store::{Reader, StoreError, Stored, Transaction};

use super::{MarkRequest, UnmarkRequest, date, prayer_settings, religion};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::today::TodayView;

impl App {
    /// Says something of an item or a prayer on a day; what was said before no longer counts.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if the item is gone; [`ErrorCode::BadRequest`] for a prayer made up for that the person
    /// did not ask to note, or that is not of a day past.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn mark(&self, request: MarkRequest) -> Result<TodayView, IpcError> {
        let (now_ms, today) = (self.clock.now().timestamp_millis(), self.today_here()?);
        let date = date(&request.date)?;
        self.writing(|tx| {
            check(tx.read(), request.target)?;
            check_state(tx.read(), &request, date, today)?;
            let count = latest(&marks_of(tx.read(), request.target, date)?).and_then(|mark| mark.value.count);
            say(tx, &Mark { target: request.target, date, state: request.state, count, at_ms: now_ms })
        })?;
        self.today_view()
    }

    /// Takes back what was said of an item or a prayer on a day. What was counted of a zikir stays.
    ///
    /// # Errors
    /// If it cannot be written.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn unmark(&self, request: UnmarkRequest) -> Result<TodayView, IpcError> {
        let now_ms = self.clock.now().timestamp_millis();
        let date = date(&request.date)?;
        self.writing(|tx| {
            check(tx.read(), request.target)?;
            let marks = marks_of(tx.read(), request.target, date)?;
            let mark = latest(&marks).map(|stored| stored.value.clone());
            match mark.filter(|mark| mark.count.is_some_and(|count| count > 0)) {
                Some(mark) if mark.state == MarkState::Begun => Ok(()),
                Some(mark) => say(tx, &Mark { state: MarkState::Begun, at_ms: now_ms, ..mark }),
                None => forget(tx, &marks),
            }
        })?;
        self.today_view()
    }
}

/// Refuses what is not there, or not shown to this person.
pub(super) fn check(read: Reader<'_>, target: MarkTarget) -> Result<(), IpcError> {
    let is_religious = match target {
        MarkTarget::Prayer { .. } => true,
        MarkTarget::Item { id } => read.get::<RoutineItem>(id.into())?.value.what.is_religious(),
    };
    if is_religious && !religion(read)? { Err(ErrorCode::BadRequest.into()) } else { Ok(()) }
}

fn check_state(read: Reader<'_>, request: &MarkRequest, date: NaiveDate, today: NaiveDate) -> Result<(), IpcError> {
    let allowed = match request.state {
        MarkState::Done | MarkState::Later | MarkState::NotToday => true,
        // Only a counter says so.
        MarkState::Begun => false,
        MarkState::Qada => {
            matches!(request.target, MarkTarget::Prayer { .. })
                && date < today
                && prayer_settings(read)?.is_some_and(|stored| stored.value.qada)
        }
    };
    if allowed { Ok(()) } else { Err(ErrorCode::BadRequest.into()) }
}

/// All marks of a target on a day: more than one where two devices marked it before they met.
pub(super) fn marks_of(read: Reader<'_>, target: MarkTarget, date: NaiveDate) -> Result<Vec<Stored<Mark>>, StoreError> {
    let mut marks = read.between::<Mark>(day_ms(date), day_ms(date))?;
    marks.retain(|stored| stored.value.target == target && stored.value.date == date);
    Ok(marks)
}

/// The one that counts.
pub(super) fn latest(marks: &[Stored<Mark>]) -> Option<&Stored<Mark>> {
    let counting = Mark::latest(marks.iter().map(|stored| &stored.value)).into_values().next()?;
    marks.iter().find(|stored| &stored.value == counting)
}

/// Keeps a mark so that it counts, also after the clock was set back.
pub(super) fn say(tx: &mut Transaction<'_>, mark: &Mark) -> Result<(), IpcError> {
    let marks = marks_of(tx.read(), mark.target, mark.date)?;
    match latest(&marks) {
        Some(stored) => {
            let at_ms = mark.at_ms.max(stored.value.at_ms.saturating_add(1));
            tx.update(stored.id, &Mark { at_ms, ..mark.clone() }, &stored.seen)?;
        }
        None => {
            tx.create(mark)?;
        }
    }
    Ok(())
}

/// Puts marks into the trash.
pub(super) fn forget(tx: &mut Transaction<'_>, marks: &[Stored<Mark>]) -> Result<(), IpcError> {
    for stored in marks {
        tx.trash(stored.id)?;
    }
    Ok(())
}
