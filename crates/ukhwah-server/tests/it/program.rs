//! The program itself, as the operator starts it.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use ukhwah_protocol::invite::Invite;

use crate::member::Caller;
use crate::wire::Wire;

/// A server in a process of its own, which is killed with this.
pub struct Program {
    pub child: Child,
    pub address: SocketAddr,
    /// Where health and metrics are asked.
    pub operator: SocketAddr,
    /// What it said before it listened.
    pub said: Vec<String>,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A command of the program, which hears nothing of this process's own environment.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ukhwah-server"));
    command.current_dir(folder).args(arguments).env_clear();
    command
}

impl Program {
    /// Starts one in a folder, and waits until it listens.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        let anywhere = ["serve", "--listen=127.0.0.1:0", "--operator-listen=127.0.0.1:0"];
        let mut command = command(folder, &anywhere);
        let mut child =
            command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let mut said = Vec::new();
        let operator = loop {
            let Some(Ok(line)) = lines.next() else {
                let mut why = String::new();
                let _ = child.stderr.take().expect("piped").read_to_string(&mut why);
                panic!("it ended: {why}");
            };
            if let Some(address) = line.strip_prefix("Health and metrics are at http://") {
                break address.parse().expect("an address");
            }
            said.push(line);
        };
        let listening = said.iter().find_map(|line| line.strip_prefix("Listening on ")).expect("it says where");
        let address = listening.split(',').next().and_then(|address| address.parse().ok()).expect("an address");
        Self { child, address, operator, said, lines }
    }

    /// The invite that it showed.
    pub fn invite(&self) -> Option<Invite> {
        self.said.iter().find_map(|line| Invite::parse(line).ok())
    }

    /// A caller on a connection of its own.
    pub fn caller(&self) -> Caller {
        Caller::on(Wire::to(self.address))
    }

    /// What it says from now on until its end, and how it ended.
    pub fn rest(&mut self) -> (Vec<String>, std::process::ExitStatus) {
        let rest = self.lines.by_ref().map_while(Result::ok).collect();
        (rest, self.child.wait().expect("it ends"))
    }

    /// What it wrote to its log, until its end.
    pub fn log(&mut self) -> String {
        let mut log = String::new();
        let _ = self.child.stderr.take().expect("piped").read_to_string(&mut log);
        log
    }
}
