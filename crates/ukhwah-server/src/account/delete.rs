//! Ends an account: everything of it is gone when this is answered.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::OrgId;
use ukhwah_protocol::message::SignedAct;
use ukhwah_protocol::transcript::{Act, parameters};

use crate::error::{Failure, refused};
use crate::session::{Session, hold};
use crate::signature::Signing;
use crate::store::tables::{accounts, keyrings};
use crate::store::{Write, Writing};

/// Ends an account.
pub struct DeleteAccount {
    /// Who asks.
    pub session: Session,
    /// `DeleteAccount`, at the newest revision.
    pub act: SignedAct,
    /// The organization.
    pub org: OrgId,
}

impl Write for DeleteAccount {
    type Answer = ();

    async fn run<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        self.session.device()?;
        let account = hold(data, &self.session).await?;
        let (revision, _) = keyrings::revision(data, account.id).await?.unwrap_or_default();
        if self.act.revision != revision {
            return Err(refused(ErrorCode::KeyringConflict, "the keyring has changed"));
        }
        let signing = Signing { org: self.org, account: account.id, key: account.sign, revision };
        signing.check(Act::DeleteAccount, &parameters::delete_account(), &self.act)?;
        Ok(accounts::delete(data, account.id).await?)
    }
}
