//! Every decoder of this crate, for bytes from anywhere: `fuzz/` calls them, and the tests below.
//!
//! What stands inside an envelope is decoded without the envelope, as someone could have written it who holds the key.
//! Each decoder panics if what it took for whole is not written the same way again.

use zeroize::Zeroizing;

use crate::envelope::unpad;
use crate::keyring::{decode, encode};
use crate::{
    BackupHeader, CardKind, DeviceKey, Envelope, KeyFile, NO_ORGANIZATION, Owner, PairingBundle, PairingHello,
    PairingOffer, PairingReply, RecoveryCode, Wrap, open_card,
};

/// A decoder and its name.
pub type Decoder = (&'static str, fn(&[u8]));

/// All of them.
pub const ALL: [Decoder; 10] = [
    ("envelope", envelope),
    ("padding", padding),
    ("wrap", wrap),
    ("keyring", keyring),
    ("pairing_offer", pairing_offer),
    ("pairing_slots", pairing_slots),
    ("words", words),
    ("card", card),
    ("key_file", key_file),
    ("backup_header", backup_header),
];

/// The header of an envelope.
pub fn envelope(bytes: &[u8]) {
    if let Ok(envelope) = Envelope::parse(bytes.to_vec()) {
        assert_eq!(envelope.as_bytes(), bytes);
        assert!((1024..=Envelope::MAX_LEN).contains(&bytes.len()));
        let _ = (envelope.space_id(), envelope.record_id(), envelope.epoch(), envelope.version_hash());
    }
}

/// What an envelope holds once it was decrypted.
pub fn padding(bytes: &[u8]) {
    if let Ok(body) = unpad(Zeroizing::new(bytes.to_vec())) {
        let body = body.expose_bytes();
        assert_eq!(bytes[4..4 + body.len()], *body);
    }
}

/// The header of a wrapped key.
pub fn wrap(bytes: &[u8]) {
    if let Ok(wrap) = Wrap::parse(bytes.to_vec()) {
        assert_eq!(wrap.as_bytes(), bytes);
        let _ = (wrap.kind(), wrap.epoch());
    }
    if let Ok(bundle) = bytes.try_into().map(PairingBundle::decode) {
        assert_eq!(*bundle.encode(), *bytes);
    }
}

/// The body of a keyring and its rules.
pub fn keyring(bytes: &[u8]) {
    if let Ok(keyring) = decode(bytes) {
        assert_eq!(encode(&keyring).expose_bytes(), bytes);
        let _ = keyring.check(&Owner { org_id: NO_ORGANIZATION, account_id: [1; 16] });
        assert!(keyring.check_follows(&keyring).is_err());
    }
}

/// The bytes of a QR code.
pub fn pairing_offer(bytes: &[u8]) {
    if let Ok(offer) = PairingOffer::decode(bytes) {
        assert_eq!(*offer.expose_encoded(), *bytes);
    }
}

/// The two slots of a mailbox.
pub fn pairing_slots(bytes: &[u8]) {
    if let Ok(hello) = PairingHello::decode(bytes) {
        assert_eq!(hello.encode(), *bytes);
    }
    if let Ok(reply) = PairingReply::decode(bytes) {
        assert_eq!(reply.encode(), *bytes);
    }
}

/// The words of a recovery code as text.
pub fn words(bytes: &[u8]) {
    if let Ok(code) = RecoveryCode::parse_words(&String::from_utf8_lossy(bytes)) {
        let again = RecoveryCode::parse_words(&code.expose_words().join(" "));
        assert!(again.is_ok_and(|again| again.expose_seed() == code.expose_seed()));
    }
}

/// A sealed card.
pub fn card(bytes: &[u8]) {
    let key = DeviceKey::from_bytes(&[1; 32]);
    for kind in [CardKind::Help, CardKind::Reminder] {
        let _ = open_card(&key, kind, bytes);
    }
}

/// A key file.
pub fn key_file(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(file) = KeyFile::from_json(text)
    {
        let again = KeyFile::from_json(file.to_json().as_str());
        assert!(again.is_ok_and(|again| again.to_json() == file.to_json()));
    }
}

/// The header of a backup file.
pub fn backup_header(bytes: &[u8]) {
    if let Ok(header) = BackupHeader::decode(bytes) {
        let _ = (header.kdf(), header.payload_length());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    /// Whole examples: every text in the frozen vectors, as it is and as the bytes that it may be in hexadecimal.
    fn examples() -> Vec<Vec<u8>> {
        let files = [
            include_str!("../vectors/backup-v1.json"),
            include_str!("../vectors/card-v1.json"),
            include_str!("../vectors/envelope-v1.json"),
            include_str!("../vectors/key-file-v1.json"),
            include_str!("../vectors/keyring-v1.json"),
            include_str!("../vectors/pairing-v1.json"),
            include_str!("../vectors/wrap-v1.json"),
        ];
        let mut texts = vec![RecoveryCode::from_seed([1; 20]).expose_words().join(" ")];
        for file in files {
            collect_texts(&serde_json::from_str(file).expect("the vectors are JSON"), &mut texts);
        }
        let decoded: Vec<_> = texts.iter().filter_map(|text| hex::decode(text).ok()).collect();
        texts.into_iter().map(String::into_bytes).chain(decoded).filter(|bytes| bytes.len() >= 20).collect()
    }

    fn collect_texts(value: &Value, texts: &mut Vec<String>) {
        match value {
            Value::String(text) => texts.push(text.clone()),
            Value::Array(items) => items.iter().for_each(|item| collect_texts(item, texts)),
            Value::Object(fields) => fields.values().for_each(|item| collect_texts(item, texts)),
            _ => {}
        }
    }

    fn run_all(bytes: &[u8]) {
        for (_, run) in ALL {
            run(bytes);
        }
    }

    #[test]
    fn whole_examples_are_decoded() {
        let examples = examples();
        assert!(examples.len() > 60, "{}", examples.len());
        examples.iter().for_each(|bytes| run_all(bytes));
        let taken = |takes: fn(&[u8]) -> bool| examples.iter().filter(|bytes| takes(bytes)).count();
        assert!(taken(|bytes| Envelope::parse(bytes.to_vec()).is_ok()) > 5);
        assert!(taken(|bytes| Wrap::parse(bytes.to_vec()).is_ok()) > 4);
        assert_eq!(taken(|bytes| decode(bytes).is_ok()), 2);
        assert_eq!(taken(|bytes| PairingOffer::decode(bytes).is_ok()), 2);
        assert_eq!(taken(|bytes| BackupHeader::decode(bytes).is_ok()), 3);
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_make_no_decoder_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2100)) {
            run_all(&bytes);
        }

        #[test]
        fn spoilt_examples_make_no_decoder_panic(
            which: prop::sample::Index,
            spoils in proptest::collection::vec(
                (any::<prop::sample::Index>(), 0_usize..9, proptest::collection::vec(any::<u8>(), 0..9)),
                1..4,
            ),
        ) {
            let examples = examples();
            let mut bytes = examples[which.index(examples.len())].clone();
            for (at, removed, inserted) in spoils {
                let at = at.index(bytes.len() + 1);
                let end = (at + removed).min(bytes.len());
                bytes.splice(at..end, inserted);
            }
            run_all(&bytes);
        }
    }
}
