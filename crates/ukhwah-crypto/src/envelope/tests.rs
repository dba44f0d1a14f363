use std::collections::BTreeMap;

use proptest::prelude::*;
use zeroize::Zeroizing;

use super::*;
use crate::hazmat::test_random::SeededRandom;
use crate::{SpaceKey, SpaceKeys};

const PLACE: RecordPlace = RecordPlace { org_id: [1; 16], space_id: [2; 16], record_id: [3; 16] };

fn keys_of_epoch(epoch: u32) -> SpaceKeys {
    SpaceKeys::from_keys(BTreeMap::from([(epoch, SpaceKey::from_bytes(&[7; 32]))])).expect("one key")
}

fn keys() -> SpaceKeys {
    keys_of_epoch(5)
}

fn body(length: usize) -> BodyBytes {
    BodyBytes::new(vec![b'x'; length])
}

fn sealed(length: usize) -> Envelope {
    seal_record(&keys(), &PLACE, &body(length), &mut SeededRandom::new(1)).expect("short enough")
}

fn opened(bytes: Vec<u8>) -> Result<BodyBytes, Reason> {
    let envelope = Envelope::parse(bytes).map_err(Reason::Parse)?;
    open_record(&keys(), &PLACE, &envelope).map_err(Reason::Open)
}

#[derive(Debug, PartialEq, Eq)]
enum Reason {
    Parse(ParseEnvelopeError),
    Open(OpenEnvelopeError),
}

/// An envelope that only someone with the key can make: commitment and tag are right, the inside is as given.
fn forged(padded: &[u8]) -> Vec<u8> {
    let mut bytes = sealed(0).into_bytes();
    let nonce = [9; NONCE_LEN];
    let (epoch, key) = (5, SpaceKey::from_bytes(&[7; 32]));
    let derivation = crate::hazmat::Derivation::extract(b"ukhwah/v1/space", &[key.expose_raw()]);
    let place = [&[2; 16][..], &[3; 16], &u32::to_be_bytes(epoch)].concat();
    let pair: Zeroizing<[u8; 64]> = derivation.expand(&[b"ukhwah/v1/rec", &place]);
    let keys = crate::hazmat::CommittedKeys::new(pair, b"ukhwah/v1/commit");
    bytes.truncate(NONCE_AT);
    bytes.extend_from_slice(&nonce);
    bytes.extend_from_slice(keys.commitment(&nonce).as_slice());
    let bound = [&bytes[..], &[1; 16]].concat();
    bytes.extend_from_slice(padded);
    let tag = keys.encrypt(&nonce, &bound, &mut bytes[HEADER_LEN..]);
    bytes.extend_from_slice(&tag);
    bytes
}

#[test]
fn header_and_size_are_those_of_the_specification() {
    let envelope = sealed(900);
    assert_eq!(envelope.as_bytes()[..4], *b"UK\x01\x01");
    assert_eq!((envelope.space_id(), envelope.record_id(), envelope.epoch()), ([2; 16], [3; 16], 5));
    for (length, size) in
        [(0, 1024), (908, 1024), (909, 2048), (16_268, 16_384), (16_269, 17_408), (BodyBytes::MAX_LEN, 262_144)]
    {
        assert_eq!(body(length).sealed_len(), Ok(size));
        assert_eq!(sealed(length).as_bytes().len(), size);
    }
}

#[test]
fn a_body_that_is_too_long_is_refused() {
    let length = BodyBytes::MAX_LEN + 1;
    let error = seal_record(&keys(), &PLACE, &body(length), &mut SeededRandom::new(1)).err();
    assert_eq!(error, Some(BodyTooLong { length }));
}

#[test]
fn the_newest_key_seals() {
    let mut rng = SeededRandom::new(1);
    let mut keys = keys();
    let before = sealed(10);
    keys.rotate(&mut rng).expect("there is room");
    let after = seal_record(&keys, &PLACE, &body(10), &mut rng).expect("short enough");
    assert_eq!((before.epoch(), after.epoch()), (5, 6));
    for envelope in [before, after] {
        assert_eq!(open_record(&keys, &PLACE, &envelope).as_ref(), Ok(&body(10)));
    }
}

#[test]
fn sealing_twice_gives_different_bytes() {
    let mut rng = SeededRandom::new(1);
    let [one, other] = [0; 2].map(|_| seal_record(&keys(), &PLACE, &body(10), &mut rng).expect("short enough"));
    assert_ne!(one.as_bytes(), other.as_bytes());
    assert_ne!(one.version_hash(), other.version_hash());
}

#[test]
fn attack_1_and_2_swapped_records_and_spaces_are_named() {
    let envelope = sealed(10);
    let open = |place| open_record(&keys(), &place, &envelope).err();
    assert_eq!(open(RecordPlace { record_id: [4; 16], ..PLACE }), Some(OpenEnvelopeError::OtherRecord));
    assert_eq!(open(RecordPlace { space_id: [4; 16], ..PLACE }), Some(OpenEnvelopeError::OtherSpace));
    // With the ids in the header changed too, the commitment is that of another record.
    for (at, place) in [
        (SPACE_AT, RecordPlace { space_id: [4; 16], ..PLACE }),
        (RECORD_AT, RecordPlace { record_id: [4; 16], ..PLACE }),
    ] {
        let mut bytes = envelope.as_bytes().to_vec();
        bytes[at..at + 16].fill(4);
        let moved = Envelope::parse(bytes).expect("well formed");
        assert_eq!(open_record(&keys(), &place, &moved).err(), Some(OpenEnvelopeError::WrongKey));
    }
}

#[test]
fn attack_3_a_record_of_another_organization_is_not_authentic() {
    let place = RecordPlace { org_id: [4; 16], ..PLACE };
    assert_eq!(open_record(&keys(), &place, &sealed(10)).err(), Some(OpenEnvelopeError::NotAuthentic));
}

#[test]
fn attack_4_every_flipped_bit_is_noticed_and_named() {
    let bytes = sealed(10).into_bytes();
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let expected = match bit / 8 {
            0..2 => Reason::Parse(ParseEnvelopeError::NotAnEnvelope),
            2 => Reason::Parse(ParseEnvelopeError::UnknownFormat { format: flipped[2] }),
            3 => Reason::Parse(ParseEnvelopeError::UnknownSuite { suite: flipped[3] }),
            SPACE_AT..RECORD_AT => Reason::Open(OpenEnvelopeError::OtherSpace),
            RECORD_AT..EPOCH_AT => Reason::Open(OpenEnvelopeError::OtherRecord),
            EPOCH_AT..NONCE_AT => {
                let epoch = u32::from_be_bytes(flipped[EPOCH_AT..NONCE_AT].try_into().expect("4 bytes"));
                Reason::Open(OpenEnvelopeError::UnknownEpoch { epoch })
            }
            NONCE_AT..HEADER_LEN => Reason::Open(OpenEnvelopeError::WrongKey),
            _ => Reason::Open(OpenEnvelopeError::NotAuthentic),
        };
        assert_eq!(opened(flipped), Err(expected), "bit {bit}");
    }
}

#[test]
fn attack_5_every_truncation_is_named() {
    let bytes = sealed(3000).into_bytes();
    for length in 0..bytes.len() {
        let expected = match length {
            1024 | 2048 => Reason::Open(OpenEnvelopeError::NotAuthentic),
            _ => Reason::Parse(ParseEnvelopeError::BadSize { length }),
        };
        assert_eq!(opened(bytes[..length].to_vec()), Err(expected));
    }
}

#[test]
fn attack_6_every_extension_is_named() {
    let mut bytes = sealed(10).into_bytes();
    for length in 1025..=2048 {
        bytes.push(0);
        let expected = match length {
            2048 => Reason::Open(OpenEnvelopeError::NotAuthentic),
            _ => Reason::Parse(ParseEnvelopeError::BadSize { length }),
        };
        assert_eq!(opened(bytes.clone()), Err(expected));
    }
    let error = Envelope::parse([sealed(BodyBytes::MAX_LEN).as_bytes(), &[0]].concat()).err();
    assert_eq!(error, Some(ParseEnvelopeError::BadSize { length: Envelope::MAX_LEN + 1 }));
}

#[test]
fn attack_7_a_lower_suite_or_format_is_named_whatever_follows() {
    for rest in [&[][..], &[0; 1020]] {
        let with = |head: &[u8]| Envelope::parse([head, rest].concat()).err();
        assert_eq!(with(b"UK\x01\x00"), Some(ParseEnvelopeError::UnknownSuite { suite: 0 }));
        assert_eq!(with(b"UK\x00\x01"), Some(ParseEnvelopeError::UnknownFormat { format: 0 }));
        assert_eq!(with(b"UK\x02\x02"), Some(ParseEnvelopeError::UnknownFormat { format: 2 }));
    }
}

#[test]
fn attack_8_a_ciphertext_opens_under_no_second_key() {
    let envelope = sealed(10);
    let other = SpaceKey::from_bytes(&[8; 32]);
    let other = SpaceKeys::from_keys(BTreeMap::from([(5, other)])).expect("one key");
    assert_eq!(open_record(&other, &PLACE, &envelope).err(), Some(OpenEnvelopeError::WrongKey));
    // A commitment made for the second key lets its holder in, and then everybody else is kept out.
    let slot = Slot {
        context: b"ukhwah/v1/space",
        key: &[8; 32],
        org_id: [1; 16],
        space_id: [2; 16],
        record_id: [3; 16],
        epoch: 5,
    };
    let theirs = seal(&slot, &body(10), &envelope.field(NONCE_AT)).expect("short enough");
    let mut bytes = envelope.into_bytes();
    bytes[COMMIT_AT..HEADER_LEN].copy_from_slice(&theirs.as_bytes()[COMMIT_AT..HEADER_LEN]);
    let both = Envelope::parse(bytes).expect("well formed");
    assert_eq!(open_record(&keys(), &PLACE, &both).err(), Some(OpenEnvelopeError::WrongKey));
    assert_eq!(open_record(&other, &PLACE, &both).err(), Some(OpenEnvelopeError::NotAuthentic));
}

#[test]
fn attack_9_an_unknown_epoch_is_named() {
    let error = open_record(&keys_of_epoch(6), &PLACE, &sealed(10)).err();
    assert_eq!(error, Some(OpenEnvelopeError::UnknownEpoch { epoch: 5 }));
}

#[test]
fn attack_11_and_14_lengths_beyond_the_end_and_padding_that_is_not_zero_are_named() {
    let inside = |length: u32, rest: &[u8]| {
        let mut padded = [&length.to_be_bytes(), rest].concat();
        padded.resize(1024 - Envelope::OVERHEAD, 0);
        opened(forged(&padded))
    };
    assert_eq!(inside(1, b"a"), Ok(BodyBytes::new(b"a".to_vec())));
    assert_eq!(inside(908, &[b'a'; 908]), Ok(BodyBytes::new(vec![b'a'; 908])));
    for length in [909, 0x00ff_ffff, u32::MAX] {
        assert_eq!(inside(length, b"a"), Err(Reason::Open(OpenEnvelopeError::LengthBeyondEnd)));
    }
    for rest in [&b"ab"[..], b"a\0\0\0\x01", &[0; 907], &[1; 908]] {
        let expected = if rest.iter().skip(1).any(|byte| *byte != 0) {
            Err(Reason::Open(OpenEnvelopeError::PaddingNotZero))
        } else {
            Ok(BodyBytes::new(vec![0]))
        };
        assert_eq!(inside(1, rest), expected);
    }
}

#[test]
fn a_body_may_stand_in_a_larger_envelope() {
    let mut padded = b"\0\0\0\x01a".to_vec();
    padded.resize(4096 - Envelope::OVERHEAD, 0);
    assert_eq!(opened(forged(&padded)), Ok(BodyBytes::new(b"a".to_vec())));
}

#[test]
fn debug_shows_no_byte_of_a_body() {
    assert_eq!(format!("{:?}", body(3)), "BodyBytes(redacted)");
    assert_eq!(format!("{:?}", sealed(3)), "Envelope(epoch 5, 1024 bytes)");
}

proptest! {
    #[test]
    fn what_is_sealed_opens(
        content in proptest::collection::vec(any::<u8>(), 0..5000),
        raw: [u8; 32],
        ids: [[u8; 16]; 3],
        epoch: u32,
        seed: u64,
    ) {
        let keys = SpaceKeys::from_keys(BTreeMap::from([(epoch, SpaceKey::from_bytes(&raw))])).expect("one key");
        let place = RecordPlace { org_id: ids[0], space_id: ids[1], record_id: ids[2] };
        let body = BodyBytes::new(content);
        let envelope = seal_record(&keys, &place, &body, &mut SeededRandom::new(seed)).expect("short enough");
        let arrived = Envelope::parse(envelope.clone().into_bytes()).expect("just sealed");
        prop_assert_eq!(open_record(&keys, &place, &arrived), Ok(body));
        prop_assert_eq!(arrived.version_hash(), envelope.version_hash());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2100)) {
        prop_assert!(opened(bytes.clone()).is_err());
        let mut padded = [b"UK\x01\x01", &bytes[..]].concat();
        padded.resize(padded.len().next_power_of_two().max(1024), 0);
        prop_assert!(opened(padded).is_err());
        let mut inside = bytes;
        inside.resize(1024 - Envelope::OVERHEAD, 0);
        let _ = opened(forged(&inside));
    }
}
