//! The path: what somebody walks away from or towards, and what happened on it. Nothing on it is ever overwritten.

mod correction;
mod event;
mod goal;
mod summary;

#[cfg(test)]
mod summary_tests;
#[cfg(test)]
mod tests;

pub use correction::{PathCorrection, PathDay};
pub use event::{Happening, LearnedText, MilestoneWords, PathDateError, PathEvent, stands};
pub use goal::{PathGoal, PathName};
pub use summary::{Days, Present, Summary, open_lapses, summary};
