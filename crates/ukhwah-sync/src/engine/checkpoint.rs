//! What each device says that it has, so that the others notice if the server shows them something else.

use std::collections::BTreeMap;

use chrono::DateTime;
use rand_core::CryptoRng;
use ukhwah_crypto::set_hash;
use ukhwah_domain::record::{Body, Edit, Fields, Record, Value, VersionVector};
use ukhwah_protocol::api::SyncApi;
use ukhwah_protocol::id::{DeviceId, HistoryId, RecordId, VersionHash};

use super::{Engine, random_id};
use crate::content::{CHECKPOINT, Content, is_list_id};
use crate::keychain::Keychain;
use crate::local::{Heard, Link, Local, LocalError, OwnCheckpoint, Row, Transaction};
use crate::outcome::{Notice, Stop};

const PAUSE: i64 = 10 * 60_000;

/// What a device says that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Checkpoint {
    device: DeviceId,
    history: HistoryId,
    /// The newest change that is no checkpoint.
    seq: u64,
    count: u64,
    set: [u8; 32],
}

impl Checkpoint {
    fn to_fields(self) -> Fields {
        let number = |number: u64| Value::Int(i64::try_from(number).unwrap_or(i64::MAX));
        let fields = [
            ("count", number(self.count)),
            ("device", Value::Bytes(self.device.0.to_vec())),
            ("history", Value::Bytes(self.history.0.to_vec())),
            ("seq", number(self.seq)),
            ("set", Value::Bytes(self.set.to_vec())),
        ];
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// What a device said; none of two copies of a device that said different things.
    fn of(row: &Row) -> Option<Self> {
        let record = row.content.as_ref()?.live().filter(|record| record.contested().next().is_none())?;
        let number = |name| match record.shown(name)? {
            Value::Int(number) => u64::try_from(*number).ok(),
            _ => None,
        };
        let bytes = |name| match record.shown(name)? {
            Value::Bytes(bytes) => Some(bytes.as_slice()),
            _ => None,
        };
        Some(Self {
            device: DeviceId(bytes("device")?.try_into().ok()?),
            history: HistoryId(bytes("history")?.try_into().ok()?),
            seq: number("seq")?,
            count: number("count")?,
            set: bytes("set")?.try_into().ok()?,
        })
    }

    /// What this device has, if it can read all of it and stands somewhere.
    fn here(tx: &dyn Transaction, link: &Link, device: DeviceId) -> Result<Option<Self>, LocalError> {
        let versions = tx.versions()?;
        // The list of a removal that came to nothing is read by nobody.
        if versions.iter().any(|version| version.is_unread && !is_list_id(version.id)) {
            return Ok(None);
        }
        let counted = versions.iter().filter(|version| !version.is_checkpoint);
        let held: Vec<_> = counted.filter_map(|version| Some((version.id.0, version.base?.hash.0))).collect();
        let count = held.len() as u64;
        let set = set_hash(held.into_iter().map(|(id, hash)| (id, ukhwah_crypto::VersionHash(hash))));
        Ok(link.history.map(|history| Self { device, history, seq: link.content_seq, count, set }))
    }
}

/// The other devices' last words, by their checkpoints.
pub(super) fn heard(tx: &dyn Transaction) -> Result<Vec<Heard>, LocalError> {
    let mut last: BTreeMap<DeviceId, i64> = BTreeMap::new();
    for row in tx.of_kind(CHECKPOINT)? {
        let Some(checkpoint) = Checkpoint::of(&row) else { continue };
        let walls = row
            .content
            .as_ref()
            .and_then(Content::live)
            .into_iter()
            .flat_map(|record| record.fields.values().flatten());
        let at = walls.map(|entry| entry.wall).max().unwrap_or(i64::MIN);
        let known = last.entry(checkpoint.device).or_insert(at);
        *known = at.max(*known);
    }
    Ok(last.into_iter().map(|(device, at)| Heard { device, at }).collect())
}

/// The checkpoints of other devices that say something else than what is here, although they know of nothing older.
fn differing(tx: &dyn Transaction, link: &Link, device: DeviceId) -> Result<Vec<(RecordId, VersionHash)>, LocalError> {
    let others = tx.of_kind(CHECKPOINT)?.into_iter().filter_map(|row| Some((Checkpoint::of(&row)?, row)));
    let is_newest = |other: &Checkpoint| {
        other.device != device && Some(other.history) == link.history && other.seq >= link.content_seq
    };
    let others: Vec<_> = others.filter(|(other, _)| is_newest(other)).collect();
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let Some(here) = Checkpoint::here(tx, link, device)? else {
        return Ok(Vec::new());
    };
    let is_same = |other: &Checkpoint| (other.seq, other.count, other.set) == (here.seq, here.count, here.set);
    let differing = others.into_iter().filter(|(other, _)| !is_same(other));
    Ok(differing.filter_map(|(_, row)| Some((row.id, row.base?.hash))).collect())
}

impl<A: SyncApi + ?Sized, L: Local, K: Keychain, R: CryptoRng> Engine<'_, A, L, K, R> {
    /// Whether another device says that it has something else, and that has not been looked into yet.
    pub(super) fn somebody_differs(&mut self) -> Result<bool, LocalError> {
        let Self { local, keys, .. } = self;
        let device = keys.device();
        local.transact(|tx| {
            let link = tx.link()?;
            let differing = differing(tx, &link, device)?;
            Ok(differing.iter().any(|(id, hash)| link.compared_with.get(id) != Some(hash)))
        })
    }

    /// After everything was compared: says so if a device that was compared with before differs again.
    pub(super) fn note_differing(&mut self) -> Result<(), LocalError> {
        let Self { local, keys, .. } = self;
        let device = keys.device();
        let is_hopeless = local.transact(|tx| {
            let mut link = tx.link()?;
            let differing: BTreeMap<_, _> = differing(tx, &link, device)?.into_iter().collect();
            // One word may be from before the server went back; a second one is not.
            let again = |(id, hash)| link.compared_with.get(id).is_some_and(|before| before != hash);
            let is_hopeless = differing.iter().any(again);
            link.compared_with = differing;
            tx.set_link(&link)?;
            Ok::<_, LocalError>(is_hopeless)
        })?;
        if is_hopeless {
            self.outcome.tell(Notice::NotRepairable);
        }
        Ok(())
    }

    /// Makes this device's checkpoint, if there is something new to say and it is time.
    pub(super) fn make_checkpoint(&mut self) -> Result<(), Stop> {
        let Self { local, keys, random, terms, .. } = self;
        let is_made = local.transact(|tx| {
            let mut link = tx.link()?;
            let last = link.checkpoint;
            let is_time = last.is_none_or(|last| terms.now < last.at || terms.now - last.at >= PAUSE);
            // Nothing is said before it is known that this device and the server agree.
            if link.compare || (!is_time && !terms.is_leaving) {
                return Ok::<_, LocalError>(false);
            }
            let Some(here) = Checkpoint::here(tx, &link, keys.device())?.filter(|here| here.count > 0) else {
                return Ok(false);
            };
            if last.is_some_and(|last| last.set == here.set) {
                return Ok(false);
            }
            let id = last.map_or_else(|| random_id(*random), |last| last.id);
            let row = tx.rows(&[id])?.pop().unwrap_or_else(|| Row::new(id));
            let edit = Edit { actor: tx.actor()?, now: DateTime::from_timestamp_millis(terms.now).unwrap_or_default() };
            tx.put(&[written(row, here, edit)])?;
            link.checkpoint = Some(OwnCheckpoint { id, at: terms.now, set: here.set });
            tx.set_link(&link)?;
            Ok(true)
        })?;
        if is_made { self.push_once().map(|_| ()) } else { Ok(()) }
    }
}

fn written(row: Row, checkpoint: Checkpoint, edit: Edit) -> Row {
    let mut record = row.content.as_ref().and_then(Content::live).cloned().unwrap_or_else(|| Record {
        kind: CHECKPOINT,
        min_reader: 1,
        seen: VersionVector::new(),
        life: Default::default(),
        fields: Default::default(),
    });
    let seen = record.seen.clone();
    record.edit(&checkpoint.to_fields(), &seen, edit);
    Row { content: Some(Content::Record(Body::Live(record))), dirty: true, ..row }
}
