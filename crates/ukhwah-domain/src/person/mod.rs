//! People: who they are, how they can be reached, and the person who uses the app.

mod entry;
mod hours;
mod hours_words;
mod name;
mod number;
mod number_words;
mod own_number;
mod position;
mod profile;
mod written;

pub use entry::{Knows, Person, Role, Sex};
pub use hours::{HoursError, MAX_SPANS, Span, WeekHours};
pub use name::{OneLine, PersonName, PersonNote, RoleWords};
pub use number::{ParseNumberError, PhoneNumber, is_short_code};
pub use own_number::{Number, NumberLabel};
pub use position::{ParsePositionError, Position};
pub use profile::Profile;
