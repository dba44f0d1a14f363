use super::*;

/// As many as a test can take; `./dev sim` runs more.
const SEEDS: u64 = 2_000;

#[test]
fn whatever_happens_all_devices_end_alike_and_nothing_is_lost() {
    let mut sum = Figures::default();
    for seed in 0..SEEDS {
        match run(seed, Setting::default()) {
            Ok(figures) => sum += figures,
            Err(failure) => panic!("{failure:?}: ./dev sim --seed {seed}"),
        }
    }
    let rare = [sum.writes, sum.removals, sum.purged, sum.copies, sum.put_back, sum.asked];
    assert!(rare.iter().all(|count| *count > SEEDS / 100), "something hardly ever happens: {sum:?}");
}

#[test]
fn with_real_keys_too() {
    let setting = Setting { has_real_keys: true, ..Setting::default() };
    for seed in 0..SEEDS / 40 {
        if let Err(failure) = run(seed, setting) {
            panic!("{failure:?}: ./dev sim --real --seed {seed}");
        }
    }
}

/// Seeds that once went wrong.
#[test]
fn what_was_found_before_is_not_found_again() {
    // The answer to a push was lost, and a copy of the device wrote under the same number in its place.
    let lost_answer = 206_682;
    // A server went back, and another version got the revision that a device held; its push went in over that.
    let same_revision = 316_468;
    // A database was restored, and a copy of it gave a number to an edit that had been given to one of its own.
    let restored = 318_637;
    // A device that could not read the server's version took another identity while its own was on its way.
    let given_up = 373_198;
    // The list of a removal came to nothing, since the device that made it went back to before.
    let list_left = 8_030;
    for seed in [lost_answer, same_revision, restored, given_up, list_left] {
        assert_eq!(run(seed, Setting::default()).err(), None);
    }
}

#[test]
fn a_seed_leads_to_the_same_run_each_time() {
    for seed in 0..20 {
        assert_eq!(run(seed, Setting::default()), run(seed, Setting::default()));
    }
}

/// The first of many seeds that shows that a rule is broken.
fn found(broken: Broken) -> Failure {
    let failures =
        (0..SEEDS).filter_map(|seed| run(seed, Setting { broken: Some(broken), ..Setting::default() }).err());
    failures.take(1).next().unwrap_or_else(|| panic!("{broken:?} is never noticed"))
}

#[test]
fn the_simulator_finds_that_two_copies_go_on_under_one_identity() {
    found(Broken::CloneKeepsActor);
}

#[test]
fn the_simulator_finds_that_the_cursor_is_kept_before_the_rows() {
    found(Broken::CursorBeforeRows);
}

#[test]
fn the_simulator_finds_that_a_row_counts_as_sent_although_it_changed() {
    found(Broken::DirtyIsClearedAnyway);
}

#[test]
fn the_simulator_finds_that_what_was_let_go_is_forgotten() {
    found(Broken::GravesAreForgotten);
}

#[test]
fn what_goes_wrong_is_shown_with_fewer_steps_and_goes_wrong_again() {
    let failure = found(Broken::DirtyIsClearedAnyway);
    let broken = Setting { broken: Some(Broken::DirtyIsClearedAnyway), ..Setting::default() };
    let steps = shrink(failure.seed, broken);
    assert!(steps.len() < plan(failure.seed).len());
    let again = run_steps(failure.seed, &steps, broken);
    assert!(again.is_err());
    assert_eq!(again, run_steps(failure.seed, &steps, broken));
}
