//! Every noun of the plan as fields and back, and what a card says.

use std::fmt::Debug;

use proptest::prelude::*;

use super::*;
use crate::language::Language;
use crate::record::{Entity, FieldError, Kind, Value};

/// The noun comes back from its fields, also with one that a newer app added.
fn check<T: Entity + PartialEq + Debug>(noun: &T) -> Result<(), TestCaseError> {
    let mut fields = noun.to_fields();
    fields.insert("added_later".to_owned(), Value::Int(1));
    let read = T::from_fields(&fields);
    prop_assert_eq!(read.as_ref(), Ok(noun));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_noun_comes_back_from_its_fields(
        card in sample::any_card(),
        item in sample::any_item(),
        place in sample::any_place(),
        goal in sample::any_goal(),
        made_at_ms in any::<i64>(),
    ) {
        check(&card)?;
        check(&item)?;
        check(&place)?;
        check(&goal)?;
        check(&PlanVersion { made_at_ms, snapshot: "{\"format\":9}".to_owned() })?;
        for outcome in [Outcome::StillWorks, Outcome::Changed] {
            check(&Rehearsal { card: sample::id(1), on: card.made_on, outcome })?;
        }
    }
}

#[test]
fn the_field_names_are_frozen() {
    let names = |fields: crate::record::Fields| fields.into_keys().collect::<Vec<_>>().join(" ");
    let card = "made_on on_lock_screen pos rehearsed_on response_code response_text situation_code situation_text";
    assert_eq!(names(sample::card().to_fields()), card);
    assert_eq!(names(sample::item().to_fields()), "on_lock_screen part person pos text");
    assert_eq!(names(sample::place().to_fields()), "name note on_lock_screen point pos");
    assert_eq!(names(sample::goal().to_fields()), "dimension done_on next_step pos text");
    let rehearsal = Rehearsal { card: sample::id(1), on: sample::card().made_on, outcome: Outcome::StillWorks };
    assert_eq!(names(rehearsal.to_fields()), "on outcome parent");
    assert_eq!(rehearsal.to_fields()["outcome"], Value::from("still_works"));
    assert_eq!(sample::item().to_fields()["part"], Value::from("reason"));
    assert_eq!(sample::place().to_fields()["point"], Value::from("3.8077000,103.3260000"));
}

#[test]
fn what_may_be_missing_reads_as_unset() {
    let mut fields = sample::place().to_fields();
    for name in ["note", "point", "on_lock_screen"] {
        fields.remove(name);
    }
    let bare = Place { note: None, point: None, on_lock_screen: false, ..sample::place() };
    assert_eq!(Place::from_fields(&fields), Ok(bare));
}

#[test]
fn a_field_of_the_wrong_kind_is_named() {
    let broken = |field: &'static str, value: Value| {
        let mut fields = sample::item().to_fields();
        fields.insert(field.to_owned(), value);
        assert_eq!(PlanItem::from_fields(&fields), Err(FieldError { kind: Kind::PlanItem, field }));
    };
    broken("part", Value::from("a part of a newer app"));
    broken("part", Value::Null);
    broken("text", Value::Int(1));
    broken("text", Value::from(" "));
    broken("pos", Value::from("00"));
    broken("person", Value::from("Zul"));
    broken("on_lock_screen", Value::from("yes"));
}

#[test]
fn a_picked_side_speaks_the_language_of_the_app() {
    let situation = sample::card().situation;
    assert_eq!(situation.words(Language::Ms), "kawan lama ajak lepak malam gaji");
    assert_eq!(situation.words(Language::En), "an old friend asks me to hang out on pay night");
    assert_eq!(sample::card().response.words(Language::En), "saya masak kari");
}

#[test]
fn a_side_from_a_newer_deck_says_what_was_kept_with_it() {
    let side = Side::Deck { code: sample::text("not_in_this_app"), text: sample::text("hujan lebat malam minggu") };
    let card = Card { situation: side, ..sample::card() };
    let read = Card::from_fields(&card.to_fields());
    assert_eq!(
        read.map(|card| card.situation.words(Language::En).to_owned()),
        Ok("hujan lebat malam minggu".to_owned())
    );
}
