//! The bridge between typed nouns and the fields of a record.

use std::collections::BTreeMap;

use super::Value;
use crate::id::RecordId;

/// The values of a record's fields by name.
pub type Fields = BTreeMap<String, Value>;

/// The kinds of records. A number is never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u16)]
pub enum Kind {
    /// [`crate::person::Person`]
    Person = 16,
    /// [`crate::person::Number`]
    Number = 17,
    /// [`crate::help::Line`]
    Line = 18,
    /// [`crate::plan::PlanItem`]
    PlanItem = 19,
    /// [`crate::plan::Card`]
    Card = 20,
    /// [`crate::plan::Place`]
    Place = 21,
    /// [`crate::plan::Goal`]
    Goal = 22,
    /// [`crate::plan::Rehearsal`]
    Rehearsal = 23,
    /// [`crate::plan::PlanVersion`]
    PlanVersion = 24,
    /// [`crate::person::Profile`]
    Profile = 25,
    /// [`crate::routine::RoutineItem`]
    RoutineItem = 26,
    /// [`crate::routine::Mark`]
    Mark = 27,
    /// [`crate::routine::QuranEntry`]
    QuranEntry = 28,
    /// [`crate::meeting::Meeting`]
    Meeting = 29,
    /// [`crate::meeting::MeetingReply`]
    MeetingReply = 30,
    /// [`crate::meeting::Tip`]
    Tip = 31,
    /// [`crate::routine::PrayerSettings`]
    PrayerSettings = 32,
    /// [`crate::checkin::CheckIn`]
    CheckIn = 33,
    /// [`crate::checkin::ReflectionSettings`]
    ReflectionSettings = 34,
    /// [`crate::journal::JournalEntry`]
    JournalEntry = 35,
    /// [`crate::journal::JournalTag`]
    JournalTag = 36,
    /// [`crate::burden::Shift`]
    Shift = 37,
    /// [`crate::burden::WeekBalance`]
    WeekBalance = 38,
    /// [`crate::burden::BalanceLine`]
    BalanceLine = 39,
    /// [`crate::burden::WorkSettings`]
    WorkSettings = 40,
    /// [`crate::path::PathGoal`]
    PathGoal = 41,
    /// [`crate::path::PathEvent`]
    PathEvent = 42,
    /// [`crate::path::PathCorrection`]
    PathCorrection = 43,
    /// [`crate::service::ServiceEntry`]
    ServiceEntry = 44,
    /// [`crate::service::Amend`]
    Amend = 45,
    /// [`crate::service::Talk`]
    Talk = 46,
    /// [`crate::service::Training`]
    Training = 47,
    /// [`crate::story::Story`]
    Story = 48,
    /// [`crate::story::StoryPart`]
    StoryPart = 49,
    /// [`crate::story::StoryVersion`]
    StoryVersion = 50,
    /// [`crate::story::StoryWording`]
    StoryWording = 51,
    /// [`crate::story::StoryShare`]
    StoryShare = 52,
    /// [`crate::burden::BoundaryLine`]
    BoundaryLine = 53,
    /// [`crate::routine::Pause`]
    Pause = 54,
}

impl Kind {
    /// Every kind, in order of its number.
    pub const ALL: [Self; 39] = [
        Self::Person,
        Self::Number,
        Self::Line,
        Self::PlanItem,
        Self::Card,
        Self::Place,
        Self::Goal,
        Self::Rehearsal,
        Self::PlanVersion,
        Self::Profile,
        Self::RoutineItem,
        Self::Mark,
        Self::QuranEntry,
        Self::Meeting,
        Self::MeetingReply,
        Self::Tip,
        Self::PrayerSettings,
        Self::CheckIn,
        Self::ReflectionSettings,
        Self::JournalEntry,
        Self::JournalTag,
        Self::Shift,
        Self::WeekBalance,
        Self::BalanceLine,
        Self::WorkSettings,
        Self::PathGoal,
        Self::PathEvent,
        Self::PathCorrection,
        Self::ServiceEntry,
        Self::Amend,
        Self::Talk,
        Self::Training,
        Self::Story,
        Self::StoryPart,
        Self::StoryVersion,
        Self::StoryWording,
        Self::StoryShare,
        Self::BoundaryLine,
        Self::Pause,
    ];

    /// The number that is stored and travels.
    #[must_use]
    pub const fn number(self) -> u16 {
        self as u16
    }

    /// The kind with this number, unless a newer app made it.
    #[must_use]
    pub fn from_number(number: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.number() == number)
    }
}

/// A field does not hold what its noun needs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the field {field} of a {kind:?} cannot be read")]
pub struct FieldError {
    /// The kind of record.
    pub kind: Kind,
    /// The field's name.
    pub field: &'static str,
}

/// A noun that is stored as a record, a value per field.
///
/// Lists never are fields: they are records of their own that name their parent.
pub trait Entity: Sized + Send {
    /// The kind of record.
    const KIND: Kind;

    /// The record that this one belongs to and goes into the trash with.
    fn parent(&self) -> Option<RecordId> {
        None
    }

    /// The noun's own time, in milliseconds since 1970 UTC, where it is listed by time.
    fn at(&self) -> Option<i64> {
        None
    }

    /// All fields, an unset one as [`Value::Null`].
    fn to_fields(&self) -> Fields;

    /// The noun again. Unknown fields are ignored, missing ones read as unset.
    ///
    /// # Errors
    /// If a field that the noun cannot do without is missing, or one holds the wrong type.
    fn from_fields(fields: &Fields) -> Result<Self, FieldError>;
}

macro_rules! reader {
    ($(#[$doc:meta])* $name:ident, $type:ty, $pattern:pat => $value:expr) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// If the field holds a value of another type.
        pub fn $name(fields: &Fields, kind: Kind, field: &'static str) -> Result<Option<$type>, FieldError> {
            match fields.get(field) {
                None | Some(Value::Null) => Ok(None),
                Some($pattern) => Ok(Some($value)),
                Some(_) => Err(FieldError { kind, field }),
            }
        }
    };
}

/// Readers for [`Entity::from_fields`].
pub mod read {
    use super::{FieldError, Fields, Kind, Value};
    use crate::id::RecordId;

    reader!(
        /// A text field.
        text, String, Value::Text(text) => text.clone()
    );
    reader!(
        /// A whole-number field.
        int, i64, Value::Int(number) => *number
    );
    reader!(
        /// A yes-or-no field.
        flag, bool, Value::Bool(flag) => *flag
    );

    /// A field that names another record.
    ///
    /// # Errors
    /// If the field holds anything but 16 bytes.
    pub fn id(fields: &Fields, kind: Kind, field: &'static str) -> Result<Option<RecordId>, FieldError> {
        match fields.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bytes(bytes)) => {
                RecordId::try_from(bytes.as_slice()).map(Some).map_err(|_| FieldError { kind, field })
            }
            Some(_) => Err(FieldError { kind, field }),
        }
    }

    /// A value that must be there.
    ///
    /// # Errors
    /// If it is not.
    pub fn needed<T>(value: Option<T>, kind: Kind, field: &'static str) -> Result<T, FieldError> {
        value.ok_or(FieldError { kind, field })
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<RecordId> for Value {
    fn from(id: RecordId) -> Self {
        Self::Bytes(id.as_bytes().to_vec())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
