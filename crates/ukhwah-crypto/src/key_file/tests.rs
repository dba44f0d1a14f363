use proptest::prelude::*;

use super::*;

fn main_key() -> MainKey {
    MainKey::from_bytes(&[0x4d; 32])
}

fn keychain() -> KeychainSecret {
    KeychainSecret::from_bytes(&[0x4b; 32])
}

fn code() -> RecoveryCode {
    RecoveryCode::from_seed([0x52; 20])
}

fn pin(text: &str) -> LockSecret {
    LockSecret::typed(text, LockKind::Pin)
}

fn passphrase(text: &str) -> LockSecret {
    LockSecret::typed(text, LockKind::Passphrase)
}

fn locked_by_pin() -> KeyFile {
    let mut file = KeyFile::new();
    file.set_lock(&main_key(), &pin("190487"), Some(&keychain()), Argon2Cost::FAST).expect("a keychain is given");
    file.set_recovery(&main_key(), &code());
    file
}

fn raw(opened: Result<MainKey, OpenError>) -> Result<[u8; 32], OpenError> {
    opened.map(|key| *key.expose_raw())
}

#[test]
fn a_new_file_opens_with_nothing() {
    let file = KeyFile::new();
    assert_eq!(file.lock(), None);
    assert!(!file.has_recovery());
    assert_eq!(raw(file.open_with_lock(&pin("190487"), None)), Err(OpenError::NoLock));
    assert_eq!(raw(file.open_with_recovery(&code())), Err(OpenError::NoRecovery));
    assert_eq!(file.to_json(), "{\n  \"version\": 1\n}\n");
}

#[test]
fn a_pin_opens_only_together_with_its_keychain_secret() {
    let file = locked_by_pin();
    assert_eq!(file.lock(), Some(LockInfo { kind: LockKind::Pin, uses_keychain: true }));
    assert_eq!(raw(file.open_with_lock(&pin("190487"), Some(&keychain()))), Ok([0x4d; 32]));
    assert_eq!(raw(file.open_with_lock(&pin("190488"), Some(&keychain()))), Err(OpenError::WrongSecret));
    assert_eq!(raw(file.open_with_lock(&pin("190487"), None)), Err(OpenError::KeychainSecretMissing));
    let other = KeychainSecret::from_bytes(&[0; 32]);
    assert_eq!(raw(file.open_with_lock(&pin("190487"), Some(&other))), Err(OpenError::WrongSecret));
    assert_eq!(raw(file.open_with_lock(&passphrase("190487"), Some(&keychain()))), Err(OpenError::WrongSecret));
}

#[test]
fn a_pin_without_keychain_is_refused_and_changes_nothing() {
    let mut file = locked_by_pin();
    let before = file.clone();
    let refused = file.set_lock(&main_key(), &pin("271199"), None, Argon2Cost::FAST);
    assert_eq!(refused, Err(SetLockError::PinNeedsKeychain));
    assert_eq!(file, before);
}

#[test]
fn a_passphrase_works_with_and_without_keychain() {
    let secret = passphrase("kopi o kosong satu");
    let mut file = KeyFile::new();
    file.set_lock(&main_key(), &secret, None, Argon2Cost::FAST).expect("a passphrase needs no keychain");
    assert_eq!(file.lock(), Some(LockInfo { kind: LockKind::Passphrase, uses_keychain: false }));
    assert_eq!(raw(file.open_with_lock(&secret, None)), Ok([0x4d; 32]));
    assert_eq!(raw(file.open_with_lock(&secret, Some(&keychain()))), Ok([0x4d; 32]));
    assert_eq!(raw(file.open_with_lock(&passphrase("kopi o kosong"), None)), Err(OpenError::WrongSecret));

    file.set_lock(&main_key(), &secret, Some(&keychain()), Argon2Cost::FAST).expect("both are given");
    assert_eq!(raw(file.open_with_lock(&secret, None)), Err(OpenError::KeychainSecretMissing));
    assert_eq!(raw(file.open_with_lock(&secret, Some(&keychain()))), Ok([0x4d; 32]));
}

#[test]
fn a_new_lock_replaces_the_old_one_and_leaves_the_recovery_code() {
    let mut file = locked_by_pin();
    file.set_lock(&main_key(), &pin("271199"), Some(&keychain()), Argon2Cost::FAST).expect("a keychain is given");
    assert_eq!(raw(file.open_with_lock(&pin("190487"), Some(&keychain()))), Err(OpenError::WrongSecret));
    assert_eq!(raw(file.open_with_lock(&pin("271199"), Some(&keychain()))), Ok([0x4d; 32]));
    file.remove_lock();
    assert_eq!(raw(file.open_with_lock(&pin("271199"), Some(&keychain()))), Err(OpenError::NoLock));
    assert_eq!(raw(file.open_with_recovery(&code())), Ok([0x4d; 32]));
}

#[test]
fn a_new_recovery_code_replaces_the_old_one() {
    let mut file = locked_by_pin();
    let newer = RecoveryCode::from_seed([0x53; 20]);
    file.set_recovery(&main_key(), &newer);
    assert_eq!(raw(file.open_with_recovery(&code())), Err(OpenError::WrongSecret));
    assert_eq!(raw(file.open_with_recovery(&newer)), Ok([0x4d; 32]));
}

#[test]
fn setting_the_same_secrets_again_writes_other_bytes() {
    let (one, other) = (locked_by_pin(), locked_by_pin());
    assert_ne!(one.0.lock, other.0.lock);
    assert_ne!(one.0.recovery, other.0.recovery);
}

#[test]
fn the_file_comes_back_from_its_text() {
    let file = locked_by_pin();
    assert_eq!(KeyFile::from_json(file.to_json()).expect("just written"), file);
}

/// What both ways of opening say about a text, or nothing if it is no key file.
fn open_both(json: &[u8]) -> Option<[Result<[u8; 32], OpenError>; 2]> {
    let file = KeyFile::from_json(json).ok()?;
    Some([raw(file.open_with_lock(&pin("190487"), Some(&keychain()))), raw(file.open_with_recovery(&code()))])
}

#[test]
fn every_flipped_bit_is_damage_and_never_a_wrong_secret() {
    let json = locked_by_pin().to_json().into_bytes();
    for bit in 0..json.len() * 8 {
        let mut flipped = json.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let Some(results) = open_both(&flipped) else {
            continue;
        };
        let damaged = results.iter().filter(|result| **result == Err(OpenError::Damaged)).count();
        let opened = results.iter().filter(|result| **result == Ok([0x4d; 32])).count();
        assert_eq!((damaged, opened), (1, 1), "bit {bit}: {results:?}");
    }
}

#[test]
fn every_truncation_is_refused() {
    let json = locked_by_pin().to_json();
    let whole = json.trim_end().len();
    for len in 0..whole {
        let error = KeyFile::from_json(&json[..len]).expect_err("cut off");
        assert!(matches!(error, ParseKeyFileError::Damaged(_)), "{len}");
    }
}

#[test]
fn every_changed_byte_of_a_seal_fails_even_under_a_new_checksum() {
    let file = locked_by_pin();
    let slot = file.0.lock.as_ref().expect("a lock is set");
    for at in 0..105 {
        let changed = slot.clone().with_new_check(|sealed| sealed[at] ^= 0x20);
        let expected = match at {
            1..57 => OpenError::WrongSecret, // nonce and commitment
            _ => OpenError::Damaged,         // suite, ciphertext and tag
        };
        assert_eq!(raw(changed.open(&pin("190487"), Some(&keychain()))), Err(expected), "byte {at}");
    }
}

#[test]
fn settings_of_the_lock_cannot_be_exchanged() {
    let json = locked_by_pin().to_json();
    for (from, to) in [
        ("\"kind\": \"pin\"", "\"kind\": \"passphrase\""),
        ("\"uses_keychain\": true", "\"uses_keychain\": false"),
        ("\"m_kib\": 8", "\"m_kib\": 9"),
        ("\"t\": 1", "\"t\": 2"),
    ] {
        assert!(json.contains(from), "{from}");
        let file = KeyFile::from_json(json.replace(from, to)).expect("still well formed");
        for secret in [pin("190487"), passphrase("190487")] {
            assert_eq!(raw(file.open_with_lock(&secret, Some(&keychain()))), Err(OpenError::Damaged), "{to}");
        }
        let slot = file.0.lock.expect("a lock is set").with_new_check(|_| {});
        for secret in [pin("190487"), passphrase("190487")] {
            assert!(slot.open(&secret, Some(&keychain())).is_err(), "{to}");
        }
    }
}

#[test]
fn a_newer_file_is_called_newer_even_with_unknown_fields() {
    let error = KeyFile::from_json(r#"{"version": 2, "fido": {}}"#).expect_err("newer");
    assert!(matches!(error, ParseKeyFileError::TooNew { version: 2 }));
}

#[test]
fn whatever_we_would_not_write_is_refused() {
    let json = locked_by_pin().to_json();
    let mut cases = vec![
        String::new(),
        "null".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        r#"{"version": 0}"#.to_owned(),
        r#"{"version": -1}"#.to_owned(),
        r#"{"version": "1"}"#.to_owned(),
        r#"{"version": 1, "version": 1}"#.to_owned(),
        r#"{"version": 1, "other": 1}"#.to_owned(),
        r#"{"version": 1} {}"#.to_owned(),
    ];
    for (from, to) in [
        ("\"m_kib\": 8", "\"m_kib\": 4294967295"),
        ("\"p\": 1", "\"p\": 0"),
        ("\"kind\": \"pin\"", "\"kind\": \"face\""),
        ("\"salt\": \"", "\"salt\": \"00"),
        ("\"salt\": \"", "\"salt\": \"zz"),
        ("\"uses_keychain\": true,", ""),
    ] {
        assert!(json.contains(from), "{from}");
        cases.push(json.replacen(from, to, 1));
    }
    for case in cases {
        let error = KeyFile::from_json(&case).expect_err("malformed");
        assert!(matches!(error, ParseKeyFileError::Damaged(_)), "{case}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_lock_and_code_opens_what_it_sealed(main: [u8; 32], chain: [u8; 32], seed: [u8; 20], text in "\\PC{0,40}") {
        let (main, chain) = (MainKey::from_bytes(&main), KeychainSecret::from_bytes(&chain));
        let (secret, code) = (passphrase(&text), RecoveryCode::from_seed(seed));
        let mut file = KeyFile::new();
        file.set_recovery(&main, &code);
        for keychain in [None, Some(&chain)] {
            file.set_lock(&main, &secret, keychain, Argon2Cost::FAST).expect("a passphrase and little memory");
            let read = KeyFile::from_json(file.to_json()).expect("just written");
            prop_assert_eq!(&raw(read.open_with_lock(&secret, keychain)), &Ok(*main.expose_raw()));
            prop_assert_eq!(&raw(read.open_with_recovery(&code)), &Ok(*main.expose_raw()));
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(KeyFile::from_json(bytes).is_err());
    }
}
