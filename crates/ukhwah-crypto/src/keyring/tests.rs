mod following;

use proptest::prelude::*;

use super::codec::DecodeError;
use super::sealing::slot;
use super::*;
use crate::envelope::seal;
use crate::hazmat::test_random::SeededRandom;
use crate::{
    BodyBytes, DeviceDhKey, DeviceSigningKey, Envelope, KeyringKey, OpenEnvelopeError, RecoveryCode, SheetKeys,
    SpaceKey, VersionHash, close_list_hash,
};

const OWNER: Owner = Owner { org_id: [1; 16], account_id: [2; 16] };

fn device(number: u8) -> DeviceDetails {
    let mut rng = SeededRandom::new(1000 + u64::from(number));
    DeviceDetails {
        device_id: [number; 16],
        signing: DeviceSigningKey::make_with(&mut rng).verifying_key(),
        dh: DeviceDhKey::make_with(&mut rng).public_key(),
        added_by: [1; 16],
        added_day: 20_500,
        name: format!("telefon {number}"),
    }
}

/// A keyring with something in every part.
fn full() -> Keyring {
    let mut rng = SeededRandom::new(1);
    let mut keyring = Keyring::begin(&OWNER, device(1), &mut rng);
    keyring.add_device(&OWNER, device(2));
    keyring.add_device(&OWNER, device(3));
    keyring.replace_identity(&OWNER, &mut rng);
    keyring.devices.remove(&[3; 16]);
    let own = keyring.own_space_mut().expect("it has one");
    own.keys.rotate(&mut rng).expect("there is room");
    own.close_list = Some(close_list_hash([([7; 16], VersionHash([8; 32]).half())]));
    keyring.spaces.insert([9; 16], SpaceEntry { keys: SpaceKeys::begin(&mut rng), close_list: None });
    keyring.contacts.insert([10; 16], ContactSecret::from_bytes(&[11; 32]));
    let sheet = SheetKeys::derive(&RecoveryCode::from_seed([12; 20]), None).expect("no passphrase");
    keyring.sheet = Some(sheet.recipient());
    keyring.root_fingerprint = Some([13; 32]);
    keyring.documents.insert("roster".to_owned(), 14);
    keyring.revision = 3;
    keyring
}

fn key() -> KeyringKey {
    KeyringKey::from_parts(6, &[5; 32])
}

fn sealed(keyring: &Keyring) -> Envelope {
    keyring.seal(&OWNER, &key(), &mut SeededRandom::new(1)).expect("whole")
}

fn opened(envelope: &Envelope) -> Result<Keyring, OpenKeyringError> {
    Keyring::open(&OWNER, &key(), envelope)
}

/// What someone who holds the keyring key could write.
fn forged(inside: &[u8]) -> Envelope {
    seal(&slot(&OWNER, &key()), &BodyBytes::new(inside.to_vec()), &[9; 24]).expect("short enough")
}

fn copy(keyring: &Keyring) -> Keyring {
    decode(encode(keyring).expose_bytes()).expect("just encoded")
}

#[test]
fn a_keyring_comes_back_as_it_was_sealed() {
    for keyring in [Keyring::begin(&OWNER, device(1), &mut SeededRandom::new(1)), full()] {
        let envelope = Envelope::parse(sealed(&keyring).into_bytes()).expect("just sealed");
        assert_eq!((envelope.space_id(), envelope.record_id(), envelope.epoch()), ([2; 16], [0; 16], 6));
        let read = opened(&envelope).expect("just sealed");
        assert_eq!(encode(&read), encode(&keyring));
        assert_eq!(read.devices, keyring.devices);
    }
}

#[test]
fn a_new_keyring_has_one_device_one_space_and_revision_1() {
    let keyring = Keyring::begin(&OWNER, device(1), &mut SeededRandom::new(1));
    assert_eq!((keyring.revision, keyring.devices.len(), keyring.spaces.len()), (1, 1, 1));
    assert_eq!(keyring.own_space().expect("it has one").keys.newest().0, 1);
    assert_ne!(keyring.space_id, keyring.inbox_id);
    assert_eq!(sealed(&keyring).as_bytes().len(), 1024);
}

#[test]
fn every_flipped_bit_of_the_envelope_is_refused() {
    let bytes = sealed(&full()).into_bytes();
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        if let Ok(envelope) = Envelope::parse(flipped) {
            assert!(matches!(opened(&envelope), Err(OpenKeyringError::Envelope(_))), "bit {bit}");
        }
    }
}

#[test]
fn every_byte_changed_inside_is_refused_or_another_keyring_in_its_one_form() {
    let bytes = encode(&full()).expose_bytes().to_vec();
    let mut taken = 0;
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        if let Ok(keyring) = opened(&forged(&flipped)) {
            assert_eq!(encode(&keyring).expose_bytes(), flipped, "byte {at}");
            taken += 1;
        }
    }
    // Keys, ids and hashes that nothing signs; whoever can write them holds the keyring key.
    assert!(taken > 0 && taken < bytes.len() / 2, "{taken}");
}

#[test]
fn a_keyring_of_another_account_organization_epoch_or_key_does_not_open() {
    let envelope = sealed(&full());
    let open = |owner: Owner, key: &KeyringKey| Keyring::open(&owner, key, &envelope).err();
    let because = |error| Some(OpenKeyringError::Envelope(error));
    assert_eq!(open(Owner { account_id: [3; 16], ..OWNER }, &key()), because(OpenEnvelopeError::OtherSpace));
    assert_eq!(open(Owner { org_id: [3; 16], ..OWNER }, &key()), because(OpenEnvelopeError::NotAuthentic));
    let later = KeyringKey::from_parts(7, &[5; 32]);
    assert_eq!(open(OWNER, &later), because(OpenEnvelopeError::UnknownEpoch { epoch: 6 }));
    let other = KeyringKey::from_parts(6, &[6; 32]);
    assert_eq!(open(OWNER, &other), because(OpenEnvelopeError::WrongKey));
}

#[test]
fn a_record_is_no_keyring_and_a_keyring_no_record() {
    use crate::{RecordPlace, open_record, seal_record};
    let same = SpaceKey::from_bytes(&[5; 32]);
    let keys = SpaceKeys::from_keys(BTreeMap::from([(6, same)])).expect("one key");
    let place = RecordPlace { org_id: OWNER.org_id, space_id: OWNER.account_id, record_id: [0; 16] };
    let wrong = OpenEnvelopeError::WrongKey;
    assert_eq!(open_record(&keys, &place, &sealed(&full())), Err(wrong));
    let record = seal_record(&keys, &place, &encode(&full()), &mut SeededRandom::new(1)).expect("short enough");
    assert_eq!(opened(&record).err(), Some(OpenKeyringError::Envelope(wrong)));
}

#[test]
fn attack_13_other_forms_of_the_same_keyring_are_refused() {
    let keyring = full();
    let bytes = encode(&keyring).expose_bytes().to_vec();
    let refused = |inside: &[u8]| opened(&forged(inside)).expect_err("not in the one form");
    assert_eq!(refused(&[&bytes[..], &[0]].concat()), OpenKeyringError::NotCanonical);
    // The version as an integer of two bytes, the map without a length, and the first device twice.
    assert_eq!(bytes[..3], [0xac, 1, 1]);
    assert_eq!(refused(&[&[0xac, 1, 0x18, 1], &bytes[3..]].concat()), OpenKeyringError::NotCanonical);
    assert_eq!(refused(&[&[0xbf], &bytes[1..], &[0xff]].concat()), OpenKeyringError::Malformed);
    let head = [9, 0x82, 0x87, 0x50];
    let at = bytes.windows(4).position(|window| window == head).expect("two devices");
    let first = &bytes[at + 2..];
    let length = first.windows(2).skip(1).position(|window| window == [0x87, 0x50]).expect("the second device") + 1;
    let (one, two) = (&first[..length], &first[length..]);
    let end = two.windows(3).position(|window| window == [10, 0x83, 0x50]).expect("the sheet");
    for devices in [[two[..end].to_vec(), one.to_vec()], [one.to_vec(), one.to_vec()]] {
        let inside = [&bytes[..at + 2], &devices.concat(), &two[end..]].concat();
        assert_eq!(refused(&inside), OpenKeyringError::NotCanonical);
    }
}

#[test]
fn truncated_bytes_are_refused() {
    let bytes = encode(&full()).expose_bytes().to_vec();
    for length in 0..bytes.len() {
        assert_eq!(opened(&forged(&bytes[..length])).err(), Some(OpenKeyringError::Malformed), "{length}");
    }
}

#[test]
fn a_newer_keyring_is_called_newer_whatever_is_in_it() {
    for inside in [&[0xa1, 1, 2][..], &[0xae, 1, 2, 0x18, 99]] {
        assert_eq!(opened(&forged(inside)).err(), Some(OpenKeyringError::TooNew { version: 2 }));
    }
    assert_eq!(opened(&forged(&[0xa1, 1, 0])).err(), Some(OpenKeyringError::Malformed));
}

#[test]
fn attack_12_lengths_that_promise_too_much_are_refused_before_anything_is_allocated() {
    let bytes = encode(&full()).expose_bytes().to_vec();
    let at = bytes.windows(2).position(|window| window == [4, 0x81]).expect("one past key");
    let with = |length: &[u8]| {
        let inside = [&bytes[..at + 1], length, &bytes[at + 2..]].concat();
        opened(&forged(&inside)).err()
    };
    let too_many = Some(OpenKeyringError::Broken(BrokenKeyring::TooMany));
    assert_eq!(with(&[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), too_many);
    assert_eq!(with(&[0x98, 65]), too_many);
    assert_eq!(with(&[0x9f]), Some(OpenKeyringError::NotCanonical));
    let nested = [&bytes[..at + 1], &[0x81; 2000][..]].concat();
    assert_eq!(opened(&forged(&nested)).err(), Some(OpenKeyringError::Malformed));
}

#[test]
fn attack_34_a_device_that_the_person_did_not_sign_is_named() {
    let refused = |change: &dyn Fn(&mut Keyring)| {
        let mut keyring = full();
        change(&mut keyring);
        let sealed = keyring.seal(&OWNER, &key(), &mut SeededRandom::new(1)).expect_err("broken");
        let opened = opened(&forged(encode(&keyring).expose_bytes())).expect_err("broken");
        let (SealKeyringError::Broken(sealed), OpenKeyringError::Broken(opened)) = (sealed, opened) else {
            panic!("broken for another reason: {sealed:?}, {opened:?}");
        };
        assert_eq!(sealed, opened);
        opened
    };
    let stranger = crate::IdentitySigningKey::from_bytes(&[77; 32]);
    let unsigned = |number: u8| BrokenKeyring::UnsignedDevice { device_id: [number; 16] };
    let error = refused(&|keyring| {
        keyring.devices.insert([4; 16], DeviceEntry::sign(device(4), &OWNER, &stranger));
    });
    assert_eq!(error, unsigned(4));
    let error = refused(&|keyring| {
        let moved = keyring.devices.remove(&[2; 16]).expect("it is there");
        keyring.devices.insert([5; 16], moved);
    });
    assert_eq!(error, unsigned(5));
    let elsewhere = Owner { account_id: [3; 16], ..OWNER };
    let error = refused(&|keyring| keyring.add_device(&elsewhere, device(4)));
    assert_eq!(error, unsigned(4));
    let changes: [fn(&mut DeviceEntry); 5] = [
        |entry| entry.signing = device(9).signing,
        |entry| entry.dh = device(9).dh,
        |entry| entry.added_by = [9; 16],
        |entry| entry.added_day += 1,
        |entry| entry.name.push('!'),
    ];
    for change in changes {
        let error = refused(&|keyring| change(keyring.devices.get_mut(&[2; 16]).expect("it is there")));
        assert_eq!(error, unsigned(2));
    }
}

#[test]
fn what_breaks_another_rule_is_neither_sealed_nor_opened() {
    type Change = fn(&mut Keyring);
    let changes: [(Change, BrokenKeyring); 10] = [
        (|keyring| keyring.space_id = [0; 16], BrokenKeyring::NoOwnSpace),
        (|keyring| keyring.devices.clear(), BrokenKeyring::DeviceCount),
        (|keyring| (1..=9).for_each(|number| keyring.add_device(&OWNER, device(number))), BrokenKeyring::DeviceCount),
        (
            |keyring| keyring.add_device(&OWNER, DeviceDetails { signing: device(1).signing, ..device(4) }),
            BrokenKeyring::SharedDeviceKey,
        ),
        (
            |keyring| keyring.add_device(&OWNER, DeviceDetails { dh: device(1).dh, ..device(4) }),
            BrokenKeyring::SharedDeviceKey,
        ),
        (|keyring| keyring.identity.past[0].signature.0[0] ^= 1, BrokenKeyring::BrokenSuccession),
        (|keyring| keyring.identity.past[0].signing = device(1).signing, BrokenKeyring::BrokenSuccession),
        (
            |keyring| keyring.add_device(&OWNER, DeviceDetails { name: "x".repeat(129), ..device(4) }),
            BrokenKeyring::TooMany,
        ),
        (|keyring| keyring.documents.extend([("x".repeat(33), 1)]), BrokenKeyring::TooMany),
        (
            |keyring| keyring.documents.extend((0..64).map(|number| (format!("kind {number}"), 1))),
            BrokenKeyring::TooMany,
        ),
    ];
    for (at, (change, reason)) in changes.into_iter().enumerate() {
        let mut keyring = full();
        change(&mut keyring);
        let sealed = keyring.seal(&OWNER, &key(), &mut SeededRandom::new(1)).err();
        assert_eq!(sealed, Some(SealKeyringError::Broken(reason)), "{at}");
        let opened = opened(&forged(encode(&keyring).expose_bytes())).err();
        let counted = matches!(reason, BrokenKeyring::DeviceCount) && !keyring.devices.is_empty();
        let reason = if counted { BrokenKeyring::TooMany } else { reason };
        assert_eq!(opened, Some(OpenKeyringError::Broken(reason)), "{at}");
    }
}

#[test]
fn a_keyring_that_fits_into_no_envelope_is_refused() {
    let mut rng = SeededRandom::new(1);
    let mut keyring = full();
    for number in 0..10 {
        let mut keys = SpaceKeys::begin(&mut rng);
        while keys.rotate(&mut rng).is_ok() {}
        keyring.spaces.insert([100 + number; 16], SpaceEntry { keys, close_list: None });
    }
    let error = keyring.seal(&OWNER, &key(), &mut rng).err();
    assert!(matches!(error, Some(SealKeyringError::TooLong(_))));
    for number in 5..10 {
        keyring.spaces.remove(&[100 + number; 16]);
    }
    let envelope = sealed(&keyring);
    assert_eq!(encode(&opened(&envelope).expect("just sealed")), encode(&keyring));
}

#[test]
fn debug_shows_no_secret() {
    let keyring = full();
    let text = format!("{keyring:?} {:?} {:?}", keyring.identity, keyring.own_space());
    for secret in [keyring.identity.signing.expose_raw(), keyring.identity.dh.expose_raw()] {
        assert!(!text.contains(&hex::encode(secret)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_sealed_opens(
        seed: u64,
        revision: u64,
        names in proptest::collection::vec("\\PC{0,32}", 1..8),
        epochs in 0_u32..40,
        contacts in proptest::collection::btree_map(any::<Id>(), any::<[u8; 32]>(), 0..30),
        documents in proptest::collection::btree_map("[a-z-]{0,32}", any::<u64>(), 0..10),
        root: Option<[u8; 32]>,
    ) {
        let mut rng = SeededRandom::new(seed);
        let mut keyring = Keyring::begin(&OWNER, device(0), &mut rng);
        for (number, name) in (0..).zip(names) {
            keyring.add_device(&OWNER, DeviceDetails { name, ..device(number) });
        }
        let own = keyring.own_space_mut().expect("it has one");
        for _ in 0..epochs {
            own.keys.rotate(&mut rng).expect("there is room");
        }
        own.close_list = root;
        keyring.contacts = contacts.iter().map(|(id, raw)| (*id, ContactSecret::from_bytes(raw))).collect();
        keyring.documents = documents;
        keyring.root_fingerprint = root;
        keyring.revision = revision;
        let read = opened(&sealed(&keyring)).expect("just sealed");
        prop_assert_eq!(encode(&read), encode(&keyring));
    }

    #[test]
    fn no_bytes_make_it_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        at: prop::sample::Index,
        removed in 0_usize..40,
    ) {
        prop_assert!(decode(&bytes).is_err());
        let whole = encode(&full()).expose_bytes().to_vec();
        let at = at.index(whole.len());
        let spoilt = [&whole[..at], &bytes, &whole[(at + removed).min(whole.len())..]].concat();
        match decode(&spoilt) {
            Ok(keyring) => prop_assert_eq!(encode(&keyring), BodyBytes::new(spoilt)),
            Err(DecodeError::TooNew { version }) => prop_assert!(version > 1),
            Err(_) => {}
        }
    }
}
