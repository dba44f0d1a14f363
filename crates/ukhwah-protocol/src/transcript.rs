//! The bytes that devices and persons sign. Integers are big-endian.

use sha2::{Digest, Sha256};

use crate::CONTEXT;
use crate::id::{AccountId, AgreeKey, DeviceId, Nonce, OrgId, RecoveryId, VerifyKey};

/// What an act of a person changes; each is signed with the person's own key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Act {
    /// A device joins the account.
    AddDevice = 1,
    /// A device leaves the account.
    RemoveDevice = 2,
    /// A recovery sheet is made, or made again.
    SetSheet = 3,
    /// The person's own keys change, because a lost device knew them.
    RotateIdentity = 5,
    /// The account ends.
    DeleteAccount = 6,
}

struct Bytes(Vec<u8>);

impl Bytes {
    fn of(context: &str) -> Self {
        Self([CONTEXT.as_bytes(), context.as_bytes()].concat())
    }

    fn and(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    /// A length of two bytes, then the text, which is an origin and so never longer than that can say.
    fn and_text(self, text: &str) -> Self {
        let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
        self.and(&length.to_be_bytes()).and(&text.as_bytes()[..usize::from(length)])
    }
}

/// What a device signs to log in. `origin` is scheme, host and port as the device dialled them, without a path.
#[must_use]
pub fn auth(origin: &str, org: OrgId, account: AccountId, device: DeviceId, nonce: &Nonce) -> Vec<u8> {
    Bytes::of("auth").and_text(origin).and(&org.0).and(&account.0).and(&device.0).and(&nonce.0).0
}

/// What the key of a recovery sheet signs to log in, naming the keys of the one device that it may register.
#[must_use]
pub fn sheet_auth(
    origin: &str,
    org: OrgId,
    recovery: RecoveryId,
    nonce: &Nonce,
    device: (&VerifyKey, &AgreeKey),
) -> Vec<u8> {
    Bytes::of("sheet-auth")
        .and_text(origin)
        .and(&org.0)
        .and(&recovery.0)
        .and(&nonce.0)
        .and(&device.0.0)
        .and(&device.1.0)
        .0
}

/// What a person's key signs for an act. `revision`: of the keyring that the act makes, or of the newest where it makes none.
///
/// `parameters` are laid out by [`parameters`].
#[must_use]
pub fn act(org: OrgId, account: AccountId, act: Act, parameters: &[u8], revision: u64) -> Vec<u8> {
    Bytes::of("act")
        .and(&org.0)
        .and(&account.0)
        .and(&[act as u8])
        .and(&Sha256::digest(parameters))
        .and(&revision.to_be_bytes())
        .0
}

/// What tells a removed device, for good, that its person removed it. `epoch` is the first one that it is not part of.
#[must_use]
pub fn removed(org: OrgId, account: AccountId, device: DeviceId, epoch: u32, erase: bool) -> Vec<u8> {
    Bytes::of("removed").and(&org.0).and(&account.0).and(&device.0).and(&epoch.to_be_bytes()).and(&[u8::from(erase)]).0
}

/// The parameters of each act, as signed.
pub mod parameters {
    use super::{AgreeKey, DeviceId, RecoveryId, VerifyKey};
    use crate::id::VersionHash;

    /// A device and its keys, and the keyring that lists it.
    #[must_use]
    pub fn add_device(device: DeviceId, sign: &VerifyKey, agree: &AgreeKey, keyring: &VersionHash) -> Vec<u8> {
        [&device.0[..], &sign.0, &agree.0, &keyring.0].concat()
    }

    /// A device, whether it is to erase what it holds, the epoch that begins, and the keyring that lists it no more.
    #[must_use]
    pub fn remove_device(device: DeviceId, erase: bool, epoch: u32, keyring: &VersionHash) -> Vec<u8> {
        [&device.0[..], &[u8::from(erase)], &epoch.to_be_bytes(), &keyring.0].concat()
    }

    /// A sheet, its login key, and the wrap that it opens.
    #[must_use]
    pub fn set_sheet(recovery: RecoveryId, login: &VerifyKey, wrap: &[u8]) -> Vec<u8> {
        use sha2::{Digest, Sha256};
        [&recovery.0[..], &login.0, &Sha256::digest(wrap)].concat()
    }

    /// Nothing: the account is named by the act itself.
    #[must_use]
    pub const fn delete_account() -> Vec<u8> {
        Vec::new()
    }

    /// The new keys of the person, signed with the old, and the keyring that holds them.
    #[must_use]
    pub fn rotate_identity(sign: &VerifyKey, agree: &AgreeKey, keyring: &VersionHash) -> Vec<u8> {
        [&sign.0[..], &agree.0, &keyring.0].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_at_one_origin_signs_other_bytes_than_at_another() {
        let sign = |origin: &str| auth(origin, OrgId::NONE, AccountId([1; 16]), DeviceId([2; 16]), &Nonce([3; 32]));
        assert_ne!(sign("https://a.example"), sign("https://b.example"));
        assert_eq!(sign("https://a.example").len(), 14 + 2 + 17 + 16 + 16 + 16 + 32);
    }

    #[test]
    fn the_notice_says_whether_to_erase() {
        let notice = |erase| removed(OrgId::NONE, AccountId([1; 16]), DeviceId([2; 16]), 7, erase);
        assert_ne!(notice(true), notice(false));
    }
}
