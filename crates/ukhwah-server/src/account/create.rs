//! Joins: uses an invite up and makes account, space, first device and keyring.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{OrgId, VersionHash};
use ukhwah_protocol::message::{self, WrapKind};
use ukhwah_protocol::transcript::{Act, parameters};

use crate::error::{Failure, refused};
use crate::keyring::check;
use crate::signature::{Signing, is_key};
use crate::store::tables::accounts::{self, Account};
use crate::store::tables::devices::{self, Device};
use crate::store::tables::directory::{self, Kind};
use crate::store::tables::invites::{self, Invite};
use crate::store::tables::keyrings::{self, Keyring};
use crate::store::tables::{spaces, wraps};
use crate::store::{Write, Writing};

/// Joins.
pub struct CreateAccount {
    /// The request.
    pub request: message::CreateAccount,
    /// The organization.
    pub org: OrgId,
    /// Seconds since 1970.
    pub now: i64,
    /// Days since 1970.
    pub day: u32,
}

impl Write for CreateAccount {
    type Answer = ();

    async fn run<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        let request = &self.request;
        let invite = invites::lock(data, request.invite).await?;
        let invite = invite.filter(|invite| invite.token_hash == request.token.hash()).ok_or_else(no_such_invite)?;
        if let Some(joined) = invite.used_by {
            return if joined == request.account { self.repeat(data).await } else { Err(used()) };
        }
        if invite.expires <= self.now {
            return Err(refused(ErrorCode::Expired, "the invite is too old"));
        }
        let hash = self.check()?;
        let account = self.account(&invite);
        self.enter(data, &account).await?;
        self.furnish(data, hash).await?;
        Ok(invites::set_used(data, invite.id, account.id).await?)
    }
}

/// The same for an invite that does not exist and for a wrong code.
const fn no_such_invite() -> Failure {
    refused(ErrorCode::AuthFailed, "there is no such invite")
}

const fn used() -> Failure {
    refused(ErrorCode::InviteUsed, "the invite was used")
}

const fn taken() -> Failure {
    refused(ErrorCode::AlreadyThere, "one of the ids is taken")
}

impl CreateAccount {
    fn account(&self, invite: &Invite) -> Account {
        Account {
            id: self.request.account,
            created_day: self.day,
            sign: self.request.identity_sign,
            agree: self.request.identity_agree,
            bind: self.request.bind,
            inbox: self.request.inbox,
            is_admin: invite.is_admin,
            bytes_used: 0,
            records_used: 0,
        }
    }

    /// What can be said of the request by itself.
    fn check(&self) -> Result<VersionHash, Failure> {
        let request = &self.request;
        let is_for_device = |wrap: &message::Wrap| {
            wrap.kind == WrapKind::Device && wrap.reference == request.device.id.0 && wrap.epoch == request.epoch
        };
        if request.epoch == 0 || request.wraps.len() > 1 || !request.wraps.iter().all(is_for_device) {
            return Err(refused(ErrorCode::BadRequest, "an account begins with no wrap, or with one for its device"));
        }
        check::wraps(&request.wraps)?;
        if !is_key(&request.device.sign) || !is_key(&request.identity_sign) {
            return Err(refused(ErrorCode::BadRequest, "a key is not one"));
        }
        let hash = check::keyring(&request.keyring, request.account, request.epoch)?;
        let device = &request.device;
        let signed = parameters::add_device(device.id, &device.sign, &device.agree, &hash);
        let signing = Signing { org: self.org, account: request.account, key: request.identity_sign, revision: 1 };
        signing.check(Act::AddDevice, &signed, &request.act)?;
        Ok(hash)
    }

    /// Takes the ids, none of which anybody else may have.
    async fn enter<D: Writing>(&self, data: &mut D, account: &Account) -> Result<(), Failure> {
        let is_new = accounts::insert(data, account).await?
            && directory::insert(data, self.request.device.id.0, Kind::Device, account.id).await?
            && directory::insert(data, account.inbox.0, Kind::Inbox, account.id).await?;
        if is_new { Ok(()) } else { Err(taken()) }
    }

    async fn furnish<D: Writing>(&self, data: &mut D, hash: VersionHash) -> Result<(), Failure> {
        let request = &self.request;
        let message::NewDevice { id, sign, agree } = request.device;
        let device = Device { id, sign, agree, added_day: self.day, last_day: self.day, token: None };
        devices::insert(data, request.account, &device).await?;
        spaces::insert(data, request.account, request.space, request.epoch).await?;
        let keyring = Keyring { revision: 1, epoch: request.epoch, hash, sealed: request.keyring.clone() };
        keyrings::put(data, request.account, &keyring).await?;
        for wrap in &request.wraps {
            wraps::put(data, request.account, wrap).await?;
        }
        Ok(())
    }

    /// Sent again, the request gets the same answer.
    async fn repeat<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        let request = &self.request;
        let account = accounts::find(data, request.account).await?.ok_or_else(used)?;
        let device = devices::find(data, account.id, request.device.id).await?;
        let is_same = (account.bind, account.inbox) == (request.bind, request.inbox)
            && device.is_some_and(|device| (device.sign, device.agree) == (request.device.sign, request.device.agree));
        if is_same { Ok(()) } else { Err(used()) }
    }
}
