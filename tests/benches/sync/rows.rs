//! What one person's devices do.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use serde_json::json;
use ukhwah_client::sync::SyncLeaveRequest;
use ukhwah_crypto::VersionHash;
use ukhwah_tests::devices::join;

use crate::Figure;
use crate::device::{Device, texts};
use crate::forwarder::Forwarder;
use crate::server::Server;

const RECORDS: usize = 10_000;
/// What is done so often, of which the fastest counts: the others say more about what else the machine did.
const ROUNDS: usize = 5;
const EDITS: usize = 10;

/// How long something took, in seconds: by the clock, and of it the time that this process, all but the server, worked.
#[derive(Clone, Copy)]
struct Took {
    clock: f64,
    worked: f64,
}

impl Took {
    fn of(work: impl FnOnce() -> Duration) -> Self {
        let before = worked();
        let clock = work().as_secs_f64();
        Self { clock, worked: worked() - before }
    }
}

/// How long this process has worked, in seconds.
fn worked() -> f64 {
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS
}

/// Everything up from one device, and down to one that has nothing.
fn up_and_down(phone: &Device) -> [Took; 2] {
    let server = Server::start();
    join(&phone.app, &server.invite).expect("joined");
    let up = Took::of(|| phone.copies());
    let laptop = phone.paired();
    let down = Took::of(|| laptop.copies());
    assert_eq!(laptop.count(), RECORDS as u64);
    phone.app.sync_leave(SyncLeaveRequest { erase_server: false }).expect("left");
    [up, down]
}

/// The fastest of several times, up and down.
fn fastest(texts: &[String]) -> [Took; 2] {
    let phone = Device::with(texts);
    let rounds: Vec<_> = (0..ROUNDS).map(|_| up_and_down(&phone)).collect();
    [0, 1].map(|way| {
        let times = rounds.iter().map(|times| times[way]);
        times.min_by(|a, b| a.clock.total_cmp(&b.clock)).expect("there are some")
    })
}

pub(crate) fn first_sync() -> Figure {
    let [up, down] = fastest(&texts(RECORDS));
    let said = |took: Took| format!("{:.0} records/s, {:.2} s of work", RECORDS as f64 / took.clock, took.worked);
    let beside = format!("{}; up {:.2} s, {}; fastest of {ROUNDS}", said(down), up.clock, said(up));
    Figure { value: down.clock, beside }
}

/// The same for a comparison: the texts lie in `folder` afterwards.
pub(crate) fn beside_peers(folder: &Path) -> serde_json::Value {
    let texts = texts(RECORDS);
    std::fs::write(folder.join("texts"), texts.join("\n") + "\n").expect("the folder is there");
    let [up, down] = fastest(&texts);
    json!({ "records": RECORDS, "up": up.clock, "down": down.clock })
}

/// From the beginning of the push until a device that waits at the server has it where its person looks.
pub(crate) fn edit_is_shown() -> Figure {
    let server = Server::start();
    let phone = Device::with(&texts(200));
    join(&phone.app, &server.invite).expect("joined");
    phone.copies();
    let laptop = phone.paired();
    laptop.copies();
    let is_over = Arc::new(AtomicBool::new(false));
    let (shown, shows) = mpsc::channel();
    let mut times = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut next = 0;
            while !is_over.load(Ordering::SeqCst) {
                // As the shell's thread does.
                std::thread::sleep(laptop.app.sync_step().min(Duration::from_millis(50)));
                if laptop.shows(&word(next)) {
                    shown.send(Instant::now()).expect("somebody waits for it");
                    next += 1;
                }
            }
        });
        let times: Vec<_> = (0..EDITS)
            .map(|number| {
                // Long enough that the other device waits at the server.
                std::thread::sleep(Duration::from_millis(300));
                phone.writes(&word(number), None);
                let begun = Instant::now();
                phone.copies();
                shows.recv_timeout(Duration::from_secs(60)).expect("it is shown") - begun
            })
            .collect();
        is_over.store(true, Ordering::SeqCst);
        // One more, so that the wait of the other device ends.
        phone.writes("habis", None);
        phone.copies();
        times
    });
    times.sort_unstable();
    let seconds = |place: usize| times[place].as_secs_f64();
    Figure {
        value: seconds(EDITS / 2),
        beside: format!("median of {EDITS}; {:.2} to {:.2} s", seconds(0), seconds(EDITS - 1)),
    }
}

fn word(number: usize) -> String {
    format!("suntingan{number}selesai")
}

/// The push of one edit of a few words, with every header, in clear text.
pub(crate) fn edit_in_bytes() -> Figure {
    let forwarder = Forwarder::new();
    let origin = forwarder.origin();
    let server = Server::start_with(&["--origin", &origin]);
    forwarder.forward_to(server.address);
    let phone = Device::with(&texts(200));
    join(&phone.app, &server.invite).expect("joined");
    phone.copies();
    let mut entry = phone.writes("pagi", None);
    phone.copies();
    let bytes = (0..EDITS).map(|number| {
        entry = phone.writes(&word(number), Some(&entry));
        let before = forwarder.counted();
        forwarder.largest();
        phone.copies();
        let after = forwarder.counted();
        [forwarder.largest(), after[0] - before[0], after[1] - before[1]]
    });
    let [push, up, down] = bytes.min().expect("there are some");
    let beside = format!("{push} bytes; with all requests of the sync around it {up} up, {down} down");
    Figure { value: push as f64 / 1024.0, beside }
}

pub(crate) fn set_hash() -> Figure {
    let records: Vec<_> = (0..RECORDS as u64)
        .map(|number| {
            let mut random = fastrand::Rng::with_seed(number);
            (std::array::from_fn(|_| random.u8(..)), VersionHash(std::array::from_fn(|_| random.u8(..))))
        })
        .collect();
    let times = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        std::hint::black_box(ukhwah_crypto::set_hash(records.iter().copied()));
        start.elapsed().as_secs_f64() * 1e3
    });
    Figure { value: times.fold(f64::INFINITY, f64::min), beside: format!("fastest of {ROUNDS}") }
}
