//! What the work weighs: shifts, the load of a week, hours of work and of quiet, boundaries, and what the work gave.
//!
//! Nothing here has a field for a client, and nothing here is a score: the load only ever says in words what is more
//! than usual for this person, and what could be done about it.

mod balance;
mod boundary;
mod colleague;
mod load;
mod shift;
mod work;

pub use balance::{Amount, BalanceLine, BalanceSide, BalanceText, WeekBalance, monday};
pub use boundary::{BoundaryLine, BoundaryTell, BoundaryText, BoundaryWhen, lines_now};
pub use colleague::{is_colleague, may_supervise, to_hand_over};
pub use load::{Advice, Load, Reason, Week, heavy_weeks, load};
pub use shift::{Shift, ShiftNote};
pub use work::{Duty, WorkSettings, WorkTimes};

#[cfg(test)]
mod tests;
