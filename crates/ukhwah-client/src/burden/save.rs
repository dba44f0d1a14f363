//! Keeping a shift: with one touch, or as its editor leaves it.

use chrono::NaiveDateTime;
use ukhwah_domain::bounded::{ShiftLength, Times};
use ukhwah_domain::burden::{Shift, ShiftNote};

use super::list::{last_of, recent};
use super::{BurdenView, ShiftRequest};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::plan::edited;
use crate::routine::date;

/// How long a first shift was, until its person says otherwise: eight hours.
const USUAL: i64 = 480;

impl App {
    /// Notes that a shift is over, with what the last one was like. A second touch soon after changes nothing.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn shift_done(&self) -> Result<BurdenView, IpcError> {
        let now = self.reading(|store, _| Ok(self.local_now(store)?))?;
        let usual = ShiftLength::try_from(USUAL).unwrap_or(ShiftLength::MOST);
        self.writing(|tx| {
            let shifts = recent(tx.read(), now.date())?;
            let last = last_of(&shifts, now).map(|stored| &stored.value);
            if let Some(shift) = Shift::ended(now, last, usual) {
                tx.create(&shift)?;
            }
            Ok::<_, IpcError>(())
        })?;
        self.burden_view()
    }

    /// Keeps a shift. One that is at the same time as another is kept too: the hours count once.
    ///
    /// # Errors
    /// [`ErrorCode::ShiftAhead`] if it is not over, [`ErrorCode::ShiftTooLong`], or which other value cannot be right;
    /// then nothing was changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn shift_save(&self, request: ShiftRequest) -> Result<BurdenView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let shift = typed(&request)?;
        let now = self.reading(|store, _| Ok(self.local_now(store)?))?;
        self.writing(|tx| {
            let Some((id, seen)) = edited else {
                over(&shift, now)?;
                tx.create(&shift)?;
                return Ok(());
            };
            let old = tx.read().get::<Shift>(id)?.value;
            // What a wrong clock dated ahead can be corrected, and everything else in it edited.
            if (old.date, old.minute, old.length) != (shift.date, shift.minute, shift.length) {
                over(&shift, now)?;
            }
            Ok::<_, IpcError>(tx.update(id, &shift, &seen)?)
        })?;
        self.burden_view()
    }
}

fn over(shift: &Shift, now: NaiveDateTime) -> Result<(), ErrorCode> {
    if shift.ends_at() > now { Err(ErrorCode::ShiftAhead) } else { Ok(()) }
}

fn typed(request: &ShiftRequest) -> Result<Shift, IpcError> {
    let length = i64::from(request.length_minutes);
    let length = ShiftLength::try_from(length).map_err(|_| match length {
        0 => ErrorCode::AmountInvalid,
        _ => ErrorCode::ShiftTooLong,
    })?;
    let times = |count: u32| Times::try_from(i64::from(count)).map_err(|_| ErrorCode::AmountInvalid);
    let note = ShiftNote::parse_optional(request.note.as_deref().unwrap_or_default());
    Ok(Shift {
        date: date(&request.date)?,
        minute: request.minute,
        length,
        heavy: times(request.heavy)?,
        night_calls: times(request.night_calls)?,
        supervised: request.supervised,
        note: note.map_err(|_| ErrorCode::TextTooLong)?,
    })
}
