//! Servers that repeat, withhold, go back, or say that they have what they do not.

use std::cell::Cell;

use ukhwah_crypto::{BodyBytes, RecordPlace, SpaceKeys, seal_record};
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::HistoryId;
use ukhwah_protocol::message::PushAnswer;

use super::*;
use crate::content::{CHECKPOINT, List};
use crate::outcome::{Misbehaviour, Stop};

const DAYS_90: i64 = 90 * 24 * HOUR;

fn scene() -> (Scene, RecordId) {
    let scene = Scene::new();
    let id = scene.phone.write(9, "Zul");
    scene.phone.write(8, "Mak");
    scene.meet();
    (scene, id)
}

fn changes(change: impl Fn(Changes) -> Changes + 'static) -> Tricks {
    Tricks { changes: Some(Box::new(move |page| Ok(change(page)))), ..Tricks::default() }
}

/// The phone syncs with an evil server; nothing that it has may change.
fn unchanged(scene: &Scene, tricks: Tricks) -> Outcome {
    let before = scene.phone.nouns();
    let outcome = scene.phone.sync(&scene.evil(&scene.phone, tricks));
    assert_eq!(scene.phone.nouns(), before);
    outcome
}

#[test]
fn attack_16_an_old_version_again() {
    let (scene, id) = scene();
    let old = scene.server.borrow().records[&id].sealed.as_bytes().to_vec();
    scene.phone.write(9, "Zulkifli");
    assert_eq!(scene.phone.sync(&scene.honest(&scene.phone)).stopped, None);
    scene.tablet.write(9, "Zul lagi");
    scene.tablet.sync(&scene.honest(&scene.tablet));
    let outcome = scene.phone.sync(&scene.evil(&scene.phone, Tricks::bytes(id, move |_| old.clone())));
    assert_eq!(outcome.stopped, None);
    // What the phone would have put over the version that was hidden from it was not made from that, and is refused.
    for device in [&scene.phone, &scene.tablet, &scene.phone] {
        assert_eq!(device.name(id).as_deref(), Some("Zul lagi"));
        assert_eq!(device.sync(&scene.honest(device)).stopped, None);
    }
}

#[test]
fn attack_17_the_whole_space_as_it_was() {
    let (scene, id) = scene();
    let old = scene.server.borrow().clone();
    scene.phone.write(9, "Zulkifli");
    let gone = scene.phone.write(7, "Abah");
    assert_eq!(scene.phone.sync(&scene.honest(&scene.phone)).stopped, None);
    *scene.server.borrow_mut() = old;
    let outcome = unchanged(&scene, Tricks::default());
    assert_eq!((outcome.stopped, outcome.notices), (None, vec![Notice::PuttingBack]));
    assert_eq!(scene.laptop.sync(&scene.honest(&scene.laptop)).stopped, None);
    assert_eq!(scene.laptop.name(id).as_deref(), Some("Zulkifli"));
    assert_eq!(scene.laptop.name(gone).as_deref(), Some("Abah"));
}

#[test]
fn attack_18_one_record_that_is_kept_back() {
    let (scene, _) = scene();
    let hidden = scene.laptop.write(7, "Abah");
    let hide = || Tricks {
        index: Some(Box::new(move |mut page| {
            page.entries.retain(|entry| entry.id != hidden);
            Ok(page)
        })),
        ..Tricks::records(move |record| (record.id != hidden).then_some(record))
    };
    let mut notices = Vec::new();
    for name in ["satu", "dua", "tiga"] {
        scene.laptop.write(6, name);
        assert_eq!(scene.laptop.sync(&scene.honest(&scene.laptop)).stopped, None);
        let outcome = scene.phone.sync(&scene.evil(&scene.phone, hide()));
        assert_eq!(outcome.stopped, None);
        notices.extend(outcome.notices);
    }
    assert!(notices.contains(&Notice::NotRepairable), "{notices:?}");
    assert_eq!(scene.phone.name(hidden), None);
    assert_eq!(scene.phone.name(RecordId([9; 16])).as_deref(), Some("Zul"));
}

#[test]
fn attack_19_a_server_that_stands_still_shows_when_each_device_was_last_heard() {
    let (scene, _) = scene();
    let last =
        |outcome: &Outcome| outcome.heard.iter().find(|heard| heard.device == scene.laptop.id).map(|heard| heard.at);
    let before = last(&scene.phone.sync(&scene.honest(&scene.phone))).expect("the laptop has said something");
    let frozen = scene.server.borrow().clone();
    for name in ["satu", "dua"] {
        scene.laptop.wait(30 * 24 * HOUR);
        scene.laptop.write(7, name);
        scene.laptop.sync(&scene.honest(&scene.laptop));
    }
    *scene.server.borrow_mut() = frozen;
    scene.phone.wait(60 * 24 * HOUR);
    let outcome = unchanged(&scene, Tricks::default());
    assert_eq!(last(&outcome), Some(before));
}

#[test]
fn attack_20_two_devices_that_are_shown_different_spaces() {
    let (scene, _) = scene();
    // From here on each writes into a space of its own, and only the laptop's words are carried over.
    let other = RefCell::new(scene.server.borrow().clone());
    let laptop = Evil { server: &other, device: scene.laptop.id, tricks: Tricks::default() };
    let mut notices = Vec::new();
    for name in ["satu", "dua", "tiga"] {
        // Of two that drift apart, the one whose changes are counted lower notices, or both if they are alike.
        scene.laptop.write(7, name);
        scene.laptop.write(5, name);
        scene.phone.write(6, name);
        assert_eq!(scene.laptop.sync(&laptop).stopped, None);
        let (id, sealed) = word_of(&scene.laptop, &other);
        let base_revision = scene.server.borrow().records.get(&id).map_or(0, |stored| stored.revision);
        scene
            .server
            .borrow_mut()
            .push(&[PushItem { id, base_revision, base_hash: None, sealed }])
            .expect("carried over");
        let outcome = scene.phone.sync(&scene.honest(&scene.phone));
        assert_eq!(outcome.stopped, None);
        notices.extend(outcome.notices);
    }
    assert!(notices.contains(&Notice::NotRepairable), "{notices:?}");
    assert_eq!(scene.phone.name(RecordId([6; 16])).as_deref(), Some("tiga"));
    assert_eq!(scene.laptop.name(RecordId([7; 16])).as_deref(), Some("tiga"));
}

/// The checkpoint of a device as a server has it.
fn word_of(device: &Device, server: &RefCell<Server>) -> (RecordId, Sealed) {
    let own = device.store.borrow().link().expect("kept").checkpoint.expect("it made one").id;
    (own, (*server.borrow().records[&own].sealed).clone())
}

#[test]
fn attack_21_the_same_page_twice() {
    let (scene, _) = scene();
    scene.laptop.write(7, "Abah");
    scene.laptop.sync(&scene.honest(&scene.laptop));
    let first: Rc<RefCell<Option<Changes>>> = Rc::default();
    let repeat = changes(move |page| {
        let mut first = first.borrow_mut();
        if !page.records.is_empty() && first.is_none() {
            *first = Some(Changes { more: true, ..page });
        }
        first.clone().unwrap_or(Changes {
            history: HistoryId([1; 16]),
            head: 0,
            records: Vec::new(),
            cursor: Cursor(Vec::new()),
            more: false,
        })
    });
    let outcome = scene.phone.sync(&scene.evil(&scene.phone, repeat));
    assert_eq!(outcome.stopped, Some(Stop::Misbehaves(Misbehaviour::PageOrder)));
    assert_eq!(scene.phone.name(RecordId([9; 16])).as_deref(), Some("Zul"));
    assert_eq!(scene.phone.sync(&scene.honest(&scene.phone)).stopped, None);
    assert_eq!(scene.phone.name(RecordId([7; 16])).as_deref(), Some("Abah"));
}

#[test]
fn attack_22_a_record_that_falls_between_two_pages() {
    let (scene, _) = scene();
    let lost = scene.laptop.write(7, "Abah");
    scene.laptop.write(6, "Adik");
    scene.laptop.sync(&scene.honest(&scene.laptop));
    let outcome = unchanged_but_for(&scene, Tricks::records(move |record| (record.id != lost).then_some(record)));
    // The index has it, so it is asked for again; from a server that goes on hiding it, in vain.
    assert_eq!((outcome.stopped, scene.phone.name(lost)), (None, None));
    scene.phone.wait(WEEK);
    let outcome = scene.phone.sync(&scene.honest(&scene.phone));
    assert!(outcome.repaired > 0);
    assert_eq!(scene.phone.name(lost).as_deref(), Some("Abah"));
}

/// What was there before is still there, whatever came.
/// By an honest server: of changes by the page, of the index by two.
#[test]
fn at_no_edge_of_a_page_anything_is_lost() {
    for items in 1..=5_usize {
        for count in [0, 1, items - 1, items, items + 1, 2 * items] {
            let scene = Scene::new();
            scene.server.borrow_mut().page = items;
            let written = |from: usize, name: &str| {
                for id in from..from + count {
                    scene.phone.write(u8::try_from(id).expect("few"), name);
                }
                assert_eq!(scene.phone.sync(&scene.honest(&scene.phone)).stopped, None);
            };
            let comes = || {
                let outcome = scene.laptop.sync(&scene.honest(&scene.laptop));
                assert_eq!((outcome.stopped, outcome.repaired), (None, 0), "{count} records, {items} on a page");
                assert_eq!(scene.laptop.nouns(), scene.phone.nouns(), "{count} records, {items} on a page");
            };
            written(10, "Ali");
            comes();
            // Some of them again, so that numbers are missing in between, and new ones.
            written(10 + count / 2, "Zul");
            comes();
            scene.laptop.wait(WEEK);
            comes();
        }
    }
}

fn unchanged_but_for(scene: &Scene, tricks: Tricks) -> Outcome {
    let before = scene.phone.nouns();
    let outcome = scene.phone.sync(&scene.evil(&scene.phone, tricks));
    let after = scene.phone.nouns();
    assert!(before.iter().all(|(id, content)| after.get(id) == Some(content)));
    outcome
}

#[test]
fn attack_23_pages_without_end() {
    let (scene, _) = scene();
    let outcome = unchanged(&scene, changes(|page| Changes { more: true, records: Vec::new(), ..page }));
    assert_eq!(outcome.stopped, Some(Stop::Misbehaves(Misbehaviour::EmptyPage)));
}

#[test]
fn attack_24_a_place_to_go_on_from_that_is_not_of_this_space() {
    let (scene, _) = scene();
    let outcome = unchanged(&scene, changes(|page| Changes { cursor: Cursor(vec![9; 24]), ..page }));
    assert_eq!(outcome.stopped, None);
    // A server that does not understand it either says so, and everything is pulled again.
    let asked = Rc::new(Cell::new(0));
    let refuse = Tricks {
        changes: Some(Box::new(move |page| {
            asked.set(asked.get() + 1);
            if asked.get() == 1 { Err(Fault::refused(ErrorCode::BadRequest)) } else { Ok(page) }
        })),
        ..Tricks::default()
    };
    let outcome = unchanged(&scene, refuse);
    assert_eq!((outcome.stopped, &outcome.notices[..]), (None, &[][..]));
}

#[test]
fn attack_25_an_empty_server() {
    let (scene, id) = scene();
    {
        let mut server = scene.server.borrow_mut();
        let ids: Vec<_> = server.records.keys().copied().collect();
        for device in [&scene.phone, &scene.laptop, &scene.tablet] {
            let head = server.head;
            server.ack(device.id, head).expect("acked");
        }
        assert_eq!(server.purge(&ids).len(), ids.len());
        server.purged.clear();
        (server.head, server.history) = (0, HistoryId([2; 16]));
    }
    let outcome = unchanged(&scene, Tricks::default());
    assert_eq!((outcome.stopped, outcome.notices), (None, vec![Notice::PuttingBack]));
    assert!(scene.server.borrow().records.contains_key(&id));
}

#[test]
fn attack_26_a_server_that_begins_anew_each_time() {
    let (scene, _) = scene();
    let times = Cell::new(100_u8);
    let outcome = unchanged(
        &scene,
        changes(move |page| {
            times.set(times.get() + 1);
            Changes { history: HistoryId([times.get(); 16]), ..page }
        }),
    );
    assert_eq!(outcome.stopped, Some(Stop::Misbehaves(Misbehaviour::FlappingHistory)));
}

#[test]
fn what_was_pushed_is_not_pulled_again() {
    let (scene, _) = scene();
    scene.laptop.write(6, "Abah");
    assert_eq!(scene.laptop.sync(&scene.honest(&scene.laptop)).stopped, None);
    scene.phone.write(7, "Angah");
    let came = Rc::new(Cell::new(0));
    let counted = Rc::clone(&came);
    let count = move |page: Changes| {
        counted.set(counted.get() + page.records.len());
        page
    };
    let outcome = scene.phone.sync(&scene.evil(&scene.phone, changes(count.clone())));
    // The laptop's record and its word.
    assert_eq!((outcome.stopped, outcome.pushed, came.take()), (None, 2, 2));
    let outcome = scene.phone.sync(&scene.evil(&scene.phone, changes(count)));
    assert_eq!((outcome.stopped, came.take()), (None, 0));
}

#[test]
fn a_full_account_takes_what_makes_it_smaller() {
    let (scene, _) = scene();
    let long = scene.phone.write(5, &"a".repeat(3_000));
    scene.meet();
    let full = scene.server.borrow().bytes();
    scene.server.borrow_mut().room = Some(full);
    // New ones come before it, and one that grows is sent with it.
    let new = [1, 2, 3, 4].map(|id| scene.phone.write(id, "baharu"));
    scene.phone.erase(long);
    scene.phone.write(6, "lagi");
    scene.phone.write(8, &"a".repeat(7_000));
    for _ in 0..2 {
        let outcome = scene.phone.sync(&scene.honest(&scene.phone));
        assert_eq!(outcome.stopped, Some(Stop::Server(Fault::refused(ErrorCode::QuotaFull))));
        assert!(scene.server.borrow().bytes() <= full && scene.phone.is_dirty());
    }
    assert_eq!(scene.laptop.sync(&scene.honest(&scene.laptop)).stopped, None);
    assert_eq!(scene.laptop.row(long).and_then(|row| row.content).map(|content| content.kind()), Some(0));
    // Nor does it keep anybody from removing a device.
    let removed = scene.phone.remove(&scene.honest(&scene.phone), scene.tablet.id);
    assert_eq!(removed.stopped, None);
    assert!(!scene.phone.keys().lists(scene.tablet.id) && scene.server.borrow().admit(scene.tablet.id).is_err());
    assert_eq!(scene.laptop.sync(&scene.honest(&scene.laptop)).stopped, None);
    // What room that made is used.
    assert_eq!(new.map(|id| scene.laptop.name(id).is_some()), [true, true, false, false]);
    scene.server.borrow_mut().room = None;
    for device in [&scene.phone, &scene.laptop, &scene.phone] {
        assert_eq!(device.sync(&scene.honest(device)).stopped, None);
    }
    assert_eq!(scene.laptop.nouns(), scene.phone.nouns());
}

/// A server that says it has what it was given, and has not.
fn liar(answer: impl Fn() -> PushAnswer + 'static) -> Tricks {
    let push =
        move |items: &[PushItem]| Ok(PushAnswers { answers: items.iter().map(|_| answer()).collect(), cursor: None });
    Tricks { push: Some(Box::new(push)), ..Tricks::default() }
}

#[test]
fn attack_27_and_28_a_server_that_says_it_has_what_it_has_not() {
    for is_same in [false, true] {
        let (scene, id) = scene();
        scene.phone.write(9, "Zulkifli");
        let lie = liar(move || match is_same {
            false => PushAnswer::Stored { revision: 2, seq: 1 },
            true => PushAnswer::Same { revision: 2, seq: 1 },
        });
        let outcome = unchanged(&scene, lie);
        assert_eq!((outcome.stopped, scene.phone.is_dirty()), (None, false));
        // As soon as it is compared, it comes out.
        scene.phone.wait(WEEK);
        let outcome = unchanged(&scene, Tricks::default());
        assert_eq!(outcome.stopped, None);
        assert_eq!(scene.laptop.sync(&scene.honest(&scene.laptop)).stopped, None);
        assert_eq!(scene.laptop.name(id).as_deref(), Some("Zulkifli"), "{is_same}");
    }
}

#[test]
fn attack_29_a_conflict_each_time() {
    let (scene, id) = scene();
    let theirs = (*scene.server.borrow().records[&id].sealed).clone();
    scene.phone.write(9, "Zulkifli");
    let asked = Rc::new(Cell::new(0_u64));
    let counted = Rc::clone(&asked);
    let push = move |items: &[PushItem]| {
        asked.set(asked.get() + 1);
        let answer = |_| PushAnswer::Conflict { revision: 9 + asked.get(), sealed: Some(theirs.clone()) };
        Ok(PushAnswers { answers: items.iter().map(answer).collect(), cursor: None })
    };
    let outcome = unchanged(&scene, Tricks { push: Some(Box::new(push)), ..Tricks::default() });
    assert!(outcome.notices.contains(&Notice::StillConflicting(vec![id])), "{:?}", outcome.notices);
    assert!(counted.get() < 20, "asked {} times", counted.get());
    assert!(scene.phone.is_dirty());
    assert_eq!(scene.phone.sync(&scene.honest(&scene.phone)).stopped, None);
    assert_eq!(scene.laptop.sync(&scene.honest(&scene.laptop)).stopped, None);
    assert_eq!(scene.laptop.name(id).as_deref(), Some("Zulkifli"));
}

#[test]
fn a_push_with_too_few_answers_stops_with_its_reason() {
    let (scene, _) = scene();
    scene.phone.write(9, "Zulkifli");
    let push = |_: &[PushItem]| Ok(PushAnswers { answers: Vec::new(), cursor: None });
    let outcome = unchanged(&scene, Tricks { push: Some(Box::new(push)), ..Tricks::default() });
    assert_eq!(outcome.stopped, Some(Stop::Misbehaves(Misbehaviour::Answers)));
    assert!(scene.phone.is_dirty());
}

/// A body that somebody sealed who does not hold the key.
fn forged(scene: &Scene, id: RecordId, content: &Content) -> Vec<u8> {
    let mut dice = Dice::new(77);
    let place = RecordPlace { org_id: OWNER.org_id, space_id: scene.phone.keys().space().0, record_id: id.0 };
    let body = BodyBytes::new(content.to_bytes());
    seal_record(&SpaceKeys::begin(&mut dice), &place, &body, &mut dice).expect("short").into_bytes()
}

/// Brings this instead of a version that the laptop wrote.
fn instead(scene: &Scene, id: RecordId, bytes: Vec<u8>) -> Outcome {
    scene.laptop.write(id.0[0], "lain");
    assert_eq!(scene.laptop.sync(&scene.honest(&scene.laptop)).stopped, None);
    unchanged(scene, Tricks::bytes(id, move |_| bytes.clone()))
}

#[test]
fn attack_30_a_forged_erasing() {
    let (scene, id) = scene();
    let seen = scene.phone.row(id).and_then(|row| row.content).expect("it is there").seen().clone();
    let erased = Content::Record(Body::Erased { seen, wall: START });
    let bytes = forged(&scene, id, &erased);
    assert!(names(&instead(&scene, id, bytes), Unreadable::OtherKey));
    // An erasing of another record, which is real, is none of this one.
    let (scene, id) = self::scene();
    scene.tablet.erase(RecordId([8; 16]));
    scene.tablet.sync(&scene.honest(&scene.tablet));
    let real = scene.server.borrow().records[&RecordId([8; 16])].sealed.as_bytes().to_vec();
    let before = scene.phone.name(id);
    scene.laptop.write(9, "lain");
    scene.laptop.sync(&scene.honest(&scene.laptop));
    let outcome = scene.phone.sync(&scene.evil(&scene.phone, Tricks::bytes(id, move |_| real.clone())));
    assert!(names(&outcome, Unreadable::OtherRecord));
    assert_eq!(scene.phone.name(id), before);
}

#[test]
fn attack_31_a_forged_graveyard() {
    let (scene, id) = scene();
    let grave = Content::List(List::graveyard([id, RecordId([8; 16])]));
    let bytes = forged(&scene, RecordId([7; 16]), &grave);
    let outcome = instead(&scene, RecordId([7; 16]), bytes);
    assert!(names(&outcome, Unreadable::OtherKey));
    assert_eq!(scene.phone.name(id).as_deref(), Some("Zul"));
}

#[test]
fn attack_32_what_was_let_go_comes_back() {
    let (scene, id) = scene();
    let live = (*scene.server.borrow().records[&id].sealed).clone();
    scene.laptop.erase(id);
    scene.laptop.sync(&scene.honest(&scene.laptop));
    scene.meet();
    for device in [&scene.phone, &scene.laptop, &scene.tablet, &scene.phone, &scene.laptop, &scene.tablet] {
        device.wait(DAYS_90);
        assert_eq!(device.sync(&scene.honest(device)).stopped, None);
    }
    assert!(!scene.server.borrow().records.contains_key(&id), "the server has let go of it");
    assert_eq!(scene.phone.row(id), None);
    let again = changes(move |mut page| {
        let seq = page.records.last().map_or(page.head, |last| last.seq) + 1;
        page.records.push(ChangedRecord { id, seq, revision: 1, sealed: live.clone() });
        page.head = page.head.max(seq);
        page
    });
    let outcome = unchanged(&scene, again);
    assert_eq!((outcome.stopped, scene.phone.row(id)), (None, None));
}

#[test]
fn attack_33_the_word_of_one_device_in_the_place_of_another() {
    let (scene, _) = scene();
    let (own, _) = word_of(&scene.tablet, &scene.server);
    let (_, other) = word_of(&scene.phone, &scene.server);
    scene.tablet.write(7, "Abah");
    scene.tablet.sync(&scene.honest(&scene.tablet));
    let bytes = other.into_bytes();
    let before = scene.laptop.nouns();
    let outcome = scene.laptop.sync(&scene.evil(&scene.laptop, Tricks::bytes(own, move |_| bytes.clone())));
    assert!(names(&outcome, Unreadable::OtherRecord));
    let after = scene.laptop.nouns();
    assert!(before.iter().all(|(id, content)| after.get(id) == Some(content)));
    let kind = scene.laptop.row(own).and_then(|row| row.content).map(|content| content.kind());
    assert_eq!(kind, Some(CHECKPOINT));
}

#[test]
fn a_device_can_be_removed_when_the_newest_record_is_gone() {
    let (scene, _) = scene();
    let newest = {
        let server = scene.server.borrow();
        *server.records.iter().max_by_key(|(_, stored)| stored.seq).expect("there are some").0
    };
    scene.meet();
    assert_eq!(scene.server.borrow_mut().purge(&[newest]), [newest]);
    let outcome = scene.phone.remove(&scene.honest(&scene.phone), scene.laptop.id);
    assert_eq!(outcome.stopped, None);
    assert!(scene.server.borrow().admit(scene.laptop.id).is_err());
}
