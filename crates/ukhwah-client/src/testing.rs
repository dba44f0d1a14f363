//! A device for tests: a clock that stands, a key store in memory, and a host that writes down what it was asked.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, FixedOffset, Utc};
use ukhwah_domain::help::Address;
use zeroize::Zeroizing;

use crate::app::{App, Stage, Surroundings};
use crate::clock::Clock;
use crate::folder::Folder;
use crate::host::{
    AutostartRefused, FileKind, Host, NothingOpens, Notice, NoticeSound, NotificationService, SoundOutcome, Told,
};
use crate::settings::ProgressView;
use crate::solat::TableService;
use crate::vault::{KeyVault, VaultError};

/// Thursday, 5 March 2026, noon in Malaysia.
const START: &str = "2026-03-05T04:00:00Z";

/// An app with a real store in a folder of its own, on a device that the test holds in its hand.
pub(crate) struct TestApp {
    pub(crate) app: Arc<App>,
    pub(crate) device: Arc<TestDevice>,
}

impl Deref for TestApp {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

/// A new profile in this folder, open.
pub(crate) fn app(folder: &Path) -> TestApp {
    let made = start(folder, Arc::new(TestDevice::default()));
    made.begin().expect("the folder is empty");
    assert!(matches!(made.stage(), Stage::Open { .. }), "{:?}", made.stage());
    made
}

/// A new profile in this folder, open, that would fetch tables of prayer times from this service.
pub(crate) fn app_fetching(folder: &Path, tables: TableService) -> TestApp {
    let made = start_fetching(folder, Arc::new(TestDevice::default()), tables);
    made.begin().expect("the folder is empty");
    made
}

/// The app as it starts on this device: open, locked, fresh or in trouble, as the folder has it.
pub(crate) fn start(folder: &Path, device: Arc<TestDevice>) -> TestApp {
    start_fetching(folder, device, TableService::default())
}

fn start_fetching(folder: &Path, device: Arc<TestDevice>, tables: TableService) -> TestApp {
    let app = App::new(Surroundings {
        folder: Folder::new(folder.to_path_buf()),
        vault: Box::new(Arc::clone(&device)),
        clock: Box::new(Arc::clone(&device)),
        host: Box::new(Arc::clone(&device)),
        tables,
        demo: false,
    });
    app.open();
    TestApp { app: Arc::new(app), device }
}

fn hours(ahead: i32) -> FixedOffset {
    FixedOffset::east_opt(ahead * 3600).expect("an offset")
}

/// What stands around the app.
pub(crate) struct TestDevice {
    state: Mutex<State>,
}

struct State {
    now: DateTime<Utc>,
    offset: FixedOffset,
    summer: Option<(DateTime<Utc>, FixedOffset)>,
    notices: Vec<Notice>,
    falls_over: bool,
    sound: SoundOutcome,
    hushed: u32,
    notifications: NotificationService,
    tray: bool,
    autostart: Option<bool>,
    replanned: u32,
    secrets: BTreeMap<String, Vec<u8>>,
    vault_gone: Option<VaultError>,
    vault_asked: u32,
    opens: bool,
    chosen_file: Option<PathBuf>,
    chosen_target: Option<PathBuf>,
    opened: Vec<String>,
    shown: Vec<PathBuf>,
    asked_targets: Vec<(FileKind, String)>,
    progress: Vec<ProgressView>,
    named: bool,
}

impl Default for TestDevice {
    fn default() -> Self {
        let state = State {
            now: START.parse().expect("a time"),
            offset: hours(8),
            summer: None,
            notices: Vec::new(),
            falls_over: false,
            sound: SoundOutcome::Played,
            hushed: 0,
            notifications: NotificationService::There,
            tray: false,
            autostart: Some(false),
            replanned: 0,
            secrets: BTreeMap::new(),
            vault_gone: None,
            vault_asked: 0,
            opens: true,
            chosen_file: None,
            chosen_target: None,
            opened: Vec::new(),
            shown: Vec::new(),
            asked_targets: Vec::new(),
            progress: Vec::new(),
            named: false,
        };
        Self { state: Mutex::new(state) }
    }
}

impl TestDevice {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the clock, written as `2026-03-05T04:00:00Z`.
    pub(crate) fn set_now(&self, now: &str) {
        self.state().now = now.parse().expect("a time");
    }

    /// Moves the device into a time zone so many hours ahead of UTC.
    pub(crate) fn travel(&self, ahead: i32) {
        self.state().offset = hours(ahead);
    }

    /// Changes the device's clocks at a moment to so many hours ahead of UTC.
    pub(crate) fn change_clocks(&self, at: &str, ahead: i32) {
        self.state().summer = Some((at.parse().expect("a time"), hours(ahead)));
    }

    /// From now on nothing shows notices.
    pub(crate) fn lose_notifications(&self) {
        self.state().notifications = NotificationService::Absent;
    }

    /// From now on the device has a tray.
    pub(crate) fn give_tray(&self) {
        self.state().tray = true;
    }

    /// From now on this becomes of every sound.
    pub(crate) fn sound_ends(&self, sound: SoundOutcome) {
        self.state().sound = sound;
    }

    /// How often a sound that might play was stopped.
    pub(crate) fn hushed(&self) -> u32 {
        self.state().hushed
    }

    /// The notices that were shown, in order.
    pub(crate) fn notices(&self) -> Vec<Notice> {
        self.state().notices.clone()
    }

    /// How often the deliverer was told to look again.
    pub(crate) fn replanned(&self) -> u32 {
        self.state().replanned
    }

    /// From now on the key store fails like this.
    pub(crate) fn break_vault(&self, error: VaultError) {
        self.state().vault_gone = Some(error);
    }

    /// From now on the key store answers again.
    pub(crate) fn mend_vault(&self) {
        self.state().vault_gone = None;
    }

    /// How often the key store was asked for something.
    pub(crate) fn vault_asked(&self) -> u32 {
        self.state().vault_asked
    }

    /// Lets the app end in the middle of the next notice.
    pub(crate) fn fall_over_at_the_next_notice(&self) {
        self.state().falls_over = true;
    }

    /// From now on nothing opens anything.
    pub(crate) fn open_nothing(&self) {
        self.state().opens = false;
    }

    /// The file that the person chooses from now on; `None` for closing the dialog.
    pub(crate) fn choose(&self, file: Option<&Path>) {
        self.state().chosen_file = file.map(Path::to_path_buf);
    }

    /// Where the person wants files to be written from now on; `None` for closing the dialog.
    pub(crate) fn choose_target(&self, file: Option<&Path>) {
        self.state().chosen_target = file.map(Path::to_path_buf);
    }

    /// The addresses that were handed over, in order.
    pub(crate) fn opened(&self) -> Vec<String> {
        self.state().opened.clone()
    }

    /// The files that were shown, in order.
    pub(crate) fn shown(&self) -> Vec<PathBuf> {
        self.state().shown.clone()
    }

    /// The kinds and names with which the person was asked where to write, in order.
    pub(crate) fn asked_targets(&self) -> Vec<(FileKind, String)> {
        self.state().asked_targets.clone()
    }

    /// Whether the window's title says the app's name.
    pub(crate) fn is_named(&self) -> bool {
        self.state().named
    }

    /// What was said about long tasks, in order.
    pub(crate) fn progress(&self) -> Vec<ProgressView> {
        self.state().progress.clone()
    }
}

impl Clock for Arc<TestDevice> {
    fn now(&self) -> DateTime<Utc> {
        self.state().now
    }

    fn local_offset(&self, at: DateTime<Utc>) -> FixedOffset {
        let state = self.state();
        state.summer.filter(|(from, _)| at >= *from).map_or(state.offset, |(_, offset)| offset)
    }
}

impl KeyVault for Arc<TestDevice> {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let mut state = self.state();
        state.vault_asked += 1;
        state.vault_gone.map_or_else(|| Ok(state.secrets.get(name).cloned().map(Zeroizing::new)), Err)
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), VaultError> {
        let mut state = self.state();
        if let Some(error) = state.vault_gone {
            return Err(error);
        }
        state.secrets.insert(name.to_owned(), secret.to_vec());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), VaultError> {
        let mut state = self.state();
        if let Some(error) = state.vault_gone {
            return Err(error);
        }
        state.secrets.remove(name);
        Ok(())
    }
}

impl Host for Arc<TestDevice> {
    fn dials(&self) -> bool {
        false
    }

    fn name_window(&self, named: bool) {
        self.state().named = named;
    }

    fn has_tray(&self) -> bool {
        self.state().tray
    }

    fn open(&self, address: &Address) -> Result<(), NothingOpens> {
        let mut state = self.state();
        state.opened.push(address.to_string());
        if state.opens { Ok(()) } else { Err(NothingOpens) }
    }

    fn show_file(&self, file: &Path) -> Result<(), NothingOpens> {
        let mut state = self.state();
        state.shown.push(file.to_path_buf());
        if state.opens { Ok(()) } else { Err(NothingOpens) }
    }

    fn choose_file(&self, _: FileKind) -> Option<PathBuf> {
        self.state().chosen_file.clone()
    }

    fn choose_target(&self, kind: FileKind, name: &str) -> Option<PathBuf> {
        let mut state = self.state();
        state.asked_targets.push((kind, name.to_owned()));
        state.chosen_target.clone()
    }

    fn stage_changed(&self) {}

    fn synced(&self) {}

    fn records_came(&self) {}

    fn sync_wanted(&self) {}

    fn progress(&self, progress: ProgressView) {
        self.state().progress.push(progress);
    }

    fn notify(&self, notice: &Notice) -> Told {
        let mut state = self.state();
        assert!(!std::mem::replace(&mut state.falls_over, false), "as the test wanted");
        let shown = state.notifications == NotificationService::There;
        if shown {
            state.notices.push(notice.clone());
        }
        let sound = if notice.sound == NoticeSound::Silent { SoundOutcome::Silent } else { state.sound };
        Told { shown, sound }
    }

    fn hush(&self) {
        self.state().hushed += 1;
    }

    fn can_play(&self, content: &[u8]) -> bool {
        content.starts_with(b"RIFF")
    }

    fn notifications(&self) -> NotificationService {
        self.state().notifications
    }

    fn autostart(&self) -> Option<bool> {
        self.state().autostart
    }

    fn set_autostart(&self, on: bool) -> Result<(), AutostartRefused> {
        self.state().autostart = Some(on);
        Ok(())
    }

    fn reminded(&self) {}

    fn allow_camera(&self, _allowed: bool) {}

    fn replanned(&self) {
        self.state().replanned += 1;
    }
}
