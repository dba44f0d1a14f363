//! Ten years of use: what each screen waits for, how long the profile takes to open, and what it weighs.
//!
//! `./dev bench` prints it beside an empty profile, and fails over a limit.

#![forbid(unsafe_code)]

mod screens;

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use screens::{Calls, SCREENS, Screen};
use tempfile::TempDir;
use ukhwah_client::app::App;
use ukhwah_client::settings::ProfileSettings;
use ukhwah_domain::checkin::CheckIn;
use ukhwah_domain::journal::JournalEntry;
use ukhwah_domain::routine::Mark;
use ukhwah_domain::service::ServiceEntry;
use ukhwah_store::{DatabaseKey, Store};
use ukhwah_tests::profile::{Kept, closed, opened};

const AIM: Duration = Duration::from_millis(5);
const LIMIT: Duration = Duration::from_millis(16);
const ROUNDS: usize = 51;
const OPENINGS: usize = 15;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--visit") {
        visit(&Place::at(PathBuf::from(&arguments[at + 1])));
    } else if !arguments.iter().any(|argument| argument == "--bench") {
        // Without this, it is Cargo's test runner: then only whether it runs counts.
        let place = Place::made(|app| {
            app.open();
            app.fill_with_examples().expect("filled");
        });
        visit(&place);
    } else if !all_hold() {
        std::process::exit(1);
    }
}

/// Where a profile and its keys lie.
struct Place {
    root: PathBuf,
    _folder: Option<TempDir>,
}

impl Place {
    /// A new one, as far as `make` makes it.
    fn made(make: impl FnOnce(&App)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Self { root: folder.path().to_owned(), _folder: Some(folder) };
        std::fs::create_dir(place.profile()).and_then(|()| std::fs::create_dir(place.keys())).expect("two folders");
        let app = closed(&place.profile(), Box::new(Kept(place.keys())));
        make(&app);
        app.shut_down();
        place
    }

    const fn at(root: PathBuf) -> Self {
        Self { root, _folder: None }
    }

    fn profile(&self) -> PathBuf {
        self.root.join("profile")
    }

    fn keys(&self) -> PathBuf {
        self.root.join("keys")
    }

    fn open(&self) -> App {
        opened(&self.profile(), Box::new(Kept(self.keys())))
    }

    fn size(&self) -> u64 {
        std::fs::metadata(self.profile().join("records.db")).expect("a database").len()
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark reports")]
fn all_hold() -> bool {
    let start = Instant::now();
    let years = Place::made(App::open_with_ten_years);
    println!("ten years were written in {:.1?}", start.elapsed());
    assert_counts(&years);
    let empty = Place::made(|app| {
        app.open();
        app.begin().and_then(|_| app.welcome_done()).expect("an empty folder");
        // So that it has the same screens.
        app.profile_save(ProfileSettings { religion: true, sex: None, prefer_same_sex: false }).expect("kept");
    });
    println!("the database has {} KiB, that of an empty profile {} KiB", years.size() / 1024, empty.size() / 1024);
    openings(&years, &empty);
    memory(&years, &empty);
    screens_hold(&years)
}

fn assert_counts(years: &Place) {
    let key = std::fs::read(years.keys().join("main")).expect("there is no lock");
    let key = DatabaseKey::from_bytes(key.as_slice().try_into().expect("32 bytes"));
    let copy = years.root.join("before.db");
    let store = Store::open(&years.profile().join("records.db"), &key, &copy).expect("opens");
    let read = store.read();
    let counts = [
        read.count_of::<Mark>(),
        read.count_of::<CheckIn>(),
        read.count_of::<JournalEntry>(),
        read.count_of::<ServiceEntry>(),
    ];
    assert_eq!(counts.map(|count| count.expect("readable")), [18_250 + 20_000, 5_000, 10_000, 3_000]);
    store.close().expect("closed");
}

/// From nothing to a screen that can ask, with today's backup made before, and with it still to make.
#[expect(clippy::print_stdout, reason = "a benchmark reports")]
fn openings(years: &Place, empty: &Place) {
    println!("opening, fastest and median of {OPENINGS}");
    for (name, backed_up) in [("with today's backup there", true), ("with today's backup to make", false)] {
        let mut times = [Vec::new(), Vec::new()];
        for _ in 0..OPENINGS {
            for (times, place) in times.iter_mut().zip([years, empty]) {
                if !backed_up {
                    std::fs::remove_dir_all(place.profile().join("backups")).expect("there are some");
                }
                let start = Instant::now();
                let app = place.open();
                times.push(start.elapsed());
                app.shut_down();
            }
        }
        let [years, empty] = times.map(|mut times| {
            times.sort_unstable();
            (times[0], times[OPENINGS / 2])
        });
        println!("  {name:<30} {:>9.2?} {:>9.2?}, empty {:>9.2?} {:>9.2?}", years.0, years.1, empty.0, empty.1);
    }
}

/// What a process of its own takes that opens a profile and visits every screen.
#[expect(clippy::print_stdout, reason = "a benchmark reports")]
fn memory(years: &Place, empty: &Place) {
    for (name, place) in [("ten years", years), ("empty profile", empty)] {
        let this = std::env::current_exe().expect("this program");
        let output = Command::new(this).arg("--visit").arg(&place.root).output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        println!("memory, {name}: {}", String::from_utf8_lossy(&output.stdout).trim());
    }
}

/// Opens a profile and visits every screen of it.
#[expect(clippy::print_stdout, reason = "another process reads it")]
fn visit(place: &Place) {
    let before = resident();
    let app = place.open();
    let open = resident();
    let calls = Calls::of(&app);
    for screen in calls.screens() {
        calls.make(&app, screen);
    }
    println!("{before} KiB before, {open} KiB open, {} KiB after every screen", resident());
    app.shut_down();
}

/// The memory of this process that is in use, in KiB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}

#[expect(clippy::print_stdout, reason = "a benchmark reports")]
fn screens_hold(years: &Place) -> bool {
    let app = years.open();
    let calls = Calls::of(&app);
    assert_eq!(calls.screens().count(), SCREENS.len(), "every screen has something to show");
    println!("each screen's data, first, median and slowest of {ROUNDS}; aim {AIM:?}, limit {LIMIT:?}");
    let mut holds = true;
    for screen in SCREENS {
        let (times, length) = measured(&app, &calls, screen);
        let [first, median, slowest] = times;
        let verdict = if median > LIMIT {
            "OVER"
        } else if median > AIM {
            "over the aim"
        } else {
            "holds"
        };
        let kib = length / 1024;
        println!("  {:<26} {first:>9.2?} {median:>9.2?} {slowest:>9.2?} {kib:>5} KiB  {verdict}", screen.0);
        holds &= median <= LIMIT;
    }
    holds
}

/// The first, the median and the slowest time, and how long the answer is.
fn measured(app: &App, calls: &Calls, screen: &Screen) -> ([Duration; 3], usize) {
    let mut length = 0;
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            length = std::hint::black_box(calls.make(app, screen));
            start.elapsed()
        })
        .collect();
    let first = times[0];
    times.sort_unstable();
    ([first, times[ROUNDS / 2], times[ROUNDS - 1]], length)
}
