//! The lines of a plan that a process writes, and what it says of them.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};
use ukhwah_client::app::App;
use ukhwah_client::plan::{PlanItemRequest, PlanItemView, PlanTarget};
use ukhwah_domain::id::PlanItemId;
use ukhwah_domain::plan::PlanPart;
use ukhwah_tests::profile::{Kept, opened};

/// With so many lines it is time to remove some.
const MANY: usize = 40;

/// What a process says, one line for each.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Said {
    /// It has started and found these lines of its own.
    Found(Vec<(PlanItemId, String)>),
    /// It is about to save this: what the line is to say, or none for removing it.
    Trying(Option<PlanItemId>, Option<String>),
    /// It was told that this is saved.
    Saved(PlanItemId, Option<String>),
    /// It hands in the draft of a journal entry as it has grown since.
    Drafting(String),
    /// It was told that the draft is kept.
    Drafted(String),
    /// It is about to bring its records and the server's together.
    Syncing,
    /// It has, or the server did not answer.
    Synced(bool),
}

/// What a process was about to save: which line, if it is there already, and its words, or none for removing it.
pub(crate) type InFlight = Option<(Option<PlanItemId>, Option<String>)>;

/// What must be there: each line's words.
pub(crate) type Lines = BTreeMap<PlanItemId, String>;

/// Says something to whoever started this process.
pub(crate) fn say(what: &Said) {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, what).expect("plain JSON");
    out.write_all(b"\n").and_then(|()| out.flush()).expect("heard");
}

/// What was in flight when the process was killed is there or is not; both are right.
pub(crate) fn settle(lines: &mut Lines, in_flight: InFlight, found: &Lines) {
    let Some((id, text)) = in_flight else { return };
    let id = id.or_else(|| found.iter().find(|(_, words)| Some(*words) == text.as_ref()).map(|(id, _)| *id));
    let Some(id) = id else { return };
    match (text, found.get(&id)) {
        (Some(text), Some(words)) if *words == text => drop(lines.insert(id, text)),
        (None, None) => drop(lines.remove(&id)),
        _ => {}
    }
}

/// Makes the folders of a device.
pub(crate) fn make_folders(folder: &Path) {
    for name in ["profile", "keys"] {
        std::fs::create_dir_all(folder.join(name)).expect("a folder");
    }
}

/// Opens the app in a device's folders.
pub(crate) fn start(folder: &Path) -> App {
    opened(&folder.join("profile"), Box::new(Kept(folder.join("keys"))))
}

/// The lines that begin with this word, which is whoever wrote them.
pub(crate) fn own(app: &App, name: &str) -> Vec<PlanItemView> {
    let items = app.plan_view().expect("the database opens after every kill").items;
    items.into_iter().filter(|item| item.text.starts_with(name)).collect()
}

/// Adds, changes or removes one of the lines that begin with this word.
pub(crate) fn edit(app: &App, name: &str) {
    let items = own(app, name);
    match fastrand::choice(&items) {
        Some(item) if fastrand::u8(..4) == 0 || items.len() > MANY => remove(app, item.id),
        Some(item) if fastrand::bool() => save(app, name, Some(item)),
        _ => save(app, name, None),
    }
}

fn remove(app: &App, id: PlanItemId) {
    say(&Said::Trying(Some(id), None));
    app.plan_remove(PlanTarget::Item { id }).expect("removed");
    say(&Said::Saved(id, None));
}

fn save(app: &App, name: &str, item: Option<&PlanItemView>) {
    let text = format!("{name} {}", fastrand::u64(..));
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
