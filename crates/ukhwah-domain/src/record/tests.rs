use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;

const PHONE: Actor = Actor(*b"phone...");
const LAPTOP: Actor = Actor(*b"laptop..");

fn at(actor: Actor, seconds: i64) -> Edit {
    Edit { actor, now: DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds) }
}

fn name(text: &str) -> Fields {
    Fields::from([("name".to_owned(), Value::from(text))])
}

#[test]
fn an_edit_replaces_what_was_seen() {
    let mut record = Record::make(Kind::Person, &name("Zul"), at(PHONE, 1));
    let seen = record.seen.clone();
    assert!(record.edit(&name("Zulkifli"), &seen, at(PHONE, 2)));
    assert_eq!(record.shown("name"), Some(&Value::from("Zulkifli")));
    assert_eq!(record.fields["name"].len(), 1);
}

#[test]
fn an_edit_keeps_what_arrived_while_the_editor_was_open() {
    let mut record = Record::make(Kind::Person, &name("Zul"), at(PHONE, 1));
    let opened = record.seen.clone();
    record.edit(&name("Abang Zul"), &opened, at(LAPTOP, 9));
    record.edit(&name("Zulkifli"), &opened, at(PHONE, 5));
    assert_eq!(record.fields["name"].len(), 2);
    assert_eq!(record.shown("name"), Some(&Value::from("Abang Zul")), "the later clock shows first");
    assert_eq!(record.contested().collect::<Vec<_>>(), ["name"]);
}

#[test]
fn choosing_the_shown_value_settles_a_contest() {
    let mut record = Record::make(Kind::Person, &name("Zul"), at(PHONE, 1));
    let opened = record.seen.clone();
    record.edit(&name("Abang Zul"), &opened, at(LAPTOP, 9));
    record.edit(&name("Zulkifli"), &opened, at(PHONE, 5));
    let seen = record.seen.clone();
    assert!(record.edit(&name("Abang Zul"), &seen, at(PHONE, 10)));
    assert_eq!(record.fields["name"].len(), 1);
}

#[test]
fn writing_the_same_again_changes_nothing() {
    let mut record = Record::make(Kind::Person, &name("Zul"), at(PHONE, 1));
    let before = record.clone();
    let seen = record.seen.clone();
    assert!(!record.edit(&name("Zul"), &seen, at(PHONE, 2)));
    assert_eq!(record, before);
}

#[test]
fn an_unset_field_is_not_stored() {
    let record = Record::make(Kind::Person, &Fields::from([("note".to_owned(), Value::Null)]), at(PHONE, 1));
    assert!(record.fields.is_empty());
}

#[test]
fn an_edit_beats_the_trash_and_restoring_is_possible() {
    let mut record = Record::make(Kind::Person, &name("Zul"), at(PHONE, 1));
    record.trash(at(PHONE, 2));
    assert!(record.is_trashed());
    let mut restored = record.clone();
    restored.restore(at(PHONE, 3));
    assert!(!restored.is_trashed());
    let seen = record.seen.clone();
    record.edit(&name("Zulkifli"), &seen, at(LAPTOP, 3));
    assert!(!record.is_trashed());
}

#[test]
fn erasing_leaves_no_content() {
    let record = Record::make(Kind::Person, &name("Zul"), at(PHONE, 1));
    let bytes = encode(&record.erase(at(PHONE, 2)));
    assert!(!bytes.windows(3).any(|window| window == b"Zul"));
    assert!(matches!(decode(&bytes), Ok(Body::Erased { seen, .. }) if seen[&PHONE] == 2));
}

#[test]
fn the_bytes_of_a_record_are_frozen() {
    let record = Record::make(Kind::Person, &name("Zul"), at(PHONE, 1));
    let bytes = encode(&Body::Live(record));
    assert_eq!(
        hex::encode(bytes),
        "a4011002010381824870686f6e652e2e2e0105a1646e616d6581844870686f6e652e2e2e011903e8635a756c"
    );
}

#[test]
fn another_form_of_the_same_record_is_refused() {
    let good = encode(&Body::Live(Record::make(Kind::Person, &name("Zul"), at(PHONE, 1))));
    let mut longer = good.clone();
    longer.push(0);
    assert_eq!(decode(&longer), Err(DecodeError::NotCanonical));
    // The kind, 16, in two bytes instead of one.
    let mut wide = good.clone();
    wide.splice(2..3, [0x18, 0x10]);
    assert_eq!(decode(&wide), Err(DecodeError::NotCanonical));
    for end in 0..good.len() {
        assert!(decode(&good[..end]).is_err());
    }
}

#[test]
fn what_was_seen_has_one_text_only() {
    let edits = VersionVector::from([(PHONE, 3), (LAPTOP, 1)]);
    let text = encode_seen(&Seen::new(edits, name("Zul")));
    assert!(decode_seen(&text).is_ok());
    for other in [format!("{text}00"), format!("{text}{text}"), text.to_uppercase() + "f6"] {
        assert_eq!(decode_seen(&other), Err(DecodeError::NotCanonical), "{other}");
    }
    for end in 0..text.len() {
        assert!(decode_seen(&text[..end]).is_err());
    }
}

fn values() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        ".{0,20}".prop_map(Value::Text),
        proptest::collection::vec(any::<u8>(), 0..20).prop_map(Value::Bytes),
    ]
}

fn records() -> impl Strategy<Value = Record> {
    let edits =
        (proptest::collection::btree_map("[a-z_]{1,12}", values(), 0..6), any::<bool>(), 0_i64..1_000_000, 0..4);
    proptest::collection::vec(edits, 1..6).prop_map(|edits| {
        let mut record = Record::make(Kind::Person, &Fields::new(), at(PHONE, 0));
        for (fields, phone, seconds, then) in edits {
            let edit = at(if phone { PHONE } else { LAPTOP }, seconds);
            let seen = if then == 0 { VersionVector::new() } else { record.seen.clone() };
            record.edit(&fields, &seen, edit);
            match then {
                1 => record.trash(edit),
                2 => record.restore(edit),
                _ => {}
            }
        }
        record
    })
}

proptest! {
    #[test]
    fn a_record_survives_its_bytes(record in records()) {
        let bytes = encode(&Body::Live(record.clone()));
        prop_assert_eq!(decode(&bytes), Ok(Body::Live(record)));
    }

    #[test]
    fn what_is_shown_is_read_alike_in_the_short_way(record in records()) {
        let bytes = encode(&Body::Live(record.clone()));
        let fields = record.shown_fields();
        let shown = decode_shown(&bytes).expect("just written").expect("nobody erased it");
        prop_assert_eq!(&shown.fields, &fields);
        prop_assert_eq!(shown, Shown::from(record.clone()));
        if record.is_trashed() {
            prop_assert_eq!(decode_thrown_at(&bytes), Ok(record.trashed_at()));
        }
        prop_assert!((0..bytes.len()).all(|end| decode_shown(&bytes[..end]).is_err()));
        prop_assert_eq!(decode_shown(&encode(&record.erase(at(PHONE, 1)))), Ok(None));
    }

    #[test]
    fn what_was_seen_survives_its_text(record in records()) {
        let seen = Seen::new(record.seen.clone(), record.shown_fields());
        let back = decode_seen(&encode_seen(&seen)).expect("it came from there");
        prop_assert_eq!(back.edits(), &record.seen);
        for (name, value) in &record.shown_fields() {
            prop_assert!(back.is_shown(name, value));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let (shown, _) = (decode_shown(&bytes), decode_thrown_at(&bytes));
        if let Ok(body) = decode(&bytes) {
            prop_assert!(shown.is_ok());
            prop_assert_eq!(encode(&body), bytes);
        }
    }
}
