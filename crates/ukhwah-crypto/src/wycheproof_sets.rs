//! The Wycheproof sets of the primitives that this crate is made of: edge cases that random tests do not meet.

use chacha20poly1305::{AeadInOut, ChaCha20Poly1305, KeyInit};
use hkdf::Hkdf;
use sha2::Sha256;
use wycheproof::{TestResult, aead, eddsa, hkdf as hkdf_set, xdh};
use zeroize::Zeroizing;

use crate::hazmat::{CommittedKeys, dh_public_key};
use crate::{Signature, VerifyingKey};

fn is_valid(result: TestResult) -> bool {
    result == TestResult::Valid
}

#[test]
fn xchacha20poly1305_answers_as_it_must() {
    let set = aead::TestSet::load(aead::TestName::XChaCha20Poly1305).expect("the set is in the library");
    let mut opened = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let (Ok(key), Ok(nonce), Ok(tag)) =
            (<[u8; 32]>::try_from(&test.key[..]), test.nonce[..].try_into(), test.tag[..].try_into())
        else {
            assert!(!is_valid(test.result), "{}", test.tc_id);
            continue;
        };
        let mut pair = Zeroizing::new([0; 64]);
        pair[..32].copy_from_slice(&key);
        let keys = CommittedKeys::new(pair, b"");
        let mut content = test.ct.to_vec();
        let result = keys.decrypt(&nonce, &test.aad, &mut content, &tag);
        assert_eq!(result.is_ok(), is_valid(test.result), "{}", test.tc_id);
        if result.is_ok() {
            assert_eq!(content, test.pt[..], "{}", test.tc_id);
            assert_eq!(keys.encrypt(&nonce, &test.aad, &mut content), tag, "{}", test.tc_id);
            assert_eq!(content, test.ct[..], "{}", test.tc_id);
            opened += 1;
        }
    }
    assert!(opened > 100, "{opened}");
}

#[test]
fn chacha20poly1305_answers_as_it_must() {
    let set = aead::TestSet::load(aead::TestName::ChaCha20Poly1305).expect("the set is in the library");
    let mut opened = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let parts = (<[u8; 32]>::try_from(&test.key[..]), <[u8; 12]>::try_from(&test.nonce[..]));
        let ((Ok(key), Ok(nonce)), Ok(tag)) = (parts, <[u8; 16]>::try_from(&test.tag[..])) else {
            assert!(!is_valid(test.result), "{}", test.tc_id);
            continue;
        };
        let cipher = ChaCha20Poly1305::new(&key.into());
        let mut content = test.ct.to_vec();
        let result =
            cipher.decrypt_inout_detached(&nonce.into(), &test.aad, content.as_mut_slice().into(), &tag.into());
        assert_eq!(result.is_ok(), is_valid(test.result), "{}", test.tc_id);
        if result.is_ok() {
            assert_eq!(content, test.pt[..], "{}", test.tc_id);
            opened += 1;
        }
    }
    assert!(opened > 100, "{opened}");
}

#[test]
fn ed25519_verifies_strictly_what_is_valid_and_nothing_else() {
    let set = eddsa::TestSet::load(eddsa::TestName::Ed25519).expect("the set is in the library");
    let mut verified = 0;
    for group in &set.test_groups {
        let key = VerifyingKey::from_bytes(group.key.pk[..].try_into().expect("32 bytes"));
        for test in &group.tests {
            let result = match (key, <[u8; 64]>::try_from(&test.sig[..])) {
                (Ok(key), Ok(signature)) => key.verify_strict(&test.msg, &Signature(signature)).is_ok(),
                _ => false,
            };
            assert_eq!(result, is_valid(test.result), "{}", test.tc_id);
            verified += usize::from(result);
        }
    }
    assert!(verified > 50, "{verified}");
}

#[test]
fn x25519_gives_the_shared_secrets_that_it_must() {
    let set = xdh::TestSet::load(xdh::TestName::X25519).expect("the set is in the library");
    let mut agreed = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let parts = (<[u8; 32]>::try_from(&test.private_key[..]), <[u8; 32]>::try_from(&test.public_key[..]));
        let (Ok(private), Ok(public)) = parts else {
            assert!(!is_valid(test.result), "{}", test.tc_id);
            continue;
        };
        let own = x25519_dalek::StaticSecret::from(private);
        assert_eq!(x25519_dalek::PublicKey::from(&own).to_bytes(), dh_public_key(&private), "{}", test.tc_id);
        let shared = own.diffie_hellman(&x25519_dalek::PublicKey::from(public));
        // "Acceptable" are points of small order and others that only some must refuse.
        if test.result != TestResult::Invalid {
            assert_eq!(shared.as_bytes()[..], test.shared_secret[..], "{}", test.tc_id);
            agreed += 1;
        }
    }
    assert!(agreed > 100, "{agreed}");
}

#[test]
fn hkdf_gives_the_outputs_that_it_must() {
    let set = hkdf_set::TestSet::load(hkdf_set::TestName::HkdfSha256).expect("the set is in the library");
    let mut expanded = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let mut output = vec![0; test.size];
        let result = Hkdf::<Sha256>::new(Some(&test.salt), &test.ikm).expand(&test.info, &mut output);
        assert_eq!(result.is_ok(), is_valid(test.result), "{}", test.tc_id);
        if result.is_ok() {
            assert_eq!(output, test.okm[..], "{}", test.tc_id);
            expanded += 1;
        }
    }
    assert!(expanded > 50, "{expanded}");
}
