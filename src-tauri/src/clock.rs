//! A clock for tests of the whole app: a week in some seconds, without a single reminder late for want of computer.
//!
//! `UKHWAH_CLOCK=2026-03-01T00:00:00+08:00,5000` starts there and runs so many times faster. It stops at the moment that
//! the deliverer waits for, until that has been seen to. With the speed 0 it stands still. Debug builds only.
//!
//! `UKHWAH_CLOCK_REINS` names a file that holds the moment at which the clock stops until the file names a later one; a
//! second moment in it sets the clock, as a person does in the settings of a device. Once the clock stands there and all
//! that was due has been seen to, what the file says is written beside it, under the ending `reached`.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use ukhwah_client::clock::{Clock, SystemClock};

const VARIABLE: &str = "UKHWAH_CLOCK";
const REINS: &str = "UKHWAH_CLOCK_REINS";

/// How long to wait for a clock that stands still.
const STANDING: Duration = Duration::from_secs(1);

/// How long to wait for a clock that the reins may let go at any time.
const HELD: Duration = Duration::from_millis(20);

/// No screen is asked to look again sooner, however fast the clock runs.
const SOONEST: Duration = Duration::from_millis(100);

/// The clock that the environment asks for, or the device's.
pub(crate) fn clock() -> Box<dyn Clock> {
    match std::env::var(VARIABLE) {
        Ok(wish) => {
            let reins = std::env::var_os(REINS).map(PathBuf::from);
            Box::new(FastClock::parse(&wish, reins).expect("UKHWAH_CLOCK is a start and a speed"))
        }
        Err(_) => Box::new(SystemClock),
    }
}

struct FastClock {
    speed: u32,
    reins: Option<PathBuf>,
    course: Mutex<Course>,
}

/// From where and when the clock runs, and where it stops.
struct Course {
    from: DateTime<Utc>,
    since: Instant,
    until: DateTime<Utc>,
    /// What the reins said last.
    said: String,
    /// What of it was reached.
    reached: String,
    /// Where the reins hold it.
    held: DateTime<Utc>,
}

impl FastClock {
    fn parse(wish: &str, reins: Option<PathBuf>) -> Option<Self> {
        let (start, speed) = wish.split_once(',')?;
        let from = moment(start)?;
        let held = if reins.is_some() { from } else { DateTime::<Utc>::MAX_UTC };
        // It stands still until the deliverer waits for the first time.
        let (said, reached) = (String::new(), String::new());
        let course = Course { from, since: Instant::now(), until: from, said, reached, held };
        Some(Self { speed: speed.parse().ok()?, reins, course: Mutex::new(course) })
    }

    fn course(&self) -> MutexGuard<'_, Course> {
        self.course.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn at(&self, course: &Course) -> DateTime<Utc> {
        let passed = TimeDelta::from_std(course.since.elapsed().saturating_mul(self.speed)).unwrap_or(TimeDelta::MAX);
        course.from.checked_add_signed(passed).map_or(course.until, |now| now.min(course.until))
    }

    /// What the reins say, if it is anything new. A file that is half written says nothing yet.
    fn reins(&self, course: &mut Course) -> Option<Option<DateTime<Utc>>> {
        let said = std::fs::read_to_string(self.reins.as_ref()?).ok().filter(|said| *said != course.said)?;
        let mut moments = said.split_whitespace().map(moment);
        course.held = moments.next().flatten()?;
        let set = moments.next().flatten();
        course.said = said;
        Some(set)
    }
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.to_utc())
}

impl Clock for FastClock {
    fn now(&self) -> DateTime<Utc> {
        self.at(&self.course())
    }

    fn local_offset(&self, at: DateTime<Utc>) -> FixedOffset {
        SystemClock.local_offset(at)
    }

    fn real_time(&self, time: Duration) -> Duration {
        time.checked_div(self.speed).map_or(STANDING, |real| real.max(SOONEST))
    }

    fn wait_for(&self, time: Duration) -> Duration {
        let mut course = self.course();
        let now = self.at(&course);
        if let Some(Some(set)) = self.reins(&mut course) {
            // What the deliverer found out was about another time: it looks again before the clock runs on.
            (course.from, course.since, course.until) = (set, Instant::now(), set);
            return Duration::ZERO;
        }
        let ahead = TimeDelta::from_std(time).ok().and_then(|ahead| now.checked_add_signed(ahead)).unwrap_or(now);
        let until = ahead.min(course.held).max(now);
        (course.from, course.since, course.until) = (now, Instant::now(), until);
        if let Some(reins) = self.reins.as_ref().filter(|_| until == now) {
            if course.reached != course.said {
                course.reached = course.said.clone();
                std::fs::write(reins.with_extension("reached"), &course.reached).expect("a test can write");
            }
            return HELD;
        }
        (until - now).to_std().unwrap_or_default().checked_div(self.speed).unwrap_or(STANDING)
    }
}
