//! The keyring, built up from what its vector lists.

use serde::Deserialize;

use super::{array, bytes, cases};
use crate::hazmat::test_random::ScriptedRandom;
use crate::keyring::encode;
use crate::{
    ContactSecret, DeviceDetails, DeviceDhKey, DeviceEntry, DeviceSigningKey, Envelope, Identity, IdentityDhKey,
    IdentitySigningKey, Keyring, KeyringKey, Owner, RecoveryCode, SheetKeys, SpaceEntry, SpaceKey, SpaceKeys,
};

#[derive(Deserialize)]
struct KeyringCase {
    name: String,
    org_id: String,
    account_id: String,
    epoch: u32,
    key: String,
    nonce: String,
    revision: u64,
    identities: Vec<IdentityCase>,
    inbox_id: String,
    space_id: String,
    spaces: Vec<SpaceCase>,
    contacts: Vec<(String, String)>,
    devices: Vec<DeviceCase>,
    sheet_seed: Option<String>,
    root_fingerprint: Option<String>,
    documents: Vec<(String, u64)>,
    body: String,
    envelope: String,
}

#[derive(Deserialize)]
struct IdentityCase {
    signing: String,
    dh: String,
}

#[derive(Deserialize)]
struct SpaceCase {
    space_id: String,
    keys: Vec<(u32, String)>,
    close_list: Option<String>,
}

#[derive(Deserialize)]
struct DeviceCase {
    device_id: String,
    signing: String,
    dh: String,
    added_by: String,
    added_day: u32,
    name: String,
}

impl KeyringCase {
    fn owner(&self) -> Owner {
        Owner { org_id: array(&self.org_id), account_id: array(&self.account_id) }
    }

    fn identity(&self) -> Identity {
        let identity = |case: &IdentityCase| Identity {
            signing: IdentitySigningKey::from_bytes(&array(&case.signing)),
            dh: IdentityDhKey::from_bytes(&array(&case.dh)),
            past: Vec::new(),
        };
        let mut all = self.identities.iter().map(identity);
        let first = all.next().expect("a person has keys");
        all.fold(first, |before, next| {
            // The old keys sign what the script makes of the new ones.
            let drawn = [*next.signing.expose_raw(), *next.dh.expose_raw()].concat();
            before.succeed(&self.owner(), &mut ScriptedRandom(drawn))
        })
    }

    fn keyring(&self) -> Keyring {
        let identity = self.identity();
        let devices = self.devices.iter().map(|case| {
            let details = case.details();
            (details.device_id, DeviceEntry::sign(details, &self.owner(), &identity.signing))
        });
        let sheet = self.sheet_seed.as_deref().map(|seed| {
            let keys = SheetKeys::derive(&RecoveryCode::from_seed(array(seed)), None);
            keys.expect("no passphrase").recipient()
        });
        Keyring {
            revision: self.revision,
            devices: devices.collect(),
            identity,
            inbox_id: array(&self.inbox_id),
            space_id: array(&self.space_id),
            spaces: self.spaces.iter().map(|case| (array(&case.space_id), case.entry())).collect(),
            contacts: self
                .contacts
                .iter()
                .map(|(id, raw)| (array(id), ContactSecret::from_bytes(&array(raw))))
                .collect(),
            sheet,
            root_fingerprint: self.root_fingerprint.as_deref().map(array),
            documents: self.documents.iter().cloned().collect(),
        }
    }
}

impl SpaceCase {
    fn entry(&self) -> SpaceEntry {
        let keys = self.keys.iter().map(|(epoch, key)| (*epoch, SpaceKey::from_bytes(&array(key))));
        SpaceEntry {
            keys: SpaceKeys::from_keys(keys.collect()).expect("a space has keys"),
            close_list: self.close_list.as_deref().map(array),
        }
    }
}

impl DeviceCase {
    fn details(&self) -> DeviceDetails {
        DeviceDetails {
            device_id: array(&self.device_id),
            signing: DeviceSigningKey::from_bytes(&array(&self.signing)).verifying_key(),
            dh: DeviceDhKey::from_bytes(&array(&self.dh)).public_key(),
            added_by: array(&self.added_by),
            added_day: self.added_day,
            name: self.name.clone(),
        }
    }
}

#[test]
fn keyrings_are_sealed_and_opened_as_frozen() {
    for case in cases::<KeyringCase>(include_str!("../../vectors/keyring-v1.json")) {
        let key = KeyringKey::from_parts(case.epoch, &array(&case.key));
        let keyring = case.keyring();
        assert_eq!(hex::encode(encode(&keyring).expose_bytes()), case.body, "{}", case.name);
        let mut rng = ScriptedRandom(bytes(&case.nonce));
        let sealed = keyring.seal(&case.owner(), &key, &mut rng).expect("whole");
        assert_eq!(hex::encode(sealed.as_bytes()), case.envelope, "{}", case.name);
        let envelope = Envelope::parse(bytes(&case.envelope)).expect("the vector is whole");
        let opened = Keyring::open(&case.owner(), &key, &envelope).expect("the key is right");
        assert_eq!(encode(&opened), encode(&keyring), "{}", case.name);
    }
}
