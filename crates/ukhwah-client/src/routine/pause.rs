//! Letting things rest, without a trace of blame.

use chrono::NaiveDate;
use ukhwah_domain::id::RoutineItemId;
use ukhwah_domain::routine::{Pause, PauseOf, RoutineItem, Uzur};
use ukhwah_store::{Reader, StoreError, Stored, Transaction};

use super::{PauseRequest, RoutineView, date, prayer_settings, religion_needed};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

/// Every pause, past ones too: their days stay days of rest.
pub(crate) fn pauses_of(read: Reader<'_>) -> Result<Vec<Pause>, StoreError> {
    Ok(read.all::<Pause>()?.into_iter().map(|stored| stored.value).collect())
}

/// Whether an item rests on this day.
pub(crate) fn is_resting(item: &Stored<RoutineItem>, date: NaiveDate, pauses: &[Pause]) -> bool {
    item.value.paused || Pause::rests(PauseOf::Item(item.id.into()), date, pauses)
}

impl App {
    /// Lets items or prayers rest, or takes them up again. What was said of other days stays as it is.
    ///
    /// # Errors
    /// [`ErrorCode::EndsBeforeStart`], or if an item is gone; then nothing was changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn routine_pause(&self, request: PauseRequest) -> Result<RoutineView, IpcError> {
        let today = self.today_here()?;
        self.writing(|tx| match &request {
            PauseRequest::Items { ids, paused: true } => ids.iter().try_for_each(|id| rest(tx, *id, today)),
            PauseRequest::Items { ids, paused: false } => ids.iter().try_for_each(|id| take_up(tx, *id, today)),
            PauseRequest::Uzur { from, until } => {
                religion_needed(tx.read())?;
                let from = from.as_deref().map(date).transpose()?.unwrap_or(today);
                let until = until.as_deref().map(date).transpose()?;
                if until.is_some_and(|until| until < from) {
                    return Err(ErrorCode::EndsBeforeStart.into());
                }
                tx.create(&Pause { of: PauseOf::Prayers, days: Uzur { from, until } })?;
                Ok(())
            }
            PauseRequest::UzurEnded => {
                religion_needed(tx.read())?;
                end_uzur_of_old(tx, today)?;
                end(tx, PauseOf::Prayers, today)
            }
        })?;
        self.routine_view()
    }
}

/// Lets an item rest from today on.
fn rest(tx: &mut Transaction<'_>, id: RoutineItemId, today: NaiveDate) -> Result<(), IpcError> {
    let item = tx.read().get::<RoutineItem>(id.into())?;
    if !is_resting(&item, today, &pauses_of(tx.read())?) {
        tx.create(&Pause { of: PauseOf::Item(id), days: Uzur { from: today, until: None } })?;
    }
    Ok(())
}

/// Takes an item up again from today on.
fn take_up(tx: &mut Transaction<'_>, id: RoutineItemId, today: NaiveDate) -> Result<(), IpcError> {
    if tx.read().get::<RoutineItem>(id.into())?.value.paused {
        tx.change::<RoutineItem>(id.into(), |item| item.paused = false)?;
    }
    end(tx, PauseOf::Item(id), today)
}

/// Ends what rests today or would rest later. Days that have passed keep their rest.
fn end(tx: &mut Transaction<'_>, of: PauseOf, today: NaiveDate) -> Result<(), IpcError> {
    for stored in tx.read().all::<Pause>()?.into_iter().filter(|stored| stored.value.of == of) {
        let days = stored.value.days;
        match Pause::ended(days, today) {
            Some(left) if left == days => {}
            Some(left) => tx.update(stored.id, &Pause { of, days: left }, &stored.seen)?,
            None => tx.trash(stored.id)?,
        }
    }
    Ok(())
}

/// The same for days that were kept before each uzur had a record.
fn end_uzur_of_old(tx: &mut Transaction<'_>, today: NaiveDate) -> Result<(), IpcError> {
    if let Some(mut stored) = prayer_settings(tx.read())?
        && let Some(days) = stored.value.uzur
    {
        stored.value.uzur = Pause::ended(days, today);
        tx.update(stored.id, &stored.value, &stored.seen)?;
    }
    Ok(())
}
