//! Sets the recovery sheet, in the place of the one before.

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::OrgId;
use ukhwah_protocol::message::{NewSheet, WrapKind};
use ukhwah_protocol::transcript::{Act, parameters};

use crate::error::{Failure, refused};
use crate::keyring::check;
use crate::session::{Session, hold};
use crate::signature::{Signing, is_key};
use crate::store::tables::directory::{self, Kind};
use crate::store::tables::sheets::{self, Sheet};
use crate::store::tables::{keyrings, tokens, wraps};
use crate::store::{Write, Writing};

/// Sets the recovery sheet.
pub struct SetSheet {
    /// Who asks.
    pub session: Session,
    /// The sheet.
    pub sheet: NewSheet,
    /// The organization.
    pub org: OrgId,
    /// Days since 1970.
    pub day: u32,
}

impl Write for SetSheet {
    type Answer = ();

    async fn run<D: Writing>(&self, data: &mut D) -> Result<(), Failure> {
        self.session.device()?;
        let account = hold(data, &self.session).await?;
        let new = &self.sheet;
        let held = sheets::find(data, account.id).await?;
        let kept = wraps::of(data, account.id, WrapKind::Sheet, new.id.0).await?;
        if held.as_ref().is_some_and(|held| (held.id, held.login) == (new.id, new.login)) && kept.contains(&new.wrap) {
            // Sent again, the sheet gets the same answer.
            return Ok(());
        }
        let (revision, epoch) = keyrings::revision(data, account.id).await?.unwrap_or_default();
        if new.act.revision != revision {
            return Err(refused(ErrorCode::KeyringConflict, "the keyring has changed"));
        }
        let wrap = &new.wrap;
        check::wraps(std::slice::from_ref(wrap))?;
        if (wrap.kind, wrap.reference, wrap.epoch) != (WrapKind::Sheet, new.id.0, epoch) || !is_key(&new.login) {
            return Err(refused(ErrorCode::BadRequest, "the wrap is not for the sheet and the newest epoch"));
        }
        let signing = Signing { org: self.org, account: account.id, key: account.sign, revision };
        signing.check(Act::SetSheet, &parameters::set_sheet(new.id, &new.login, &wrap.bytes), &new.act)?;

        if let Some(held) = held {
            directory::delete(data, held.id.0).await?;
            tokens::delete_of(data, account.id, held.id.0).await?;
        }
        if !directory::insert(data, new.id.0, Kind::Sheet, account.id).await? {
            return Err(refused(ErrorCode::AlreadyThere, "the sheet's id is taken"));
        }
        let sheet = Sheet { id: new.id, login: new.login, created_day: self.day, login_day: 0, logins: 0 };
        sheets::put(data, account.id, &sheet).await?;
        wraps::delete_sheet(data, account.id).await?;
        Ok(wraps::put(data, account.id, wrap).await?)
    }
}
