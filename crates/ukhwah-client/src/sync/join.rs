//! Joining an organization on the first device.

use chrono::DateTime;
use ukhwah_crypto::{DeviceDetails, SheetKeys, SystemRandom};
use ukhwah_protocol::api::SyncApi as _;
use ukhwah_protocol::id::{AccountId, DeviceId, Fingerprint};
use ukhwah_protocol::invite::Invite;
use ukhwah_protocol::message::{self, CreateAccount};
use ukhwah_sync::sealed_keychain::{Joining, SealedKeychain};

use super::device::{DeviceSecrets, Place, host_of, make_id, make_keys};
use super::http::HttpServer;
use super::{SyncAuthorityView, SyncInviteView, SyncJoinRequest, SyncTextRequest, SyncView, card, kept, refused};
use crate::app::{App, recovery_code};
use crate::error::{ErrorCode, IpcError};
use crate::host::FileKind;

const MAX_NAME: usize = 64;

impl App {
    /// Reads an invite, without asking anybody.
    ///
    /// # Errors
    /// If the text is none.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn sync_invite_check(&self, request: SyncTextRequest) -> Result<SyncInviteView, IpcError> {
        let invite = Invite::parse(&request.text).map_err(|_| ErrorCode::InviteInvalid)?;
        Ok(SyncInviteView {
            address: host_of(&invite.origin).to_owned(),
            fingerprint: card::groups(&invite.fingerprint),
        })
    }

    /// Takes a certificate of the organization for the next joining.
    ///
    /// # Errors
    /// If none is chosen, or the file is none.
    pub fn sync_authority_choose(&self) -> Result<SyncAuthorityView, IpcError> {
        let file = self.host.choose_file(FileKind::Certificate).ok_or(ErrorCode::Cancelled)?;
        let pem = std::fs::read(&file).map_err(|_| ErrorCode::FileUnreadable)?;
        if reqwest::Certificate::from_pem(&pem).is_err() || !pem.starts_with(b"-----BEGIN") {
            return Err(ErrorCode::CertificateInvalid.into());
        }
        *self.sync.authority() = Some(pem);
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(SyncAuthorityView { name })
    }

    /// Joins an organization: makes all keys here, and an account there.
    ///
    /// # Errors
    /// Why it did not come to that; nothing has changed then. Where no answer came, the same request is sent again the
    /// next time, so that nothing is made twice.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn sync_join(&self, request: SyncJoinRequest) -> Result<SyncView, IpcError> {
        let invite = Invite::parse(&request.text).map_err(|_| ErrorCode::InviteInvalid)?;
        let name = device_name(&request.device_name)?;
        let alone = self.sync.alone();
        if self.linked().is_some_and(|linked| self.keychain(&linked).is_ok()) && self.joining()?.is_none() {
            return Err(ErrorCode::AlreadyJoined.into());
        }
        let authority = self.sync.authority().clone();
        let server = self.reach(&invite.origin, &invite.fingerprint, authority.as_deref())?;
        let request = match self.joining()?.filter(|begun| begun.invite == invite.code.derive_secrets().id) {
            Some(begun) => begun,
            None => self.begin_joining(&invite, &server, name)?,
        };
        if let Err(fault) = server.create_account(&request) {
            // Without an answer the account may be there: then the same request gets the same answer.
            if fault.code().is_some() {
                self.forget_link()?;
            }
            return Err(refused(&fault));
        }
        self.with_open(|open| Ok(open.store.sync(|tx| tx.set_state(kept::JOINING, None))?))?;
        drop(alone);
        self.host.sync_wanted();
        self.sync_view()
    }

    /// A server that shows what it must.
    pub(super) fn reach(
        &self,
        origin: &str,
        fingerprint: &Fingerprint,
        authority: Option<&[u8]>,
    ) -> Result<HttpServer, IpcError> {
        let server = HttpServer::new(origin, authority, None)?;
        let hello = server.hello().map_err(|fault| refused(&fault))?;
        if hello.fingerprint() == *fingerprint { Ok(server) } else { Err(ErrorCode::OtherServer.into()) }
    }

    fn joining(&self) -> Result<Option<CreateAccount>, IpcError> {
        let kept = self.with_open(|open| Ok(open.store.sync_state(kept::JOINING)?))?;
        Ok(kept.and_then(|bytes| message::read(&bytes).ok()))
    }

    fn begin_joining(&self, invite: &Invite, server: &HttpServer, name: String) -> Result<CreateAccount, IpcError> {
        let (signing, agreement) = make_keys();
        let (account, device) = (AccountId(make_id()), DeviceId(make_id()));
        let place = Place {
            origin: server.origin(),
            authority: self.sync.authority().clone(),
            fingerprint: invite.fingerprint,
        };
        let secrets = DeviceSecrets::new(place, account, device, (&signing, &agreement));
        let first = DeviceDetails {
            device_id: device.0,
            signing: signing.verifying_key(),
            dh: agreement.public_key(),
            added_by: device.0,
            added_day: self.day_number()?,
            name,
        };
        let sheet = self.own_sheet()?;
        let joining = Joining { owner: secrets.owner(), code: &invite.code, root: invite.fingerprint };
        let begun = SealedKeychain::begin(&joining, first, agreement, &sheet, &mut SystemRandom)
            .map_err(|_| ErrorCode::NameTooLong)?;
        self.keep_link(&secrets, &begun.keychain, &[])?;
        self.with_open(|open| {
            open.store.sync(|tx| {
                tx.set_state(kept::SHEET_DUE, Some(&[]))?;
                tx.set_state(kept::JOINING, Some(&message::write(&begun.request)))
            })?;
            Ok(())
        })?;
        Ok(begun.request)
    }

    /// The keys that follow from this device's 15 words.
    pub(super) fn own_sheet(&self) -> Result<SheetKeys, IpcError> {
        let code = self.with_open(|open| recovery_code(&open.store))?;
        SheetKeys::derive(&code, None).map_err(|_| ErrorCode::Failed.into())
    }

    /// The day that a calendar shows where the person is, counted from 1970-01-01.
    pub(super) fn day_number(&self) -> Result<u32, IpcError> {
        let days = (self.today_here()? - DateTime::UNIX_EPOCH.date_naive()).num_days();
        Ok(u32::try_from(days).unwrap_or(0))
    }
}

/// What a person calls a device.
pub(super) fn device_name(text: &str) -> Result<String, ErrorCode> {
    let name = text.trim();
    match name.len() {
        0 => Err(ErrorCode::NameEmpty),
        1..=MAX_NAME if !name.chars().any(char::is_control) => Ok(name.to_owned()),
        _ => Err(ErrorCode::NameTooLong),
    }
}
