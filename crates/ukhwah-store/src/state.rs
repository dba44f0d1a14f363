//! Telling whether anything of a kind was written since something was reckoned from it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};

use ukhwah_domain::record::Entity;

use crate::open::Store;

/// How the records of a kind stood at a moment: equal only as long as none was written, in one open database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State(u64);

/// The states of all kinds.
pub(crate) struct States {
    opened: State,
    written: BTreeMap<u16, State>,
}

impl States {
    /// Those of a database that was just opened.
    pub(crate) fn new() -> Self {
        Self { opened: State::new(), written: BTreeMap::new() }
    }

    /// Notes that records of these kinds were written.
    pub(crate) fn note(&mut self, kinds: &BTreeSet<u16>) {
        self.written.extend(kinds.iter().map(|kind| (*kind, State::new())));
    }
}

impl State {
    /// One that was never before while the app runs.
    fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

impl Store {
    /// How the records of this kind stand now.
    #[must_use]
    pub fn state_of<E: Entity>(&self) -> State {
        self.states.written.get(&E::KIND.number()).copied().unwrap_or(self.states.opened)
    }
}
