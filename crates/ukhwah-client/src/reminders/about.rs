//! What a reminder in the log was about: its name says so, and the words stay in the database.

use ukhwah_domain::id::{MeetingId, RecordId, RoutineItemId, TrainingId};
use ukhwah_domain::language::Language;
use ukhwah_domain::reminder::ReminderId;
use ukhwah_domain::routine::Prayer;

use super::sources::Held;
use crate::solat::prayer_name;
use crate::text;

/// What a reminder is about, as its identifier tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    Prayer(Prayer),
    Imsak,
    Item(RoutineItemId),
    Meeting(MeetingId),
    Training(TrainingId),
    CheckIn,
    SelfTest,
    /// A time for which there was no plan.
    Gap,
    /// Something that only another version of the app knows, or no single thing.
    Other,
}

impl About {
    pub(super) fn of(id: &ReminderId) -> Self {
        if id.is_self_test() {
            return Self::SelfTest;
        }
        if id.is_gap() {
            return Self::Gap;
        }
        let mut parts = id.as_str().split('/');
        let kind = parts.next().unwrap_or_default();
        let record = parts.next().and_then(|id| id.parse::<RecordId>().ok());
        match (kind, record) {
            ("imsak", _) => Self::Imsak,
            ("checkin", _) => Self::CheckIn,
            ("item", Some(id)) => Self::Item(id.into()),
            ("meeting", Some(id)) => Self::Meeting(id.into()),
            ("training", Some(id)) => Self::Training(id.into()),
            _ => Prayer::ALL.into_iter().find(|prayer| prayer.code() == kind).map_or(Self::Other, Self::Prayer),
        }
    }

    /// Its name for the person's own eyes; a word without content for what is gone, or religious while that is off.
    pub(super) fn name(self, held: &Held, language: Language) -> String {
        let known = match self {
            Self::Prayer(prayer) => held.religion.then(|| prayer_name(prayer, language).to_owned()),
            Self::Imsak => held.religion.then(|| text::prayer_imsak(language).to_owned()),
            Self::Item(id) => held
                .items
                .iter()
                .find(|(of, item)| *of == id && (held.religion || !item.what.is_religious()))
                .map(|(_, item)| item.title.to_string()),
            Self::Meeting(id) => {
                held.meetings.iter().find(|(of, _)| *of == id).map(|(_, meeting)| meeting.title.to_string())
            }
            Self::Training(id) => {
                held.trainings.iter().find(|(of, _)| *of == id).map(|(_, training)| training.title.to_string())
            }
            Self::CheckIn => Some(text::reminder_checkin(language).to_owned()),
            Self::SelfTest => Some(text::reminder_test_title(language).to_owned()),
            Self::Gap => Some(text::reminder_gap(language).to_owned()),
            Self::Other => None,
        };
        known.unwrap_or_else(|| text::reminder_title(language).to_owned())
    }
}
