//! How often somebody may ask: buckets that fill with time.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// How many buckets are kept at most. More askers than that at once are turned away.
const BUCKETS: usize = 100_000;

/// How often, and how often at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// In a minute, on the whole.
    pub per_minute: u32,
    /// At once, after a pause.
    pub burst: u32,
}

/// One bucket for each asker, who is known by a hash under a key that lives as long as the process.
pub struct Rates {
    rate: Rate,
    hasher: RandomState,
    buckets: Mutex<HashMap<u64, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    /// How many milliseconds of waiting it holds.
    level: i64,
    at: i64,
}

impl Rates {
    /// With nobody known yet.
    #[must_use]
    pub fn new(rate: Rate) -> Self {
        Self { rate, hasher: RandomState::new(), buckets: Mutex::default() }
    }

    /// Lets somebody ask once at a moment in milliseconds, or says after how many seconds.
    ///
    /// # Errors
    /// The seconds.
    pub fn take<K: Hash>(&self, who: K, now: i64) -> Result<(), u32> {
        let cost = 60_000 / i64::from(self.rate.per_minute.max(1));
        let full = cost * i64::from(self.rate.burst.max(1));
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= BUCKETS {
            // A bucket that is full again says nothing.
            buckets.retain(|_, bucket| bucket.level + (now - bucket.at).max(0) < full);
            if buckets.len() >= BUCKETS {
                return Err(60);
            }
        }
        let bucket = buckets.entry(self.hasher.hash_one(who)).or_insert(Bucket { level: full, at: now });
        bucket.level = (bucket.level + (now - bucket.at).max(0)).min(full);
        bucket.at = now;
        if bucket.level >= cost {
            bucket.level -= cost;
            Ok(())
        } else {
            Err(u32::try_from((cost - bucket.level + 999) / 1_000).unwrap_or(60))
        }
    }
}

/// The part of an address that stands for one caller: all of IPv4, half of IPv6, the rest of which a caller chooses.
#[must_use]
pub fn prefix(address: IpAddr) -> u64 {
    match address.to_canonical() {
        IpAddr::V4(address) => u64::from(u32::from(address)),
        IpAddr::V6(address) => {
            // At least one bit that no address of IPv4 has.
            let high = (u128::from(address) >> 64) as u64;
            high | 1 << 63
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_let_through_and_then_as_many_as_a_minute_holds() {
        let rates = Rates::new(Rate { per_minute: 10, burst: 3 });
        let asked: Vec<_> = (0..4).map(|_| rates.take("a", 0)).collect();
        assert_eq!(asked, [Ok(()), Ok(()), Ok(()), Err(6)]);
        assert_eq!(rates.take("b", 0), Ok(()));
        assert_eq!(rates.take("a", 5_999), Err(1));
        assert_eq!(rates.take("a", 6_000), Ok(()));
        assert_eq!(rates.take("a", 6_000), Err(6));
    }

    #[test]
    fn a_clock_that_goes_back_neither_fills_nor_empties_a_bucket() {
        let rates = Rates::new(Rate { per_minute: 60, burst: 2 });
        assert_eq!((rates.take("a", 10_000), rates.take("a", 0)), (Ok(()), Ok(())));
        assert_eq!(rates.take("a", 0), Err(1));
    }

    #[test]
    fn no_crowd_makes_the_buckets_take_more_room() {
        let rates = Rates::new(Rate { per_minute: 1, burst: 1 });
        let taken = (0..BUCKETS + 10).filter(|who| rates.take(who, 0).is_ok()).count();
        assert_eq!(taken, BUCKETS);
        assert_eq!(rates.take("later", 61_000), Ok(()));
        assert_eq!(rates.buckets.lock().expect("whole").len(), 1);
    }

    #[test]
    fn addresses_of_one_network_of_ipv6_stand_for_one_caller() {
        let of = |text: &str| prefix(text.parse().expect("an address"));
        assert_eq!(of("2001:db8::1"), of("2001:db8::2"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
        assert_eq!(of("192.0.2.1"), of("::ffff:192.0.2.1"));
    }
}
