//! A server in memory that keeps to the rules of the specification, section 9, and to nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use ukhwah_protocol::api::Fault;
use ukhwah_protocol::error::{ErrorCode, RemovalNotice};
use ukhwah_protocol::id::{AccountId, DeviceId, HistoryId, RecordId, VersionHash};
use ukhwah_protocol::message::{
    ChangedRecord, Changes, Cursor, DeviceChange, Hello, IndexEntry, IndexPage, KeyringChange, KeyringChanged,
    KeyringState, ListedDevice, PushAnswer, PushAnswers, PushItem, SpaceHead, Wrap,
};
use ukhwah_protocol::sealed::Sealed;

use super::toy::SPACE;

type Answer<T> = Result<T, Fault>;

#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub(crate) seq: u64,
    pub(crate) revision: u64,
    pub(crate) hash: VersionHash,
    pub(crate) sealed: Rc<Sealed>,
}

#[derive(Clone, Debug)]
struct Ring {
    revision: u64,
    epoch: u32,
    sealed: Rc<Sealed>,
}

/// One person's account. Cloning it is a backup.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub(crate) history: HistoryId,
    pub(crate) head: u64,
    pub(crate) records: BTreeMap<RecordId, Stored>,
    by_seq: BTreeMap<u64, RecordId>,
    pub(crate) purged: BTreeSet<RecordId>,
    /// A server may remember what it let go of, or not: the devices do.
    pub(crate) remembers_purged: bool,
    acks: BTreeMap<DeviceId, u64>,
    open_epoch: u32,
    ring: Ring,
    wraps: Vec<Wrap>,
    devices: BTreeSet<DeviceId>,
    removed: BTreeMap<DeviceId, RemovalNotice>,
    /// Every version that it said it had taken, until somebody looks.
    pub(crate) taken: Vec<(RecordId, Rc<Sealed>)>,
    /// How many bytes of sealed records it has room for, if there is an end to it.
    pub(crate) room: Option<usize>,
    /// How many records a page holds, so that the edges of pages are met often.
    pub(crate) page: usize,
}

impl Server {
    pub(crate) fn new(devices: &[DeviceId], keyring: Sealed, page: usize) -> Self {
        Self {
            history: HistoryId([1; 16]),
            head: 0,
            records: BTreeMap::new(),
            by_seq: BTreeMap::new(),
            purged: BTreeSet::new(),
            remembers_purged: true,
            acks: BTreeMap::new(),
            open_epoch: 1,
            ring: Ring { revision: 1, epoch: 1, sealed: Rc::new(keyring) },
            wraps: Vec::new(),
            devices: devices.iter().copied().collect(),
            removed: BTreeMap::new(),
            taken: Vec::new(),
            room: None,
            page,
        }
    }

    /// A new account on the same server, for devices that have these keys.
    pub(crate) fn anew(&self, history: HistoryId, devices: &[DeviceId], keyring: Sealed, at: (u64, u32)) -> Self {
        let (revision, epoch) = at;
        let ring = Ring { revision, epoch, sealed: Rc::new(keyring.clone()) };
        Self { history, open_epoch: epoch, ring, ..Self::new(devices, keyring, self.page) }
    }

    /// Whether a device may ask.
    pub(crate) fn admit(&self, device: DeviceId) -> Answer<()> {
        if self.devices.contains(&device) {
            return Ok(());
        }
        Err(Fault::Refused {
            code: ErrorCode::DeviceRemoved,
            retry_after: None,
            notice: self.removed.get(&device).cloned(),
        })
    }

    pub(crate) fn hello(&self) -> Hello {
        Hello { api: 1, min_api: 1, history: self.history, root: Vec::new(), account_bytes: 0, account_records: 0 }
    }

    pub(crate) fn keyring(&self, device: DeviceId) -> KeyringState {
        KeyringState {
            account: AccountId([0; 16]),
            revision: self.ring.revision,
            epoch: self.ring.epoch,
            keyring: (*self.ring.sealed).clone(),
            wraps: self.wraps.iter().filter(|wrap| wrap.reference == device.0).cloned().collect(),
            devices: self.devices.iter().map(|id| ListedDevice { id: *id, last_day: 0 }).collect(),
            sheet: None,
            spaces: vec![SpaceHead { space: SPACE, head: self.head, open_epoch: self.open_epoch }],
        }
    }

    pub(crate) fn change_keyring(&mut self, change: &KeyringChange) -> Answer<KeyringChanged> {
        if change.keyring.version_hash() == self.ring.sealed.version_hash() {
            return Ok(KeyringChanged { revision: self.ring.revision });
        }
        if change.base_revision != self.ring.revision {
            return Err(Fault::refused(ErrorCode::KeyringConflict));
        }
        for head in &change.heads {
            if head.head != self.head {
                return Err(Fault::refused(ErrorCode::HeadMoved));
            }
            self.open_epoch = head.open_epoch;
        }
        self.ring =
            Ring { revision: self.ring.revision + 1, epoch: change.epoch, sealed: Rc::new(change.keyring.clone()) };
        self.wraps.extend(change.wraps.iter().cloned());
        match &change.device {
            Some(DeviceChange::Added(added)) => {
                self.devices.insert(added.device.id);
            }
            Some(DeviceChange::Removed(gone)) => {
                self.devices.remove(&gone.device);
                self.acks.remove(&gone.device);
                self.wraps.retain(|wrap| wrap.reference != gone.device.0);
                let signature = gone.notice.to_string();
                self.removed.insert(gone.device, RemovalNotice { epoch: change.epoch, erase: gone.erase, signature });
            }
            None => {}
        }
        Ok(KeyringChanged { revision: self.ring.revision })
    }

    pub(crate) fn ack_keyring(&mut self, device: DeviceId, epoch: u32) {
        self.wraps.retain(|wrap| wrap.reference != device.0 || wrap.epoch > epoch);
    }

    pub(crate) fn changes(&self, cursor: Option<&Cursor>, limit: u16) -> Changes {
        let from = cursor.and_then(|cursor| self.read_cursor(cursor)).unwrap_or(0);
        let limit = usize::from(limit).min(self.page);
        let mut later = self.by_seq.range(from + 1..);
        let records: Vec<_> = later.by_ref().take(limit).map(|(_, id)| self.changed(*id)).collect();
        let more = later.next().is_some();
        let seq = records.last().filter(|_| more).map_or(self.head, |last| last.seq);
        Changes { history: self.history, head: self.head, more, records, cursor: self.cursor(seq) }
    }

    fn cursor(&self, seq: u64) -> Cursor {
        Cursor([&self.history.0[..], &seq.to_be_bytes()].concat())
    }

    fn read_cursor(&self, cursor: &Cursor) -> Option<u64> {
        let (history, seq) = cursor.0.split_first_chunk::<16>()?;
        let seq = u64::from_be_bytes(seq.try_into().ok()?);
        (*history == self.history.0 && seq <= self.head).then_some(seq)
    }

    fn changed(&self, id: RecordId) -> ChangedRecord {
        let stored = &self.records[&id];
        ChangedRecord { id, seq: stored.seq, revision: stored.revision, sealed: (*stored.sealed).clone() }
    }

    pub(crate) fn push(&mut self, items: &[PushItem]) -> Answer<PushAnswers> {
        let headers: Result<Vec<_>, _> = items.iter().map(|item| item.sealed.header()).collect();
        let headers = headers.map_err(|_| Fault::refused(ErrorCode::BadEnvelope))?;
        if headers.iter().any(|header| header.epoch < self.open_epoch) {
            return Err(Fault::refused(ErrorCode::EpochClosed));
        }
        let is_closing = headers.iter().all(|header| header.epoch > self.open_epoch);
        let before = self.room.filter(|_| !is_closing).map(|room| (room, self.clone()));
        let mut answers: Vec<_> = items.iter().map(|item| self.push_one(item)).collect();
        // What an answer has no room for comes with the next pull.
        let versions =
            answers.iter_mut().filter(|answer| matches!(answer, PushAnswer::Conflict { sealed: Some(_), .. }));
        for answer in versions.skip(self.page % 3) {
            if let PushAnswer::Conflict { sealed, .. } = answer {
                *sealed = None;
            }
        }
        if let Some((room, before)) = before
            && self.bytes() > room.max(before.bytes())
        {
            *self = before;
            return Err(Fault::refused(ErrorCode::QuotaFull));
        }
        let cursor = answers.iter().filter_map(PushAnswer::seq).max().map(|seq| self.cursor(seq));
        Ok(PushAnswers { answers, cursor })
    }

    pub(crate) fn bytes(&self) -> usize {
        self.records.values().map(|stored| stored.sealed.as_bytes().len()).sum()
    }

    fn push_one(&mut self, item: &PushItem) -> PushAnswer {
        if self.remembers_purged && self.purged.contains(&item.id) {
            return PushAnswer::Conflict { revision: 0, sealed: None };
        }
        let hash = item.sealed.version_hash();
        let before = self.records.get(&item.id);
        if let Some(stored) = before {
            if stored.hash == hash {
                return PushAnswer::Same { revision: stored.revision, seq: stored.seq };
            }
            let is_base = item.base_hash.is_none_or(|base| base == stored.hash);
            if stored.revision != item.base_revision || !is_base {
                return PushAnswer::Conflict { revision: stored.revision, sealed: Some((*stored.sealed).clone()) };
            }
        } else if item.base_revision != 0 {
            return PushAnswer::Conflict { revision: 0, sealed: None };
        }
        let revision = before.map_or(0, |stored| stored.revision) + 1;
        if let Some(seq) = before.map(|stored| stored.seq) {
            self.by_seq.remove(&seq);
        }
        self.head += 1;
        let seq = self.head;
        self.by_seq.insert(seq, item.id);
        let sealed = Rc::new(item.sealed.clone());
        self.taken.push((item.id, Rc::clone(&sealed)));
        self.records.insert(item.id, Stored { seq, revision, hash, sealed });
        PushAnswer::Stored { revision, seq }
    }

    /// Puts a version in the place of whatever is there, as no server of this protocol does.
    #[cfg(test)]
    pub(crate) fn forge(&mut self, id: RecordId, sealed: &Sealed) {
        let base_revision = self.records.get(&id).map_or(0, |stored| stored.revision);
        self.push_one(&PushItem { id, base_revision, base_hash: None, sealed: sealed.clone() });
    }

    pub(crate) fn index(&self, after: Option<RecordId>) -> IndexPage {
        let limit = self.page * 2;
        let mut later = self.records.iter().filter(|(id, _)| after.is_none_or(|after| **id > after));
        let entry =
            |(id, stored): (&RecordId, &Stored)| IndexEntry { id: *id, revision: stored.revision, hash: stored.hash };
        let entries: Vec<_> = later.by_ref().take(limit).map(entry).collect();
        IndexPage { history: self.history, head: self.head, entries, more: later.next().is_some() }
    }

    pub(crate) fn ack(&mut self, device: DeviceId, seq: u64) -> Answer<()> {
        if seq > self.head {
            return Err(Fault::refused(ErrorCode::HeadMoved));
        }
        let acked = self.acks.entry(device).or_insert(0);
        *acked = seq.max(*acked);
        Ok(())
    }

    pub(crate) fn purge(&mut self, ids: &[RecordId]) -> Vec<RecordId> {
        let everyone = self.devices.iter().map(|device| self.acks.get(device).copied().unwrap_or(0)).min().unwrap_or(0);
        let mut gone = Vec::new();
        for id in ids {
            let Some(seq) = self.records.get(id).map(|stored| stored.seq).filter(|seq| *seq <= everyone) else {
                continue;
            };
            self.by_seq.remove(&seq);
            self.records.remove(id);
            self.purged.insert(*id);
            gone.push(*id);
        }
        gone
    }

    /// The revision of its keyring.
    pub(crate) const fn keyring_revision(&self) -> u64 {
        self.ring.revision
    }
}
