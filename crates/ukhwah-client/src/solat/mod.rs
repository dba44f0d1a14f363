//! Prayer times: the place, the day's times, the Hijri date, and official tables laid over what is computed.
//!
//! None of it is shown, or answered, while religious content is off.

mod almanac;
mod sky;
mod table;
mod view;

pub(crate) use almanac::DeviceAlmanac;
pub use table::{NotAnAddress, TableService};
pub(crate) use table::FoundTable;
pub use view::*;
