//! Joining the account of another device, on the new one: it shows a code, then six digits, then it is in.

use std::sync::{Arc, Mutex, PoisonError};

use ukhwah_crypto::{
    DeviceDhKey, DeviceSigningKey, PairingBundle, PairingCode, PairingHello, PairingOffer, PairingReply, SystemRandom,
    Wrap, unwrap_pairing,
};
use ukhwah_protocol::api::SyncApi as _;
use ukhwah_protocol::id::{AccountId, DeviceId, Rendezvous};
use ukhwah_sync::sealed_keychain::SealedKeychain;

use super::card::ServerCard;
use super::device::{DeviceSecrets, Place, make_keys};
use super::http::HttpServer;
use super::join::device_name;
use super::offer::offer_text;
use super::{SyncPairRequest, SyncPairView, refused};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::help::qr_view;

/// Which slot of the mailbox holds what.
pub(super) const HELLO: u8 = 0;
pub(super) const REPLY: u8 = 1;
pub(super) const BUNDLE: u8 = 2;

/// How long one look waits for the other device: a server takes some twenty looks a minute.
const WAIT_SECONDS: u64 = 5;

/// A new device on its way.
pub(crate) struct NewDevice {
    card: ServerCard,
    name: String,
    server: HttpServer,
    signing: DeviceSigningKey,
    agreement: DeviceDhKey,
    hello: PairingHello,
    offer: PairingOffer,
    reply: Option<PairingReply>,
    /// What the old device sealed. A server gives it out once.
    bundle: Option<Vec<u8>>,
    is_in: bool,
}

impl App {
    /// Makes a new device's code and waits at the server for the old one.
    ///
    /// # Errors
    /// If this device belongs to a server already, the card is none, or the server is not to be reached.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn sync_pair_begin(&self, request: SyncPairRequest) -> Result<SyncPairView, IpcError> {
        let mut card = ServerCard::parse(&request.card).ok_or(ErrorCode::InviteInvalid)?;
        let name = device_name(&request.device_name)?;
        self.may_join()?;
        card.authority = self.authority_of(&card);
        let server = self.reach(&card.origin, &card.fingerprint, card.authority.as_deref())?;
        let (signing, agreement) = make_keys();
        let hello = PairingHello::make_with(signing.verifying_key(), agreement.public_key(), &mut SystemRandom);
        let offer = PairingOffer::make_with(&hello, &mut SystemRandom);
        server.leave(Rendezvous(offer.rendezvous()), HELLO, &hello.encode()).map_err(|fault| refused(&fault))?;
        let device =
            NewDevice { card, name, server, signing, agreement, hello, offer, reply: None, bundle: None, is_in: false };
        let view = device.view()?;
        *self.sync.pairing() = Some(Arc::new(Mutex::new(device)));
        Ok(view)
    }

    /// Looks whether the old device has answered.
    ///
    /// # Errors
    /// If nothing is under way; what ends the pairing is in the view.
    pub fn sync_pair_step(&self) -> Result<SyncPairView, IpcError> {
        let shared = self.sync.pairing().clone().ok_or(ErrorCode::PairingOver)?;
        let mut device = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let stepped = self.step(&shared, &mut device);
        match stepped {
            // A moment without a network is no end.
            Err(error) if error.code == ErrorCode::NoAnswer => device.view(),
            Err(error) => {
                *self.sync.pairing() = None;
                Ok(SyncPairView::Failed { code: error.code })
            }
            Ok(()) => {
                let view = device.view()?;
                if matches!(view, SyncPairView::Done) {
                    *self.sync.pairing() = None;
                    self.host.sync_wanted();
                }
                Ok(view)
            }
        }
    }

    /// Ends the pairing that is under way.
    ///
    /// # Errors
    /// None.
    pub fn sync_pair_stop(&self) -> Result<(), IpcError> {
        *self.sync.pairing() = None;
        Ok(())
    }

    /// Whether this device may join an account: it must belong to none.
    pub(super) fn may_join(&self) -> Result<(), IpcError> {
        self.with_open(|_| Ok(()))?;
        let is_in = self.linked().is_some_and(|linked| self.keychain(&linked).is_ok());
        if is_in { Err(ErrorCode::AlreadyJoined.into()) } else { Ok(()) }
    }

    fn step(&self, shared: &Arc<Mutex<NewDevice>>, device: &mut NewDevice) -> Result<(), IpcError> {
        let rendezvous = Rendezvous(device.offer.rendezvous());
        let Some(reply) = device.reply else {
            if let Some(bytes) =
                device.server.collect(rendezvous, REPLY, WAIT_SECONDS).map_err(|fault| refused(&fault))?
            {
                device.reply = Some(PairingReply::decode(&bytes).map_err(|_| ErrorCode::PairingOver)?);
            }
            return Ok(());
        };
        if device.bundle.is_none() {
            device.bundle = device.server.collect(rendezvous, BUNDLE, WAIT_SECONDS).map_err(|fault| refused(&fault))?;
        }
        if let Some(bytes) = device.bundle.clone() {
            let wrap = Wrap::parse(bytes).map_err(|_| ErrorCode::PairingOver)?;
            let bundle = unwrap_pairing(&device.offer, reply.org_id, &device.agreement, &wrap)
                .map_err(|_| ErrorCode::KeysDiffer)?;
            if bundle.root_fingerprint != device.card.fingerprint.0 {
                return Err(ErrorCode::OtherServer.into());
            }
            let is_wanted = self.sync.pairing().as_ref().is_some_and(|now| Arc::ptr_eq(now, shared));
            if !is_wanted {
                return Err(ErrorCode::PairingOver.into());
            }
            self.enter_account(device, bundle)?;
            device.is_in = true;
        }
        Ok(())
    }

    fn enter_account(&self, device: &NewDevice, bundle: PairingBundle) -> Result<(), IpcError> {
        let place = Place {
            origin: &device.card.origin,
            authority: device.card.authority.clone(),
            fingerprint: device.card.fingerprint,
        };
        let (account, id) = (AccountId(bundle.account_id), DeviceId(bundle.device_id));
        let secrets = DeviceSecrets::new(place, account, id, (&device.signing, &device.agreement));
        let login = Box::new(secrets.clone());
        let server = HttpServer::new(&secrets.origin, secrets.authority.as_deref(), Some(login))?;
        let state = server.keyring().map_err(|fault| refused(&fault))?;
        if state.keyring.version_hash().0 != bundle.keyring.0 {
            return Err(ErrorCode::KeysDiffer.into());
        }
        let keys = SealedKeychain::open(secrets.wrap_place(), secrets.agreement_key(), bundle.key, state.keyring)
            .map_err(|_| ErrorCode::KeysDiffer)?;
        self.make_room_for_account()?;
        self.keep_link(&secrets, &keys, &[])
    }
}

impl NewDevice {
    fn view(&self) -> Result<SyncPairView, IpcError> {
        if self.is_in {
            return Ok(SyncPairView::Done);
        }
        if let Some(reply) = &self.reply {
            let code = PairingCode::derive(&self.offer, &self.hello, reply);
            return Ok(SyncPairView::Code { digits: code.expose_digits().to_string() });
        }
        let text = offer_text(&self.offer, &self.name);
        let qr = qr_view(&text).ok_or(ErrorCode::Failed)?;
        Ok(SyncPairView::Offered { text, qr })
    }
}
