//! What a day holds, from everything that the person switched on.

mod entry;
mod event;

#[cfg(test)]
pub(crate) mod tests;

pub(crate) use entry::Said;
pub use entry::{AgendaEntry, AgendaState, AgendaTarget, agenda};
pub(crate) use event::{Event, Of, events, moment};

use chrono::NaiveDate;

use crate::checkin::{CheckIn, CheckInTime};
use crate::id::{MeetingId, RoutineItemId, TrainingId};
use crate::meeting::{Meeting, MeetingReply};
use crate::routine::{Mark, Pause, PrayerSettings, RoutineItem};
use crate::service::Training;

/// What agendas and reminders are made of.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'s> {
    /// Whether religious content is on. Without it nothing of it is in any agenda or plan, whatever else is set.
    pub religion: bool,
    /// What was chosen about prayer.
    pub prayers: &'s PrayerSettings,
    /// The items of the routine, in any order, also those that rest.
    pub items: &'s [(RoutineItemId, RoutineItem)],
    /// The pauses, in any order.
    pub pauses: &'s [Pause],
    /// The meetings, in any order.
    pub meetings: &'s [(MeetingId, Meeting)],
    /// The marks of the days asked about, in any order; others do no harm.
    pub marks: &'s [Mark],
    /// The replies for the days asked about, in any order; others do no harm.
    pub replies: &'s [MeetingReply],
    /// The trainings, in any order.
    pub trainings: &'s [(TrainingId, Training)],
    /// When the check-in is offered, where the person chose a time.
    pub check_in: Option<CheckInTime>,
    /// The check-ins of the days asked about, in any order; others do no harm.
    pub check_ins: &'s [CheckIn],
}

impl Sources<'_> {
    /// Whether prayers fall due on this day.
    pub(crate) fn are_due_on(&self, date: NaiveDate) -> bool {
        self.prayers.are_due_on(date, self.pauses)
    }
}
