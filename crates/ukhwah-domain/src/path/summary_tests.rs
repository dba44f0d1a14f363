//! What was built, by example and for any path.

use chrono::{Days as Later, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::routine::sample::{day, id};

/// A path as day numbers: when it began, and its lapses with their returns.
fn path(begun: u64, lapses: &[(u64, Option<u64>)]) -> Vec<PathEvent> {
    let begun = PathEvent::on(id(1), Happening::Beginning, on(begun));
    let lapses = lapses.iter().map(|(from, until)| lapse(*from, *until));
    std::iter::once(begun).chain(lapses).collect()
}

fn lapse(from: u64, until: Option<u64>) -> PathEvent {
    PathEvent { until: until.map(on), ..PathEvent::on(id(1), Happening::Lapse, on(from)) }
}

/// The day of this number; the first one is 1.
fn on(number: u64) -> NaiveDate {
    day("2025-12-31") + Later::new(number)
}

/// All, longest, present and returns as of a day; a present in words is `None`.
fn told(events: &[PathEvent], today: u64) -> (Option<u32>, Option<u32>, Option<u32>, Option<u32>) {
    let of = summary(events, on(today));
    let present = match of.present {
        Some(Present::Walking { days }) => Some(days.get()),
        _ => None,
    };
    (of.all.map(Days::get), of.longest.map(Days::get), present, of.returns.map(Days::get))
}

#[test]
fn the_first_day_is_the_first_and_no_lapse_takes_a_day_back() {
    let events = path(1, &[(11, Some(13)), (20, Some(20))]);
    assert_eq!(told(&events, 1), (Some(1), Some(1), Some(1), None));
    assert_eq!(told(&events, 10), (Some(10), Some(10), Some(10), None));
    assert_eq!(told(&events, 11), (Some(10), Some(10), None, None));
    assert_eq!(told(&events, 13), (Some(11), Some(10), Some(1), Some(1)));
    assert_eq!(told(&events, 19), (Some(17), Some(10), Some(7), Some(1)));
    assert_eq!(told(&events, 20), (Some(17), Some(10), None, Some(2)));
    assert_eq!(told(&events, 40), (Some(37), Some(20), Some(20), Some(2)));
}

#[test]
fn on_the_day_of_a_lapse_it_is_said_in_words() {
    let present = |events: &[PathEvent], today| summary(events, on(today)).present;
    assert_eq!(present(&path(1, &[(5, None)]), 5), Some(Present::Lapsed));
    assert_eq!(present(&path(1, &[(5, None)]), 9), Some(Present::Lapsed));
    assert_eq!(present(&path(1, &[(5, Some(5))]), 5), Some(Present::Back));
    assert_eq!(summary(&path(1, &[(1, None)]), on(1)).all, None, "there is nothing to count, and no zero");
}

#[test]
fn before_it_began_and_without_anything_there_is_nothing() {
    assert_eq!(summary([], on(1)), Summary::default());
    assert_eq!(summary(&path(5, &[]), on(4)), Summary::default(), "the clock moved back");
    let marked = PathEvent::on(id(1), Happening::Milestone, on(1));
    assert_eq!(summary([&marked], on(9)), Summary::default(), "a milestone begins nothing");
}

#[test]
fn without_a_beginning_the_days_count_from_the_first_return() {
    let events = [lapse(3, Some(6))];
    assert_eq!(told(&events, 9), (Some(4), Some(4), Some(4), Some(1)));
}

#[test]
fn a_lapse_without_a_return_ends_with_the_next_one() {
    let events = path(1, &[(5, None), (10, Some(12))]);
    assert_eq!(told(&events, 12), (Some(5), Some(4), Some(1), Some(1)));
    assert_eq!(open_lapses(&events, on(12), |event| event).count(), 0);
    assert_eq!(open_lapses(&events, on(11), |event| event).count(), 2, "neither return has come yet");
    assert_eq!(open_lapses(&events, on(9), |event| event).count(), 1);
    let twice = path(1, &[(5, Some(5)), (5, None)]);
    assert_eq!(open_lapses(&twice, on(6), |event| event).count(), 1, "back and lapsed again on one day");
}

fn arbitrary_event() -> impl Strategy<Value = PathEvent> {
    let what = prop_oneof![Just(Happening::Beginning), Just(Happening::Lapse), Just(Happening::Milestone)];
    (what, 1u64..60, proptest::option::of(0u64..70)).prop_map(|(what, from, until)| PathEvent {
        until: until.map(on).filter(|_| what == Happening::Lapse),
        ..PathEvent::on(id(1), what, on(from))
    })
}

/// Anything that two devices with wrong clocks can bring together.
fn anything() -> impl Strategy<Value = Vec<PathEvent>> {
    proptest::collection::vec(arbitrary_event(), 0..8)
}

proptest! {
    #[test]
    fn the_stretches_fit_into_the_days_since_the_beginning(events in anything(), today in 1u64..80) {
        let first = events.iter().filter(|event| event.what != Happening::Milestone).map(|event| event.date).min();
        let of = summary(&events, on(today));
        let since = first.map_or(0, |first| (on(today) - first).num_days() + 1);
        let all = of.all.map_or(0, |all| i64::from(all.get()));
        prop_assert!(all <= since.max(0));
        prop_assert!(of.longest <= of.all);
        prop_assert_eq!(of.longest.is_some(), of.all.is_some());
        if let Some(Present::Walking { days }) = of.present {
            prop_assert!(Some(days) <= of.longest);
        }
        prop_assert_eq!(of.present.is_some(), since > 0);
    }

    #[test]
    fn no_view_of_it_holds_a_zero(events in anything(), today in 1u64..80) {
        fn has_zero(value: &serde_json::Value) -> bool {
            match value {
                serde_json::Value::Number(number) => number.as_f64() == Some(0.0),
                serde_json::Value::Object(fields) => fields.values().any(has_zero),
                _ => false,
            }
        }
        let view = serde_json::to_value(summary(&events, on(today))).expect("a summary is JSON");
        prop_assert!(!has_zero(&view));
    }

    #[test]
    fn what_is_noted_of_a_later_day_changes_nothing_before_it(
        events in anything(), later in arbitrary_event(), today in 1u64..60,
    ) {
        prop_assume!(later.date > on(today));
        let before = summary(&events, on(today));
        prop_assert_eq!(summary(events.iter().chain([&later]), on(today)), before);
    }

    #[test]
    fn days_in_all_and_the_longest_stretch_never_fall_as_time_goes_on(events in anything(), today in 1u64..80) {
        let (now, next) = (summary(&events, on(today)), summary(&events, on(today + 1)));
        prop_assert!(now.all <= next.all && now.longest <= next.longest && now.returns <= next.returns);
    }

    #[test]
    fn a_lapse_takes_no_day_but_its_own(events in anything(), from in 1u64..60, length in 0u64..9, today in 1u64..80) {
        let all = |of: Summary| of.all.map_or(0, Days::get);
        let before = all(summary(&events, on(today)));
        let lapse = lapse(from, Some(from + length));
        prop_assume!(lapse.until <= Some(on(today)));
        let after = all(summary(events.iter().chain([&lapse]), on(today)));
        prop_assert!(u64::from(before) <= u64::from(after) + length.max(1));
    }

    #[test]
    fn the_order_in_which_it_was_noted_does_not_matter(events in anything().prop_shuffle(), today in 1u64..80) {
        let mut sorted = events.clone();
        sorted.sort_by_key(|event| (event.date, event.what, event.until));
        prop_assert_eq!(summary(&events, on(today)), summary(&sorted, on(today)));
    }

    #[test]
    fn corrections_come_to_the_same_in_any_order_and_back(
        events in proptest::collection::vec(arbitrary_event(), 2..8), first in 1u64..60, second in 1u64..60, today in 1u64..80,
    ) {
        let corrected = |order: [(usize, u64); 2]| {
            let mut events = events.clone();
            for (at, date) in order {
                events[at].date = on(date);
            }
            events
        };
        let (one, other) = (corrected([(0, first), (1, second)]), corrected([(1, second), (0, first)]));
        prop_assert_eq!(summary(&one, on(today)), summary(&other, on(today)));
        let mut back = one;
        (back[0].date, back[1].date) = (events[0].date, events[1].date);
        prop_assert_eq!(summary(&back, on(today)), summary(&events, on(today)));
    }

    #[test]
    fn to_correct_a_beginning_or_a_milestone_invents_no_lapse_and_no_return(
        events in anything(), to in 1u64..60, today in 60u64..80,
    ) {
        let lapsed = |events: &[PathEvent]| {
            let of = summary(events, on(today));
            (of.returns, open_lapses(events, on(today), |event| event).count())
        };
        let mut corrected = events.clone();
        if let Some(event) = corrected.iter_mut().find(|event| event.what != Happening::Lapse) {
            event.date = on(to);
        }
        prop_assert_eq!(lapsed(&corrected), lapsed(&events));
    }
}
