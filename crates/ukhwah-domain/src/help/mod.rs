//! Help: who to reach now, which lines answer, and how to reach them.

mod address;
mod card;
mod ladder;
mod line;
mod shown;

pub use crate::reminder::ReminderCard;
pub use address::Address;
pub use card::{CardError, HelpCard, LockScreenItem, LockScreenKind};
pub(crate) use card::{readable, readable_items};
pub use ladder::{Ladder, LadderNumber, LadderPerson, LadderWish, Rung, Standing, ladder};
pub use line::{BuiltinLine, Line, LineName, LineWords};
pub use shown::{Cost, LinesShown, ShownLine, lines_shown};
