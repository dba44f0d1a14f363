//! Prayer times anywhere, by the methods of the usual authorities.

mod method;
mod moonsighting;
mod solve;
mod timetable;

pub use self::method::{Asr, HighLatitude, Isha, Maghrib, Method, MethodError, Polar, Rounding};
pub use self::moonsighting::Shafaq;
pub use self::timetable::{Days, Timetable, TimetableError};
