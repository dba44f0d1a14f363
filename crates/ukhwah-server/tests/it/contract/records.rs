use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{HistoryId, RecordId};
use ukhwah_protocol::limits;
use ukhwah_protocol::message::{Changes, PushAnswer, PushItem};
use ukhwah_server::record::ack::AckRecords;
use ukhwah_server::record::changes::{Place, ReadChanges};
use ukhwah_server::record::heads::{Heads, ReadHeads};
use ukhwah_server::record::index::ReadIndex;
use ukhwah_server::record::purge::PurgeRecords;
use ukhwah_server::record::push::Quota;
use ukhwah_server::store::Store;
use ukhwah_server::upkeep::restore::Restored;

use super::{Actor, NOWHERE, QUOTA, Stage, code};

pub(super) async fn all<S: Store>(stage: &Stage<S>) {
    a_version_takes_the_place_of_the_one_it_was_made_from(stage).await;
    a_revision_that_another_version_has_is_not_enough(stage).await;
    a_push_says_from_where_to_go_on(stage).await;
    a_push_is_stored_whole_or_not_at_all(stage).await;
    a_full_account_takes_only_what_makes_it_smaller(stage).await;
    a_full_account_takes_the_lists_with_which_a_device_is_removed(stage).await;
    a_conflict_brings_what_fits_into_an_answer(stage).await;
    no_page_has_an_edge_where_something_falls_off(stage).await;
    a_page_has_room_for_bytes_and_always_for_one_record(stage).await;
    a_cursor_from_elsewhere_begins_again(stage).await;
    only_what_every_device_has_seen_is_let_go_of(stage).await;
    a_space_of_somebody_else_is_none(stage).await;
}

fn stored(revision: u64, seq: u64) -> PushAnswer {
    PushAnswer::Stored { revision, seq }
}

async fn a_version_takes_the_place_of_the_one_it_was_made_from<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    assert_eq!(stage.push(&actor, &[(1, 0, 1, 1), (2, 0, 1, 2)]).await, Ok(vec![stored(1, 1), stored(1, 2)]));
    let newest = actor.member.record(RecordId([1; 16]), 1, (1024, 3));
    assert_eq!(stage.push(&actor, &[(1, 1, 1, 3)]).await, Ok(vec![stored(2, 3)]));
    let expected = vec![
        PushAnswer::Same { revision: 2, seq: 3 },
        PushAnswer::Conflict { revision: 0, sealed: None },
        stored(1, 4),
    ];
    assert_eq!(stage.push(&actor, &[(1, 0, 1, 3), (9, 5, 1, 1), (8, 0, 1, 1)]).await, Ok(expected));
    let conflict = PushAnswer::Conflict { revision: 2, sealed: Some(newest) };
    assert_eq!(stage.push(&actor, &[(1, 1, 1, 4)]).await, Ok(vec![conflict]));
    let heads = Heads { keyring: 1, spaces: vec![(actor.member.space, 4)] };
    assert_eq!(stage.store.read(ReadHeads { account: actor.member.account }).await, Ok(heads));
    assert_eq!(stage.push(&actor, &[]).await, Ok(vec![]));
}

/// After a server went back and was filled again, the same revision may be another version.
async fn a_revision_that_another_version_has_is_not_enough<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    assert_eq!(stage.push(&actor, &[(1, 0, 1, 1)]).await, Ok(vec![stored(1, 1)]));
    let version = |fill| actor.member.record(RecordId([1; 16]), 1, (1024, fill));
    let push = async |base: u64| {
        let base_hash = Some(version(base).version_hash());
        let item = PushItem { id: RecordId([1; 16]), base_revision: 1, base_hash, sealed: version(3) };
        code(stage.push_items(&actor, vec![item], QUOTA).await.map(|pushed| pushed.answers))
    };
    let conflict = PushAnswer::Conflict { revision: 1, sealed: Some(version(1)) };
    assert_eq!(push(2).await, Ok(vec![conflict]));
    assert_eq!(push(1).await, Ok(vec![stored(2, 2)]));
}

/// Behind the last that it names, and not at the head: somebody else may have pushed since it was made the first time.
async fn a_push_says_from_where_to_go_on<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    let version = |id: u8, fill| actor.member.record(RecordId([id; 16]), 1, (1024, fill));
    let push = async |items: &[(u8, u64)]| {
        let item = |(id, fill): &(u8, u64)| PushItem {
            id: RecordId([*id; 16]),
            base_revision: 0,
            base_hash: None,
            sealed: version(*id, *fill),
        };
        let pushed = stage.push_items(&actor, items.iter().map(item).collect(), QUOTA).await.expect("pushed");
        pushed.cursor.map(|cursor| Place::parse(&cursor.0).expect("a cursor"))
    };
    let left = async |place| read(stage, &actor, place, 10).await.records.len();
    let first = push(&[(1, 1), (2, 1)]).await;
    assert_eq!((first.map(|place| place.seq), left(first).await), (Some(2), 0));
    push(&[(3, 1)]).await;
    let again = push(&[(1, 1), (2, 1)]).await;
    assert_eq!((again, left(again).await), (first, 1));
    assert_eq!(push(&[(3, 9)]).await, None, "a conflict");
    assert_eq!(push(&[]).await, None);
}

async fn a_push_is_stored_whole_or_not_at_all<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    assert_eq!(stage.push(&actor, &[(1, 0, 1, 1), (2, 0, 0, 2)]).await, Err(ErrorCode::EpochClosed));
    let page = read(stage, &actor, None, 10).await;
    assert_eq!((page.head, page.records.len()), (0, 0));
    assert_eq!(stage.push(&actor, &[(1, 0, 1, 1), (1, 1, 1, 2)]).await, Err(ErrorCode::BadRequest));

    let wrong = |record: u8, id: u8, length| {
        let sealed = actor.member.record(RecordId([record; 16]), 1, (length, 1));
        vec![PushItem { id: RecordId([id; 16]), base_revision: 0, base_hash: None, sealed }]
    };
    for (items, expected) in [
        (wrong(1, 2, 1024), ErrorCode::BadEnvelope),
        (wrong(1, 1, 1025), ErrorCode::BadSize),
        (wrong(1, 1, 100), ErrorCode::BadEnvelope),
        ((0..=limits::PUSH_ITEMS).flat_map(|_| wrong(1, 1, 1024)).collect(), ErrorCode::TooLarge),
        ((0..5_u8).flat_map(|id| wrong(id, id, 256 * 1024)).collect(), ErrorCode::TooLarge),
    ] {
        assert_eq!(code(stage.push_items(&actor, items, QUOTA).await.map(|_| ())), Err(expected));
    }
}

async fn a_full_account_takes_only_what_makes_it_smaller<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    let item = |id: u8, base_revision, length| {
        let sealed = actor.member.record(RecordId([id; 16]), 1, (length, base_revision));
        vec![PushItem { id: RecordId([id; 16]), base_revision, base_hash: None, sealed }]
    };
    let push = async |items, quota| code(stage.push_items(&actor, items, quota).await.map(|pushed| pushed.answers));
    let quota = Quota { bytes: 4096, records: 2 };
    assert_eq!(push(item(1, 0, 2048), quota).await, Ok(vec![stored(1, 1)]));
    assert_eq!(push(item(2, 0, 4096), quota).await, Err(ErrorCode::QuotaFull));
    assert_eq!(push(item(2, 0, 2048), quota).await, Ok(vec![stored(1, 2)]));
    assert_eq!(push(item(3, 0, 1024), quota).await, Err(ErrorCode::QuotaFull));
    let less = Quota { bytes: 1024, records: 1 };
    assert_eq!(push(item(1, 1, 2048), less).await, Ok(vec![stored(2, 3)]), "no larger than before");
    assert_eq!(push(item(1, 2, 1024), less).await, Ok(vec![stored(3, 4)]));
    assert_eq!(push(item(1, 3, 2048), less).await, Err(ErrorCode::QuotaFull));
}

async fn a_full_account_takes_the_lists_with_which_a_device_is_removed<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    let push = async |items| {
        let pushed = stage.push_items(&actor, items, Quota { bytes: 1024, records: 1 }).await;
        code(pushed.map(|pushed| pushed.answers))
    };
    // They are sealed under the epoch that begins then.
    let item = |id: u8, epoch, length| {
        let sealed = actor.member.record(RecordId([id; 16]), epoch, (length, 0));
        PushItem { id: RecordId([id; 16]), base_revision: 0, base_hash: None, sealed }
    };
    assert_eq!(push(vec![item(1, 1, 1024)]).await, Ok(vec![stored(1, 1)]));
    assert_eq!(push(vec![item(2, 2, 1024), item(3, 1, 1024)]).await, Err(ErrorCode::QuotaFull));
    let (mut taken, mut id) = (0, 10);
    while push(vec![item(id, 2, 256 * 1024)]).await.is_ok() {
        (taken, id) = (taken + 1, id + 1);
    }
    assert_eq!(taken, limits::CLOSING_BYTES / (256 * 1024));
}

async fn a_conflict_brings_what_fits_into_an_answer<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    let quota = Quota { bytes: u64::MAX, records: 100 };
    let large = |id: u8| actor.member.record(RecordId([id; 16]), 1, (256 * 1024, 1));
    for id in 0..6 {
        let items = vec![PushItem { id: RecordId([id; 16]), base_revision: 0, base_hash: None, sealed: large(id) }];
        stage.push_items(&actor, items, quota).await.expect("pushed");
    }
    let items = (0..6).map(|id| {
        let sealed = actor.member.record(RecordId([id; 16]), 1, (1024, 9));
        PushItem { id: RecordId([id; 16]), base_revision: 0, base_hash: None, sealed }
    });
    let pushed = stage.push_items(&actor, items.collect(), quota).await.expect("answered");
    let conflict = |id: u8| PushAnswer::Conflict { revision: 1, sealed: (id < 4).then(|| large(id)) };
    assert_eq!(pushed.answers, (0..6).map(conflict).collect::<Vec<_>>());
}

async fn read<S: Store>(stage: &Stage<S>, actor: &Actor, after: Option<Place>, items: usize) -> Changes {
    let (session, space) = (actor.session.clone(), actor.member.space);
    stage.store.read(ReadChanges { session, space, after, items }).await.expect("a page")
}

/// All pages of a space.
async fn read_all<S: Store>(stage: &Stage<S>, actor: &Actor, items: usize) -> Vec<Changes> {
    let mut pages: Vec<Changes> = Vec::new();
    while pages.last().is_none_or(|page| page.more) {
        let after = pages.last().map(|page| Place::parse(&page.cursor.0).expect("a cursor"));
        pages.push(read(stage, actor, after, items).await);
    }
    pages
}

async fn no_page_has_an_edge_where_something_falls_off<S: Store>(stage: &Stage<S>) {
    for items in 1..=5_usize {
        for count in [0, 1, items - 1, items, items + 1, 2 * items] {
            let actor = stage.actor().await;
            // Every second record is pushed again, so that numbers are missing in between.
            for id in 0..count {
                let id = u8::try_from(id).expect("few");
                stage.push(&actor, &[(id, 0, 1, 0)]).await.expect("pushed");
            }
            for id in (0..count).step_by(2) {
                let id = u8::try_from(id).expect("few");
                stage.push(&actor, &[(id, 1, 1, 1)]).await.expect("pushed");
            }
            let pages = read_all(stage, &actor, items).await;
            let case = format!("{count} records, {items} on a page");
            assert_eq!(pages.len(), count.div_ceil(items).max(1), "{case}");
            assert!(pages.iter().all(|page| page.records.len() <= items), "{case}");
            let seqs: Vec<_> = pages.iter().flat_map(|page| &page.records).map(|record| record.seq).collect();
            assert!(seqs.is_sorted() && seqs.len() == count, "{case}: {seqs:?}");
            let end = pages.last().expect("a page");
            assert_eq!(Place::parse(&end.cursor.0).expect("a cursor").seq, end.head, "{case}");
        }
    }
}

async fn a_page_has_room_for_bytes_and_always_for_one_record<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    let quota = Quota { bytes: u64::MAX, records: 100 };
    for id in 0..9 {
        let sealed = actor.member.record(RecordId([id; 16]), 1, (256 * 1024, 1));
        let items = vec![PushItem { id: RecordId([id; 16]), base_revision: 0, base_hash: None, sealed }];
        stage.push_items(&actor, items, quota).await.expect("pushed");
    }
    let pages = read_all(stage, &actor, 500).await;
    assert_eq!(pages.iter().map(|page| page.records.len()).collect::<Vec<_>>(), [4, 4, 1]);
}

async fn a_cursor_from_elsewhere_begins_again<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    stage.push(&actor, &[(1, 0, 1, 1), (2, 0, 1, 2)]).await.expect("pushed");
    let page = read(stage, &actor, None, 1).await;
    let place = Place::parse(&page.cursor.0).expect("a cursor");
    assert_eq!((place.history, place.seq), (page.history, 1));
    let count = async |after| read(stage, &actor, Some(after), 10).await.records.len();
    assert_eq!(count(place).await, 1);
    assert_eq!(count(Place { seq: 3, ..place }).await, 2, "beyond the newest change");
    assert_eq!(count(Place { history: HistoryId([9; 16]), ..place }).await, 2, "of another life");
    stage.store.write(Restored { history: HistoryId([8; 16]) }).await.expect("restored");
    assert_eq!(count(place).await, 2, "from before a restore");
    assert_eq!(read(stage, &actor, None, 1).await.history, HistoryId([8; 16]));
}

#[expect(clippy::cognitive_complexity, reason = "one story, told from beginning to end")]
async fn only_what_every_device_has_seen_is_let_go_of<S: Store>(stage: &Stage<S>) {
    let actor = stage.actor().await;
    stage.push(&actor, &[(1, 0, 1, 1), (2, 0, 1, 2), (3, 0, 1, 3)]).await.expect("pushed");
    let ids = |ids: &[u8]| ids.iter().map(|id| RecordId([*id; 16])).collect::<Vec<_>>();
    let purge = async |wanted: &[u8]| {
        let (session, space) = (actor.session.clone(), actor.member.space);
        code(stage.store.write(PurgeRecords { session, space, ids: ids(wanted) }).await)
    };
    let ack = async |seq| {
        let (session, space) = (actor.session.clone(), actor.member.space);
        code(stage.store.write(AckRecords { session, space, seq }).await)
    };
    assert_eq!(purge(&[1, 2]).await, Ok(vec![]));
    assert_eq!(ack(4).await, Err(ErrorCode::HeadMoved));
    assert_eq!(ack(2).await, Ok(()));
    assert_eq!(ack(1).await, Ok(()), "an earlier one changes nothing");
    assert_eq!(purge(&[3, 2, 2]).await, Ok(ids(&[2])));
    assert_eq!(purge(&[3, 2, 7]).await, Ok(ids(&[2, 7])), "sent again");
    let page = read(stage, &actor, None, 10).await;
    assert_eq!(page.records.iter().map(|record| record.id).collect::<Vec<_>>(), ids(&[1, 3]));
    let gone = PushAnswer::Conflict { revision: 0, sealed: None };
    assert_eq!(stage.push(&actor, &[(2, 1, 1, 9)]).await, Ok(vec![gone]));
    // What it took is free again.
    let quota = Quota { bytes: 3 * 1024, records: 3 };
    let sealed = actor.member.record(RecordId([4; 16]), 1, (1024, 1));
    let items = vec![PushItem { id: RecordId([4; 16]), base_revision: 0, base_hash: None, sealed }];
    assert_eq!(stage.push_items(&actor, items, quota).await.expect("room").answers, [stored(1, 4)]);
}

async fn a_space_of_somebody_else_is_none<S: Store>(stage: &Stage<S>) {
    let (actor, other) = (stage.actor().await, stage.actor().await);
    for space in [other.member.space, NOWHERE] {
        let session = || actor.session.clone();
        let changes = ReadChanges { session: session(), space, after: None, items: 1 };
        assert_eq!(code(stage.store.read(changes).await), Err(ErrorCode::NotMember));
        let index = ReadIndex { session: session(), space, after: None };
        assert_eq!(code(stage.store.read(index).await), Err(ErrorCode::NotMember));
        let ack = AckRecords { session: session(), space, seq: 0 };
        assert_eq!(code(stage.store.write(ack).await), Err(ErrorCode::NotMember));
        let purge = PurgeRecords { session: session(), space, ids: vec![] };
        assert_eq!(code(stage.store.write(purge).await), Err(ErrorCode::NotMember));
        let push = ukhwah_server::record::push::Push::new(session(), space, vec![], QUOTA).expect("nothing is wrong");
        assert_eq!(code(stage.store.write(push).await.map(|_| ())), Err(ErrorCode::NotMember));
    }
}
