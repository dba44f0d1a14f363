//! Devices of one person and a server, with everything that can go wrong between them, from one number.
//!
//! A run is a list of steps, each with its own chance, so that a step can be left out without changing the others: what
//! fails is shown with the fewest steps that still fail. Whatever happened, in the end all devices must agree, and
//! nothing may be missing that somebody wrote and nobody replaced or erased.

mod device;
pub(crate) mod dice;
mod disaster;
mod keys;
mod ledger;
mod person;
mod plan;
mod run;
pub(crate) mod server;
mod settle;
pub(crate) mod store;
mod toy;
mod wire;
mod world;

pub use plan::{Step, plan};
pub use run::{Failure, Figures, Setting, run, run_steps, shrink};

/// A rule that is broken on purpose, to see that the simulator finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// Of two copies of a device, both go on under one identity.
    CloneKeepsActor,
    /// The place to go on from is kept before the rows that came with it.
    CursorBeforeRows,
    /// A row counts as sent although it changed after the snapshot.
    DirtyIsClearedAnyway,
    /// What was erased and let go long ago is not remembered.
    GravesAreForgotten,
}

#[cfg(test)]
mod tests;
