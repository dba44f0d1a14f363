//! Hands out the newest keyring, with what the asker can open it with.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::message::{KeyringState, ListedDevice, Wrap, WrapKind};

use crate::error::{Failure, refused};
use crate::session::{Login, Session};
use crate::store::tables::{devices, keyrings, sheets, spaces, wraps};
use crate::store::{Read, Reading, StoreError};

/// Hands out the newest keyring.
pub struct ReadKeyring {
    /// Who asks.
    pub session: Session,
}

impl Read for ReadKeyring {
    type Answer = KeyringState;

    async fn run<D: Reading>(&self, data: &mut D) -> Result<KeyringState, Failure> {
        let account = self.session.account;
        let keyring = keyrings::find(data, account).await?;
        let keyring = keyring.ok_or_else(|| refused(ErrorCode::TokenExpired, "the account has ended"))?;
        let devices = devices::of(data, account).await?;
        let sheet = sheets::find(data, account).await?;
        Ok(KeyringState {
            account,
            revision: keyring.revision,
            epoch: keyring.epoch,
            keyring: keyring.sealed,
            wraps: self.wraps(data).await?,
            devices: devices.iter().map(|device| ListedDevice { id: device.id, last_day: device.last_day }).collect(),
            sheet: sheet.map(|sheet| sheet.id),
            spaces: spaces::of(data, account).await?,
        })
    }
}

impl ReadKeyring {
    async fn wraps<D: Reading>(&self, data: &mut D) -> Result<Vec<Wrap>, StoreError> {
        let account = self.session.account;
        match self.session.login {
            Login::Device(id) => wraps::of(data, account, WrapKind::Device, id.0).await,
            Login::Sheet { id, .. } => wraps::of(data, account, WrapKind::Sheet, id.0).await,
        }
    }
}
