#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod date;
mod forbidden;
pub mod hijri;
mod horizon;
pub mod malaysia;
mod minutes;
mod night;
mod place;
mod prayer;
mod qibla;
mod sun;
#[cfg(feature = "tables")]
pub mod table;
pub mod world;

pub use self::date::DateError;
pub use self::forbidden::{Cause, Forbidden, forbidden};
pub use self::minutes::{Minutes, MinutesError};
pub use self::night::Night;
pub use self::place::{Degrees, Latitude, Longitude, Place, PlaceError};
pub use self::prayer::{DayTimes, Prayer, PrayerError};
pub use self::qibla::{KAABA, Qibla, qibla};
pub use self::sun::Sun;
