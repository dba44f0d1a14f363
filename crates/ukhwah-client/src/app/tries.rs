//! Growing delays between failed tries to unlock. Help never waits for them.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::folder::{self, Folder};

/// The seconds to wait after so many failed tries in a row; the last one holds for all that follow.
const DELAYS: [i64; 9] = [0, 0, 0, 0, 30, 60, 300, 900, 1800];

/// The failed tries of this profile: on the disk, so that a restart does not help, and in memory, so that a disk that
/// takes nothing neither keeps the person out nor makes guessing free.
#[derive(Default)]
pub(super) struct Counter {
    memory: Mutex<Tries>,
}

impl Counter {
    /// The failed tries as they count now, by the memory or the disk, whichever knows of more. If the clock was set back
    /// since, the wait begins anew, and ends: nobody waits for the years to pass again.
    pub(super) fn now(&self, folder: &Folder, now: DateTime<Utc>) -> Tries {
        let mut memory = self.memory();
        let kept = Tries::read(folder);
        let settled = kept.max(*memory).settled(now);
        if settled != kept {
            settled.keep(folder);
        }
        *memory = settled;
        settled
    }

    /// Keeps the failed tries.
    pub(super) fn keep(&self, folder: &Folder, tries: Tries) {
        let mut memory = self.memory();
        *memory = tries;
        tries.keep(folder);
    }

    /// Forgets the failed tries after a right one.
    pub(super) fn forget(&self, folder: &Folder) {
        let mut memory = self.memory();
        *memory = Tries::default();
        // A leftover file costs a wait, never the data.
        let _ = folder::destroy(&folder.tries());
    }

    fn memory(&self) -> MutexGuard<'_, Tries> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Failed tries in a row. Of two, the one with more of them, or with the later last one, is the greater.
#[derive(PartialOrd, Ord, Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tries {
    failed: usize,
    last_ms: i64,
}

impl Tries {
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

    fn keep(self, folder: &Folder) {
        let json = serde_json::to_vec(&self).map_err(std::io::Error::other);
        if let Err(error) = json.and_then(|json| folder::replace(&folder.tries(), &json)) {
            tracing::warn!(%error, "the failed tries are kept in memory alone");
        }
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
        let counter = Counter::default();
        counter.keep(&folder, (0..5).fold(Tries::default(), |tries, _| tries.failed(at(0))));
        let earlier = |seconds: i64| counter.now(&folder, at(seconds - 100_000)).wait(at(seconds - 100_000));
        assert_eq!(earlier(0), 30);
        assert_eq!(earlier(12), 18);
        assert_eq!(earlier(30), 0, "and nobody waits for the years to pass again");
    }

    #[test]
    fn a_folder_that_takes_nothing_does_not_make_guessing_free() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = Folder::new(folder.path().join("missing"));
        let counter = Counter::default();
        for _ in 0..5 {
            counter.keep(&folder, counter.now(&folder, at(0)).failed(at(0)));
        }
        assert_eq!(counter.now(&folder, at(0)).wait(at(0)), 30);
        counter.forget(&folder);
        assert_eq!(counter.now(&folder, at(0)).wait(at(0)), 0);
    }

    #[test]
    fn a_file_that_is_taken_away_is_remembered_while_the_app_runs() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = Folder::new(folder.path().to_owned());
        let counter = Counter::default();
        counter.keep(&folder, (0..5).fold(Tries::default(), |tries, _| tries.failed(at(0))));
        std::fs::remove_file(folder.tries()).expect("removed");
        assert_eq!(counter.now(&folder, at(0)).wait(at(0)), 30);
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
