//! What an evil server tries, with real keys: nothing that is here may change by it, and the reason must be named.
//!
//! The numbers are those of the sync specification, section 10.

mod envelope;
mod history;
mod keys;
mod removal;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use ukhwah_crypto::{
    DeviceDetails, DeviceDhKey, DeviceSigningKey, DeviceWrapPlace, KeyringKey, Owner, RecoveryCode, SheetKeys,
};
use ukhwah_domain::record::{Actor, Body, Edit, Fields, Kind, Record, Value};
use ukhwah_protocol::api::{Fault, SyncApi};
use ukhwah_protocol::id::{DeviceId, Fingerprint, RecordId, SpaceId};
use ukhwah_protocol::invite::InviteCode;
use ukhwah_protocol::message::{
    ChangedRecord, Changes, Cursor, Hello, IndexPage, KeyringChange, KeyringChanged, KeyringState, PushAnswers,
    PushItem,
};
use ukhwah_protocol::sealed::Sealed;

use crate::content::Content;
use crate::engine::{Engine, Terms};
use crate::keychain::{Keychain, Removal, Unreadable};
use crate::local::{Row, Transaction};
use crate::outcome::{Notice, Outcome};
use crate::sealed_keychain::{Joining, SealedKeychain};
use crate::simulator::dice::Dice;
use crate::simulator::server::Server;
use crate::simulator::store::{Handle, Store};

const START: i64 = 1_790_000_000_000;
const HOUR: i64 = 3_600_000;
const WEEK: i64 = 7 * 24 * HOUR;
const OWNER: Owner = Owner { org_id: [5; 16], account_id: [7; 16] };

/// One of a person's devices.
struct Device {
    id: DeviceId,
    own: [u8; 32],
    store: Rc<RefCell<Store>>,
    dice: RefCell<Dice>,
    now: RefCell<i64>,
}

/// A person with three devices, and an honest server that others may stand in front of.
struct Scene {
    server: RefCell<Server>,
    phone: Device,
    laptop: Device,
    tablet: Device,
}

fn details(id: DeviceId, own: &DeviceDhKey, dice: &mut Dice) -> DeviceDetails {
    DeviceDetails {
        device_id: id.0,
        signing: DeviceSigningKey::make_with(dice).verifying_key(),
        dh: own.public_key(),
        added_by: [1; 16],
        added_day: 20_000,
        name: "Telefon".to_owned(),
    }
}

impl Scene {
    fn new() -> Self {
        let mut dice = Dice::new(1);
        let ids = [1, 2, 3].map(|id| DeviceId([id; 16]));
        let own = ids.map(|_| *DeviceDhKey::make_with(&mut dice).expose_raw());
        let details_of = |at: usize, dice: &mut Dice| details(ids[at], &DeviceDhKey::from_bytes(&own[at]), dice);
        let first = details_of(0, &mut dice);
        let sheet = SheetKeys::derive(&RecoveryCode::make(), None).expect("no passphrase, so no memory");
        let code = InviteCode::from_random([3; 20]);
        let joining = Joining { owner: OWNER, code: &code, root: Fingerprint([5; 32]) };
        let phone = SealedKeychain::begin(&joining, first, DeviceDhKey::from_bytes(&own[0]), &sheet, &mut dice);
        let phone = phone.expect("begun").keychain;
        let mut server = Server::new(&ids[..1], phone.sealed().clone(), 500);
        let (phone, added) = phone.with_device(details_of(1, &mut dice), &mut dice).expect("added");
        server.change_keyring(&added).expect("taken");
        let (phone, added) = phone.with_device(details_of(2, &mut dice), &mut dice).expect("added");
        server.change_keyring(&added).expect("taken");
        let device = |at: usize| Device::new(ids[at], own[at], &phone);
        Self { phone: device(0), laptop: device(1), tablet: device(2), server: RefCell::new(server) }
    }

    /// Brings every device to the same records, twice, so that each has heard of the others' words.
    fn meet(&self) {
        for device in [&self.phone, &self.laptop, &self.tablet, &self.phone, &self.laptop, &self.tablet] {
            let outcome = device.sync(&self.honest(device));
            assert_eq!((&outcome.stopped, &outcome.notices[..]), (&None, &[][..]));
        }
    }

    fn honest(&self, device: &Device) -> Evil<'_> {
        Evil { server: &self.server, device: device.id, tricks: Tricks::default() }
    }

    fn evil(&self, device: &Device, tricks: Tricks) -> Evil<'_> {
        Evil { server: &self.server, device: device.id, tricks }
    }
}

impl Device {
    fn new(id: DeviceId, own: [u8; 32], of: &SealedKeychain) -> Self {
        let place = DeviceWrapPlace { owner: OWNER, device_id: id.0 };
        let key = KeyringKey::from_parts(of.key().epoch(), of.key().expose_raw());
        let keys = SealedKeychain::open(place, DeviceDhKey::from_bytes(&own), key, of.sealed().clone()).expect("opens");
        let store = Store::new(Actor([id.0[0]; 8]), keys.to_kept(), None);
        let (dice, now) = (RefCell::new(Dice::new(u64::from(id.0[0]))), RefCell::new(START));
        Self { id, own, store: Rc::new(RefCell::new(store)), dice, now }
    }

    fn keys(&self) -> SealedKeychain {
        let place = DeviceWrapPlace { owner: OWNER, device_id: self.id.0 };
        SealedKeychain::from_kept(place, DeviceDhKey::from_bytes(&self.own), &self.store.borrow().keyring)
            .expect("kept")
    }

    fn with_engine<T>(
        &self,
        server: &dyn SyncApi,
        work: impl FnOnce(Engine<'_, dyn SyncApi + '_, Handle, SealedKeychain, Dice>) -> T,
    ) -> T {
        let mut local = Handle { store: Rc::clone(&self.store), faults: Rc::default() };
        let (mut keys, mut dice) = (self.keys(), self.dice.borrow_mut());
        *self.now.borrow_mut() += HOUR;
        let terms =
            Terms { space: keys.space(), reader: 1, now: *self.now.borrow(), ask_keyring: true, is_leaving: true };
        work(Engine::new(server, &mut local, &mut keys, &mut *dice, terms))
    }

    fn sync(&self, server: &dyn SyncApi) -> Outcome {
        self.with_engine(server, |engine| engine.sync())
    }

    fn remove(&self, server: &dyn SyncApi, device: DeviceId) -> Outcome {
        let removal = Removal { device, is_lost: false, erase: false };
        self.with_engine(server, |engine| engine.remove_device(removal))
    }

    fn edit(&self) -> Edit {
        let now = chrono::DateTime::from_timestamp_millis(*self.now.borrow()).expect("a moment");
        Edit { actor: self.store.borrow().actor, now }
    }

    /// The person writes a name.
    fn write(&self, id: u8, name: &str) -> RecordId {
        let id = RecordId([id; 16]);
        let fields = Fields::from([("name".to_owned(), Value::from(name))]);
        let row = self.row(id);
        let record = match row.as_ref().and_then(|row| row.content.as_ref()).and_then(Content::live) {
            None => Record::make(Kind::Person, &fields, self.edit()),
            Some(record) => {
                let mut record = record.clone();
                record.edit(&fields, &record.seen.clone(), self.edit());
                record
            }
        };
        self.save(row, id, Body::Live(record));
        id
    }

    fn erase(&self, id: RecordId) {
        let row = self.row(id);
        let record = row.as_ref().and_then(|row| row.content.as_ref()).and_then(Content::live).expect("it is there");
        let body = record.clone().erase(self.edit());
        self.save(row, id, body);
    }

    fn save(&self, row: Option<Row>, id: RecordId, body: Body) {
        let row = row.unwrap_or_else(|| Row::new(id));
        self.store.borrow_mut().put_row(Row { content: Some(Content::Record(body)), dirty: true, ..row });
    }

    fn row(&self, id: RecordId) -> Option<Row> {
        self.store.borrow().rows.get(&id).map(|row| (**row).clone())
    }

    /// What the person reads.
    fn name(&self, id: RecordId) -> Option<String> {
        let row = self.row(id)?;
        match row.content.as_ref()?.live()?.shown("name")? {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    fn why(&self, id: RecordId) -> Option<Unreadable> {
        self.row(id)?.unread.map(|unread| unread.why)
    }

    /// Everything that the person has here.
    fn nouns(&self) -> BTreeMap<RecordId, Content> {
        let store = self.store.borrow();
        let rows = store.rows.values().filter_map(|row| Some((row.id, row.content.clone()?)));
        rows.filter(|(_, content)| content.is_live_noun()).collect()
    }

    fn wait(&self, time: i64) {
        *self.now.borrow_mut() += time;
    }

    fn is_dirty(&self) -> bool {
        !self.store.borrow().dirty(None, 1).expect("in memory").is_empty()
    }
}

type Trick<T> = Option<Box<dyn Fn(T) -> Result<T, Fault>>>;

/// How a server answers a push.
type AnswersPush = dyn Fn(&[PushItem]) -> Result<PushAnswers, Fault>;

/// What is done to the answers of an honest server.
#[derive(Default)]
struct Tricks {
    changes: Trick<Changes>,
    index: Trick<IndexPage>,
    keyring: Trick<KeyringState>,
    /// Instead of asking the server.
    push: Option<Box<AnswersPush>>,
    /// Instead of a change of the keyring.
    change: Option<Fault>,
    /// Instead of everything.
    all: Option<Fault>,
}

impl Tricks {
    /// Each record that a pull brings is changed, or kept back.
    fn records(change: impl Fn(ChangedRecord) -> Option<ChangedRecord> + 'static) -> Self {
        let changes = move |mut page: Changes| {
            page.records = page.records.into_iter().filter_map(&change).collect();
            Ok(page)
        };
        Self { changes: Some(Box::new(changes)), ..Self::default() }
    }

    /// The bytes of one record are changed.
    fn bytes(id: RecordId, change: impl Fn(Vec<u8>) -> Vec<u8> + 'static) -> Self {
        Self::records(move |record| {
            if record.id != id {
                return Some(record);
            }
            let bytes = change(record.sealed.into_bytes());
            Some(ChangedRecord { sealed: Sealed::from_bytes(bytes), ..record })
        })
    }
}

/// A server between an honest one and a device.
struct Evil<'s> {
    server: &'s RefCell<Server>,
    device: DeviceId,
    tricks: Tricks,
}

impl Evil<'_> {
    fn ask<T>(&self, ask: impl FnOnce(&mut Server) -> Result<T, Fault>) -> Result<T, Fault> {
        if let Some(fault) = &self.tricks.all {
            return Err(fault.clone());
        }
        let mut server = self.server.borrow_mut();
        server.admit(self.device)?;
        ask(&mut server)
    }
}

fn play<T>(trick: &Trick<T>, answer: T) -> Result<T, Fault> {
    match trick {
        Some(trick) => trick(answer),
        None => Ok(answer),
    }
}

impl SyncApi for Evil<'_> {
    fn hello(&self) -> Result<Hello, Fault> {
        self.ask(|server| Ok(server.hello()))
    }

    fn keyring(&self) -> Result<KeyringState, Fault> {
        let answer = self.ask(|server| Ok(server.keyring(self.device)))?;
        play(&self.tricks.keyring, answer)
    }

    fn change_keyring(&self, change: &KeyringChange) -> Result<KeyringChanged, Fault> {
        match &self.tricks.change {
            Some(fault) => Err(fault.clone()),
            None => self.ask(|server| server.change_keyring(change)),
        }
    }

    fn ack_keyring(&self, epoch: u32) -> Result<(), Fault> {
        self.ask(|server| {
            server.ack_keyring(self.device, epoch);
            Ok(())
        })
    }

    fn changes(&self, _space: SpaceId, cursor: Option<&Cursor>, limit: u16) -> Result<Changes, Fault> {
        let answer = self.ask(|server| Ok(server.changes(cursor, limit)))?;
        play(&self.tricks.changes, answer)
    }

    fn push(&self, _space: SpaceId, items: &[PushItem], meanwhile: &mut dyn FnMut()) -> Result<PushAnswers, Fault> {
        meanwhile();
        match &self.tricks.push {
            Some(push) => push(items),
            None => self.ask(|server| server.push(items)),
        }
    }

    fn index(&self, _space: SpaceId, after: Option<RecordId>) -> Result<IndexPage, Fault> {
        let answer = self.ask(|server| Ok(server.index(after)))?;
        play(&self.tricks.index, answer)
    }

    fn ack(&self, _space: SpaceId, seq: u64) -> Result<(), Fault> {
        self.ask(|server| server.ack(self.device, seq))
    }

    fn purge(&self, _space: SpaceId, ids: &[RecordId]) -> Result<Vec<RecordId>, Fault> {
        self.ask(|server| Ok(server.purge(ids)))
    }
}

/// Whether an outcome names this reason.
fn names(outcome: &Outcome, why: Unreadable) -> bool {
    let named = outcome.notices.iter().flat_map(|notice| match notice {
        Notice::Unreadable { reasons, .. } => reasons.clone(),
        _ => Vec::new(),
    });
    named.into_iter().any(|(reason, _)| reason == why)
}
