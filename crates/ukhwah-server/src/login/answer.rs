//! Takes the answer to a challenge: whatever becomes of it, the challenge is used up.

use ukhwah_protocol::error::{ErrorCode, RemovalNotice};
use ukhwah_protocol::id::{AccountId, DeviceId, Nonce, OrgId, RecoveryId, Signature, VerifyKey};
use ukhwah_protocol::message::{DeviceLogin, LoginRequest, SheetLogin};
use ukhwah_protocol::transcript;

use crate::error::{Failure, Refusal};
use crate::signature::is_signed;
use crate::store::tables::directory::{self, Kind};
use crate::store::tables::{challenges, devices, sheets};
use crate::store::{Reading, StoreError, Write, Writing};

/// The key of nobody, so that checking takes as long for a device that does not exist.
const NOBODY: VerifyKey = VerifyKey([
    0x58, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66,
    0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66,
]);

/// Uses a challenge up and finds the key that its answer is to be checked with.
pub struct UseChallenge {
    /// The challenge.
    pub nonce: Nonce,
    /// The device or sheet that answers.
    pub subject: Subject,
    /// Seconds since 1970.
    pub now: i64,
}

/// What logs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A device.
    Device(DeviceId),
    /// A recovery sheet.
    Sheet(RecoveryId),
}

/// What an answer is checked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The account.
    pub account: AccountId,
    /// The key.
    pub key: VerifyKey,
    /// What a device is told that was removed, if it proves to be that device.
    pub removed: Option<RemovalNotice>,
}

impl Subject {
    /// Of a login.
    #[must_use]
    pub const fn of(login: &LoginRequest) -> (Self, Nonce) {
        match login {
            LoginRequest::Device(login) => (Self::Device(login.device), login.nonce),
            LoginRequest::Sheet(login) => (Self::Sheet(login.recovery), login.nonce),
        }
    }

    const fn id(self) -> [u8; 16] {
        match self {
            Self::Device(id) => id.0,
            Self::Sheet(id) => id.0,
        }
    }

    async fn find<D: Reading>(self, data: &mut D) -> Result<Option<Candidate>, StoreError> {
        let kind = match self {
            Self::Device(_) => Kind::Device,
            Self::Sheet(_) => Kind::Sheet,
        };
        let Some(account) = directory::find(data, self.id(), kind).await? else { return Ok(None) };
        let candidate = |key, removed| Candidate { account, key, removed };
        match self {
            Self::Sheet(_) => {
                let sheet = sheets::find(data, account).await?;
                Ok(sheet.map(|sheet| candidate(sheet.login, None)))
            }
            Self::Device(id) => {
                if let Some(device) = devices::find(data, account, id).await? {
                    return Ok(Some(candidate(device.sign, None)));
                }
                let removal = devices::removal(data, account, id).await?;
                Ok(removal.map(|removal| {
                    let signature = removal.notice.to_string();
                    let notice = RemovalNotice { epoch: removal.epoch, erase: removal.erase, signature };
                    candidate(removal.sign, Some(notice))
                }))
            }
        }
    }
}

impl Write for UseChallenge {
    type Answer = Option<Candidate>;

    async fn run<D: Writing>(&self, data: &mut D) -> Result<Option<Candidate>, Failure> {
        let taken = challenges::take(data, self.nonce).await?;
        let is_open = taken.is_some_and(|(subject, expires)| subject == self.subject.id() && expires > self.now);
        if is_open { Ok(self.subject.find(data).await?) } else { Ok(None) }
    }
}

/// Checks an answer; every failure looks the same.
///
/// `origins`: the addresses that the server goes by, one of which must have been signed.
///
/// # Errors
/// `auth_failed`; or `device_removed` with its proof, to the device itself.
pub fn check(
    login: &LoginRequest,
    candidate: Option<&Candidate>,
    org: OrgId,
    origins: &[String],
) -> Result<AccountId, Failure> {
    let key = candidate.map_or(NOBODY, |candidate| candidate.key);
    let account = candidate.map_or(AccountId([0; 16]), |candidate| candidate.account);
    let is_right = origins.iter().fold(false, |is_right, origin| {
        let (bytes, signature) = signed(login, origin, org, account);
        is_signed(&key, &bytes, &signature) || is_right
    });
    match candidate {
        Some(candidate) if is_right => match &candidate.removed {
            None => Ok(candidate.account),
            Some(notice) => {
                let mut refusal = Refusal::new(ErrorCode::DeviceRemoved, "the person removed this device");
                refusal.notice = Some(notice.clone());
                Err(refusal.into())
            }
        },
        _ => Err(Refusal::new(ErrorCode::AuthFailed, "the login failed").into()),
    }
}

fn signed(login: &LoginRequest, origin: &str, org: OrgId, account: AccountId) -> (Vec<u8>, Signature) {
    match login {
        LoginRequest::Device(DeviceLogin { device, nonce, signature }) => {
            (transcript::auth(origin, org, account, *device, nonce), *signature)
        }
        LoginRequest::Sheet(SheetLogin { recovery, nonce, sign, agree, signature }) => {
            (transcript::sheet_auth(origin, org, *recovery, nonce, (sign, agree)), *signature)
        }
    }
}
