//! Kills a writing process again and again at random moments, and looks that nothing it acknowledged is lost.
//!
//! `soak KILLS [SEED]` starts itself as the writer. Each line the writer says is one step of its work: what it is about
//! to save, then that it is saved.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};
use ukhwah_client::app::App;
use ukhwah_client::journal::{JournalEntryView, JournalRequest, JournalSaveRequest, JournalTarget};
use ukhwah_client::plan::{PlanItemRequest, PlanItemView, PlanTarget};
use ukhwah_client::search::SearchRequest;
use ukhwah_domain::id::PlanItemId;
use ukhwah_domain::plan::PlanPart;
use ukhwah_tests::profile::{Kept, opened};

/// How far a writer comes at most before it is killed.
const MOST_STEPS: usize = 120;

/// A draft that is longer than this begins again.
const LONG_DRAFT: usize = 10_000;

/// What a writer says.
#[derive(Debug, Serialize, Deserialize)]
enum Said {
    /// It is about to save this: what the line is to say, or none for removing it.
    Trying(Option<PlanItemId>, Option<String>),
    /// It was told that this is saved.
    Saved(PlanItemId, Option<String>),
    /// It hands in the draft of a journal entry as it has grown since.
    Drafting(String),
    /// It was told that the draft is kept.
    Drafted(String),
}

/// What a writer was about to save: which line, if it is there already, and its words, or none for removing it.
type InFlight = Option<(Option<PlanItemId>, Option<String>)>;

/// What must be there: each line's words.
type Lines = BTreeMap<PlanItemId, String>;

/// The draft of a journal entry, word by word: as it was last kept, and as it was handed in since.
#[derive(Default)]
struct Draft {
    kept: String,
    handed_in: Option<String>,
}

impl Draft {
    /// What was handed in when the writer was killed is there or is not; what was kept before is there in either case.
    fn settle(&mut self, found: String) -> bool {
        let is_right = found == self.kept || self.handed_in.take().as_ref() == Some(&found);
        (self.kept, self.handed_in) = (found, None);
        is_right
    }
}

#[expect(clippy::print_stdout, reason = "a command-line program")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["writer", folder, seed] => write(Path::new(folder), number(seed)),
        [kills] => println!("{}", soak(number(kills), fastrand::u64(..))),
        [kills, seed] => println!("{}", soak(number(kills), number(seed))),
        _ => println!("soak KILLS [SEED]"),
    }
}

fn number(text: &str) -> u64 {
    text.parse().expect("a whole number")
}

fn soak(kills: u64, seed: u64) -> String {
    fastrand::seed(seed);
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["profile", "keys"] {
        std::fs::create_dir(folder.path().join(name)).expect("a folder");
    }
    start(folder.path()).begin().expect("an empty folder");
    let (mut lines, mut draft, mut saves) = (Lines::new(), Draft::default(), 0);
    for kill in 0..kills {
        let (saved, in_flight) = killed_writer(folder.path(), &mut lines, &mut draft);
        saves += saved;
        let (found, written) = found(folder.path());
        settle(&mut lines, in_flight, &found);
        assert_eq!(found, lines, "seed {seed}, kill {kill}: what was acknowledged is not what is there");
        let kept = draft.kept.clone();
        assert!(draft.settle(written), "seed {seed}, kill {kill}: the draft was {kept:?} and is {:?}", draft.kept);
    }
    format!("{kills} kills, {saves} saves acknowledged, none lost (seed {seed})")
}

/// Lets a writer work for a while and kills it. Returns how often it saved, and what it was about to save.
fn killed_writer(folder: &Path, lines: &mut Lines, draft: &mut Draft) -> (u32, InFlight) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["writer", folder.to_str().expect("a plain path"), &fastrand::u64(..).to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let mut output = BufReader::new(child.stdout.take().expect("piped")).lines();
    let (mut saved, mut in_flight) = (0, None);
    let mut heard = |line: String| match serde_json::from_str(&line) {
        Ok(Said::Trying(id, text)) => in_flight = Some((id, text)),
        Ok(Said::Saved(id, text)) => {
            (saved, in_flight) = (saved + 1, None);
            match text {
                Some(text) => drop(lines.insert(id, text)),
                None => drop(lines.remove(&id)),
            }
        }
        Ok(Said::Drafting(text)) => draft.handed_in = Some(text),
        Ok(Said::Drafted(text)) => {
            saved += 1;
            (draft.kept, draft.handed_in) = (text, None);
        }
        // Killed in the middle of a line.
        Err(_) => {}
    };
    for _ in 0..fastrand::usize(..MOST_STEPS) {
        heard(output.next().expect("a writer writes until it is killed").expect("text"));
    }
    child.kill().expect("it runs");
    child.wait().expect("ended");
    for line in output {
        heard(line.expect("text"));
    }
    (saved, in_flight)
}

/// What was in flight when the writer was killed is there or is not; both are right.
fn settle(lines: &mut Lines, in_flight: InFlight, found: &Lines) {
    let Some((id, text)) = in_flight else { return };
    let id = id.or_else(|| found.iter().find(|(_, words)| Some(*words) == text.as_ref()).map(|(id, _)| *id));
    let Some(id) = id else { return };
    match (text, found.get(&id)) {
        (Some(text), Some(words)) if *words == text => drop(lines.insert(id, text)),
        (None, None) => drop(lines.remove(&id)),
        _ => {}
    }
}

fn start(folder: &Path) -> App {
    opened(&folder.join("profile"), Box::new(Kept(folder.join("keys"))))
}

fn found(folder: &Path) -> (Lines, String) {
    let app = start(folder);
    let lines = items(&app).into_iter().map(|item| (item.id, item.text)).collect();
    let draft = drafted(&app).map(|draft| draft.text).unwrap_or_default();
    if let Some(word) = draft.split(' ').next_back().filter(|word| !word.is_empty()) {
        let request = SearchRequest { text: word.to_owned(), group: None };
        assert_eq!(app.search(request).expect("searched").groups.len(), 1, "what is kept is found");
    }
    app.shut_down();
    (lines, draft)
}

/// The entry that is being written, if one was begun.
fn drafted(app: &App) -> Option<JournalEntryView> {
    let view = app.journal_view(JournalRequest::default()).expect("the journal opens after every kill");
    let draft = view.drafts.first()?;
    Some(app.journal_entry(JournalTarget { id: draft.id }).expect("it is there"))
}

fn items(app: &App) -> Vec<PlanItemView> {
    app.plan_view().expect("the database opens after every kill").items
}

fn write(folder: &Path, seed: u64) {
    fastrand::seed(seed);
    let app = start(folder);
    loop {
        if fastrand::bool() {
            draft(&app);
            continue;
        }
        let items = items(&app);
        let item = fastrand::choice(&items);
        match item {
            Some(item) if fastrand::u8(..4) == 0 || items.len() > 40 => remove(&app, item.id),
            Some(item) if fastrand::bool() => save(&app, Some(item)),
            _ => save(&app, None),
        }
    }
}

fn remove(app: &App, id: PlanItemId) {
    say(&Said::Trying(Some(id), None));
    app.plan_remove(PlanTarget::Item { id }).expect("removed");
    say(&Said::Saved(id, None));
}

fn save(app: &App, item: Option<&PlanItemView>) {
    let text = format!("baris {}", fastrand::u64(..));
    say(&Said::Trying(item.map(|item| item.id), Some(text.clone())));
    let view = app
        .plan_item_save(PlanItemRequest {
            id: item.map(|item| item.id),
            seen: item.map(|item| item.seen.clone()),
            part: PlanPart::ALL[0],
            text: text.clone(),
            person: None,
            on_lock_screen: false,
        })
        .expect("saved");
    let id = view.items.iter().find(|item| item.text == text).expect("it is shown").id;
    say(&Said::Saved(id, Some(text)));
}

/// Writes one more word, as the editor hands in what was typed since.
fn draft(app: &App) {
    let open = drafted(app);
    let before = open.as_ref().map(|open| open.text.as_str()).filter(|text| text.len() < LONG_DRAFT);
    let before = before.unwrap_or_default();
    let text = format!("{before} kata{}", fastrand::u64(..)).trim_start().to_owned();
    say(&Said::Drafting(text.clone()));
    let kept = app
        .journal_save(JournalSaveRequest {
            id: open.as_ref().map(|open| open.id),
            seen: open.as_ref().map(|open| open.seen.clone()),
            text,
            draft: true,
            prompt: None,
            tags: Vec::new(),
        })
        .expect("kept");
    say(&Said::Drafted(kept.text));
}

fn say(what: &Said) {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, what).expect("plain JSON");
    out.write_all(b"\n").and_then(|()| out.flush()).expect("heard");
}
