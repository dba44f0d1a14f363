//! The end of a run: everything arrives, everyone hears of everyone, and then all must be alike and nothing missing.

use std::collections::BTreeMap;

use ukhwah_protocol::id::RecordId;

use super::device::Device;
use super::dice::Dice;
use super::ledger::Holdings;
use super::person::texts;
use super::store::Store;
use super::world::{DAY, MINUTE, READER, World};
use crate::content::{Content, FIRST_NOUN};
use crate::keychain::{Keychain as _, Unreadable};
use crate::outcome::Notice;

/// How often devices may have to hear of each other until they are quiet.
const ROUNDS: usize = 30;

impl World {
    /// Lets everything that is under way arrive and everyone hear of everyone; says if that never ends.
    pub(super) fn settle(&self) -> Option<String> {
        self.is_rough.set(false);
        *self.dice.borrow_mut() = Dice::new(1);
        let late: Vec<_> = self.late.borrow_mut().drain(..).collect();
        late.iter().for_each(|late| late(&mut self.server.borrow_mut()));
        self.notice_removals();
        for round in 0..ROUNDS {
            // Everyone compares and buries at the beginning, and once more when all else is quiet.
            let wait = match round {
                2 => 100 * DAY,
                _ if round == ROUNDS / 2 => 8 * DAY,
                _ => 15 * MINUTE,
            };
            self.now.set(self.now.get() + wait);
            if round == 1 && self.has_old_keyring() {
                self.join_anew();
            }
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

    pub(super) fn check(&self) -> Option<String> {
        let alive = self.alive();
        let first = alive.first()?;
        if self.figures.get().repaired > 0 && !self.went_back.get() {
            return Some("something came by a full comparison alone".to_owned());
        }
        for device in &alive {
            let outcome = self.sync(device);
            let is_unlisted = |why: Unreadable| why == Unreadable::EpochClosed && self.forgot_keys.get();
            let bad = outcome.notices.iter().find(|notice| match notice {
                Notice::MassErase { .. } => false,
                Notice::Unreadable { reasons, .. } => !reasons.iter().all(|(why, _)| is_unlisted(*why)),
                _ => true,
            });
            if let Some(notice) = bad {
                return Some(format!("in the end a device says {notice:?}"));
            }
            if let Some(what) = self.check_device(device).or_else(|| self.differs(first, device)) {
                return Some(what);
            }
        }
        self.check_server(first)
    }

    fn check_device(&self, device: &Device) -> Option<String> {
        let store = device.store.borrow();
        let doubted = self.doubted(device);
        let mut held = Holdings::default();
        let ledger = self.ledger.borrow();
        for row in store.rows.values().filter(|row| !row.is_closed_list()) {
            let content = match doubted.get(&row.id).filter(|_| row.content.is_none()) {
                Some(content) => content.as_ref(),
                None if row.dirty || row.unread.is_some() => {
                    return Some(format!("{} is {}", row.id, if row.dirty { "dirty" } else { "unreadable" }));
                }
                None => row.content.as_ref(),
            };
            let Some(content) = content else { return Some(format!("{} is empty", row.id)) };
            held.add(row.id, content);
            let trashed = content.live().filter(|record| record.kind >= FIRST_NOUN && record.is_trashed());
            if let Some(what) = trashed.and_then(|record| ledger.check_trashed(row.id, &texts(record))) {
                return Some(what);
            }
        }
        held.live.retain(|id| !doubted.contains_key(id));
        ledger.check(&held)
    }

    /// What a device keeps and does not believe, and which ids it would bury: somebody who had slept through a removal sent it to
    /// a server that had forgotten the removal, and was not heard of again. It is as it came until somebody writes into it.
    fn doubted(&self, device: &Device) -> BTreeMap<RecordId, Option<Content>> {
        let store = device.store.borrow();
        let mut doubted = BTreeMap::new();
        let Some(keys) = self.kit.read(device.id, &store.keyring).filter(|_| self.forgot_keys.get()) else {
            return doubted;
        };
        for row in store.rows.values().filter(|row| row.content.is_none()) {
            let unread = row.unread.as_ref().filter(|unread| unread.why == Unreadable::EpochClosed);
            let body = unread.and_then(|unread| keys.open(row.id, &unread.sealed).ok());
            let Some(content) = body.and_then(|body| Content::read(&body, READER).ok()) else { continue };
            if let Content::List(list) = &content {
                doubted.extend(list.graves().map(|id| (id, None)));
            }
            doubted.insert(row.id, Some(content));
        }
        doubted
    }

    fn differs(&self, a: &Device, b: &Device) -> Option<String> {
        let doubted = [self.doubted(a), self.doubted(b)];
        let (a, b) = (a.store.borrow(), b.store.borrow());
        let content = |store: &Store, id| store.rows.get(id).and_then(|row| row.content.clone());
        let mut ids = a.rows.keys().chain(b.rows.keys()).filter(|id| !doubted.iter().any(|some| some.contains_key(id)));
        let found = ids.find(|id| content(&a, id) != content(&b, id));
        found.map(|id| format!("two devices differ in {id}: {:?} and {:?}", content(&a, id), content(&b, id)))
    }

    fn check_server(&self, device: &Device) -> Option<String> {
        let doubted = self.doubted(device);
        let store = device.store.borrow();
        let server = self.server.borrow();
        let rows = store.rows.values().filter(|row| !doubted.contains_key(&row.id));
        let here: BTreeMap<_, _> = rows.map(|row| (row.id, row.base.map(|base| base.hash))).collect();
        let there: BTreeMap<_, _> = server.records.iter().map(|(id, stored)| (*id, Some(stored.hash))).collect();
        let differs = there.iter().find(|(id, hash)| here.get(id).is_some_and(|here| here != *hash));
        if let Some((id, _)) = differs {
            return Some(format!("the server has another version of {id}"));
        }
        here.keys().find(|id| !there.contains_key(id)).map(|id| format!("the server lacks {id}"))
    }
}
