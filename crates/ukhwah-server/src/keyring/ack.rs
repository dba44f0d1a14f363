//! Lets go of wraps that a device needs no more.

use ukhwah_protocol::error::ErrorCode;

use crate::error::{Failure, refused};
use crate::session::{Session, hold};
use crate::store::tables::{keyrings, wraps};
use crate::store::{Write, Writing};

/// Says that a device holds the key of an epoch.
pub struct AckKeyring {
    /// Who says so.
    pub session: Session,
    /// The epoch.
    pub epoch: u32,
}

impl Write for AckKeyring {
    type Answer = ();

    async fn run<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        let device = self.session.device()?;
        let account = hold(data, &self.session).await?;
        let (_, newest) = keyrings::revision(data, account.id).await?.unwrap_or_default();
        if self.epoch > newest {
            return Err(refused(ErrorCode::KeyringConflict, "the keyring has not come to this epoch"));
        }
        Ok(wraps::delete_older(data, account.id, device, self.epoch).await?)
    }
}
