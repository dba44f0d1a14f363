//! What many members do to a server, by the program `swarm`.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::Figure;
use crate::server::Server;

/// The most open files that either side needs.
const FILES: &str = "20000";
const ROUNDS: usize = 3;

/// What `swarm` says, for a server of its own.
fn swarm(flags: &[&str]) -> Value {
    let server = Server::start();
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -n \"$0\" && exec \"$@\"", FILES, env!("CARGO_BIN_EXE_swarm")]);
    let origin = format!("http://{}", server.address);
    command.args(["--server", &origin, "--invite", &server.invite, "--process", &server.process().to_string()]);
    let output = command.args(flags).stderr(Stdio::inherit()).output().expect("it runs");
    assert!(output.status.success(), "swarm failed");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn number(said: &Value, way: &str) -> f64 {
    said.pointer(way).and_then(Value::as_f64).unwrap_or_else(|| panic!("{way} in {said}"))
}

/// The run in which this figure is the least.
fn best(flags: &[&str], way: &str) -> Value {
    let runs = (0..ROUNDS).map(|_| swarm(flags));
    runs.min_by(|a, b| number(a, way).total_cmp(&number(b, way))).expect("there are some")
}

/// 99 of 100 pushes of one record, at 500 a second, by 200 members.
pub(crate) fn pushes() -> Figure {
    let way = "/push/millis/p99";
    let said = best(&["--batch", "1", "--rate", "500", "--records", "5000"], way);
    let (median, most) = (number(&said, "/push/millis/p50"), number(&said, "/push/millis/most"));
    Figure {
        value: number(&said, way),
        beside: format!("median {median:.1} ms, slowest {most:.1} ms; best of {ROUNDS} runs"),
    }
}

/// From the beginning of a push until a device that waits has heard of it.
pub(crate) fn heard() -> Figure {
    let way = "/wake/p50";
    let said = best(&["--records", "4000"], way);
    Figure { value: number(&said, way), beside: format!("99 of 100 within {:.1} ms", number(&said, "/wake/p99")) }
}

/// By how much the server grows with 10,000 devices that wait and hear nothing.
pub(crate) fn waiting() -> Figure {
    let said = swarm(&["--devices", "1600", "--records", "2000", "--waiters", "10000"]);
    let grown = number(&said, "/idle/kib_after") - number(&said, "/idle/kib_before");
    Figure { value: grown * 1024.0 / 1e6, beside: format!("{:.1} KiB each", number(&said, "/idle/kib_each")) }
}
