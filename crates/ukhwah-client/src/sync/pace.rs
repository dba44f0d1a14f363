//! When the next sync is due.

use chrono::{DateTime, TimeDelta, Utc};
use ukhwah_crypto::SystemRandom;
use ukhwah_crypto::rand_core::Rng as _;
use ukhwah_protocol::id::SpaceId;

/// The longest wait at a server, which a lock ends no sooner.
const WAIT_SECONDS: u64 = 25;
/// What was changed here goes out after 30 to 90 seconds, at random: when somebody writes is nobody's business.
const PUSH_AFTER: (i64, i64) = (30, 90);
/// After a failure it is tried again after this long, doubled each time, at most 15 minutes.
const FIRST_RETRY: TimeDelta = TimeDelta::seconds(15);
const LONGEST_RETRY: TimeDelta = TimeDelta::minutes(15);
/// The keyring is asked for at least this often.
const KEYRING_EVERY: TimeDelta = TimeDelta::days(1);

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Nothing,
    Sync,
    /// Wait for changes at the server, for at most so many seconds.
    Wait(u64),
}

/// Where this device stands, as it tells the server when it waits there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) heads: Vec<(SpaceId, u64)>,
    /// Of the keyring.
    pub(super) revision: u64,
}

/// When the next sync is due.
#[derive(Clone, Debug, Default)]
pub(super) struct Pace {
    /// Whether one was tried since the app was opened.
    has_begun: bool,
    /// Somebody asked for one, or something happened that wants one.
    pub(super) wanted: bool,
    /// When what was changed here goes out.
    push_at: Option<DateTime<Utc>>,
    /// After failures: when it is tried again, and how many there were.
    again_at: Option<DateTime<Utc>>,
    failures: u32,
    /// When the keyring was last asked for.
    keyring_at: Option<DateTime<Utc>>,
    /// Where this device stood when the server last said that it stands elsewhere.
    behind: Option<Stand>,
    /// After removals that failed: when they are tried again, and how many there were.
    remove_at: Option<DateTime<Utc>>,
    not_removed: u32,
    /// When the server last said that its keyring is older than the one here.
    old_at: Option<DateTime<Utc>>,
    /// After answers that a sync could make nothing of: when the server is heard again, and how many there were.
    deaf_until: Option<DateTime<Utc>>,
    in_vain: u32,
}

impl Pace {
    /// What is to be done next; `is_pending`: something was changed here.
    pub(super) fn next(&mut self, is_pending: bool, now: DateTime<Utc>) -> Next {
        if is_pending && self.push_at.is_none() {
            self.push_at = Some(now + TimeDelta::seconds(random_between(PUSH_AFTER)));
        }
        if self.is_paused(now) {
            return Next::Nothing;
        }
        self.wanted |= self.again_at.take().is_some() || (self.remove_at.is_some() && self.is_removing_due(now));
        let is_push_due = self.push_at.is_some_and(|at| now >= at || at - now > TimeDelta::seconds(PUSH_AFTER.1));
        if self.wanted || !self.has_begun || is_push_due {
            return self.begin();
        }
        if is_ahead(self.deaf_until, now) {
            return Next::Nothing;
        }
        if self.deaf_until.take().is_some() {
            return self.begin();
        }
        let until_push = self.push_at.map(|at| (at - now).num_seconds().max(1).unsigned_abs());
        Next::Wait(until_push.unwrap_or(WAIT_SECONDS).min(WAIT_SECONDS))
    }

    const fn begin(&mut self) -> Next {
        (self.wanted, self.has_begun, self.push_at) = (false, true, None);
        Next::Sync
    }

    /// Whether the keyring is asked for at any rate.
    pub(super) fn is_keyring_due(&self, now: DateTime<Utc>) -> bool {
        self.keyring_at.is_none_or(|asked| now - asked > KEYRING_EVERY || now < asked)
    }

    pub(super) const fn keyring_asked(&mut self, now: DateTime<Utc>) {
        self.keyring_at = Some(now);
    }

    /// Whether it waits after a failure.
    pub(super) fn is_paused(&self, now: DateTime<Utc>) -> bool {
        is_ahead(self.again_at, now)
    }

    /// A sync came to its end.
    pub(super) const fn note_good(&mut self) {
        (self.again_at, self.failures) = (None, 0);
    }

    /// Something failed; `retry_after`: so many seconds the server wants to be left alone.
    pub(super) fn note_failure(&mut self, retry_after: Option<u32>, now: DateTime<Utc>) {
        let wanted = TimeDelta::seconds(retry_after.unwrap_or(0).into()).min(LONGEST_RETRY);
        self.again_at = Some(now + pause(self.failures).max(wanted));
        self.failures += 1;
    }

    /// Whether what was not removed is to be tried again. A sync that goes well says nothing of that.
    pub(super) fn is_removing_due(&self, now: DateTime<Utc>) -> bool {
        !is_ahead(self.remove_at, now)
    }

    /// The person asks for it now.
    pub(super) const fn remove_now(&mut self) {
        self.remove_at = None;
    }

    pub(super) fn note_removal(&mut self, is_done: bool, now: DateTime<Utc>) {
        self.remove_at = (!is_done).then(|| now + pause(self.not_removed));
        self.not_removed = if is_done { 0 } else { self.not_removed + 1 };
    }

    /// The server waited with this device, and nothing came.
    pub(super) fn heard_nothing(&mut self) {
        (self.behind, self.in_vain) = (None, 0);
    }

    /// The server has an older keyring than this device, so that it went back: the next sync gives back what it can. Where that
    /// is for another device to do, it is tried again now and then.
    pub(super) fn heard_old_keyring(&mut self, now: DateTime<Utc>) {
        if !is_ahead(self.old_at.map(|at| at + LONGEST_RETRY), now) {
            (self.old_at, self.keyring_at, self.wanted) = (Some(now), None, true);
        }
    }

    /// The server said that the account stands elsewhere than here, and elsewhere with its keyring if `is_keyring`. Where a
    /// sync has made nothing of that before, the next one comes later and later: the server would say the same at once, again
    /// and again.
    pub(super) fn heard_news(&mut self, stand: Stand, is_keyring: bool, now: DateTime<Utc>) {
        if self.behind.as_ref() == Some(&stand) {
            self.deaf_until = Some(now + pause(self.in_vain));
            self.in_vain += 1;
        } else {
            (self.behind, self.in_vain, self.wanted) = (Some(stand), 0, true);
        }
        if is_keyring {
            self.keyring_at = None;
        }
    }
}

/// Whether a moment to wait for is to come. A clock that was put back does not make anyone wait for months.
fn is_ahead(at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    at.is_some_and(|at| now < at && at - now <= LONGEST_RETRY)
}

/// How long after so many failures it is tried again.
fn pause(failures: u32) -> TimeDelta {
    (FIRST_RETRY * 2_i32.pow(failures.min(6))).min(LONGEST_RETRY)
}

fn random_between((from, to): (i64, i64)) -> i64 {
    let span = u64::try_from(to - from).unwrap_or(0) + 1;
    from + i64::try_from(SystemRandom.next_u64() % span).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGIN: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn stand(head: u64, revision: u64) -> Stand {
        Stand { heads: vec![(SpaceId([1; 16]), head)], revision }
    }

    /// How many seconds pass until the next sync, of somebody who looks every second.
    fn until_sync(pace: &mut Pace, now: &mut DateTime<Utc>) -> i64 {
        let begin = *now;
        while pace.next(false, *now) != Next::Sync {
            *now += TimeDelta::seconds(1);
        }
        pace.note_good();
        (*now - begin).num_seconds()
    }

    #[test]
    fn what_a_server_says_again_and_again_is_asked_about_ever_less() {
        let (mut pace, mut now) = (Pace::default(), BEGIN);
        until_sync(&mut pace, &mut now);
        let pauses: Vec<_> = (0..9)
            .map(|_| {
                assert!(matches!(pace.next(false, now), Next::Wait(_)));
                pace.heard_news(stand(7, 3), true, now);
                assert!(pace.is_keyring_due(now));
                until_sync(&mut pace, &mut now)
            })
            .collect();
        assert_eq!(pauses, [0, 15, 30, 60, 120, 240, 480, 900, 900]);
        // What is written here does not wait for that.
        pace.heard_news(stand(7, 3), true, now);
        assert_eq!(pace.next(true, now), Next::Nothing);
        assert_eq!(pace.next(true, now + TimeDelta::seconds(PUSH_AFTER.1)), Next::Sync);
    }

    #[test]
    fn news_that_a_sync_could_use_are_followed_at_once() {
        let (mut pace, mut now) = (Pace::default(), BEGIN);
        until_sync(&mut pace, &mut now);
        for head in 0..5 {
            pace.heard_news(stand(head, 3), false, now);
            assert_eq!(until_sync(&mut pace, &mut now), 0);
        }
        // The same stand is news again after the server had nothing to say.
        pace.heard_nothing();
        pace.heard_news(stand(4, 3), false, now);
        assert_eq!(until_sync(&mut pace, &mut now), 0);
    }

    #[test]
    fn a_server_with_an_older_keyring_is_given_the_newer_one_now_and_then_and_waited_at_meanwhile() {
        let (mut pace, mut now) = (Pace::default(), BEGIN);
        until_sync(&mut pace, &mut now);
        pace.keyring_asked(now);
        for _ in 0..3 {
            pace.heard_old_keyring(now);
            assert!(pace.is_keyring_due(now));
            assert_eq!(pace.next(false, now), Next::Sync);
            pace.heard_old_keyring(now + LONGEST_RETRY - TimeDelta::seconds(1));
            assert!(matches!(pace.next(false, now), Next::Wait(_)));
            now += LONGEST_RETRY;
        }
    }

    #[test]
    fn a_removal_that_fails_is_tried_again_later_and_later_though_syncs_go_well() {
        let (mut pace, mut now) = (Pace::default(), BEGIN);
        for seconds in [15, 30, 60] {
            assert!(pace.is_removing_due(now));
            pace.note_removal(false, now);
            pace.note_good();
            assert!(!pace.is_removing_due(now + TimeDelta::seconds(seconds - 1)));
            now += TimeDelta::seconds(seconds);
        }
        pace.note_removal(true, now);
        until_sync(&mut pace, &mut now);
        for seconds in [15, 30] {
            pace.note_removal(false, now);
            assert_eq!(until_sync(&mut pace, &mut now), seconds, "nothing else wakes it");
        }
    }

    #[test]
    fn a_failure_is_tried_again_later_and_later_and_a_clock_that_was_put_back_waits_for_nothing() {
        let (mut pace, now) = (Pace::default(), BEGIN);
        for seconds in [15, 30, 60, 120, 240, 480, 900, 900] {
            pace.note_failure(None, now);
            assert_eq!(pace.next(true, now + TimeDelta::seconds(seconds - 1)), Next::Nothing);
            assert_eq!(pace.next(true, now + TimeDelta::seconds(seconds)), Next::Sync);
        }
        pace.note_failure(None, now);
        assert_eq!(pace.next(false, now - TimeDelta::days(30)), Next::Sync);
    }

    #[test]
    fn a_server_is_left_alone_for_as_long_as_it_wants_up_to_a_limit() {
        for (wanted, seconds) in [(0, 15), (14, 15), (100, 100), (u32::MAX, 900)] {
            let (mut pace, now) = (Pace::default(), BEGIN);
            pace.note_failure(Some(wanted), now);
            assert_eq!(pace.next(false, now + TimeDelta::seconds(seconds - 1)), Next::Nothing, "{wanted}");
            assert_eq!(pace.next(false, now + TimeDelta::seconds(seconds)), Next::Sync, "{wanted}");
        }
    }
}
