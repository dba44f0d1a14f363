//! Official tables: read from a file or, if the person wants that, from the service; checked; kept beside the computed
//! times.

mod kept;
mod service;

pub(super) use kept::OfficialTimes;
pub use service::{NotAnAddress, TableService};
use ukhwah_solat::malaysia::Zone;
use ukhwah_solat::table::Verdict;

/// A table that was read and checked, and waits for the person to accept it.
pub(crate) struct FoundTable {
    zone: Zone,
    verdict: Verdict,
}
