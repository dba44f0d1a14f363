//! The deliverer of reminders: a plain thread that looks at the wall clock, since timers differ over sleep.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::thread::Thread;
use std::time::Duration;

use crate::Core;

/// The one deliverer of this program.
static DELIVERER: OnceLock<Thread> = OnceLock::new();

const AFTER_A_PANIC: Duration = Duration::from_secs(30);

/// Delivers reminders as long as the program runs.
pub(crate) fn start(core: Core) {
    let deliver = move || {
        // What goes wrong with one reminder must not cost all that follow.
        let wait = catch_unwind(AssertUnwindSafe(|| core.deliver_due())).unwrap_or(AFTER_A_PANIC);
        std::thread::park_timeout(wait);
    };
    let spawned = std::thread::Builder::new().name("reminders".to_owned()).spawn(move || {
        loop {
            deliver();
        }
    });
    match spawned {
        Ok(deliverer) => drop(DELIVERER.set(deliverer.thread().clone())),
        Err(error) => tracing::error!(%error, "there is nobody to deliver reminders"),
    }
}

/// Lets the deliverer look again now: the plan has changed, or the device has woken up.
pub(crate) fn wake() {
    if let Some(deliverer) = DELIVERER.get() {
        deliverer.unpark();
    }
}
