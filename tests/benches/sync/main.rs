//! The copy on a person's other devices, between real apps with encrypted databases and a real server, on loopback.
//!
//! `./dev bench sync` prints it, and fails over a limit. With `--peers FOLDER` it prints one line of JSON instead, for
//! `./dev bench peers`: how long the texts took that it leaves in that folder, one a line.

#![forbid(unsafe_code)]

mod device;
mod forwarder;
mod many;
mod rows;
mod server;

use std::path::Path;

use device::{Device, texts};
use ukhwah_tests::devices::join;
use ukhwah_tests::server::RunningServer;

/// What was measured.
struct Figure {
    value: f64,
    /// What else is worth saying about it.
    beside: String,
}

/// Something to measure, and what it may come to at most.
struct Task {
    name: &'static str,
    unit: &'static str,
    limit: f64,
    run: fn() -> Figure,
}

const TASKS: [Task; 7] = [
    Task { name: "sync: 10,000 records to a new device", unit: "s", limit: 0.8, run: rows::first_sync },
    Task { name: "sync: an edit, until another device shows it", unit: "s", limit: 1.5, run: rows::edit_is_shown },
    Task { name: "sync: the push of a small edit", unit: "KiB", limit: 1.3, run: rows::edit_in_bytes },
    Task { name: "sync: set hash of 10,000 records", unit: "ms", limit: 20.0, run: rows::set_hash },
    Task { name: "sync: 500 pushes a second, 99 of 100", unit: "ms", limit: 25.0, run: many::pushes },
    Task { name: "sync: a push until a device hears, median", unit: "ms", limit: 1_500.0, run: many::heard },
    Task { name: "sync: 10,000 devices that wait", unit: "MB", limit: 250.0, run: many::waiting },
];

#[expect(clippy::print_stdout, reason = "a benchmark reports")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--peers") {
        println!("{}", rows::beside_peers(Path::new(&arguments[at + 1])));
    } else if !arguments.iter().any(|argument| argument == "--bench") {
        // Without this, it is Cargo's test runner: then only whether it runs counts.
        let server = RunningServer::start();
        let phone = Device::with(&texts(20));
        join(&phone.app, &server.invite(false).expose()).expect("joined");
        phone.copies();
        let laptop = phone.paired();
        laptop.copies();
        assert_eq!(laptop.count(), 20);
    } else if !all_hold(arguments.iter().find(|argument| !argument.starts_with("--"))) {
        std::process::exit(1);
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark reports")]
fn all_hold(filter: Option<&String>) -> bool {
    let mut holds = true;
    for Task { name, unit, limit, run } in TASKS {
        if filter.is_some_and(|filter| !name.contains(filter.as_str())) {
            continue;
        }
        let Figure { value, beside } = run();
        let verdict = if value > limit { "OVER" } else { "holds" };
        println!("  {name:<46} {value:>8.2} {unit:<3}  limit {limit} {unit}: {verdict}; {beside}");
        holds &= value <= limit;
    }
    holds
}
