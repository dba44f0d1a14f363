//! A device's database in memory, which can fail at every write.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use ukhwah_domain::record::Actor;
use ukhwah_protocol::id::RecordId;

use crate::content::{CHECKPOINT, Content, FIRST_NOUN, GRAVEYARD};
use crate::local::{Link, Local, LocalError, Mark, Outline, Parcel, Row, Shelved, Transaction, Tray, Version};
use crate::made::Made;

use super::Broken;
use super::dice::Dice;

/// Everything that a device keeps. Cloning it is a backup, or a copy of the device.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    pub(crate) actor: Actor,
    /// As bytes, so that keeping it is tried with every write.
    link: Vec<u8>,
    pub(crate) rows: BTreeMap<RecordId, Rc<Row>>,
    outbox: [Vec<Parcel>; 2],
    shelf: Vec<Shelved>,
    pub(crate) keyring: Vec<u8>,
    pub(crate) made: Made,
    pub(crate) rotation: Option<Vec<u8>>,
    broken: Option<Broken>,
}

impl Store {
    pub(crate) fn new(actor: Actor, keyring: Vec<u8>, broken: Option<Broken>) -> Self {
        let link = Link::default().to_bytes();
        let (rows, outbox, shelf) = (BTreeMap::new(), Default::default(), Vec::new());
        let made = Made::default();
        Self { actor, link, rows, outbox, shelf, keyring, made, rotation: None, broken }
    }

    /// Forgets the server: every record is here as it was and new to whatever server comes next.
    pub(super) fn forget_server(&mut self, actor: Actor) {
        self.rows.retain(|_, row| row.content.is_some());
        for row in self.rows.values_mut().map(Rc::make_mut) {
            (row.base, row.unread, row.pushed_n, row.dirty) = (None, None, 0, true);
        }
        self.link = Link::default().to_bytes();
        (self.actor, self.outbox, self.shelf) = (actor, Default::default(), Vec::new());
        (self.made, self.rotation) = (Made::default(), None);
    }

    pub(crate) fn put_row(&mut self, row: Row) {
        self.rows.insert(row.id, Rc::new(row));
    }

    fn filtered(&self, keep: impl Fn(&Row) -> bool) -> Vec<Row> {
        self.rows.values().filter(|row| keep(row)).map(|row| (**row).clone()).collect()
    }
}

impl Transaction for Store {
    fn actor(&self) -> Result<Actor, LocalError> {
        Ok(self.actor)
    }

    fn renew_actor(&mut self, actor: Actor) -> Result<(), LocalError> {
        let is_kept = self.broken == Some(Broken::CloneKeepsActor);
        let old = if is_kept { self.actor } else { std::mem::replace(&mut self.actor, actor) };
        for row in self.rows.values_mut().map(Rc::make_mut) {
            if let (true, Some(Content::Record(body))) = (row.dirty && !is_kept, &row.content) {
                row.content = Some(Content::Record(body.renumbered(old, row.pushed_n, actor)));
            }
            row.pushed_n = 0;
        }
        Ok(())
    }

    fn link(&self) -> Result<Link, LocalError> {
        Link::from_bytes(&self.link).ok_or_else(|| LocalError::Refused("the link".to_owned()))
    }

    fn set_link(&mut self, link: &Link) -> Result<(), LocalError> {
        self.link = link.to_bytes();
        Ok(())
    }

    fn rows(&self, ids: &[RecordId]) -> Result<Vec<Row>, LocalError> {
        Ok(ids.iter().filter_map(|id| self.rows.get(id)).map(|row| (**row).clone()).collect())
    }

    fn outlines(&self, ids: &[RecordId]) -> Result<Vec<Outline>, LocalError> {
        let outline = |row: &Rc<Row>| Outline {
            mark: row.mark(),
            digest: row.content.as_ref().map(Content::digest),
            is_unread: row.unread.is_some(),
        };
        Ok(ids.iter().filter_map(|id| self.rows.get(id)).map(outline).collect())
    }

    fn dirty(&self, after: Option<RecordId>, limit: usize) -> Result<Vec<Row>, LocalError> {
        let mut dirty = self.filtered(|row| row.dirty && after.is_none_or(|after| row.id > after));
        dirty.truncate(limit.min(AT_ONCE));
        Ok(dirty)
    }

    fn unreadable(&self) -> Result<Vec<Row>, LocalError> {
        Ok(self.filtered(|row| row.unread.is_some()))
    }

    fn of_kind(&self, kind: u16) -> Result<Vec<Row>, LocalError> {
        if kind == GRAVEYARD && self.broken == Some(Broken::GravesAreForgotten) {
            return Ok(Vec::new());
        }
        Ok(self.filtered(|row| row.content.as_ref().is_some_and(|content| content.kind() == kind)))
    }

    fn versions(&self) -> Result<Vec<Version>, LocalError> {
        let version = |row: &Rc<Row>| Version {
            id: row.id,
            is_checkpoint: row.content.as_ref().is_some_and(|content| content.kind() == CHECKPOINT),
            base: row.base,
            is_unread: row.unread.is_some(),
        };
        Ok(self.rows.values().map(version).collect())
    }

    fn count(&self) -> Result<u64, LocalError> {
        let is_noun = |row: &&Rc<Row>| row.content.as_ref().is_some_and(|content| content.kind() >= FIRST_NOUN);
        Ok(self.rows.values().filter(is_noun).count() as u64)
    }

    fn put(&mut self, rows: &[Row]) -> Result<(), LocalError> {
        for row in rows {
            self.put_row(row.clone());
        }
        Ok(())
    }

    fn mark(&mut self, marks: &[Mark]) -> Result<(), LocalError> {
        for mark in marks {
            let Some(row) = self.rows.get_mut(&mark.id).map(Rc::make_mut) else { continue };
            let was_sent = mark.base != row.base && mark.base.is_some();
            (row.base, row.dirty, row.pushed_n) = (mark.base, mark.dirty, mark.pushed_n);
            if self.broken == Some(Broken::DirtyIsClearedAnyway) && was_sent {
                row.dirty = false;
            }
        }
        Ok(())
    }

    fn remove(&mut self, ids: &[RecordId]) -> Result<(), LocalError> {
        for id in ids {
            self.rows.remove(id);
        }
        Ok(())
    }

    fn outbox(&self) -> Result<Vec<Parcel>, LocalError> {
        Ok(self.outbox.concat())
    }

    fn set_outbox(&mut self, tray: Tray, parcels: &[Parcel]) -> Result<(), LocalError> {
        self.outbox[tray as usize] = parcels.to_vec();
        Ok(())
    }

    fn shelve(&mut self, copies: &[Shelved]) -> Result<(), LocalError> {
        self.shelf.extend_from_slice(copies);
        Ok(())
    }

    fn shelf(&self) -> Result<Vec<Shelved>, LocalError> {
        Ok(self.shelf.clone())
    }

    fn clear_shelf(&mut self, is_held: bool) -> Result<(), LocalError> {
        self.shelf.retain(|copy| copy.is_held != is_held);
        Ok(())
    }

    fn hold_shelf(&mut self) -> Result<(), LocalError> {
        self.shelf.iter_mut().for_each(|copy| copy.is_held = true);
        Ok(())
    }

    fn set_keyring(&mut self, kept: &[u8]) -> Result<(), LocalError> {
        self.keyring = kept.to_vec();
        Ok(())
    }

    fn made(&self) -> Result<Made, LocalError> {
        Ok(self.made.clone())
    }

    fn set_made(&mut self, made: &Made) -> Result<(), LocalError> {
        self.made = made.clone();
        Ok(())
    }

    fn rotation(&self) -> Result<Option<Vec<u8>>, LocalError> {
        Ok(self.rotation.clone())
    }

    fn set_rotation(&mut self, kept: Option<&[u8]>) -> Result<(), LocalError> {
        self.rotation = kept.map(<[u8]>::to_vec);
        Ok(())
    }
}

/// So few dirty rows are handed out at once that most syncs push more than once.
const AT_ONCE: usize = 2;

/// What may go wrong when a device writes.
#[derive(Clone, Debug, Default)]
pub(crate) struct DiskFaults {
    pub(crate) dice: Option<Dice>,
    pub(crate) has_crashed: bool,
}

/// A device's database as the engine sees it.
pub(crate) struct Handle {
    pub(crate) store: Rc<RefCell<Store>>,
    pub(crate) faults: Rc<RefCell<DiskFaults>>,
}

enum Kept {
    Yes,
    /// The process ended before, or after.
    CrashBefore,
    CrashAfter,
    Full,
}

impl DiskFaults {
    fn decide(&mut self) -> Kept {
        let Some(dice) = &mut self.dice else { return Kept::Yes };
        match dice.below(60) {
            0 => Kept::CrashBefore,
            1 => Kept::CrashAfter,
            2 => Kept::Full,
            _ => Kept::Yes,
        }
    }
}

fn crashed() -> LocalError {
    LocalError::Refused("the process has ended".to_owned())
}

impl Local for Handle {
    fn transact<T, E: From<LocalError>>(
        &mut self,
        work: impl FnOnce(&mut dyn Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.faults.borrow().has_crashed {
            return Err(crashed().into());
        }
        let mut open = self.store.borrow().clone();
        let value = work(&mut open)?;
        let kept = self.faults.borrow_mut().decide();
        match kept {
            Kept::Yes => {
                *self.store.borrow_mut() = open;
                Ok(value)
            }
            Kept::CrashBefore => {
                if open.broken == Some(Broken::CursorBeforeRows) {
                    self.store.borrow_mut().link = open.link;
                }
                self.faults.borrow_mut().has_crashed = true;
                Err(crashed().into())
            }
            Kept::CrashAfter => {
                *self.store.borrow_mut() = open;
                self.faults.borrow_mut().has_crashed = true;
                Err(crashed().into())
            }
            Kept::Full => Err(LocalError::DiskFull.into()),
        }
    }
}
