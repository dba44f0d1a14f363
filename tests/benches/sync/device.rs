//! A device: a real app with an encrypted database of its own.

use std::time::{Duration, Instant};

use tempfile::TempDir;
use ukhwah_client::app::App;
use ukhwah_client::journal::{JournalEntryView, JournalSaveRequest};
use ukhwah_client::search::SearchRequest;
use ukhwah_domain::journal::{JournalEntry, JournalText};
use ukhwah_store::{DatabaseKey, Store};
use ukhwah_tests::devices;
use ukhwah_tests::profile::{Kept, WORDS, opened, write_journal};

/// How many bytes of text each record has: with what is around it, its sealed form takes 2 KiB.
pub(crate) const TEXT: usize = 1_800;

pub(crate) struct Device {
    pub(crate) app: App,
    folder: TempDir,
}

impl Device {
    /// One with nothing written on it.
    pub(crate) fn empty() -> Self {
        Self::with(&[])
    }

    /// One with a journal entry for each text.
    pub(crate) fn with(texts: &[String]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (profile, keys) = (folder.path().join("profile"), folder.path().join("keys"));
        std::fs::create_dir(&profile).and_then(|()| std::fs::create_dir(&keys)).expect("two folders");
        let open = || opened(&profile, Box::new(Kept(keys.clone())));
        let app = open();
        app.begin().expect("an empty folder");
        if texts.is_empty() {
            return Self { app, folder };
        }
        app.shut_down();
        // Only then is the folder free for the next one.
        drop(app);
        write_journal(folder.path(), texts.iter().enumerate().map(|(index, text)| entry(index, text)));
        Self { app: open(), folder }
    }

    /// A second device of the same person, which has nothing yet.
    pub(crate) fn paired(&self) -> Self {
        let new = Self::empty();
        devices::pair(&self.app, &new.app);
        new
    }

    /// Copies until both sides are the same, and says how long that took.
    pub(crate) fn copies(&self) -> Duration {
        let start = Instant::now();
        let link = self.app.sync_now().expect("linked").link.expect("linked");
        let took = start.elapsed();
        assert_eq!((link.trouble, link.pending), (None, 0), "{link:?}");
        took
    }

    /// Writes a short journal entry, or other words into it.
    pub(crate) fn writes(&self, text: &str, into: Option<&JournalEntryView>) -> JournalEntryView {
        let request = JournalSaveRequest {
            id: into.map(|entry| entry.id),
            seen: into.map(|entry| entry.seen.clone()),
            text: text.to_owned(),
            draft: false,
            prompt: None,
            tags: Vec::new(),
            shown_tags: Vec::new(),
        };
        self.app.journal_save(request).expect("saved")
    }

    /// Whether a search finds this word.
    pub(crate) fn shows(&self, word: &str) -> bool {
        let found = self.app.search(SearchRequest { text: word.to_owned(), group: None }).expect("searched");
        !found.groups.is_empty()
    }

    /// How many journal entries its database has, now that the app is shut.
    pub(crate) fn count(self) -> u64 {
        self.app.shut_down();
        drop(self.app);
        let key = std::fs::read(self.folder.path().join("keys/main")).expect("there is no lock");
        let key = DatabaseKey::from_bytes(key.as_slice().try_into().expect("32 bytes"));
        let profile = self.folder.path().join("profile");
        let store = Store::open(&profile.join("records.db"), &key, &profile.join("before.db")).expect("opens");
        store.read().count_of::<JournalEntry>().expect("readable")
    }
}

fn entry(index: usize, text: &str) -> JournalEntry {
    let days = i64::try_from(index).expect("few") * 3_650 / 10_000;
    JournalEntry {
        text: JournalText::parse(text).expect("a text"),
        at_ms: 1_480_000_000_000 + days * 86_400_000,
        draft: false,
        prompt: None,
    }
}

/// So many texts of [`TEXT`] bytes, each another one, of words as people use them.
pub(crate) fn texts(count: usize) -> Vec<String> {
    let text = |index| {
        let mut random = fastrand::Rng::with_seed(index as u64);
        let mut text = format!("nombor{index}");
        while text.len() < TEXT {
            let share = random.f64();
            text.push(' ');
            text.push_str(WORDS[(share * share * share * WORDS.len() as f64) as usize]);
        }
        text.chars().filter(char::is_ascii).take(TEXT).collect::<String>().trim_end().to_owned()
    };
    (0..count).map(text).collect()
}
