use super::*;

#[test]
fn whatever_happens_all_devices_end_alike_and_nothing_is_lost() {
    let seeds: u64 = std::env::var("UKHWAH_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(2_000);
    let mut writes = 0;
    for seed in 0..seeds {
        match run(seed, None) {
            Ok(figures) => writes += figures.writes,
            Err(failure) => panic!("{failure:?}"),
        }
    }
    assert!(writes > seeds);
}
