//! Prayer times as the states of Malaysia publish them, for the 60 zones of e-Solat.

#[cfg(feature = "parameters")]
mod json;
mod parameters;
mod rule;
mod search;
mod timetable;
mod zone;

#[cfg(feature = "parameters")]
pub use self::json::ParametersError;
pub use self::parameters::Parameters;
pub use self::search::{Found, search};
pub use self::timetable::{Days, Timetable};
pub use self::zone::{Nearest, Zone, ZoneError, nearest};

/// What the build script makes of `data/*.json`.
mod data {
    use super::parameters::{Rule, Variant, ZoneRules};
    use super::zone::ZoneRecord;
    use crate::place::Place;

    include!(concat!(env!("OUT_DIR"), "/malaysia.rs"));
}
