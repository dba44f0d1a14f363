//! When every device is lost: the 15 words bring everything back from the server.

use ukhwah_crypto::{
    DeviceDetails, DeviceDhKey, DeviceWrapPlace, Owner, SheetKeys, SystemRandom, Wrap, unwrap_with_sheet,
};
use ukhwah_domain::record::Kind;
use ukhwah_protocol::api::SyncApi as _;
use ukhwah_protocol::id::{AgreeKey, DeviceId, Nonce, OrgId, RecoveryId, Signature, VerifyKey};
use ukhwah_protocol::message::{LoginRequest, SheetLogin, WrapKind};
use ukhwah_protocol::transcript;
use ukhwah_sync::keychain::Keychain as _;
use ukhwah_sync::sealed_keychain::SealedKeychain;

use super::card::ServerCard;
use super::device::{DeviceSecrets, Place, make_id, make_keys};
use super::http::{HttpServer, LogsIn};
use super::join::device_name;
use super::{SyncRecoverRequest, SyncView, refused, unchanged};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};

/// A recovery sheet at the door, with the keys of the one device that it lets in.
struct SheetAtDoor {
    sheet: SheetKeys,
    org: OrgId,
    sign: VerifyKey,
    agree: AgreeKey,
}

impl LogsIn for SheetAtDoor {
    fn subject(&self) -> [u8; 16] {
        self.sheet.recovery_id
    }

    fn answer(&self, origin: &str, nonce: Nonce) -> LoginRequest {
        let recovery = RecoveryId(self.sheet.recovery_id);
        let signed = transcript::sheet_auth(origin, self.org, recovery, &nonce, (&self.sign, &self.agree));
        let signature = Signature(self.sheet.login.sign(&signed).0);
        LoginRequest::Sheet(SheetLogin { recovery, nonce, sign: self.sign, agree: self.agree, signature })
    }
}

impl App {
    /// Joins the account again by the 15 words, and removes the other devices if the person wants that.
    ///
    /// # Errors
    /// If the words or the card are none, or the server knows no such words. What is left of the removals goes on with each
    /// sync, and is seen in the view.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn sync_recover(&self, request: SyncRecoverRequest) -> Result<SyncView, IpcError> {
        let mut card = ServerCard::parse(&request.card).ok_or(ErrorCode::InviteInvalid)?;
        let code = crate::backup::parse_recovery(&request.words)?;
        let name = device_name(&request.device_name)?;
        self.may_join()?;
        card.authority = self.authority_of(&card);
        self.reach(&card.origin, &card.fingerprint, card.authority.as_deref())?;
        let sheet = SheetKeys::derive(&code, None).map_err(|_| ErrorCode::Failed)?;
        self.enter_with_sheet(&card, &sheet, name, request.remove_others)?;
        self.settle_removals(&*self.needs_link()?);
        self.host.sync_wanted();
        self.sync_view()
    }

    fn enter_with_sheet(
        &self,
        card: &ServerCard,
        sheet: &SheetKeys,
        name: String,
        remove_others: bool,
    ) -> Result<(), IpcError> {
        let (signing, agreement) = make_keys();
        let org = card.fingerprint.org_id();
        let at_door = SheetAtDoor {
            sign: VerifyKey(signing.verifying_key().to_bytes()),
            agree: AgreeKey(agreement.public_key().0),
            org,
            sheet: again(sheet),
        };
        let authority = card.authority.clone();
        let server = HttpServer::new(&card.origin, authority.as_deref(), Some(Box::new(at_door)))?;
        let login = server.log_in().map_err(|fault| match fault.code() {
            Some(ukhwah_protocol::error::ErrorCode::AuthFailed) => ErrorCode::RecoveryCodeOther.into(),
            _ => refused(&fault),
        })?;
        let state = server.keyring().map_err(|fault| refused(&fault))?;
        let owner = Owner { org_id: org.0, account_id: login.account.0 };
        let device_id = make_id();
        let wrap = state.wraps.iter().find(|wrap| wrap.kind == WrapKind::Sheet).ok_or(ErrorCode::RecoveryCodeOther)?;
        let wrap = Wrap::parse(wrap.bytes.clone()).map_err(|_| ErrorCode::RecoveryCodeOther)?;
        let key = unwrap_with_sheet(&owner, sheet, &wrap).map_err(|_| ErrorCode::RecoveryCodeOther)?;
        let own = DeviceDhKey::from_bytes(agreement.expose_raw());
        let keys = SealedKeychain::open(DeviceWrapPlace { owner, device_id }, own, key, state.keyring)
            .map_err(|_| ErrorCode::RecoveryCodeOther)?;
        let details = DeviceDetails {
            device_id,
            signing: signing.verifying_key(),
            dh: agreement.public_key(),
            added_by: device_id,
            added_day: self.day_number()?,
            name,
        };
        let (next, change) = keys.with_device(details, &mut SystemRandom).map_err(unchanged)?;
        server.change_keyring(&change).map_err(|fault| refused(&fault))?;
        let place = Place { origin: server.origin(), authority, fingerprint: card.fingerprint };
        let secrets = DeviceSecrets::new(place, login.account, DeviceId(device_id), (&signing, &agreement));
        self.make_room_for_account()?;
        let others = next.keyring().devices.keys().map(|id| DeviceId(*id)).filter(|id| *id != next.device());
        let others: Vec<_> = others.filter(|_| remove_others).collect();
        self.keep_link(&secrets, &next, &others)
    }

    /// Takes away what this device made for itself and the account has already: there is one profile of a person, one set
    /// of prayer settings, and so on. Only where nothing else was written here; otherwise the merge keeps both.
    pub(super) fn make_room_for_account(&self) -> Result<(), IpcError> {
        const ONE_OF_EACH: [Kind; 4] =
            [Kind::Profile, Kind::PrayerSettings, Kind::ReflectionSettings, Kind::WorkSettings];
        self.with_open(|open| {
            open.store.sync(|tx| {
                let mut ids = Vec::new();
                for kind in ONE_OF_EACH {
                    ids.extend(
                        tx.of_kind(kind.number())?.into_iter().filter(|row| row.base.is_none()).map(|row| row.id),
                    );
                }
                if tx.count_nouns()? == ids.len() as u64 {
                    tx.remove(&ids)?;
                }
                Ok::<_, ukhwah_store::StoreError>(())
            })?;
            Ok(())
        })
    }
}

fn again(sheet: &SheetKeys) -> SheetKeys {
    SheetKeys {
        recovery_id: sheet.recovery_id,
        login: ukhwah_crypto::SheetSigningKey::from_bytes(sheet.login.expose_raw()),
        dh: ukhwah_crypto::SheetDhKey::from_bytes(sheet.dh.expose_raw()),
        secret: ukhwah_crypto::SheetSecret::from_bytes(sheet.secret.expose_raw()),
    }
}
