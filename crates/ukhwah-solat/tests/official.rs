//! How near the computed times come to the official ones of a year they were, and a year they were not, fitted on.
#![cfg(feature = "parameters")]

mod shared;
#[path = "shared/official.rs"]
mod table;

use ukhwah_solat::malaysia::Parameters;

use self::table::{Comparison, rows};

#[test]
fn the_official_times_of_2025_are_met_within_a_minute() {
    let (Some(table), Some(fit)) = (shared::read("official-2025.csv"), shared::read("parameters-fit2025.json")) else {
        return;
    };
    let rows = rows(&table);
    assert_eq!(rows.len(), 57 * 365);
    for (name, parameters) in [
        ("fitted on 2025", Parameters::from_json(&fit).expect("the parameters are in order")),
        ("compiled in", Parameters::compiled()),
    ] {
        let Comparison { kedah, others, left_out, .. } = Comparison::new(&parameters, &rows);
        println!("parameters {name}; {left_out} errors of the table left out");
        println!("  outside Kedah: {others}\n  Kedah: {kedah}");
        assert!(left_out < 300, "{left_out}");
        assert!(others.percent_within(1) >= 99.9);
        assert!(kedah.percent_within(1) >= 99.0);
    }
}

#[test]
fn imsak_and_dhuha_follow_the_official_table() {
    let Some(table) = shared::read("official-2025.csv") else { return };
    let Comparison { imsak, dhuha, .. } = Comparison::new(&Parameters::compiled(), &rows(&table));
    println!("imsak: {imsak}\ndhuha: {dhuha}");
    assert!(imsak.percent_within(1) >= 99.8);
    assert!(dhuha.percent_within(1) >= 99.9);
}
