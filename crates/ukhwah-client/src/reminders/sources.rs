//! What reminders are planned from, read from the open database.

use chrono::{Days, NaiveDate};
use ukhwah_domain::agenda::Sources;
use ukhwah_domain::checkin::{CheckIn, CheckInTime};
use ukhwah_domain::id::{MeetingId, RoutineItemId, TrainingId};
use ukhwah_domain::meeting::{Meeting, MeetingReply};
use ukhwah_domain::routine::{Mark, Pause, PrayerSettings, RoutineItem, day_ms};
use ukhwah_domain::service::Training;
use ukhwah_store::{Reader, StoreError};

use crate::reflection::reflection_of;
use crate::routine::pauses_of;
use crate::settings::profile_of;
use crate::solat::prayers_of;

/// The marks and replies that the planner looks at lie this many days beside its span.
const DAYS_AROUND: u64 = 2;

/// What agendas and reminders are made of, as the database holds it.
pub(crate) struct Held {
    pub(crate) religion: bool,
    pub(crate) prayers: PrayerSettings,
    pub(crate) items: Vec<(RoutineItemId, RoutineItem)>,
    pub(crate) pauses: Vec<Pause>,
    pub(crate) meetings: Vec<(MeetingId, Meeting)>,
    pub(crate) trainings: Vec<(TrainingId, Training)>,
    marks: Vec<Mark>,
    replies: Vec<MeetingReply>,
    check_in: Option<CheckInTime>,
    check_ins: Vec<CheckIn>,
}

impl Held {
    /// Reads everything for the days from `first` to `last`.
    pub(crate) fn read(read: Reader<'_>, first: NaiveDate, last: NaiveDate) -> Result<Self, StoreError> {
        let around = Days::new(DAYS_AROUND);
        let from = day_ms(first.checked_sub_days(around).unwrap_or(NaiveDate::MIN));
        let to = day_ms(last.checked_add_days(around).unwrap_or(NaiveDate::MAX));
        Ok(Self {
            religion: profile_of(read)?.value.religion,
            prayers: prayers_of(read)?,
            items: read.all::<RoutineItem>()?.into_iter().map(|stored| (stored.id.into(), stored.value)).collect(),
            pauses: pauses_of(read)?,
            meetings: read.all::<Meeting>()?.into_iter().map(|stored| (stored.id.into(), stored.value)).collect(),
            trainings: read.all::<Training>()?.into_iter().map(|stored| (stored.id.into(), stored.value)).collect(),
            marks: read.between::<Mark>(from, to)?.into_iter().map(|stored| stored.value).collect(),
            replies: read.between::<MeetingReply>(from, to)?.into_iter().map(|stored| stored.value).collect(),
            check_in: reflection_of(read)?.time,
            check_ins: read.between::<CheckIn>(from, to)?.into_iter().map(|stored| stored.value).collect(),
        })
    }

    pub(crate) fn sources(&self) -> Sources<'_> {
        Sources {
            religion: self.religion,
            prayers: &self.prayers,
            items: &self.items,
            pauses: &self.pauses,
            meetings: &self.meetings,
            marks: &self.marks,
            replies: &self.replies,
            trainings: &self.trainings,
            check_in: self.check_in,
            check_ins: &self.check_ins,
        }
    }
}
