//! The plan: shown, written, ordered, rehearsed, kept in versions, printed.

mod ago;
mod order;
pub(crate) mod print;
mod rehearse;
mod remove;
mod save;
mod show;
mod versions;
mod view;

pub(crate) use order::{in_order, last_place, move_after};
pub(crate) use save::{edited, point, put, put_one, text_error};
pub(crate) use show::point_words;
pub use view::*;

use chrono::{DateTime, Utc};
use ukhwah_domain::language::Language;
use ukhwah_domain::time::{MinuteOfDay, clock_words, date_words, malaysian_date};
use ukhwah_store::Transaction;

use crate::app::App;
use crate::error::IpcError;

impl App {
    /// Changes the plan, and keeps in the same transaction the version that comes of it.
    fn planning(&self, work: impl FnOnce(&mut Transaction<'_>) -> Result<(), IpcError>) -> Result<PlanView, IpcError> {
        let now = self.clock.now();
        self.writing(|tx| {
            // What came in another way than through here, for example from a backup, has no version yet.
            versions::keep(tx, now)?;
            work(tx)?;
            versions::keep(tx, now)
        })?;
        self.plan_view()
    }
}

/// "Sabtu 21 Nov, 4:18 petang".
fn moment_words(moment: DateTime<Utc>, language: Language) -> String {
    let clock = clock_words(MinuteOfDay::of(moment), language);
    format!("{}, {clock}", date_words(malaysian_date(moment), language))
}

#[cfg(test)]
mod tests;
