//! What destroys, copies or brings back: devices that are removed, lost, cloned, and servers that go back.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use ukhwah_protocol::id::{DeviceId, HistoryId, RecordId};
use ukhwah_protocol::sealed::Sealed;

use super::device::Device;
use super::keys::Keys;
use super::ledger::Holdings;
use super::plan::DEVICES;
use super::world::{READER, World, actor_of, id_of};
use crate::content::Content;
use crate::keychain::{Keychain, Removal};
use crate::local::Transaction;
use crate::outcome::{Outcome, Stop};

/// How many devices there are at most, copies included.
const MOST: usize = DEVICES + 2;

impl World {
    /// The server gives each key of the keyring once; a copy of a device, which comes second, is paired again.
    pub(super) fn pair_again(&self, device: &Device) {
        let newest = self.keychains().into_iter().max_by_key(Keychain::revision);
        if let Some(newest) = newest {
            device.store.borrow_mut().keyring = newest.kept_on(device.id);
        }
    }

    pub(super) fn believe_removal(&self, device: &Rc<Device>, outcome: &Outcome) {
        if matches!(outcome.stopped, Some(Stop::Removed { .. })) {
            self.part_with(device.id);
        }
    }

    /// Whatever is on a removed device alone is lost to the others; that is what removing means.
    fn part_with(&self, id: DeviceId) {
        let devices = self.devices.borrow();
        let gone: Vec<_> = devices.iter().filter(|device| device.id == id && !device.is_gone.replace(true)).collect();
        if !gone.is_empty() {
            self.destroyed();
        }
    }

    pub(super) fn remove(&self, device: &Rc<Device>) {
        let mut dice = self.roll();
        let alive = self.alive();
        let others: Vec<_> = alive.iter().filter(|other| other.id != device.id).collect();
        let Some(other) = dice.pick(&others).filter(|_| others.len() >= 2) else { return };
        if self.has_slept_through(device) {
            return;
        }
        let removal = Removal { device: other.id, is_lost: dice.once_in(2), erase: false };
        let outcome = self.with_engine(device, |engine| engine.remove_device(removal));
        self.notice_removals();
        if let Some(outcome) = outcome {
            self.believe_removal(device, &outcome);
        }
    }

    /// Whether others have newer keys, and the server went back: a device that makes keys of its own then parts from them, for
    /// which nothing helps but to leave and to join anew.
    fn has_slept_through(&self, device: &Device) -> bool {
        let newest = self.keychains().iter().map(Keychain::revision).max();
        let own = self.kit.read(device.id, &device.store.borrow().keyring).map(|keys| keys.revision());
        self.went_back.get() && own < newest
    }

    pub(super) fn notice_removals(&self) {
        let ids: Vec<_> = self.alive().iter().map(|device| device.id).collect();
        for id in ids {
            if self.server.borrow().admit(id).is_err() {
                self.part_with(id);
            }
        }
    }

    /// Whether the server shows an older keyring than any device has.
    pub(super) fn has_old_keyring(&self) -> bool {
        let newest = self.keychains().iter().map(Keychain::revision).max();
        newest > Some(self.server.borrow().keyring_revision())
    }

    /// The device that made a change of the keyring is gone, and the server has forgotten the change: all leave and join anew.
    pub(super) fn join_anew(&self) {
        let Some(newest) = self.keychains().into_iter().max_by_key(Keychain::revision) else { return };
        let mut dice = self.roll();
        let alive = self.alive();
        let ids: Vec<_> = alive.iter().map(|device| device.id).collect();
        let at = (newest.revision(), newest.epoch());
        let account = self.server.borrow().anew(HistoryId(id_of(&mut dice).0), &ids, newest.sealed().clone(), at);
        *self.server.borrow_mut() = account;
        for device in alive {
            self.pair_again(&device);
            device.store.borrow_mut().forget_server(actor_of(&mut dice));
        }
        self.went_back.set(true);
        self.destroyed();
    }

    pub(super) fn answer(&self, device: &Rc<Device>) {
        let keep = self.roll().once_in(2);
        let _ = self.with_engine(device, |mut engine| engine.answer_hold(keep));
    }

    pub(super) fn come_back(&self, device: &Rc<Device>, is_noticed: bool) {
        let Some(mut store) = device.backup.borrow().clone() else { return };
        // The list of a removal may be lost if server and device both go back to before it, and then nothing but new keys helps.
        if device.is_busy.get() || self.forgot_keys.get() {
            return;
        }
        if is_noticed {
            let actor = actor_of(&mut self.roll());
            let _ = store.renew_actor(actor);
        }
        // The server gives each key of the keyring once: who lost them is paired again.
        store.keyring.clone_from(&device.store.borrow().keyring);
        *device.store.borrow_mut() = store;
        *device.editor.borrow_mut() = None;
        self.destroyed();
    }

    pub(super) fn copy(&self, device: &Rc<Device>) {
        if self.devices.borrow().len() < MOST {
            let copy = Device::new(device.id, device.store.borrow().clone(), device.reader.get());
            copy.clock.set(device.clock.get());
            self.devices.borrow_mut().push(Rc::new(copy));
        }
    }

    pub(super) fn restore_server(&self, is_told: bool) {
        let Some(mut backup) = self.server_backup.borrow().clone() else { return };
        let is_removing = |device: &Rc<Device>| device.store.try_borrow().is_ok_and(|store| store.rotation.is_some());
        let keyring = backup.keyring_revision();
        if self.keychains().iter().any(|keys| keys.revision() > keyring) && self.alive().iter().any(is_removing) {
            return;
        }
        if is_told {
            backup.history = HistoryId(id_of(&mut self.roll()).0);
        }
        *self.server.borrow_mut() = backup;
        self.went_back.set(true);
        self.forgot_keys.set(self.forgot_keys.get() || self.has_old_keyring());
        if self.forgot_keys.get() {
            // Of what a graveyard says that nobody believes, it must take the record again.
            self.server.borrow_mut().remembers_purged = false;
        }
        self.late.borrow_mut().clear();
        let left = {
            let mut server = self.server.borrow_mut();
            server.taken.clear();
            self.opened(server.records.iter().map(|(id, stored)| (*id, &*stored.sealed)))
        };
        self.ledger.borrow_mut().went_back(left.texts);
        self.destroyed();
    }

    /// Something was destroyed: only what is left, or what the server said it had, must be there in the end.
    fn destroyed(&self) {
        let taken: Vec<_> = self.server.borrow_mut().taken.drain(..).collect();
        let taken = self.opened(taken.iter().map(|(id, sealed)| (*id, &**sealed)));
        let mut ledger = self.ledger.borrow_mut();
        if self.forgot_keys.get() {
            // Nobody believes what was taken under keys that were over.
            let mut held = Holdings::default();
            self.add_devices(&mut held);
            ledger.went_back(BTreeSet::new());
            ledger.destroyed(&held);
        } else {
            ledger.taken(taken.texts);
            ledger.destroyed(&self.holdings());
        }
    }

    /// All that is left on devices and server.
    fn holdings(&self) -> Holdings {
        let server = self.server.borrow();
        let mut held = self.opened(server.records.iter().map(|(id, stored)| (*id, &*stored.sealed)));
        self.add_devices(&mut held);
        held
    }

    fn add_devices(&self, held: &mut Holdings) {
        for device in self.alive() {
            let Ok(store) = device.store.try_borrow() else { continue };
            for row in store.rows.values() {
                row.content.iter().for_each(|content| held.add(row.id, content));
            }
        }
    }

    /// The keychains of all devices, each once.
    fn keychains(&self) -> Vec<Keys> {
        let kept = |device: Rc<Device>| Some((device.store.try_borrow().ok()?.keyring.clone(), device.id));
        let kept: BTreeMap<_, _> = self.alive().into_iter().filter_map(kept).collect();
        kept.iter().filter_map(|(kept, device)| self.kit.read(*device, kept)).collect()
    }

    /// What these versions hold, as far as any device can read them.
    fn opened<'s>(&self, versions: impl Iterator<Item = (RecordId, &'s Sealed)>) -> Holdings {
        let keys = self.keychains();
        let mut held = Holdings::default();
        for (id, sealed) in versions {
            let body = keys.iter().find_map(|keys| keys.open(id, sealed).ok());
            let content = body.and_then(|body| Content::read(&body, READER).ok());
            content.iter().for_each(|content| held.add(id, content));
        }
        held
    }
}
