//! How much is done at once: bytes of bodies, pages, calls of one device.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::AccountId;

use super::share::{Part, Shared, Who};
use crate::error::{Failure, Refusal};

/// Bytes of bodies that members who have logged in have under way: read, or waiting for the database.
const MEMBERS_BYTES: usize = 128 * 1024 * 1024;
/// Those of one account: more than one device sends in all of its calls, so that it shuts out no other of its person.
const ACCOUNT_BYTES: usize = 16 * 1024 * 1024;
/// Bytes of bodies that everybody else has under way.
const ANYBODY_BYTES: usize = 16 * 1024 * 1024;
/// Those of one address.
const ADDRESS_BYTES: usize = 512 * 1024;
/// Bytes in one unit of room.
const UNIT: usize = 1024;
/// Pages of changes or index, and the like, that are made or sent at once.
const PAGES: usize = 64;
/// Those of one account, again more than one device asks for.
const ACCOUNT_PAGES: usize = 12;
/// Calls of one device at once: a wait, and what it does beside it.
const CALLS: usize = 8;

/// What is free.
pub struct Room {
    members: Arc<Shared>,
    anybody: Arc<Shared>,
    pages: Arc<Shared>,
    calls: Arc<Shared>,
}

/// Who sends a body.
#[derive(Clone, Copy, Debug)]
pub enum Sender {
    /// A member who has logged in.
    Member(AccountId),
    /// Anybody, at an address.
    Anybody(Who),
}

impl Default for Room {
    fn default() -> Self {
        Self {
            members: Shared::new(MEMBERS_BYTES / UNIT, ACCOUNT_BYTES / UNIT),
            anybody: Shared::new(ANYBODY_BYTES / UNIT, ADDRESS_BYTES / UNIT),
            pages: Shared::new(PAGES, ACCOUNT_PAGES),
            calls: Shared::new(Semaphore::MAX_PERMITS, CALLS),
        }
    }
}

impl Room {
    /// Lets a device or sheet begin a call.
    ///
    /// # Errors
    /// `rate_limited`.
    pub fn call(&self, who: Who) -> Result<Part, Failure> {
        let refusal = || Refusal::new(ErrorCode::RateLimited, "too many calls of one device at once").after(1);
        Ok(self.calls.take(who, 1).ok_or_else(refusal)?)
    }

    /// How many calls are going on.
    #[must_use]
    pub fn call_count(&self) -> usize {
        Semaphore::MAX_PERMITS - self.calls.free()
    }

    /// Room for a body.
    ///
    /// # Errors
    /// `busy`.
    pub fn body(&self, bytes: usize, sender: Sender) -> Result<Part, Failure> {
        let (room, who) = match sender {
            Sender::Member(account) => (&self.members, account.0),
            Sender::Anybody(who) => (&self.anybody, who),
        };
        let busy = || Refusal::busy("too much is being sent at the moment");
        Ok(room.take(who, bytes.div_ceil(UNIT)).ok_or_else(busy)?)
    }

    /// Room for a page of an answer; whoever asks waits so long for it.
    ///
    /// # Errors
    /// `busy`.
    pub async fn page(&self, account: AccountId, patience: Duration) -> Result<Part, Failure> {
        let busy = |_| Refusal::busy("too much is being read at the moment");
        Ok(tokio::time::timeout(patience, self.pages.wait(account.0)).await.map_err(busy)?)
    }

    /// The same, if it is free.
    #[must_use]
    pub fn page_now(&self, account: AccountId) -> Option<Part> {
        self.pages.take(account.0, 1)
    }
}

#[cfg(test)]
mod tests {
    use ukhwah_protocol::limits;

    use super::*;

    const ACCOUNT: AccountId = AccountId([1; 16]);
    const OTHER: AccountId = AccountId([2; 16]);

    #[tokio::test]
    async fn pages_of_one_account_leave_room_for_another_and_who_waits_is_told_in_time() {
        let room = Room::default();
        let held: Vec<_> = std::iter::from_fn(|| room.page_now(ACCOUNT)).collect();
        assert!(held.len() > CALLS, "one device leaves room for another of its person");
        let busy = room.page(ACCOUNT, Duration::ZERO).await.err();
        assert!(matches!(busy, Some(Failure::Refused(Refusal { code: ErrorCode::Busy, retry_after: Some(_), .. }))));
        assert!(room.page(OTHER, Duration::ZERO).await.is_ok());
    }

    #[test]
    fn bodies_of_one_account_or_address_leave_room_for_another() {
        let room = Room::default();
        let fill = |bytes, sender| std::iter::from_fn(|| room.body(bytes, sender).ok()).collect::<Vec<_>>();
        let held = fill(limits::BODY, Sender::Member(ACCOUNT));
        assert!(held.len() > CALLS, "one device leaves room for another of its person");
        assert!(room.body(limits::BODY, Sender::Member(OTHER)).is_ok());
        let held = fill(limits::ACCOUNT_BODY, Sender::Anybody([1; 16]));
        assert!(!held.is_empty() && room.body(limits::ACCOUNT_BODY, Sender::Anybody([2; 16])).is_ok());
    }
}
