//! Identifiers: 16 random bytes each, a separate type for each noun.
//!
//! They carry no time and no order on purpose: an identifier travels to a server that must learn nothing from it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text is not an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an identifier is 32 hexadecimal digits")]
pub struct ParseIdError;

/// The identifier of a stored record of any kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId([u8; 16]);

impl RecordId {
    /// Takes 16 random bytes as an identifier.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl TryFrom<&[u8]> for RecordId {
    type Error = ParseIdError;

    fn try_from(bytes: &[u8]) -> Result<Self, ParseIdError> {
        bytes.try_into().map(Self).map_err(|_| ParseIdError)
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for RecordId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        let mut bytes = [0; 16];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| ParseIdError)?;
        Ok(Self(bytes))
    }
}

impl Serialize for RecordId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

macro_rules! noun_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        #[serde(transparent)]
        pub struct $name(#[cfg_attr(feature = "bindings", ts(type = "string"))] RecordId);

        impl From<RecordId> for $name {
            fn from(id: RecordId) -> Self {
                Self(id)
            }
        }

        impl From<$name> for RecordId {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

noun_ids! {
    /// The identifier of a person on the list.
    PersonId;
    /// The identifier of one of a person's numbers.
    NumberId;
    /// The identifier of a help line, built in or added.
    LineId;
    /// The identifier of an if-then card.
    CardId;
    /// The identifier of a line of the plan: a reason, a warning sign, something to do.
    PlanItemId;
    /// The identifier of a safe place.
    PlaceId;
    /// The identifier of a goal.
    GoalId;
    /// The identifier of one answer given while rehearsing.
    RehearsalId;
    /// The identifier of a kept version of the plan.
    PlanVersionId;
    /// The identifier of the person's own profile.
    ProfileId;
    /// The identifier of an item of the daily routine.
    RoutineItemId;
    /// The identifier of what was said of an item or a prayer on a day.
    MarkId;
    /// The identifier of a place reached in the Quran.
    QuranEntryId;
    /// The identifier of a pause.
    PauseId;
    /// The identifier of a meeting.
    MeetingId;
    /// The identifier of the answer to one date of a meeting.
    MeetingReplyId;
    /// The identifier of a tip heard at a meeting.
    TipId;
    /// The identifier of the person's prayer settings.
    PrayerSettingsId;
    /// The identifier of an entry of the service log.
    ServiceEntryId;
    /// The identifier of something to make good.
    AmendId;
    /// The identifier of a talk.
    TalkId;
    /// The identifier of a training.
    TrainingId;
    /// The identifier of a check-in.
    CheckInId;
    /// The identifier of an entry of the journal.
    JournalEntryId;
    /// The identifier of a tag of an entry of the journal.
    JournalTagId;
    /// The identifier of a path.
    PathGoalId;
    /// The identifier of something that happened on a path.
    PathEventId;
    /// The identifier of a shift.
    ShiftId;
    /// The identifier of a week's balance.
    WeekBalanceId;
    /// The identifier of a line of a week's balance.
    BalanceLineId;
    /// The identifier of a line of the boundary plan.
    BoundaryLineId;
    /// The identifier of a story.
    StoryId;
    /// The identifier of a part of a story.
    StoryPartId;
    /// The identifier of a version of a story.
    StoryVersionId;
    /// The identifier of what was shared of a story.
    StoryShareId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bytes_name_the_same_record() {
        let id = RecordId::from_bytes(*b"0123456789abcdef");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("0123".parse::<RecordId>(), Err(ParseIdError));
        assert_eq!("zz".repeat(16).parse::<RecordId>(), Err(ParseIdError));
    }
}
