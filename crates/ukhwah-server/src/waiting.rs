//! Who waits for changes, and what is known of where their accounts stand.
//!
//! A head is only ever raised here: what is heard late is never taken for a step back, which a device would take for an older
//! database.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;
use ukhwah_protocol::id::{AccountId, SpaceId};

use crate::record::heads::Heads;

type Accounts = Mutex<HashMap<AccountId, watch::Sender<Heads>>>;

/// The accounts that somebody waits for.
#[derive(Clone, Default)]
pub struct Waiting(Arc<Accounts>);

/// A place to wait, given up when it is let go of.
pub struct Seat {
    accounts: Arc<Accounts>,
    account: AccountId,
    heads: watch::Receiver<Heads>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        if accounts.get(&self.account).is_some_and(|sender| sender.receiver_count() <= 1) {
            accounts.remove(&self.account);
        }
    }
}

impl Seat {
    /// Waits until something is raised.
    pub async fn changed(&mut self) {
        // The sender is there as long as this seat is.
        let _ = self.heads.changed().await;
    }

    /// What was raised since somebody waits for the account; zeros and absences are not known.
    #[must_use]
    pub fn heads(&self) -> Heads {
        self.heads.borrow().clone()
    }
}

impl Waiting {
    /// Takes a place. Whoever takes one asks the database afterwards, so that nothing falls between.
    #[must_use]
    pub fn sit(&self, account: AccountId) -> Seat {
        let mut accounts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sender = accounts.entry(account).or_insert_with(|| watch::Sender::new(Heads::default()));
        let mut heads = sender.subscribe();
        heads.mark_unchanged();
        Seat { accounts: Arc::clone(&self.0), account, heads }
    }

    /// The accounts that somebody waits for, in no order.
    #[must_use]
    pub fn accounts(&self) -> Vec<AccountId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).keys().copied().collect()
    }

    /// How many accounts somebody waits for.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Tells who waits where an account stands.
    pub fn raise(&self, account: AccountId, stands: &Heads) {
        let accounts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = accounts.get(&account) {
            sender.send_if_modified(|heads| raise(heads, stands));
        }
    }

    /// Tells who waits that a space has changed.
    pub fn raise_space(&self, account: AccountId, space: SpaceId, head: u64) {
        self.raise(account, &Heads { keyring: 0, spaces: vec![(space, head)] });
    }

    /// Tells who waits that the keyring has changed.
    pub fn raise_keyring(&self, account: AccountId, revision: u64) {
        self.raise(account, &Heads { keyring: revision, spaces: Vec::new() });
    }
}

fn raise(heads: &mut Heads, stands: &Heads) -> bool {
    let mut is_raised = stands.keyring > heads.keyring;
    heads.keyring = heads.keyring.max(stands.keyring);
    for (space, head) in &stands.spaces {
        match heads.spaces.iter_mut().find(|(known, _)| known == space) {
            Some((_, known)) if *known >= *head => {}
            Some((_, known)) => {
                *known = *head;
                is_raised = true;
            }
            None => {
                heads.spaces.push((*space, *head));
                is_raised = true;
            }
        }
    }
    is_raised
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: AccountId = AccountId([1; 16]);
    const SPACE: SpaceId = SpaceId([2; 16]);

    #[test]
    fn what_is_heard_late_is_no_step_back() {
        let waiting = Waiting::default();
        let seat = waiting.sit(ACCOUNT);
        waiting.raise_space(ACCOUNT, SPACE, 7);
        waiting.raise_space(ACCOUNT, SPACE, 5);
        waiting.raise_keyring(ACCOUNT, 2);
        assert_eq!(seat.heads(), Heads { keyring: 2, spaces: vec![(SPACE, 7)] });
    }

    #[test]
    fn a_seat_is_given_up_with_the_last_who_waits() {
        let waiting = Waiting::default();
        let (first, second) = (waiting.sit(ACCOUNT), waiting.sit(ACCOUNT));
        drop(first);
        assert_eq!(waiting.count(), 1);
        drop(second);
        assert_eq!(waiting.count(), 0);
    }
}
