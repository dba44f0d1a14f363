//! What a removed device and the server try together: nobody believes what it sealed after it went.

use super::*;
use crate::content::{CLOSE_LIST, Closing, List};
use crate::keychain::CannotRotate;
use crate::outcome::Stop;

/// A body of a later format, which this version keeps as it came.
const NEWER: [u8; 13] = [0xA5, 1, 16, 2, 2, 3, 0x80, 24, 99, 0, 24, 100, 0];

/// All have "Zul"; the phone has removed the laptop, which still has the keys of before.
fn scene() -> (Scene, RecordId) {
    let scene = Scene::new();
    let id = scene.phone.write(9, "Zul");
    scene.meet();
    assert_eq!(scene.phone.remove(&scene.honest(&scene.phone), scene.laptop.id).stopped, None);
    (scene, id)
}

/// What the laptop would say of a record: another name, another kind, and something of a later format.
fn lies(scene: &Scene, id: RecordId) -> [Vec<u8>; 3] {
    scene.laptop.write(id.0[0], "orang lain");
    let record = scene.laptop.row(id).and_then(|row| row.content).and_then(|content| content.live().cloned());
    let record = record.expect("it is there");
    let body = |record| Content::Record(Body::Live(record)).to_bytes();
    let other = Record { kind: Kind::Place.number(), ..record.clone() };
    [body(record), body(other), NEWER.to_vec()]
}

/// A body sealed by the laptop with the keys that it had.
fn sealed(scene: &Scene, id: RecordId, body: &[u8]) -> Sealed {
    scene.laptop.keys().seal(id, body, &mut Dice::new(4)).expect("short")
}

fn list_of(device: &Device) -> RecordId {
    device.store.borrow().of_kind(CLOSE_LIST).expect("in memory")[0].id
}

fn good(device: &Device, server: &dyn SyncApi) {
    let outcome = device.sync(server);
    assert_eq!((outcome.stopped, &outcome.notices[..]), (None, &[][..]));
}

/// A device that was added after everything else, and has nothing yet.
fn newcomer(scene: &Scene) -> Device {
    let mut dice = Dice::new(8);
    let id = DeviceId([4; 16]);
    let own = DeviceDhKey::make_with(&mut dice);
    assert_eq!(scene.phone.sync(&scene.honest(&scene.phone)).stopped, None);
    let (keys, added) = scene.phone.keys().with_device(details(id, &own, &mut dice), &mut dice).expect("added");
    scene.server.borrow_mut().change_keyring(&added).expect("taken");
    Device::new(id, *own.expose_raw(), &keys)
}

#[test]
fn a_forgery_that_came_before_the_list_is_not_sealed_anew() {
    for at in 0..3 {
        let (scene, id) = scene();
        let forged = sealed(&scene, id, &lies(&scene, id)[at]);
        let fresh = RecordId([7; 16]);
        let other = sealed(&scene, fresh, &lies(&scene, fresh)[at]);
        let list = list_of(&scene.phone);
        {
            let mut server = scene.server.borrow_mut();
            server.forge(id, &forged);
            server.forge(fresh, &other);
        }
        let withheld = |drops: &'static [RecordId]| Tricks {
            index: Some(Box::new(move |mut page| {
                page.entries.retain(|entry| entry.id != list && !drops.contains(&entry.id));
                Ok(page)
            })),
            ..Tricks::records(move |record| (record.id != list).then_some(record))
        };
        let outcome = scene.tablet.sync(&scene.evil(&scene.tablet, withheld(&[])));
        assert!(names(&outcome, Unreadable::ListMissing), "{outcome:?}");
        // Now it says that it lost them, so that the tablet puts them back.
        scene.tablet.wait(WEEK);
        const LOST: [RecordId; 2] = [RecordId([9; 16]), RecordId([7; 16])];
        for _ in 0..2 {
            let outcome = scene.tablet.sync(&scene.evil(&scene.tablet, withheld(&LOST)));
            assert_eq!(outcome.stopped, None);
        }
        for id in LOST {
            let epoch = scene.server.borrow().records[&id].sealed.header().expect("sealed").epoch;
            assert_eq!(epoch, 1, "{at}: {id} was sealed anew");
        }
        for device in [&scene.tablet, &scene.phone, &scene.tablet] {
            device.sync(&scene.honest(device));
            assert_eq!((device.name(id).as_deref(), device.name(fresh)), (Some("Zul"), None), "{at}");
        }
    }
}

#[test]
fn a_forgery_does_not_come_onto_the_next_list() {
    for at in 0..3 {
        let (scene, id) = scene();
        let forged = sealed(&scene, id, &lies(&scene, id)[at]);
        let fresh = RecordId([7; 16]);
        let other = sealed(&scene, fresh, &lies(&scene, fresh)[at]);
        scene.server.borrow_mut().forge(id, &forged);
        scene.server.borrow_mut().forge(fresh, &other);
        let outcome = scene.phone.remove(&scene.honest(&scene.phone), scene.tablet.id);
        assert_eq!(outcome.stopped, None);
        assert_eq!((scene.phone.why(fresh), scene.phone.why(id)), (Some(Unreadable::EpochClosed), None));
        // What the phone has is in the place of what was forged, also for who never had it.
        let newcomer = newcomer(&scene);
        let outcome = newcomer.sync(&scene.honest(&newcomer));
        assert!(outcome.stopped.is_none() && names(&outcome, Unreadable::EpochClosed));
        for device in [&scene.phone, &newcomer] {
            assert_eq!((device.name(id).as_deref(), device.name(fresh)), (Some("Zul"), None), "{at}");
        }
    }
}

#[test]
fn the_same_words_sealed_anew_by_a_removed_device_are_replaced() {
    let (scene, id) = scene();
    let body = scene.phone.row(id).and_then(|row| row.content).expect("it is there").to_bytes();
    scene.server.borrow_mut().forge(id, &sealed(&scene, id, &body));
    good(&scene.phone, &scene.honest(&scene.phone));
    let newcomer = newcomer(&scene);
    good(&newcomer, &scene.honest(&newcomer));
    assert_eq!(newcomer.name(id).as_deref(), Some("Zul"));
}

#[test]
fn no_device_is_removed_while_the_list_of_the_last_removal_is_missing() {
    let (scene, _) = scene();
    let list = list_of(&scene.phone);
    let withheld = || Tricks::records(move |record| (record.id != list).then_some(record));
    let outcome = scene.tablet.remove(&scene.evil(&scene.tablet, withheld()), scene.phone.id);
    assert_eq!(outcome.stopped, Some(Stop::Rotation(CannotRotate::ListMissing)));
    assert!(scene.tablet.store.borrow().rotation.is_none());
    assert!(scene.server.borrow().admit(scene.phone.id).is_ok());
    let outcome = scene.tablet.remove(&scene.honest(&scene.tablet), scene.phone.id);
    assert_eq!(outcome.stopped, None);
}

#[test]
fn a_forged_list_does_not_take_the_place_of_the_real_one() {
    let (scene, id) = scene();
    good(&scene.tablet, &scene.honest(&scene.tablet));
    let list = list_of(&scene.phone);
    let real = scene.phone.row(list).and_then(|row| row.content).and_then(|content| content.closing()).expect("a list");
    let more = List::close(Closing { attempt: [255; 16], ..real }, []);
    let part = List::close(real, [(id, ukhwah_protocol::id::VersionHash([255; 32]))]);
    let erased = Content::Record(Body::Erased { seen: [(Actor([2; 8]), 1)].into(), wall: START });
    let seal = |at: RecordId, content: &Content| sealed(&scene, at, &content.to_bytes());
    let forged = [
        (list, seal(list, &Content::List(more))),
        (RecordId([6; 16]), seal(RecordId([6; 16]), &Content::List(part))),
        (list, seal(list, &erased)),
    ];
    for (at, forged) in forged {
        scene.server.borrow_mut().forge(at, &forged);
        assert_eq!(scene.phone.sync(&scene.honest(&scene.phone)).stopped, None);
        let newcomer = Device::new(scene.tablet.id, scene.tablet.own, &scene.phone.keys());
        assert_eq!(newcomer.sync(&scene.honest(&newcomer)).stopped, None);
        assert_eq!(newcomer.name(id).as_deref(), Some("Zul"));
    }
}

#[test]
fn the_list_of_a_removal_that_never_ended_is_cleared_away_by_the_next() {
    let scene = Scene::new();
    scene.phone.write(9, "Zul");
    scene.meet();
    // The laptop goes for good between its list and the keyring.
    let tricks = Tricks { change: Some(Fault::Unreachable), ..Tricks::default() };
    let outcome = scene.laptop.remove(&scene.evil(&scene.laptop, tricks), scene.tablet.id);
    assert_eq!(outcome.stopped, Some(Stop::Server(Fault::Unreachable)));
    let left = list_of(&scene.laptop);
    scene.phone.sync(&scene.honest(&scene.phone));
    assert_eq!(scene.phone.why(left), Some(Unreadable::UnknownEpoch));
    assert_eq!(scene.phone.remove(&scene.honest(&scene.phone), scene.laptop.id).stopped, None);
    for device in [&scene.tablet, &scene.phone] {
        good(device, &scene.honest(device));
    }
}
