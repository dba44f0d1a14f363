//! The one place where the app asks what time it is.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, Local, Offset as _, TimeZone as _, Utc};

/// Something that knows the time.
pub trait Clock: Send + Sync {
    /// The device's clock. It may be wrong by decades; nothing may depend on it being right.
    fn now(&self) -> DateTime<Utc>;

    /// How far the device's time zone is ahead of UTC at a moment; another one after travelling, or in summer.
    fn local_offset(&self, at: DateTime<Utc>) -> FixedOffset;

    /// The real time that passes while this clock moves on by `time`.
    ///
    /// It is `time` itself, but for a clock that runs fast in a test.
    fn real_time(&self, time: Duration) -> Duration {
        time
    }

    /// The real time for which the deliverer of reminders waits until this clock has moved on by `time`.
    ///
    /// Nobody else may call it: a clock of a test runs up to that moment and no further.
    fn wait_for(&self, time: Duration) -> Duration {
        self.real_time(time)
    }
}

/// The device's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn local_offset(&self, at: DateTime<Utc>) -> FixedOffset {
        Local.offset_from_utc_datetime(&at.naive_utc()).fix()
    }
}
