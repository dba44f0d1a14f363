//! Keeping a check-in, and the way into the trash and back.

use chrono::{NaiveDateTime, Timelike as _};
use ukhwah_domain::checkin::{CheckIn, CheckInNote};
use ukhwah_domain::time::MinuteOfDay;

use super::{
    Answers, CheckInRequest, CheckInTarget, CheckInsRequest, CheckInsView, EraseCheckInRequest, ReflectionView,
};
use crate::app::App;
use crate::backup;
use crate::error::{ErrorCode, IpcError};
use crate::plan::edited;
use crate::routine::date;

impl App {
    /// Keeps a check-in.
    ///
    /// # Errors
    /// [`ErrorCode::NothingAnswered`], or that its time lies ahead or before a life; then nothing was changed.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn checkin_save(&self, request: CheckInRequest) -> Result<ReflectionView, IpcError> {
        let edited = edited(request.id, request.seen.as_deref())?;
        let now = self.reading(|store, _| Ok(self.almanac(store)?.local(self.clock.now())))?;
        let moment = moment(&request, now)?;
        let made = answered(&request.answers, &moment)?;
        if made.is_blank() {
            return Err(ErrorCode::NothingAnswered.into());
        }
        self.writing(|tx| {
            let Some((id, seen)) = edited else {
                tx.create(&made)?;
                return Ok(());
            };
            let old = tx.read().get::<CheckIn>(id)?.value;
            let is_moved = (old.date, old.minute) != (made.date, made.minute);
            // What a wrong clock dated ahead can be corrected, and everything else in it edited.
            if is_moved {
                check_moment(&made, now)?;
            }
            Ok::<_, IpcError>(tx.update(id, &made, &seen)?)
        })?;
        self.reflection_view()
    }

    /// Puts a check-in into the trash.
    ///
    /// # Errors
    /// If it is gone already.
    pub fn checkin_trash(&self, target: CheckInTarget) -> Result<CheckInsView, IpcError> {
        self.writing(|tx| {
            let stored = tx.read().get::<CheckIn>(target.id.into())?;
            Ok::<_, IpcError>(tx.trash(stored.id)?)
        })?;
        self.checkins_view(CheckInsRequest::default())
    }

    /// Takes a check-in out of the trash again.
    ///
    /// # Errors
    /// If it was erased.
    pub fn checkin_restore(&self, target: CheckInTarget) -> Result<CheckInsView, IpcError> {
        self.writing(|tx| {
            let stored = tx.read().get::<CheckIn>(target.id.into())?;
            Ok::<_, IpcError>(tx.restore(stored.id)?)
        })?;
        self.checkins_view(CheckInsRequest::default())
    }

    /// Erases a check-in for ever, and from the automatic backups too if that is wanted; the backups come first.
    ///
    /// # Errors
    /// If it is gone already, or cannot be erased.
    pub fn checkin_erase(&self, request: EraseCheckInRequest) -> Result<CheckInsView, IpcError> {
        let now = self.clock.now();
        if request.purge_backups {
            self.with_open(|open| {
                let stored = open.store.read().get::<CheckIn>(request.id.into())?;
                backup::purge(&self.folder, open, &[stored.id], now)
            })?;
        }
        self.writing(|tx| {
            let stored = tx.read().get::<CheckIn>(request.id.into())?;
            Ok::<_, IpcError>(tx.erase(stored.id)?)
        })?;
        self.checkins_view(CheckInsRequest::default())
    }
}

/// When the check-in was: an edited one says so, a new one is of now, however wrong the clock may be.
fn moment(request: &CheckInRequest, now: NaiveDateTime) -> Result<CheckIn, IpcError> {
    let Some(moment) = &request.moment else {
        let minute = u16::try_from(now.hour() * 60 + now.minute()).ok().and_then(|minute| minute.try_into().ok());
        return Ok(CheckIn::at_moment(now.date(), minute.unwrap_or(MinuteOfDay::MIDNIGHT)));
    };
    let made = CheckIn::at_moment(date(&moment.date)?, moment.minute);
    if request.id.is_none() {
        check_moment(&made, now)?;
    }
    Ok(made)
}

fn check_moment(made: &CheckIn, now: NaiveDateTime) -> Result<(), IpcError> {
    if !made.is_in_a_life() {
        return Err(ErrorCode::DateTooEarly.into());
    }
    let (hour, minute) = made.minute.hour_and_minute();
    let at = made.date.and_hms_opt(hour.into(), minute.into(), 0).ok_or(ErrorCode::DateInvalid)?;
    if at > now { Err(ErrorCode::DateAhead.into()) } else { Ok(()) }
}

fn answered(answers: &Answers, moment: &CheckIn) -> Result<CheckIn, IpcError> {
    let note = CheckInNote::parse_optional(answers.note.as_deref().unwrap_or_default());
    Ok(CheckIn {
        heaviness: answers.heaviness,
        craving: answers.craving,
        energy: answers.energy,
        burden: answers.burden,
        hungry: answers.hungry,
        angry: answers.angry,
        lonely: answers.lonely,
        tired: answers.tired,
        note: note.map_err(|_| ErrorCode::TextTooLong)?,
        ..moment.clone()
    })
}
