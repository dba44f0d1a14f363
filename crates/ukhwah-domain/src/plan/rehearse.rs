//! The weekly rehearsal: card by card, "still works" or "change it".
//!
//! If-then plans fade unless they are rehearsed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::card::Card;
use crate::id::{CardId, RecordId};
use crate::record::field::{fields, needed, text};
use crate::record::{Entity, FieldError, Fields, Kind, read};

/// A card is due this many days after it was made or rehearsed.
const WEEK: i64 = 7;

/// A card that was made or rehearsed within so many days is left out when others are due.
///
/// The rest joins a few days early, so that a rehearsal done in two sittings grows together into one again.
const RECENT: i64 = 3;

/// How a card fared in a rehearsal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The person would do it like this.
    StillWorks,
    /// The person changed the card.
    Changed,
}

/// One answer given while rehearsing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// The card, stored as the record's parent.
    pub card: CardId,
    /// The Malaysian day.
    pub on: NaiveDate,
    /// How the card fared.
    pub outcome: Outcome,
}

impl Entity for Rehearsal {
    const KIND: Kind = Kind::Rehearsal;

    fn parent(&self) -> Option<RecordId> {
        Some(self.card.into())
    }

    fn to_fields(&self) -> Fields {
        fields([("parent", RecordId::from(self.card).into()), ("on", text(&self.on)), ("outcome", text(&self.outcome))])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        Ok(Self {
            card: read::needed(read::id(fields, Self::KIND, "parent")?, Self::KIND, "parent")?.into(),
            on: needed(fields, Self::KIND, "on")?,
            outcome: needed(fields, Self::KIND, "outcome")?,
        })
    }
}

/// A rehearsal that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RehearsalDue {
    /// The cards to go through, the one that waited longest first; never empty.
    pub cards: Vec<CardId>,
}

/// The rehearsal to offer today, if one is due.
///
/// It is due a week after the card that waited longest was made or rehearsed; a new plan therefore is left in peace for
/// a week. `today` is the Malaysian day. A day in the future says nothing, since some clock was wrong: a
/// card with nothing else to go by counts as waiting longest, and the next rehearsal puts it right.
#[must_use]
pub fn rehearsal_due(cards: &[(CardId, Card)], today: NaiveDate) -> Option<RehearsalDue> {
    let mut waiting: Vec<_> = cards.iter().map(|(id, card)| (days_waiting(card, today), card, *id)).collect();
    if !waiting.iter().any(|(days, ..)| *days >= WEEK) {
        return None;
    }
    waiting.retain(|(days, ..)| *days > RECENT);
    waiting.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.pos.cmp(&b.1.pos)).then(a.2.cmp(&b.2)));
    Some(RehearsalDue { cards: waiting.into_iter().map(|(.., id)| id).collect() })
}

/// Days since the card was last rehearsed, or made if it never was.
fn days_waiting(card: &Card, today: NaiveDate) -> i64 {
    let since = |day: NaiveDate| match today.signed_duration_since(day).num_days() {
        // A clock near midnight that was just set right can be a day behind.
        -1 => Some(0),
        days => (days >= 0).then_some(days),
    };
    card.rehearsed_on.and_then(since).or_else(|| since(card.made_on)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::super::sample;
    use super::*;

    fn today() -> NaiveDate {
        "2026-03-20".parse().expect("a day")
    }

    /// A card made and rehearsed so many days ago; negative: in the future.
    fn card(n: u8, made: i64, rehearsed: Option<i64>) -> (CardId, Card) {
        let ago = |days: i64| today() - chrono::TimeDelta::days(days);
        let card = Card { made_on: ago(made), rehearsed_on: rehearsed.map(ago), ..sample::card() };
        (sample::id(n), card)
    }

    fn due(cards: &[(CardId, Card)]) -> Option<Vec<CardId>> {
        rehearsal_due(cards, today()).map(|due| due.cards)
    }

    fn ids(numbers: &[u8]) -> Option<Vec<CardId>> {
        Some(numbers.iter().map(|n| sample::id(*n)).collect())
    }

    #[test]
    fn a_new_plan_is_left_in_peace_for_a_week() {
        assert_eq!(due(&[]), None);
        assert_eq!(due(&[card(1, 0, None), card(2, 6, None)]), None);
        assert_eq!(due(&[card(1, 7, None)]), ids(&[1]));
    }

    #[test]
    fn the_card_that_waited_longest_comes_first() {
        let cards = [card(1, 90, Some(7)), card(2, 90, Some(30)), card(3, 9, None), card(4, 90, Some(4))];
        assert_eq!(due(&cards), ids(&[2, 3, 1, 4]));
    }

    #[test]
    fn what_was_just_rehearsed_is_left_out_until_all_is_quiet_again() {
        assert_eq!(due(&[card(1, 90, Some(0)), card(2, 90, Some(8))]), ids(&[2]));
        assert_eq!(due(&[card(1, 90, Some(0)), card(2, 90, Some(0))]), None);
    }

    #[test]
    fn a_new_card_does_not_call_for_a_rehearsal_by_itself() {
        assert_eq!(due(&[card(1, 90, Some(2)), card(2, 1, None)]), None);
    }

    #[test]
    fn a_day_in_the_future_neither_hides_a_card_nor_returns_after_the_rehearsal() {
        assert_eq!(due(&[card(1, 90, Some(-30_000)), card(2, -30_000, None)]), ids(&[2, 1]));
        assert_eq!(due(&[card(1, -30_000, Some(0))]), None);
        assert_eq!(due(&[card(1, -1, None)]), None, "the calendar may be a day behind");
    }

    proptest! {
        #[test]
        fn every_card_is_offered_within_a_week_of_any_clock(
            days in prop::collection::vec((-40_000_i64..40_000, prop::option::of(-40_000_i64..40_000)), 1..12),
        ) {
            let cards: Vec<_> = (0..).zip(&days).map(|(n, (made, rehearsed))| card(n, *made, *rehearsed)).collect();
            let later = today() + Days::new(8);
            let offered = |(id, _): &(CardId, Card)| {
                [today(), later].iter().filter_map(|day| rehearsal_due(&cards, *day)).any(|due| due.cards.contains(id))
            };
            prop_assert!(cards.iter().all(offered));
        }

        #[test]
        fn a_finished_rehearsal_is_not_due_again(days in prop::collection::vec(-400_i64..400, 1..12), next in 0_u64..7) {
            let mut cards: Vec<_> = (0..).zip(&days).map(|(n, made)| card(n, *made, None)).collect();
            for (_, card) in &mut cards {
                card.rehearsed_on = Some(today());
            }
            prop_assert_eq!(rehearsal_due(&cards, today() + Days::new(next)), None);
        }
    }
}
