//! A process killed in the middle of its work loses nothing it has acknowledged.

use std::process::Command;

#[test]
fn killed_at_random_moments_it_keeps_what_it_acknowledged() {
    let soak = Command::new(env!("CARGO_BIN_EXE_soak")).arg("20").output().expect("started");
    assert!(soak.status.success(), "{}", String::from_utf8_lossy(&soak.stderr));
    assert!(String::from_utf8_lossy(&soak.stdout).starts_with("20 kills"));
}
