//! The whole plan in one text, to be read, compared and taken back later.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::card::Card;
use super::goal::Goal;
use super::item::{PlanItem, PlanPart};
use super::place::Place;
use crate::id::{CardId, GoalId, PlaceId, PlanItemId, RecordId};

/// The format that this app writes, and the newest that it reads.
const FORMAT: u32 = 1;
/// How what this app writes begins.
const OURS: &str = "{\"format\":1,";

/// The longest snapshot, in bytes: a version is one record, and a sealed record travels in at most 256 KiB.
const MAX_BYTES: usize = 200 * 1024;

/// A plan cannot be kept as a version, or a version cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// The plan is longer than a version may be.
    #[error("a version of the plan is longer than {max} bytes")]
    TooLarge {
        /// The most bytes.
        max: usize,
    },
    /// A newer app wrote it.
    #[error("the version was written by a newer app, in format {format}")]
    NewerFormat {
        /// Its format.
        format: u32,
    },
    /// It is damaged.
    #[error("the version of the plan cannot be read")]
    Unreadable,
}

/// Every part of the plan with its identifier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PlanSnapshot {
    /// The lines of all parts.
    pub items: BTreeMap<PlanItemId, PlanItem>,
    /// The if-then cards.
    pub cards: BTreeMap<CardId, Card>,
    /// The safe places.
    pub places: BTreeMap<PlaceId, Place>,
    /// The goals.
    pub goals: BTreeMap<GoalId, Goal>,
}

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    #[serde(flatten)]
    plan: &'a PlanSnapshot,
}

#[derive(Deserialize)]
struct Header {
    format: u32,
}

impl PlanSnapshot {
    /// The plan as JSON: `{"format":1,"items":{..},"cards":{..},"places":{..},"goals":{..}}`.
    ///
    /// The same plan always gives the same text.
    ///
    /// # Errors
    /// If the plan is too long to be kept as a version.
    pub fn to_json(&self) -> Result<String, SnapshotError> {
        let json = serde_json::to_string(&Written { format: FORMAT, plan: self })
            .expect("a plan holds only texts, flags and maps whose keys are texts");
        if json.len() > MAX_BYTES { Err(SnapshotError::TooLarge { max: MAX_BYTES }) } else { Ok(json) }
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    /// If it is too long, of a newer format, or damaged; a part that cannot be read is never left out in silence.
    pub fn from_json(json: &str) -> Result<Self, SnapshotError> {
        checked(json)?;
        serde_json::from_str(json).map_err(|_| SnapshotError::Unreadable)
    }

    /// What the person would read, by section and identifier; when a card was rehearsed is no part of it.
    fn sections(&self) -> BTreeMap<Section, BTreeMap<RecordId, Readable<'_>>> {
        let items = self.items.iter().map(|(id, item)| (item.part.into(), (*id).into(), Readable::Item(item)));
        let cards = self.cards.iter().map(|(id, card)| {
            let card = Card { rehearsed_on: None, ..card.clone() };
            (Section::Cards, (*id).into(), Readable::Card(Box::new(card)))
        });
        let places = self.places.iter().map(|(id, place)| (Section::Places, (*id).into(), Readable::Place(place)));
        let goals = self.goals.iter().map(|(id, goal)| (Section::Goals, (*id).into(), Readable::Goal(goal)));
        let mut sections: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for (section, id, entry) in items.chain(cards).chain(places).chain(goals) {
            sections.entry(section).or_default().insert(id, entry);
        }
        sections
    }
}

/// Refuses what is too long, or in another format than this one.
pub(super) fn checked(json: &str) -> Result<(), SnapshotError> {
    if json.len() > MAX_BYTES {
        return Err(SnapshotError::TooLarge { max: MAX_BYTES });
    }
    // Read twice only where it does not begin as this app writes it.
    let format = if json.starts_with(OURS) {
        FORMAT
    } else {
        serde_json::from_str::<Header>(json).map_err(|_| SnapshotError::Unreadable)?.format
    };
    match format {
        FORMAT => Ok(()),
        0 => Err(SnapshotError::Unreadable),
        _ => Err(SnapshotError::NewerFormat { format }),
    }
}

#[derive(PartialEq)]
enum Readable<'a> {
    Item(&'a PlanItem),
    Card(Box<Card>),
    Place(&'a Place),
    Goal(&'a Goal),
}

/// A section of the plan, in the order in which it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of PlanPart and of the other nouns")]
pub enum Section {
    Reason,
    WarningSign,
    Cards,
    Alone,
    LiftingPlace,
    LiftingPerson,
    Ask,
    Professional,
    Surroundings,
    Places,
    Goals,
}

impl From<PlanPart> for Section {
    fn from(part: PlanPart) -> Self {
        match part {
            PlanPart::Reason => Self::Reason,
            PlanPart::WarningSign => Self::WarningSign,
            PlanPart::Alone => Self::Alone,
            PlanPart::LiftingPlace => Self::LiftingPlace,
            PlanPart::LiftingPerson => Self::LiftingPerson,
            PlanPart::Ask => Self::Ask,
            PlanPart::Professional => Self::Professional,
            PlanPart::Surroundings => Self::Surroundings,
        }
    }
}

/// How much changed in one section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Change {
    /// The section.
    pub section: Section,
    /// How many entries are new.
    pub added: usize,
    /// How many are gone.
    pub removed: usize,
    /// How many read differently or stand elsewhere.
    pub changed: usize,
}

/// What happened between two versions: only the sections in which something did, in reading order.
///
/// A rehearsal changes nothing. A line that moved to another part is gone from one and new in the other.
#[must_use]
pub fn diff(before: &PlanSnapshot, after: &PlanSnapshot) -> Vec<Change> {
    let (before, after) = (before.sections(), after.sections());
    let nothing = BTreeMap::new();
    let names: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let changes = names.into_iter().map(|section| {
        let (old, new) = (before.get(section).unwrap_or(&nothing), after.get(section).unwrap_or(&nothing));
        Change {
            section: *section,
            added: new.keys().filter(|id| !old.contains_key(id)).count(),
            removed: old.keys().filter(|id| !new.contains_key(id)).count(),
            changed: new.iter().filter(|(id, entry)| old.get(id).is_some_and(|was| was != *entry)).count(),
        }
    });
    changes.filter(|change| change.added + change.removed + change.changed > 0).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample;
    use super::super::text::ItemText;
    use super::*;

    fn change(section: Section, added: usize, removed: usize, changed: usize) -> Change {
        Change { section, added, removed, changed }
    }

    #[test]
    fn the_format_is_frozen() {
        let mut plan = PlanSnapshot::default();
        plan.items.insert(sample::id(1), sample::item());
        plan.cards.insert(sample::id(2), sample::card());
        plan.places.insert(sample::id(3), sample::place());
        plan.goals.insert(sample::id(4), sample::goal());
        let json = concat!(
            r#"{"format":1,"#,
            r#""items":{"01010101010101010101010101010101":{"part":"reason","text":"Anak saya","#,
            r#""person":"07070707070707070707070707070707","pos":"80","on_lock_screen":false}},"#,
            r#""cards":{"02020202020202020202020202020202":{"#,
            r#""situation":{"from":"deck","code":"payday_friends","text":"kawan lama ajak lepak malam gaji"},"#,
            r#""response":{"from":"own","text":"saya masak kari"},"#,
            r#""pos":"80","on_lock_screen":true,"made_on":"2026-03-01","rehearsed_on":null}},"#,
            r#""places":{"03030303030303030303030303030303":{"name":"Rumah Kak Ani","note":"buka sampai malam","#,
            r#""point":"3.8077000,103.3260000","pos":"80","on_lock_screen":true}},"#,
            r#""goals":{"04040404040404040404040404040404":{"dimension":"health","text":"Jumpa doktor gigi","#,
            r#""next_step":"Telefon klinik","done_on":"2026-03-09","pos":"80"}}}"#,
        );
        assert_eq!(plan.to_json().as_deref(), Ok(json));
        assert_eq!(PlanSnapshot::from_json(json), Ok(plan));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let read = PlanSnapshot::from_json;
        assert_eq!(read(r#"{"format":2,"new":[]}"#), Err(SnapshotError::NewerFormat { format: 2 }));
        for damaged in ["", "{}", "[]", r#"{"format":0}"#, r#"{"format":1}"#, r#"{"format":-1}"#, "{\"format\":1,"] {
            assert_eq!(read(damaged), Err(SnapshotError::Unreadable), "{damaged}");
        }
        let unknown_part = r#"{"format":1,"items":{"00":{}},"cards":{},"places":{},"goals":{}}"#;
        assert_eq!(read(unknown_part), Err(SnapshotError::Unreadable));
        assert_eq!(read(&" ".repeat(MAX_BYTES + 1)), Err(SnapshotError::TooLarge { max: MAX_BYTES }));
    }

    #[test]
    fn a_plan_too_long_for_one_record_is_refused() {
        let mut plan = PlanSnapshot::default();
        let text = ItemText::parse(&"é".repeat(500)).expect("500 characters are allowed");
        for n in 0..=u8::MAX {
            plan.items.insert(sample::id(n), PlanItem { text: text.clone(), ..sample::item() });
        }
        assert_eq!(plan.to_json(), Err(SnapshotError::TooLarge { max: MAX_BYTES }));
        plan.items.retain(|id, _| *id < sample::id(150));
        assert!(plan.to_json().is_ok(), "150 of the longest lines fit");
    }

    #[test]
    fn a_difference_is_told_section_by_section_in_reading_order() {
        let mut before = PlanSnapshot::default();
        before.items.insert(sample::id(1), sample::item());
        before.items.insert(sample::id(2), sample::item());
        before.cards.insert(sample::id(3), sample::card());
        before.goals.insert(sample::id(4), sample::goal());
        let mut after = before.clone();
        after.items.insert(sample::id(1), PlanItem { on_lock_screen: true, ..sample::item() });
        after.items.insert(sample::id(2), PlanItem { part: PlanPart::Ask, ..sample::item() });
        after.places.insert(sample::id(5), sample::place());
        after.goals.clear();
        let expected = [
            change(Section::Reason, 0, 1, 1),
            change(Section::Ask, 1, 0, 0),
            change(Section::Places, 1, 0, 0),
            change(Section::Goals, 0, 1, 0),
        ];
        assert_eq!(diff(&before, &after), expected);
    }

    #[test]
    fn a_rehearsal_is_no_change_of_the_plan() {
        let mut before = PlanSnapshot::default();
        before.cards.insert(sample::id(1), sample::card());
        let mut after = before.clone();
        let rehearsed_on = "2026-03-08".parse().ok();
        after.cards.insert(sample::id(1), Card { rehearsed_on, ..sample::card() });
        assert_eq!(diff(&before, &after), []);
        after.cards.insert(sample::id(1), Card { on_lock_screen: false, ..sample::card() });
        assert_eq!(diff(&before, &after), [change(Section::Cards, 0, 0, 1)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_plan_is_read_back_as_written(plan in sample::any_plan()) {
            let json = plan.to_json().expect("a sample is short");
            prop_assert_eq!(PlanSnapshot::from_json(&json), Ok(plan));
        }

        #[test]
        fn a_difference_turned_around_swaps_added_and_removed(a in sample::any_plan(), b in sample::any_plan()) {
            let swap = |c: Change| Change { added: c.removed, removed: c.added, ..c };
            prop_assert_eq!(diff(&b, &a), diff(&a, &b).into_iter().map(swap).collect::<Vec<_>>());
            prop_assert_eq!(diff(&a, &a), []);
        }

        #[test]
        fn a_version_cut_off_or_overwritten_never_reads_as_less(plan in sample::any_plan(), cut: usize, other: char) {
            let whole = plan.to_json().expect("a sample is short");
            let at = (0..=cut % whole.len()).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or(0);
            prop_assert_eq!(PlanSnapshot::from_json(&whole[..at]), Err(SnapshotError::Unreadable));
            let damaged = format!("{}{other}", &whole[..at]);
            prop_assert!(damaged == whole || PlanSnapshot::from_json(&damaged).is_err());
        }
    }
}
