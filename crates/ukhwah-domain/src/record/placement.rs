//! Where a record stands among the others: to what it belongs, and its own time.

use super::{Entity, FieldError, Fields, Kind, Record};
use crate::burden::{BalanceLine, BoundaryLine, Shift, WeekBalance, WorkSettings};
use crate::checkin::{CheckIn, ReflectionSettings};
use crate::help::Line;
use crate::id::RecordId;
use crate::journal::{JournalEntry, JournalTag};
use crate::meeting::{Meeting, MeetingReply, Tip};
use crate::path::{PathCorrection, PathEvent, PathGoal};
use crate::person::{Number, Person, Profile};
use crate::plan::{Card, Goal, Place, PlanItem, PlanVersion, Rehearsal};
use crate::routine::{Mark, Pause, PrayerSettings, QuranEntry, RoutineItem};
use crate::service::{Amend, ServiceEntry, Talk, Training};
use crate::story::{Story, StoryPart, StoryShare, StoryVersion, StoryWording};

/// The record that a noun belongs to, and its own time in milliseconds since 1970 UTC, where it has them.
pub type Placement = (Option<RecordId>, Option<i64>);

/// Where a record stands that came from another device; nowhere if this version cannot read its fields.
#[must_use]
pub fn placement(record: &Record) -> Placement {
    let Some(kind) = Kind::from_number(record.kind) else { return (None, None) };
    of_kind(kind)(&record.shown_fields()).unwrap_or((None, None))
}

fn place<E: Entity>(fields: &Fields) -> Result<Placement, FieldError> {
    let noun = E::from_fields(fields)?;
    Ok((noun.parent(), noun.at()))
}

fn of_kind(kind: Kind) -> fn(&Fields) -> Result<Placement, FieldError> {
    match kind {
        Kind::Person => place::<Person>,
        Kind::Number => place::<Number>,
        Kind::Line => place::<Line>,
        Kind::PlanItem => place::<PlanItem>,
        Kind::Card => place::<Card>,
        Kind::Place => place::<Place>,
        Kind::Goal => place::<Goal>,
        Kind::Rehearsal => place::<Rehearsal>,
        Kind::PlanVersion => place::<PlanVersion>,
        Kind::Profile => place::<Profile>,
        Kind::RoutineItem => place::<RoutineItem>,
        Kind::Mark => place::<Mark>,
        Kind::QuranEntry => place::<QuranEntry>,
        Kind::Meeting => place::<Meeting>,
        Kind::MeetingReply => place::<MeetingReply>,
        Kind::Tip => place::<Tip>,
        Kind::PrayerSettings => place::<PrayerSettings>,
        Kind::CheckIn => place::<CheckIn>,
        Kind::ReflectionSettings => place::<ReflectionSettings>,
        Kind::JournalEntry => place::<JournalEntry>,
        Kind::JournalTag => place::<JournalTag>,
        Kind::Shift => place::<Shift>,
        Kind::WeekBalance => place::<WeekBalance>,
        Kind::BalanceLine => place::<BalanceLine>,
        Kind::WorkSettings => place::<WorkSettings>,
        Kind::PathGoal => place::<PathGoal>,
        Kind::PathEvent => place::<PathEvent>,
        Kind::PathCorrection => place::<PathCorrection>,
        Kind::ServiceEntry => place::<ServiceEntry>,
        Kind::Amend => place::<Amend>,
        Kind::Talk => place::<Talk>,
        Kind::Training => place::<Training>,
        Kind::Story => place::<Story>,
        Kind::StoryPart => place::<StoryPart>,
        Kind::StoryVersion => place::<StoryVersion>,
        Kind::StoryWording => place::<StoryWording>,
        Kind::StoryShare => place::<StoryShare>,
        Kind::BoundaryLine => place::<BoundaryLine>,
        Kind::Pause => place::<Pause>,
    }
}
