//! A process killed in the middle of its work loses nothing it has acknowledged.

use std::process::Command;

fn soak(arguments: [&str; 2]) -> String {
    let soak = Command::new(env!("CARGO_BIN_EXE_soak")).args(arguments).output().expect("started");
    assert!(soak.status.success(), "{}", String::from_utf8_lossy(&soak.stderr));
    String::from_utf8_lossy(&soak.stdout).into_owned()
}

#[test]
fn killed_at_random_moments_it_keeps_what_it_acknowledged() {
    assert!(soak(["alone", "20"]).starts_with("20 kills"));
}

#[test]
fn killed_together_with_the_server_two_apps_keep_what_they_acknowledged() {
    assert!(soak(["together", "50"]).starts_with("50 kills"));
}
