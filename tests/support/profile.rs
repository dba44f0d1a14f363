//! A profile larger than anyone's, on a device that remembers what it was asked to open.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chrono::TimeDelta;
use tempfile::TempDir;
use ukhwah_client::app::{App, Surroundings};
use ukhwah_client::clock::{Clock as _, SystemClock};
use ukhwah_client::folder::Folder;
use ukhwah_client::host::{
    Address, AutostartRefused, FileKind, Host, NothingOpens, Notice, NotificationService, SoundOutcome, Told,
};
use ukhwah_client::people::{NumberRequest, PersonRequest, SpanView};
use ukhwah_client::plan::{CardRequest, PlanItemRequest, SideView};
use ukhwah_client::reflection::{Answers, CheckInRequest, MomentRequest};
use ukhwah_client::settings::ProgressView;
use ukhwah_client::solat::TableService;
use ukhwah_client::vault::{KeyVault, VaultError};
use ukhwah_domain::bounded::Level;
use ukhwah_domain::id::PersonId;
use ukhwah_domain::person::{Knows, NumberLabel, Role};
use ukhwah_domain::plan::PlanPart;
use ukhwah_domain::time::MinuteOfDay;
use zeroize::Zeroizing;

/// A filled profile in a temporary folder.
pub struct Profile {
    /// The app, open.
    pub app: App,
    /// The first person on the ladder.
    pub first: PersonId,
    _folder: TempDir,
}

/// 200 people with two numbers each, 100 cards and 200 lines of the plan, with the versions that this leaves, and two
/// check-ins a day for a year.
///
/// # Panics
/// If the temporary folder cannot be written.
#[must_use]
pub fn large() -> Profile {
    let folder = tempfile::tempdir().expect("a folder");
    let app = opened(folder.path(), Box::new(Memory::default()));
    app.begin().expect("an empty folder");
    for index in 0..200 {
        app.person_save(person(index)).expect("saved");
    }
    for index in 0..100 {
        app.plan_card_save(card(index)).expect("saved");
    }
    for index in 0..200 {
        app.plan_item_save(item(index)).expect("saved");
    }
    for index in 0..730 {
        app.checkin_save(check_in(index)).expect("saved");
    }
    let first = app.people_view().expect("shown").people[0].id;
    Profile { app, first, _folder: folder }
}

/// The app on a folder, as far open as it gets.
#[must_use]
pub fn opened(folder: &Path, vault: Box<dyn KeyVault>) -> App {
    let app = App::new(Surroundings {
        folder: Folder::new(folder.to_owned()),
        vault,
        clock: Box::new(SystemClock),
        host: Box::new(Silent),
        tables: TableService::default(),
        demo: false,
    });
    app.open();
    app
}

/// Somebody to write down, each index another one.
#[must_use]
pub fn person(index: u32) -> PersonRequest {
    let number =
        |text: String| NumberRequest { id: None, seen: None, text, label: NumberLabel::Mobile, whatsapp: true };
    PersonRequest {
        id: None,
        seen: None,
        name: format!("Orang {index}"),
        role: if index.is_multiple_of(3) { Role::Senior } else { Role::Peer },
        role_words: None,
        sex: None,
        knows: Knows::Yes,
        hours: (0..7).map(|weekday| SpanView { weekday, start: 480, end: 1380 }).collect(),
        rhythm_days: Some(7),
        last_contact: Some("2026-11-01".to_owned()),
        note: None,
        on_ladder: index < 50,
        numbers: vec![number(format!("+6013456{index:04}")), number(format!("+6012345{index:04}"))],
    }
}

fn card(index: u32) -> CardRequest {
    let side = |text: String| SideView { code: None, text };
    CardRequest {
        id: None,
        seen: None,
        situation: side(format!("keadaan {index}")),
        response: side(format!("tindakan {index}")),
        on_lock_screen: false,
    }
}

fn item(index: usize) -> PlanItemRequest {
    PlanItemRequest {
        id: None,
        seen: None,
        part: PlanPart::ALL[index % PlanPart::ALL.len()],
        text: format!("baris {index}"),
        person: None,
        on_lock_screen: false,
    }
}

/// Morning and evening, from yesterday back.
fn check_in(index: u16) -> CheckInRequest {
    let level = |step: u16| Level::try_from(i64::from(1 + step % 5)).ok();
    let date = SystemClock.now().date_naive() - TimeDelta::days(1 + i64::from(index / 2));
    let minute = MinuteOfDay::at(9 + 12 * (index % 2), 0).expect("a clock has it");
    CheckInRequest {
        id: None,
        seen: None,
        moment: Some(MomentRequest { date: date.to_string(), minute }),
        answers: Answers { heaviness: level(index), craving: level(index / 3), energy: level(7), ..Answers::default() },
    }
}

/// A key store for as long as the profile lives.
#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl KeyVault for Memory {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned().map(Zeroizing::new))
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), VaultError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), secret.to_vec());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }
}

/// A key store that outlives its process, as files in a folder.
pub struct Kept(pub PathBuf);

impl KeyVault for Kept {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Ok(std::fs::read(self.0.join(name)).ok().map(Zeroizing::new))
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), VaultError> {
        std::fs::write(self.0.join(name), secret).map_err(|_| VaultError::Silent)
    }

    fn delete(&self, name: &str) -> Result<(), VaultError> {
        std::fs::remove_file(self.0.join(name)).map_err(|_| VaultError::Silent)
    }
}

/// A device on which everything opens and nothing is seen of it.
struct Silent;

impl Host for Silent {
    fn dials(&self) -> bool {
        false
    }

    fn name_window(&self, _named: bool) {}

    fn has_tray(&self) -> bool {
        false
    }

    fn open(&self, _address: &Address) -> Result<(), NothingOpens> {
        Ok(())
    }

    fn show_file(&self, _file: &Path) -> Result<(), NothingOpens> {
        Ok(())
    }

    fn choose_file(&self, _kind: FileKind) -> Option<PathBuf> {
        None
    }

    fn choose_target(&self, _kind: FileKind, _name: &str) -> Option<PathBuf> {
        None
    }

    fn stage_changed(&self) {}

    fn progress(&self, _progress: ProgressView) {}

    fn notify(&self, _notice: &Notice) -> Told {
        Told { shown: true, sound: SoundOutcome::Played }
    }

    fn hush(&self) {}

    fn can_play(&self, _content: &[u8]) -> bool {
        true
    }

    fn notifications(&self) -> NotificationService {
        NotificationService::There
    }

    fn autostart(&self) -> Option<bool> {
        None
    }

    fn set_autostart(&self, _on: bool) -> Result<(), AutostartRefused> {
        Err(AutostartRefused)
    }

    fn reminded(&self) {}

    fn replanned(&self) {}
}
