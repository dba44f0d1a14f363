//! The desktop around the core: opening addresses, showing files, choosing files, notices.

use std::path::{Path, PathBuf};

use tauri::{AppHandle, Emitter as _, Manager as _, Wry};
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder};
use tauri_plugin_opener::OpenerExt as _;
use ukhwah_client::host::{Address, AutostartRefused, FileKind, Host, NothingOpens, Notice, NotificationService, Told};
use ukhwah_client::settings::ProgressView;
use ukhwah_client::text;

use crate::{Core, autostart, camera, notify, reminders, sound};

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
        let title = text::file_choose(self.handle.state::<Core>().language());
        self.dialog(title, kind).blocking_pick_file()?.into_path().ok()
    }

    fn choose_target(&self, kind: FileKind, name: &str) -> Option<PathBuf> {
        let title = text::file_target(self.handle.state::<Core>().language());
        self.dialog(title, kind).set_file_name(name).blocking_save_file()?.into_path().ok()
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

    fn allow_camera(&self, allowed: bool) {
        camera::allow(allowed);
    }

    fn replanned(&self) {
        reminders::wake();
    }
}

impl Desktop {
    /// A dialog for files of a kind. Without a title of its own it would have one in English.
    fn dialog(&self, title: &str, kind: FileKind) -> FileDialogBuilder<Wry> {
        self.handle.dialog().file().set_title(title).add_filter(endings(kind)[0], endings(kind))
    }

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
