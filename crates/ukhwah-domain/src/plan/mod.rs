//! The plan: what the person wrote while it was calm, for when it is not.
//!
//! Every part of it is a record of its own: an if-then [`Card`], a line ([`PlanItem`]), a [`Place`], a [`Goal`].
//! A [`PlanVersion`] keeps a [`PlanSnapshot`] of all of them, so that any earlier plan can be read and taken back.

mod card;
mod deck;
mod goal;
mod item;
mod map_link;
mod outline;
mod place;
mod point;
mod rehearse;
mod snapshot;
mod text;
mod version;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use card::{Card, Side};
pub use deck::{Deck, Entry, Theme};
pub use goal::{Dimension, Goal};
pub use item::{PlanItem, PlanPart};
pub use map_link::MapLinkError;
pub use outline::PlanOutline;
pub use place::Place;
pub use point::{OutOfRange, Point};
pub use rehearse::{Outcome, Rehearsal, RehearsalDue, rehearsal_due};
pub use snapshot::{Change, PlanSnapshot, Section, SnapshotError, diff};
pub use text::{CardText, Code, GoalText, ItemText, PlaceName, PlaceNote, Text, TextError};
pub(crate) use text::{is_clean, is_invisible};
pub use version::PlanVersion;
