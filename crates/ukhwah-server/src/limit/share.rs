//! Something of which there is so much, and of that a share for each who takes some.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Who takes some: an account, a device, the network of an address.
pub type Who = [u8; 16];

/// What is free of something.
pub struct Shared {
    all: Arc<Semaphore>,
    share: usize,
    /// The shares of which somebody holds or wants some, and how many do.
    shares: Mutex<HashMap<Who, (Arc<Semaphore>, usize)>>,
}

/// Some of it, given back when it is let go of.
pub struct Part {
    // Given back before their share is forgotten.
    _own: OwnedSemaphorePermit,
    _all: OwnedSemaphorePermit,
    _share: Share,
}

/// Somebody's share, known while it is of use.
struct Share {
    shared: Arc<Shared>,
    who: Who,
    free: Arc<Semaphore>,
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut shares = self.shared.shares.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, users)) = shares.get_mut(&self.who) {
            *users -= 1;
            if *users == 0 {
                shares.remove(&self.who);
            }
        }
    }
}

impl Shared {
    /// So much in all, and for each.
    #[must_use]
    pub fn new(all: usize, share: usize) -> Arc<Self> {
        Arc::new(Self { all: Arc::new(Semaphore::new(all)), share, shares: Mutex::default() })
    }

    fn share(self: &Arc<Self>, who: Who) -> Share {
        let mut shares = self.shares.lock().unwrap_or_else(PoisonError::into_inner);
        let (free, users) = shares.entry(who).or_insert_with(|| (Arc::new(Semaphore::new(self.share)), 0));
        *users += 1;
        Share { shared: Arc::clone(self), who, free: Arc::clone(free) }
    }

    /// So much of it, if it is free.
    #[must_use]
    pub fn take(self: &Arc<Self>, who: Who, amount: usize) -> Option<Part> {
        let amount = u32::try_from(amount).ok()?;
        let share = self.share(who);
        let own = Arc::clone(&share.free).try_acquire_many_owned(amount).ok()?;
        let all = Arc::clone(&self.all).try_acquire_many_owned(amount).ok()?;
        Some(Part { _own: own, _all: all, _share: share })
    }

    /// One of it, as soon as it is free; those who wait come in their order.
    ///
    /// # Panics
    /// Never: nothing of it is ever closed.
    pub async fn wait(self: &Arc<Self>, who: Who) -> Part {
        let share = self.share(who);
        let own = Arc::clone(&share.free).acquire_owned().await.expect("it is open");
        let all = Arc::clone(&self.all).acquire_owned().await.expect("it is open");
        Part { _own: own, _all: all, _share: share }
    }

    /// How much is free for those who have taken nothing.
    #[must_use]
    pub fn free(&self) -> usize {
        self.all.available_permits()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nobody_takes_more_than_a_share_and_all_of_them_not_more_than_there_is() {
        let shared = Shared::new(5, 2);
        let [first, second, third] = [[1; 16], [2; 16], [3; 16]];
        let held =
            [shared.take(first, 1), shared.take(first, 1), shared.take(second, 2)].map(|part| part.expect("free"));
        assert!(shared.take(first, 1).is_none() && shared.take(third, 2).is_none());
        let last = shared.take(third, 1).expect("free");
        assert!(shared.take(third, 1).is_none());
        assert_eq!(shared.free(), 0);
        drop((held, last));
        assert_eq!(shared.free(), 5);
        assert!(shared.shares.lock().expect("whole").is_empty(), "who has nothing is forgotten");
    }

    #[tokio::test]
    async fn who_waits_gets_what_another_lets_go_of() {
        let shared = Shared::new(5, 1);
        let held = shared.wait([1; 16]).await;
        let waiting = tokio::spawn({
            let shared = Arc::clone(&shared);
            async move { shared.wait([1; 16]).await }
        });
        while shared.shares.lock().expect("whole")[&[1; 16]].1 < 2 {
            tokio::task::yield_now().await;
        }
        drop(held);
        drop(waiting.await.expect("no panic"));
        assert!(shared.shares.lock().expect("whole").is_empty());
    }
}
