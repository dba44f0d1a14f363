//! Prayer times: the place, the day's times, the Hijri date, and official tables laid over what is computed.
//!
//! None of it is shown, or answered, while religious content is off.

mod almanac;
mod day;
mod hijri;
mod now;
mod own_method;
mod region;
mod settings;
mod settings_view;
mod sky;
mod table;
mod view;
mod words;
mod zones;

pub(crate) use almanac::{DeviceAlmanac, shown};
pub(crate) use now::TodaysPrayer;
pub(crate) use settings::prayers_of;
pub use settings_view::*;
pub(crate) use table::{Fetching, FoundTable};
pub use table::{NotAnAddress, TableService};
pub use view::*;
pub(crate) use words::{anchor_name, clock, prayer_name};

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
