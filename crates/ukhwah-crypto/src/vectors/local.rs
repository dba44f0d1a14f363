//! The formats of one installation.

use bip39::Language;
use serde::Deserialize;

use super::{array, bytes, cases};
use crate::card::seal_card_with_nonce;
use crate::key_file::SlotRandomness;
use crate::{
    Argon2Cost, BackupHeader, BackupKdf, BackupKey, CardKind, DeviceKey, KeyFile, KeychainSecret, LockKind, LockSecret,
    MainKey, RecoveryCode, open_card,
};

#[derive(Deserialize)]
struct CardCase {
    name: String,
    device_key: String,
    kind: String,
    nonce: String,
    content: String,
    file: String,
}

#[test]
fn cards_are_sealed_and_opened_as_frozen() {
    for case in cases::<CardCase>(include_str!("../../vectors/card-v1.json")) {
        let key = DeviceKey::from_bytes(&array(&case.device_key));
        let kind = match case.kind.as_str() {
            "help" => CardKind::Help,
            "reminder" => CardKind::Reminder,
            other => panic!("no card is called {other}"),
        };
        let file = seal_card_with_nonce(&key, kind, &bytes(&case.content), &array(&case.nonce));
        assert_eq!(hex::encode(file), case.file, "{}", case.name);
        let opened = open_card(&key, kind, &bytes(&case.file)).expect("the vector is whole");
        assert_eq!(*opened, bytes(&case.content), "{}", case.name);
    }
}

#[derive(Deserialize)]
struct KeyFileCase {
    name: String,
    main_key: String,
    lock: LockCase,
    recovery: RecoveryCase,
    json: String,
}

#[derive(Deserialize)]
struct LockCase {
    kind: LockKind,
    typed: String,
    keychain_secret: Option<String>,
    argon2: Argon2Cost,
    salt: String,
    nonce: String,
}

#[derive(Deserialize)]
struct RecoveryCase {
    seed: String,
    salt: String,
    nonce: String,
}

#[test]
fn key_files_are_written_and_opened_as_frozen() {
    for case in cases::<KeyFileCase>(include_str!("../../vectors/key-file-v1.json")) {
        let KeyFileCase { name, lock, recovery, .. } = &case;
        let main = MainKey::from_bytes(&array(&case.main_key));
        let secret = LockSecret::typed(&lock.typed, lock.kind);
        let keychain = lock.keychain_secret.as_deref().map(|raw| KeychainSecret::from_bytes(&array(raw)));
        let code = RecoveryCode::from_seed(array(&recovery.seed));

        let mut file = KeyFile::new();
        let random = SlotRandomness { salt: array(&lock.salt), nonce: array(&lock.nonce) };
        file.set_lock_with(&main, &secret, keychain.as_ref(), lock.argon2, &random).expect("little memory");
        let random = SlotRandomness { salt: array(&recovery.salt), nonce: array(&recovery.nonce) };
        file.set_recovery_with(&main, &code, &random);
        assert_eq!(file.to_json(), case.json, "{name}");

        let read = KeyFile::from_json(&case.json).expect("the vector is whole");
        let by_lock = read.open_with_lock(&secret, keychain.as_ref()).expect("the secrets are right");
        let by_code = read.open_with_recovery(&code).expect("the code is right");
        assert_eq!(by_lock.expose_raw(), main.expose_raw(), "{name}");
        assert_eq!(by_code.expose_raw(), main.expose_raw(), "{name}");
    }
}

#[derive(Deserialize)]
struct BackupCase {
    name: String,
    #[serde(flatten)]
    opened_by: BackupOpenedBy,
    salt: String,
    payload: String,
    database_key: String,
    file: String,
}

#[derive(Deserialize)]
#[serde(tag = "kdf", rename_all = "snake_case")]
enum BackupOpenedBy {
    Passphrase { typed: String, argon2: Argon2Cost },
    Recovery { seed: String },
}

impl BackupOpenedBy {
    fn kdf(&self) -> BackupKdf {
        match self {
            Self::Passphrase { argon2, .. } => BackupKdf::Passphrase(*argon2),
            Self::Recovery { .. } => BackupKdf::Recovery,
        }
    }

    fn key(&self, header: &BackupHeader) -> BackupKey {
        match self {
            Self::Passphrase { typed, .. } => {
                header.key_from_passphrase(&LockSecret::typed(typed, LockKind::Passphrase))
            }
            Self::Recovery { seed } => header.key_from_recovery(&RecoveryCode::from_seed(array(seed))),
        }
        .expect("the secret is right")
    }
}

#[test]
fn backups_are_framed_as_frozen() {
    for case in cases::<BackupCase>(include_str!("../../vectors/backup-v1.json")) {
        let payload = bytes(&case.payload);
        let header = BackupHeader::with_salt(case.opened_by.kdf(), array(&case.salt));
        let key = case.opened_by.key(&header);
        assert_eq!(hex::encode(*key.expose_database_key()), case.database_key, "{}", case.name);
        let head = header.encode(&key, payload.len() as u64);
        let mut mac = key.mac(&head);
        mac.update(&payload);
        let file = [&head[..], &payload, &mac.finish()].concat();
        assert_eq!(hex::encode(&file), case.file, "{}", case.name);

        let read = BackupHeader::decode(&bytes(&case.file)).expect("the vector is whole");
        assert_eq!(read.payload_length(), payload.len() as u64);
        let read_key = case.opened_by.key(&read);
        assert_eq!(read_key.expose_database_key(), key.expose_database_key(), "{}", case.name);
    }
}

#[derive(Deserialize)]
struct RecoveryCodeCase {
    name: String,
    seed: String,
    indices: Vec<usize>,
}

#[test]
fn recovery_codes_have_the_words_that_are_frozen() {
    for case in cases::<RecoveryCodeCase>(include_str!("../../vectors/recovery-code-v1.json")) {
        let code = RecoveryCode::from_seed(array(&case.seed));
        let words: Vec<&str> = case.indices.iter().map(|at| Language::English.word_list()[*at]).collect();
        assert_eq!(*code.expose_words(), words, "{}", case.name);
        let read = RecoveryCode::parse_words(&words.join(" ")).expect("the vector is a code");
        assert_eq!(read.expose_seed(), code.expose_seed(), "{}", case.name);
    }
}
