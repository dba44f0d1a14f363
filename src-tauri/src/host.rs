//! The desktop around the core: opening addresses, showing files, choosing files, notices.

use std::path::{Path, PathBuf};

use tauri::{AppHandle, Emitter as _};
use tauri_plugin_dialog::DialogExt as _;
use tauri_plugin_opener::OpenerExt as _;
use ukhwah_client::host::{Address, AutostartRefused, FileKind, Host, NothingOpens, Notice, NotificationService, Told};
use ukhwah_client::settings::ProgressView;

use crate::{autostart, notify, reminders, sound};

/// A desktop: it may have a tray, and no dialler that could be relied on.
pub(crate) struct Desktop {
    handle: AppHandle,
}

impl Desktop {
    pub(crate) const fn new(handle: AppHandle) -> Self {
        Self { handle }
    }
}

impl Host for Desktop {
    fn dials(&self) -> bool {
        cfg!(mobile)
    }

    fn name_window(&self, named: bool) {
        crate::window::name(&self.handle, named);
    }

    fn has_tray(&self) -> bool {
        crate::tray::is_shown(&self.handle)
    }

    fn open(&self, address: &Address) -> Result<(), NothingOpens> {
        self.handle.opener().open_url(address.as_str(), None::<&str>).map_err(|_| NothingOpens)
    }

    fn show_file(&self, file: &Path) -> Result<(), NothingOpens> {
        let path = file.to_str().ok_or(NothingOpens)?;
        self.handle.opener().open_path(path, None::<&str>).map_err(|_| NothingOpens)
    }

    fn choose_file(&self, kind: FileKind) -> Option<PathBuf> {
        let dialog = self.handle.dialog().file().add_filter(endings(kind)[0], endings(kind));
        dialog.blocking_pick_file()?.into_path().ok()
    }

    fn choose_target(&self, kind: FileKind, name: &str) -> Option<PathBuf> {
        let dialog = self.handle.dialog().file().add_filter(endings(kind)[0], endings(kind)).set_file_name(name);
        dialog.blocking_save_file()?.into_path().ok()
    }

    fn stage_changed(&self) {
        crate::tray::follow(&self.handle);
        self.tell("stage", ());
    }

    fn progress(&self, progress: ProgressView) {
        self.tell("progress", progress);
    }

    fn notify(&self, notice: &Notice) -> Told {
        // Where nothing can be shown, a sound is all the more needed; the app lists what it was for.
        let begun = sound::play(notice.sound.clone());
        Told { shown: notify::show(notice), sound: begun.outcome() }
    }

    fn hush(&self) {
        sound::hush();
    }

    fn can_play(&self, content: &[u8]) -> bool {
        sound::can_play(content)
    }

    fn notifications(&self) -> NotificationService {
        notify::service()
    }

    fn autostart(&self) -> Option<bool> {
        autostart::is_on()
    }

    fn set_autostart(&self, on: bool) -> Result<(), AutostartRefused> {
        autostart::set(on)
    }

    fn reminded(&self) {
        crate::tray::follow(&self.handle);
        self.tell("reminders", ());
    }

    fn synced(&self) {
        self.tell("sync", ());
    }

    fn records_came(&self) {
        self.tell("records", ());
    }

    fn sync_wanted(&self) {
        crate::sync::wake();
    }

    fn replanned(&self) {
        reminders::wake();
    }
}

impl Desktop {
    fn tell(&self, event: &str, payload: impl serde::Serialize + Clone) {
        if let Err(error) = self.handle.emit(event, payload) {
            tracing::warn!(%error, event, "the interface was not told");
        }
    }
}

const fn endings(kind: FileKind) -> &'static [&'static str] {
    match kind {
        FileKind::Contacts => &["vcf"],
        FileKind::Backup => &["ukb"],
        FileKind::Archive => &["zip"],
        FileKind::Paper => &["pdf"],
        FileKind::Calendar => &["ics"],
        FileKind::Text => &["txt"],
        FileKind::Table => &["json", "csv"],
        FileKind::Spreadsheet => &["csv"],
        FileKind::Sound => &["wav", "ogg", "mp3", "flac"],
        FileKind::Picture => &["png", "jpg", "jpeg"],
        FileKind::Certificate => &["pem", "crt"],
    }
}
