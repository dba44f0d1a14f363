//! A small plain file of what a locked app needs and what tells nothing: language, colours, size of text, the tray.

use std::sync::PoisonError;

use serde::{Deserialize, Serialize};
use ukhwah_store::{Store, StoreError};

use super::{App, AppView, Appearance};
use crate::error::{ErrorCode, IpcError};
use crate::folder::{self, Folder};
use crate::settings::DeviceSettings;

/// What is known while the app is locked.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Plain {
    #[serde(flatten)]
    pub(super) appearance: Appearance,
    /// Whether closing the window leaves the app in the tray, as the database has it.
    pub(super) close_to_tray: bool,
}

/// What was kept, or the default if that cannot be read: a damaged file must not keep anyone out.
pub(super) fn read(folder: &Folder) -> Plain {
    let kept = folder::read(&folder.appearance()).ok().flatten();
    let kept: Plain = kept.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default();
    Plain { appearance: bounded(kept.appearance), ..kept }
}

fn bounded(appearance: Appearance) -> Appearance {
    Appearance { text_size: appearance.text_size.clamp(100, 200), ..appearance }
}

impl App {
    /// Keeps the language, the colours and the size of text.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn appearance_save(&self, request: Appearance) -> Result<AppView, IpcError> {
        self.keep_plain(Plain { appearance: bounded(request), ..self.plain() })?;
        self.recard();
        // What stands outside the page speaks the language too: the tray and the window's title.
        self.host.stage_changed();
        self.name_window();
        self.app_view()
    }

    /// Whether closing the window leaves the app in the tray, locked or not.
    #[must_use]
    pub fn closes_to_tray(&self) -> bool {
        self.plain().close_to_tray && self.host.has_tray()
    }

    /// Whether closing the window was to leave the app in the tray, and this desktop shows none now.
    #[must_use]
    pub fn misses_tray(&self) -> bool {
        self.plain().close_to_tray && !self.host.has_tray()
    }

    /// Takes over what the database has of it.
    pub(crate) fn follow_device_settings(&self, store: &Store) -> Result<(), IpcError> {
        let close_to_tray = DeviceSettings::read(store)?.close_to_tray;
        if close_to_tray == self.plain().close_to_tray {
            return Ok(());
        }
        self.keep_plain(Plain { close_to_tray, ..self.plain() })
    }

    pub(super) fn keep_plain(&self, plain: Plain) -> Result<(), IpcError> {
        let json = serde_json::to_vec(&plain).map_err(|_| ErrorCode::Failed)?;
        self.folder.make().map_err(StoreError::from)?;
        folder::replace(&self.folder.appearance(), &json).map_err(StoreError::from)?;
        *self.plain.write().unwrap_or_else(PoisonError::into_inner) = plain;
        Ok(())
    }
}
