//! The keys of a simulated person: toys for most runs, real ones for some.

use std::collections::BTreeMap;

use rand_core::CryptoRng;
use ukhwah_crypto::{DeviceDetails, DeviceDhKey, DeviceSigningKey, DeviceWrapPlace, Owner, RecoveryCode, SheetKeys};
use ukhwah_protocol::error::RemovalNotice;
use ukhwah_protocol::id::{DeviceId, Fingerprint, RecordId, SpaceId, VersionHash};
use ukhwah_protocol::invite::InviteCode;
use ukhwah_protocol::message::{KeyringChange, KeyringState};
use ukhwah_protocol::sealed::Sealed;

use super::dice::Dice;
use super::toy::{SPACE, ToyKeychain};
use crate::keychain::{CannotRotate, Keychain, KeyringRefusal, Removal, RotationTerms, TooLong, Unreadable};
use crate::sealed_keychain::{Joining, SealedKeychain};

const OWNER: Owner = Owner { org_id: [5; 16], account_id: [7; 16] };

/// The keychain of a simulated device.
pub(crate) enum Keys {
    Toy(ToyKeychain),
    Real(Box<SealedKeychain>),
}

/// With what keychains are read.
pub(crate) enum Kit {
    Toy,
    Real { space: SpaceId, own: BTreeMap<DeviceId, [u8; 32]> },
}

/// The keys of a person at the beginning.
pub(crate) struct Begun {
    /// What each device keeps.
    pub(crate) kept: Vec<Vec<u8>>,
    /// The first keyring, and what changed it since.
    pub(crate) keyring: Sealed,
    pub(crate) changes: Vec<KeyringChange>,
}

impl Kit {
    pub(crate) fn begin(devices: &[DeviceId], is_real: bool, dice: &mut Dice) -> (Self, Begun) {
        if is_real {
            return Self::begin_real(devices, dice);
        }
        let (keychains, keyring) = ToyKeychain::begin(devices, dice);
        let kept = keychains.iter().map(Keychain::to_kept).collect();
        (Self::Toy, Begun { kept, keyring, changes: Vec::new() })
    }

    fn begin_real(devices: &[DeviceId], dice: &mut Dice) -> (Self, Begun) {
        let own: BTreeMap<_, _> = devices.iter().map(|id| (*id, *DeviceDhKey::make_with(dice).expose_raw())).collect();
        let mut details = devices.iter().map(|id| details(*id, &own[id]));
        let sheet = SheetKeys::derive(&RecoveryCode::make(), None).expect("no passphrase, so no memory");
        let code = InviteCode::from_random([3; 20]);
        let joining = Joining { owner: OWNER, code: &code, root: Fingerprint([5; 32]) };
        let first = details.next().expect("there is a first device");
        let first_own = DeviceDhKey::from_bytes(&own[&devices[0]]);
        let begun = SealedKeychain::begin(&joining, first, first_own, &sheet, &mut Dice::new(dice.roll()));
        let mut keychain = begun.expect("begun").keychain;
        let keyring = keychain.sealed().clone();
        let mut changes = Vec::new();
        for details in details {
            let (next, change) = keychain.with_device(details, &mut Dice::new(dice.roll())).expect("there is room");
            changes.push(change);
            keychain = next;
        }
        let kept = devices.iter().map(|_| keychain.to_kept()).collect();
        (Self::Real { space: keychain.space(), own }, Begun { kept, keyring, changes })
    }

    pub(crate) const fn space(&self) -> SpaceId {
        match self {
            Self::Toy => SPACE,
            Self::Real { space, .. } => *space,
        }
    }

    /// The keychain that a device keeps.
    pub(crate) fn read(&self, device: DeviceId, kept: &[u8]) -> Option<Keys> {
        match self {
            Self::Toy => ToyKeychain::from_kept(kept).map(Keys::Toy),
            Self::Real { own, .. } => {
                let place = DeviceWrapPlace { owner: OWNER, device_id: device.0 };
                let own = DeviceDhKey::from_bytes(own.get(&device)?);
                SealedKeychain::from_kept(place, own, kept).ok().map(|keys| Keys::Real(Box::new(keys)))
            }
        }
    }
}

fn details(id: DeviceId, own: &[u8; 32]) -> DeviceDetails {
    DeviceDetails {
        device_id: id.0,
        signing: DeviceSigningKey::from_bytes(own).verifying_key(),
        dh: DeviceDhKey::from_bytes(own).public_key(),
        added_by: id.0,
        added_day: 20_000,
        name: "Telefon".to_owned(),
    }
}

/// Asks whichever it is.
macro_rules! either {
    ($keys:expr, $one:ident => $ask:expr) => {
        match $keys {
            Keys::Toy($one) => $ask,
            Keys::Real($one) => $ask,
        }
    };
}

impl Keys {
    /// The keyring as the server has it.
    pub(crate) fn sealed(&self) -> &Sealed {
        either!(self, keys => keys.sealed())
    }

    /// What another device keeps that was given these keys.
    pub(crate) fn kept_on(self, device: DeviceId) -> Vec<u8> {
        match self {
            Self::Toy(toy) => toy.on(device).to_kept(),
            Self::Real(real) => real.to_kept(),
        }
    }
}

impl Keychain for Keys {
    fn device(&self) -> DeviceId {
        either!(self, keys => keys.device())
    }

    fn revision(&self) -> u64 {
        either!(self, keys => keys.revision())
    }

    fn keyring_hash(&self) -> VersionHash {
        either!(self, keys => keys.keyring_hash())
    }

    fn epoch(&self) -> u32 {
        either!(self, keys => keys.epoch())
    }

    fn close_list(&self) -> Option<[u8; 32]> {
        either!(self, keys => keys.close_list())
    }

    fn seal<R: CryptoRng>(&self, record: RecordId, body: &[u8], rng: &mut R) -> Result<Sealed, TooLong> {
        either!(self, keys => keys.seal(record, body, rng))
    }

    fn open(&self, record: RecordId, sealed: &Sealed) -> Result<Vec<u8>, Unreadable> {
        match self {
            Self::Toy(toy) => toy.open(record, sealed),
            Self::Real(real) => Keychain::open(&**real, record, sealed),
        }
    }

    fn followed(&self, state: &KeyringState) -> Result<Option<Self>, KeyringRefusal> {
        Ok(match self {
            Self::Toy(toy) => toy.followed(state)?.map(Self::Toy),
            Self::Real(real) => real.followed(state)?.map(|real| Self::Real(Box::new(real))),
        })
    }

    fn to_kept(&self) -> Vec<u8> {
        either!(self, keys => keys.to_kept())
    }

    fn lists(&self, device: DeviceId) -> bool {
        either!(self, keys => keys.lists(device))
    }

    fn begin_rotation<R: CryptoRng>(&self, removal: &Removal, rng: &mut R) -> Result<Self, CannotRotate> {
        Ok(match self {
            Self::Toy(toy) => Self::Toy(toy.begin_rotation(removal, rng)?),
            Self::Real(real) => Self::Real(Box::new(real.begin_rotation(removal, rng)?)),
        })
    }

    fn resume_rotation(&self, kept: &[u8]) -> Result<Self, CannotRotate> {
        Ok(match self {
            Self::Toy(toy) => Self::Toy(toy.resume_rotation(kept)?),
            Self::Real(real) => Self::Real(Box::new(real.resume_rotation(kept)?)),
        })
    }

    fn finish_rotation<R: CryptoRng>(
        &mut self,
        before: &Self,
        terms: &RotationTerms,
        rng: &mut R,
    ) -> Result<KeyringChange, CannotRotate> {
        match (self, before) {
            (Self::Toy(toy), Self::Toy(before)) => toy.finish_rotation(before, terms, rng),
            (Self::Real(real), Self::Real(before)) => real.finish_rotation(before, terms, rng),
            _ => Err(CannotRotate::Damaged),
        }
    }

    fn verifies(&self, notice: &RemovalNotice) -> bool {
        either!(self, keys => keys.verifies(notice))
    }
}
