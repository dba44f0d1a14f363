//! A kept version, read only as far as it differs from another one: neighbours have almost everything in common.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::snapshot::{Change, PlanSnapshot, SnapshotError, checked, diff};
use crate::id::{CardId, GoalId, PlaceId, PlanItemId};

/// What stands in a kept version under which identifier, as it was written down.
#[derive(Debug, Default, Deserialize)]
pub struct PlanOutline<'j> {
    #[serde(borrow)]
    items: BTreeMap<PlanItemId, &'j RawValue>,
    #[serde(borrow)]
    cards: BTreeMap<CardId, &'j RawValue>,
    #[serde(borrow)]
    places: BTreeMap<PlaceId, &'j RawValue>,
    #[serde(borrow)]
    goals: BTreeMap<GoalId, &'j RawValue>,
}

impl<'j> PlanOutline<'j> {
    /// Reads the outline of what [`PlanSnapshot::to_json`] wrote.
    ///
    /// # Errors
    /// As [`PlanSnapshot::from_json`], but for what a single line says.
    pub fn from_json(json: &'j str) -> Result<Self, SnapshotError> {
        checked(json)?;
        serde_json::from_str(json).map_err(|_| SnapshotError::Unreadable)
    }

    /// What changed from this version to another one, as [`diff`] tells it.
    ///
    /// # Errors
    /// [`SnapshotError::Unreadable`] if something that differs cannot be read.
    pub fn diff(&self, after: &PlanOutline<'_>) -> Result<Vec<Change>, SnapshotError> {
        Ok(diff(&self.unlike(after)?, &after.unlike(self)?))
    }

    /// What another version says otherwise, or not at all.
    fn unlike(&self, other: &PlanOutline<'_>) -> Result<PlanSnapshot, SnapshotError> {
        Ok(PlanSnapshot {
            items: unlike(&self.items, &other.items)?,
            cards: unlike(&self.cards, &other.cards)?,
            places: unlike(&self.places, &other.places)?,
            goals: unlike(&self.goals, &other.goals)?,
        })
    }
}

fn unlike<I: Ord + Copy, N: DeserializeOwned>(
    these: &BTreeMap<I, &RawValue>,
    others: &BTreeMap<I, &RawValue>,
) -> Result<BTreeMap<I, N>, SnapshotError> {
    let is_unlike = |(id, one): &(&I, &&RawValue)| others.get(id).is_none_or(|other| other.get() != one.get());
    let read = |(id, one): (&I, &&RawValue)| Ok((*id, serde_json::from_str(one.get())?));
    let read: Result<_, serde_json::Error> = these.iter().filter(is_unlike).map(read).collect();
    read.map_err(|_| SnapshotError::Unreadable)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample;
    use super::*;

    fn json(plan: &PlanSnapshot) -> String {
        plan.to_json().expect("a sample is short")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn outlines_differ_as_the_plans_do(before in sample::any_plan(), other in sample::any_plan(), mixed: bool) {
            let mut after = other;
            if mixed {
                after.items.extend(before.items.clone());
                after.cards.extend(before.cards.clone());
            }
            let (old, new) = (json(&before), json(&after));
            let (old, new) = (PlanOutline::from_json(&old).expect("ours"), PlanOutline::from_json(&new).expect("ours"));
            prop_assert_eq!(old.diff(&new), Ok(diff(&before, &after)));
            prop_assert_eq!(PlanOutline::default().diff(&new), Ok(diff(&PlanSnapshot::default(), &after)));
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let read = |json: &str| PlanOutline::from_json(json).map(drop);
        assert_eq!(read(r#"{"format":2,"new":[]}"#), Err(SnapshotError::NewerFormat { format: 2 }));
        for damaged in
            ["", "{}", r#"{"format":1}"#, r#"{"format":1,"items":{"00":{}},"cards":{},"places":{},"goals":{}}"#]
        {
            assert_eq!(read(damaged), Err(SnapshotError::Unreadable), "{damaged}");
        }
        let id = "01".repeat(16);
        let odd =
            format!(r#"{{"format":1,"items":{{"{id}":{{"part":"later"}}}},"cards":{{}},"places":{{}},"goals":{{}}}}"#);
        let odd = PlanOutline::from_json(&odd).expect("its outline can be read");
        assert_eq!(odd.diff(&PlanOutline::default()), Err(SnapshotError::Unreadable));
        assert_eq!(odd.diff(&odd), Ok(Vec::new()));
    }
}
