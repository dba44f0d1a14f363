//! The server of an organization, and what its operator asks for.

#![forbid(unsafe_code)]

mod command;

use std::process::ExitCode;

use clap::Parser;

#[expect(clippy::print_stderr, reason = "a command-line program")]
fn main() -> ExitCode {
    let program = command::Program::parse();
    let ended = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(anyhow::Error::from);
    match ended.and_then(|runtime| runtime.block_on(command::run(program))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ukhwah-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}
