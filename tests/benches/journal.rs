//! The search and the journal's pages on 10,000 entries, as the interface asks for them.
//!
//! `./dev bench` prints them, then holds each against its limit: 10 ms for a search.

#![forbid(unsafe_code)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use ukhwah_client::journal::{JournalRequest, JournalSaveRequest, JournalTarget};
use ukhwah_client::search::{SearchGroup, SearchRequest};
use ukhwah_tests::profile::{Profile, journal};

const SEARCH: Duration = Duration::from_millis(10);
const PAGE: Duration = Duration::from_millis(16);
const ENTRIES: u32 = 10_000;
const ROUNDS: usize = 51;

struct Task {
    name: &'static str,
    limit: Duration,
    run: fn(&Profile),
}

const fn search(name: &'static str, run: fn(&Profile)) -> Task {
    Task { name, limit: SEARCH, run }
}

const TASKS: [Task; 11] = [
    search("search: a word that stands once", |profile| look(profile, "nombor73")),
    search("search: a word of a third of them", |profile| look(profile, "hilang")),
    search("search: a word of all of them", |profile| look(profile, "saya")),
    search("search: the first two letters", |profile| look(profile, "sa")),
    search("search: the first letters of a number", |profile| look(profile, "nomb")),
    search("search: a base word", |profile| look(profile, "tolong")),
    search("search: three words", |profile| look(profile, "kerja malam penat")),
    search("search: a phrase", |profile| look(profile, "\"saya yang dan\"")),
    search("search: all of one part", |profile| {
        let request = SearchRequest { text: "hujan".to_owned(), group: Some(SearchGroup::Journal) };
        assert_eq!(black_box(profile.app.search(request).expect("searched")).groups.len(), 1);
    }),
    Task {
        name: "journal: the newest page",
        limit: PAGE,
        run: |profile| drop(black_box(profile.app.journal_view(JournalRequest::default()).expect("shown"))),
    },
    Task { name: "journal: a draft is kept", limit: Duration::from_millis(250), run: keep },
];

fn look(profile: &Profile, text: &str) {
    let found = profile.app.search(SearchRequest { text: text.to_owned(), group: None }).expect("searched");
    assert!(!black_box(found).groups.is_empty(), "{text}");
}

/// The longest entry that there can be, to the disk and into the index.
fn keep(profile: &Profile) {
    let drafts = profile.app.journal_view(JournalRequest::default()).expect("shown").drafts;
    let open = drafts.first().map(|draft| profile.app.journal_entry(JournalTarget { id: draft.id }).expect("shown"));
    let request = JournalSaveRequest {
        id: open.as_ref().map(|open| open.id),
        seen: open.map(|open| open.seen),
        text: "perkataan ".repeat(9_900) + &fastrand::u64(..).to_string(),
        draft: true,
        prompt: None,
        tags: Vec::new(),
        shown_tags: Vec::new(),
    };
    drop(black_box(profile.app.journal_save(request).expect("kept")));
}

fn main() {
    // Without this, it is Cargo's test runner: then only whether it runs counts.
    if !std::env::args().any(|argument| argument == "--bench") {
        let profile = journal(100);
        TASKS.iter().for_each(|task| (task.run)(&profile));
    } else if !all_hold() {
        std::process::exit(1);
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark reports")]
fn all_hold() -> bool {
    let profile = journal(ENTRIES);
    println!("{ENTRIES} journal entries; fastest, median and slowest of {ROUNDS}");
    let mut holds = true;
    for task in TASKS {
        let mut times: Vec<Duration> = (0..ROUNDS).map(|_| time(&task, &profile)).collect();
        times.sort_unstable();
        let (fastest, median, slowest) = (times[0], times[ROUNDS / 2], times[ROUNDS - 1]);
        let (limit, verdict) = (task.limit, if median > task.limit { "OVER" } else { "holds" });
        println!("  {:<38} {fastest:>10.2?} {median:>10.2?} {slowest:>10.2?}  limit {limit:?}: {verdict}", task.name);
        holds &= median <= task.limit;
    }
    holds
}

fn time(task: &Task, profile: &Profile) -> Duration {
    let start = Instant::now();
    (task.run)(profile);
    start.elapsed()
}
