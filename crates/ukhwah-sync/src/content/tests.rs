use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use ukhwah_domain::record::{Actor, Edit, Fields, Kind, Value};

use super::*;

fn id(byte: u8) -> RecordId {
    RecordId([byte; 16])
}

fn closing() -> Closing {
    Closing { epoch: 2, attempt: [9; 16] }
}

#[test]
fn the_bytes_of_lists_are_frozen() {
    let bytes = |list| hex::encode(Content::List(list).to_bytes());
    let (first, attempt, half) = ("01".repeat(16), "09".repeat(16), "07".repeat(16));
    assert_eq!(bytes(List::graveyard([id(1)])), format!("a4010202010380078150{first}"));
    let list = List::close(closing(), [(id(1), VersionHash([7; 32]))]);
    assert_eq!(bytes(list), format!("a401030201038007825400000002{attempt}5820{first}{half}"));
}

#[test]
fn a_list_says_what_was_put_in() {
    let graves = List::graveyard([id(2), id(1), id(2)]);
    assert_eq!(graves.graves().collect::<Vec<_>>(), [id(1), id(2)]);
    assert_eq!((graves.closing(), graves.lines().count()), (None, 0));
    let close = List::close(closing(), [(id(1), VersionHash([7; 32]))]);
    assert_eq!(close.lines().collect::<Vec<_>>(), [(id(1), [7; 16])]);
    assert_eq!((close.closing(), close.graves().count(), close.len()), (Some(closing()), 0, 2));
}

#[test]
fn lists_in_another_form_are_refused() {
    let item = |length: usize| [&[0x58, u8::try_from(length).expect("short")][..], &vec![3; length]].concat();
    let list = |kind: u8, items: &[Vec<u8>]| {
        let count = 0x80 + u8::try_from(items.len()).expect("few");
        [&[0xA4, 1, kind, 2, 1, 3, 0x80, 7, count][..], &items.concat()].concat()
    };
    // Ids of another length, a close list without its first item, a chunk of two, an item that is there twice.
    for bytes in [
        list(2, &[item(32)]),
        list(3, &[item(32)]),
        list(3, &[]),
        list(4, &[item(30), item(31)]),
        list(4, &[]),
        list(4, &[item(30), item(30)]),
        list(5, &[item(30)]),
    ] {
        assert_eq!(Content::read(&bytes, 1), Err(ReadContentError::Malformed), "{}", hex::encode(bytes));
    }
    assert!(Content::read(&list(4, &[item(30)]), 1).is_ok());
}

#[test]
fn what_is_erased_stays_erased_whatever_list_it_was() {
    let erased = Content::Record(Body::Erased { seen: VersionVector::from([(Actor([1; 8]), 1)]), wall: 5 });
    for list in [List::graveyard([id(1)]), List::close(closing(), [])] {
        let list = Content::List(list);
        assert_eq!(merge(&erased, &list), Some(erased.clone()));
        assert_eq!(merge(&list, &erased), Some(erased.clone()));
    }
    let record = Record::make(
        Kind::Person,
        &Fields::from([("name".to_owned(), Value::from("Zul"))]),
        Edit { actor: Actor([1; 8]), now: chrono::DateTime::UNIX_EPOCH },
    );
    assert_eq!(merge(&Content::Record(Body::Live(record)), &Content::List(List::graveyard([]))), None);
}

#[test]
fn graveyards_that_are_too_many_together_are_kept_apart() {
    let many = |first: u8| {
        let id = |n: u16| RecordId(std::array::from_fn(|at| if at == 0 { first } else { n.to_be_bytes()[at % 2] }));
        Content::List(List::graveyard((0..10_000).map(id)))
    };
    assert_eq!(merge(&many(1), &many(2)), None);
    assert!(merge(&many(1), &many(1)).is_some());
}

fn graveyards() -> impl Strategy<Value = Content> {
    btree_set(any::<[u8; 16]>(), 0..20).prop_map(|ids| Content::List(List::graveyard(ids.into_iter().map(RecordId))))
}

fn close_lists() -> impl Strategy<Value = Content> {
    (any::<u32>(), any::<[u8; 16]>(), vec(any::<([u8; 16], [u8; 32])>(), 0..5)).prop_map(|(epoch, attempt, lines)| {
        let lines = lines.into_iter().map(|(id, hash)| (RecordId(id), VersionHash(hash)));
        Content::List(List::close(Closing { epoch, attempt }, lines))
    })
}

proptest! {
    #[test]
    fn a_list_survives_its_bytes(list in prop_oneof![graveyards(), close_lists()]) {
        prop_assert_eq!(Content::read(&list.to_bytes(), 1), Ok(list));
    }

    #[test]
    fn lists_merge_in_any_order(lists in prop_oneof![[graveyards(), graveyards(), graveyards()], [close_lists(), close_lists(), close_lists()]]) {
        let [a, b, c] = &lists;
        prop_assert_eq!(merge(a, b), merge(b, a));
        prop_assert_eq!(merge(a, a), Some(a.clone()));
        let left = merge(a, b).and_then(|ab| merge(&ab, c));
        prop_assert_eq!(left, merge(b, c).and_then(|bc| merge(a, &bc)));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200), reader in 0..3_u16) {
        if let Ok(content) = Content::read(&bytes, reader) {
            prop_assert_eq!(content.to_bytes(), bytes);
        }
    }

    #[test]
    fn spoilt_bytes_are_read_or_refused(list in prop_oneof![graveyards(), close_lists()], at in any::<prop::sample::Index>(), byte: u8, cut: bool) {
        let mut bytes = list.to_bytes();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        if let Ok(content) = Content::read(&bytes, 1) {
            prop_assert_eq!(content.to_bytes(), bytes);
            prop_assert!(!cut);
        }
    }

    #[test]
    fn what_is_on_its_way_survives_its_bytes(at in any::<prop::sample::Index>(), sealed: Vec<u8>, digest: [u8; 32]) {
        use crate::local::Parcel;
        let sealed = ukhwah_protocol::sealed::Sealed::from_bytes(sealed);
        let parcel = Parcel { id: id(1), base_revision: u64::MAX, sealed, digest, is_checkpoint: true };
        let parcels = vec![parcel.clone(), Parcel { base_revision: 0, is_checkpoint: false, ..parcel }];
        let mut bytes = Parcel::all_to_bytes(&parcels);
        prop_assert_eq!(Parcel::all_from_bytes(&bytes), Some(parcels));
        bytes.truncate(at.index(bytes.len()));
        prop_assert_eq!(Parcel::all_from_bytes(&bytes), None);
    }

    #[test]
    fn a_link_survives_its_bytes_and_spoilt_ones_never_panic(at in any::<prop::sample::Index>(), byte: u8, seq: u64) {
        use crate::local::{Hold, Link, OwnCheckpoint};
        let link = Link {
            history: Some(ukhwah_protocol::id::HistoryId([1; 16])),
            cursor: Some(ukhwah_protocol::message::Cursor(vec![1, 2, 3])),
            seq,
            compared_with: [(id(1), VersionHash([2; 32]))].into(),
            checkpoint: Some(OwnCheckpoint { id: id(2), at: -5, set: [3; 32] }),
            hold: Some(Hold { before: 9, erased: 2 }),
            compared_at: Some(i64::MIN),
            ..Link::default()
        };
        let mut bytes = link.to_bytes();
        prop_assert_eq!(Link::from_bytes(&bytes), Some(link));
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = Link::from_bytes(&bytes);
        bytes.truncate(at);
        let _ = Link::from_bytes(&bytes);
    }
}
