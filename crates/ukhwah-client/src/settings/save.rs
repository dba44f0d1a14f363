//! Showing and keeping the choices.

use ukhwah_domain::person::Profile;
use ukhwah_store::Store;

use super::{DeviceSettings, ProfileSettings, SettingsView, profile_of};
use crate::app::App;
use crate::backup;
use crate::error::IpcError;

const DEVICE: &str = "device";
pub(super) const RECOVERY_SAVED: &str = "recovery_saved";

impl DeviceSettings {
    /// What was chosen on this device, or the default.
    pub(crate) fn read(store: &Store) -> Result<Self, IpcError> {
        Ok(store.setting(DEVICE)?.unwrap_or_default())
    }
}

impl App {
    /// The choices as they stand.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn settings_view(&self) -> Result<SettingsView, IpcError> {
        let keys = self.keys();
        // The system may take its time; nothing is held meanwhile.
        let (keychain, tray) = (self.has_vault(), self.host.has_tray());
        let lock = keys.file()?.lock().map(|lock| lock.kind.into());
        self.reading(|store, language| {
            let profile = profile_of(store.read())?.value;
            Ok(SettingsView {
                device: DeviceSettings::read(store)?,
                profile: ProfileSettings {
                    religion: profile.religion,
                    sex: profile.sex,
                    prefer_same_sex: profile.prefer_same_sex,
                },
                lock,
                keychain,
                key_on_disk: keys.main_on_disk(),
                cards_key_on_disk: keys.device_on_disk(),
                recovery_saved: store.setting(RECOVERY_SAVED)?.unwrap_or(false),
                backups: backup::views(&self.folder, language),
                tray,
                version: env!("CARGO_PKG_VERSION").to_owned(),
            })
        })
    }

    /// Keeps this device's choices.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn device_save(&self, request: DeviceSettings) -> Result<SettingsView, IpcError> {
        self.with_open(|open| {
            open.store.set_setting(DEVICE, &request)?;
            self.follow_device_settings(&open.store)
        })?;
        self.settings_view()
    }

    /// Keeps the person's choices; Help follows at once.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn profile_save(&self, request: ProfileSettings) -> Result<SettingsView, IpcError> {
        let ProfileSettings { religion, sex, prefer_same_sex } = request;
        self.writing(|tx| {
            let stored = profile_of(tx.read())?;
            let changed = Profile { religion, sex, prefer_same_sex, ..stored.value };
            Ok::<_, IpcError>(tx.update(stored.id, &changed, &stored.seen)?)
        })?;
        self.settings_view()
    }
}
