//! Two apps of one person and their server, in three processes: any of them is killed, half of the time all at once.
//!
//! Each app adds, changes and removes lines of its own and brings its records and the server's together; without the
//! server it goes on writing. Whenever an app starts it must find every line of its own as it was acknowledged. In the end
//! both must hold the same lines, each of those that were acknowledged on either, and the server must find itself sound.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use ukhwah_client::app::App;
use ukhwah_client::plan::PlanItemView;
use ukhwah_client::sync::SyncTrouble;
use ukhwah_tests::devices;

use crate::lines::{InFlight, Lines, Said, edit, make_folders, own, say, settle, start};
use crate::organization::{Organization, Running};

/// How many lines the two apps say together at most before somebody is killed.
const MOST_STEPS: usize = 60;
/// How long it is waited after that at most, so that a kill comes in the middle of something.
const MOST_MICROSECONDS: u64 = 20_000;
/// How often each copies in the end, so that what either has reaches the other.
const ROUNDS: usize = 3;

/// What comes from an app's process.
enum Heard {
    Line(String),
    Ended,
}

/// One of the two apps: what must be in it, and its process while there is one.
struct Device {
    name: &'static str,
    folder: PathBuf,
    process: Option<Child>,
    is_killed: bool,
    lines: Lines,
    in_flight: InFlight,
    saves: u64,
    copies: u64,
}

/// Kills so many times; says what came of it.
pub(crate) fn soak(kills: u64, seed: u64) -> String {
    fastrand::seed(seed);
    let folder = tempfile::tempdir().expect("a folder");
    let organization = Organization::new(&folder.path().join("server"));
    let mut server = Some(organization.start());
    let mut pair = ["telefon", "laptop"].map(|name| Device::new(name, folder.path().join(name)));
    begin(&pair, server.as_ref().expect("it runs"));
    let (mouth, ear) = channel();
    for kill in 1..=kills {
        let when = format!("seed {seed}, kill {kill}");
        server.get_or_insert_with(|| organization.start());
        for (at, device) in pair.iter_mut().enumerate().filter(|(_, device)| device.process.is_none()) {
            device.start(at, &mouth);
        }
        listen(&mut pair, &ear, &when);
        // After the last kill nobody goes on.
        let [is_phone, is_laptop, is_server] = if kill == kills { [true; 3] } else { victims() };
        if is_server && let Some(running) = server.take() {
            running.kill();
        }
        for (device, is_killed) in pair.iter_mut().zip([is_phone, is_laptop]) {
            device.kill_if(is_killed);
        }
        hear_out(&mut pair, &ear, &when);
    }
    server.get_or_insert_with(|| organization.start());
    compare(&mut pair, seed);
    drop(server);
    organization.check();
    let saves: u64 = pair.iter().map(|device| device.saves).sum();
    let copies: u64 = pair.iter().map(|device| device.copies).sum();
    format!(
        "{kills} kills of two apps and a server, {saves} saves acknowledged, {copies} copies, none lost (seed {seed})"
    )
}

/// Makes the two apps devices of one person.
fn begin(pair: &[Device; 2], server: &Running) {
    let invite = server.invite.as_ref().expect("a new server shows one").expose();
    let [phone, laptop] = [&pair[0], &pair[1]].map(|device| start(&device.folder));
    for app in [&phone, &laptop] {
        app.begin().expect("an empty folder");
    }
    devices::join(&phone, &invite).expect("joined");
    devices::copies(&phone);
    devices::pair(&phone, &laptop);
    devices::copies(&laptop);
    for app in [phone, laptop] {
        app.shut_down();
    }
}

/// Who is killed at once: the phone, the laptop, the server; half of the time all of them.
fn victims() -> [bool; 3] {
    let some = [(); 3].map(|()| fastrand::bool());
    if fastrand::bool() || some == [false; 3] { [true; 3] } else { some }
}

/// Hears some of what the apps say, and waits for a moment that nobody knows.
fn listen(pair: &mut [Device; 2], ear: &Receiver<(usize, Heard)>, when: &str) {
    for _ in 0..fastrand::usize(..MOST_STEPS) {
        let (at, heard) = ear.recv().expect("this process has a mouth too");
        pair[at].hear(heard, when);
    }
    if fastrand::bool() {
        std::thread::sleep(Duration::from_micros(fastrand::u64(..MOST_MICROSECONDS)));
    }
}

/// Hears all that was said before a kill, until each that was killed is silent.
fn hear_out(pair: &mut [Device; 2], ear: &Receiver<(usize, Heard)>, when: &str) {
    while pair.iter().any(|device| device.is_killed) {
        let (at, heard) = ear.recv().expect("this process has a mouth too");
        pair[at].hear(heard, when);
    }
}

/// Opens both, copies until both must know everything, and compares.
fn compare(pair: &mut [Device; 2], seed: u64) {
    let apps = [&pair[0], &pair[1]].map(|device| start(&device.folder));
    for (device, app) in pair.iter_mut().zip(&apps) {
        device.finds(&lines_of(&own(app, device.name)), &format!("seed {seed}, in the end"));
    }
    for app in (0..ROUNDS).flat_map(|_| &apps) {
        devices::copies(app);
    }
    let [phone, laptop] = [&apps[0], &apps[1]].map(|app| own(app, ""));
    assert_eq!(written(&phone), written(&laptop), "seed {seed}: the two devices differ");
    let wanted: Lines = pair.iter().flat_map(|device| device.lines.clone()).collect();
    assert_eq!(lines_of(&phone), wanted, "seed {seed}: what was acknowledged is not what is there");
    apps.iter().for_each(App::shut_down);
}

fn lines_of(items: &[PlanItemView]) -> Lines {
    items.iter().map(|item| (item.id, item.text.clone())).collect()
}

/// All that is known of each line, as it can be compared.
fn written(items: &[PlanItemView]) -> Vec<String> {
    let mut written: Vec<_> = items.iter().map(|item| format!("{item:?}")).collect();
    written.sort();
    written
}

impl Device {
    fn new(name: &'static str, folder: PathBuf) -> Self {
        make_folders(&folder);
        let (lines, in_flight) = (Lines::new(), None);
        Self { name, folder, process: None, is_killed: false, lines, in_flight, saves: 0, copies: 0 }
    }

    fn start(&mut self, at: usize, mouth: &Sender<(usize, Heard)>) {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["device", self.folder.to_str().expect("a plain path"), self.name])
            .arg(fastrand::u64(..).to_string())
            .stdout(Stdio::piped())
            .spawn()
            .expect("started");
        let (output, mouth) = (BufReader::new(child.stdout.take().expect("piped")), mouth.clone());
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let _ = mouth.send((at, Heard::Line(line)));
            }
            let _ = mouth.send((at, Heard::Ended));
        });
        self.process = Some(child);
    }

    fn kill_if(&mut self, is_killed: bool) {
        if let Some(child) = self.process.as_mut().filter(|_| is_killed) {
            child.kill().expect("it runs");
            child.wait().expect("ended");
            self.is_killed = true;
        }
    }

    fn hear(&mut self, heard: Heard, when: &str) {
        match heard {
            Heard::Line(line) => self.note(&line, when),
            Heard::Ended => {
                assert!(std::mem::take(&mut self.is_killed), "{when}: {} ended by itself", self.name);
                self.process = None;
            }
        }
    }

    fn note(&mut self, line: &str, when: &str) {
        match serde_json::from_str(line) {
            Ok(Said::Found(lines)) => self.finds(&lines.into_iter().collect(), when),
            Ok(Said::Trying(id, text)) => self.in_flight = Some((id, text)),
            Ok(Said::Saved(id, text)) => {
                (self.saves, self.in_flight) = (self.saves + 1, None);
                match text {
                    Some(text) => drop(self.lines.insert(id, text)),
                    None => drop(self.lines.remove(&id)),
                }
            }
            Ok(Said::Synced(true)) => self.copies += 1,
            // The rest it does not say, or was killed in the middle of a line.
            Ok(_) | Err(_) => {}
        }
    }

    /// What it has of its own is what was acknowledged.
    fn finds(&mut self, found: &Lines, when: &str) {
        settle(&mut self.lines, self.in_flight.take(), found);
        assert_eq!(*found, self.lines, "{when}: what {} acknowledged is not what is there", self.name);
    }
}

/// Writes and copies until this process is killed.
pub(crate) fn work(folder: &Path, name: &str, seed: u64) {
    fastrand::seed(seed);
    let app = start(folder);
    say(&Said::Found(lines_of(&own(&app, name)).into_iter().collect()));
    loop {
        match fastrand::u8(..3) {
            0 => copy(&app),
            _ => edit(&app, name),
        }
    }
}

fn copy(app: &App) {
    say(&Said::Syncing);
    let link = app.sync_now().expect("linked").link.expect("linked");
    assert!(matches!(link.trouble, None | Some(SyncTrouble::NoAnswer)), "{link:?}");
    assert_eq!(link.notices, [], "nobody lost anything, and nobody is another's copy");
    say(&Said::Synced(link.trouble.is_none()));
}
