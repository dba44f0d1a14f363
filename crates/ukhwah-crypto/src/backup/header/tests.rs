use proptest::prelude::*;

use super::*;
use crate::BackupDamaged;

fn secret() -> LockSecret {
    LockSecret::typed("kopi o kosong satu", LockKind::Passphrase)
}

fn code() -> RecoveryCode {
    RecoveryCode::from_seed([0x52; 20])
}

fn passphrase_header() -> [u8; BackupHeader::LEN] {
    let header = BackupHeader::for_passphrase(Argon2Cost::FAST);
    let key = header.key_from_passphrase(&secret()).expect("little memory");
    header.encode(&key, 4096)
}

fn recovery_file(payload: &[u8]) -> Vec<u8> {
    let header = BackupHeader::for_recovery();
    let key = header.key_from_recovery(&code()).expect("the header is for a code");
    let bytes = header.encode(&key, payload.len() as u64);
    let mut mac = key.mac(&bytes);
    mac.update(payload);
    [&bytes[..], payload, &mac.finish()].concat()
}

fn with_new_check(mut bytes: [u8; BackupHeader::LEN]) -> [u8; BackupHeader::LEN] {
    let check = damage_check(DAMAGE_CONTEXT, &[&bytes[..CHECK_AT]]);
    bytes[CHECK_AT..].copy_from_slice(&check);
    bytes
}

/// Reads a whole file as a restore does: header, key, then the MAC over everything before it.
fn verify(file: &[u8]) -> Result<(), BackupDamaged> {
    let header = BackupHeader::decode(file).expect("the header is whole");
    let key = header.key_from_recovery(&code()).expect("the code is right");
    let (body, mac) = file.split_last_chunk::<32>().expect("the file is long enough");
    let (head, payload) = body.split_first_chunk().expect("the file is long enough");
    let mut running = key.mac(head);
    payload.chunks(7).for_each(|piece| running.update(piece));
    running.verify(mac)
}

#[test]
fn a_header_comes_back_from_its_bytes() {
    let bytes = passphrase_header();
    let header = BackupHeader::decode(&bytes).expect("just written");
    assert_eq!(header.kdf(), BackupKdf::Passphrase(Argon2Cost::FAST));
    assert_eq!(header.payload_length(), 4096);
    let key = header.key_from_passphrase(&secret()).expect("the passphrase is right");
    assert_eq!(header.encode(&key, header.payload_length()), bytes);
}

#[test]
fn writer_and_reader_derive_the_same_keys() {
    let writer = BackupHeader::for_recovery();
    let written = writer.key_from_recovery(&code()).expect("the header is for a code");
    let reader = BackupHeader::decode(&writer.encode(&written, 1)).expect("just written");
    let read = reader.key_from_recovery(&code()).expect("the code is right");
    assert_eq!(written.expose_database_key(), read.expose_database_key());
}

#[test]
fn every_backup_has_keys_of_its_own() {
    let keys: Vec<_> = (0..2)
        .map(|_| BackupHeader::for_recovery().key_from_recovery(&code()).expect("the header is for a code"))
        .collect();
    assert_ne!(keys[0].expose_database_key(), keys[1].expose_database_key());
}

#[test]
fn a_wrong_secret_is_known_from_the_header_alone() {
    let header = BackupHeader::decode(&passphrase_header()).expect("just written");
    let wrong = LockSecret::typed("kopi o kosong dua", LockKind::Passphrase);
    assert_eq!(header.key_from_passphrase(&wrong).err(), Some(DeriveBackupKeyError::WrongSecret));

    let header = BackupHeader::decode(&recovery_file(b"payload")).expect("just written");
    let wrong = RecoveryCode::from_seed([0x53; 20]);
    assert_eq!(header.key_from_recovery(&wrong).err(), Some(DeriveBackupKeyError::WrongSecret));
}

#[test]
fn a_secret_of_another_kind_is_told_so() {
    let for_passphrase = BackupHeader::for_passphrase(Argon2Cost::FAST);
    let for_recovery = BackupHeader::for_recovery();
    let pin = LockSecret::typed("190487", LockKind::Pin);
    assert_eq!(for_passphrase.key_from_recovery(&code()).err(), Some(DeriveBackupKeyError::OtherKind));
    assert_eq!(for_recovery.key_from_passphrase(&secret()).err(), Some(DeriveBackupKeyError::OtherKind));
    assert_eq!(for_passphrase.key_from_passphrase(&pin).err(), Some(DeriveBackupKeyError::PinNotAllowed));
}

#[test]
fn every_flipped_bit_of_a_header_is_noticed_and_named() {
    let bytes = passphrase_header();
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes;
        flipped[bit / 8] ^= 1 << (bit % 8);
        let expected = match bit / 8 {
            0..3 => DecodeBackupError::NotABackup,
            3 if flipped[3] > 1 => DecodeBackupError::TooNew { version: flipped[3] },
            _ => DecodeBackupError::Damaged,
        };
        assert_eq!(BackupHeader::decode(&flipped), Err(expected), "bit {bit}");
    }
}

#[test]
fn a_header_changed_on_purpose_gives_no_key() {
    let bytes = passphrase_header();
    for bit in 3 * 8..CHECK_AT * 8 {
        let mut flipped = bytes;
        flipped[bit / 8] ^= 1 << (bit % 8);
        // High bits of the cost would only make the test slow; bounds are tested with Argon2Cost.
        if (21..33).contains(&(bit / 8)) && bit % 8 > 1 {
            continue;
        }
        let Ok(header) = BackupHeader::decode(&with_new_check(flipped)) else {
            continue;
        };
        let length_only = (33..41).contains(&(bit / 8));
        let key = header.key_from_passphrase(&secret());
        assert_eq!(key.is_ok(), length_only, "bit {bit}: only the length is left to the MAC");
    }
}

#[test]
fn format_zero_and_unknown_ways_to_open_are_damage() {
    for (at, value) in [(3, 0), (4, 0), (4, 3), (4, 255)] {
        let mut bytes = passphrase_header();
        bytes[at] = value;
        assert_eq!(BackupHeader::decode(&with_new_check(bytes)), Err(DecodeBackupError::Damaged));
    }
    let mut recovery_with_cost = passphrase_header();
    recovery_with_cost[4] = KDF_RECOVERY;
    assert_eq!(BackupHeader::decode(&with_new_check(recovery_with_cost)), Err(DecodeBackupError::Damaged));
}

#[test]
fn every_truncation_of_a_header_is_said() {
    let bytes = passphrase_header();
    for len in 0..bytes.len() {
        assert_eq!(BackupHeader::decode(&bytes[..len]), Err(DecodeBackupError::Truncated), "{len}");
    }
}

#[test]
fn other_files_are_not_backups() {
    for file in [&b"SQLite format 3\0"[..], b"PK\x03\x04", b"{", b"UK\xB1\x01", b"UK\xC1\x01"] {
        assert_eq!(BackupHeader::decode(file), Err(DecodeBackupError::NotABackup));
    }
}

#[test]
fn the_mac_holds_over_pieces_of_any_size_and_fails_on_every_change() {
    let payload: Vec<u8> = (0..=255).collect();
    let file = recovery_file(&payload);
    assert_eq!(verify(&file), Ok(()));
    for at in BackupHeader::LEN..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1;
        assert_eq!(verify(&changed), Err(BackupDamaged), "byte {at}");
    }
    for len in BackupHeader::LEN + 32..file.len() {
        assert_eq!(verify(&file[..len]), Err(BackupDamaged), "{len}");
    }
}

#[test]
fn the_mac_covers_the_length_in_the_header() {
    let mut file = recovery_file(b"payload");
    let mut head: [u8; BackupHeader::LEN] = *file.first_chunk().expect("long enough");
    head[40] ^= 1;
    file[..BackupHeader::LEN].copy_from_slice(&with_new_check(head));
    assert_eq!(verify(&file), Err(BackupDamaged));
}

#[test]
fn a_mac_of_another_length_fails() {
    let key = BackupHeader::for_recovery().key_from_recovery(&code()).expect("the header is for a code");
    for mac in [&[][..], &[0; 31], &[0; 33]] {
        assert_eq!(key.mac(&[0; BackupHeader::LEN]).verify(mac), Err(BackupDamaged));
    }
}

#[test]
fn debug_shows_no_key() {
    let key = BackupHeader::for_recovery().key_from_recovery(&code()).expect("the header is for a code");
    assert_eq!(format!("{key:?}"), "BackupKey(redacted)");
    assert_eq!(format!("{:?}", key.mac(&[0; BackupHeader::LEN])), "BackupMac(redacted)");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = BackupHeader::decode(&bytes);
        let with_magic = [&[b'U', b'K', 0xB2, 1][..], &bytes].concat();
        prop_assert!(BackupHeader::decode(&with_magic).is_err());
    }

    #[test]
    fn every_length_comes_back(length: u64) {
        let header = BackupHeader::for_recovery();
        let key = header.key_from_recovery(&code()).expect("the header is for a code");
        let read = BackupHeader::decode(&header.encode(&key, length)).expect("just written");
        prop_assert_eq!(read.payload_length(), length);
    }
}
