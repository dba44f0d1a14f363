//! Gives a token to what has proved who it is.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{AccountId, DeviceId, SecretHash};
use ukhwah_protocol::limits;
use ukhwah_protocol::message::{LoginRequest, SheetLogin};

use crate::error::{Failure, Refusal, refused};
use crate::store::tables::tokens::{Scope, Token};
use crate::store::tables::{accounts, devices, sheets, tokens};
use crate::store::{Write, Writing};

const DAY: u32 = 24 * 3_600;

/// Gives a token.
pub struct IssueToken {
    /// The account.
    pub account: AccountId,
    /// The login that was checked.
    pub login: LoginRequest,
    /// The token's hash.
    pub hash: SecretHash,
    /// Seconds since 1970.
    pub now: i64,
    /// Days since 1970.
    pub day: u32,
}

impl Write for IssueToken {
    /// How long it lives, in seconds.
    type Answer = i64;

    async fn run<D: Writing>(&self, data: &mut D) -> Result<i64, Failure> {
        accounts::lock(data, self.account).await?.ok_or_else(failed)?;
        match &self.login {
            LoginRequest::Device(login) => self.for_device(data, login.device).await,
            LoginRequest::Sheet(login) => self.for_sheet(data, login).await,
        }
    }
}

/// It was there a moment ago.
const fn failed() -> Failure {
    refused(ErrorCode::AuthFailed, "the login failed")
}

impl IssueToken {
    const fn token(&self, subject: [u8; 16], scope: Scope, seconds: i64) -> Token {
        let (hash, account, expires) = (self.hash, self.account, self.now + seconds);
        Token { hash, account, subject, scope, keys: Vec::new(), is_superseded: false, expires }
    }

    async fn for_device<D: Writing>(&self, data: &mut D, id: DeviceId) -> Result<i64, Failure> {
        let device = devices::find(data, self.account, id).await?.ok_or_else(failed)?;
        if let Some(earlier) = device.token {
            tokens::supersede(data, earlier).await?;
        }
        tokens::insert(data, &self.token(id.0, Scope::Device, limits::TOKEN_SECONDS)).await?;
        devices::set_login(data, self.account, id, (self.day, self.hash)).await?;
        Ok(limits::TOKEN_SECONDS)
    }

    async fn for_sheet<D: Writing>(&self, data: &mut D, login: &SheetLogin) -> Result<i64, Failure> {
        let sheet = sheets::find(data, self.account).await?;
        let sheet = sheet.filter(|sheet| sheet.id == login.recovery).ok_or_else(failed)?;
        let today = if sheet.login_day == self.day { sheet.logins } else { 0 };
        if today >= limits::SHEET_LOGINS_A_DAY {
            let rest = DAY - u32::try_from(self.now.rem_euclid(i64::from(DAY))).unwrap_or(0);
            return Err(Refusal::new(ErrorCode::RateLimited, "too many recoveries in a day").after(rest).into());
        }
        sheets::set_login(data, self.account, self.day, today + 1).await?;
        let mut token = self.token(login.recovery.0, Scope::Sheet, limits::SHEET_TOKEN_SECONDS);
        token.keys = [login.sign.0, login.agree.0].concat();
        tokens::insert(data, &token).await?;
        Ok(limits::SHEET_TOKEN_SECONDS)
    }
}
