//! Keeping an item as its editor leaves it, and moving it.

use chrono::NaiveDate;
use ukhwah_domain::bounded::ZikirTarget as Aim;
use ukhwah_domain::person::Position;
use ukhwah_domain::plan::TextError;
use ukhwah_domain::routine::{Days, RoutineItem, RoutineTitle, Timing};

use super::list::shown_timing;
use super::{MoveRoutineRequest, RoutineRequest, RoutineView, days_of, religion};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::plan::{edited, move_after, put};

impl App {
    /// Keeps an item. A new one goes last.
    ///
    /// # Errors
    /// Which value cannot be right, or if the item was erased meanwhile; then nothing was changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn routine_save(&self, request: RoutineRequest) -> Result<RoutineView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let title = RoutineTitle::parse(&request.title).map_err(title_refused)?;
        let days: Days = days_of(&request.days)?;
        // Zero is how a cleared field may arrive: it means no target.
        let aim = request.aim.filter(|aim| *aim > 0).map(|aim| Aim::try_from(i64::from(aim)));
        let target = aim.transpose().map_err(|_| ErrorCode::AmountInvalid)?;
        let timing = self.timing(&request)?;
        self.writing(|tx| {
            put(tx, edited, |old: Option<RoutineItem>| RoutineItem {
                title,
                what: request.what,
                timing,
                days,
                remind: request.remind,
                target,
                discreet: request.discreet,
                paused: old.as_ref().is_some_and(|old| old.paused),
                pos: old.map_or_else(Position::first, |old| old.pos),
            })
        })?;
        self.routine_view()
    }

    /// Gives an item another place in the person's order.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if one of the two is gone.
    pub fn routine_move(&self, request: MoveRoutineRequest) -> Result<RoutineView, IpcError> {
        self.writing(|tx| move_after::<RoutineItem>(tx, request.id.into(), request.after.map(Into::into)))?;
        self.routine_view()
    }

    /// The time to keep: the stored one where the editor left what it was shown.
    fn timing(&self, request: &RoutineRequest) -> Result<Timing, IpcError> {
        let now = self.clock.now();
        self.reading(|store, _| {
            if religion(store.read())? {
                return Ok(request.timing);
            }
            if request.what.is_religious() || matches!(request.timing, Timing::Around { .. }) {
                return Err(ErrorCode::BadRequest.into());
            }
            let Some(id) = request.id else { return Ok(request.timing) };
            let stored = store.read().get::<RoutineItem>(id.into())?.value.timing;
            let almanac = self.almanac(store)?;
            let today: NaiveDate = ukhwah_domain::routine::Almanac::date(&almanac, now);
            let untouched = shown_timing(stored, false, today, &almanac) == request.timing;
            Ok(if untouched { stored } else { request.timing })
        })
    }
}

/// What is wrong with a title, for the interface.
pub(crate) const fn title_refused(error: TextError) -> ErrorCode {
    match error {
        TextError::Empty => ErrorCode::NameEmpty,
        TextError::TooLong { .. } => ErrorCode::NameTooLong,
    }
}
