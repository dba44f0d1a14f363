use std::path::Path;
use std::sync::Arc;

use ukhwah_domain::person::{Knows, NumberLabel, Role};

use super::*;
use crate::error::ErrorCode;
use crate::help::{AnswerRequest, Channel, ContactRequest, ContactTarget, HelpRequest};
use crate::host::FileKind;
use crate::people::{NumberRequest, PersonRequest};
use crate::plan::PrintTo;
use crate::settings::{DeviceSettings, RecoveryPrintRequest, SetLockRequest};
use crate::testing::{TestApp, app, start};
use crate::vault::VaultError;

pub(super) mod begin;
mod cards;
mod clock;
mod damage;
mod disk;
mod lock;
#[cfg(target_os = "linux")]
mod memory;

const PIN: &str = "190487";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn restart(folder: &Path, app: TestApp) -> TestApp {
    let device = Arc::clone(&app.device);
    app.shut_down();
    drop(app);
    start(folder, device)
}

fn someone(name: &str, number: &str) -> PersonRequest {
    let number =
        NumberRequest { id: None, seen: None, text: number.to_owned(), label: NumberLabel::Mobile, whatsapp: true };
    PersonRequest {
        id: None,
        seen: None,
        name: name.to_owned(),
        role: Role::Senior,
        role_words: None,
        sex: None,
        knows: Knows::Yes,
        hours: Vec::new(),
        rhythm_days: None,
        last_contact: None,
        note: None,
        on_ladder: true,
        numbers: vec![number],
        shown_numbers: Vec::new(),
    }
}

fn set_lock(app: &TestApp, kind: Option<LockKind>, secret: &str, current: Option<&str>) -> Result<(), IpcError> {
    let request = SetLockRequest { current: current.map(str::to_owned), kind, secret: secret.to_owned() };
    app.lock_set(request).map(drop)
}

fn unlock(app: &TestApp, secret: &str) -> Result<AppView, IpcError> {
    app.unlock(UnlockRequest { secret: secret.to_owned() })
}

fn code(result: Result<impl Sized, IpcError>) -> Option<ErrorCode> {
    result.err().map(|error| error.code)
}

fn names(app: &TestApp) -> Vec<String> {
    app.help_view(HelpRequest::default()).expect("Help is always there").rungs.into_iter().map(|r| r.name).collect()
}

fn is_open(stage: &Stage) -> bool {
    matches!(stage, Stage::Open { .. })
}

fn call(app: &TestApp, target: ContactTarget) -> Result<String, IpcError> {
    let request = ContactRequest { target, channel: Channel::Call, call_back: false };
    app.help_contact(request).map(|_| app.device.opened().pop().unwrap_or_default())
}

#[test]
fn a_profile_opens_again_after_a_restart() {
    let folder = folder();
    let app = app(folder.path());
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    app.welcome_done().expect("noted");
    let app = restart(folder.path(), app);
    assert_eq!(app.stage(), Stage::Open { welcomed: true });
    assert_eq!(names(&app), ["Abang Rahim"]);
}

#[test]
fn a_second_profile_is_never_made_over_the_first() {
    let folder = folder();
    let app = app(folder.path());
    assert_eq!(code(app.begin()), Some(ErrorCode::BadRequest));
}

#[test]
fn a_second_running_app_leaves_the_folder_alone_and_still_helps() {
    let folder = folder();
    let first = app(folder.path());
    first.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    let second = start(folder.path(), Arc::clone(&first.device));
    assert_eq!(second.stage(), Stage::Trouble { what: Trouble::InUse });
    assert_eq!(names(&second), ["Abang Rahim"]);
}

#[test]
fn without_a_key_store_the_keys_lie_on_the_disk_and_the_app_says_so() {
    let folder = folder();
    let device = Arc::default();
    crate::testing::TestDevice::break_vault(&device, VaultError::Absent);
    let app = start(folder.path(), device);
    app.begin().expect("made");
    let settings = app.settings_view().expect("shown");
    assert!(settings.key_on_disk && settings.cards_key_on_disk && !settings.keychain);
    assert!(app.today_view().expect("shown").key_on_disk);
    set_lock(&app, Some(LockKind::Passphrase), "kopi o kosong", None).expect("locked");
    let settings = app.settings_view().expect("shown");
    assert!(!settings.key_on_disk && settings.cards_key_on_disk);
    let app = restart(folder.path(), app);
    assert!(is_open(&unlock(&app, "kopi o kosong").expect("right").stage));
}

#[test]
fn an_emptied_key_store_is_answered_with_the_recovery_code() {
    let folder = folder();
    let app = app(folder.path());
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    let words = app.recovery_view().expect("shown").words.join(" ");
    app.keys().forget_bare_main().expect("emptied");
    let app = restart(folder.path(), app);
    assert_eq!(app.stage(), Stage::Trouble { what: Trouble::KeyMissing });
    let other = "abandon ".repeat(14) + "address";
    assert!(app.unlock_with_recovery(RecoverRequest { words: other }).is_err());
    let view = app.unlock_with_recovery(RecoverRequest { words }).expect("opened");
    assert!(is_open(&view.stage));
    assert_eq!(app.people_view().expect("shown").people[0].name, "Abang Rahim");
    let app = restart(folder.path(), app);
    assert!(is_open(&app.stage()), "and the key store has the key again");
}

#[test]
fn a_silent_key_store_is_not_taken_for_an_empty_one() {
    let folder = folder();
    let app = app(folder.path());
    app.device.break_vault(VaultError::Silent);
    let app = restart(folder.path(), app);
    assert_eq!(app.stage(), Stage::Trouble { what: Trouble::KeychainSilent });
}

#[test]
fn help_survives_a_deleted_and_a_damaged_database() {
    let folder = folder();
    let app = app(folder.path());
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    app.shut_down();
    let database = folder.path().join("records.db");
    let sound = std::fs::read(&database).expect("there");
    std::fs::write(&database, vec![7; sound.len()]).expect("damaged");
    let app = restart(folder.path(), app);
    assert_eq!(app.stage(), Stage::Trouble { what: Trouble::Damaged });
    assert_eq!(names(&app), ["Abang Rahim"]);
    assert_eq!(std::fs::read(&database).expect("kept"), vec![7; sound.len()], "and nothing touched the file");
    std::fs::remove_file(&database).expect("deleted");
    let app = restart(folder.path(), app);
    assert_eq!(app.stage(), Stage::Trouble { what: Trouble::DatabaseMissing });
    assert_eq!(names(&app), ["Abang Rahim"]);
    assert_eq!(code(app.begin()), Some(ErrorCode::BadRequest), "and no new profile is made over it");
}

#[test]
fn a_damaged_help_card_leaves_the_built_in_lines() {
    let folder = folder();
    let app = app(folder.path());
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    std::fs::write(folder.path().join("help.card"), "torn").expect("damaged");
    let app = restart(folder.path(), app);
    let help = app.help_view(HelpRequest::default()).expect("Help");
    assert!(help.builtin_only && help.rungs.is_empty());
    assert_eq!(help.lines.last().map(|line| line.name.as_str()), Some("999"));
    assert_eq!(call(&app, ContactTarget::Emergency).expect("reached"), "tel:999");
    unlock(&app, PIN).expect("right");
    assert_eq!(names(&app), ["Abang Rahim"], "the card is made again when the app is open");
}

#[test]
fn who_was_reached_while_locked_is_noted_at_the_next_unlock() {
    let folder = folder();
    let app = app(folder.path());
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    app.lock_now().expect("locked");
    let person = app.help_view(HelpRequest::default()).expect("Help").rungs[0].id;
    call(&app, ContactTarget::Person { id: person, number: 0 }).expect("reached");
    assert_eq!(app.help_view(HelpRequest::default()).expect("Help").asked.map(|asked| asked.person), Some(person));
    app.help_answer(AnswerRequest { person, reached: Some(true) }).expect("noted");
    assert_eq!(app.help_view(HelpRequest::default()).expect("Help").asked, None);
    let app = restart(folder.path(), app);
    unlock(&app, PIN).expect("right");
    assert_eq!(app.people_view().expect("shown").people[0].last_contact.as_deref(), Some("2026-03-05"));
}

#[test]
fn whether_they_talked_is_asked_for_half_a_day_and_no_longer() {
    let folder = folder();
    let app = app(folder.path());
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    let person = app.help_view(HelpRequest::default()).expect("Help").rungs[0].id;
    call(&app, ContactTarget::Person { id: person, number: 0 }).expect("reached");
    let asked = || app.help_view(HelpRequest::default()).expect("Help").asked.map(|asked| asked.person);
    app.device.set_now("2026-03-05T15:59:00Z");
    assert_eq!(asked(), Some(person));
    app.device.set_now("2026-03-05T16:00:00Z");
    assert_eq!(asked(), None);
    call(&app, ContactTarget::Person { id: person, number: 0 }).expect("reached");
    app.device.set_now("1970-01-01T00:00:00Z");
    assert_eq!(asked(), None, "a clock that was set back does not keep the question for decades");
}

#[test]
fn the_lines_that_answer_come_first_then_999_then_those_that_do_not() {
    let folder = folder();
    let app = app(folder.path());
    let lines = || {
        let lines = app.help_view(HelpRequest::default()).expect("Help").lines;
        lines.into_iter().map(|line| line.name).collect::<Vec<_>>()
    };
    assert_eq!(lines(), ["Talian Kasih", "Befrienders KL", "HEAL", "999"]);
    app.device.set_now("2026-03-05T19:00:00Z"); // three in the night
    assert_eq!(lines(), ["Talian Kasih", "Befrienders KL", "999", "HEAL"]);
}

#[test]
fn erasing_everything_destroys_the_keys_and_leaves_no_file_of_the_person() {
    let folder = folder();
    let app = app(folder.path());
    app.person_save(someone("Abang Rahim", "013-456 7890")).expect("saved");
    let view = app.erase_everything().expect("erased");
    assert_eq!(view.stage, Stage::Fresh);
    assert!(app.keys().bare_main().is_err() && app.keys().device().is_err());
    let mut left: Vec<_> =
        std::fs::read_dir(folder.path()).expect("there").map(|e| e.expect("one").file_name()).collect();
    left.sort();
    assert_eq!(left, ["appearance.json", "occupied"]);
    assert!(names(&app).is_empty());
    app.begin().expect("a new beginning is possible");
    assert!(app.people_view().expect("shown").people.is_empty());
}

#[test]
fn no_word_of_the_person_stands_in_a_file() {
    let folder = folder();
    let app = app(folder.path());
    app.person_save(someone("Zamboanga", "013-456 7890")).expect("saved");
    set_lock(&app, Some(LockKind::Pin), PIN, None).expect("locked");
    let mut files = vec![folder.path().to_owned()];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(&path).expect("there").map(|entry| entry.expect("one").path()));
            continue;
        }
        let bytes = std::fs::read(&path).expect("readable");
        for word in [&b"Zamboanga"[..], b"134567890", PIN.as_bytes()] {
            assert!(!bytes.windows(word.len()).any(|window| window == word), "{}", path.display());
        }
    }
}

#[test]
fn where_nothing_opens_the_number_is_there_to_read_and_scan() {
    let folder = folder();
    let app = app(folder.path());
    app.device.open_nothing();
    let request = ContactRequest { target: ContactTarget::Emergency, channel: Channel::Call, call_back: false };
    let shown = app.help_contact(request).expect("not an error");
    assert!(!shown.handed_over && shown.copy == "999" && shown.qr.is_some());
}
