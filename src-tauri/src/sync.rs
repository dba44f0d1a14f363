//! A plain thread that copies to the person's other devices, as far as there are any.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::thread::Thread;
use std::time::Duration;

use crate::Core;

/// The one thread of this program that copies.
static COPIER: OnceLock<Thread> = OnceLock::new();

const AFTER_A_PANIC: Duration = Duration::from_secs(300);

/// Copies as long as the program runs.
pub(crate) fn start(core: Core) {
    let spawned = std::thread::Builder::new().name("sync".to_owned()).spawn(move || {
        loop {
            let wait = catch_unwind(AssertUnwindSafe(|| core.sync_step())).unwrap_or(AFTER_A_PANIC);
            if !wait.is_zero() {
                std::thread::park_timeout(wait);
            }
        }
    });
    match spawned {
        Ok(copier) => drop(COPIER.set(copier.thread().clone())),
        Err(error) => tracing::error!(%error, "there is nobody to copy to other devices"),
    }
}

/// Lets it look again now.
pub(crate) fn wake() {
    if let Some(copier) = COPIER.get() {
        copier.unpark();
    }
}
