//! What the operator asks for on the command line: all of the program, so that a test can be it in a process of its own.

mod begin;
mod look;
mod restore;
mod serve;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use crate::config::{Config, Settings};

/// Keeps an organization's sealed records, and cannot read them.
#[derive(Parser)]
#[command(name = "ukhwah-server", version)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves members; begins by itself where the database is new
    Serve(Common),
    /// Begins: makes the organization's root and the first invite
    Init(Common),
    /// Makes an invite
    Invite {
        /// Who joins with it may invite others
        #[arg(long)]
        admin: bool,
        #[command(flatten)]
        common: Common,
    },
    /// Lists accounts with the number of their devices and the day of their last login
    Devices(Common),
    /// Copies the database (SQLite) into a new file, while it is in use
    Backup {
        /// The new file
        file: PathBuf,
        #[command(flatten)]
        common: Common,
    },
    /// Ends a restore: from now on every device compares what it holds with what is here
    RestoreFinish(Common),
    /// Looks whether configuration and database are sound
    Check(Common),
    /// Lets go of what has expired, also in the files of the database
    Purge(Common),
}

#[derive(Args)]
struct Common {
    /// A file (TOML) with any of the settings below, named with _ in the place of -
    #[arg(long, env = "UKHWAH_CONFIG")]
    config: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

impl Common {
    /// Flags and environment come before the file.
    fn read(self) -> Result<Config> {
        let file = self.config.as_deref().map(Settings::read).transpose()?.unwrap_or_default();
        Ok(Config::parse(&self.settings.or(file))?)
    }
}

/// The program `ukhwah-server` with these arguments, the first of which is its name.
///
/// What is wrong with them it says itself, and ends.
#[expect(clippy::print_stderr, reason = "a command-line program")]
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let program = Program::parse_from(arguments);
    let ended = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(anyhow::Error::from);
    match ended.and_then(|runtime| runtime.block_on(run(program))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ukhwah-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Does what was asked.
async fn run(program: Program) -> Result<()> {
    match program.command {
        Command::Serve(common) => serve::serve(common.read()?).await,
        Command::Init(common) => begin::init(common.read()?).await,
        Command::Invite { admin, common } => begin::invite(common.read()?, admin).await,
        Command::Devices(common) => look::devices(common.read()?).await,
        Command::Backup { file, common } => restore::backup(&common.read()?, &file),
        Command::RestoreFinish(common) => restore::finish(common.read()?).await,
        Command::Check(common) => look::check(common.read()?).await,
        Command::Purge(common) => look::purge(common.read()?).await,
    }
}

/// Writes a line for the operator.
#[expect(clippy::print_stdout, reason = "a command-line program")]
fn say(line: &str) {
    println!("{line}");
}
