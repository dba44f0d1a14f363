//! Letting a new device into the account, on the old one: it reads the new one's code, and asks for six digits.

use ukhwah_crypto::{
    DeviceDetails, KeyringKey, PairingBundle, PairingCode, PairingHello, PairingOffer, PairingReply, SystemRandom,
    VersionHash, wrap_for_pairing,
};
use ukhwah_protocol::api::SyncApi as _;
use ukhwah_protocol::error::ErrorCode as Refusal;
use ukhwah_protocol::id::Rendezvous;
use ukhwah_sync::outcome::{Notice, Stop};
use ukhwah_sync::sealed_keychain::SealedKeychain;
use zeroize::Zeroizing;

use super::card::ServerCard;
use super::desk::Linked;
use super::device::make_id;
use super::join::device_name;
use super::pair::{BUNDLE, HELLO, REPLY};
use super::run::Occasion;
use super::{
    SyncCardView, SyncConfirmRequest, SyncOfferView, SyncTextRequest, SyncView, codes, picture, refused, unchanged,
};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::help::qr_view;
use crate::host::FileKind;

const FIRST_WORD: &str = "UKHWAH-DEVICE-1";
const TRIES: u8 = 3;
/// How often a change of the keyring is made again that another device came before.
const ATTEMPTS: usize = 5;

/// A new device at the door.
pub(crate) struct Offering {
    offer: PairingOffer,
    /// What the person calls it, as it came with its code.
    name: String,
    hello: PairingHello,
    reply: PairingReply,
    tries: u8,
    /// What it is called in the keyring, also where that is tried once more.
    device_id: [u8; 16],
    /// What brings the keys to it, once it is made.
    bundle: Option<Bundle>,
}

/// The keys on their way to a new device.
struct Bundle {
    wrap: Vec<u8>,
    /// Whether it was sent without an answer, so that it may be there.
    is_sent: bool,
}

impl App {
    /// The card of the server, for a new device.
    ///
    /// # Errors
    /// If this device belongs to none.
    pub fn sync_card(&self) -> Result<SyncCardView, IpcError> {
        let linked = self.needs_link()?;
        let text = ServerCard::of(&linked.secrets).to_text();
        Ok(SyncCardView { qr: qr_view(&text).ok_or(ErrorCode::Failed)?, text })
    }

    /// Reads a new device's code from a picture.
    ///
    /// # Errors
    /// As [`App::sync_offer_read`], or if there is no code in the picture.
    pub fn sync_offer_choose(&self) -> Result<SyncOfferView, IpcError> {
        let file = self.host.choose_file(FileKind::Picture).ok_or(ErrorCode::Cancelled)?;
        let text = codes::sorted(picture::read_codes(&file)?).text.ok_or(ErrorCode::NoQr)?;
        self.sync_offer_read(SyncTextRequest { text })
    }

    /// Takes a new device's code, holds it against the keys that wait at the server, and answers.
    ///
    /// # Errors
    /// If the text is no such code, nobody waits with it, or the keys are others.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn sync_offer_read(&self, request: SyncTextRequest) -> Result<SyncOfferView, IpcError> {
        let linked = self.needs_link()?;
        let (offer, name) = parse_offer(&request.text).ok_or(ErrorCode::InviteInvalid)?;
        let rendezvous = Rendezvous(offer.rendezvous());
        let waiting = linked.server.collect(rendezvous, HELLO, 0).map_err(|fault| refused(&fault))?;
        let hello = waiting.and_then(|bytes| PairingHello::decode(&bytes).ok()).ok_or(ErrorCode::PairingOver)?;
        offer.check_keys(&hello).map_err(|_| ErrorCode::KeysDiffer)?;
        let reply = PairingReply::make_with(linked.secrets.owner().org_id, &mut SystemRandom);
        linked.server.leave(rendezvous, REPLY, &reply.encode()).map_err(|fault| refused(&fault))?;
        let at_door =
            Offering { offer, name: name.clone(), hello, reply, tries: TRIES, device_id: make_id(), bundle: None };
        *self.sync.offering() = Some(at_door);
        Ok(SyncOfferView::Answered { name })
    }

    /// Lets the new device in, if the digits are those that it shows.
    ///
    /// # Errors
    /// [`ErrorCode::CodeWrong`] with the tries that are left; [`ErrorCode::PairingOver`] after the last.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn sync_offer_confirm(&self, request: SyncConfirmRequest) -> Result<SyncView, IpcError> {
        let linked = self.needs_link()?;
        let mut offering = {
            let mut offering = self.sync.offering();
            let at_door = offering.as_mut().ok_or(ErrorCode::PairingOver)?;
            let code = PairingCode::derive(&at_door.offer, &at_door.hello, &at_door.reply);
            if !code.matches(&request.digits) {
                at_door.tries -= 1;
                let tries = at_door.tries;
                if tries == 0 {
                    *offering = None;
                    return Err(ErrorCode::PairingOver.into());
                }
                return Err(IpcError { code: ErrorCode::CodeWrong, at: Some(u32::from(tries)) });
            }
            offering.take().ok_or(ErrorCode::PairingOver)?
        };
        let let_in = self.let_in(&linked, &mut offering);
        if let_in.is_err() {
            *self.sync.offering() = Some(offering);
        }
        let_in?;
        self.host.sync_wanted();
        self.sync_view()
    }

    /// Ends the pairing that is under way.
    ///
    /// # Errors
    /// None.
    pub fn sync_offer_stop(&self) -> Result<(), IpcError> {
        *self.sync.offering() = None;
        Ok(())
    }

    /// May be called again with the same device after whatever failed.
    fn let_in(&self, linked: &Linked, at_door: &mut Offering) -> Result<(), IpcError> {
        let mut bundle = match at_door.bundle.take() {
            Some(bundle) => bundle,
            None => Bundle { wrap: self.wrap_keys(linked, at_door)?, is_sent: false },
        };
        let rendezvous = Rendezvous(at_door.offer.rendezvous());
        let left = linked.server.leave(rendezvous, BUNDLE, &bundle.wrap);
        let is_there = match &left {
            Ok(()) => true,
            // The new device may have taken it before it was sent once more.
            Err(fault) => bundle.is_sent && fault.code() == Some(Refusal::AlreadyThere),
        };
        bundle.is_sent |= left.as_ref().is_err_and(|fault| fault.code().is_none());
        at_door.bundle = Some(bundle);
        if is_there { Ok(()) } else { left.map_err(|fault| refused(&fault)) }
    }

    /// Lists the device; returns what brings it the keys.
    fn wrap_keys(&self, linked: &Linked, at_door: &Offering) -> Result<Vec<u8>, IpcError> {
        let details = DeviceDetails {
            device_id: at_door.device_id,
            signing: at_door.hello.signing,
            dh: at_door.hello.dh,
            added_by: linked.secrets.device.0,
            added_day: self.day_number()?,
            name: at_door.name.clone(),
        };
        let keys = self.add_to_keyring(linked, &details)?;
        let bundle = PairingBundle {
            account_id: linked.secrets.account.0,
            device_id: at_door.device_id,
            key: KeyringKey::from_parts(keys.key().epoch(), keys.key().expose_raw()),
            keyring: VersionHash(keys.sealed().version_hash().0),
            // The checkpoints of both say whether anything is missing.
            set_hash: [0; 32],
            root_fingerprint: linked.secrets.fingerprint.0,
        };
        let wrap = wrap_for_pairing(&at_door.offer, &at_door.hello.dh, &bundle, &mut SystemRandom);
        Ok(wrap.map_err(|_| ErrorCode::KeysDiffer)?.as_bytes().to_vec())
    }

    fn add_to_keyring(&self, linked: &Linked, details: &DeviceDetails) -> Result<SealedKeychain, IpcError> {
        let _alone = self.sync.alone();
        for _ in 0..ATTEMPTS {
            let keys = self.newest_keys(linked)?;
            // The server took it before, and its answer was lost.
            if keys.keyring().devices.contains_key(&details.device_id) {
                return Ok(keys);
            }
            let (next, change) = keys.with_device(details.clone(), &mut SystemRandom).map_err(unchanged)?;
            self.note_change(&keys, &change)?;
            match linked.server.change_keyring(&change) {
                Ok(_) => {
                    self.keep_keyring(&next)?;
                    return Ok(next);
                }
                Err(fault) if fault.code() == Some(Refusal::KeyringConflict) => {}
                Err(fault) => return Err(refused(&fault)),
            }
        }
        Err(ErrorCode::ServerRefused.into())
    }

    /// The keys after whatever other devices changed. The caller holds `alone`.
    pub(super) fn newest_keys(&self, linked: &Linked) -> Result<SealedKeychain, IpcError> {
        let occasion = Occasion { asks_keyring: true, is_leaving: false };
        let outcome = self.ask_engine(linked, occasion, |engine| engine.take_keyring())?;
        match outcome.stopped {
            Some(Stop::Server(fault)) => return Err(refused(&fault)),
            Some(stop) => {
                tracing::warn!(%stop, "the server's keyring was not asked for");
                return Err(ErrorCode::ServerRefused.into());
            }
            None => {}
        }
        if outcome.notices.iter().any(|notice| matches!(notice, Notice::Keyring(_))) {
            return Err(ErrorCode::ServerRefused.into());
        }
        self.keychain(linked)
    }
}

/// A new device's code as text, in the letters of which a QR code holds most: the offer, and behind it the device's name,
/// which so goes from screen to screen and past no server.
pub(super) fn offer_text(offer: &PairingOffer, name: &str) -> String {
    let hex = Zeroizing::new(hex::encode_upper(*offer.expose_encoded()));
    format!("{FIRST_WORD} {}{}", *hex, hex::encode_upper(name))
}

pub(super) fn parse_offer(text: &str) -> Option<(PairingOffer, String)> {
    let mut words = text.split_whitespace();
    if !words.next()?.eq_ignore_ascii_case(FIRST_WORD) {
        return None;
    }
    let bytes = Zeroizing::new(hex::decode(words.collect::<String>()).ok()?);
    let (offer, name) = bytes.split_at_checked(PairingOffer::LEN)?;
    let name = device_name(std::str::from_utf8(name).ok()?).ok()?;
    Some((PairingOffer::decode(offer).ok()?, name))
}
