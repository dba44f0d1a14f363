//! Starting although an earlier instance, whose name is still on the bus, does not answer: it has just been killed, or
//! hangs. Help must open all the same; the database's own lock keeps two instances from writing to it.

use std::process::Command;

const ALONE: &str = "UKHWAH_ALONE";

/// Whether this start is to look for no other instance.
pub(crate) fn is_wanted() -> bool {
    std::env::var_os(ALONE).is_some()
}

/// Starts this program again in this process's place, looking for no other instance. Returns only what kept it from it.
pub(crate) fn again(reason: &str) -> tauri::Result<tauri::App> {
    tracing::warn!(reason, "another instance does not answer, so this one starts by itself");
    let mut command = Command::new(std::env::current_exe()?);
    command.args(std::env::args_os().skip(1)).env(ALONE, "1");
    Err(instead_of_this(&mut command).into())
}

#[cfg(unix)]
fn instead_of_this(command: &mut Command) -> std::io::Error {
    std::os::unix::process::CommandExt::exec(command)
}

#[cfg(not(unix))]
fn instead_of_this(command: &mut Command) -> std::io::Error {
    match command.spawn() {
        Ok(_) => std::process::exit(0),
        Err(error) => error,
    }
}
