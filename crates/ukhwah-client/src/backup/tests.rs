//! Whole stories: real files, real keys, a real disk.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ukhwah_crypto::MainKey;
use ukhwah_domain::id::PersonId;
use ukhwah_domain::person::{Knows, NumberLabel, Role};
use ukhwah_store::Store;

use super::export::everything;
use super::swap::Step;
use super::{auto, database_key, same};
use crate::app::{App, AppView, Appearance, LockKind, RecoverRequest, Stage, Trouble, UnlockRequest, refusal};
use crate::error::{ErrorCode, IpcError};
use crate::help::LineTarget;
use crate::lines::{EraseLineRequest, LineRequest};
use crate::people::{ErasePersonRequest, NumberRequest, PersonRequest, PersonTarget};
use crate::settings::{
    AutoBackupTarget, BackupReason, BackupSecret, RestoreBackupRequest, SaveBackupRequest, SavedView, SetLockRequest,
};
use crate::testing::{TestApp, TestDevice, start};

mod archive;
mod burden;
mod crash;
mod daily;
mod files;
mod lost;
mod path;
mod purge;
mod recover;
mod service;
mod stories;
mod unlocked;

type Interference = (Step, Box<dyn FnOnce()>);

thread_local! {
    /// What a test does to a restore, and after which of its steps.
    static INTERFERENCE: RefCell<Option<Interference>> = const { RefCell::new(None) };
}

/// Called by a restore after each of its steps.
pub(super) fn done(step: Step) {
    let interference = INTERFERENCE.with_borrow_mut(|kept| kept.take_if(|(wanted, _)| *wanted == step));
    if let Some((_, interfere)) = interference {
        interfere();
    }
}

const PASSPHRASE: &str = "hujan lebat petang";
const PIN: &str = "190487";

type Export = BTreeMap<&'static str, Vec<u8>>;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn fresh(folder: &Path) -> TestApp {
    let app = start(folder, Arc::new(TestDevice::default()));
    assert_eq!(app.stage(), Stage::Fresh);
    app
}

/// A profile with something of every kind, also in the trash.
fn filled(folder: &Path) -> TestApp {
    let app = fresh(folder);
    app.fill_with_examples().expect("filled");
    let odd = add(&app, "=HYPERLINK(\"x\") 🌧 \"kawan\", lama\nسلام");
    app.person_trash(PersonTarget { id: odd }).expect("in the trash");
    app.line_save(LineRequest {
        id: None,
        seen: None,
        name: "Talian malam".to_owned(),
        number: "1-300-80-8080".to_owned(),
        whatsapp: None,
        hours: Vec::new(),
        cost_words: None,
    })
    .expect("saved");
    app
}

/// Adds a person and returns who it is.
fn add(app: &App, name: &str) -> PersonId {
    add_with(app, name, "+65 6123 4567")
}

fn add_with(app: &App, name: &str, number: &str) -> PersonId {
    let number =
        NumberRequest { id: None, seen: None, text: number.to_owned(), label: NumberLabel::Work, whatsapp: false };
    let one_line = name.replace('\n', " ");
    let request = PersonRequest {
        id: None,
        seen: None,
        name: one_line.clone(),
        role: Role::Peer,
        role_words: None,
        sex: None,
        knows: Knows::No,
        hours: Vec::new(),
        rhythm_days: None,
        last_contact: None,
        note: Some(name.to_owned()),
        on_ladder: false,
        numbers: vec![number],
        shown_numbers: Vec::new(),
    };
    let people = app.person_save(request).expect("saved").people;
    people.into_iter().find(|person| person.name == one_line).expect("added").id
}

fn make_auto(app: &App) {
    let now = app.clock.now();
    app.with_open(|open| auto::make(&app.folder, open, BackupReason::Daily, now).map_err(refusal)).expect("made");
}

/// Everything in the open database.
fn export(app: &App) -> Export {
    app.with_open(|open| everything(&open.store, Appearance::default())).expect("exported")
}

fn words(app: &App) -> String {
    app.recovery_view().expect("open").words.join(" ")
}

fn code(result: Result<impl Sized, IpcError>) -> Option<ErrorCode> {
    result.err().map(|error| error.code)
}

fn save(app: &TestApp, with: BackupSecret, target: &Path) -> Result<SavedView, IpcError> {
    app.device.choose_target(Some(target));
    let passphrase = (with == BackupSecret::Passphrase).then(|| PASSPHRASE.to_owned());
    app.backup_save(SaveBackupRequest { with, passphrase })
}

fn choose(app: &TestApp, file: &Path) -> Result<BackupSecret, IpcError> {
    app.device.choose(Some(file));
    app.backup_choose().map(|chosen| chosen.opens_with)
}

fn restore(app: &TestApp, file: &Path, secret: &str) -> Result<AppView, IpcError> {
    choose(app, file)?;
    app.backup_restore(RestoreBackupRequest { secret: secret.to_owned() })
}

fn restore_auto(app: &App, name: &str) -> Result<AppView, IpcError> {
    app.auto_backup_restore(AutoBackupTarget { name: name.to_owned() })
}

fn recover(app: &App, words: &str) -> Result<AppView, IpcError> {
    app.unlock_with_recovery(RecoverRequest { words: words.to_owned() })
}

/// The same folder after the process has ended, on a device that still has its key store.
fn restart(folder: &Path, app: TestApp) -> TestApp {
    let device = Arc::clone(&app.device);
    drop(app);
    start(folder, device)
}

/// The same folder after the process has ended and the device's key store was emptied.
fn restart_without_keys(folder: &Path, app: TestApp) -> TestApp {
    drop(app);
    start(folder, Arc::new(TestDevice::default()))
}

fn is_open(app: &App) -> bool {
    matches!(app.stage(), Stage::Open { .. })
}

fn trouble(app: &App) -> Option<Trouble> {
    match app.stage() {
        Stage::Trouble { what } => Some(what),
        _ => None,
    }
}

/// The names of all files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("readable").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// No file of an unfinished task is left in the profile.
fn is_tidy(app: &App) -> bool {
    !app.folder.path().join("work").exists()
        && !files(app.folder.path()).iter().any(|file| file.to_string_lossy().contains("unfinished"))
}
