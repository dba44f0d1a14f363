//! Kills processes that write again and again at random moments, and looks that nothing they acknowledged is lost.
//!
//! `soak KILLS [SEED]` kills one app by itself, then two apps and their server, so many times each; `soak alone KILLS` and
//! `soak together KILLS` do one of the two. It starts itself as the app and as the server.

#![forbid(unsafe_code)]

mod alone;
mod lines;
mod organization;
mod together;

use std::path::Path;
use std::process::ExitCode;

#[expect(clippy::print_stdout, reason = "a command-line program")]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["writer", folder, seed] => alone::write(Path::new(folder), number(seed)),
        ["device", folder, name, seed] => together::work(Path::new(folder), name, number(seed)),
        ["server", ..] => return ukhwah_server::command::main(std::env::args_os().skip(1)),
        ["alone", kills, ref seed @ ..] => println!("{}", alone::soak(number(kills), seed_of(seed))),
        ["together", kills, ref seed @ ..] => println!("{}", together::soak(number(kills), seed_of(seed))),
        [kills, ref seed @ ..] if kills.parse::<u64>().is_ok() => {
            println!("{}", alone::soak(number(kills), seed_of(seed)));
            println!("{}", together::soak(number(kills), seed_of(seed)));
        }
        _ => {
            println!("soak [alone | together] KILLS [SEED]");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn seed_of(arguments: &[&str]) -> u64 {
    arguments.first().map_or_else(|| fastrand::u64(..), |seed| number(seed))
}

fn number(text: &str) -> u64 {
    text.parse().expect("a whole number")
}
