//! What is known of all records together: which ids are gone for good, and what of earlier epochs stays valid.

use std::collections::{HashMap, HashSet};

use ukhwah_protocol::id::{RecordId, VersionHash};

use crate::content::{CLOSE_LIST, Closing, Content, GRAVEYARD, List};
use crate::keychain::{Keychain, Unreadable};
use crate::local::{LocalError, Row, Transaction};

/// Read from the rows once in a call, and again whenever a list has come.
pub(crate) struct Rules {
    pub(crate) graves: HashSet<RecordId>,
    /// The newest epoch.
    epoch: u32,
    close: Close,
}

enum Close {
    /// No device was ever removed.
    None,
    /// The list that the keyring names has not come, or not all of it.
    Missing,
    Lines {
        closing: Closing,
        lines: HashMap<RecordId, [u8; 16]>,
    },
}

impl Rules {
    pub(crate) fn load(tx: &dyn Transaction, keys: &impl Keychain) -> Result<Self, LocalError> {
        let graveyards = tx.of_kind(GRAVEYARD)?;
        let graves = graveyards.iter().filter_map(list).flat_map(List::graves).collect();
        let close = match keys.close_list() {
            None => Close::None,
            Some(hash) => close_lines(&tx.of_kind(CLOSE_LIST)?, keys.epoch(), hash),
        };
        Ok(Self { graves, epoch: keys.epoch(), close })
    }

    /// The rules that are kept, or read now.
    pub(crate) fn kept<'r>(
        kept: &'r mut Option<Self>,
        tx: &dyn Transaction,
        keys: &impl Keychain,
    ) -> Result<&'r Self, LocalError> {
        Ok(match kept {
            Some(rules) => rules,
            None => kept.insert(Self::load(tx, keys)?),
        })
    }

    pub(crate) const fn lack_list(&self) -> bool {
        matches!(self.close, Close::Missing)
    }

    /// Why a version is not to be believed although it opens: its epoch is over, and a removed device could have forged it.
    pub(crate) fn doubt(&self, id: RecordId, epoch: u32, hash: VersionHash) -> Option<Unreadable> {
        match &self.close {
            _ if epoch >= self.epoch => None,
            Close::None => None,
            Close::Missing => Some(Unreadable::ListMissing),
            Close::Lines { lines, .. } if lines.get(&id).is_some_and(|half| *half == hash.0[..16]) => None,
            Close::Lines { .. } => Some(Unreadable::EpochClosed),
        }
    }

    /// Whether the newest list names this version.
    pub(crate) fn names(&self, id: RecordId, hash: VersionHash) -> bool {
        matches!(&self.close, Close::Lines { lines, .. } if lines.get(&id).is_some_and(|half| *half == hash.0[..16]))
    }

    /// Whether a close list that could be read is left of an attempt that no keyring names.
    pub(crate) fn is_left(&self, closing: Closing) -> bool {
        match &self.close {
            Close::None => true,
            Close::Missing => false,
            Close::Lines { closing: named, .. } => *named != closing,
        }
    }
}

fn list(row: &Row) -> Option<&List> {
    match row.content.as_ref()? {
        Content::List(list) => Some(list),
        Content::Record(_) => None,
    }
}

/// The lines of the attempt whose list has this hash.
fn close_lines(rows: &[Row], epoch: u32, hash: [u8; 32]) -> Close {
    let mut attempts: HashMap<Closing, HashMap<RecordId, [u8; 16]>> = HashMap::new();
    for part in rows.iter().filter_map(list) {
        if let Some(closing) = part.closing().filter(|closing| closing.epoch == epoch) {
            attempts.entry(closing).or_default().extend(part.lines());
        }
    }
    let named =
        attempts.into_iter().find(|(closing, lines)| closing.hash(lines.iter().map(|(id, half)| (*id, *half))) == hash);
    named.map_or(Close::Missing, |(closing, lines)| Close::Lines { closing, lines })
}
