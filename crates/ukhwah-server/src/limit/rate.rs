//! How often somebody may ask: buckets that fill with time.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// How many buckets are kept at most. More askers than that at once are turned away.
const BUCKETS: usize = 100_000;
/// As often as so many askers may all of those ask who share the first 48 bits of an address of IPv6.
const MANY: u32 = 16;

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
        self.take_all(&[(who, 1)], now)
    }

    /// Lets an address ask once at a moment in milliseconds, or says after how many seconds.
    ///
    /// # Errors
    /// The seconds.
    pub fn take_from(&self, address: IpAddr, now: i64) -> Result<(), u32> {
        match address.to_canonical() {
            address @ IpAddr::V4(_) => self.take(network(address, 32), now),
            // Whoever has one network of 64 bits often has many.
            address @ IpAddr::V6(_) => self.take_all(&[(network(address, 64), 1), (network(address, 48), MANY)], now),
        }
    }

    /// Lets somebody ask who is known as each of these, which stand for so many askers; all of them pay or none.
    fn take_all<K: Hash>(&self, who: &[(K, u32)], now: i64) -> Result<(), u32> {
        let cost = 60_000 / i64::from(self.rate.per_minute.max(1));
        let full = cost * i64::from(self.rate.burst.max(1));
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() + who.len() > BUCKETS {
            // A bucket that is full again says nothing.
            buckets.retain(|_, bucket| bucket.filled(full, now) < full);
            if buckets.len() + who.len() > BUCKETS {
                return Err(60);
            }
        }
        let mut paid = Vec::with_capacity(who.len());
        for (who, askers) in who {
            let (who, cost) = (self.hasher.hash_one((who, askers)), cost / i64::from(*askers));
            let level = buckets.get(&who).map_or(full, |bucket| bucket.filled(full, now));
            if level < cost {
                return Err(u32::try_from((cost - level + 999) / 1_000).unwrap_or(60));
            }
            paid.push((who, Bucket { level: level - cost, at: now }));
        }
        buckets.extend(paid);
        Ok(())
    }
}

impl Bucket {
    /// What it holds at a moment.
    fn filled(self, full: i64, now: i64) -> i64 {
        (self.level + (now - self.at).max(0)).min(full)
    }
}

/// The first bits of an address, as one of IPv6 and without what a caller may choose.
fn network(address: IpAddr, bits: u32) -> [u8; 16] {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) => (u128::from(address) & (u128::MAX << (128 - bits))).to_be_bytes(),
    }
}

/// The part of an address that stands for one caller who takes room: all of IPv4, 48 bits of IPv6.
#[must_use]
pub fn prefix(address: IpAddr) -> [u8; 16] {
    network(address.to_canonical(), 48)
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
        assert_eq!(of("2001:db8::1"), of("2001:db8:0:ffff::2"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:1::1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
        assert_eq!(of("192.0.2.1"), of("::ffff:192.0.2.1"));
    }

    #[test]
    fn many_networks_of_one_owner_ask_as_often_as_a_few() {
        let rates = Rates::new(Rate { per_minute: 2, burst: 2 });
        let from = |network: u32, host: u32| {
            let address = format!("2001:db8:7:{network:x}::{host:x}");
            rates.take_from(address.parse().expect("an address"), 0)
        };
        assert_eq!((0..3).map(|host| from(0, host)).collect::<Vec<_>>(), [Ok(()), Ok(()), Err(30)]);
        let taken = (1..60_000).filter(|network| from(*network, 1).is_ok()).count();
        assert_eq!(taken, 2 * MANY as usize - 2);
        assert_eq!(rates.buckets.lock().expect("whole").len(), taken + 2, "who is refused is not kept");
        assert_eq!(rates.take_from("2001:db8:8::1".parse().expect("an address"), 0), Ok(()));
    }
}
