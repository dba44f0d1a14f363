//! The path as fields and back, and which days can stand.

use super::*;
use crate::person::Position;
use crate::plan::Text;
use crate::record::{Entity, Fields, Value};
use crate::routine::sample::{day, id, line};

fn lapse(date: &str, until: Option<&str>) -> PathEvent {
    PathEvent { until: until.map(day), ..PathEvent::on(id(7), Happening::Lapse, day(date)) }
}

fn beginning(date: &str) -> PathEvent {
    PathEvent::on(id(7), Happening::Beginning, day(date))
}

fn full() -> PathEvent {
    PathEvent {
        words: Some(line("Kerja pertama")),
        before: Text::parse("Gaji masuk,\nlepas tu sunyi").ok(),
        helped: Text::parse("Telefon Abang Rahim").ok(),
        ..lapse("2026-03-01", Some("2026-03-04"))
    }
}

fn correction() -> PathCorrection {
    PathCorrection { event: id(8), day: PathDay::Until, was: day("2026-03-05"), made_at_ms: -1 }
}

#[test]
fn every_noun_comes_back_from_its_fields() {
    for goal in [Some(line("Ais")), None].map(|name| PathGoal { name, pos: Position::first() }) {
        assert_eq!(PathGoal::from_fields(&goal.to_fields()), Ok(goal));
    }
    for event in [full(), beginning("2020-01-02")] {
        assert_eq!(PathEvent::from_fields(&event.to_fields()), Ok(event));
    }
    assert_eq!(PathCorrection::from_fields(&correction().to_fields()), Ok(correction()));
}

#[test]
fn the_field_names_are_frozen() {
    let names = |fields: Fields| fields.into_keys().collect::<Vec<_>>().join(" ");
    assert_eq!(names(PathGoal { name: None, pos: Position::first() }.to_fields()), "name pos");
    assert_eq!(names(full().to_fields()), "before date helped parent until what words");
    assert_eq!(names(correction().to_fields()), "day made_at_ms parent was");
    assert_eq!(full().to_fields()["what"], Value::Text("lapse".to_owned()));
    assert_eq!(correction().to_fields()["day"], Value::Text("until".to_owned()));
}

#[test]
fn a_day_ahead_before_a_life_or_in_the_wrong_order_is_refused() {
    let today = day("2026-03-05");
    let stands = |event: PathEvent| stands(&event, [&beginning("2026-01-01")], today);
    assert_eq!(stands(lapse("2026-03-05", Some("2026-03-05"))), Ok(()));
    assert_eq!(stands(lapse("2026-03-06", None)), Err(PathDateError::Ahead));
    assert_eq!(stands(lapse("2026-03-01", Some("2026-03-06"))), Err(PathDateError::Ahead));
    assert_eq!(stands(lapse("1919-12-31", None)), Err(PathDateError::TooEarly));
    assert_eq!(stands(lapse("2026-03-02", Some("2026-03-01"))), Err(PathDateError::ReturnFirst));
    assert_eq!(stands(lapse("2026-01-01", None)), Ok(()));
    assert_eq!(stands(lapse("2025-12-31", None)), Err(PathDateError::BeforeBeginning));
    assert_eq!(stands(PathEvent { what: Happening::Milestone, ..lapse("2020-01-01", None) }), Ok(()));
}

#[test]
fn a_beginning_does_not_move_behind_a_lapse() {
    let today = day("2026-03-05");
    let lapse = lapse("2026-02-01", None);
    assert_eq!(stands(&beginning("2026-02-01"), [&lapse], today), Ok(()));
    assert_eq!(stands(&beginning("2026-02-02"), [&lapse], today), Err(PathDateError::BeforeBeginning));
    let earlier = beginning("2025-02-02");
    assert_eq!(stands(&beginning("2026-02-02"), [&lapse, &earlier], today), Ok(()), "another one is earlier");
    assert_eq!(stands(&lapse, [], today), Ok(()), "nobody said when it began");
}

#[test]
fn a_correction_keeps_the_days_that_are_no_more() {
    let kept = |new: &PathEvent| new.corrected_from(&full()).collect::<Vec<_>>();
    assert!(kept(&full()).is_empty());
    assert!(kept(&PathEvent { before: None, ..full() }).is_empty(), "words are no days");
    let moved = PathEvent { date: day("2026-03-02"), until: None, ..full() };
    assert_eq!(kept(&moved), [(PathDay::Date, day("2026-03-01")), (PathDay::Until, day("2026-03-04"))]);
    let returned: Vec<_> = full().corrected_from(&PathEvent { until: None, ..full() }).collect();
    assert!(returned.is_empty(), "a return that was not there corrects nothing");
}
