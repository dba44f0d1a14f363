//! Who asks: what a token says.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{AccountId, AgreeKey, DeviceId, RecoveryId, SecretHash, SpaceId, VerifyKey};
use ukhwah_protocol::message::SpaceHead;

use crate::error::{Failure, refused};
use crate::store::tables::accounts::Account;
use crate::store::tables::tokens::{Scope, Token};
use crate::store::tables::{accounts, devices, sheets, spaces, tokens};
use crate::store::{Read, Reading, StoreError, Writing};

/// A login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The account.
    pub account: AccountId,
    /// What logged in.
    pub login: Login,
}

/// What logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Login {
    /// A device, which may do everything.
    Device(DeviceId),
    /// A recovery sheet, which may read the keyring and register one device.
    Sheet {
        /// The sheet.
        id: RecoveryId,
        /// The key of that device.
        sign: VerifyKey,
        /// Its other key.
        agree: AgreeKey,
    },
}

impl Session {
    /// The device; a recovery sheet may not do what asks for one.
    ///
    /// # Errors
    /// `not_allowed`.
    pub fn device(&self) -> Result<DeviceId, Failure> {
        match self.login {
            Login::Device(device) => Ok(device),
            Login::Sheet { .. } => {
                Err(refused(ErrorCode::NotAllowed, "a recovery sheet reads the keyring and registers one device"))
            }
        }
    }

    fn read(token: &Token) -> Result<Self, StoreError> {
        let wrong = |_| StoreError::Unexpected("a token names keys of another length");
        let login = match token.scope {
            Scope::Device => Login::Device(DeviceId(token.subject)),
            Scope::Sheet => {
                let (sign, agree) = token.keys.split_at_checked(32).unwrap_or_default();
                let (sign, agree) = (sign.try_into().map_err(wrong)?, agree.try_into().map_err(wrong)?);
                Login::Sheet { id: RecoveryId(token.subject), sign, agree }
            }
        };
        Ok(Self { account: token.account, login })
    }
}

/// The answer to a token that is not, or no longer, valid.
const fn log_in_again() -> Failure {
    refused(ErrorCode::TokenExpired, "the token is not valid: log in again")
}

/// Says who a token belongs to.
pub struct Authenticate {
    /// The token's hash.
    pub hash: SecretHash,
    /// Seconds since 1970.
    pub now: i64,
}

impl Read for Authenticate {
    type Answer = Session;
    const ONE_MOMENT: bool = false;

    async fn run<D: Reading>(&self, data: &mut D) -> Result<Session, Failure> {
        let token = tokens::find(data, self.hash).await?.ok_or_else(log_in_again)?;
        if token.expires <= self.now {
            return Err(log_in_again());
        }
        if token.is_superseded {
            return Err(refused(ErrorCode::TokenSuperseded, "the device has logged in again elsewhere"));
        }
        Ok(Session::read(&token)?)
    }
}

/// Locks the account that a login belongs to, which must still be one: a device may have been removed since.
///
/// # Errors
/// `token_expired` if it is none any more.
pub async fn hold<D: Writing>(data: &mut D, session: &Session) -> Result<Account, Failure> {
    let account = accounts::lock(data, session.account).await?.ok_or_else(log_in_again)?;
    let is_there = match session.login {
        Login::Device(device) => devices::is_there(data, account.id, device).await?,
        Login::Sheet { id, .. } => sheets::find(data, account.id).await?.is_some_and(|sheet| sheet.id == id),
    };
    if is_there { Ok(account) } else { Err(log_in_again()) }
}

/// Locks the account of a device, and finds a space of it; whether it exists elsewhere is not said.
///
/// # Errors
/// `token_expired`, `not_member`, `not_allowed`.
pub async fn hold_space<D: Writing>(
    data: &mut D,
    session: &Session,
    id: SpaceId,
) -> Result<(Account, SpaceHead), Failure> {
    let device = session.device()?;
    // The lock comes first and by itself: what is read with it would be seen as it was before the wait for it.
    let account = accounts::lock(data, session.account).await?.ok_or_else(log_in_again)?;
    match spaces::find_with_device(data, account.id, id, device).await? {
        Some((space, true)) => Ok((account, space)),
        Some((_, false)) => Err(log_in_again()),
        None if devices::is_there(data, account.id, device).await? => Err(not_member()),
        None => Err(log_in_again()),
    }
}

/// The answer about a space of somebody else, or of nobody.
pub const fn not_member() -> Failure {
    refused(ErrorCode::NotMember, "the account has no such space")
}
