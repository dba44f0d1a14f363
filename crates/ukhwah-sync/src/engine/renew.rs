//! Another copy of this device writes under its identity: this one takes a new one, and what it has not sent with it.

use rand_core::CryptoRng;
use ukhwah_domain::record::Actor;

use crate::content::Content;
use crate::local::{Link, LocalError, Row, Transaction};

const AT_ONCE: usize = 500;

pub(super) fn renew(tx: &mut dyn Transaction, link: &mut Link, random: &mut impl CryptoRng) -> Result<(), LocalError> {
    let old = tx.actor()?;
    let mut bytes = [0; 8];
    random.fill_bytes(&mut bytes);
    let new = Actor(bytes);
    let mut after = None;
    loop {
        let rows = tx.dirty(after, AT_ONCE)?;
        let Some(last) = rows.last() else { break };
        after = Some(last.id);
        let unsent = rows.into_iter().filter(|row| row.seen_of(old) > row.pushed_n);
        let renumbered: Vec<_> = unsent.map(|row| renumber(row, old, new)).collect();
        tx.put(&renumbered)?;
    }
    // The other copy goes on with the checkpoint that both have made so far.
    link.checkpoint = None;
    tx.renew_actor(new)
}

fn renumber(mut row: Row, old: Actor, new: Actor) -> Row {
    if let Some(Content::Record(body)) = &row.content {
        row.content = Some(Content::Record(body.renumbered(old, row.pushed_n, new)));
    }
    row
}
