//! Copies: the automatic ones under the same key, a file to take away under another, and everything as plain files.

mod auto;
mod away;
mod export;
mod file;
mod papers;
mod purge;
mod restore;
mod swap;
#[cfg(test)]
mod tests;

pub(crate) use auto::{complete, daily, list, missing_since, new_name, note_outcome, thin_failed, views, wrap_again};
pub(crate) use away::write_away;
pub(crate) use export::guarded;
pub(crate) use purge::purge;
pub(crate) use restore::{mend_recovery, parse_recovery, spare_damaged_keys};

use crate::app::{database_key, same};
