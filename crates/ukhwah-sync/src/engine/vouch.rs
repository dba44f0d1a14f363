//! What a device wrote while the server had forgotten that an epoch is over.
//!
//! A device that slept through a removal writes under the old keys, and a server that was restored to before the removal takes
//! it. No list of what stays valid names that, so that the others must take it for a forgery. This device knows better.

use rand_core::CryptoRng;
use ukhwah_domain::record::Actor;
use ukhwah_protocol::api::SyncApi;

use super::Engine;
use super::rotate::clear_lists;
use super::rules::Rules;
use crate::content::Content;
use crate::keychain::Keychain;
use crate::local::{Base, Local, LocalError, Mark, Row};

impl<A: SyncApi + ?Sized, L: Local, K: Keychain, R: CryptoRng> Engine<'_, A, L, K, R> {
    /// Once after each list: sends again, under the new keys, what nobody but this copy of the app ever wrote, and the list does
    /// not name. What others wrote into may be forged, and waits until the person writes it anew.
    pub(super) fn vouch(&mut self) -> Result<(), LocalError> {
        let Self { local, keys, rules, terms, .. } = self;
        local.transact(|tx| {
            let mut link = tx.link()?;
            let list = keys.close_list();
            let rules = Rules::kept(rules, tx, &**keys)?;
            if link.vouched == list || rules.lack_list() {
                return Ok(());
            }
            let actor = tx.actor()?;
            let unnamed = tx.versions()?.into_iter().filter(|version| {
                let is_named = |base: Base| rules.names(version.id, base.hash);
                !version.is_unread && version.base.is_some_and(|base| !is_named(base))
            });
            let unnamed: Vec<_> = unnamed.map(|version| version.id).collect();
            let own = tx.rows(&unnamed)?.into_iter().filter(|row| is_only_of(row, actor));
            let marks: Vec<_> = own.map(|row| Mark { dirty: true, ..row.mark() }).collect();
            tx.mark(&marks)?;
            link.vouched = list;
            tx.set_link(&link)?;
            // What is left of removals that came to nothing could not be told from the list until now.
            if tx.rotation()?.is_some() { Ok(()) } else { clear_lists(tx, &**keys, &[], terms.now) }
        })
    }
}

fn is_only_of(row: &Row, actor: Actor) -> bool {
    let seen = row.content.as_ref().map(Content::seen);
    seen.is_some_and(|seen| !seen.is_empty() && seen.keys().all(|writer| *writer == actor))
}
