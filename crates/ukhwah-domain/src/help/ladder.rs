//! The help ladder: in which order to call people, now.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{NumberId, PersonId};
use crate::person::{
    Knows, Number, NumberLabel, Person, PersonName, PhoneNumber, Position, Role, RoleWords, Sex, WeekHours,
};

/// One of the numbers of a person on the ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LadderNumber {
    /// The number.
    pub number: PhoneNumber,
    /// Whether the user said that it is on WhatsApp.
    #[serde(default)]
    pub whatsapp: bool,
    /// Where it rings.
    #[serde(default)]
    pub label: NumberLabel,
}

/// What Help knows of a person on the ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LadderPerson {
    /// Who it is.
    pub id: PersonId,
    /// What they are called.
    pub name: PersonName,
    /// What they are to the user.
    #[serde(default)]
    pub role: Role,
    /// The role in the user's own words.
    #[serde(default)]
    pub role_words: Option<RoleWords>,
    /// Woman or man.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// Whether they know about the recovery.
    #[serde(default)]
    pub knows: Knows,
    /// When they can be called; unset means at any time.
    #[serde(default)]
    pub hours: Option<WeekHours>,
    /// Where they stand in the user's own order; without one, after those who have one.
    #[serde(default)]
    pub pos: Option<Position>,
    /// Their numbers, the one to call first.
    #[serde(default)]
    pub numbers: Vec<LadderNumber>,
}

impl LadderPerson {
    /// A person as Help sees them, with those of the numbers that are theirs, in order.
    #[must_use]
    pub fn of(id: PersonId, person: &Person, numbers: &[(NumberId, Number)]) -> Self {
        let mut own: Vec<_> = numbers.iter().filter(|(_, number)| number.person == id).collect();
        own.sort_by(|(a_id, a), (b_id, b)| (&a.pos, a_id).cmp(&(&b.pos, b_id)));
        let numbers = own.into_iter().map(|(_, number)| LadderNumber {
            number: number.number.clone(),
            whatsapp: number.whatsapp,
            label: number.label,
        });
        Self {
            id,
            name: person.name.clone(),
            role: person.role,
            role_words: person.role_words.clone(),
            sex: person.sex,
            knows: person.knows,
            hours: person.hours.clone(),
            pos: person.ladder_pos.clone(),
            numbers: numbers.collect(),
        }
    }
}

/// What the user wishes of the ladder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LadderWish {
    /// People of this sex come first among equals.
    #[serde(default)]
    pub prefer_sex: Option<Sex>,
}

/// Whether someone can be called now. Moments are milliseconds since 1970 UTC in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Standing {
    /// In a role that is on call ([`Role::is_on_call`]) and inside their own stated hours.
    OnDuty {
        /// The end of these hours; none if they never end.
        #[serde(with = "chrono::serde::ts_milliseconds_option")]
        #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
        until: Option<DateTime<Utc>>,
    },
    /// Inside their own stated hours.
    Available {
        /// The end of these hours; none if they never end.
        #[serde(with = "chrono::serde::ts_milliseconds_option")]
        #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
        until: Option<DateTime<Utc>>,
    },
    /// Nobody stated hours.
    AnyTime,
    /// Outside their own stated hours.
    Outside {
        /// When the next of these hours begin.
        #[serde(with = "chrono::serde::ts_milliseconds_option")]
        #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
        opens: Option<DateTime<Utc>>,
    },
}

impl Standing {
    fn of(person: &LadderPerson, now: DateTime<Utc>) -> Self {
        match &person.hours {
            None => Self::AnyTime,
            Some(hours) if !hours.open_at(now) => Self::Outside { opens: hours.opens_next(now) },
            Some(hours) if person.role.is_on_call() => Self::OnDuty { until: hours.closes_at(now) },
            Some(hours) => Self::Available { until: hours.closes_at(now) },
        }
    }

    const fn group(self) -> u8 {
        match self {
            Self::OnDuty { .. } => 0,
            Self::Available { .. } | Self::AnyTime => 1,
            Self::Outside { .. } => 2,
        }
    }
}

/// A person at their place on the ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Rung {
    /// Who it is; at least one number.
    pub person: LadderPerson,
    /// Whether they can be called now.
    pub standing: Standing,
    /// Whether they could not be reached this time.
    pub skipped: bool,
}

/// Everybody on the ladder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Ladder {
    /// Who to call, the best person now first.
    pub rungs: Vec<Rung>,
    /// People on the ladder who have no number, in the user's own order.
    pub without_number: Vec<LadderPerson>,
}

/// Puts people in the order in which to call them now.
///
/// The rule, each line deciding only what those above left equal:
/// 1. whoever could not be reached this time (`skipped`) comes after everyone else, but stays;
/// 2. on duty first, then everyone available or callable at any time, then those outside their hours, who sink but stay;
/// 3. people of the preferred sex first;
/// 4. the user's own order, people without a place in it last;
/// 5. the identifier, so that every device shows the same.
///
/// Nobody is left out: people without a number are handed back apart. Of a person listed twice the first counts.
#[must_use]
pub fn ladder(people: &[LadderPerson], wish: LadderWish, now: DateTime<Utc>, skipped: &[PersonId]) -> Ladder {
    let mut rungs: Vec<Rung> = Vec::new();
    let mut without_number: Vec<LadderPerson> = Vec::new();
    for person in people {
        let is_listed = rungs.iter().map(|rung| &rung.person).chain(&without_number).any(|other| other.id == person.id);
        match person.numbers.is_empty() {
            _ if is_listed => {}
            true => without_number.push(person.clone()),
            false => rungs.push(Rung {
                person: person.clone(),
                standing: Standing::of(person, now),
                skipped: skipped.contains(&person.id),
            }),
        }
    }
    rungs.sort_by(|a, b| order(a, wish).cmp(&order(b, wish)));
    without_number.sort_by(|a, b| own_order(a).cmp(&own_order(b)));
    Ladder { rungs, without_number }
}

fn order(rung: &Rung, wish: LadderWish) -> impl Ord {
    let is_preferred = wish.prefer_sex.is_some() && rung.person.sex == wish.prefer_sex;
    (rung.skipped, rung.standing.group(), Reverse(is_preferred), own_order(&rung.person))
}

fn own_order(person: &LadderPerson) -> (bool, Option<&Position>, PersonId) {
    (person.pos.is_none(), person.pos.as_ref(), person.id)
}

#[cfg(test)]
#[path = "ladder_tests.rs"]
mod tests;
