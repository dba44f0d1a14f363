//! Sealed records that are not what they should be.

use ukhwah_crypto::{BodyBytes, RecordPlace, seal_record};
use ukhwah_protocol::sealed::HEADER;

use super::*;

/// All devices have "Zul"; the laptop has written "Zulkifli", which the phone is about to pull.
fn scene() -> (Scene, RecordId) {
    let scene = Scene::new();
    let id = scene.phone.write(9, "Zul");
    scene.phone.write(8, "Mak");
    scene.meet();
    scene.laptop.write(9, "Zulkifli");
    assert_eq!(scene.laptop.sync(&scene.honest(&scene.laptop)).stopped, None);
    (scene, id)
}

/// Pulls with the bytes of the laptop's version changed; nothing may change, and this must be the reason.
fn refused(change: impl Fn(Vec<u8>) -> Vec<u8> + 'static, why: Unreadable) {
    let (scene, id) = scene();
    let before = scene.phone.nouns();
    let outcome = scene.phone.sync(&scene.evil(&scene.phone, Tricks::bytes(id, change)));
    assert_eq!((scene.phone.why(id), names(&outcome, why)), (Some(why), true));
    assert_eq!(scene.phone.nouns(), before);
    assert_eq!((outcome.stopped, scene.phone.is_dirty()), (None, false));
    // The phone never replaced what it could not read.
    assert_eq!(scene.tablet.sync(&scene.honest(&scene.tablet)).stopped, None);
    assert_eq!(scene.tablet.name(id).as_deref(), Some("Zulkifli"));
}

/// Pulls a body that somebody sealed who holds the key.
#[expect(clippy::needless_pass_by_value, reason = "each body is made for it")]
fn sealed(body: Vec<u8>, why: Unreadable) {
    let (scene, id) = scene();
    let forged = scene.tablet.keys().seal(id, &body, &mut Dice::new(4)).expect("short").into_bytes();
    refused(move |_| forged.clone(), why);
}

#[test]
fn attack_1_another_record_in_the_place_of_this_one() {
    let (scene, id) = scene();
    let other = scene.server.borrow().records[&RecordId([8; 16])].sealed.as_bytes().to_vec();
    let before = scene.phone.nouns();
    let outcome = scene.phone.sync(&scene.evil(&scene.phone, Tricks::bytes(id, move |_| other.clone())));
    assert!(names(&outcome, Unreadable::OtherRecord));
    assert_eq!(scene.phone.nouns(), before);
    refused(
        |mut bytes| {
            bytes[20..36].fill(8);
            bytes
        },
        Unreadable::OtherRecord,
    );
}

#[test]
fn attack_2_another_space() {
    refused(
        |mut bytes| {
            bytes[4] ^= 1;
            bytes
        },
        Unreadable::OtherSpace,
    );
}

#[test]
fn attack_3_another_organization() {
    let (scene, id) = scene();
    let keys = scene.laptop.keys();
    let place = RecordPlace { org_id: [6; 16], space_id: keys.space().0, record_id: id.0 };
    let body = scene.laptop.row(id).and_then(|row| row.content).expect("it is there").to_bytes();
    let own = &keys.keyring().own_space().expect("it has one").keys;
    let forged = seal_record(own, &place, &BodyBytes::new(body), &mut Dice::new(4)).expect("short").into_bytes();
    refused(move |_| forged.clone(), Unreadable::Changed);
}

#[test]
fn attack_4_each_byte_flipped() {
    let (scene, id) = scene();
    let before = scene.phone.nouns();
    let kept = scene.phone.store.borrow().clone();
    let length = scene.server.borrow().records[&id].sealed.as_bytes().len();
    for at in 0..length {
        *scene.phone.store.borrow_mut() = kept.clone();
        let tricks = Tricks::bytes(id, move |mut bytes| {
            bytes[at] ^= 0x10;
            bytes
        });
        let outcome = scene.phone.sync(&scene.evil(&scene.phone, tricks));
        assert!(scene.phone.why(id).is_some_and(|why| names(&outcome, why)), "byte {at}");
        assert_eq!(scene.phone.nouns(), before, "byte {at}");
    }
}

#[test]
fn attack_5_and_6_shorter_and_longer() {
    for length in [0, 1, HEADER, 111, 112, 1023, 1025, 2048] {
        let resize = move |mut bytes: Vec<u8>| {
            bytes.resize(length, 0);
            bytes
        };
        let why = if length == 2048 { Unreadable::Changed } else { Unreadable::NotSealed };
        refused(resize, why);
    }
}

#[test]
fn attack_7_another_suite_or_format() {
    for at in [2, 3] {
        for value in [0, 2, 255] {
            let set = move |mut bytes: Vec<u8>| {
                bytes[at] = value;
                bytes
            };
            refused(set, Unreadable::NotSealed);
        }
    }
}

#[test]
fn attack_8_a_commitment_to_another_key() {
    refused(
        |mut bytes| {
            bytes[64..96].fill(7);
            bytes
        },
        Unreadable::OtherKey,
    );
}

#[test]
fn attack_9_an_epoch_that_nobody_knows() {
    refused(
        |mut bytes| {
            bytes[36..40].copy_from_slice(&9_u32.to_be_bytes());
            bytes
        },
        Unreadable::UnknownEpoch,
    );
    refused(
        |mut bytes| {
            bytes[36..40].copy_from_slice(&0_u32.to_be_bytes());
            bytes
        },
        Unreadable::UnknownEpoch,
    );
}

#[test]
fn attack_10_a_removed_device_forges_under_the_keys_it_had() {
    let (scene, id) = scene();
    assert_eq!(scene.phone.sync(&scene.honest(&scene.phone)).stopped, None);
    assert_eq!(scene.phone.remove(&scene.honest(&scene.phone), scene.laptop.id).stopped, None);
    assert_eq!(scene.tablet.sync(&scene.honest(&scene.tablet)).stopped, None);
    scene.laptop.write(9, "orang lain");
    let body = scene.laptop.row(id).and_then(|row| row.content).expect("it is there").to_bytes();
    let forged = scene.laptop.keys().seal(id, &body, &mut Dice::new(4)).expect("short");
    // Somebody has to have changed the record since, so that the server has something to bring.
    scene.phone.write(9, "Zul lagi");
    assert_eq!(scene.phone.sync(&scene.honest(&scene.phone)).stopped, None);
    let before = scene.tablet.nouns();
    let forged = forged.into_bytes();
    let deaf =
        Tricks { push: Some(Box::new(|_| Err(Fault::Unreachable))), ..Tricks::bytes(id, move |_| forged.clone()) };
    let outcome = scene.tablet.sync(&scene.evil(&scene.tablet, deaf));
    assert!(names(&outcome, Unreadable::EpochClosed));
    assert_eq!(scene.tablet.nouns(), before);
    assert_eq!(scene.tablet.sync(&scene.honest(&scene.tablet)).stopped, None);
    assert_eq!((scene.tablet.why(id), scene.tablet.name(id).as_deref()), (None, Some("Zul lagi")));
}

#[test]
fn what_was_valid_when_a_device_was_removed_stays_valid() {
    let (scene, id) = scene();
    assert_eq!(scene.phone.remove(&scene.honest(&scene.phone), scene.laptop.id).stopped, None);
    let outcome = scene.tablet.sync(&scene.honest(&scene.tablet));
    assert_eq!((outcome.stopped, &outcome.notices[..]), (None, &[][..]));
    assert_eq!(scene.tablet.name(id).as_deref(), Some("Zulkifli"));
}

#[test]
fn attack_11_a_body_that_says_it_is_huge() {
    // A map whose list of edits says that it has 2^63 entries.
    sealed([&[0xA3, 1, 16, 2, 1, 3, 0x9B][..], &[0x7F; 8]].concat(), Unreadable::Malformed);
    sealed([&[0xA4, 1, 2, 2, 1, 3, 0x80, 7, 0x9B][..], &[0x7F; 8]].concat(), Unreadable::Malformed);
    sealed([&[0xA4, 1, 2, 2, 1, 3, 0x80, 7, 0x81, 0x5B][..], &[0x7F; 8]].concat(), Unreadable::Malformed);
}

#[test]
fn attack_12_a_body_of_lists_within_lists() {
    sealed([&[0xA3, 1, 16, 2, 1, 3][..], &[0x81; 100_000]].concat(), Unreadable::Malformed);
    sealed(vec![0x81; 100_000], Unreadable::Malformed);
}

#[test]
fn attack_13_a_body_in_another_form_than_the_one_legal_one() {
    let (scene, id) = scene();
    let good = scene.laptop.row(id).and_then(|row| row.content).expect("it is there").to_bytes();
    // The kind, 16, in two bytes instead of one; and something after the end.
    let wide = [&good[..2], &[0x18, 0x10], &good[3..]].concat();
    sealed(wide, Unreadable::Malformed);
    sealed([&good[..], &[0]].concat(), Unreadable::Malformed);
    sealed(Vec::new(), Unreadable::Malformed);
}

#[test]
fn attack_15_another_kind_under_the_same_id() {
    let (scene, id) = scene();
    let mut record = scene.laptop.row(id).and_then(|row| row.content).and_then(|c| c.live().cloned()).expect("there");
    record.kind = Kind::Place.number();
    sealed(Content::Record(Body::Live(record)).to_bytes(), Unreadable::NotMergeable);
}

#[test]
fn what_a_newer_version_wrote_is_kept_as_it_came() {
    sealed(vec![0xA5, 1, 16, 2, 2, 3, 0x80, 24, 99, 0, 24, 100, 0], Unreadable::Newer);
}

#[test]
fn what_could_not_be_read_gives_way_to_what_can() {
    let (scene, id) = scene();
    let spoilt = Tricks::bytes(id, |mut bytes| {
        bytes[500] ^= 1;
        bytes
    });
    let outcome = scene.phone.sync(&scene.evil(&scene.phone, spoilt));
    assert!(names(&outcome, Unreadable::Changed));
    scene.laptop.write(9, "Zul lagi");
    assert_eq!(scene.laptop.sync(&scene.honest(&scene.laptop)).stopped, None);
    let outcome = scene.phone.sync(&scene.honest(&scene.phone));
    assert_eq!((outcome.stopped, scene.phone.why(id)), (None, None));
    assert_eq!(scene.phone.name(id).as_deref(), Some("Zul lagi"));
}
