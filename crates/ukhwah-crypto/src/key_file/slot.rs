use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{LockInfo, OpenError, hex_bytes};
use crate::hazmat::{
    DAMAGE_CHECK_LEN, Derivation, NONCE_LEN, OutOfMemory, Purpose, SEAL_OVERHEAD, UnsealError, damage_check,
    make_random, seal, stretch, unseal,
};
use crate::{Argon2Cost, KeychainSecret, LockKind, LockSecret, MainKey, RecoveryCode};

const SLOT_VERSION: u8 = 1;
const SALT_LEN: usize = 16;
const SEALED_KEY_LEN: usize = 32 + SEAL_OVERHEAD;
const LOCK_DAMAGE: &str = "ukhwah/v1/local/damage/slot/lock";
const RECOVERY_DAMAGE: &str = "ukhwah/v1/local/damage/slot/recovery";

/// What must be random each time a slot is written, in one place so that the frozen vectors can fix it.
pub(crate) struct SlotRandomness {
    pub(crate) salt: [u8; SALT_LEN],
    pub(crate) nonce: [u8; NONCE_LEN],
}

impl SlotRandomness {
    pub(super) fn make() -> Self {
        Self { salt: make_random(), nonce: make_random() }
    }
}

/// The main key under Argon2id of a PIN or passphrase, usually together with a keychain secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LockSlot {
    kind: LockKind,
    uses_keychain: bool,
    argon2: Argon2Cost,
    #[serde(with = "hex_bytes")]
    salt: [u8; SALT_LEN],
    #[serde(with = "hex_bytes")]
    sealed: [u8; SEALED_KEY_LEN],
    #[serde(with = "hex_bytes")]
    check: [u8; DAMAGE_CHECK_LEN],
}

impl LockSlot {
    pub(super) fn seal(
        main: &MainKey,
        secret: &LockSecret,
        keychain: Option<&KeychainSecret>,
        argon2: Argon2Cost,
        random: &SlotRandomness,
    ) -> Result<Self, OutOfMemory> {
        let mut slot = Self {
            kind: secret.kind(),
            uses_keychain: keychain.is_some(),
            argon2,
            salt: random.salt,
            sealed: [0; SEALED_KEY_LEN],
            check: [0; DAMAGE_CHECK_LEN],
        };
        let key = slot.derive_key(secret, keychain)?;
        slot.sealed = seal_main_key(&key, Purpose::LockSlot, &slot.bound(), &random.nonce, main);
        slot.check = damage_check(LOCK_DAMAGE, &[&slot.bound(), &slot.sealed]);
        Ok(slot)
    }

    pub(super) fn open(&self, secret: &LockSecret, keychain: Option<&KeychainSecret>) -> Result<MainKey, OpenError> {
        if damage_check(LOCK_DAMAGE, &[&self.bound(), &self.sealed]) != self.check {
            return Err(OpenError::Damaged);
        }
        if secret.kind() != self.kind {
            return Err(OpenError::WrongSecret);
        }
        let keychain = match (self.uses_keychain, keychain) {
            (true, None) => return Err(OpenError::KeychainSecretMissing),
            (true, given) => given,
            (false, _) => None,
        };
        let key = self.derive_key(secret, keychain).map_err(|OutOfMemory| OpenError::OutOfMemory)?;
        open_main_key(&key, Purpose::LockSlot, &self.bound(), &self.sealed)
    }

    pub(super) fn info(&self) -> LockInfo {
        LockInfo { kind: self.kind, uses_keychain: self.uses_keychain }
    }

    fn derive_key(
        &self,
        secret: &LockSecret,
        keychain: Option<&KeychainSecret>,
    ) -> Result<Zeroizing<[u8; 32]>, OutOfMemory> {
        let stretched = stretch(secret.expose_bytes(), &self.salt, self.argon2)?;
        let keychain: &[u8] = keychain.map_or(&[], |secret| secret.expose_raw());
        let derivation = Derivation::extract(b"ukhwah/v1/local/lock", &[stretched.as_slice(), keychain]);
        let choice = [self.kind.to_byte(), u8::from(self.uses_keychain)];
        Ok(derivation.expand(&[b"ukhwah/v1/local/lock/slot", &choice]))
    }

    /// Everything beside the sealed key, as bytes of one fixed length: `1 ‖ kind ‖ uses keychain ‖ m ‖ t ‖ p ‖ salt`.
    fn bound(&self) -> [u8; 3 + 12 + SALT_LEN] {
        let mut bound = [0; 3 + 12 + SALT_LEN];
        bound[..3].copy_from_slice(&[SLOT_VERSION, self.kind.to_byte(), u8::from(self.uses_keychain)]);
        bound[3..15].copy_from_slice(&self.argon2.to_bytes());
        bound[15..].copy_from_slice(&self.salt);
        bound
    }
}

/// The main key under the recovery code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecoverySlot {
    #[serde(with = "hex_bytes")]
    salt: [u8; SALT_LEN],
    #[serde(with = "hex_bytes")]
    sealed: [u8; SEALED_KEY_LEN],
    #[serde(with = "hex_bytes")]
    check: [u8; DAMAGE_CHECK_LEN],
}

impl RecoverySlot {
    pub(super) fn seal(main: &MainKey, code: &RecoveryCode, random: &SlotRandomness) -> Self {
        let salt = random.salt;
        let key = Self::derive_key(code, &salt);
        let bound = Self::bound(&salt);
        let sealed = seal_main_key(&key, Purpose::RecoverySlot, &bound, &random.nonce, main);
        let check = damage_check(RECOVERY_DAMAGE, &[&bound, &sealed]);
        Self { salt, sealed, check }
    }

    pub(super) fn open(&self, code: &RecoveryCode) -> Result<MainKey, OpenError> {
        let bound = Self::bound(&self.salt);
        if damage_check(RECOVERY_DAMAGE, &[&bound, &self.sealed]) != self.check {
            return Err(OpenError::Damaged);
        }
        let key = Self::derive_key(code, &self.salt);
        open_main_key(&key, Purpose::RecoverySlot, &bound, &self.sealed)
    }

    fn derive_key(code: &RecoveryCode, salt: &[u8; SALT_LEN]) -> Zeroizing<[u8; 32]> {
        code.derive_key(b"ukhwah/v1/local/recovery/slot", salt)
    }

    /// `1 ‖ salt`.
    fn bound(salt: &[u8; SALT_LEN]) -> [u8; 1 + SALT_LEN] {
        let mut bound = [SLOT_VERSION; 1 + SALT_LEN];
        bound[1..].copy_from_slice(salt);
        bound
    }
}

fn seal_main_key(
    key: &[u8; 32],
    purpose: Purpose,
    bound: &[u8],
    nonce: &[u8; NONCE_LEN],
    main: &MainKey,
) -> [u8; SEALED_KEY_LEN] {
    let sealed = seal(key, purpose, bound, nonce, main.expose_raw());
    sealed.try_into().expect("32 bytes and the overhead of a seal")
}

fn open_main_key(
    key: &[u8; 32],
    purpose: Purpose,
    bound: &[u8],
    sealed: &[u8; SEALED_KEY_LEN],
) -> Result<MainKey, OpenError> {
    let content = unseal(key, purpose, bound, sealed).map_err(|error| match error {
        UnsealError::WrongKey => OpenError::WrongSecret,
        UnsealError::Damaged => OpenError::Damaged,
    })?;
    let raw = content.first_chunk().expect("the sealed length is that of 32 bytes");
    Ok(MainKey::from_bytes(raw))
}

#[cfg(test)]
impl LockSlot {
    /// For tests that play someone who can write the file.
    pub(super) fn with_new_check(mut self, change: impl FnOnce(&mut [u8; SEALED_KEY_LEN])) -> Self {
        change(&mut self.sealed);
        self.check = damage_check(LOCK_DAMAGE, &[&self.bound(), &self.sealed]);
        self
    }
}
