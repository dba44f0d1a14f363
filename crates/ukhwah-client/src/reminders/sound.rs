//! The person's own sound: a copy in the profile's folder, so that it plays while the app is locked.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::RemindersView;
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::folder;
use crate::host::FileKind;

/// A longer one would still be playing at the next prayer.
const LARGEST: u64 = 10 * 1024 * 1024;

impl App {
    /// Lets the person choose a sound file for reminders that are set to their own sound.
    ///
    /// # Errors
    /// If the app is locked, none is chosen, or the file is too large or no sound.
    pub fn sound_choose(&self) -> Result<RemindersView, IpcError> {
        self.with_open(|_| Ok(()))?;
        let file = self.host.choose_file(FileKind::Sound).ok_or(ErrorCode::Cancelled)?;
        let content = read_sound(&file)?;
        if !self.host.can_play(&content) {
            return Err(ErrorCode::SoundInvalid.into());
        }
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        folder::replace(&self.folder.own_sound(), &content).map_err(ukhwah_store::StoreError::from)?;
        self.keep_reminder_choice(|kept| kept.sound_name = name)
    }

    /// Forgets the person's own sound; the chime takes its place.
    ///
    /// # Errors
    /// If the app is locked or the copy cannot be removed.
    pub fn sound_forget(&self) -> Result<RemindersView, IpcError> {
        self.with_open(|_| Ok(()))?;
        folder::destroy(&self.folder.own_sound()).map_err(ukhwah_store::StoreError::from)?;
        self.keep_reminder_choice(|kept| kept.sound_name = None)
    }
}

fn read_sound(file: &Path) -> Result<Vec<u8>, ErrorCode> {
    let unreadable = |_| ErrorCode::FileUnreadable;
    let mut content = Vec::new();
    File::open(file).map_err(unreadable)?.take(LARGEST + 1).read_to_end(&mut content).map_err(unreadable)?;
    if content.len() as u64 > LARGEST {
        return Err(ErrorCode::FileTooLarge);
    }
    Ok(content)
}
