//! Changes the keyring, and with it devices, epoch and identity: all of it or nothing.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{AccountId, OrgId};
use ukhwah_protocol::message::{KeyringChange, KeyringChanged, WrapKind};

use super::check;
use super::plan::{Asked, Before, Effect};
use crate::error::{Failure, refused};
use crate::session::{Session, hold};
use crate::store::tables::directory::{self, Kind};
use crate::store::tables::keyrings::{self, Keyring};
use crate::store::tables::{accounts, acks, devices, sheets, spaces, tokens, wraps};
use crate::store::{Write, Writing};

/// Changes the keyring.
pub struct ChangeKeyring {
    /// Who asks.
    pub session: Session,
    /// The change.
    pub change: KeyringChange,
    /// The organization.
    pub org: OrgId,
    /// Days since 1970.
    pub day: u32,
}

impl Write for ChangeKeyring {
    type Answer = KeyringChanged;

    async fn run<D: Writing>(&self, data: &mut D) -> Result<KeyringChanged, Failure> {
        let before = self.before(data).await?;
        let account = before.account.id;
        let (held, change) = (&before.keyring, &self.change);
        let hash = check::keyring(&change.keyring, account, change.epoch)?;
        if Some(held.revision) == change.base_revision.checked_add(1) && held.hash == hash {
            // Sent again, the change gets the same answer.
            return Ok(KeyringChanged { revision: held.revision });
        }
        if held.revision != change.base_revision {
            return Err(refused(ErrorCode::KeyringConflict, "the keyring has changed"));
        }
        let login = &self.session.login;
        let effect = Asked { change, before: &before, login, hash, org: self.org, day: self.day }.plan()?;
        carry_out(data, account, &effect).await?;
        let revision = held.revision + 1;
        let keyring = Keyring { revision, epoch: change.epoch, hash, sealed: change.keyring.clone() };
        keyrings::put(data, account, &keyring).await?;
        self.keep(data, account).await?;
        Ok(KeyringChanged { revision })
    }
}

impl ChangeKeyring {
    async fn before<D: Writing>(&self, data: &mut D) -> Result<Before, Failure> {
        let account = hold(data, &self.session).await?;
        let keyring = keyrings::find(data, account.id).await?;
        Ok(Before {
            keyring: keyring.ok_or_else(|| refused(ErrorCode::Internal, "the account has no keyring"))?,
            devices: devices::of(data, account.id).await?,
            sheet: sheets::find(data, account.id).await?,
            spaces: spaces::of(data, account.id).await?,
            account,
        })
    }

    /// Keeps what stands beside the keyring.
    async fn keep<D: Writing>(&self, data: &mut D, account: AccountId) -> Result<(), Failure> {
        if self.change.wraps.iter().any(|wrap| wrap.kind == WrapKind::Sheet) {
            wraps::delete_sheet(data, account).await?;
        }
        for wrap in &self.change.wraps {
            wraps::put(data, account, wrap).await?;
        }
        for named in &self.change.heads {
            spaces::set_open_epoch(data, account, named.space, named.open_epoch).await?;
        }
        if let Some(identity) = &self.change.identity {
            accounts::set_identity(data, account, identity.sign, identity.agree).await?;
        }
        Ok(())
    }
}

async fn carry_out<D: Writing>(data: &mut D, account: AccountId, effect: &Effect) -> Result<(), Failure> {
    match effect {
        Effect::Nothing => {}
        Effect::Added(device) => {
            // An id is not used again, nor is the key of a device that was removed.
            let is_new = !devices::was_removed(data, account, device.sign).await?
                && directory::insert(data, device.id.0, Kind::Device, account).await?;
            if !is_new {
                return Err(refused(ErrorCode::AlreadyThere, "the device's id or key is taken"));
            }
            devices::insert(data, account, device).await?;
        }
        Effect::Removed(removal) => {
            devices::remove(data, account, removal).await?;
            tokens::delete_of(data, account, removal.device.0).await?;
            wraps::delete_device(data, account, removal.device).await?;
            acks::delete_of(data, account, removal.device).await?;
        }
    }
    Ok(())
}
