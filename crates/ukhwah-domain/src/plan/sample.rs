//! Plans for the tests.

use std::collections::BTreeMap;
use std::fmt::Debug;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::id::{PersonId, RecordId};
use crate::language::Language;
use crate::person::Position;

pub(super) fn id<T: From<RecordId>>(n: u8) -> T {
    RecordId::from_bytes([n; 16]).into()
}

pub(super) fn text<const MAX: usize>(words: &str) -> Text<MAX> {
    Text::parse(words).expect("a sample is short")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a sample is a day")
}

pub(super) fn card() -> Card {
    let entry = Deck::situations().get("payday_friends").expect("an entry that has shipped stays");
    Card {
        situation: Side::picked(entry, Language::Ms),
        response: Side::Own { text: text("saya masak kari") },
        pos: Position::first(),
        on_lock_screen: true,
        made_on: day("2026-03-01"),
        rehearsed_on: None,
    }
}

pub(super) fn item() -> PlanItem {
    PlanItem {
        part: PlanPart::Reason,
        text: text("Anak saya"),
        person: Some(id::<PersonId>(7)),
        pos: Position::first(),
        on_lock_screen: false,
    }
}

pub(super) fn place() -> Place {
    Place {
        name: text("Rumah Kak Ani"),
        note: Some(text("buka sampai malam")),
        point: Point::from_pasted("3.8077, 103.3260").ok(),
        pos: Position::first(),
        on_lock_screen: true,
    }
}

pub(super) fn goal() -> Goal {
    Goal {
        dimension: Dimension::Health,
        text: text("Jumpa doktor gigi"),
        next_step: Some(text("Telefon klinik")),
        done_on: Some(day("2026-03-09")),
        pos: Position::first(),
    }
}

fn any_text<const MAX: usize>() -> impl Strategy<Value = Text<MAX>> {
    "\\PC{1,40}|[a-z \n\"\\\\]{1,40}".prop_filter_map("empty", |written| Text::parse(&written).ok())
}

fn any_pos() -> impl Strategy<Value = Position> {
    (0_usize..9).prop_map(|n| Position::spread(9).swap_remove(n))
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (-800_000_i64..800_000).prop_map(|days| day("2026-03-01") + chrono::TimeDelta::days(days))
}

fn any_side() -> impl Strategy<Value = Side> {
    let picked = prop::sample::select(Deck::responses().entries(true).collect::<Vec<_>>());
    prop_oneof![
        any_text().prop_map(|text| Side::Own { text }),
        picked.prop_map(|entry| Side::picked(entry, Language::En)),
        ("[a-z_]{1,64}", any_text()).prop_map(|(code, words)| Side::Deck { code: text(&code), text: words }),
    ]
}

pub(super) fn any_card() -> impl Strategy<Value = Card> {
    (any_side(), any_side(), any_pos(), any::<bool>(), any_day(), prop::option::of(any_day())).prop_map(
        |(situation, response, pos, on_lock_screen, made_on, rehearsed_on)| Card {
            situation,
            response,
            pos,
            on_lock_screen,
            made_on,
            rehearsed_on,
        },
    )
}

pub(super) fn any_item() -> impl Strategy<Value = PlanItem> {
    let part = prop::sample::select(PlanPart::ALL.to_vec());
    (part, any_text(), prop::option::of(any::<u8>().prop_map(id)), any_pos(), any::<bool>())
        .prop_map(|(part, text, person, pos, on_lock_screen)| PlanItem { part, text, person, pos, on_lock_screen })
}

pub(super) fn any_place() -> impl Strategy<Value = Place> {
    let point = (-900_000_000..=900_000_000, -1_800_000_000..=1_800_000_000)
        .prop_map(|(lat, lon)| Point::new(lat, lon).expect("the bounds are those of a point"));
    (any_text(), prop::option::of(any_text()), prop::option::of(point), any_pos(), any::<bool>())
        .prop_map(|(name, note, point, pos, on_lock_screen)| Place { name, note, point, pos, on_lock_screen })
}

pub(super) fn any_goal() -> impl Strategy<Value = Goal> {
    let dimension = prop::sample::select(Dimension::ALL.to_vec());
    (dimension, any_text(), prop::option::of(any_text()), prop::option::of(any_day()), any_pos())
        .prop_map(|(dimension, text, next_step, done_on, pos)| Goal { dimension, text, next_step, done_on, pos })
}

fn keyed<I, T>(values: impl Strategy<Value = T>) -> impl Strategy<Value = BTreeMap<I, T>>
where
    I: From<RecordId> + Ord + Debug,
    T: Debug,
{
    prop::collection::btree_map((0_u8..12).prop_map(id), values, 0..8)
}

pub(super) fn any_plan() -> impl Strategy<Value = PlanSnapshot> {
    (keyed(any_item()), keyed(any_card()), keyed(any_place()), keyed(any_goal()))
        .prop_map(|(items, cards, places, goals)| PlanSnapshot { items, cards, places, goals })
}
