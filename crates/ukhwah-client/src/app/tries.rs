//! Growing delays between failed tries to unlock. Help never waits for them.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::folder::{self, Folder};

/// The seconds to wait after so many failed tries in a row; the last one holds for all that follow.
const DELAYS: [i64; 9] = [0, 0, 0, 0, 30, 60, 300, 900, 1800];

/// Failed tries in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tries {
    failed: usize,
    last_ms: i64,
}

impl Tries {
    /// The failed tries as they count now. If the clock was set back since, the wait begins anew, and ends: nobody waits
    /// for the years to pass again.
    pub(super) fn now(folder: &Folder, now: DateTime<Utc>) -> Self {
        let kept = Self::read(folder);
        let settled = kept.settled(now);
        if settled != kept
            && let Err(error) = settled.keep(folder)
        {
            tracing::warn!(%error, "the failed tries were not kept under the new time");
        }
        settled
    }

    /// What was kept. A file that cannot be read counts as many tries, so that damaging it opens nothing.
    fn read(folder: &Folder) -> Self {
        match folder::read(&folder.tries()) {
            Ok(None) => Self::default(),
            Ok(Some(json)) => serde_json::from_slice(&json).unwrap_or(Self { failed: DELAYS.len(), last_ms: 0 }),
            Err(_) => Self { failed: DELAYS.len(), last_ms: 0 },
        }
    }

    /// The same tries, none of them later than now.
    #[must_use]
    fn settled(self, now: DateTime<Utc>) -> Self {
        Self { last_ms: self.last_ms.min(now.timestamp_millis()), ..self }
    }

    /// How many seconds are left to wait.
    pub(super) fn wait(self, now: DateTime<Utc>) -> u32 {
        let delay = self.delay();
        let passed = TimeDelta::milliseconds(now.timestamp_millis().saturating_sub(self.last_ms));
        let left = if passed < TimeDelta::zero() { delay } else { delay - passed.min(delay) };
        u32::try_from((left.num_milliseconds() + 999) / 1000).unwrap_or(0)
    }

    /// One more failed try.
    #[must_use]
    pub(super) fn failed(self, now: DateTime<Utc>) -> Self {
        Self { failed: self.failed.saturating_add(1), last_ms: now.timestamp_millis() }
    }

    pub(super) fn keep(self, folder: &Folder) -> std::io::Result<()> {
        folder::replace(&folder.tries(), &serde_json::to_vec(&self).map_err(std::io::Error::other)?)
    }

    /// Forgets the failed tries after a right one.
    pub(super) fn forget(folder: &Folder) {
        // A leftover file costs a wait, never the data.
        let _ = folder::destroy(&folder.tries());
    }

    fn delay(self) -> TimeDelta {
        let index = self.failed.saturating_sub(1).min(DELAYS.len() - 1);
        TimeDelta::seconds(if self.failed == 0 { 0 } else { DELAYS[index] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(1_000_000 + seconds)
    }

    #[test]
    fn the_first_tries_are_free_and_then_it_grows() {
        let mut tries = Tries::default();
        let mut waits = Vec::new();
        for _ in 0..11 {
            tries = tries.failed(at(0));
            waits.push(tries.wait(at(0)));
        }
        assert_eq!(waits, [0, 0, 0, 0, 30, 60, 300, 900, 1800, 1800, 1800]);
    }

    #[test]
    fn the_wait_ends() {
        let tries = (0..5).fold(Tries::default(), |tries, _| tries.failed(at(0)));
        assert_eq!(tries.wait(at(12)), 18);
        assert_eq!(tries.wait(at(30)), 0);
    }

    #[test]
    fn a_clock_set_back_does_not_shorten_the_wait() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = Folder::new(folder.path().to_owned());
        (0..5).fold(Tries::default(), |tries, _| tries.failed(at(0))).keep(&folder).expect("kept");
        let earlier = |seconds: i64| Tries::now(&folder, at(seconds - 100_000)).wait(at(seconds - 100_000));
        assert_eq!(earlier(0), 30);
        assert_eq!(earlier(12), 18);
        assert_eq!(earlier(30), 0, "and nobody waits for the years to pass again");
    }

    #[test]
    fn a_damaged_file_counts_as_many_tries() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = Folder::new(folder.path().to_owned());
        std::fs::write(folder.tries(), "{").expect("written");
        let tries = Tries::read(&folder);
        assert_eq!(tries.failed(at(0)).wait(at(0)), 1800);
    }
}
