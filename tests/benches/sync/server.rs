//! The organization's server as an operator starts it, with limits that no benchmark reaches.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// As often, as many and as large as a benchmark wants.
const LIMITS: [(&str, &str); 8] = [
    ("--logins-per-minute", "1000000"),
    ("--pairings-per-minute", "1000000"),
    ("--pushes-per-minute", "1000000"),
    ("--calls-per-minute", "1000000"),
    ("--connections", "15000"),
    ("--connections-per-address", "15000"),
    ("--account-bytes", "10000000000"),
    ("--account-records", "10000000"),
];

/// A running server on a SQLite database of its own, which ends with this.
pub(crate) struct Server {
    child: Child,
    /// What its first member joins with, who may invite.
    pub(crate) invite: String,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    _folder: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill().and_then(|()| self.child.wait());
    }
}

impl Server {
    /// Starts one on a free port.
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    /// Starts one on a free port, with more flags.
    pub(crate) fn start_with(flags: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(program());
        command.args(["serve", "--listen", "127.0.0.1:0", "--operator-listen", "off", "--log", "warn"]).args(flags);
        command.args(LIMITS.iter().flat_map(|(flag, value)| [flag, value]));
        let mut child =
            command.current_dir(folder.path()).stdout(Stdio::piped()).spawn().expect("the server's program runs");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines().map_while(Result::ok);
        let invite = lines.by_ref().find_map(|line| Some(line[line.find("ukhwah-invite-1")?..].to_owned()));
        let listening = lines.by_ref().find(|line| line.starts_with("Listening on"));
        let address = listening.as_deref().and_then(|line| line.split([' ', ',']).nth(2)?.parse().ok());
        let address = address.expect("where it listens");
        // What it still has to say finds a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, invite: invite.expect("an invite"), address, _folder: folder }
    }

    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }
}

fn program() -> PathBuf {
    let named = std::env::var_os("UKHWAH_SERVER");
    named.expect("UKHWAH_SERVER names the server's program, built for release: ./dev bench sync does that").into()
}
