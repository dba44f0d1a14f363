//! A clock for tests of the whole app: a week in some seconds, without a single reminder late for want of computer.
//!
//! `UKHWAH_CLOCK=2026-03-01T00:00:00+08:00,5000` starts there and runs so many times faster. It stops at the moment that
//! the deliverer waits for, until that has been seen to. With the speed 0 it stands still. Debug builds only.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use ukhwah_client::clock::{Clock, SystemClock};

const VARIABLE: &str = "UKHWAH_CLOCK";

/// How long to wait for a clock that stands still.
const STANDING: Duration = Duration::from_secs(1);

/// The clock that the environment asks for, or the device's.
pub(crate) fn clock() -> Box<dyn Clock> {
    match std::env::var(VARIABLE) {
        Ok(wish) => Box::new(FastClock::parse(&wish).expect("UKHWAH_CLOCK is a start and a speed")),
        Err(_) => Box::new(SystemClock),
    }
}

struct FastClock {
    speed: u32,
    course: Mutex<Course>,
}

/// From where and when the clock runs, and where it stops.
struct Course {
    from: DateTime<Utc>,
    since: Instant,
    until: DateTime<Utc>,
}

impl FastClock {
    fn parse(wish: &str) -> Option<Self> {
        let (start, speed) = wish.split_once(',')?;
        let from = DateTime::parse_from_rfc3339(start).ok()?.to_utc();
        // It stands still until the deliverer waits for the first time.
        let course = Mutex::new(Course { from, since: Instant::now(), until: from });
        Some(Self { speed: speed.parse().ok()?, course })
    }

    fn course(&self) -> MutexGuard<'_, Course> {
        self.course.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn at(&self, course: &Course) -> DateTime<Utc> {
        let passed = TimeDelta::from_std(course.since.elapsed().saturating_mul(self.speed)).unwrap_or(TimeDelta::MAX);
        course.from.checked_add_signed(passed).map_or(course.until, |now| now.min(course.until))
    }
}

impl Clock for FastClock {
    fn now(&self) -> DateTime<Utc> {
        self.at(&self.course())
    }

    fn local_offset(&self, at: DateTime<Utc>) -> FixedOffset {
        SystemClock.local_offset(at)
    }

    fn wait_for(&self, time: Duration) -> Duration {
        let mut course = self.course();
        let from = self.at(&course);
        let ahead = TimeDelta::from_std(time).unwrap_or(TimeDelta::MAX);
        *course = Course { from, since: Instant::now(), until: from.checked_add_signed(ahead).unwrap_or(from) };
        time.checked_div(self.speed).unwrap_or(STANDING)
    }
}
