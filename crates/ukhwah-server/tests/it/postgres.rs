//! A PostgreSQL of one's own: a cluster in a temporary folder, reached by a socket in it alone.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, geteuid, kill_process};
use tempfile::TempDir;
use ukhwah_server::store::Address;

/// A cluster that ends with this.
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    server: Child,
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = kill_process(Pid::from_child(&self.server), Signal::QUIT);
        let _ = self.server.wait();
    }
}

impl Cluster {
    /// Starts one; none, with a word about it, where PostgreSQL is not installed and nobody counts on it.
    #[expect(clippy::print_stdout, reason = "who skips a test says so")]
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            assert!(std::env::var_os("CI").is_none(), "PostgreSQL is not installed");
            println!("skipped: PostgreSQL is not installed");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("pg").tempdir().expect("a folder");
        let user = other_user();
        if let Some((uid, gid)) = user {
            chown(folder.path(), Some(uid), Some(gid)).expect("root gives folders away");
        }
        let data = folder.path().join("data");
        let mut make = command(&programs.join("initdb"), user);
        make.args(["--auth=trust", "--username=ukhwah", "--encoding=UTF8", "--no-locale", "--no-sync", "-D"])
            .arg(&data);
        let made = make.output().expect("initdb runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let server = start(&programs, user, folder.path(), &data);
        Some(Self { folder, programs, server })
    }

    /// Stops it, as a machine does that fails.
    pub fn stop(&mut self) {
        kill_process(Pid::from_child(&self.server), Signal::QUIT).expect("it runs");
        self.server.wait().expect("it ends");
    }

    /// Starts it again.
    pub fn start_again(&mut self) {
        self.server = start(&self.programs, other_user(), self.folder.path(), &self.folder.path().join("data"));
    }

    /// A new database in it.
    pub fn database(&self, name: &str) -> Address {
        let mut make = Command::new(self.programs.join("createdb"));
        make.arg("-h").arg(self.folder.path()).args(["-U", "ukhwah", name]);
        assert!(make.status().expect("createdb runs").success());
        Address::Postgres { url: self.url(name), authorities: None, connections: 8 }
    }

    /// The address of a database.
    pub fn url(&self, name: &str) -> String {
        let folder = self.folder.path().to_str().expect("text").replace('/', "%2F");
        format!("postgres://ukhwah@{folder}/{name}")
    }
}

fn start(programs: &Path, user: Option<(u32, u32)>, sockets: &Path, data: &Path) -> Child {
    let mut start = command(&programs.join("postgres"), user);
    start.arg("-D").arg(data).arg("-k").arg(sockets);
    start.args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "lc_messages=C"]);
    let mut server = start.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("postgres runs");
    let mut lines = BufReader::new(server.stderr.take().expect("piped")).lines().map_while(Result::ok);
    let mut said = Vec::new();
    let is_ready = lines.by_ref().any(|line| {
        said.push(line);
        said.last().is_some_and(|line| line.contains("ready to accept connections"))
    });
    assert!(is_ready, "{}", said.join("\n"));
    // What it says later is read, so that it never waits for a reader.
    std::thread::spawn(move || lines.for_each(drop));
    server
}

/// A program as another user, if this one is root, whom PostgreSQL refuses; it ends with this process in any case.
fn command(program: &Path, user: Option<(u32, u32)>) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "QUIT"]);
    if let Some((uid, gid)) = user {
        command.args([format!("--reuid={uid}"), format!("--regid={gid}"), "--clear-groups".to_owned()]);
    }
    command.arg(program).current_dir("/");
    command
}

fn other_user() -> Option<(u32, u32)> {
    if !geteuid().is_root() {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").expect("the users");
    let id = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut ids = line.split(':').skip(2).map(str::parse);
        Some((ids.next()?.ok()?, ids.next()?.ok()?))
    };
    Some(id("postgres").or_else(|| id("nobody")).expect("a user that is not root"))
}

/// Where the newest version's programs are.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let version = |path: &PathBuf| path.parent()?.file_name()?.to_str()?.parse::<u32>().ok();
    versions.map(|entry| entry.path().join("bin")).filter(|path| path.join("initdb").is_file()).max_by_key(version)
}
