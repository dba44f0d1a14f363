//! Stores new versions of records.
//!
//! Each item is judged by what is held of its record: the same version is answered as such, another than the one it was made
//! from is a conflict, the rest is stored and numbered in the order of the items.

use std::collections::BTreeSet;

use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{AccountId, RecordId, SpaceId, VersionHash};
use ukhwah_protocol::limits;
use ukhwah_protocol::message::{Cursor, PushAnswer, PushItem, SpaceHead};
use ukhwah_protocol::sealed::Sealed;

use crate::error::{Failure, refused};
use crate::keyring::check;
use crate::record::changes::Place;
use crate::session::{Session, hold_space};
use crate::store::tables::accounts::{self, Account};
use crate::store::tables::records::{self, Held, Version};
use crate::store::tables::{server, spaces};
use crate::store::{Write, Writing};

/// Stores new versions of records.
pub struct Push {
    session: Session,
    space: SpaceId,
    items: Vec<Item>,
    quota: Quota,
    /// How many bytes of versions the answer may hold.
    room: usize,
}

/// How much is kept, or may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// In bytes of what is sealed.
    pub bytes: u64,
    /// In records.
    pub records: u64,
}

/// A version whose header was read.
struct Item {
    id: RecordId,
    base_revision: u64,
    base_hash: Option<VersionHash>,
    epoch: u32,
    hash: VersionHash,
    sealed: Sealed,
}

/// What became of a push.
pub struct Pushed {
    /// The answers, in the order of the items.
    pub answers: Vec<PushAnswer>,
    /// Behind the highest number that they name.
    pub cursor: Option<Cursor>,
    /// The number of the space's newest change.
    pub head: u64,
}

impl Push {
    /// Reads what can be said of the versions by themselves.
    ///
    /// # Errors
    /// `bad_envelope`, `bad_size`, `bad_request` for a record that is there twice, `too_large`, `not_allowed`.
    pub fn new(session: Session, space: SpaceId, items: Vec<PushItem>, quota: Quota) -> Result<Self, Failure> {
        session.device()?;
        let bytes: usize = items.iter().map(|item| item.sealed.as_bytes().len()).sum();
        if items.len() > limits::PUSH_ITEMS || bytes > limits::PUSH_BYTES {
            return Err(refused(ErrorCode::TooLarge, "a push has too many records, or too many bytes of them"));
        }
        let ids: BTreeSet<_> = items.iter().map(|item| item.id).collect();
        if ids.len() != items.len() {
            return Err(refused(ErrorCode::BadRequest, "a record is there twice"));
        }
        let items = items.into_iter().map(|item| Item::read(space, item)).collect::<Result<_, _>>()?;
        Ok(Self { session, space, items, quota, room: limits::CHANGES_BYTES })
    }

    /// The same, with an answer that has no room for versions.
    #[must_use]
    pub fn without_versions(self) -> Self {
        Self { room: 0, ..self }
    }
}

impl Item {
    fn read(space: SpaceId, item: PushItem) -> Result<Self, Failure> {
        let header = check::header(&item.sealed)?;
        if (header.space, header.record) != (space, item.id) {
            return Err(refused(ErrorCode::BadEnvelope, "the header names another space or record"));
        }
        let PushItem { id, base_revision, base_hash, sealed } = item;
        Ok(Self { id, base_revision, base_hash, epoch: header.epoch, hash: sealed.version_hash(), sealed })
    }

    /// Whether it was made from what is held.
    fn follows(&self, held: Option<Held>) -> bool {
        match held {
            None => self.base_revision == 0,
            Some(held) => held.revision == self.base_revision && self.base_hash.is_none_or(|base| base == held.hash),
        }
    }
}

/// What becomes of one item.
enum Step {
    Same(Held),
    Conflict(Option<Held>),
    Store,
}

fn judge(item: &Item, held: Option<Held>, space: &SpaceHead) -> Result<Step, Failure> {
    match held {
        Some(held) if held.hash == item.hash => Ok(Step::Same(held)),
        _ if item.epoch < space.open_epoch => {
            Err(refused(ErrorCode::EpochClosed, "the record is sealed under an epoch that was closed"))
        }
        held if item.follows(held) => Ok(Step::Store),
        held => Ok(Step::Conflict(held)),
    }
}

impl Write for Push {
    type Answer = Pushed;

    async fn run<D: Writing>(&self, data: &mut D) -> Result<Pushed, Failure> {
        let (account, space) = hold_space(data, &self.session, self.space).await?;
        let place = (account.id, self.space);
        let ids: Vec<_> = self.items.iter().map(|item| item.id).collect();
        let held = records::held(data, place, &ids).await?;
        let judged = self.items.iter().zip(&held).map(|(item, held)| judge(item, *held, &space));
        let steps = judged.collect::<Result<Vec<_>, _>>()?;

        let (bytes, records) = self.used((&account, &space), &held, &steps)?;
        let versions = self.versions(&space, &held, &steps);
        let head = space.head + versions.len() as u64;
        if !versions.is_empty() {
            let mut orders = records::put(place, &versions);
            orders.push(spaces::advance(account.id, self.space, versions.len()));
            orders.push(accounts::set_used(account.id, bytes, records));
            data.execute_all(&orders).await?;
        }
        let mut conflicts = self.conflicts(data, place, &steps).await?.into_iter();
        let mut stored = versions.iter();
        let answer = |step| match step {
            Step::Same(held) => PushAnswer::Same { revision: held.revision, seq: held.seq },
            Step::Conflict(held) => PushAnswer::Conflict {
                revision: held.map_or(0, |held| held.revision),
                sealed: held.and_then(|_| conflicts.next()),
            },
            Step::Store => {
                let version = stored.next().expect("there is a version for each item that is stored");
                PushAnswer::Stored { revision: version.revision, seq: version.seq }
            }
        };
        let answers: Vec<_> = steps.into_iter().map(answer).collect();
        let cursor = match answers.iter().filter_map(PushAnswer::seq).max() {
            Some(seq) => server::find(data).await?.map(|row| Place { history: row.history, seq }.write()),
            None => None,
        };
        Ok(Pushed { answers, cursor, head })
    }
}

impl Push {
    /// How many bytes and records the account keeps after this; what makes it smaller is always taken, and beyond the quota
    /// the lists with which a device is removed.
    fn used(
        &self,
        (account, space): (&Account, &SpaceHead),
        held: &[Option<Held>],
        steps: &[Step],
    ) -> Result<(u64, u64), Failure> {
        let (mut more, mut less, mut new) = (0, 0, 0);
        for ((item, held), step) in self.items.iter().zip(held).zip(steps) {
            if matches!(step, Step::Store) {
                more += item.sealed.as_bytes().len() as u64;
                less += held.map_or(0, |held| held.length);
                new += u64::from(held.is_none());
            }
        }
        let (bytes, records) = ((account.bytes_used + more).saturating_sub(less), account.records_used + new);
        let is_closing = self.items.iter().all(|item| item.epoch > space.open_epoch);
        let beyond = if is_closing { (limits::CLOSING_BYTES, limits::CLOSING_RECORDS) } else { (0, 0) };
        let is_full = (more > less && bytes > self.quota.bytes.saturating_add(beyond.0))
            || (new > 0 && records > self.quota.records.saturating_add(beyond.1));
        if is_full { Err(refused(ErrorCode::QuotaFull, "the account is full")) } else { Ok((bytes, records)) }
    }

    fn versions(&self, space: &SpaceHead, held: &[Option<Held>], steps: &[Step]) -> Vec<Version<'_>> {
        let stored = self.items.iter().zip(held).zip(steps).filter(|(_, step)| matches!(step, Step::Store));
        stored
            .zip(space.head + 1..)
            .map(|(((item, held), _), seq)| Version {
                id: item.id,
                seq,
                revision: held.map_or(0, |held| held.revision) + 1,
                epoch: item.epoch,
                hash: item.hash,
                sealed: &item.sealed,
            })
            .collect()
    }

    /// The versions that conflicts are answered with, as far as an answer holds them.
    async fn conflicts<D: Writing>(
        &self,
        data: &mut D,
        place: (AccountId, SpaceId),
        steps: &[Step],
    ) -> Result<Vec<Sealed>, Failure> {
        let mut ids = Vec::new();
        let mut room = self.room as u64;
        for (item, step) in self.items.iter().zip(steps) {
            if let Step::Conflict(Some(held)) = step {
                let Some(rest) = room.checked_sub(held.length) else { break };
                room = rest;
                ids.push(item.id);
            }
        }
        Ok(records::versions(data, place, &ids).await?.into_iter().flatten().collect())
    }
}
