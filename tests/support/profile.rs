//! A profile larger than anyone's, on a device that remembers what it was asked to open.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chrono::DateTime;
use tempfile::TempDir;
use ukhwah_client::app::{App, Surroundings};
use ukhwah_client::clock::SystemClock;
use ukhwah_client::folder::Folder;
use ukhwah_client::host::{
    Address, AutostartRefused, FileKind, Host, NothingOpens, Notice, NotificationService, SoundOutcome, Told,
};
use ukhwah_client::people::{NumberRequest, PersonRequest, SpanView};
use ukhwah_client::plan::{CardRequest, PlanItemRequest, SideView};
use ukhwah_client::settings::ProgressView;
use ukhwah_client::solat::TableService;
use ukhwah_client::vault::{KeyVault, VaultError};
use ukhwah_domain::id::PersonId;
use ukhwah_domain::journal::{JournalEntry, JournalText};
use ukhwah_domain::person::{Knows, NumberLabel, Role};
use ukhwah_domain::plan::PlanPart;
use ukhwah_store::{DatabaseKey, Store, StoreError};
use zeroize::Zeroizing;

/// A filled profile in a temporary folder.
pub struct Profile {
    /// The app, open.
    pub app: App,
    /// The first person on the ladder.
    pub first: PersonId,
    _folder: TempDir,
}

/// 200 people with two numbers each, 100 cards and 200 lines of the plan, with the versions that this leaves.
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
    let first = app.people_view().expect("shown").people[0].id;
    Profile { app, first, _folder: folder }
}

/// So many journal entries of 20 to 200 words, over ten years: words of [`WORDS`] and, once in each, its number.
///
/// They are written in one transaction, since each by itself would wait for the disk.
///
/// # Panics
/// If the temporary folder cannot be written.
#[must_use]
pub fn journal(entries: u32) -> Profile {
    let folder = tempfile::tempdir().expect("a folder");
    let (profile, keys) = (folder.path().join("profile"), folder.path().join("keys"));
    std::fs::create_dir(&profile).and_then(|()| std::fs::create_dir(&keys)).expect("two folders");
    let app = opened(&profile, Box::new(Kept(keys.clone())));
    app.begin().expect("an empty folder");
    app.person_save(person(0)).expect("saved");
    let first = app.people_view().expect("shown").people[0].id;
    app.shut_down();
    // Only then is the folder free for the next one.
    drop(app);
    write_journal(folder.path(), (0..entries).map(|index| entry(index, entries)));
    Profile { app: opened(&profile, Box::new(Kept(keys))), first, _folder: folder }
}

/// Writes journal entries, in one transaction, into the database of an app that is shut, whose `profile` and `keys` lie
/// in `root`.
///
/// # Panics
/// If they cannot be written.
pub fn write_journal(root: &Path, entries: impl IntoIterator<Item = JournalEntry>) {
    let (profile, keys) = (root.join("profile"), root.join("keys"));
    let key = std::fs::read(keys.join("main")).expect("there is no lock");
    let key = DatabaseKey::from_bytes(key.as_slice().try_into().expect("32 bytes"));
    let file = profile.join("records.db");
    let mut store = Store::open(&file, &key, &profile.join("before.db")).expect("opens");
    store
        .transact(DateTime::UNIX_EPOCH, |tx| {
            for entry in entries {
                tx.create(&entry)?;
            }
            Ok::<_, StoreError>(())
        })
        .expect("written");
    store.close().expect("closed");
}

/// The words of the journal's entries, the most used first, as in a language: half of them stand in few entries.
pub const WORDS: &[&str] = &[
    "saya",
    "yang",
    "dan",
    "hari",
    "tak",
    "dia",
    "ini",
    "dengan",
    "kerja",
    "the",
    "balik",
    "rumah",
    "penat",
    "kawan",
    "today",
    "malam",
    "rasa",
    "kami",
    "lama",
    "and",
    "pagi",
    "anak",
    "jumpa",
    "hujan",
    "tolong",
    "cakap",
    "marah",
    "was",
    "surau",
    "makan",
    "tidur",
    "orang",
    "sabar",
    "work",
    "klien",
    "kuat",
    "cerita",
    "ingat",
    "pekan",
    "telefon",
    "bayar",
    "family",
    "menolong",
    "gaji",
    "tenang",
    "duduk",
    "jalan",
    "kampung",
    "better",
    "berkawan",
    "laut",
    "menangis",
    "hati",
    "terasa",
    "perjumpaan",
    "isteri",
    "tired",
    "sungai",
    "café",
    "memukul",
    "kekuatan",
    "sejuk",
    "bersyukur",
    "hilang",
];

fn entry(index: u32, of: u32) -> JournalEntry {
    let mut random = fastrand::Rng::with_seed(index.into());
    let count = random.usize(20..200);
    let mut words: Vec<String> = (0..count)
        .map(|_| {
            let share = random.f64();
            WORDS[(share * share * share * WORDS.len() as f64) as usize].to_owned()
        })
        .collect();
    words[count / 2] = format!("nombor{index}");
    let days = i64::from(index) * 3_650 / i64::from(of);
    JournalEntry {
        text: JournalText::parse(&words.join(" ")).expect("a text"),
        at_ms: 1_480_000_000_000 + days * 86_400_000,
        draft: false,
        prompt: None,
    }
}

/// The app on a folder, as far open as it gets.
#[must_use]
pub fn opened(folder: &Path, vault: Box<dyn KeyVault>) -> App {
    let app = closed(folder, vault);
    app.open();
    app
}

/// The app on a folder that it has not looked at yet.
#[must_use]
pub fn closed(folder: &Path, vault: Box<dyn KeyVault>) -> App {
    App::new(Surroundings {
        folder: Folder::new(folder.to_owned()),
        vault,
        clock: Box::new(SystemClock),
        host: Box::new(Silent { folder: folder.to_owned() }),
        tables: TableService::default(),
        demo: false,
    })
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
        shown_numbers: Vec::new(),
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
        match std::fs::remove_file(self.0.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(VaultError::Silent),
            _ => Ok(()),
        }
    }
}

/// A device on which everything opens and nothing is seen of it. Whoever is asked for the organization's certificate chooses
/// `certificate.pem`, beside the profile.
struct Silent {
    folder: PathBuf,
}

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

    fn choose_file(&self, kind: FileKind) -> Option<PathBuf> {
        (kind == FileKind::Certificate).then(|| self.folder.with_file_name("certificate.pem"))
    }

    fn choose_target(&self, _kind: FileKind, _name: &str) -> Option<PathBuf> {
        None
    }

    fn stage_changed(&self) {}

    fn synced(&self) {}

    fn records_came(&self) {}

    fn sync_wanted(&self) {}

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

    fn allow_camera(&self, _allowed: bool) {}

    fn replanned(&self) {}
}
