//! What each screen asks of the core, on a profile larger than anyone's, and touch to address.
//!
//! `./dev bench` prints them, then holds each against the limit: no screen's query over 16 ms.

#![forbid(unsafe_code)]

use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

use divan::Bencher;
use ukhwah_client::help::{Channel, ContactRequest, ContactTarget, HelpRequest};
use ukhwah_client::plan::VersionsRequest;
use ukhwah_client::reflection::{Span, TrendsRequest};
use ukhwah_tests::profile::{Profile, large};

const AIM: Duration = Duration::from_millis(5);
const LIMIT: Duration = Duration::from_millis(16);
const ROUNDS: usize = 101;

struct Screen(&'static str, fn(&Profile));

const SCREENS: [Screen; 11] = [
    Screen("help", |profile| drop(black_box(profile.app.help_view(HelpRequest::default()).expect("Help")))),
    Screen("today", |profile| drop(black_box(profile.app.today_view().expect("Today")))),
    Screen("people", |profile| drop(black_box(profile.app.people_view().expect("People")))),
    Screen("lines", |profile| drop(black_box(profile.app.lines_view().expect("lines")))),
    Screen("plan", |profile| drop(black_box(profile.app.plan_view().expect("Plan")))),
    Screen("decks", |profile| drop(black_box(profile.app.decks_view().expect("decks")))),
    Screen("versions", |profile| {
        drop(black_box(profile.app.plan_versions(VersionsRequest::default()).expect("versions")));
    }),
    Screen("reflection", |profile| drop(black_box(profile.app.reflection_view().expect("Muhasabah")))),
    Screen("trends", |profile| {
        drop(black_box(profile.app.trends_view(TrendsRequest { span: Span::All }).expect("trends")));
    }),
    Screen("settings", |profile| drop(black_box(profile.app.settings_view().expect("Settings")))),
    Screen("touch to address", touch),
];

impl fmt::Display for Screen {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

/// From the touch, as the core hears it, to the address handed to the opener.
fn touch(profile: &Profile) {
    let target = ContactTarget::Person { id: profile.first, number: 0 };
    let request = ContactRequest { target, channel: Channel::Call, call_back: false };
    drop(black_box(profile.app.help_contact(request).expect("reached")));
}

#[divan::bench(args = SCREENS)]
fn query(bencher: Bencher, screen: &Screen) {
    let profile = large();
    bencher.bench_local(|| screen.1(&profile));
}

fn main() {
    divan::main();
    // Cargo's test runner passes this through too: then only whether it runs counts.
    if std::env::args().any(|argument| argument == "--bench") && !all_hold() {
        std::process::exit(1);
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark reports")]
fn all_hold() -> bool {
    let profile = large();
    println!("each screen's query, median and slowest of {ROUNDS}; aim {AIM:?}, limit {LIMIT:?}");
    let mut holds = true;
    for screen in SCREENS {
        let mut times: Vec<Duration> = (0..ROUNDS).map(|_| time(&screen, &profile)).collect();
        times.sort_unstable();
        let (median, slowest) = (times[ROUNDS / 2], times[ROUNDS - 1]);
        let verdict = if median > LIMIT {
            "OVER"
        } else if median > AIM {
            "over the aim"
        } else {
            "holds"
        };
        println!("  {screen:<18} {median:>10.2?} {slowest:>10.2?}  {verdict}");
        holds &= median <= LIMIT;
    }
    holds
}

fn time(screen: &Screen, profile: &Profile) -> Duration {
    let start = Instant::now();
    screen.1(profile);
    start.elapsed()
}
