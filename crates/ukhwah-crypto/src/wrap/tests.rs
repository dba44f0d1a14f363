use proptest::prelude::*;

use super::*;
use crate::hazmat::test_random::SeededRandom;
use crate::{DeviceDhKey, KeyringKey, Owner, RecoveryCode, SheetKeys};

const OWNER: Owner = Owner { org_id: [1; 16], account_id: [2; 16] };
const PLACE: DeviceWrapPlace = DeviceWrapPlace { owner: OWNER, device_id: [3; 16] };

fn own() -> DeviceDhKey {
    DeviceDhKey::from_bytes(&[5; 32])
}

fn key(epoch: u32) -> KeyringKey {
    KeyringKey::from_parts(epoch, &[u8::try_from(epoch).expect("small"); 32])
}

fn for_device() -> Wrap {
    wrap_for_device(&PLACE, &own().public_key(), &key(6), &key(7), &mut SeededRandom::new(1)).expect("a good key")
}

fn on_device(place: &DeviceWrapPlace, wrap: &Wrap) -> Result<[u8; 32], UnwrapError> {
    unwrap_on_device(place, &own(), &key(6), wrap).map(|key| *key.expose_raw())
}

fn sheet() -> SheetKeys {
    SheetKeys::derive(&RecoveryCode::from_seed([9; 20]), None).expect("no passphrase")
}

fn for_sheet() -> Wrap {
    wrap_for_sheet(&OWNER, &sheet().recipient(), &key(7), &mut SeededRandom::new(1)).expect("a good key")
}

fn with_sheet(owner: &Owner, wrap: &Wrap) -> Result<[u8; 32], UnwrapError> {
    unwrap_with_sheet(owner, &sheet(), wrap).map(|key| *key.expose_raw())
}

#[derive(Debug, PartialEq, Eq)]
enum Reason {
    Parse(ParseWrapError),
    Unwrap(UnwrapError),
}

#[test]
fn a_wrapped_key_opens_where_it_belongs() {
    assert_eq!(on_device(&PLACE, &for_device()), Ok([7; 32]));
    assert_eq!(with_sheet(&OWNER, &for_sheet()), Ok([7; 32]));
    assert_eq!((for_device().epoch(), for_sheet().epoch()), (7, 7));
    assert_eq!((for_device().as_bytes().len(), for_sheet().as_bytes().len()), (86, 86));
}

#[test]
fn a_device_that_slept_walks_through_the_epochs() {
    let mut rng = SeededRandom::new(1);
    let mut keys = vec![KeyringKey::begin(&mut rng)];
    for _ in 0..3 {
        keys.push(keys[keys.len() - 1].next(&mut rng).expect("far from the end"));
    }
    let wraps: Vec<_> = keys
        .windows(2)
        .map(|pair| wrap_for_device(&PLACE, &own().public_key(), &pair[0], &pair[1], &mut rng).expect("a good key"))
        .collect();
    let mut held = KeyringKey::from_parts(keys[0].epoch(), keys[0].expose_raw());
    let skipped = unwrap_on_device(&PLACE, &own(), &held, &wraps[1]).err();
    assert_eq!(skipped, Some(UnwrapError::OtherEpoch { epoch: 3 }));
    for wrap in &wraps {
        held = unwrap_on_device(&PLACE, &own(), &held, wrap).expect("the next one");
    }
    assert_eq!(held.expose_raw(), keys[3].expose_raw());
}

#[test]
fn only_the_next_epoch_is_wrapped() {
    let mut rng = SeededRandom::new(1);
    for (previous, next) in [(6, 6), (6, 8), (7, 6)] {
        let error = wrap_for_device(&PLACE, &own().public_key(), &key(previous), &key(next), &mut rng).err();
        assert_eq!(error, Some(WrapError::NotTheNextEpoch));
    }
    let last = KeyringKey::from_parts(u32::MAX, &[1; 32]);
    let error = wrap_for_device(&PLACE, &own().public_key(), &last, &key(0), &mut rng).err();
    assert_eq!(error, Some(WrapError::NotTheNextEpoch));
    let error = unwrap_on_device(&PLACE, &own(), &last, &for_device()).err();
    assert_eq!(error, Some(UnwrapError::OtherEpoch { epoch: 7 }));
}

#[test]
fn attack_37_a_wrap_of_another_place_does_not_open() {
    let wrap = for_device();
    for place in [
        DeviceWrapPlace { device_id: [4; 16], ..PLACE },
        DeviceWrapPlace { owner: Owner { account_id: [4; 16], ..OWNER }, ..PLACE },
        DeviceWrapPlace { owner: Owner { org_id: [4; 16], ..OWNER }, ..PLACE },
    ] {
        assert_eq!(on_device(&place, &wrap), Err(UnwrapError::NotAuthentic));
    }
    for owner in [Owner { account_id: [4; 16], ..OWNER }, Owner { org_id: [4; 16], ..OWNER }] {
        assert_eq!(with_sheet(&owner, &for_sheet()), Err(UnwrapError::NotAuthentic));
    }
    assert_eq!(on_device(&PLACE, &for_sheet()), Err(UnwrapError::OtherKind));
    assert_eq!(with_sheet(&OWNER, &for_device()), Err(UnwrapError::OtherKind));
}

#[test]
fn another_private_key_or_another_shared_secret_opens_nothing() {
    let error = unwrap_on_device(&PLACE, &DeviceDhKey::from_bytes(&[6; 32]), &key(6), &for_device()).err();
    assert_eq!(error, Some(UnwrapError::NotAuthentic));
    // A removed device knows the previous key but has no private key; the server may have it the other way round.
    let error = unwrap_on_device(&PLACE, &own(), &KeyringKey::from_parts(6, &[0; 32]), &for_device()).err();
    assert_eq!(error, Some(UnwrapError::NotAuthentic));
    let other = SheetKeys::derive(&RecoveryCode::from_seed([8; 20]), None).expect("no passphrase");
    assert_eq!(unwrap_with_sheet(&OWNER, &other, &for_sheet()).err(), Some(UnwrapError::NotAuthentic));
}

#[test]
fn every_flipped_bit_is_refused_with_its_reason() {
    type Opening = fn(&Wrap) -> Result<[u8; 32], UnwrapError>;
    let kinds: [(Wrap, Opening); 2] =
        [(for_device(), |wrap| on_device(&PLACE, wrap)), (for_sheet(), |wrap| with_sheet(&OWNER, wrap))];
    for (wrap, open) in kinds {
        for bit in 0..wrap.as_bytes().len() * 8 {
            let mut flipped = wrap.as_bytes().to_vec();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let found = Wrap::parse(flipped.clone())
                .map_err(Reason::Parse)
                .and_then(|wrap| open(&wrap).map_err(Reason::Unwrap))
                .err();
            let epoch = u32::from_be_bytes(flipped[2..6].try_into().expect("4 bytes"));
            let expected = match (bit / 8, flipped[1]) {
                (0, _) => Reason::Parse(ParseWrapError::UnknownVersion { version: flipped[0] }),
                (1, 1 | 3) => Reason::Unwrap(UnwrapError::OtherKind),
                (1, 2) => Reason::Parse(ParseWrapError::BadLength { length: 86 }),
                (1, kind) => Reason::Parse(ParseWrapError::UnknownKind { kind }),
                // The sheet takes every epoch, so the tag must hold it.
                (2..6, 1) => Reason::Unwrap(UnwrapError::OtherEpoch { epoch }),
                _ => Reason::Unwrap(UnwrapError::NotAuthentic),
            };
            // The highest bit of a public key means nothing (RFC 7748, section 5), but HPKE binds it.
            assert_eq!(found, Some(expected), "bit {bit}");
        }
    }
}

#[test]
fn every_other_length_is_refused() {
    let bytes = for_device().into_bytes();
    for length in 0..bytes.len() {
        let error = Wrap::parse(bytes[..length].to_vec()).err();
        assert_eq!(error, Some(ParseWrapError::BadLength { length }));
    }
    let error = Wrap::parse([&bytes[..], &[0]].concat()).err();
    assert_eq!(error, Some(ParseWrapError::BadLength { length: bytes.len() + 1 }));
}

#[test]
fn keys_of_small_order_are_named() {
    let mut rng = SeededRandom::new(1);
    let error = wrap_for_device(&PLACE, &crate::DhPublicKey([0; 32]), &key(6), &key(7), &mut rng).err();
    assert_eq!(error, Some(WrapError::SmallOrder));
    let mut bytes = for_device().into_bytes();
    bytes[HEAD_LEN..HEAD_LEN + ENC_LEN].fill(0);
    let wrap = Wrap::parse(bytes).expect("well formed");
    assert_eq!(on_device(&PLACE, &wrap), Err(UnwrapError::SmallOrder));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_wrapped_opens(ids: [[u8; 16]; 3], raw: [[u8; 32]; 3], epoch in 0..u32::MAX, seed: u64) {
        let place = DeviceWrapPlace { owner: Owner { org_id: ids[0], account_id: ids[1] }, device_id: ids[2] };
        let own = DeviceDhKey::from_bytes(&raw[0]);
        let [previous, next] = [(epoch, raw[1]), (epoch + 1, raw[2])].map(|(at, raw)| KeyringKey::from_parts(at, &raw));
        let mut rng = SeededRandom::new(seed);
        let wrap = wrap_for_device(&place, &own.public_key(), &previous, &next, &mut rng).expect("a good key");
        let arrived = Wrap::parse(wrap.into_bytes()).expect("just made");
        let opened = unwrap_on_device(&place, &own, &previous, &arrived).expect("just wrapped");
        prop_assert_eq!(opened.epoch(), epoch + 1);
        prop_assert_eq!(opened.expose_raw(), &raw[2]);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), kind in 1_u8..4) {
        let headed = [&[1, kind, 0, 0, 0, 7], &bytes[..]].concat();
        for bytes in [bytes, headed.clone(), headed.into_iter().chain([0; 86]).take(86).collect()] {
            if let Ok(wrap) = Wrap::parse(bytes) {
                prop_assert!(on_device(&PLACE, &wrap).is_err());
                prop_assert!(with_sheet(&OWNER, &wrap).is_err());
            }
        }
    }
}
