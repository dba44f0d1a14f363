//! The counter of a zikir.

use chrono::NaiveDate;
use ukhwah_domain::agenda::AgendaState;
use ukhwah_domain::id::RoutineItemId;
use ukhwah_domain::language::Language;
use ukhwah_domain::routine::{Mark, MarkState, MarkTarget, RoutineItem, What};
use ukhwah_domain::time::date_words;
use ukhwah_store::Reader;

use super::mark::{check, forget, latest, marks_of, say};
use super::{ZikirRequest, ZikirTarget, ZikirView, date};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

impl App {
    /// Where the counter of a zikir stands on a day.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if it is gone, [`ErrorCode::BadRequest`] if it is no zikir.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn zikir_view(&self, request: ZikirTarget) -> Result<ZikirView, IpcError> {
        let date = date(&request.date)?;
        self.reading(|store, language| {
            let on = Day { date, today: self.today(store)?, language };
            view(store.read(), request.id, on)
        })
    }

    /// Counts on, or back to undo. At its target a zikir is done by itself; it can be counted on beyond.
    ///
    /// # Errors
    /// As [`App::zikir_view`], or if it cannot be written.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn zikir_add(&self, request: ZikirRequest) -> Result<ZikirView, IpcError> {
        let now_ms = self.clock.now().timestamp_millis();
        let date = date(&request.date)?;
        let on = Day { date, today: self.today_here()?, language: self.language() };
        self.writing(|tx| {
            let before = view(tx.read(), request.id, on)?;
            let count = before.count.saturating_add_signed(request.by);
            let state = state_at(&before, count);
            if count == before.count {
                return Ok(before);
            }
            let target = MarkTarget::Item { id: request.id };
            if count == 0 && state == MarkState::Begun {
                forget(tx, &marks_of(tx.read(), target, date)?)?;
            } else {
                say(tx, &Mark { target, date, state, count: Some(count), at_ms: now_ms })?;
            }
            view(tx.read(), request.id, on)
        })
    }
}

/// What the counter says at this count. What the person called done by hand stays done.
fn state_at(before: &ZikirView, count: u32) -> MarkState {
    let reaches = |count: u32| before.aim.is_some_and(|aim| count >= aim);
    let done_by_hand = before.state == AgendaState::Done && !reaches(before.count);
    if reaches(count) || done_by_hand { MarkState::Done } else { MarkState::Begun }
}

/// The day that is counted for, as the person is told of it.
#[derive(Clone, Copy)]
struct Day {
    date: NaiveDate,
    today: NaiveDate,
    language: Language,
}

fn view(read: Reader<'_>, id: RoutineItemId, Day { date, today, language }: Day) -> Result<ZikirView, IpcError> {
    let target = MarkTarget::Item { id };
    check(read, target)?;
    let item = read.get::<RoutineItem>(id.into())?.value;
    if item.what != What::Zikir {
        return Err(ErrorCode::BadRequest.into());
    }
    let marks = marks_of(read, target, date)?;
    let mark = latest(&marks).map(|stored| &stored.value);
    Ok(ZikirView {
        id,
        date: date.to_string(),
        day_words: (date != today).then(|| date_words(date, language)),
        title: item.title.to_string(),
        count: mark.and_then(|mark| mark.count).unwrap_or_default(),
        aim: item.target.map(|aim| aim.get()),
        state: mark.map_or(AgendaState::Open, |mark| mark.state.into()),
    })
}
