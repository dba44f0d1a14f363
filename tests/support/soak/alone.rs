//! One app by itself: a writer that is killed, opened and read again and again.
//!
//! Each line the writer says is one step of its work: what it is about to save, then that it is saved.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use ukhwah_client::app::App;
use ukhwah_client::journal::{JournalEntryView, JournalRequest, JournalSaveRequest, JournalTarget};
use ukhwah_client::search::SearchRequest;

use crate::lines::{InFlight, Lines, Said, edit, make_folders, own, say, settle, start};

/// How far a writer comes at most before it is killed.
const MOST_STEPS: usize = 120;

/// A draft that is longer than this begins again.
const LONG_DRAFT: usize = 10_000;

/// The first word of each line.
const NAME: &str = "baris";

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

/// Kills a writer so many times; says what came of it.
pub(crate) fn soak(kills: u64, seed: u64) -> String {
    fastrand::seed(seed);
    let folder = tempfile::tempdir().expect("a folder");
    make_folders(folder.path());
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
        Ok(Said::Found(_) | Said::Syncing | Said::Synced(_)) => unreachable!("only who has others says this"),
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

fn found(folder: &Path) -> (Lines, String) {
    let app = start(folder);
    let lines = own(&app, NAME).into_iter().map(|item| (item.id, item.text)).collect();
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

/// Writes until this process is killed.
pub(crate) fn write(folder: &Path, seed: u64) {
    fastrand::seed(seed);
    let app = start(folder);
    loop {
        if fastrand::bool() {
            draft(&app);
            continue;
        }
        edit(&app, NAME);
    }
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
            shown_tags: Vec::new(),
        })
        .expect("kept");
    say(&Said::Drafted(kept.text));
}
