//! What the People screen shows and asks for.

use serde::{Deserialize, Serialize};
use ukhwah_domain::id::{NumberId, PersonId};
use ukhwah_domain::person::{Knows, NumberLabel, Role, Sex};

use crate::help::Standing;

/// A stretch of a day on which someone answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SpanView {
    /// The day it begins on, 0 for Monday to 6 for Sunday.
    pub weekday: u8,
    /// Minutes after midnight, 0 to 1439.
    pub start: u16,
    /// Minutes after midnight, 1 to 1440; not after `start` means on the next day.
    pub end: u16,
}

/// A person's number.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NumberView {
    /// Its identifier.
    pub id: NumberId,
    /// What its editor must hand back.
    pub seen: String,
    /// As people write it.
    pub display: String,
    /// What kind.
    pub label: NumberLabel,
    /// Whether WhatsApp is used on it.
    pub whatsapp: bool,
    /// Whether an SMS can be sent to it.
    pub sms: bool,
}

/// A person.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PersonView {
    /// Who.
    pub id: PersonId,
    /// What the editor must hand back.
    pub seen: String,
    /// The name.
    pub name: String,
    /// What this person is.
    pub role: Role,
    /// In the person's own words.
    pub role_words: Option<String>,
    /// Woman or man, if said.
    pub sex: Option<Sex>,
    /// Whether this person knows about the recovery.
    pub knows: Knows,
    /// When this person answers; empty for any time.
    pub hours: Vec<SpanView>,
    /// The hours in words, if any were given.
    pub hours_words: Option<String>,
    /// How often to be in touch, in days.
    pub rhythm_days: Option<u16>,
    /// The day of the last contact, as YYYY-MM-DD.
    pub last_contact: Option<String>,
    /// Days since the last contact.
    pub days_since: Option<u32>,
    /// Whether it is longer ago than the rhythm says.
    pub overdue: bool,
    /// A note.
    pub note: Option<String>,
    /// Whether this person is on the ladder.
    pub on_ladder: bool,
    /// How this person stands now.
    pub standing: Standing,
    /// Until when, or from when if outside: in words.
    pub standing_words: Option<String>,
    /// The numbers, the first to call first.
    pub numbers: Vec<NumberView>,
}

/// The People screen.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PeopleView {
    /// Those on the ladder, in the person's order, then the others by name.
    pub people: Vec<PersonView>,
    /// Those in the trash.
    pub trash: Vec<TrashedView>,
}

/// Someone in the trash.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrashedView {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
}

/// A number as it was typed.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NumberRequest {
    /// Which one is edited; absent for a new one.
    pub id: Option<NumberId>,
    /// What its view said.
    pub seen: Option<String>,
    /// As typed.
    pub text: String,
    /// What kind.
    pub label: NumberLabel,
    /// Whether WhatsApp is used on it.
    pub whatsapp: bool,
}

/// A person as the editor leaves it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PersonRequest {
    /// Who is edited; absent for a new person.
    pub id: Option<PersonId>,
    /// What the view said.
    pub seen: Option<String>,
    /// The name.
    pub name: String,
    /// What this person is.
    pub role: Role,
    /// In the person's own words.
    pub role_words: Option<String>,
    /// Woman or man, if said.
    pub sex: Option<Sex>,
    /// Whether this person knows about the recovery.
    pub knows: Knows,
    /// When this person answers; empty for any time.
    pub hours: Vec<SpanView>,
    /// How often to be in touch, in days.
    pub rhythm_days: Option<u16>,
    /// The day of the last contact, as YYYY-MM-DD.
    pub last_contact: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// Whether this person is on the ladder.
    pub on_ladder: bool,
    /// All numbers, in order.
    pub numbers: Vec<NumberRequest>,
    /// The numbers that the editor began with: of these, one that is missing above goes into the trash.
    pub shown_numbers: Vec<NumberId>,
}

/// Names a person.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PersonTarget {
    /// Who.
    pub id: PersonId,
}

/// Asks to erase a person for ever.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ErasePersonRequest {
    /// Who.
    pub id: PersonId,
    /// Whether to erase from the automatic backups too.
    pub purge_backups: bool,
}

/// Asks for another place on the ladder.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MoveOnLadderRequest {
    /// Who moves.
    pub id: PersonId,
    /// After whom; absent for the first place.
    pub after: Option<PersonId>,
}

/// Asks what becomes of a number that is being typed.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckNumberRequest {
    /// As typed.
    pub text: String,
}

/// A number that is being typed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckedNumberView {
    /// As people write it.
    pub display: String,
    /// Whether WhatsApp is likely.
    pub whatsapp: bool,
}

/// A contact read from a file, not yet kept.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FoundContactView {
    /// The name.
    pub name: String,
    /// The numbers as people write them.
    pub numbers: Vec<String>,
    /// The name of someone on the list who has one of these numbers already.
    pub duplicate_of: Option<String>,
}

/// The contacts found in a file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FoundContactsView {
    /// The contacts, in the order of the file; named by their index from 0.
    pub contacts: Vec<FoundContactView>,
    /// How many cards of the file had no usable number.
    pub without_number: u32,
    /// Whether the file ends in the middle of a card.
    pub cut_off: bool,
}

/// Asks to keep contacts that were found.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ImportContactsRequest {
    /// Their indices in the last [`FoundContactsView`].
    pub chosen: Vec<u32>,
}
