//! Who can take over, and with whom the work can be talked over.

use chrono::{DateTime, Utc};

use crate::help::{LadderPerson, LadderWish, Rung, Standing, ladder};
use crate::person::Role;

/// Whether people in this role do the same work.
#[must_use]
pub const fn is_colleague(role: Role) -> bool {
    matches!(role, Role::Senior | Role::Leader | Role::Peer | Role::Mentor | Role::Supervisor)
}

/// Whether work can be talked over with people in this role, where there is no supervisor.
#[must_use]
pub const fn may_supervise(role: Role) -> bool {
    matches!(role, Role::Senior | Role::Leader | Role::Mentor | Role::Supervisor)
}

/// Colleagues who can be asked now to take over, in the order of the ladder.
///
/// Of all people, those who do the same work ([`is_colleague`]) and have a number. Those outside their own hours are
/// left in peace, unless nobody else is there: then all are shown, with when their hours begin.
#[must_use]
pub fn to_hand_over(people: &[LadderPerson], wish: LadderWish, now: DateTime<Utc>) -> Vec<Rung> {
    let colleagues: Vec<_> = people.iter().filter(|person| is_colleague(person.role)).cloned().collect();
    let rungs = ladder(&colleagues, wish, now, &[]).rungs;
    let (away, here): (Vec<_>, Vec<_>) =
        rungs.into_iter().partition(|rung| matches!(rung.standing, Standing::Outside { .. }));
    if here.is_empty() { away } else { here }
}
