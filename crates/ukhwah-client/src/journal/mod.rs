//! The journal: written, kept to the last second, found again, taken away as a file. Nothing in it reaches anybody else.

mod export;
mod list;
mod remove;
mod save;
mod view;
mod when;

use ukhwah_store::Transaction;

use crate::app::App;
use crate::error::IpcError;

pub(crate) use list::first_line;
pub use view::*;
pub(crate) use when::When;

impl App {
    /// Writes, and leaves the two cards alone: nothing of the journal is on them, and a draft is written every second.
    fn keep<T>(&self, work: impl FnOnce(&mut Transaction<'_>) -> Result<T, IpcError>) -> Result<T, IpcError> {
        let now = self.clock.now();
        self.with_open(|open| open.store.transact(now, work))
    }
}

#[cfg(test)]
pub(crate) mod tests;
