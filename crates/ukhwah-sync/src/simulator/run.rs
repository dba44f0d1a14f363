//! From a number to what came of it, and to the fewest steps that go wrong.

use super::Broken;
use super::plan::{Step, plan};
use super::world::World;

/// Which run went wrong, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The number that the run came from.
    pub seed: u64,
    /// What was wrong in the end.
    pub what: String,
}

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many steps there were.
    pub steps: u64,
    /// How often a device asked the server to sync.
    pub syncs: u64,
    /// How many writes had to be there in the end, and were.
    pub writes: u64,
    /// How often a device was removed.
    pub removals: u64,
    /// How many records the server was allowed to forget.
    pub purged: u64,
    /// How often a device found that another goes under its identity.
    pub copies: u64,
    /// How often a server that had lost something got it back.
    pub put_back: u64,
    /// How often the person was asked whether to keep what another device erased.
    pub asked: u64,
    /// How many versions only a full comparison brought.
    pub repaired: u64,
}

impl std::ops::AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.steps += other.steps;
        self.syncs += other.syncs;
        self.writes += other.writes;
        self.removals += other.removals;
        self.purged += other.purged;
        self.copies += other.copies;
        self.put_back += other.put_back;
        self.asked += other.asked;
        self.repaired += other.repaired;
    }
}

/// What a run is made with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// A rule that is broken.
    pub broken: Option<Broken>,
    /// Whether keys are real, which takes longer, or toys.
    pub has_real_keys: bool,
}

/// Runs what a seed leads to.
///
/// # Errors
/// What was wrong in the end.
pub fn run(seed: u64, setting: Setting) -> Result<Figures, Failure> {
    run_steps(seed, &plan(seed), setting)
}

/// Runs steps in the world that a seed leads to.
///
/// # Errors
/// What was wrong in the end.
pub fn run_steps(seed: u64, steps: &[Step], setting: Setting) -> Result<Figures, Failure> {
    let world = World::new(seed, setting);
    for step in steps {
        world.step(step);
    }
    let what = world.settle().or_else(|| world.check());
    let figures = Figures { steps: steps.len() as u64, ..world.figures() };
    what.map_or(Ok(figures), |what| Err(Failure { seed, what }))
}

/// The fewest steps found that still go wrong.
#[must_use]
pub fn shrink(seed: u64, setting: Setting) -> Vec<Step> {
    let mut steps = plan(seed);
    let mut part = steps.len().div_ceil(2);
    while part > 0 {
        let mut from = 0;
        while from < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(from..(from + part).min(steps.len()));
            if run_steps(seed, &fewer, setting).is_err() {
                steps = fewer;
            } else {
                from += part;
            }
        }
        part /= 2;
    }
    for at in 0..steps.len() {
        let mut calmer = steps.clone();
        calmer[at].is_rough = false;
        if run_steps(seed, &calmer, setting).is_err() {
            steps = calmer;
        }
    }
    steps
}
