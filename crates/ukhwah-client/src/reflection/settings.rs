//! When the check-in is offered, and whether the app speaks up by itself.

use ukhwah_domain::checkin::ReflectionSettings;
use ukhwah_domain::routine::Timing;
use ukhwah_store::{Reader, StoreError, Stored};

use super::{ReflectionSettingsRequest, ReflectionView, SignReadRequest};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::people::seen;
use crate::routine::date;
use crate::settings::profile_of;

/// What the person chose; the usual before that.
pub(crate) fn reflection_of(read: Reader<'_>) -> Result<ReflectionSettings, StoreError> {
    Ok(stored_settings(read)?.map(|stored| stored.value).unwrap_or_default())
}

/// Two devices may each have made one before they met; then the one with the smallest identifier is it, on both.
pub(super) fn stored_settings(read: Reader<'_>) -> Result<Option<Stored<ReflectionSettings>>, StoreError> {
    Ok(read.all::<ReflectionSettings>()?.into_iter().min_by_key(|stored| stored.id))
}

impl App {
    /// Keeps what was chosen; the reminders follow at once.
    ///
    /// # Errors
    /// [`ErrorCode::BadRequest`] for a time that is none, or a prayer while religious content is off.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn reflection_settings_save(&self, request: ReflectionSettingsRequest) -> Result<ReflectionView, IpcError> {
        self.writing(|tx| {
            let religion = profile_of(tx.read())?.value.religion;
            let stored = stored_settings(tx.read())?;
            let kept = stored.as_ref().and_then(|stored| stored.value.time).map(|time| time.timing);
            match request.settings.time.map(|time| time.timing) {
                Some(Timing::AnyTime) => return Err(ErrorCode::BadRequest.into()),
                Some(timing @ Timing::Around { .. }) if !religion && kept != Some(timing) => {
                    return Err(ErrorCode::BadRequest.into());
                }
                _ => {}
            }
            match stored {
                Some(stored) => {
                    let read_on = stored.value.sign_read_on;
                    let settings = ReflectionSettings { sign_read_on: read_on, ..request.settings };
                    tx.update(stored.id, &settings, &seen(request.seen.as_deref())?)?;
                }
                None => drop(tx.create(&request.settings)?),
            }
            Ok::<_, IpcError>(())
        })?;
        self.reflection_view()
    }

    /// Puts an early sign away.
    ///
    /// # Errors
    /// If the date cannot be read.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn sign_read(&self, request: SignReadRequest) -> Result<ReflectionView, IpcError> {
        let date = date(&request.date)?;
        self.writing(|tx| {
            match stored_settings(tx.read())? {
                Some(stored) => {
                    let settings = ReflectionSettings { sign_read_on: Some(date), ..stored.value };
                    tx.update(stored.id, &settings, &stored.seen)?;
                }
                None => {
                    let settings = ReflectionSettings { sign_read_on: Some(date), ..ReflectionSettings::default() };
                    tx.create(&settings)?;
                }
            }
            Ok::<_, IpcError>(())
        })?;
        self.reflection_view()
    }
}
