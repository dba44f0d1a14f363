//! What other devices erase, and what is laid aside when they erase much at once.

use std::collections::BTreeMap;

use rand_core::CryptoRng;
use ukhwah_domain::record::{Actor, Body, Record, Value};
use ukhwah_protocol::api::SyncApi;
use ukhwah_protocol::id::RecordId;

use super::{Engine, random_id};
use crate::content::Content;
use crate::keychain::Keychain;
use crate::local::{Hold, Link, Local, LocalError, Row, Shelved, Transaction};
use crate::outcome::Notice;

/// Fewer than these are never held.
const HELD_FROM: u64 = 10;
/// Held if more than one record of so many is erased.
const HELD_PART: u64 = 5;

/// Lays copies of what is erased now aside until the end of the sync, when it is known how much it was.
pub(super) fn lay_aside(
    tx: &mut dyn Transaction,
    link: &mut Link,
    erased: Vec<(RecordId, Content)>,
) -> Result<(), LocalError> {
    if erased.is_empty() {
        return Ok(());
    }
    let before = tx.count()?;
    let hold = link.hold.get_or_insert(Hold { before, erased: 0 });
    hold.erased += erased.len() as u64;
    let copies: Vec<_> = erased.into_iter().map(|(id, content)| Shelved { id, content, is_held: false }).collect();
    tx.shelve(&copies)
}

/// Removes what lies in a graveyard.
pub(super) fn bury(tx: &mut dyn Transaction, link: &mut Link, ids: &[RecordId]) -> Result<(), LocalError> {
    let rows = tx.rows(ids)?;
    let held: Vec<_> = rows.iter().map(|row| row.id).collect();
    let lost = rows.into_iter().filter_map(|row| Some((row.id, row.content.filter(Content::is_live_noun)?)));
    lay_aside(tx, link, lost.collect())?;
    tx.remove(&held)
}

impl<A: SyncApi + ?Sized, L: Local, K: Keychain, R: CryptoRng> Engine<'_, A, L, K, R> {
    /// Decides at the end of a sync whether what was laid aside is held or let go.
    pub(super) fn settle_hold(&mut self) -> Result<(), LocalError> {
        let held = self.local.transact(|tx| {
            let mut link = tx.link()?;
            if let Some(hold) = link.hold.take() {
                if hold.erased >= HELD_FROM && hold.erased * HELD_PART > hold.before {
                    tx.hold_shelf()?;
                } else {
                    tx.clear_shelf(false)?;
                }
                tx.set_link(&link)?;
            }
            tx.shelf()
        })?;
        if !held.is_empty() {
            self.outcome.tell(Notice::MassErase { count: held.len() as u64 });
        }
        Ok(())
    }

    /// Takes the person's answer: what another device erased is kept, as new records, or erased here too.
    ///
    /// # Errors
    /// If the database refuses; the question then stays.
    pub fn answer_hold(&mut self, keep: bool) -> Result<(), LocalError> {
        let Self { local, random, .. } = self;
        local.transact(|tx| {
            let held: Vec<_> = tx.shelf()?.into_iter().filter(|copy| copy.is_held).collect();
            if keep {
                let rows = made_again(&held, tx.actor()?, *random);
                tx.put(&rows)?;
            }
            tx.clear_shelf(true)
        })
    }
}

/// Held copies as new records. Where one names another of them, it names the new one.
fn made_again(held: &[Shelved], actor: Actor, random: &mut impl CryptoRng) -> Vec<Row> {
    let ids: BTreeMap<RecordId, RecordId> = held.iter().map(|copy| (copy.id, random_id(random))).collect();
    let again = |copy: &Shelved| {
        let mut record = copy.content.live()?.recreated(actor);
        rename(&mut record, &ids);
        let content = Some(Content::Record(Body::Live(record)));
        Some(Row { content, dirty: true, ..Row::new(*ids.get(&copy.id)?) })
    };
    held.iter().filter_map(again).collect()
}

fn rename(record: &mut Record, ids: &BTreeMap<RecordId, RecordId>) {
    for entries in record.fields.values_mut() {
        *entries = std::mem::take(entries)
            .into_iter()
            .map(|mut entry| {
                if let Value::Bytes(bytes) = &mut entry.value
                    && let Some(id) = RecordId::try_from(bytes.as_slice()).ok().and_then(|old| ids.get(&old))
                {
                    *bytes = id.0.to_vec();
                }
                entry
            })
            .collect();
    }
}
