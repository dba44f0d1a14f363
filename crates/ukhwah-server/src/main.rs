//! The server of an organization, and what its operator asks for.

#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    ukhwah_server::command::main(std::env::args_os())
}
