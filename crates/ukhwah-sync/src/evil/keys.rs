//! Keyrings, wraps and notices that are not what they should be.

use ukhwah_protocol::error::{ErrorCode, RemovalNotice};
use ukhwah_protocol::message::ListedDevice;

use super::*;
use crate::keychain::KeyringRefusal;
use crate::outcome::Stop;

fn scene() -> (Scene, RecordId) {
    let scene = Scene::new();
    let id = scene.phone.write(9, "Zul");
    scene.meet();
    (scene, id)
}

fn keyring(change: impl Fn(KeyringState) -> KeyringState + 'static) -> Tricks {
    Tricks { keyring: Some(Box::new(move |state| Ok(change(state)))), ..Tricks::default() }
}

/// The phone has removed the laptop; the tablet has not heard of it.
fn removed() -> (Scene, RecordId) {
    let (scene, id) = scene();
    assert_eq!(scene.phone.remove(&scene.honest(&scene.phone), scene.laptop.id).stopped, None);
    scene.phone.write(9, "Zulkifli");
    assert_eq!(scene.phone.sync(&scene.honest(&scene.phone)).stopped, None);
    (scene, id)
}

/// The tablet syncs with a keyring that it must not take; what it has stays, and the reason is named.
fn refused(scene: &Scene, tricks: Tricks, why: KeyringRefusal) {
    let (before, kept) = (scene.tablet.nouns(), scene.tablet.store.borrow().keyring.clone());
    let outcome = scene.tablet.sync(&scene.evil(&scene.tablet, tricks));
    assert!(outcome.notices.contains(&Notice::Keyring(why)), "{:?}", outcome.notices);
    assert_eq!(scene.tablet.nouns(), before);
    assert_eq!(scene.tablet.store.borrow().keyring, kept);
}

#[test]
fn attack_34_a_device_that_only_the_server_knows() {
    let (scene, _) = scene();
    let tricks = keyring(|mut state| {
        state.devices.push(ListedDevice { id: DeviceId([9; 16]), last_day: 0 });
        state
    });
    refused(&scene, tricks, KeyringRefusal::UnknownDevice);
}

#[test]
fn attack_35_the_server_hides_that_a_device_was_removed() {
    let (scene, _) = scene();
    let old = scene.server.borrow().keyring(scene.tablet.id);
    assert_eq!(scene.phone.remove(&scene.honest(&scene.phone), scene.laptop.id).stopped, None);
    scene.phone.write(9, "Zulkifli");
    assert_eq!(scene.phone.sync(&scene.honest(&scene.phone)).stopped, None);
    let before = scene.tablet.nouns();
    let outcome = scene.tablet.sync(&scene.evil(&scene.tablet, keyring(move |_| old.clone())));
    assert!(names(&outcome, Unreadable::UnknownEpoch));
    assert_eq!(scene.tablet.nouns(), before);
    // Nothing is written under the old keys where the new ones are in use.
    scene.tablet.write(8, "Mak");
    let outcome = scene.tablet.sync(&scene.honest(&scene.tablet));
    assert_eq!((outcome.stopped, scene.tablet.keys().epoch(), scene.tablet.is_dirty()), (None, 2, false));
}

#[test]
fn attack_36_an_older_keyring() {
    let (scene, _) = scene();
    let old = scene.server.borrow().keyring(scene.tablet.id);
    assert_eq!(scene.phone.remove(&scene.honest(&scene.phone), scene.laptop.id).stopped, None);
    assert_eq!(scene.tablet.sync(&scene.honest(&scene.tablet)).stopped, None);
    assert_eq!(scene.tablet.keys().revision(), 4);
    refused(&scene, keyring(move |_| old.clone()), KeyringRefusal::Old);
}

#[test]
fn attack_36_another_keyring_of_the_same_revision() {
    let (scene, _) = scene();
    let other = scene
        .phone
        .keys()
        .begin_rotation(&Removal { device: scene.laptop.id, is_lost: false, erase: false }, &mut Dice::new(4));
    let other = other.expect("begun").sealed().clone();
    let tricks = keyring(move |mut state| {
        state.keyring = other.clone();
        state
    });
    refused(&scene, tricks, KeyringRefusal::Old);
}

#[test]
fn a_removal_pushes_no_list_to_a_server_that_went_back_before_the_keyring() {
    let (scene, _) = scene();
    let old = scene.server.borrow().keyring(scene.tablet.id);
    assert_eq!(scene.phone.remove(&scene.honest(&scene.phone), scene.laptop.id).stopped, None);
    assert_eq!(scene.tablet.sync(&scene.honest(&scene.tablet)).stopped, None);
    let head = scene.server.borrow().head;
    let went_back = || {
        keyring({
            let old = old.clone();
            move |_| old.clone()
        })
    };
    let outcome = scene.tablet.remove(&scene.evil(&scene.tablet, went_back()), scene.phone.id);
    assert_eq!(outcome.stopped, Some(Stop::Keyring(KeyringRefusal::Old)));
    let outcome = scene.tablet.sync(&scene.evil(&scene.tablet, went_back()));
    assert_eq!((outcome.stopped, scene.server.borrow().head), (None, head), "records go on");
    assert!(outcome.notices.contains(&Notice::Keyring(KeyringRefusal::Old)));
    assert_eq!(scene.tablet.sync(&scene.honest(&scene.tablet)).stopped, None);
    assert!(!scene.tablet.keys().lists(scene.phone.id));
}

#[test]
fn attack_37_the_wrap_of_another_device() {
    let (scene, _) = removed();
    let phone = scene.phone.id;
    let change = scene.server.borrow().keyring(phone).wraps;
    assert!(change.is_empty(), "the phone has said that it holds the key");
    let tricks = keyring(|mut state| {
        for wrap in &mut state.wraps {
            wrap.bytes[40] ^= 1;
        }
        state
    });
    refused(&scene, tricks, KeyringRefusal::WrapBroken);
}

#[test]
fn attack_38_no_wrap_at_all() {
    let (scene, id) = removed();
    let tricks = keyring(|mut state| {
        state.wraps.clear();
        state
    });
    refused(&scene, tricks, KeyringRefusal::WrapMissing);
    assert_eq!(scene.tablet.name(id).as_deref(), Some("Zul"));
    // As soon as it gives the wrap, everything that waited is there.
    let outcome = scene.tablet.sync(&scene.honest(&scene.tablet));
    assert_eq!((outcome.stopped, &outcome.notices[..]), (None, &[][..]));
    assert_eq!(scene.tablet.name(id).as_deref(), Some("Zulkifli"));
}

#[test]
fn attack_38_a_keyring_of_bytes_without_sense() {
    let (scene, _) = removed();
    let tricks = keyring(|mut state| {
        let mut bytes = state.keyring.into_bytes();
        bytes[300] ^= 1;
        state.keyring = Sealed::from_bytes(bytes);
        state
    });
    refused(&scene, tricks, KeyringRefusal::Broken);
}

/// What the laptop does when a server tells it that it was removed.
fn told(notice: Option<RemovalNotice>) -> (Scene, Outcome) {
    let (scene, _) = scene();
    let before = scene.laptop.nouns();
    let fault = Fault::Refused { code: ErrorCode::DeviceRemoved, retry_after: None, notice };
    let outcome = scene.laptop.sync(&scene.evil(&scene.laptop, Tricks { all: Some(fault), ..Tricks::default() }));
    assert_eq!(scene.laptop.nouns(), before);
    (scene, outcome)
}

#[test]
fn attack_39_a_removal_that_nobody_signed() {
    assert_eq!(told(None).1.stopped, Some(Stop::Removed { is_verified: false, erase: false }));
    let notice = RemovalNotice { epoch: 2, erase: false, signature: "00".repeat(64) };
    assert_eq!(told(Some(notice)).1.stopped, Some(Stop::Removed { is_verified: false, erase: false }));
}

#[test]
fn attack_40_an_order_to_erase_that_nobody_signed() {
    let (scene, _) = removed();
    let outcome = scene.laptop.sync(&scene.honest(&scene.laptop));
    assert_eq!(outcome.stopped, Some(Stop::Removed { is_verified: true, erase: false }));
    let Err(Fault::Refused { notice: Some(signed), .. }) = scene.server.borrow().admit(scene.laptop.id) else {
        panic!("the laptop was removed")
    };
    let forged = RemovalNotice { erase: true, ..signed.clone() };
    assert_eq!(told(Some(forged)).1.stopped, Some(Stop::Removed { is_verified: false, erase: false }));
    let other = RemovalNotice { epoch: 3, ..signed };
    assert_eq!(told(Some(other)).1.stopped, Some(Stop::Removed { is_verified: false, erase: false }));
}

/// The phone removes laptop and tablet, one after the other and told to erase; what the tablet believes, which slept.
fn removed_together(is_first_lost: bool) -> Option<Stop> {
    let (scene, _) = scene();
    for (device, is_lost) in [(&scene.laptop, is_first_lost), (&scene.tablet, true)] {
        let removal = Removal { device: device.id, is_lost, erase: true };
        let outcome = scene.phone.with_engine(&scene.honest(&scene.phone), |engine| engine.remove_device(removal));
        assert_eq!(outcome.stopped, None);
    }
    let believed = Some(Stop::Removed { is_verified: true, erase: true });
    assert_eq!(scene.laptop.sync(&scene.honest(&scene.laptop)).stopped, believed);
    scene.tablet.sync(&scene.honest(&scene.tablet)).stopped
}

#[test]
fn devices_that_are_removed_together_believe_it_if_the_persons_keys_change_with_the_last() {
    assert_eq!(removed_together(false), Some(Stop::Removed { is_verified: true, erase: true }));
}

#[test]
fn a_device_that_slept_while_the_persons_keys_changed_only_pauses() {
    assert_eq!(removed_together(true), Some(Stop::Removed { is_verified: false, erase: false }));
}

#[test]
fn a_removal_goes_on_after_every_place_at_which_it_can_stop() {
    for stopped_at in 0..14 {
        let (scene, id) = scene();
        let asked = RefCell::new(0);
        let server = Stopping { inner: scene.honest(&scene.phone), asked: &asked, at: stopped_at };
        let _ = scene.phone.remove(&server, scene.laptop.id);
        for _ in 0..3 {
            let outcome = scene.phone.sync(&scene.honest(&scene.phone));
            assert_eq!(outcome.stopped, None, "stopped at {stopped_at}");
        }
        let is_listed = scene.phone.keys().lists(scene.laptop.id);
        assert_eq!(is_listed, scene.server.borrow().admit(scene.laptop.id).is_ok(), "stopped at {stopped_at}");
        if stopped_at > 5 {
            assert!(!is_listed, "stopped at {stopped_at}");
        }
        let outcome = scene.tablet.sync(&scene.honest(&scene.tablet));
        assert_eq!((outcome.stopped, &outcome.notices[..]), (None, &[][..]), "stopped at {stopped_at}");
        assert_eq!(scene.tablet.name(id).as_deref(), Some("Zul"));
    }
}

/// A way on which the answer to one request gets lost.
struct Stopping<'s> {
    inner: Evil<'s>,
    asked: &'s RefCell<usize>,
    at: usize,
}

impl Stopping<'_> {
    fn pass<T>(&self, answer: Result<T, Fault>) -> Result<T, Fault> {
        *self.asked.borrow_mut() += 1;
        if *self.asked.borrow() == self.at + 1 { Err(Fault::Unreachable) } else { answer }
    }
}

impl SyncApi for Stopping<'_> {
    fn hello(&self) -> Result<Hello, Fault> {
        self.pass(self.inner.hello())
    }
    fn keyring(&self) -> Result<KeyringState, Fault> {
        self.pass(self.inner.keyring())
    }
    fn change_keyring(&self, change: &KeyringChange) -> Result<KeyringChanged, Fault> {
        self.pass(self.inner.change_keyring(change))
    }
    fn ack_keyring(&self, epoch: u32) -> Result<(), Fault> {
        self.pass(self.inner.ack_keyring(epoch))
    }
    fn changes(&self, space: SpaceId, cursor: Option<&Cursor>, limit: u16) -> Result<Changes, Fault> {
        self.pass(self.inner.changes(space, cursor, limit))
    }
    fn push(&self, space: SpaceId, items: &[PushItem], meanwhile: &mut dyn FnMut()) -> Result<PushAnswers, Fault> {
        self.pass(self.inner.push(space, items, meanwhile))
    }
    fn index(&self, space: SpaceId, after: Option<RecordId>) -> Result<IndexPage, Fault> {
        self.pass(self.inner.index(space, after))
    }
    fn ack(&self, space: SpaceId, seq: u64) -> Result<(), Fault> {
        self.pass(self.inner.ack(space, seq))
    }
    fn purge(&self, space: SpaceId, ids: &[RecordId]) -> Result<Vec<RecordId>, Fault> {
        self.pass(self.inner.purge(space, ids))
    }
}
