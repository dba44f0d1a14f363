//! One run: the devices, the server, and what happens.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use ukhwah_domain::record::{Actor, VersionVector};
use ukhwah_protocol::id::{DeviceId, HistoryId, RecordId};
use ukhwah_protocol::sealed::Sealed;

use super::Broken;
use super::dice::Dice;
use super::ledger::{Holdings, Ledger};
use super::person::{Person, texts};
use super::plan::{Act, DEVICES, Step, plan};
use super::server::Server;
use super::store::{DiskFaults, Handle, Store};
use super::toy::{SPACE, ToyKeychain};
use super::wire::{Late, Wire};
use crate::content::{Content, FIRST_NOUN};
use crate::engine::{Engine, Terms};
use crate::keychain::{Keychain, KeyringRefusal, Removal};
use crate::outcome::{Notice, Outcome, Stop};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// The newest format; one of the devices knows only the one before.
const READER: u16 = 2;
/// How many devices there are at most, copies included.
const MOST: usize = DEVICES + 2;
/// How often devices may have to hear of each other until they are quiet.
const ROUNDS: usize = 30;

/// Which run went wrong, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The number that the run came from.
    pub seed: u64,
    /// What was wrong in the end.
    pub what: String,
}

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many steps there were.
    pub steps: u64,
    /// How often a device asked the server to sync.
    pub syncs: u64,
    /// How many writes had to be there in the end, and were.
    pub writes: u64,
    /// How often a device was removed.
    pub removals: u64,
    /// How many records the server was allowed to forget.
    pub purged: u64,
    /// How often a device found that another goes under its identity.
    pub copies: u64,
    /// How often a server that had lost something got it back.
    pub put_back: u64,
    /// How often the person was asked whether to keep what another device erased.
    pub asked: u64,
    /// How many versions only a full comparison brought.
    pub repaired: u64,
}

impl std::ops::AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.steps += other.steps;
        self.syncs += other.syncs;
        self.writes += other.writes;
        self.removals += other.removals;
        self.purged += other.purged;
        self.copies += other.copies;
        self.put_back += other.put_back;
        self.asked += other.asked;
        self.repaired += other.repaired;
    }
}

pub(crate) struct Device {
    pub(crate) id: DeviceId,
    pub(crate) store: Rc<RefCell<Store>>,
    faults: Rc<RefCell<DiskFaults>>,
    backup: RefCell<Option<Store>>,
    /// How far its clock is off, in milliseconds.
    clock: Cell<i64>,
    /// The newest format that its version of the app knows.
    reader: Cell<u16>,
    is_busy: Cell<bool>,
    is_gone: Cell<bool>,
    editor: RefCell<Option<(RecordId, VersionVector)>>,
}

pub(crate) struct World {
    devices: RefCell<Vec<Rc<Device>>>,
    pub(crate) server: RefCell<Server>,
    server_backup: RefCell<Option<Server>>,
    /// Whether the server ever went back: if not, no device may have needed a full comparison.
    went_back: Cell<bool>,
    pub(crate) late: RefCell<Vec<Late>>,
    ledger: RefCell<Ledger>,
    dice: RefCell<Dice>,
    now: Cell<i64>,
    next: Cell<u64>,
    depth: Cell<u32>,
    figures: Cell<Figures>,
    is_rough: Cell<bool>,
}

pub(crate) fn id_of(dice: &mut Dice) -> RecordId {
    let mut bytes = [0; 16];
    rand_core::Rng::fill_bytes(dice, &mut bytes);
    RecordId(bytes)
}

fn actor_of(dice: &mut Dice) -> Actor {
    Actor(dice.roll().to_be_bytes())
}

/// Runs what a seed leads to.
///
/// # Errors
/// What was wrong in the end.
pub fn run(seed: u64, broken: Option<Broken>) -> Result<Figures, Failure> {
    run_steps(seed, &plan(seed), broken)
}

/// Runs steps in the world that a seed leads to.
///
/// # Errors
/// What was wrong in the end.
pub fn run_steps(seed: u64, steps: &[Step], broken: Option<Broken>) -> Result<Figures, Failure> {
    let world = World::new(seed, broken);
    for step in steps {
        world.step(step);
    }
    let what = world.settle().or_else(|| world.check());
    let server = world.server.borrow();
    let figures = Figures {
        steps: steps.len() as u64,
        writes: world.ledger.borrow().due() as u64,
        removals: server.keyring_revision() - 1,
        purged: server.purged.len() as u64,
        ..world.figures.get()
    };
    what.map_or(Ok(figures), |what| Err(Failure { seed, what }))
}

/// The fewest steps found that still go wrong.
#[must_use]
pub fn shrink(seed: u64, broken: Option<Broken>) -> Vec<Step> {
    let mut steps = plan(seed);
    let mut part = steps.len().div_ceil(2);
    while part > 0 {
        let mut from = 0;
        while from < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(from..(from + part).min(steps.len()));
            if run_steps(seed, &fewer, broken).is_err() {
                steps = fewer;
            } else {
                from += part;
            }
        }
        part /= 2;
    }
    for at in 0..steps.len() {
        let mut calmer = steps.clone();
        calmer[at].is_rough = false;
        if run_steps(seed, &calmer, broken).is_err() {
            steps = calmer;
        }
    }
    steps
}

impl World {
    fn new(seed: u64, broken: Option<Broken>) -> Self {
        let mut dice = Dice::new(seed ^ 0x5EED);
        let ids: Vec<_> = (0..DEVICES).map(|_| DeviceId(id_of(&mut dice).0)).collect();
        let (keychains, keyring) = ToyKeychain::begin(&ids, &mut dice);
        let old_version = dice.below(DEVICES * 2);
        let device = |(at, keys): (usize, &ToyKeychain)| {
            let store = Store::new(actor_of(&mut dice), keys.to_kept(), broken);
            Rc::new(Device::new(ids[at], store, if at == old_version { READER - 1 } else { READER }))
        };
        let devices = keychains.iter().enumerate().map(device).collect();
        let page = 1 + dice.below(12);
        let mut server = Server::new(&ids, keyring, page);
        server.remembers_purged = dice.once_in(2);
        Self {
            devices: RefCell::new(devices),
            server: RefCell::new(server),
            server_backup: RefCell::new(None),
            went_back: Cell::new(false),
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

    fn roll(&self) -> Dice {
        Dice::new(self.dice.borrow_mut().roll())
    }

    fn device(&self, at: usize) -> Rc<Device> {
        let devices = self.devices.borrow();
        Rc::clone(&devices[at % devices.len()])
    }

    fn alive(&self) -> Vec<Rc<Device>> {
        self.devices.borrow().iter().filter(|device| !device.is_gone.get()).cloned().collect()
    }

    fn step(&self, step: &Step) {
        *self.dice.borrow_mut() = Dice::new(step.dice);
        self.is_rough.set(step.is_rough);
        self.now.set(self.now.get() + MINUTE);
        let device = self.device(step.device);
        if !device.is_gone.get() {
            let before = self.server.borrow().keyring_revision();
            self.act(&device, step.act);
            self.notice_removals(before);
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

    fn with_engine<T>(
        &self,
        device: &Rc<Device>,
        work: impl FnOnce(Engine<'_, Wire<'_>, Handle, ToyKeychain, Dice>) -> T,
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
        let mut keys = ToyKeychain::from_kept(&kept).expect("it was kept by this keychain");
        let terms = Terms {
            space: SPACE,
            reader: device.reader.get(),
            now: self.now.get() + device.clock.get(),
            ask_keyring: dice.once_in(4),
            is_leaving: dice.once_in(4),
        };
        let done = work(Engine::new(&wire, &mut local, &mut keys, &mut dice, terms));
        device.is_busy.set(false);
        Some(done)
    }

    fn sync(&self, device: &Rc<Device>) -> Outcome {
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

    /// The server gives each key of the keyring once; a copy of a device, which comes second, is paired again.
    fn pair_again(&self, device: &Device) {
        let kept = self.alive().into_iter().filter_map(|other| ToyKeychain::from_kept(&other.store.borrow().keyring));
        if let Some(newest) = kept.max_by_key(Keychain::revision) {
            device.store.borrow_mut().keyring = newest.on(device.id).to_kept();
        }
    }

    fn believe_removal(&self, device: &Rc<Device>, outcome: &Outcome) {
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

    fn remove(&self, device: &Rc<Device>) {
        let mut dice = self.roll();
        let alive = self.alive();
        let others: Vec<_> = alive.iter().filter(|other| other.id != device.id).collect();
        let Some(other) = dice.pick(&others).filter(|_| others.len() >= 2) else { return };
        let removal = Removal { device: other.id, is_lost: dice.once_in(2), erase: false };
        let before = self.server.borrow().keyring_revision();
        let outcome = self.with_engine(device, |engine| engine.remove_device(removal));
        self.notice_removals(before);
        if let Some(outcome) = outcome {
            self.believe_removal(device, &outcome);
        }
    }

    /// A backup of the server from before a removal is of no use after it.
    fn notice_removals(&self, before: u64) {
        if self.server.borrow().keyring_revision() != before {
            *self.server_backup.borrow_mut() = None;
        }
        let ids: Vec<_> = self.alive().iter().map(|device| device.id).collect();
        for id in ids {
            if self.server.borrow().admit(id).is_err() {
                self.part_with(id);
            }
        }
    }

    fn answer(&self, device: &Rc<Device>) {
        let keep = self.roll().once_in(2);
        let _ = self.with_engine(device, |mut engine| engine.answer_hold(keep));
    }

    fn come_back(&self, device: &Rc<Device>, is_noticed: bool) {
        let Some(mut store) = device.backup.borrow().clone() else { return };
        if device.is_busy.get() {
            return;
        }
        if is_noticed {
            let actor = actor_of(&mut self.roll());
            let _ = crate::local::Transaction::renew_actor(&mut store, actor);
        }
        // The server gives each key of the keyring once: who lost them is paired again.
        store.keyring.clone_from(&device.store.borrow().keyring);
        *device.store.borrow_mut() = store;
        *device.editor.borrow_mut() = None;
        self.destroyed();
    }

    fn copy(&self, device: &Rc<Device>) {
        if self.devices.borrow().len() < MOST {
            let copy = Device::new(device.id, device.store.borrow().clone(), device.reader.get());
            copy.clock.set(device.clock.get());
            self.devices.borrow_mut().push(Rc::new(copy));
        }
    }

    fn restore_server(&self, is_told: bool) {
        let Some(mut backup) = self.server_backup.borrow().clone() else { return };
        if is_told {
            backup.history = HistoryId(id_of(&mut self.roll()).0);
        }
        *self.server.borrow_mut() = backup;
        self.went_back.set(true);
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
        self.ledger.borrow_mut().taken(taken.texts);
        self.ledger.borrow_mut().destroyed(&self.holdings());
    }

    /// All that is left on devices and server.
    fn holdings(&self) -> Holdings {
        let server = self.server.borrow();
        let mut held = self.opened(server.records.iter().map(|(id, stored)| (*id, &*stored.sealed)));
        for device in self.alive() {
            let Ok(store) = device.store.try_borrow() else { continue };
            for row in store.rows.values() {
                row.content.iter().for_each(|content| held.add(row.id, content));
            }
        }
        held
    }

    /// What these versions hold, as far as any device can read them.
    fn opened<'s>(&self, versions: impl Iterator<Item = (RecordId, &'s Sealed)>) -> Holdings {
        let kept = |device: Rc<Device>| ToyKeychain::from_kept(&device.store.try_borrow().ok()?.keyring);
        let keys: Vec<_> = self.alive().into_iter().filter_map(kept).collect();
        let mut held = Holdings::default();
        for (id, sealed) in versions {
            let body = keys.iter().find_map(|keys| keys.open(id, sealed).ok());
            let content = body.and_then(|body| Content::read(&body, READER).ok());
            content.iter().for_each(|content| held.add(id, content));
        }
        held
    }

    /// Lets everything that is under way arrive and everyone hear of everyone; says if that never ends.
    fn settle(&self) -> Option<String> {
        self.is_rough.set(false);
        *self.dice.borrow_mut() = Dice::new(1);
        let late: Vec<_> = self.late.borrow_mut().drain(..).collect();
        late.iter().for_each(|late| late(&mut self.server.borrow_mut()));
        self.notice_removals(0);
        for round in 0..ROUNDS {
            // Everyone compares and buries at the beginning, and once more when all else is quiet.
            let wait = match round {
                0 => 100 * DAY,
                _ if round == ROUNDS / 2 => 8 * DAY,
                _ => 15 * MINUTE,
            };
            self.now.set(self.now.get() + wait);
            let mut is_quiet = true;
            for device in self.alive() {
                device.clock.set(0);
                if round > ROUNDS / 3 {
                    // Updated at last, so that what it could not merge comes together.
                    device.reader.set(READER);
                }
                let _ = self.with_engine(&device, |mut engine| engine.answer_hold(false));
                let outcome = self.sync(&device);
                is_quiet &= outcome.pulled == 0 && outcome.pushed == 0 && outcome.stopped.is_none();
                if round + 3 > ROUNDS && outcome.stopped.is_some() {
                    return Some(format!("a device is stopped for ever: {:?}", outcome.stopped));
                }
            }
            if is_quiet && round > ROUNDS / 2 {
                return None;
            }
        }
        Some("the devices never become quiet".to_owned())
    }

    fn check(&self) -> Option<String> {
        let alive = self.alive();
        let first = alive.first()?;
        if self.figures.get().repaired > 0 && !self.went_back.get() {
            return Some("something came by a full comparison alone".to_owned());
        }
        for device in &alive {
            let outcome = self.sync(device);
            let bad = outcome.notices.iter().find(|notice| !matches!(notice, Notice::MassErase { .. }));
            if let Some(notice) = bad {
                return Some(format!("in the end a device says {notice:?}"));
            }
            if let Some(what) = self.check_device(device).or_else(|| differs(first, device)) {
                return Some(what);
            }
        }
        self.check_server(first)
    }

    fn check_device(&self, device: &Device) -> Option<String> {
        let store = device.store.borrow();
        let mut held = Holdings::default();
        let ledger = self.ledger.borrow();
        for row in store.rows.values() {
            if row.dirty || row.unread.is_some() {
                return Some(format!("{} is {}", row.id, if row.dirty { "dirty" } else { "unreadable" }));
            }
            let Some(content) = &row.content else { return Some(format!("{} is empty", row.id)) };
            held.add(row.id, content);
            let trashed = content.live().filter(|record| record.kind >= FIRST_NOUN && record.is_trashed());
            if let Some(what) = trashed.and_then(|record| ledger.check_trashed(row.id, &texts(record))) {
                return Some(what);
            }
        }
        ledger.check(&held)
    }

    fn check_server(&self, device: &Device) -> Option<String> {
        let store = device.store.borrow();
        let server = self.server.borrow();
        let here: BTreeMap<_, _> = store.rows.values().map(|row| (row.id, row.base.map(|base| base.hash))).collect();
        let there: BTreeMap<_, _> = server.records.iter().map(|(id, stored)| (*id, Some(stored.hash))).collect();
        let differs = there.iter().find(|(id, hash)| here.get(id).is_some_and(|here| here != *hash));
        if let Some((id, _)) = differs {
            return Some(format!("the server has another version of {id}"));
        }
        here.keys().find(|id| !there.contains_key(id)).map(|id| format!("the server lacks {id}"))
    }
}

fn differs(a: &Device, b: &Device) -> Option<String> {
    let (a, b) = (a.store.borrow(), b.store.borrow());
    let ids = a.rows.keys().chain(b.rows.keys());
    let content = |store: &Store, id| store.rows.get(id).and_then(|row| row.content.clone());
    let found = ids.into_iter().find(|id| content(&a, id) != content(&b, id));
    found.map(|id| format!("two devices differ in {id}: {:?} and {:?}", content(&a, id), content(&b, id)))
}

impl Device {
    fn new(id: DeviceId, store: Store, reader: u16) -> Self {
        Self {
            id,
            store: Rc::new(RefCell::new(store)),
            faults: Rc::default(),
            backup: RefCell::new(None),
            clock: Cell::new(0),
            reader: Cell::new(reader),
            is_busy: Cell::new(false),
            is_gone: Cell::new(false),
            editor: RefCell::new(None),
        }
    }
}
