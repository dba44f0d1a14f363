//! One run: the devices, the server, and what happens.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use ukhwah_domain::record::Actor;
use ukhwah_protocol::id::{DeviceId, RecordId};

use super::device::Device;
use super::dice::Dice;
use super::keys::{Keys, Kit};
use super::ledger::Ledger;
use super::person::Person;
use super::plan::{Act, DEVICES, Step};
use super::run::{Figures, Setting};
use super::server::Server;
use super::store::{DiskFaults, Handle, Store};
use super::wire::{Late, Wire};
use crate::engine::{Engine, Terms};
use crate::keychain::KeyringRefusal;
use crate::outcome::{Notice, Outcome};

pub(super) const MINUTE: i64 = 60_000;
pub(super) const DAY: i64 = 24 * 60 * MINUTE;
/// The newest format; one of the devices knows only the one before.
pub(super) const READER: u16 = 2;
pub(crate) struct World {
    pub(super) kit: Kit,
    first_revision: u64,
    pub(super) devices: RefCell<Vec<Rc<Device>>>,
    pub(crate) server: RefCell<Server>,
    pub(super) server_backup: RefCell<Option<Server>>,
    /// Whether the server ever went back: if not, no device may have needed a full comparison.
    pub(super) went_back: Cell<bool>,
    /// Whether it forgot a change of the keyring by that.
    pub(super) forgot_keys: Cell<bool>,
    pub(crate) late: RefCell<Vec<Late>>,
    pub(super) ledger: RefCell<Ledger>,
    pub(super) dice: RefCell<Dice>,
    pub(super) now: Cell<i64>,
    pub(super) next: Cell<u64>,
    pub(super) depth: Cell<u32>,
    pub(super) figures: Cell<Figures>,
    pub(super) is_rough: Cell<bool>,
}

pub(crate) fn id_of(dice: &mut Dice) -> RecordId {
    let mut bytes = [0; 16];
    rand_core::Rng::fill_bytes(dice, &mut bytes);
    RecordId(bytes)
}

pub(super) fn actor_of(dice: &mut Dice) -> Actor {
    Actor(dice.roll().to_be_bytes())
}

impl World {
    pub(super) fn new(seed: u64, setting: Setting) -> Self {
        let mut dice = Dice::new(seed ^ 0x5EED);
        let ids: Vec<_> = (0..DEVICES).map(|_| DeviceId(id_of(&mut dice).0)).collect();
        let (kit, begun) = Kit::begin(&ids, setting.has_real_keys, &mut dice);
        let old_version = dice.below(DEVICES * 2);
        let device = |(at, kept): (usize, Vec<u8>)| {
            let store = Store::new(actor_of(&mut dice), kept, setting.broken);
            Rc::new(Device::new(ids[at], store, if at == old_version { READER - 1 } else { READER }))
        };
        let devices = begun.kept.into_iter().enumerate().map(device).collect();
        let page = 1 + dice.below(12);
        let mut server = Server::new(&ids, begun.keyring, page);
        begun.changes.iter().for_each(|change| drop(server.change_keyring(change)));
        server.remembers_purged = dice.once_in(2);
        Self {
            kit,
            first_revision: server.keyring_revision(),
            devices: RefCell::new(devices),
            server: RefCell::new(server),
            server_backup: RefCell::new(None),
            went_back: Cell::new(false),
            forgot_keys: Cell::new(false),
            late: RefCell::default(),
            ledger: RefCell::default(),
            dice: RefCell::new(dice),
            now: Cell::new(1_700_000_000_000),
            next: Cell::new(0),
            depth: Cell::new(0),
            figures: Cell::default(),
            is_rough: Cell::new(false),
        }
    }

    pub(super) fn roll(&self) -> Dice {
        Dice::new(self.dice.borrow_mut().roll())
    }

    fn device(&self, at: usize) -> Rc<Device> {
        let devices = self.devices.borrow();
        Rc::clone(&devices[at % devices.len()])
    }

    pub(super) fn alive(&self) -> Vec<Rc<Device>> {
        self.devices.borrow().iter().filter(|device| !device.is_gone.get()).cloned().collect()
    }

    pub(super) fn step(&self, step: &Step) {
        *self.dice.borrow_mut() = Dice::new(step.dice);
        self.is_rough.set(step.is_rough);
        self.now.set(self.now.get() + MINUTE);
        let device = self.device(step.device);
        if !device.is_gone.get() {
            self.act(&device, step.act);
            self.notice_removals();
        }
    }

    fn act(&self, device: &Rc<Device>, act: Act) {
        match act {
            Act::Sync => drop(self.sync(device)),
            Act::Backup => *device.backup.borrow_mut() = Some(device.store.borrow().clone()),
            Act::ComeBack { is_noticed } => self.come_back(device, is_noticed),
            Act::Clone => self.copy(device),
            Act::ServerBackup => *self.server_backup.borrow_mut() = Some(self.server.borrow().clone()),
            Act::ServerRestore { is_told } => self.restore_server(is_told),
            Act::SetClock => {
                let days = [-1, 0, 0, 7, 100, 365];
                device.clock.set(self.roll().pick(&days).map_or(0, |days| days * DAY));
            }
            Act::Wait => {
                let days = [0, 1, 8, 100];
                let wait = self.roll().pick(&days).map_or(0, |days| days * DAY);
                // For 90 days nobody writes to a server that has forgotten a removal, and buries what is erased.
                let wait = if self.has_old_keyring() { wait.min(DAY) } else { wait };
                self.now.set(self.now.get() + wait + 20 * MINUTE);
            }
            Act::Remove => self.remove(device),
            Act::Answer => self.answer(device),
            _ => self.person(device, act),
        }
    }

    /// Something else happens while a request is under way.
    pub(crate) fn meanwhile(&self, sender: &Rc<Device>, dice: Option<u64>) {
        let Some(dice) = dice else { return };
        let mut dice = Dice::new(dice);
        if self.depth.get() >= 2 {
            return;
        }
        self.depth.set(self.depth.get() + 1);
        match dice.below(6) {
            0 | 1 => self.person(sender, if dice.once_in(4) { Act::Trash } else { Act::Write }),
            2 => self.person(sender, Act::Create),
            3 => {
                if let Some(late) = self.late.borrow_mut().pop() {
                    late(&mut self.server.borrow_mut());
                }
            }
            _ => {
                if let Some(other) = dice.pick(&self.alive()) {
                    let act = if dice.once_in(12) { Act::Remove } else { Act::Sync };
                    let is_rotation_wanted =
                        act == Act::Sync || self.devices.borrow().iter().any(|device| device.is_gone.get());
                    self.act(other, if is_rotation_wanted { act } else { Act::Sync });
                }
            }
        }
        self.depth.set(self.depth.get() - 1);
    }

    fn person(&self, device: &Rc<Device>, act: Act) {
        if device.is_gone.get() {
            return;
        }
        let mut dice = self.roll();
        let mut next = self.next.get();
        let mut store = device.store.borrow_mut();
        let wall = self.now.get() + device.clock.get();
        let mut person =
            Person { store: &mut store, dice: &mut dice, wall, reader: device.reader.get(), next: &mut next };
        let nouns = person.nouns();
        let some = person.dice.pick(&nouns).copied();
        let did = match (act, some) {
            (Act::Create, _) => person.create(),
            (Act::Write, Some(id)) => match device.editor.borrow_mut().take().filter(|(id, _)| nouns.contains(id)) {
                Some((id, seen)) => person.write(id, Some(&seen)),
                None => person.write(id, None),
            },
            (Act::OpenEditor, Some(id)) => {
                let seen = person
                    .store
                    .rows
                    .get(&id)
                    .and_then(|row| row.content.as_ref())
                    .map(|content| content.seen().clone());
                *device.editor.borrow_mut() = seen.map(|seen| (id, seen));
                return;
            }
            (Act::Trash, Some(id)) => person.trash(id),
            (Act::Restore, Some(id)) => return person.restore(id),
            (Act::Erase, Some(id)) => person.erase(&[id]),
            (Act::EraseMany, Some(_)) => person.erase(&nouns[..nouns.len() * 2 / 3]),
            _ => return,
        };
        self.next.set(next);
        self.ledger.borrow_mut().note(did);
    }

    pub(super) fn with_engine<T>(
        &self,
        device: &Rc<Device>,
        work: impl FnOnce(Engine<'_, Wire<'_>, Handle, Keys, Dice>) -> T,
    ) -> Option<T> {
        if device.is_busy.replace(true) {
            return None;
        }
        let mut dice = self.roll();
        let mut faults = || (self.is_rough.get() && !dice.once_in(3)).then(|| Dice::new(dice.roll()));
        let disk = DiskFaults { dice: faults(), has_crashed: false };
        let wire = Wire { world: self, device: Rc::clone(device), dice: faults().map(RefCell::new) };
        *device.faults.borrow_mut() = disk;
        let mut local = Handle { store: Rc::clone(&device.store), faults: Rc::clone(&device.faults) };
        let kept = device.store.borrow().keyring.clone();
        let mut keys = self.kit.read(device.id, &kept).expect("it was kept by this keychain");
        let terms = Terms {
            space: self.kit.space(),
            reader: device.reader.get(),
            now: self.now.get() + device.clock.get(),
            ask_keyring: dice.once_in(4),
            is_leaving: dice.once_in(4),
        };
        let done = work(Engine::new(&wire, &mut local, &mut keys, &mut dice, terms));
        device.is_busy.set(false);
        Some(done)
    }

    pub(super) fn sync(&self, device: &Rc<Device>) -> Outcome {
        let outcome = self.with_engine(device, |engine| engine.sync()).unwrap_or_default();
        self.count(&outcome);
        self.believe_removal(device, &outcome);
        if outcome.notices.contains(&Notice::Keyring(KeyringRefusal::WrapMissing)) {
            self.pair_again(device);
        }
        outcome
    }

    fn count(&self, outcome: &Outcome) {
        let mut figures = self.figures.get();
        figures.syncs += 1;
        figures.repaired += outcome.repaired;
        for notice in &outcome.notices {
            match notice {
                Notice::CopyOfAnotherPhone => figures.copies += 1,
                Notice::PuttingBack => figures.put_back += 1,
                Notice::MassErase { .. } => figures.asked += 1,
                _ => {}
            }
        }
        self.figures.set(figures);
    }

    /// What the run came to, but for its steps.
    pub(super) fn figures(&self) -> Figures {
        let server = self.server.borrow();
        Figures {
            writes: self.ledger.borrow().due() as u64,
            removals: server.keyring_revision() - self.first_revision,
            purged: server.purged.len() as u64,
            ..self.figures.get()
        }
    }
}
