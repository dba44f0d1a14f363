//! A new profile. Whatever cuts it off, the next start finds either nothing, or all of it.
//!
//! The keys are laid down first, and may be laid down again as long as they open nothing. The database comes to its name
//! only with the recovery code and the profile in it.

use ukhwah_crypto::{DeviceKey, KeyFile, MainKey, RecoveryCode};
use ukhwah_domain::person::Profile;
use ukhwah_store::{Store, StoreError};

use super::open::{keep_recovery_code, refusal};
use super::session::database_key;
use super::{App, AppView, Stage};
use crate::error::{ErrorCode, IpcError};
use crate::keys::KeyError;

/// What the making of a profile has done, for tests that interfere there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    KeysLaidDown,
    Created,
    SeedWritten,
    ProfileWritten,
    InPlace,
}

impl App {
    /// Makes the keys and the database of a new profile.
    ///
    /// # Errors
    /// [`ErrorCode::BadRequest`] if there is one already, or why it could not be made.
    pub fn begin(&self) -> Result<AppView, IpcError> {
        let _door = self.door();
        if !matches!(self.stage(), Stage::Fresh) {
            return Err(ErrorCode::BadRequest.into());
        }
        let stage = self.make_profile(|_| Ok(()))?;
        self.set_stage(stage);
        self.app_view()
    }

    /// Makes a new profile in an empty folder, with what `fill` writes into it, and opens it. Says where that leads.
    pub(super) fn make_profile(
        &self,
        fill: impl FnOnce(&mut Store) -> Result<(), StoreError>,
    ) -> Result<Stage, IpcError> {
        let (main, code) = (MainKey::make(), RecoveryCode::make());
        self.make_keys(&main, &code)?;
        done(Step::KeysLaidDown)?;
        let store = Store::create_filled(&self.folder.database(), &database_key(&main), |store| {
            done(Step::Created)?;
            keep_recovery_code(store, &code)?;
            done(Step::SeedWritten)?;
            store.transact(self.clock.now(), |tx| tx.create(&Profile::default()).map(drop))?;
            fill(store)?;
            done(Step::ProfileWritten)
        });
        let store = store.map_err(refusal)?;
        done(Step::InPlace)?;
        Ok(self.take(store, main)?)
    }

    /// Lays down the keys of a profile: wrapped under the recovery code first, so that none is ever without it.
    fn make_keys(&self, main: &MainKey, code: &RecoveryCode) -> Result<(), IpcError> {
        self.folder.make().map_err(StoreError::from)?;
        let keys = self.keys();
        let mut file = KeyFile::new();
        file.set_recovery(main, code);
        keys.keep_file(&file)?;
        keys.keep_bare_main(main)?;
        if keys.device().is_err() {
            keys.keep_device(&DeviceKey::make())?;
        }
        Ok(())
    }

    /// Makes the key of the two cards anew if it is nowhere: the cards are written again from the database. A key store
    /// that only does not answer still has it.
    pub(super) fn mend_device_key(&self) {
        let keys = self.keys();
        if !matches!(keys.device(), Err(KeyError::Missing | KeyError::FileDamaged)) {
            return;
        }
        tracing::warn!("the key of the cards was gone, and is made anew");
        // The one that is still in memory, if there is one, since the cards are sealed with it.
        let kept = self.with_device_key(|key| keys.keep_device(key));
        if let Err(error) = kept.unwrap_or_else(|| keys.keep_device(&DeviceKey::make())) {
            tracing::error!(%error, "the key of the cards was not kept");
        }
    }
}

#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "tests let it fail")]
const fn done(_: Step) -> Result<(), StoreError> {
    Ok(())
}

#[cfg(test)]
use super::tests::begin::done;
