//! The one place where the app asks what time it is.

use chrono::{DateTime, Utc};

/// Something that knows the time.
pub trait Clock: Send + Sync {
    /// The device's clock. It may be wrong by decades; nothing may depend on it being right.
    fn now(&self) -> DateTime<Utc>;
}

/// The device's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}
