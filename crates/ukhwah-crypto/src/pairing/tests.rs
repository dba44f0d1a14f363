use proptest::prelude::*;

use super::*;
use crate::hazmat::test_random::SeededRandom;
use crate::{DeviceDhKey, DeviceSigningKey, DhPublicKey, KeyringKey, UnwrapError, VersionHash, Wrap, WrapKind};

/// Both devices in the middle of a pairing.
struct Pairing {
    own: DeviceDhKey,
    hello: PairingHello,
    offer: PairingOffer,
    reply: PairingReply,
}

impl Pairing {
    fn begin(seed: u64) -> Self {
        let mut rng = SeededRandom::new(seed);
        let own = DeviceDhKey::make_with(&mut rng);
        let signing = DeviceSigningKey::make_with(&mut rng).verifying_key();
        let hello = PairingHello::make_with(signing, own.public_key(), &mut rng);
        let offer = PairingOffer::make_with(&hello, &mut rng);
        Self { own, hello, offer, reply: PairingReply::make_with(ORG, &mut rng) }
    }

    fn code(&self) -> String {
        PairingCode::derive(&self.offer, &self.hello, &self.reply).expose_digits().to_string()
    }

    fn wrap(&self) -> Wrap {
        wrap_for_pairing(&self.offer, &self.hello.dh, &bundle(), &mut SeededRandom::new(1)).expect("a good key")
    }

    fn unwrap(&self, wrap: &Wrap) -> Result<PairingBundle, UnwrapError> {
        unwrap_pairing(&self.offer, ORG, &self.own, wrap)
    }
}

const ORG: [u8; 16] = [4; 16];

fn bundle() -> PairingBundle {
    PairingBundle {
        account_id: [1; 16],
        device_id: [2; 16],
        key: KeyringKey::from_parts(7, &[3; 32]),
        keyring: VersionHash([5; 32]),
        set_hash: [6; 32],
        root_fingerprint: [4; 32],
    }
}

#[test]
fn two_devices_agree() {
    let new = Pairing::begin(1);
    let scanned = PairingOffer::decode(&*new.offer.expose_encoded()).expect("just shown");
    let hello = PairingHello::decode(&new.hello.encode()).expect("just posted");
    let reply = PairingReply::decode(&new.reply.encode()).expect("just posted");
    assert_eq!((hello, reply), (new.hello, new.reply));
    assert_eq!(scanned.check_keys(&hello), Ok(()));
    let code = PairingCode::derive(&scanned, &hello, &reply);
    assert_eq!(*code.expose_digits(), new.code());
    assert!(code.matches(&new.code()));

    let wrap = Wrap::parse(new.wrap().into_bytes()).expect("just made");
    let opened = new.unwrap(&wrap).expect("just wrapped");
    assert_eq!((wrap.kind(), wrap.epoch(), wrap.as_bytes().len()), (WrapKind::Pairing, 7, 218));
    assert_eq!((opened.account_id, opened.device_id, opened.key.epoch()), ([1; 16], [2; 16], 7));
    assert_eq!(opened.key.expose_raw(), &[3; 32]);
    assert_eq!((opened.keyring.0, opened.set_hash, opened.root_fingerprint), ([5; 32], [6; 32], [4; 32]));
}

#[test]
fn attack_41_swapped_keys_are_noticed() {
    let new = Pairing::begin(1);
    let other = Pairing::begin(2);
    assert_eq!(new.offer.check_keys(&other.hello), Err(KeysDiffer));
    let half = PairingHello { dh: other.hello.dh, ..new.hello };
    assert_eq!(new.offer.check_keys(&half), Err(KeysDiffer));
    let nonce = PairingHello { nonce: [0; 32], ..new.hello };
    assert_eq!(new.offer.check_keys(&nonce), Ok(()));
    let code = PairingCode::derive(&new.offer, &nonce, &new.reply);
    assert!(!code.matches(&new.code()));
}

#[test]
fn attack_42_a_bundle_of_an_earlier_pairing_does_not_open() {
    let new = Pairing::begin(1);
    let later = Pairing { offer: PairingOffer::make_with(&new.hello, &mut SeededRandom::new(9)), ..Pairing::begin(1) };
    assert_eq!(later.unwrap(&new.wrap()).err(), Some(UnwrapError::NotAuthentic));
}

#[test]
fn every_flipped_bit_of_the_code_is_refused() {
    let new = Pairing::begin(1);
    let bytes = new.offer.expose_encoded();
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let decoded = PairingOffer::decode(&*flipped);
        match bit / 8 {
            0..2 => assert_eq!(decoded.err(), Some(DecodePairingError::NotAPairingCode)),
            2 => assert_eq!(decoded.err(), Some(DecodePairingError::UnknownVersion { version: flipped[2] })),
            at => {
                let offer = decoded.expect("well formed");
                assert_eq!(offer.check_keys(&new.hello).is_err(), at < 35);
                assert!(!PairingCode::derive(&offer, &new.hello, &new.reply).matches(&new.code()), "bit {bit}");
                let opened = unwrap_pairing(&offer, ORG, &new.own, &new.wrap());
                assert_eq!(opened.err(), (at >= 35).then_some(UnwrapError::NotAuthentic));
            }
        }
    }
}

#[test]
fn every_other_length_of_the_code_is_refused() {
    let bytes = [&Pairing::begin(1).offer.expose_encoded()[..], &[0]].concat();
    for length in (0..bytes.len() + 1).filter(|length| *length != PairingOffer::LEN) {
        assert_eq!(PairingOffer::decode(&bytes[..length]).err(), Some(DecodePairingError::BadLength { length }));
    }
    for other in ["https://example.org", "UX", "otpauth://totp/x"] {
        assert_eq!(PairingOffer::decode(other.as_bytes()).err(), Some(DecodePairingError::NotAPairingCode));
    }
}

#[test]
fn slots_of_another_length_or_without_a_key_are_refused() {
    for length in [0, 48, 95, 97] {
        assert_eq!(PairingHello::decode(&vec![1; length]), Err(DecodeSlotError::BadLength { length }));
    }
    for length in [0, 47, 49, 96] {
        assert_eq!(PairingReply::decode(&vec![1; length]), Err(DecodeSlotError::BadLength { length }));
    }
    assert_eq!(PairingHello::decode(&[0; 96]), Err(DecodeSlotError::BadVerifyingKey));
}

#[test]
fn every_flipped_bit_of_a_slot_changes_the_code() {
    let new = Pairing::begin(1);
    let (hello, reply) = (new.hello.encode(), new.reply.encode());
    for bit in 0..(hello.len() + reply.len()) * 8 {
        let (mut hello, mut reply) = (hello, reply);
        match bit / 8 {
            at @ 0..PairingHello::LEN => hello[at] ^= 1 << (bit % 8),
            at => reply[at - PairingHello::LEN] ^= 1 << (bit % 8),
        }
        let Ok(hello) = PairingHello::decode(&hello) else { continue };
        let reply = PairingReply::decode(&reply).expect("of the right length");
        assert!(!PairingCode::derive(&new.offer, &hello, &reply).matches(&new.code()), "bit {bit}");
    }
}

#[test]
fn a_code_is_six_digits_however_they_are_typed() {
    let new = Pairing::begin(1);
    let digits = new.code();
    assert!(digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit()), "{digits}");
    let code = PairingCode::derive(&new.offer, &new.hello, &new.reply);
    let (front, back) = digits.split_at(3);
    for typed in [digits.clone(), format!("{front} {back}"), format!(" {front}-{back}\n")] {
        assert!(code.matches(&typed), "{typed:?}");
    }
    for typed in [front.to_owned(), format!("{digits}0"), String::new(), "      ".to_owned(), "éééééé".to_owned()]
    {
        assert!(!code.matches(&typed), "{typed:?}");
    }
}

#[test]
fn a_bundle_must_be_of_the_organization_that_was_said() {
    let new = Pairing::begin(1);
    let wrapped = |root_fingerprint| {
        let bundle = PairingBundle { root_fingerprint, ..bundle() };
        wrap_for_pairing(&new.offer, &new.hello.dh, &bundle, &mut SeededRandom::new(1)).expect("a good key")
    };
    assert_eq!(new.unwrap(&wrapped([5; 32])).err(), Some(UnwrapError::NotAuthentic));
    let without =
        |wrap: &Wrap| unwrap_pairing(&new.offer, [0; 16], &new.own, wrap).map(|bundle| bundle.root_fingerprint);
    assert_eq!(without(&wrapped([0; 32])), Ok([0; 32]));
    let mut half = [0; 32];
    half[16] = 1;
    assert_eq!(without(&wrapped(half)), Err(UnwrapError::OtherOrganization));
}

#[test]
fn every_flipped_bit_of_a_bundle_is_refused() {
    let new = Pairing::begin(1);
    let bytes = new.wrap().into_bytes();
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let opened = Wrap::parse(flipped).map(|wrap| new.unwrap(&wrap).err());
        assert!(!matches!(opened, Ok(None)), "bit {bit}");
    }
    let error = new.unwrap(&Wrap::parse(bytes).expect("whole")).err();
    assert_eq!(error, None);
}

#[test]
fn a_key_of_small_order_gets_no_bundle() {
    let new = Pairing::begin(1);
    let wrapped = wrap_for_pairing(&new.offer, &DhPublicKey([0; 32]), &bundle(), &mut SeededRandom::new(1));
    assert_eq!(wrapped.err(), Some(crate::WrapError::SmallOrder));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..100), text in "\\PC{0,12}") {
        let _ = PairingOffer::decode(&bytes);
        let _ = PairingOffer::decode(&[b"UK\x01", &bytes[..]].concat());
        let _ = PairingHello::decode(&bytes);
        let _ = PairingReply::decode(&bytes);
        let new = Pairing::begin(1);
        let matches = PairingCode::derive(&new.offer, &new.hello, &new.reply).matches(&text);
        prop_assert!(!matches || text.contains(&new.code()[..1]));
    }
}
