//! What comes from outside of the program and is passed in: the time and randomness.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds of a day.
const DAY: i64 = 24 * 3_600;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01 UTC.
    fn millis(&self) -> i64;

    /// Seconds since 1970-01-01 UTC.
    fn seconds(&self) -> i64 {
        self.millis().div_euclid(1_000)
    }

    /// Days since 1970-01-01 UTC.
    fn day(&self) -> u32 {
        u32::try_from(self.seconds().div_euclid(DAY)).unwrap_or(0)
    }
}

/// Gives random bytes.
pub trait Random: Send + Sync {
    /// Fills all of them.
    fn fill(&self, bytes: &mut [u8]);
}

/// So many random bytes.
pub fn make<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}

/// The system's own clock and randomness.
#[derive(Clone, Copy, Debug)]
pub struct System;

impl Clock for System {
    fn millis(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }
}

impl Random for System {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the system has randomness");
    }
}
