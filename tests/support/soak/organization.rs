//! The organization's server: the whole program, in a process of its own.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use ukhwah_protocol::invite::Invite;

/// Ports that no system gives to whoever asks for any, so that it is still free when the server comes back.
const PORTS: std::ops::Range<u16> = 20_000..32_000;

/// Where a server lies, and where it listens whenever it runs.
pub(crate) struct Organization {
    folder: PathBuf,
    port: u16,
}

/// A server that runs; it is killed with this.
pub(crate) struct Running {
    child: Child,
    /// The invite that a new server shows.
    pub(crate) invite: Option<Invite>,
    // A server whose words nobody takes would end.
    _words: std::io::Lines<BufReader<ChildStdout>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that ended by itself has said why.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    /// Kills it, which it must not have come before.
    pub(crate) fn kill(mut self) {
        assert!(matches!(self.child.try_wait(), Ok(None)), "the server ended by itself");
    }
}

impl Organization {
    pub(crate) fn new(folder: &Path) -> Self {
        std::fs::create_dir(folder).expect("a folder");
        let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
        let port = std::iter::repeat_with(|| fastrand::u16(PORTS)).find(is_free).expect("one is free");
        Self { folder: folder.to_owned(), port }
    }

    fn command(&self, verb: &str) -> Command {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.args(["server", verb]).current_dir(&self.folder).env_clear();
        command
    }

    /// Starts the server, and waits until it listens.
    pub(crate) fn start(&self) -> Running {
        let mut child = self
            .command("serve")
            .arg(format!("--listen=127.0.0.1:{}", self.port))
            .args(["--operator-listen=127.0.0.1:0", "--log=error"])
            .args(["--logins-per-minute=100000", "--pushes-per-minute=1000000", "--calls-per-minute=1000000"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("started");
        let mut words = BufReader::new(child.stdout.take().expect("piped")).lines();
        let mut invite = None;
        for line in words.by_ref() {
            let line = line.expect("text");
            invite = invite.or_else(|| Invite::parse(&line).ok());
            if line.starts_with("Health and metrics are at ") {
                return Running { child, invite, _words: words };
            }
        }
        panic!("the server ended: {:?}", child.wait());
    }

    /// Whether what the server holds is sound, in its own judgement; it does not run meanwhile.
    pub(crate) fn check(&self) {
        let checked = self.command("check").output().expect("started");
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
}
