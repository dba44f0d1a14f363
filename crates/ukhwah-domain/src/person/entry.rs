//! A person on the list.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::hours::WeekHours;
use super::name::{PersonName, PersonNote, RoleWords};
use super::position::Position;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, read};

/// What a person is to the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Longer in recovery, the first to be called.
    Senior,
    /// Leads the self-help group.
    Leader,
    /// Walks the same road.
    Peer,
    /// A sponsor or mentor.
    Mentor,
    /// Of the family.
    Family,
    /// Supervises the work.
    Supervisor,
    /// A religious teacher.
    Ustaz,
    /// A doctor, counsellor or nurse.
    Professional,
    /// Anything else; the person's own words may say what.
    #[default]
    Other,
}

impl Role {
    /// Every role, in the order in which a form offers them.
    pub const ALL: [Self; 9] = [
        Self::Senior,
        Self::Leader,
        Self::Peer,
        Self::Mentor,
        Self::Family,
        Self::Supervisor,
        Self::Ustaz,
        Self::Professional,
        Self::Other,
    ];

    /// Whether people in this role count as on duty inside their own hours.
    #[must_use]
    pub const fn is_on_call(self) -> bool {
        matches!(self, Self::Senior | Self::Leader | Self::Mentor)
    }
}

/// A woman or a man, where the person said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// A woman.
    Woman,
    /// A man.
    Man,
}

/// Whether someone knows about the recovery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Knows {
    /// They know.
    Yes,
    /// They do not.
    No,
    /// Nobody said; messages are written as if they did not.
    #[default]
    Unsure,
}

impl Knows {
    /// Whether a message may speak about the recovery.
    #[must_use]
    pub const fn may_be_told(self) -> bool {
        matches!(self, Self::Yes)
    }
}

/// Someone to turn to.
///
/// Fields: `name`, `role`, `role_words`, `sex`, `knows`, `hours` (the text of [`WeekHours`]), `rhythm_days`,
/// `last_contact` (`2026-11-21`), `note`, `on_ladder`, `ladder_pos`. Their numbers are [`super::Number`]s.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Person {
    /// What they are called.
    pub name: PersonName,
    /// What they are to the user.
    pub role: Role,
    /// The role in the user's own words; shown instead of the role.
    pub role_words: Option<RoleWords>,
    /// Woman or man.
    pub sex: Option<Sex>,
    /// Whether they know about the recovery.
    pub knows: Knows,
    /// When they can be called; unset means at any time.
    pub hours: Option<WeekHours>,
    /// How often the user wants to be in touch, in days.
    pub rhythm_days: Option<u16>,
    /// The Malaysian day on which they were last in touch.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub last_contact: Option<NaiveDate>,
    /// What to remember about them.
    pub note: Option<PersonNote>,
    /// Whether Help offers them.
    pub on_ladder: bool,
    /// Where they stand on the ladder; without one, after those who have one.
    pub ladder_pos: Option<Position>,
}

impl Person {
    /// Someone of whom only the name is known.
    #[must_use]
    pub const fn named(name: PersonName) -> Self {
        Self {
            name,
            role: Role::Other,
            role_words: None,
            sex: None,
            knows: Knows::Unsure,
            hours: None,
            rhythm_days: None,
            last_contact: None,
            note: None,
            on_ladder: false,
            ladder_pos: None,
        }
    }

    /// For how many days it has been time to be in touch again: 0 on the day itself.
    ///
    /// `None` if it is not time yet or there is no rhythm. With a rhythm and no contact so far it is time today.
    #[must_use]
    pub fn overdue(&self, today: NaiveDate) -> Option<u32> {
        let rhythm = i64::from(self.rhythm_days?);
        let Some(last) = self.last_contact else {
            return Some(0);
        };
        u32::try_from(today.signed_duration_since(last).num_days() - rhythm).ok()
    }
}

impl Entity for Person {
    const KIND: Kind = Kind::Person;

    fn to_fields(&self) -> Fields {
        fields([
            ("name", text(&self.name)),
            ("role", text(&self.role)),
            ("role_words", optional(self.role_words.as_ref())),
            ("sex", optional(self.sex.as_ref())),
            ("knows", text(&self.knows)),
            ("hours", self.hours.as_ref().map(ToString::to_string).into()),
            ("rhythm_days", self.rhythm_days.map(i64::from).into()),
            ("last_contact", optional(self.last_contact.as_ref())),
            ("note", optional(self.note.as_ref())),
            ("on_ladder", self.on_ladder.into()),
            ("ladder_pos", optional(self.ladder_pos.as_ref())),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        let kind = Self::KIND;
        Ok(Self {
            name: needed(fields, kind, "name")?,
            role: understood(fields, kind, "role")?.unwrap_or_default(),
            role_words: understood(fields, kind, "role_words")?,
            sex: understood(fields, kind, "sex")?,
            knows: understood(fields, kind, "knows")?.unwrap_or_default(),
            hours: read::text(fields, kind, "hours")?.and_then(|text| text.parse().ok()),
            rhythm_days: read::int(fields, kind, "rhythm_days")?.and_then(|days| u16::try_from(days).ok()),
            last_contact: understood(fields, kind, "last_contact")?,
            note: understood(fields, kind, "note")?,
            on_ladder: read::flag(fields, kind, "on_ladder")?.unwrap_or(false),
            ladder_pos: understood(fields, kind, "ladder_pos")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Value;

    fn someone() -> Person {
        Person::named(PersonName::parse("Abang Mat").expect("a name"))
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_person_comes_back_from_its_fields() {
        let full = Person {
            role: Role::Leader,
            role_words: RoleWords::parse("ketua kumpulan").ok(),
            sex: Some(Sex::Man),
            knows: Knows::Yes,
            hours: "12345=0800-1700;6=2200-0200".parse().ok(),
            rhythm_days: Some(7),
            last_contact: Some(day("2026-11-14")),
            note: PersonNote::parse("Jangan telefon\nmasa Maghrib").ok(),
            on_ladder: true,
            ladder_pos: Some(Position::first()),
            ..someone()
        };
        for person in [full, someone()] {
            assert_eq!(Person::from_fields(&person.to_fields()), Ok(person.clone()));
            let json = serde_json::to_string(&person).expect("a person is JSON");
            assert_eq!(serde_json::from_str::<Person>(&json).ok(), Some(person));
        }
    }

    #[test]
    fn the_fields_of_a_person_keep_their_names_and_texts() {
        let fields = Person { sex: Some(Sex::Woman), last_contact: Some(day("2026-01-02")), ..someone() }.to_fields();
        let names: Vec<&str> = fields.keys().map(String::as_str).collect();
        let expected = "hours knows ladder_pos last_contact name note on_ladder rhythm_days role role_words sex";
        assert_eq!(names.join(" "), expected);
        assert_eq!(fields["sex"], Value::from("woman"));
        assert_eq!(fields["knows"], Value::from("unsure"));
        assert_eq!(fields["role"], Value::from("other"));
        assert_eq!(fields["last_contact"], Value::from("2026-01-02"));
        assert_eq!(fields["hours"], Value::Null);
    }

    #[test]
    fn what_a_newer_app_wrote_does_not_make_a_person_vanish() {
        let mut fields = someone().to_fields();
        for name in ["role", "sex", "knows", "hours", "last_contact", "ladder_pos"] {
            fields.insert(name.to_owned(), Value::from("from tomorrow"));
        }
        fields.insert("rhythm_days".to_owned(), Value::from(1_000_000i64));
        assert_eq!(Person::from_fields(&fields), Ok(someone()));
    }

    #[test]
    fn a_person_needs_a_name_and_the_right_types() {
        let error = |field| Err(FieldError { kind: Kind::Person, field });
        assert_eq!(Person::from_fields(&Fields::new()), error("name"));
        let mut fields = someone().to_fields();
        fields.insert("on_ladder".to_owned(), Value::from("yes"));
        assert_eq!(Person::from_fields(&fields), error("on_ladder"));
    }

    #[test]
    fn it_is_time_again_when_the_rhythm_has_passed() {
        let weekly = Person { rhythm_days: Some(7), last_contact: Some(day("2026-11-14")), ..someone() };
        assert_eq!(weekly.overdue(day("2026-11-20")), None);
        assert_eq!(weekly.overdue(day("2026-11-21")), Some(0));
        assert_eq!(weekly.overdue(day("2026-11-24")), Some(3));
        assert_eq!(weekly.overdue(day("1970-01-01")), None);
        assert_eq!(weekly.overdue(NaiveDate::MIN), None);
        assert!(weekly.overdue(NaiveDate::MAX).is_some());
        assert_eq!(Person { last_contact: None, ..weekly.clone() }.overdue(day("2026-11-24")), Some(0));
        assert_eq!(Person { rhythm_days: None, ..weekly }.overdue(day("2026-11-24")), None);
    }
}
