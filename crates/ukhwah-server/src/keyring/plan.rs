//! Whether a change of the keyring is right, and what it comes to: worked out from what was there, without the database.

use std::collections::BTreeSet;

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{DeviceId, OrgId, VersionHash};
use ukhwah_protocol::limits;
use ukhwah_protocol::message::{DeviceAdded, DeviceChange, DeviceRemoved, KeyringChange, SpaceHead, WrapKind};
use ukhwah_protocol::transcript::{self, Act, parameters};

use super::check;
use crate::error::{Failure, refused};
use crate::session::{Login, not_member};
use crate::signature::{Signing, is_key, is_signed};
use crate::store::tables::accounts::Account;
use crate::store::tables::devices::{Device, Removal};
use crate::store::tables::keyrings::Keyring;
use crate::store::tables::sheets::Sheet;

/// What was there before the change.
pub(super) struct Before {
    pub(super) account: Account,
    pub(super) keyring: Keyring,
    pub(super) devices: Vec<Device>,
    pub(super) sheet: Option<Sheet>,
    pub(super) spaces: Vec<SpaceHead>,
}

/// What happens to the devices.
pub(super) enum Effect {
    Nothing,
    Added(Device),
    Removed(Removal),
}

/// A change of the keyring that is to be judged.
pub(super) struct Asked<'a> {
    pub(super) change: &'a KeyringChange,
    pub(super) before: &'a Before,
    pub(super) login: &'a Login,
    pub(super) hash: VersionHash,
    pub(super) org: OrgId,
    pub(super) day: u32,
}

const fn bad(title: &'static str) -> Failure {
    refused(ErrorCode::BadRequest, title)
}

impl Asked<'_> {
    /// What the change comes to.
    pub(super) fn plan(&self) -> Result<Effect, Failure> {
        self.check_epoch()?;
        self.check_heads()?;
        self.check_login()?;
        self.check_identity()?;
        let effect = match &self.change.device {
            None => Effect::Nothing,
            Some(DeviceChange::Added(added)) => self.add(added)?,
            Some(DeviceChange::Removed(removed)) => self.remove(removed)?,
        };
        self.check_wraps(&effect)?;
        Ok(effect)
    }

    const fn is_new_epoch(&self) -> bool {
        self.change.epoch != self.before.keyring.epoch
    }

    fn signing(&self) -> Signing {
        let account = &self.before.account;
        let revision = self.before.keyring.revision + 1;
        Signing { org: self.org, account: account.id, key: account.sign, revision }
    }

    fn check_epoch(&self) -> Result<(), Failure> {
        let epoch = self.before.keyring.epoch;
        if self.change.epoch == epoch || Some(self.change.epoch) == epoch.checked_add(1) {
            Ok(())
        } else {
            Err(bad("a keyring stays in its epoch, or begins the next"))
        }
    }

    fn check_heads(&self) -> Result<(), Failure> {
        let spaces: BTreeSet<_> = self.change.heads.iter().map(|named| named.space).collect();
        if spaces.len() != self.change.heads.len() {
            return Err(bad("a space is there twice"));
        }
        for named in &self.change.heads {
            let held = self.before.spaces.iter().find(|held| held.space == named.space).ok_or_else(not_member)?;
            if held.head != named.head {
                return Err(refused(ErrorCode::HeadMoved, "a space has changed"));
            }
            if named.open_epoch < held.open_epoch {
                return Err(bad("an epoch that was closed does not open again"));
            }
        }
        Ok(())
    }

    /// A recovery sheet registers the device whose keys its login named, and changes nothing else.
    fn check_login(&self) -> Result<(), Failure> {
        let Login::Sheet { sign, agree, .. } = self.login else { return Ok(()) };
        let is_that_device = match &self.change.device {
            Some(DeviceChange::Added(added)) => (added.device.sign, added.device.agree) == (*sign, *agree),
            Some(DeviceChange::Removed(_)) | None => false,
        };
        let opens = |named: &SpaceHead| !self.before.spaces.contains(named);
        let changes_more = self.is_new_epoch() || self.change.identity.is_some() || self.change.heads.iter().any(opens);
        if is_that_device && !changes_more {
            Ok(())
        } else {
            Err(refused(ErrorCode::NotAllowed, "a recovery sheet registers the device that its login named"))
        }
    }

    fn check_identity(&self) -> Result<(), Failure> {
        let Some(identity) = &self.change.identity else { return Ok(()) };
        if !is_key(&identity.sign) {
            return Err(bad("the new key is not one"));
        }
        let signed = parameters::rotate_identity(&identity.sign, &identity.agree, &self.hash);
        self.signing().check(Act::RotateIdentity, &signed, &identity.act)
    }

    fn add(&self, added: &DeviceAdded) -> Result<Effect, Failure> {
        let new = &added.device;
        if self.before.devices.len() >= limits::DEVICES {
            return Err(refused(ErrorCode::DeviceLimit, "the account has as many devices as it may have"));
        }
        if !is_key(&new.sign) {
            return Err(bad("the device's key is not one"));
        }
        let signed = parameters::add_device(new.id, &new.sign, &new.agree, &self.hash);
        self.signing().check(Act::AddDevice, &signed, &added.act)?;
        if self.before.devices.iter().any(|device| device.sign == new.sign) {
            return Err(refused(ErrorCode::AlreadyThere, "a device of the account has this key"));
        }
        let (id, sign, agree) = (new.id, new.sign, new.agree);
        Ok(Effect::Added(Device { id, sign, agree, added_day: self.day, last_day: self.day, token: None }))
    }

    fn remove(&self, removed: &DeviceRemoved) -> Result<Effect, Failure> {
        let device = self.before.devices.iter().find(|device| device.id == removed.device);
        let device = device.ok_or_else(|| refused(ErrorCode::NotFound, "the account has no such device"))?;
        if self.before.devices.len() == 1 {
            return Err(refused(ErrorCode::NotAllowed, "the last device does not leave: the account may be deleted"));
        }
        let is_closed = |held: &SpaceHead| {
            self.change.heads.iter().any(|named| named.space == held.space && named.open_epoch > held.open_epoch)
        };
        if !self.is_new_epoch() || !self.before.spaces.iter().all(is_closed) {
            return Err(bad("with the removal of a device, keyring and spaces begin an epoch"));
        }
        let (account, epoch) = (&self.before.account, self.change.epoch);
        let signed = parameters::remove_device(device.id, removed.erase, epoch, &self.hash);
        self.signing().check(Act::RemoveDevice, &signed, &removed.act)?;
        let notice = transcript::removed(self.org, account.id, device.id, epoch, removed.erase);
        if !is_signed(&account.sign, &notice, &removed.notice) {
            return Err(refused(ErrorCode::BadSignature, "the notice for the device is not signed by the person"));
        }
        let (device, sign, erase, notice) = (device.id, device.sign, removed.erase, removed.notice);
        Ok(Effect::Removed(Removal { device, sign, epoch, erase, notice }))
    }

    fn remaining(&self, effect: &Effect) -> BTreeSet<DeviceId> {
        let mut devices: BTreeSet<_> = self.before.devices.iter().map(|device| device.id).collect();
        match effect {
            Effect::Nothing => {}
            Effect::Added(device) => {
                devices.insert(device.id);
            }
            Effect::Removed(removal) => {
                devices.remove(&removal.device);
            }
        }
        devices
    }

    /// Wraps are for devices that remain and for the sheet; with a new epoch, for all of them.
    fn check_wraps(&self, effect: &Effect) -> Result<(), Failure> {
        check::wraps(&self.change.wraps)?;
        let devices = self.remaining(effect).into_iter().map(|device| (WrapKind::Device, device.0));
        let sheet = self.before.sheet.iter().map(|sheet| (WrapKind::Sheet, sheet.id.0));
        let wanted: BTreeSet<_> = devices.chain(sheet).collect();
        let given: BTreeSet<_> = self.change.wraps.iter().map(|wrap| (wrap.kind, wrap.reference)).collect();
        let is_of_epoch = self.change.wraps.iter().all(|wrap| wrap.epoch == self.change.epoch);
        if given.len() != self.change.wraps.len() || !is_of_epoch || !given.is_subset(&wanted) {
            return Err(bad("a wrap is for nobody who remains, for another epoch, or there twice"));
        }
        if self.is_new_epoch() && given != wanted {
            return Err(bad("with a new epoch, every device that remains and the sheet get a wrap"));
        }
        Ok(())
    }
}
