use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;

use super::*;
use crate::record::{Edit, Fields, Kind, decode, encode};

const ACTORS: [Actor; 3] = [Actor(*b"phone..."), Actor(*b"laptop.."), Actor(*b"tablet..")];

fn at(actor: usize, milliseconds: i64) -> Edit {
    let now: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::milliseconds(milliseconds);
    Edit { actor: ACTORS[actor], now }
}

fn name(text: &str) -> Fields {
    Fields::from([("name".to_owned(), Value::from(text))])
}

fn one(merged: Merged) -> Body {
    match merged {
        Merged::One(body) => body,
        other => panic!("{other:?}"),
    }
}

fn live(body: &Body) -> &Record {
    match body {
        Body::Live(record) => record,
        Body::Erased { .. } => panic!("erased"),
    }
}

fn both(a: &Record, b: &Record) -> Record {
    live(&one(merge(&Body::Live(a.clone()), &Body::Live(b.clone())))).clone()
}

fn shown(record: &Record, field: &str) -> Vec<Value> {
    record.fields[field].iter().map(|entry| entry.value.clone()).collect()
}

#[test]
fn edits_of_different_fields_are_both_kept() {
    let first = Record::make(Kind::Person, &name("Zul"), at(0, 1));
    let (mut phone, mut laptop) = (first.clone(), first.clone());
    phone.edit(&name("Zulkifli"), &first.seen, at(0, 2));
    laptop.edit(&Fields::from([("note".to_owned(), Value::from("kawan"))]), &first.seen, at(1, 3));
    let merged = both(&phone, &laptop);
    assert_eq!(shown(&merged, "name"), [Value::from("Zulkifli")]);
    assert_eq!(shown(&merged, "note"), [Value::from("kawan")]);
}

#[test]
fn edits_of_one_field_are_both_kept_and_a_choice_ends_it() {
    let first = Record::make(Kind::Person, &name("Zul"), at(0, 1));
    let (mut phone, mut laptop) = (first.clone(), first.clone());
    phone.edit(&name("Zulkifli"), &first.seen, at(0, 9));
    laptop.edit(&name("Abang Zul"), &first.seen, at(1, 3));
    let mut merged = both(&phone, &laptop);
    assert_eq!(shown(&merged, "name").len(), 2);
    assert_eq!(merged.shown("name"), Some(&Value::from("Zulkifli")));
    let seen = merged.seen.clone();
    merged.edit(&name("Abang Zul"), &seen, at(1, 10));
    assert_eq!(shown(&both(&merged, &phone), "name"), [Value::from("Abang Zul")]);
}

#[test]
fn an_edit_that_the_trash_had_not_seen_brings_the_record_back() {
    let first = Record::make(Kind::Person, &name("Zul"), at(0, 1));
    let (mut phone, mut laptop) = (first.clone(), first.clone());
    phone.trash(at(0, 5));
    laptop.edit(&name("Zulkifli"), &first.seen, at(1, 2));
    assert!(!both(&phone, &laptop).is_trashed());
    assert!(both(&phone, &first).is_trashed());
}

#[test]
fn one_device_takes_out_of_the_trash_what_two_threw_in() {
    let first = Record::make(Kind::Person, &name("Zul"), at(0, 1));
    let (mut phone, mut laptop) = (first.clone(), first);
    phone.trash(at(0, 5));
    laptop.trash(at(1, 6));
    let mut merged = both(&phone, &laptop);
    assert!(merged.is_trashed());
    merged.restore(at(0, 7));
    assert!(!both(&merged, &laptop).is_trashed());
}

#[test]
fn erasing_beats_edits_and_keeps_the_later_time() {
    let first = Record::make(Kind::Person, &name("Zul"), at(0, 1));
    let mut edited = first.clone();
    edited.edit(&name("Zulkifli"), &first.seen, at(1, 99));
    let (early, late) = (first.clone().erase(at(0, 5)), first.erase(at(2, 6)));
    let merged = one(merge(&one(merge(&early, &Body::Live(edited))), &late));
    assert!(
        matches!(merged, Body::Erased { ref seen, wall: 6 } if *seen == [(ACTORS[0], 2), (ACTORS[1], 1), (ACTORS[2], 1)].into())
    );
}

#[test]
fn records_of_different_kinds_are_left_as_they_are() {
    let person = Body::Live(Record::make(Kind::Person, &name("Zul"), at(0, 1)));
    let place = Body::Live(Record::make(Kind::Place, &name("Masjid"), at(0, 1)));
    assert_eq!(merge(&person, &place), Merged::KindsDiffer);
}

#[test]
fn two_values_under_one_dot_are_both_kept_in_one_field_and_in_two() {
    let first = Record::make(Kind::Person, &name("Zul"), at(0, 1));
    let mut copies = [first.clone(), first.clone(), first.clone()];
    copies[0].edit(&name("Zulkifli"), &first.seen, at(0, 2));
    copies[1].edit(&name("Abang Zul"), &first.seen, at(0, 3));
    copies[2].edit(&Fields::from([("note".to_owned(), Value::from("kawan"))]), &first.seen, at(0, 4));
    let merged = both(&both(&copies[0], &copies[1]), &copies[2]);
    assert_eq!(shown(&merged, "name").len(), 2);
    assert_eq!(shown(&merged, "note"), [Value::from("kawan")]);
}

#[test]
fn more_than_a_record_may_hold_is_not_merged() {
    let crowd = |from: u64, kind| {
        let mut record = Record::make(kind, &Fields::new(), at(0, 1));
        record.seen = (from..from + 600).map(|n| (Actor(n.to_be_bytes()), 1)).collect();
        Body::Live(record)
    };
    assert_eq!(merge(&crowd(0, Kind::Person), &crowd(5_000, Kind::Person)), Merged::TooMany);
    assert!(matches!(merge(&crowd(0, Kind::Person), &crowd(400, Kind::Person)), Merged::One(_)));
    let values = |from: i64, actor| {
        let mut record = Record::make(Kind::Person, &Fields::new(), at(0, 1));
        for number in from..from + 40 {
            let value = Fields::from([("name".to_owned(), Value::from(number))]);
            record.edit(&value, &VersionVector::new(), at(actor, number));
        }
        Body::Live(record)
    };
    assert_eq!(merge(&values(0, 0), &values(100, 1)), Merged::TooMany);
}

#[test]
fn what_was_not_sent_goes_to_the_new_identity_with_what_its_trashing_had_seen() {
    let mut record = Record::make(Kind::Person, &name("Zul"), at(0, 1));
    record.edit(&name("Zulkifli"), &record.seen.clone(), at(0, 2));
    record.trash(at(0, 3));
    let renumbered = Body::Live(record.clone()).renumbered(ACTORS[0], 1, ACTORS[1]);
    let new = live(&renumbered);
    assert_eq!(new.seen, [(ACTORS[0], 1), (ACTORS[1], 2)].into());
    assert!(new.is_trashed());
    assert_eq!(new.fields["name"].first().map(|entry| entry.dot), Some(Dot { actor: ACTORS[1], n: 1 }));
    assert_eq!(Body::Live(record.clone()).renumbered(ACTORS[0], 3, ACTORS[1]), Body::Live(record));
}

#[test]
fn a_record_made_again_holds_the_same_values_as_edits_of_its_own() {
    let first = Record::make(Kind::Person, &name("Zul"), at(0, 1));
    let (mut phone, mut laptop) = (first.clone(), first.clone());
    phone.edit(&name("Zulkifli"), &first.seen, at(0, 9));
    laptop.edit(&name("Abang Zul"), &first.seen, at(1, 3));
    let mut contested = both(&phone, &laptop);
    let made = contested.recreated(ACTORS[2]);
    assert_eq!(made.shown("name"), contested.shown("name"));
    assert_eq!(made.fields["name"].len(), 2);
    assert_eq!(made.seen, [(ACTORS[2], 2)].into());
    contested.trash(at(0, 10));
    assert!(contested.recreated(ACTORS[2]).is_trashed());
}

fn vectors() -> impl Strategy<Value = VersionVector> {
    btree_map(proptest::sample::select(&ACTORS[..]), 1..5_u64, 0..4)
}

fn entries_of<V: Ord + std::fmt::Debug>(value: impl Strategy<Value = V>) -> impl Strategy<Value = BTreeSet<Entry<V>>> {
    let entry = (proptest::sample::select(&ACTORS[..]), 1..5_u64, 0..2_i64, value)
        .prop_map(|(actor, n, wall, value)| Entry { dot: Dot { actor, n }, wall, value });
    btree_set(entry, 0..4)
}

/// Any version that the format allows, also what only clones bring about; so few edits that they meet often.
fn bodies() -> impl Strategy<Value = Body> {
    let life = prop_oneof![Just(Life::Restored), vectors().prop_map(Life::Trashed)];
    let fields = btree_map("[ab]", entries_of((0..3_i64).prop_map(Value::Int)), 0..3);
    let record =
        (1..3_u16, vectors(), fields, entries_of(life)).prop_map(|(min_reader, seen, mut fields, mut life)| {
            life.retain(|entry| covers(&seen, entry.dot));
            for entries in fields.values_mut() {
                entries.retain(|entry| covers(&seen, entry.dot));
            }
            fields.retain(|_, entries| !entries.is_empty());
            Body::Live(Record { kind: 16, min_reader, seen, life, fields })
        });
    let erased = (vectors(), 0..3_i64).prop_map(|(seen, wall)| Body::Erased { seen, wall });
    prop_oneof![4 => record, 1 => erased]
}

/// What a device does to its own version, or whose version it takes in.
#[derive(Clone, Debug)]
enum Step {
    Write { device: usize, field: &'static str, value: i64, seen_all: bool },
    Trash(usize),
    Restore(usize),
    Merge { into: usize, from: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let device = 0..ACTORS.len();
    let write = (device.clone(), proptest::sample::select(&["a", "b", "c"][..]), 0..1_000_i64, any::<bool>())
        .prop_map(|(device, field, value, seen_all)| Step::Write { device, field, value, seen_all });
    let merge = (device.clone(), device.clone()).prop_map(|(into, from)| Step::Merge { into, from });
    vec(
        prop_oneof![4 => write, 1 => device.clone().prop_map(Step::Trash), 1 => device.prop_map(Step::Restore), 4 => merge],
        0..40,
    )
}

/// All devices' versions at the end, and every write with the writes that replaced it.
fn run(steps: &[Step]) -> (Vec<Record>, BTreeMap<Dot, bool>) {
    let first = Record::make(Kind::Person, &Fields::new(), at(0, 0));
    let mut devices = vec![first; ACTORS.len()];
    let mut replaced = BTreeMap::new();
    for (time, step) in (1..).zip(steps) {
        match *step {
            Step::Write { device, field, value, seen_all } => {
                let record = &mut devices[device];
                let seen = if seen_all { record.seen.clone() } else { VersionVector::new() };
                let before: BTreeSet<Dot> = record.fields.get(field).into_iter().flatten().map(|e| e.dot).collect();
                if record.edit(&Fields::from([(field.to_owned(), Value::from(value))]), &seen, at(device, time)) {
                    let after: BTreeSet<Dot> = record.fields[field].iter().map(|e| e.dot).collect();
                    replaced.extend(before.difference(&after).map(|dot| (*dot, true)));
                    replaced.extend(after.difference(&before).map(|dot| (*dot, false)));
                }
            }
            Step::Trash(device) => devices[device].trash(at(device, time)),
            Step::Restore(device) => devices[device].restore(at(device, time)),
            Step::Merge { into, from } => devices[into] = both(&devices[into], &devices[from]),
        }
    }
    (devices, replaced)
}

proptest! {
    #[test]
    fn merging_is_commutative_and_idempotent(a in bodies(), b in bodies()) {
        prop_assert_eq!(merge(&a, &b), merge(&b, &a));
        prop_assert_eq!(merge(&a, &a), Merged::One(a.clone()));
        let merged = one(merge(&a, &b));
        prop_assert_eq!(merge(&merged, &a), Merged::One(merged.clone()));
        prop_assert_eq!(decode(&encode(&merged)), Ok(merged));
    }

    #[test]
    fn merging_is_associative(a in bodies(), b in bodies(), c in bodies()) {
        prop_assert_eq!(merge(&one(merge(&a, &b)), &c), merge(&a, &one(merge(&b, &c))));
    }

    #[test]
    fn what_is_erased_stays_erased(a in bodies(), b in bodies()) {
        let is_erased = |body: &Body| matches!(body, Body::Erased { .. });
        prop_assert_eq!(is_erased(&one(merge(&a, &b))), is_erased(&a) || is_erased(&b));
    }

    #[test]
    fn a_merged_record_has_seen_what_both_have_and_needs_the_newer_reader(a in bodies(), b in bodies()) {
        let merged = one(merge(&a, &b));
        for actor in ACTORS {
            let n = |body: &Body| body.seen().get(&actor).copied().unwrap_or(0);
            prop_assert_eq!(n(&merged), n(&a).max(n(&b)));
        }
        if let (Body::Live(a), Body::Live(b), Body::Live(merged)) = (&a, &b, &merged) {
            prop_assert_eq!(merged.min_reader, a.min_reader.max(b.min_reader));
        }
    }

    #[test]
    fn no_write_is_lost_that_nobody_replaced_and_none_returns_that_somebody_did(steps in steps()) {
        let (devices, replaced) = run(&steps);
        let all = devices.iter().skip(1).fold(devices[0].clone(), |merged, device| both(&merged, device));
        let kept: BTreeSet<Dot> = all.fields.values().flatten().map(|entry| entry.dot).collect();
        for (dot, replaced) in replaced {
            prop_assert_eq!(kept.contains(&dot), !replaced, "{:?}", dot);
        }
    }

    #[test]
    fn in_whatever_order_devices_hear_of_each_other_they_end_alike(steps in steps()) {
        let (devices, _) = run(&steps);
        let forward = devices.iter().skip(1).fold(devices[0].clone(), |merged, device| both(&merged, device));
        let backward = devices.iter().rev().skip(1).fold(devices[2].clone(), |merged, device| both(&merged, device));
        prop_assert_eq!(forward, backward);
    }

    #[test]
    fn a_record_is_in_the_trash_if_whoever_threw_it_away_had_seen_all_of_it(steps in steps()) {
        let (devices, _) = run(&steps);
        let all = devices.iter().skip(1).fold(devices[0].clone(), |merged, device| both(&merged, device));
        let written: Vec<Dot> = all.fields.values().flatten().map(|entry| entry.dot).collect();
        let unseen = |seen: &VersionVector| written.iter().any(|dot| !covers(seen, *dot));
        let trashes: Vec<_> = all.life.iter().map(|entry| &entry.value).collect();
        let expected = !trashes.is_empty() && trashes.iter().all(|life| **life != Life::Restored)
            && trashes.iter().any(|life| matches!(life, Life::Trashed(seen) if !unseen(seen)));
        prop_assert_eq!(all.is_trashed(), expected);
    }

    #[test]
    fn renumbering_moves_what_was_not_sent_and_nothing_else(body in bodies(), sent in 0..5_u64) {
        let n = |body: &Body, actor| body.seen().get(&actor).copied().unwrap_or(0);
        for new in [Actor(*b"newcomer"), ACTORS[1]] {
            let renumbered = body.renumbered(ACTORS[0], sent, new);
            prop_assert_eq!(decode(&encode(&renumbered)), Ok(renumbered.clone()));
            prop_assert_eq!(n(&renumbered, ACTORS[0]), n(&body, ACTORS[0]).min(sent));
            prop_assert_eq!(n(&renumbered, new), n(&body, new) + n(&body, ACTORS[0]).saturating_sub(sent));
        }
        let renumbered = body.renumbered(ACTORS[0], sent, Actor(*b"newcomer"));
        if let (Body::Live(before), Body::Live(after)) = (&body, &renumbered) {
            let count = |record: &Record| record.fields.values().map(BTreeSet::len).sum::<usize>();
            prop_assert_eq!(count(before), count(after));
            prop_assert_eq!(before.is_trashed(), after.is_trashed());
        }
    }

    #[test]
    fn spoilt_bytes_never_make_a_body_that_merging_trips_over(a in bodies(), b in bodies(), at in any::<prop::sample::Index>(), byte: u8) {
        let mut bytes = encode(&a);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(spoilt) = decode(&bytes) {
            let merged = merge(&spoilt, &b);
            prop_assert_eq!(&merged, &merge(&b, &spoilt));
            if let Merged::One(body) = merged {
                prop_assert_eq!(decode(&encode(&body)), Ok(body));
            }
        }
    }
}
