//! The formats that travel, except the keyring.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{array, bytes, cases};
use crate::hazmat::test_random::ScriptedRandom;
use crate::{
    Argon2Cost, BodyBytes, DeviceDhKey, DeviceSigningKey, DeviceWrapPlace, Envelope, KeyringKey, LockKind, LockSecret,
    Owner, PairingBundle, PairingCode, PairingHello, PairingOffer, PairingReply, RecordPlace, RecoveryCode, SheetKeys,
    SpaceKey, SpaceKeys, VersionHash, Wrap, close_list_hash, open_record, seal_record, set_hash, unwrap_on_device,
    unwrap_pairing, unwrap_with_sheet, wrap_for_device, wrap_for_pairing, wrap_for_sheet,
};

#[derive(Deserialize)]
struct EnvelopeCase {
    name: String,
    space_key: String,
    org_id: String,
    space_id: String,
    record_id: String,
    epoch: u32,
    nonce: String,
    body: String,
    filled_with: usize,
    length: usize,
    version_hash: String,
    envelope: Option<String>,
}

#[test]
fn records_are_sealed_and_opened_as_frozen() {
    for case in cases::<EnvelopeCase>(include_str!("../../vectors/envelope-v1.json")) {
        let key = SpaceKey::from_bytes(&array(&case.space_key));
        let keys = SpaceKeys::from_keys(BTreeMap::from([(case.epoch, key)])).expect("one key");
        let place = RecordPlace {
            org_id: array(&case.org_id),
            space_id: array(&case.space_id),
            record_id: array(&case.record_id),
        };
        let body = BodyBytes::new([bytes(&case.body), vec![b'x'; case.filled_with]].concat());
        let mut rng = ScriptedRandom(bytes(&case.nonce));
        let sealed = seal_record(&keys, &place, &body, &mut rng).expect("short enough");
        assert_eq!(sealed.as_bytes().len(), case.length, "{}", case.name);
        assert_eq!(hex::encode(sealed.version_hash().0), case.version_hash, "{}", case.name);
        let stored = case.envelope.as_deref().map_or_else(|| sealed.as_bytes().to_vec(), bytes);
        let envelope = Envelope::parse(stored).expect("the vector is whole");
        assert_eq!(envelope, sealed, "{}", case.name);
        assert_eq!(open_record(&keys, &place, &envelope), Ok(body), "{}", case.name);
    }
}

#[derive(Deserialize)]
struct WrapCase {
    name: String,
    #[serde(flatten)]
    recipient: WrapRecipient,
    org_id: String,
    account_id: String,
    epoch: u32,
    key: String,
    ephemeral: String,
    wrap: String,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum WrapRecipient {
    Device { device_id: String, previous_key: String, private: String },
    Sheet { seed: String },
}

#[test]
fn keys_are_wrapped_and_unwrapped_as_frozen() {
    for case in cases::<WrapCase>(include_str!("../../vectors/wrap-v1.json")) {
        let owner = Owner { org_id: array(&case.org_id), account_id: array(&case.account_id) };
        let key = KeyringKey::from_parts(case.epoch, &array(&case.key));
        let mut rng = ScriptedRandom(bytes(&case.ephemeral));
        let stored = Wrap::parse(bytes(&case.wrap)).expect("the vector is whole");
        let (made, opened) = match &case.recipient {
            WrapRecipient::Device { device_id, previous_key, private } => {
                let place = DeviceWrapPlace { owner, device_id: array(device_id) };
                let previous = KeyringKey::from_parts(case.epoch - 1, &array(previous_key));
                let own = DeviceDhKey::from_bytes(&array(private));
                let made = wrap_for_device(&place, &own.public_key(), &previous, &key, &mut rng);
                (made, unwrap_on_device(&place, &own, &previous, &stored))
            }
            WrapRecipient::Sheet { seed } => {
                let sheet = SheetKeys::derive(&RecoveryCode::from_seed(array(seed)), None).expect("no passphrase");
                let made = wrap_for_sheet(&owner, &sheet.recipient(), &key, &mut rng);
                (made, unwrap_with_sheet(&owner, &sheet, &stored))
            }
        };
        assert_eq!(hex::encode(made.expect("a good key").as_bytes()), case.wrap, "{}", case.name);
        assert_eq!(opened.expect("the keys are right").expose_raw(), key.expose_raw(), "{}", case.name);
    }
}

#[derive(Deserialize)]
struct SheetCase {
    name: String,
    seed: String,
    passphrase: Option<String>,
    argon2: Option<Argon2Cost>,
    recovery_id: String,
    login: String,
    public_key: String,
    secret: String,
}

#[test]
fn sheets_lead_to_the_keys_that_are_frozen() {
    for case in cases::<SheetCase>(include_str!("../../vectors/sheet-v1.json")) {
        let passphrase = case.passphrase.as_deref().map(|text| LockSecret::typed(text, LockKind::Passphrase));
        let code = RecoveryCode::from_seed(array(&case.seed));
        let keys = match case.argon2 {
            Some(cost) if cost != Argon2Cost::default() => SheetKeys::derive_at_cost(&code, passphrase.as_ref(), cost),
            _ => SheetKeys::derive(&code, passphrase.as_ref()),
        };
        let keys = keys.expect("there is memory");
        assert_eq!(hex::encode(keys.recovery_id), case.recovery_id, "{}", case.name);
        assert_eq!(hex::encode(keys.login.verifying_key().to_bytes()), case.login, "{}", case.name);
        assert_eq!(hex::encode(keys.dh.public_key().0), case.public_key, "{}", case.name);
        assert_eq!(hex::encode(keys.secret.expose_raw()), case.secret, "{}", case.name);
    }
}

#[derive(Deserialize)]
struct PairingCase {
    name: String,
    signing: String,
    dh: String,
    nonce: String,
    rendezvous: String,
    secret: String,
    reply_nonce: String,
    account_id: String,
    device_id: String,
    epoch: u32,
    key: String,
    keyring_hash: String,
    set_hash: String,
    root_fingerprint: String,
    ephemeral: String,
    qr: String,
    slot_0: String,
    slot_1: String,
    code: String,
    slot_2: String,
}

impl PairingCase {
    fn bundle(&self) -> PairingBundle {
        PairingBundle {
            account_id: array(&self.account_id),
            device_id: array(&self.device_id),
            key: KeyringKey::from_parts(self.epoch, &array(&self.key)),
            keyring: VersionHash(array(&self.keyring_hash)),
            set_hash: array(&self.set_hash),
            root_fingerprint: array(&self.root_fingerprint),
        }
    }
}

#[test]
fn devices_are_paired_as_frozen() {
    for case in cases::<PairingCase>(include_str!("../../vectors/pairing-v1.json")) {
        let PairingCase { name, .. } = &case;
        let own = DeviceDhKey::from_bytes(&array(&case.dh));
        let signing = DeviceSigningKey::from_bytes(&array(&case.signing)).verifying_key();
        let hello = PairingHello { signing, dh: own.public_key(), nonce: array(&case.nonce) };
        let drawn = [bytes(&case.rendezvous), bytes(&case.secret)].concat();
        let offer = PairingOffer::make_with(&hello, &mut ScriptedRandom(drawn));
        let bundle = case.bundle();
        let org_id = bundle.owner().org_id;
        let reply = PairingReply { nonce: array(&case.reply_nonce), org_id };
        assert_eq!(hex::encode(*offer.expose_encoded()), case.qr, "{name}");
        assert_eq!(hex::encode(hello.encode()), case.slot_0, "{name}");
        assert_eq!(hex::encode(reply.encode()), case.slot_1, "{name}");

        let scanned = PairingOffer::decode(&bytes(&case.qr)).expect("the vector is whole");
        assert_eq!(*PairingCode::derive(&scanned, &hello, &reply).expose_digits(), case.code, "{name}");
        let mut rng = ScriptedRandom(bytes(&case.ephemeral));
        let wrap = wrap_for_pairing(&scanned, &hello.dh, &bundle, &mut rng).expect("a good key");
        assert_eq!(hex::encode(wrap.as_bytes()), case.slot_2, "{name}");
        let wrap = Wrap::parse(bytes(&case.slot_2)).expect("the vector is whole");
        let opened = unwrap_pairing(&offer, org_id, &own, &wrap).expect("the keys are right");
        assert_eq!(opened.key.expose_raw(), bundle.key.expose_raw(), "{name}");
        assert_eq!((opened.account_id, opened.device_id), (bundle.account_id, bundle.device_id), "{name}");
        assert_eq!((opened.keyring, opened.set_hash), (bundle.keyring, bundle.set_hash), "{name}");
    }
}

#[derive(Deserialize)]
struct SetHashCase {
    name: String,
    records: Vec<(String, String)>,
    set_hash: String,
    close_list_hash: String,
}

#[test]
fn sets_and_close_lists_have_the_hashes_that_are_frozen() {
    for case in cases::<SetHashCase>(include_str!("../../vectors/set-hash-v1.json")) {
        let records: Vec<_> = case.records.iter().map(|(id, hash)| (array(id), VersionHash(array(hash)))).collect();
        assert_eq!(hex::encode(set_hash(records.clone())), case.set_hash, "{}", case.name);
        let lines = records.iter().map(|(id, hash)| (*id, hash.half()));
        assert_eq!(hex::encode(close_list_hash(lines)), case.close_list_hash, "{}", case.name);
    }
}
