//! How many connections there are, in all and from one address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::limit::rate::prefix;

/// The seats of a listener.
pub(super) struct Seats {
    all: usize,
    free: Arc<Semaphore>,
    /// For those who are told that there is none.
    standing: Arc<Semaphore>,
    per_address: usize,
    addresses: Mutex<HashMap<[u8; 16], usize>>,
}

/// A connection's place, given up when it is let go of.
pub(super) struct Seat {
    seats: Arc<Seats>,
    address: Option<[u8; 16]>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let Some(address) = self.address else { return };
        let mut addresses = self.seats.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = addresses.get_mut(&address) {
            *count -= 1;
            if *count == 0 {
                addresses.remove(&address);
            }
        }
    }
}

impl Seat {
    /// Whether it is one, or only room to be told that there is none.
    pub(super) const fn is_real(&self) -> bool {
        self.address.is_some()
    }
}

impl Seats {
    pub(super) fn new(all: usize, per_address: usize, standing: usize) -> Self {
        Self {
            all,
            free: Arc::new(Semaphore::new(all)),
            standing: Arc::new(Semaphore::new(standing)),
            per_address,
            addresses: Mutex::default(),
        }
    }

    /// A seat, or standing room; none if there is neither.
    pub(super) fn take(self: &Arc<Self>, from: IpAddr) -> Option<Seat> {
        self.real(prefix(from)).or_else(|| {
            let permit = Arc::clone(&self.standing).try_acquire_owned().ok()?;
            Some(Seat { seats: Arc::clone(self), address: None, _permit: permit })
        })
    }

    fn real(self: &Arc<Self>, address: [u8; 16]) -> Option<Seat> {
        let permit = Arc::clone(&self.free).try_acquire_owned().ok()?;
        let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        let count = addresses.entry(address).or_default();
        if *count >= self.per_address {
            return None;
        }
        *count += 1;
        drop(addresses);
        Some(Seat { seats: Arc::clone(self), address: Some(address), _permit: permit })
    }

    /// Waits until nobody sits any more.
    pub(super) async fn all_empty(&self) {
        let all = u32::try_from(self.all).unwrap_or(u32::MAX);
        let _ = self.free.acquire_many(all).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_address_takes_its_share_and_no_more() {
        let seats = Arc::new(Seats::new(4, 2, 1));
        let from = |last| IpAddr::from([192, 0, 2, last]);
        let real = |seat: &Option<Seat>| seat.as_ref().map(Seat::is_real);
        let first = [seats.take(from(1)), seats.take(from(1))];
        assert_eq!(first.each_ref().map(real), [Some(true), Some(true)]);
        let told = seats.take(from(1));
        assert_eq!((real(&told), real(&seats.take(from(1)))), (Some(false), None));
        assert_eq!(real(&seats.take(from(2))), Some(true));
        drop((first, told));
        seats.all_empty().await;
        assert!(seats.addresses.lock().expect("whole").is_empty());
    }
}
