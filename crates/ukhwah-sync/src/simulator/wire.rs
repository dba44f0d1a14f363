//! The way between a device and the server, on which everything gets lost, doubled, late, or overtaken.

use std::cell::RefCell;
use std::rc::Rc;

use ukhwah_protocol::api::{Fault, SyncApi};
use ukhwah_protocol::id::{RecordId, SpaceId};
use ukhwah_protocol::message::{
    Changes, Cursor, Hello, IndexPage, KeyringChange, KeyringChanged, KeyringState, PushAnswers, PushItem,
};

use super::device::Device;
use super::dice::Dice;
use super::server::Server;
use super::world::World;

/// A request that is still under way when its sender has given up.
pub(crate) type Late = Box<dyn Fn(&mut Server)>;

/// The way of one device to the server, for one sync.
pub(crate) struct Wire<'w> {
    pub(crate) world: &'w World,
    pub(crate) device: Rc<Device>,
    /// None where nothing goes wrong.
    pub(crate) dice: Option<RefCell<Dice>>,
}

enum Way {
    Good,
    /// Lost on the way there, or on the way back.
    LostThere,
    LostBack,
    Doubled,
    /// Given up, and carried out later.
    Late,
}

impl Wire<'_> {
    fn ask<T>(&self, request: impl Fn(&mut Server) -> Result<T, Fault> + 'static) -> Result<T, Fault> {
        let Some(dice) = &self.dice else {
            return self.carry_out(&request);
        };
        let (way, before, after) = {
            let mut dice = dice.borrow_mut();
            let way = match dice.below(24) {
                0 => Way::LostThere,
                1 => Way::LostBack,
                2 => Way::Doubled,
                3 => Way::Late,
                _ => Way::Good,
            };
            let mut meanwhile = || dice.once_in(8).then(|| dice.roll());
            (way, meanwhile(), meanwhile())
        };
        self.world.meanwhile(&self.device, before);
        let answer = match way {
            Way::Good => self.carry_out(&request),
            Way::LostThere => Err(Fault::Unreachable),
            Way::LostBack => self.carry_out(&request).and(Err(Fault::Unreachable)),
            Way::Doubled => {
                let _ = self.carry_out(&request);
                self.world.meanwhile(&self.device, after);
                self.carry_out(&request)
            }
            Way::Late => {
                let device = self.device.id;
                self.world.late.borrow_mut().push(Box::new(move |server| {
                    if server.admit(device).is_ok() {
                        let _ = request(server);
                    }
                }));
                Err(Fault::Unreachable)
            }
        };
        self.world.meanwhile(&self.device, after);
        answer
    }

    fn carry_out<T>(&self, request: &impl Fn(&mut Server) -> Result<T, Fault>) -> Result<T, Fault> {
        let mut server = self.world.server.borrow_mut();
        server.admit(self.device.id)?;
        request(&mut server)
    }
}

impl SyncApi for Wire<'_> {
    fn hello(&self) -> Result<Hello, Fault> {
        self.ask(|server| Ok(server.hello()))
    }

    fn keyring(&self) -> Result<KeyringState, Fault> {
        let device = self.device.id;
        self.ask(move |server| Ok(server.keyring(device)))
    }

    fn change_keyring(&self, change: &KeyringChange) -> Result<KeyringChanged, Fault> {
        let change = change.clone();
        self.ask(move |server| server.change_keyring(&change))
    }

    fn ack_keyring(&self, epoch: u32) -> Result<(), Fault> {
        let device = self.device.id;
        self.ask(move |server| {
            server.ack_keyring(device, epoch);
            Ok(())
        })
    }

    fn changes(&self, _space: SpaceId, cursor: Option<&Cursor>, limit: u16) -> Result<Changes, Fault> {
        let cursor = cursor.cloned();
        self.ask(move |server| Ok(server.changes(cursor.as_ref(), limit)))
    }

    fn push(&self, _space: SpaceId, items: &[PushItem], meanwhile: &mut dyn FnMut()) -> Result<PushAnswers, Fault> {
        let is_first = self.dice.as_ref().is_none_or(|dice| dice.borrow_mut().once_in(2));
        if is_first {
            meanwhile();
        }
        let items = items.to_vec();
        let answer = self.ask(move |server| server.push(&items));
        if !is_first {
            meanwhile();
        }
        answer
    }

    fn index(&self, _space: SpaceId, after: Option<RecordId>) -> Result<IndexPage, Fault> {
        self.ask(move |server| Ok(server.index(after)))
    }

    fn ack(&self, _space: SpaceId, seq: u64) -> Result<(), Fault> {
        let device = self.device.id;
        self.ask(move |server| server.ack(device, seq))
    }

    fn purge(&self, _space: SpaceId, ids: &[RecordId]) -> Result<Vec<RecordId>, Fault> {
        let ids = ids.to_vec();
        self.ask(move |server| Ok(server.purge(&ids)))
    }
}
